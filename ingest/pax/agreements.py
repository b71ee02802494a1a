"""Agreements as instruments of a peace process: their stage, their day, what they say on women."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.identity import identifier
from graph.domain.model import Entity, Tie, key_of
from ingest.countries import country_of
from ingest.pax.days import Days
from ingest.pax.meanings import meanings
from ingest.pax.provisions import on_women, others
from ingest.pax.tables import Row
from ingest.reader import Held, Item, Refused
from ingest.refusals import Refusals
from ingest.words import fold, shown
from ingest.workbook.cells import link

_NUMBER = re.compile(r"(\d{1,9})(?:\.0)?", re.ASCII)
#: Columns that become fields of an agreement, its process and its places.
OF_AGREEMENT = (
    *("AgtId", "Agt", "Dat", "date", "PPName", "Loc1ISO", "Loc2ISO"),
    *("Stage", "stage_label", "Agtp", "agt_type", "description", "PAX_Hyperlink"),
)


def number_of(row: Row) -> str:
    """The number of the agreement in *row*; ClaimError if it has none."""
    text = row.cells.get("AgtId", "")
    found = _NUMBER.fullmatch(text)
    if found is None:
        raise ClaimError(f"{shown(text)} is no number of an agreement of PA-X (AgtId)")
    return str(int(found[1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is remembered of an agreement: its name, the day it was signed, where it stands."""

    name: str
    signed: PartialDate | None
    where: str


@dataclass(slots=True, kw_only=True)
class Agreements:
    """The agreements of one file, each entered once, with their processes."""

    source: str
    days: Days
    _seen: dict[str, _Known] = field(default_factory=dict)
    _made: set[str] = field(default_factory=set)

    def id_of(self, number: str) -> str:
        """The id of the agreement with that number."""
        return f"{self.source}/agreement:{number}"

    def signed_on(self, number: str) -> PartialDate | None:
        """The day on which an agreement that was met was signed, as far as that is known."""
        return self._seen[number].signed

    def add(self, row: Row) -> Iterator[Item]:
        """
        What a row on an agreement says.

        Raises:
            ClaimError: It has no number or no name, or an earlier row is of the same one.
        """
        if "Agt" not in row.cells:
            raise ClaimError(f"agreement {number_of(row)} has no name (Agt)")
        yield from self.counted(row)

    def counted(self, row: Row) -> Iterator[Item]:
        """
        What a row on the delegates to an agreement says: all that it counts, by its headings.

        Raises:
            ClaimError: It has no number of one, or an earlier row is of the same one.
        """
        number = number_of(row)
        if number in self._seen:
            raise ClaimError(f"agreement {number} is in {self._seen[number].where} already")
        yield from self._claims(row, number, dict(row.cells))

    def met(self, row: Row) -> Iterator[Item]:
        """
        The agreement that a row on a signatory names, the first time it does.

        Raises:
            ClaimError: The row has no number of one.
        """
        number, name = number_of(row), row.cells.get("Agt")
        if number not in self._seen:
            own = {*OF_AGREEMENT, *meanings().of_agreement}
            yield from self._claims(row, number, {n: t for n, t in row.cells.items() if n in own})
            yield Held(what="agreements")
        elif name and (first := self._seen[number]).name != name:
            called = f"{shown(name)} is called {shown(first.name)} in {first.where}"
            problem = f"{called}, which is kept"
            yield row.refused(problem, "Agt")

    def _claims(self, row: Row, number: str, cells: dict[str, str]) -> Iterator[Item]:
        faults: list[Refused] = []
        name = cells.get("Agt") or f"Agreement {number} of PA-X"
        signed, stage = self._day(row, faults), _folded(row, _STAGE, faults)
        refusals = Refusals(found=faults)
        one = refusals.claim(
            Entity,
            lambda _: row.place,
            id=self.id_of(number),
            source=self.source,
            kind="instrument",
            name=name,
            identifiers=(identifier("pax", f"agreement-{number}"),),
            summary=cells.get("description"),
            link=_link(row, faults),
            since=signed,
            cited=_cited(number),
            cited_on=signed,
            extra=(*_extra(cells, stage, _folded(row, _TYPE, faults)),),
        )
        ties = [*self._places(row, one, faults), *self._women(row, one, number, faults)]
        make = partial(self._process, row, one, stage)
        process = refusals.attempt(lambda: list(make()), row.refused("", "PPName").place) or []
        # Only now that all of it can be kept is any of it there.
        self._seen[number] = _Known(name=name, signed=signed, where=row.where)
        yield one
        yield from (*ties, *process, *faults)
        yield from _left(cells, ties)

    def _day(self, row: Row, faults: list[Refused]) -> PartialDate | None:
        heading = "Dat" if "Dat" in row.cells else "date"
        text = row.cells.get(heading)
        if text is None:
            return None
        try:
            found, doubt = self.days.read(text)
        except ClaimError as error:
            found, doubt = None, str(error)
        if doubt:
            faults.append(row.refused(doubt, heading))
        return found

    def _tie(self, kind: str, start: str, end: str, **more: object) -> Tie:
        name = f"{self.source}/{kind}:{key_of(start, end)}"
        return Tie(
            id=name,
            source=self.source,
            kind=kind,
            start=start,
            end=end,
            **more,  # type: ignore[arg-type]
        )

    def _cited_tie(self, kind: str, start: str, end: str, one: Entity) -> Tie:
        """A tie that stands in the agreement *one*."""
        return self._tie(kind, start, end, cited=one.cited, cited_on=one.cited_on)

    def _process(self, row: Row, one: Entity, stage: str | None) -> Iterator[Entity | Tie]:
        """The process that the agreement is part of, and where that takes place."""
        name = row.cells.get("PPName")
        if name is None:
            return
        called = fold(name) or name
        process = f"{self.source}/process:{key_of(called)}"
        if process not in self._made:
            number = _NUMBER.fullmatch(row.cells.get("PP", ""))
            numbered = (f"process-{int(number[1])}",) if number else ()
            yield Entity(
                id=process,
                source=self.source,
                kind="peace_process",
                name=name,
                # Processes go by their names in the files that have no numbers of them.
                identifiers=tuple(
                    identifier("pax", text) for text in (*numbered, f"process {called}")
                ),
            )
            self._made.add(process)
        yield replace(self._cited_tie("part_of", one.id, process, one), role=stage, since=one.since)
        for place in _countries(row, []):
            tie = self._cited_tie("active_in", process, place, one)
            if tie.id not in self._made:
                self._made.add(tie.id)
                yield tie

    def _places(self, row: Row, one: Entity, faults: list[Refused]) -> Iterator[Tie]:
        for place in _countries(row, faults):
            yield self._cited_tie("active_in", one.id, place, one)

    def _women(self, row: Row, one: Entity, number: str, faults: list[Refused]) -> Iterator[Tie]:
        """A tie to each theme that provisions on women stand for, with their codes."""
        for theme, codes in on_women(row, faults).items():
            cited = f"{_cited(number)}: {', '.join(codes)}"
            yield self._tie(
                "works_on",
                one.id,
                f"theme:{theme}",
                since=one.since,
                cited=cited,
                cited_on=one.cited_on,
                extra=tuple(codes.items()),
            )


