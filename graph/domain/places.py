"""What every store holds from its first use: the themes of the vocabulary and all places."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files

from graph.domain.identity import identifier
from graph.domain.model import VOCABULARY_SOURCE, Claim, Entity, Source, Tie, record
from graph.domain.vocabulary import vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A country (ISO 3166-1) or a region of the world (UN M49), and the region around it."""

    id: str
    code: str
    name: str
    iso3: str | None
    parent: str | None

    @property
    def kind(self) -> str:
        """`country` or `region`."""
        return self.id.partition(":")[0]


@cache
def places() -> dict[str, Place]:
    """Every country and region by its code: `ML`, `011`."""
    text = files("graph.domain").joinpath("places.csv").read_text("utf-8")
    return {row["code"]: _place(row) for row in csv.DictReader(text.splitlines())}


def _place(row: dict[str, str]) -> Place:
    code = row["code"]
    return Place(
        id=f"region:{code}" if code.isdigit() else f"country:{code}",
        code=code,
        name=row["name"],
        iso3=row["iso3"] or None,
        parent=row["parent"] or None,
    )


@cache
def place_codes() -> dict[str, str]:
    """The code of a place by anything people write for it: code, three letters, English name."""
    found = {place.name.casefold(): place.code for place in places().values()}
    found |= {place.iso3.casefold(): place.code for place in places().values() if place.iso3}
    return found | {code.casefold(): code for code in places()}


def shared_claims() -> Iterator[Claim]:
    """The source `vocabulary`, its themes and places, and what is part of what."""
    yield Source(
        id=VOCABULARY_SOURCE,
        title="Tracktwo vocabulary: themes, countries (ISO 3166-1) and regions (UN M49)",
        publisher="Tracktwo",
        licence="MIT",
    )
    for theme in vocabulary().themes.values():
        yield _shared(f"theme:{theme.code}", "theme", theme.label, summary=theme.definition)
        if theme.parent:
            yield _part_of(f"theme:{theme.code}", f"theme:{theme.parent}")
    for place in places().values():
        names = (identifier("iso3166-1", place.code),) if place.kind == "country" else ()
        yield _shared(place.id, place.kind, place.name, identifiers=names)
        if place.parent:
            yield _part_of(place.id, f"region:{place.parent}")


@cache
def shared_edition() -> str:
    """What tells these shared claims from those of another Tracktwo."""
    digest = blake2b(digest_size=8)
    for claim in shared_claims():
        digest.update(record(claim))
    return digest.hexdigest()


def _shared(
    name: str,
    kind: str,
    label: str,
    *,
    summary: str | None = None,
    identifiers: tuple[str, ...] = (),
) -> Entity:
    return Entity(
        id=name,
        source=VOCABULARY_SOURCE,
        kind=kind,
        name=label,
        summary=summary,
        identifiers=identifiers,
    )


def _part_of(part: str, whole: str) -> Tie:
    return Tie(
        id=f"{VOCABULARY_SOURCE}/{part}",
        source=VOCABULARY_SOURCE,
        kind="part_of",
        start=part,
        end=whole,
    )
