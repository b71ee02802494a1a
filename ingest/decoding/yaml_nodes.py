"""The YAML of a mapping as texts, lists and fields that know their lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from ingest.decoding.text_blocks import Decoded
from ingest.errors import Place, ReadError

#: The most characters that a mapping may hold.
LARGEST_MAPPING = 1_000_000
#: How deep lists and fields may stand in each other.
DEEPEST = 16
_NOTHING = ("", "~", "null", "Null", "NULL")
# The signs that no YAML file may hold.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text as it stands there: NO is no `false`, 2019 no number; None is nothing at all."""

    place: Place
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list."""

    place: Place
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """Keys with what stands behind each, and the place of each key."""

    place: Place
    fields: dict[str, "Node"]
    keys: dict[str, Place]


Node = Text | Items | Fields


def read_nodes(path: Path) -> Node:
    """
    The one document in the YAML file at *path*.

    References (`*name`), which make small files large, are refused, and so is a key
    that is there twice.

    Raises:
        ReadError: The file is no such YAML; the error says at which line.
    """
    return nodes_of(_text(path), path.name)


def nodes_of(text: str, file: str) -> Node:
    """
    The one document that *text* is; *file* is what errors call it.

    Raises:
        ReadError: It is no such YAML, as `read_nodes` says.
    """
    try:
        return _Builder(file, text).document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        problem = f"this is not well-formed YAML: {getattr(error, 'problem', None) or error}"
        raise ReadError(problem, Place(file=file, line=line)) from error


def _text(path: Path) -> str:
    parts: list[str] = []
    with Decoded(path, _CONTROL) as text:
        while part := text.read():
            parts.append(part)
            if sum(map(len, parts)) > LARGEST_MAPPING:
                problem = f"a mapping has at most {LARGEST_MAPPING:,} characters"
                raise ReadError(problem, Place(file=path.name))
    return "".join(parts).removeprefix("\ufeff")


class _Builder:
    """Makes nodes of the events of the parser."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CBaseLoader)
        self._depth = 0

    def document(self) -> Node:
        starts = (yaml.StreamStartEvent, yaml.DocumentStartEvent)
        event = next(event for event in self._events if not isinstance(event, starts))
        if isinstance(event, yaml.StreamEndEvent):
            raise ReadError("the file is empty", Place(file=self._file))
        node = self._node(event)
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                raise ReadError("the file holds a second document", self._place(event))
        return node

    def _node(self, event: yaml.Event) -> Node:
        place = self._place(event)
        if isinstance(event, yaml.ScalarEvent):
            plain = event.implicit[0] and event.value in _NOTHING
            return Text(place=place, text=None if plain else event.value)
        if isinstance(event, yaml.AliasEvent):
            raise ReadError(f"the reference *{event.anchor} is not followed; write it out", place)
        self._depth += 1
        if self._depth > DEEPEST:
            raise ReadError(f"values are nested more than {DEEPEST} deep", place)
        is_list = isinstance(event, yaml.SequenceStartEvent)
        node = self._items(place) if is_list else self._fields(place)
        self._depth -= 1
        return node

    def _items(self, place: Place) -> Items:
        items = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event))
        return Items(place=place, items=tuple(items))

    def _fields(self, place: Place) -> Fields:
        fields: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            at = self._place(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise ReadError("a key is a text", at)
            if event.value in fields:
                problem = f"the key {event.value!r} is there twice, first in line"
                raise ReadError(f"{problem} {keys[event.value].line}", at)
            keys[event.value] = at
            fields[event.value] = self._node(next(self._events))
        return Fields(place=place, fields=fields, keys=keys)

    def _place(self, event: yaml.Event) -> Place:
        line = event.start_mark.line + 1 if event.start_mark else 1
        return Place(file=self._file, line=line)