def _cited(number: str) -> str:
    return f"PA-X, agreement {number}"


_STAGE = ("Stage", "stage_label")
_TYPE = ("Agtp", "agt_type")


def _folded(row: Row, headings: tuple[str, str], faults: list[Refused]) -> str | None:
    """The stage or the type of an agreement in the one word that is kept for it."""
    words = meanings().stages if headings == _STAGE else meanings().agreements
    heading = next((name for name in headings if name in row.cells), None)
    if heading is None:
        return None
    text = row.cells[heading]
    found = words.get(fold(text))
    if found is None:
        what = "stage" if headings == _STAGE else "type"
        known = ", ".join(dict.fromkeys(words.values()))
        problem = f"{shown(text)} is no {what} of an agreement; known are {known}"
        faults.append(row.refused(problem, heading))
    return found


def _link(row: Row, faults: list[Refused]) -> str | None:
    text = row.cells.get("PAX_Hyperlink")
    try:
        return link(text) if text else None
    except ClaimError as error:
        faults.append(row.refused(str(error), "PAX_Hyperlink"))
        return None


def _countries(row: Row, faults: list[Refused]) -> list[str]:
    """The countries of a conflict: by the codes of two, and by the names of all."""
    found = []
    for heading in ("Loc1ISO", "Loc2ISO"):
        text = row.cells.get(heading)
        place = country_of(text) if text else None
        if place:
            found.append(place)
        elif text:
            faults.append(row.refused(f"{shown(text)} is the code of no country", heading))
    named = (country_of(part.strip(" ()")) for part in row.cells.get("Con", "").split("/"))
    return list(dict.fromkeys((*found, *(place for place in named if place))))


def _extra(cells: dict[str, str], stage: str | None, sort: str | None) -> Iterator[tuple[str, str]]:
    """All else that is said of an agreement; the many codes of provisions together."""
    yield from ((name, text) for name, text in (("stage", stage), ("type", sort)) if text)
    known = meanings()
    gone = {*known.unkept, *known.again, *known.women, *OF_AGREEMENT}
    left = {name: text for name, text in cells.items() if name not in gone}
    # A table of delegates has counts, and no provisions.
    codes = others(left) if "Agt" in cells else {}
    yield from ((name, text) for name, text in left.items() if name not in codes)
    if found := "; ".join(f"{name} {weight}" for name, weight in codes.items() if weight != "0"):
        yield "provisions", found


def _left(cells: dict[str, str], ties: list[Tie]) -> Iterator[Held]:
    known = meanings()
    if any(name in cells for name in known.unkept):
        yield Held(what="agreements with persons and quotations in free text, which is not kept")
    if any(tie.kind == "works_on" for tie in ties):
        yield Held(what="agreements with provisions on women")
