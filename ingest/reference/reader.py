"""Read the reference network: public facts, each with the source that says it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from importlib.resources import files
from typing import Any

import yaml

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.identity import identifier
from graph.domain.labels import Label
from graph.domain.model import SHARED_PREFIXES, Entity, Source, Tie
from graph.domain.places import places
from ingest.errors import Place, ReadError
from ingest.reader import Given, Held, Item

SOURCE = "reference"
#: When the facts were last gone through.
EDITION = "2026-11"

Row = Mapping[str, Any]


def read_reference(given: Given) -> Iterator[Item]:
    """
    Yield the reference network: one source, whose claims each cite a public one.

    Args:
        given: Only its label is used.

    Raises:
        ReadError: A file of the network contradicts itself; a test keeps it from shipping.
    """
    yield Source(
        id=SOURCE,
        title="Tracktwo reference network",
        publisher="Tracktwo",
        licence="MIT",
        retrieved=PartialDate(EDITION),
        label=Label.CLEAR if given.label is None else given.label,
        stated=() if given.label is None else ("label",),
    )
    books = reference_files()
    citations = {
        key: Citation.of(row)
        for book in books.values()
        for key, row in book.get("citations", {}).items()
    }
    for name, book in books.items():
        yield from _claims(name, book, citations)


@cache
def reference_files() -> dict[str, Row]:
    """Every file of the network by its name, each value as the text that stands there."""
    folder = files("ingest.reference")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    # The base loader makes no dates of texts, and no `false` of the country code NO.
    return {
        name: yaml.load(folder.joinpath(name).read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506
        for name in names
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A public document: as people write it, and its date where it has one."""

    words: str
    date: PartialDate | None = None

    @classmethod
    def of(cls, row: Row) -> "Citation":
        """The citation in *row*: title, publisher (date), link."""
        published = f"{row['publisher']} ({row['date']})" if row.get("date") else row["publisher"]
        parts = (row["title"], published, row.get("link"))
        return cls(words=", ".join(part for part in parts if part), date=_date(row, "date"))


#: Every citation of the network by its key.
Citations = Mapping[str, Citation]


def _claims(name: str, book: Row, citations: Citations) -> Iterator[Item]:
    for key, row in book.get("entities", {}).items():
        yield from _at(name, key, partial(_entity, key, row, citations))
    for row in book.get("ties", ()):
        where = f"{row.get('from')} {row.get('kind')} {row.get('to')}"
        yield from _at(name, where, partial(_ties, row, citations))
    for body, block in book.get("memberships", {}).items():
        for country, member in block["members"].items():
            make = partial(_memberships, body, block, country, member, citations)
            yield from _at(name, f"{body} {country}", make)
        yield Held(what="memberships", count=len(block["members"]))


def _at(file: str, where: str, make: Callable[[], Iterable[Item]]) -> list[Item]:
    """What *make* makes; any fault is located."""
    try:
        return list(make())
    except KeyError as error:
        problem = f"{where}: {error} is missing or not known"
        raise ReadError(problem, Place(file=f"ingest/reference/{file}")) from error
    except (ClaimError, ArithmeticError, AttributeError, TypeError, ValueError) as error:
        problem = f"{where}: {error}"
        raise ReadError(problem, Place(file=f"ingest/reference/{file}")) from error


def _entity(key: str, row: Row, citations: Citations) -> Iterator[Item]:
    name = f"{SOURCE}/{key}"
    given = (identifier(scheme, value) for scheme, value in row.get("identifiers", {}).items())
    yield Entity(
        id=name,
        source=SOURCE,
        kind=row["kind"],
        name=row["name"],
        aliases=tuple(row.get("aliases") or ()),
        identifiers=(identifier("tracktwo", name), *given),
        level=row.get("level") or None,
        summary=row.get("summary") or None,
        link=row.get("link") or None,
        since=_date(row, "since"),
        until=_date(row, "until"),
        cited=citations[row["cites"]].words,
        cited_on=citations[row["cites"]].date,
    )
    yield Held(what=f"{row['kind']} entities")
    # What is said of it in short ends with it, and need not have begun with it.
    shared = {name: row[name] for name in ("cites", "until") if row.get(name)}
    for theme in row.get("themes") or ():
        yield _tie({"kind": "works_on", "from": key, "to": f"theme:{theme}", **shared}, citations)
    for code in row.get("active_in") or ():
        yield _tie({"kind": "active_in", "from": key, "to": _place(code), **shared}, citations)
    if row.get("based_in"):
        seat = {"kind": "based_in", "from": key, "to": _place(row["based_in"]), **shared}
        yield _tie(seat, citations)


def _memberships(
    body: str, block: Row, country: str, member: str | Row, citations: Citations
) -> Iterator[Tie]:
    """A line of `memberships`: the day of joining, or what a tie says."""
    span = {"since": member} if isinstance(member, str) else member
    row = {"kind": "member_of", "from": _place(country), "to": body, "cites": block["cites"]}
    yield _tie({**row, **span}, citations)


def _ties(row: Row, citations: Citations) -> Iterator[Tie]:
    """A line of `ties`."""
    yield _tie(row, citations)


def _tie(row: Row, citations: Citations) -> Tie:
    since, role = _date(row, "since"), row.get("role") or None
    parts = (row["kind"], row["from"], row["to"], since, role)
    return Tie(
        id=f"{SOURCE}/" + " ".join(str(part) for part in parts if part is not None),
        source=SOURCE,
        kind=row["kind"],
        start=_end(row["from"]),
        end=_end(row["to"]),
        since=since,
        until=_date(row, "until"),
        role=role,
        track=row.get("track") or None,
        amount=Decimal(row["amount"]) if row.get("amount") else None,
        currency=row.get("currency") or None,
        earmarking=row.get("earmarking") or None,
        cited=citations[row["cites"]].words,
        cited_on=citations[row["cites"]].date,
    )


def _date(row: Row, field: str) -> PartialDate | None:
    return PartialDate(row[field]) if row.get(field) else None


def _place(code: str) -> str:
    return places()[code].id


def _end(name: str) -> str:
    return name if name.startswith(SHARED_PREFIXES) else f"{SOURCE}/{name}"
