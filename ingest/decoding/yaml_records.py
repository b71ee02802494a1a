"""Read a YAML file that is one mapping of names to records, record by record."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from ingest.decoding.text_blocks import Decoded
from ingest.errors import Place, ReadError
from ingest.reader import Refused

#: The most characters that one record may hold.
LARGEST_RECORD = 250_000
#: How deep lists and mappings may stand in each other: the parser takes ages over more.
DEEPEST = 10
# The signs that no YAML file may hold.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_NOTHING = ("~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What a field holds, which may be nothing or several texts, and its line."""

    line: int
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedRecord:
    """A record: what it is called, the line where it begins, and its fields by name."""

    file: str
    name: str
    line: int
    fields: Mapping[str, Field]

    def text(self, name: str) -> str | None:
        """The text in the field *name*, the first if there are several; None if there is none."""
        found = self.fields.get(name)
        return found.texts[0] if found and found.texts else None

    def refused(self, problem: str, name: str | None = None) -> Refused:
        """That the record, or its field *name*, did not enter the network."""
        found = self.fields.get(name or "")
        line = found.line if found else self.line
        return Refused(place=Place(file=self.file, line=line, column=name), problem=problem)


def mapped(path: Path) -> Iterator[MappedRecord | Refused]:
    """
    Yield the records of the YAML file at *path*, and what is said twice in it.

    Every value is the text that stands there: the country code NO is no `false`.
    Nothing is built that the file could make large: a record is held at a time, and
    references (`*name`), which make small files large, are not followed.

    Raises:
        ReadError: The file is no such YAML, or a record is too large to be one.
    """
    try:
        with Decoded(path, _CONTROL) as text:
            yield from _Reader(path, _Stream(text, path)).records()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        reason = getattr(error, "problem", None) or str(error)
        problem = f"this is not well-formed YAML: {reason}"
        raise ReadError(problem, Place(file=path.name, line=line)) from error


class _Stream:
    """What the parser reads from; its faults wait here, since they must not cross the parser."""

    def __init__(self, text: Decoded, path: Path) -> None:
        self._text = text
        self._path = path
        self._left = LARGEST_RECORD
        self._line = 1
        self.fault: ReadError | None = None

    def begin(self, line: int) -> None:
        """Note that a record begins in *line*."""
        self._left, self._line = LARGEST_RECORD, line

    def read(self, _size: int = -1, /) -> str:
        try:
            text = self._text.read()
        except ReadError as error:
            self.fault = error
            return ""
        self._left -= len(text)
        if self._left < 0:
            problem = f"the record that begins here has more than {LARGEST_RECORD:,} characters"
            self.fault = ReadError(problem, Place(file=self._path.name, line=self._line))
            return ""
        return text


class _Reader:
    """The records of one file, made from the events of the parser."""

    def __init__(self, path: Path, stream: _Stream) -> None:
        self._file = path.name
        self._stream = stream
        self._events = self._parsed()

    def _parsed(self) -> Iterator[yaml.Event]:
        depth = 0
        try:
            for event in yaml.parse(self._stream, Loader=yaml.CBaseLoader):
                # After a fault, the parser sees the end of the file, and not what it means.
                if self._stream.fault is not None:
                    break
                if isinstance(event, yaml.AliasEvent):
                    raise self._error(f"the reference *{event.anchor} is not followed", event)
                depth += isinstance(event, yaml.CollectionStartEvent)
                depth -= isinstance(event, yaml.CollectionEndEvent)
                if depth > DEEPEST:
                    raise self._error(f"values are nested more than {DEEPEST} deep", event)
                yield event
        except yaml.YAMLError:
            if self._stream.fault is None:
                raise
        if self._stream.fault is not None:
            raise self._stream.fault

    def records(self) -> Iterator[MappedRecord | Refused]:
        seen: dict[str, int] = {}
        self._open()
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            name, line = self._key(event)
            self._stream.begin(line)
            value = next(self._events)
            if not isinstance(value, yaml.MappingStartEvent):
                self._skip(value)
                yield self._refused(f"{name!r} is no record: it has no fields", line)
            else:
                fields, repeated = self._fields()
                yield from repeated
                if name in seen:
                    problem = f"{name!r} is in line {seen[name]} already; this one was not read"
                    yield self._refused(problem, line)
                else:
                    seen[name] = line
                    yield MappedRecord(file=self._file, name=name, line=line, fields=fields)
        self._close()

    def _open(self) -> None:
        """Read up to the mapping that the file is."""
        for event in self._events:
            if isinstance(event, yaml.MappingStartEvent):
                return
            if not isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
                raise self._error("the file is no mapping of names to records", event)

    def _close(self) -> None:
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                raise self._error("the file holds a second document; make it a file", event)

    def _fields(self) -> tuple[dict[str, Field], list[Refused]]:
        """The fields of a record, and those that it has twice."""
        fields: dict[str, Field] = {}
        repeated = []
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            name, line = self._key(event)
            texts = self._texts()
            if name in fields:
                problem = f"the record has this field in line {fields[name].line} already"
                repeated.append(self._refused(problem, line, name))
            elif texts is None:
                repeated.append(self._refused("a field holds a text or a list of them", line, name))
            else:
                fields[name] = Field(line=line, texts=texts)
        return fields, repeated

    def _texts(self) -> tuple[str, ...] | None:
        """The texts of the value that comes next; None if it is no text and no list of them."""
        event = next(self._events)
        if isinstance(event, yaml.ScalarEvent):
            return _text(event)
        if not isinstance(event, yaml.SequenceStartEvent):
            self._skip(event)
            return None
        found: list[str] | None = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._skip(event)
                found = None
            elif found is not None:
                found += _text(event)
        return None if found is None else tuple(found)

    def _key(self, event: yaml.Event) -> tuple[str, int]:
        if not isinstance(event, yaml.ScalarEvent):
            raise self._error("a name is a text", event)
        return event.value, _line(event)

    def _skip(self, event: yaml.Event) -> None:
        """Pass over the value that begins with *event*."""
        depth = 0
        while True:
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if not depth:
                return
            event = next(self._events)

    def _refused(self, problem: str, line: int, name: str | None = None) -> Refused:
        return Refused(place=Place(file=self._file, line=line, column=name), problem=problem)

    def _error(self, problem: str, event: yaml.Event) -> ReadError:
        return ReadError(problem, Place(file=self._file, line=_line(event)))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _text(event: yaml.ScalarEvent) -> tuple[str, ...]:
    """The text of a scalar; nothing if it stands for none."""
    plain = event.implicit[0]
    text = event.value.strip()
    return () if not text or (plain and text in _NOTHING) else (text,)
