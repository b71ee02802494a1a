"""A line of FollowTheMoney: an entity with its schema and the values of its properties."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import yaml

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from ingest.decoding.json_objects import JsonObject, objects
from ingest.reader import Refused
from ingest.refusals import C, Refusals, Span
from ingest.words import shown

T = TypeVar("T")

#: What a line says beside its properties, and what of it becomes fields of ours.
_OWN = ("id", "schema", "properties", "caption")
_DAY = len("2019-07-15")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A schema that is a tie: the properties at its ends, our kind, the role if none is stated."""

    start: str
    end: str
    kind: str
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanings:
    """What `ftm.yaml` says; see there."""

    kinds: Mapping[str, str]
    topics: Mapping[str, str]
    watched: tuple[str, ...]
    edges: Mapping[str, Edge]
    names: tuple[str, ...]
    since: tuple[str, ...]
    until: tuple[str, ...]
    summaries: tuple[str, ...]
    contacts: Mapping[str, str]
    seats: tuple[str, ...]
    identifiers: Mapping[str, str]


@cache
def meanings() -> Meanings:
    """The tables of schemata, topics and properties."""
    said = yaml.safe_load(files("ingest.ftm").joinpath("ftm.yaml").read_text("utf-8"))
    edges = {schema: Edge(**row) for schema, row in said.pop("edges").items()}
    lists = {name: tuple(rows) for name, rows in said.items() if isinstance(rows, list)}
    return Meanings(**{**said, **lists, "edges": edges})


@dataclass(slots=True, kw_only=True)
class Thing:
    """
    One entity of the file, of whatever schema.

    What is taken of it is struck off, so that `rest` is what nobody asked for. `op` is
    what a delta file does with it.
    """

    record: JsonObject
    id: str
    schema: str
    values: dict[str, tuple[str, ...]]
    caption: str | None = None
    op: str | None = None
    beside: tuple[tuple[str, str], ...] = ()
    refusals: Refusals = field(default_factory=Refusals)
    _taken: set[str] = field(default_factory=set)

    def all(self, name: str) -> tuple[str, ...]:
        """The values of the property *name*, which are taken."""
        self._taken.add(name)
        return self.values.get(name, ())

    def first(self, *names: str) -> str | None:
        """The first value of the first of *names* that has one; all other values stay."""
        for name in names:
            found = self.values.get(name)
            if found and name not in self._taken:
                self.values[name] = found[1:]
                return found[0]
        return None

    def day(self, *names: str, last: bool = False) -> PartialDate | None:
        """The earliest date of the first of *names* that has any, or the last; others stay."""
        for name in names:
            days = dict(self._days(name))
            if days:
                text = sorted(days, key=lambda text: days[text].first)[-1 if last else 0]
                # A time of day is no part of a date of ours: then the whole text stays.
                if len(text) <= _DAY:
                    self.values[name] = tuple(v for v in self.values[name] if v != text)
                return days[text]
        return None

    def _days(self, name: str) -> Iterator[tuple[str, PartialDate]]:
        for text in self.values.get(name, ()):
            try:
                yield text, PartialDate(text[:_DAY].partition("T")[0])
            except ClaimError as error:
                self.values[name] = tuple(v for v in self.values[name] if v != text)
                self.refuse(str(error), name)

    def copy(self) -> "Thing":
        """The same again, of which nothing is taken."""
        return replace(self, values=dict(self.values), refusals=Refusals(), _taken=set())

    def refuse(self, problem: str, name: str | None = None) -> None:
        """Note that a value of the property *name* did not enter the network."""
        self.refusals.note(f"{shown(self.id)}: {problem}", self.record.place(name))

    def span(
        self, since: PartialDate | None, until: PartialDate | None, name: str | None = None
    ) -> Span:
        """The same two dates; an end before the beginning is refused and left out."""
        apart = Refusals()
        kept = apart.span(since, until, self.record.place(name))
        for refused in apart.found:
            self.refuse(refused.problem, name)
        return kept

    def attempt(self, make: Callable[[], T]) -> T | None:
        """What *make* makes; None, and a refusal, where it cannot be."""
        return self.refusals.attempt(make, self.record.place())

    def claim(self, kind: type[C], /, **values: Any) -> C:  # noqa: ANN401
        """
        The claim that *values* make, without those that no claim can hold.

        Raises:
            ClaimError: What is wrong is no single field, or one that the claim needs.
        """
        return self.refusals.claim(kind, lambda _: self.record.place(), **values)

    def rest(self) -> tuple[tuple[str, str], ...]:
        """What was not taken, as pairs of property and value, and what stands beside them."""
        left = ((n, v) for n, values in self.values.items() if n not in self._taken for v in values)
        return (*left, *self.beside)

    @property
    def is_watched(self) -> bool:
        """Whether its topics say that a watch list names it."""
        topics = self.values.get("topics", ())
        return any(is_below(topic, known) for topic in topics for known in meanings().watched)


def is_below(topic: str, known: str) -> bool:
    """Whether *topic* is the topic *known* or one below it."""
    return topic == known or topic.startswith(f"{known}.")


def things(path: Path) -> Iterator[Thing | Refused]:
    """
    Yield the entities of the file at *path*, and refusals for what is none.

    Raises:
        ReadError: The file is no JSON, or an entity is too large to be one.
    """
    for found in objects(path):
        if isinstance(found, Refused):
            yield found
            continue
        try:
            yield _thing(found)
        except ClaimError as error:
            yield found.refused(str(error))


def _thing(record: JsonObject) -> Thing:
    """The entity in *record*, taken out of what a delta file puts around it."""
    values, op = _unwrapped(record.values)
    name, schema = values.get("id"), values.get("schema", "" if op == "DEL" else None)
    if not isinstance(name, str) or not name:
        raise ClaimError("this entity has no id")
    if not isinstance(schema, str):
        raise ClaimError(f"{shown(name)} has no schema")
    caption = values.get("caption")
    thing = Thing(
        record=record,
        id=name,
        schema=schema,
        values={},
        caption=caption.strip() if isinstance(caption, str) and caption.strip() else None,
        op=op,
        beside=tuple(_beside(values)),
    )
    properties = values.get("properties", {})
    if not isinstance(properties, dict):
        raise ClaimError(f"the properties of {shown(name)} are none")
    for key, said in properties.items():
        thing.values[key] = tuple(_texts(thing, key, said))
    return thing


def _unwrapped(values: dict[str, Any]) -> tuple[dict[str, Any], str | None]:
    """An entity, and what a delta file does with it."""
    if "op" not in values or "schema" in values:
        return values, None
    entity = values.get("entity")
    if not isinstance(entity, dict):
        raise ClaimError("this change is of no entity")
    return entity, str(values["op"])[:20].upper()


def _texts(thing: Thing, name: str, said: object) -> Iterator[str]:
    """The values of a property, each once; what is no text is refused."""
    found: Iterable[object] = said if isinstance(said, list) else (said,)
    texts = []
    for value in found:
        text = str(value) if _is_number(value) else value
        if isinstance(text, str):
            texts.append(text.strip())
        elif value is not None:
            nested = "; export the file with ids instead of what they stand for"
            what = f"holds an entity{nested}" if isinstance(value, dict) else "is no text"
            thing.refuse(f"a value {what}", name)
    yield from dict.fromkeys(text for text in texts if text)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _beside(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What an entity says outside its properties: where it was seen, by what other ids."""
    for name, said in values.items():
        if name not in _OWN:
            for value in said if isinstance(said, list) else (said,):
                if isinstance(value, str | int | float) and str(value).strip():
                    yield name, str(value)
