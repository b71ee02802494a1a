"""Entities of which several rows speak: what each row adds, and where two contradict each other."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from graph.domain.labels import Label
from graph.domain.model import Entity, Tie
from graph.domain.vocabulary import UNKNOWN_KIND
from ingest.errors import Place
from ingest.reader import Refused
from ingest.words import shown

#: The most of a sort (aliases, kept cells) that is gathered for one entity.
MOST_SAID = 1_000

_ONCE = ("level", "summary", "link", "since", "until")
_MANY = ("aliases", "identifiers", "contacts", "extra", "closed")


class Row(Protocol):
    """A row of any table: its number, and its place for messages."""

    @property
    def number(self) -> int:
        """The number that a person sees."""
        ...

    def place(self) -> Place:
        """Where it stands."""
        ...


@dataclass(slots=True)
class _Said:
    """What was said of one entity so far, and about what rows disagree."""

    entity: Entity
    first: Row
    ties: dict[str, Tie] = field(default_factory=dict)
    disputed: set[str] = field(default_factory=set)


class Gathering:
    """
    Gathers what several rows say of the same entities.

    The first row that fills a field is right; lists are joined; another name is an
    alias; the most closed of the labels holds. A contradiction is refused once for
    each field of an entity.
    """

    def __init__(self) -> None:
        self._said: dict[str, _Said] = {}

    def add(self, claim: Entity | Tie, row: Row) -> Iterator[Refused]:
        """Enter what a row says, and yield what cannot be entered."""
        if isinstance(claim, Tie):
            self._said[claim.start].ties.setdefault(claim.id, claim)
        elif said := self._said.get(claim.id):
            yield from _joined(said, claim, row)
        else:
            self._said[claim.id] = _Said(claim, row)

    def __contains__(self, id: object) -> bool:
        return id in self._said

    def claims(self) -> Iterator[Entity | Tie]:
        """The entities as all rows together describe them, each with its ties."""
        for said in self._said.values():
            yield said.entity
            yield from said.ties.values()


def _joined(said: _Said, other: Entity, row: Row) -> Iterator[Refused]:
    entity, values = said.entity, dict[str, Any]()
    for name in _ONCE:
        values[name], differs = _once(getattr(entity, name), getattr(other, name))
        if differs:
            yield from _dispute(said, name, getattr(other, name), row.place())
    kinds = [kind for kind in (entity.kind, other.kind) if kind != UNKNOWN_KIND]
    if len(set(kinds)) > 1:
        yield from _dispute(said, "kind", other.kind, row.place())
    values["kind"] = kinds[0] if kinds else UNKNOWN_KIND
    values["label"] = _closer(entity.label, other.label)
    values["cited"] = entity.cited or other.cited
    values["cited_on"] = entity.cited_on or other.cited_on
    named = (other.name,) if other.name != entity.name else ()
    added = {"aliases": (*named, *other.aliases)}
    for name in _MANY:
        both = (*getattr(entity, name), *added.get(name, getattr(other, name)))
        values[name] = tuple(dict.fromkeys(both))
        if len(values[name]) > MOST_SAID:
            values[name] = values[name][:MOST_SAID]
            problem = f"{shown(entity.name)} has more than {MOST_SAID:,} {name}; the first are kept"
            yield from _refused(said, name, problem, row.place())
    said.entity = replace(entity, **values)


def _once(first: object, second: object) -> tuple[object, bool]:
    return (second if first is None else first), None not in (first, second) and first != second


def _closer(first: Label | None, second: Label | None) -> Label | None:
    return max((label for label in (first, second) if label is not None), default=None)


def _dispute(said: _Said, name: str, found: object, place: Place) -> Iterator[Refused]:
    kept = f"has another {name} in row {said.first.number}, which was kept"
    problem = f"{shown(said.entity.name)} {kept}; here it is {shown(str(found))}"
    yield from _refused(said, name, problem, place)


def _refused(said: _Said, name: str, problem: str, place: Place) -> Iterator[Refused]:
    """The refusal, unless there was one about the same field of the entity."""
    if name not in said.disputed:
        said.disputed.add(name)
        yield Refused(place=place, problem=problem, keeps=())
