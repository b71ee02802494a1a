"""One stakeholder or context, with the sources of every value."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from graph.domain.labels import Label
from graph.domain.model import Entity
from graph.domain.vocabulary import UNKNOWN_KIND


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A value, and the ids of the sources that say it."""

    value: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakeholder:
    """
    Entities judged the same, as one; the first value of each list is the earliest said.

    `label` is the highest of what it is made of, its contacts among it; `entities`
    are the ids under which sources know it, any of which finds it.
    """

    id: str
    kind: str
    name: str
    label: Label
    kinds: tuple[Said, ...]
    names: tuple[Said, ...]
    identifiers: tuple[Said, ...]
    levels: tuple[Said, ...]
    summaries: tuple[Said, ...]
    links: tuple[Said, ...]
    since: tuple[Said, ...]
    until: tuple[Said, ...]
    contacts: tuple[Said, ...]
    extra: tuple[tuple[str, Said], ...]
    sources: tuple[str, ...]
    entities: tuple[str, ...]


def stakeholder_of(entities: Sequence[Entity], label: Label, name: str) -> Stakeholder:
    """Put together what *entities* say of one and the same, oldest first."""
    contacts = [contact.label for entity in entities for contact in entity.contacts]
    return Stakeholder(
        id=name,
        kind=kind_of(entity.kind for entity in entities),
        name=entities[0].name,
        label=max(label, *contacts, Label.CLEAR),
        kinds=said(entities, lambda entity: (entity.kind,)),
        names=said(entities, lambda entity: (entity.name, *entity.aliases)),
        identifiers=said(entities, lambda entity: entity.identifiers),
        levels=said(entities, lambda entity: (entity.level,)),
        summaries=said(entities, lambda entity: (entity.summary,)),
        links=said(entities, lambda entity: (entity.link,)),
        since=said(entities, lambda entity: (entity.since,)),
        until=said(entities, lambda entity: (entity.until,)),
        contacts=said(entities, lambda entity: (f"{c.kind}: {c.value}" for c in entity.contacts)),
        extra=tuple(_extra(entities)),
        sources=tuple(dict.fromkeys(entity.source for entity in entities)),
        entities=tuple(entity.id for entity in entities),
    )


def kind_of(kinds: Iterable[str]) -> str:
    """The earliest kind that says something; unknown only when nobody says more."""
    return next((kind for kind in kinds if kind != UNKNOWN_KIND), UNKNOWN_KIND)


def said(
    entities: Iterable[Entity], values: Callable[[Entity], Iterable[object]]
) -> tuple[Said, ...]:
    """Each value that any of *entities* gives, in order, with the sources that give it."""
    found: dict[str, list[str]] = {}
    for entity in entities:
        for value in values(entity):
            if value is not None:
                sources = found.setdefault(str(value), [])
                if entity.source not in sources:
                    sources.append(entity.source)
    return tuple(Said(value=value, sources=tuple(who)) for value, who in found.items())


def _extra(entities: Sequence[Entity]) -> Iterator[tuple[str, Said]]:
    """Each heading with each of its values, headings in the order of their first."""
    for heading in dict.fromkeys(heading for entity in entities for heading, _ in entity.extra):
        for value in said(entities, partial(_under, heading)):
            yield heading, value


def _under(heading: str, entity: Entity) -> list[str]:
    return [text for name, text in entity.extra if name == heading]
