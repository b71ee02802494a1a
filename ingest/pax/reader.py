"""Read peace agreements (PA-X), and who signed them (PAA-X)."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from graph.domain.errors import ClaimError
from graph.domain.model import Tie, key_of
from ingest.errors import Place, ReadError
from ingest.pax.actors import OF_ACTOR, Actors
from ingest.pax.agreements import OF_AGREEMENT, Agreements, number_of
from ingest.pax.days import Days
from ingest.pax.meanings import meanings
from ingest.pax.tables import Row, Table, tables_of
from ingest.reader import Given, Held, Item, Refused, keeping
from ingest.words import fold

_TITLES = {
    "agreements": "PA-X: peace agreements",
    "delegations": "Delegates to peace agreements of PA-X",
    "actors": "PAA-X: actors of peace agreements",
    "signatories": "PAA-X: signatories of peace agreements",
}
_DAYS = ("Dat", "date")
_ROLES = ("party", "third party")


def read_pax(path: Path, given: Given) -> Iterator[Item]:
    """
    Read the tables at *path*: agreements with their gender codes, delegates, actors, signatories.

    The file is read twice: first for how it writes its days, and for names that several
    actors have. An agreement, a process and an actor are the same in all files of the family.

    Raises:
        ReadError: No table has the headings, or the file cannot be read on.
    """
    tables = tables_of(path)
    known = [table for table in tables if table.shape]
    if not known:
        problem = "no table has the headings of agreements (AgtId, Agt, Dat), of actors (id_paax, "
        problem += "actor_name) or of signatories (AgtId, signatory_type, actor_name)"
        raise ReadError(problem, Place(file=path.name))
    said = Given(
        title=_TITLES[known[0].shape or ""],
        publisher="PeaceRep, University of Edinburgh",
        link="https://www.peaceagreements.org",
    )
    yield (source := given.source_of(path, said))
    dates = (row.first(*_DAYS) for row in _rows(known, "agreements", "signatories"))
    file = _File(
        source=source.id,
        agreements=Agreements(source=source.id, days=Days.of(filter(None, dates))),
        actors=Actors.of(source.id, _rows(known, "actors", "signatories")),
    )
    for table in tables:
        yield from file.read(table)


def _rows(tables: Iterable[Table], *shapes: str) -> Iterator[Row]:
    for table in (one for one in tables if one.shape in shapes):
        yield from (row for row in table.rows() if isinstance(row, Row))


@dataclass(slots=True, kw_only=True)
class _File:
    """What of one file was met so far."""

    source: str
    agreements: Agreements
    actors: Actors
    _signed: dict[str, str] = field(default_factory=dict)

    def read(self, table: Table) -> Iterator[Item]:
        """What a table says, row by row."""
        if table.shape is None:
            yield Refused(place=table.place, problem="the sheet has none of the headings known")
            return
        for row in table.rows():
            if isinstance(row, Refused):
                yield row
            else:
                yield Held(what=table.shape)
                made = (*row.faults, *self._row(row, table.shape))
                yield from keeping(made, self._ids(row))

    def _ids(self, row: Row) -> tuple[str, ...] | None:
        """The agreement that a row is on; what it says of an actor alone is not told apart."""
        with suppress(ClaimError):
            return (self.agreements.id_of(number_of(row)),)
        return None

    def _row(self, row: Row, shape: str) -> Iterator[Item]:
        """What one row says, and why it says no more."""
        made: list[Item] = []
        try:
            if shape == "agreements":
                made = list(self.agreements.add(row))
            elif shape == "delegations":
                made = list(self.agreements.counted(row))
            elif shape == "actors":
                made = list(self.actors.add(row))
            else:
                # The agreement is there, even where it cannot be kept who signed it.
                made = list(self.agreements.met(row))
                made += list(self._signed_by(row))
        except ClaimError as error:
            made.append(row.refused(str(error)))
        yield from self.actors.fresh
        self.actors.fresh.clear()
        yield from made

    def _signed_by(self, row: Row) -> Iterator[Item]:
        number, start = number_of(row), self.actors.met(row)
        said = row.cells.get("signatory_type")
        role = meanings().signatories.get(fold(said), said) if said else None
        end = self.agreements.id_of(number)
        key = key_of(start, end, role)
        if key in self._signed:
            raise ClaimError(f"{self._signed[key]} says the same")
        self._signed[key] = row.where
        yield Tie(
            id=f"{self.source}/signed:{key}",
            source=self.source,
            kind="signed",
            start=start,
            end=end,
            since=self.agreements.signed_on(number),
            role=role,
            cited=f"PA-X, agreement {number}",
            cited_on=self.agreements.signed_on(number),
            extra=tuple((name, text) for name, text in row.cells.items() if name not in _told()),
        )
        yield Held(what=f"signed as {role}" if role in _ROLES else "signed otherwise")


@cache
def _told() -> frozenset[str]:
    """The columns of a row on a signatory that say something of the agreement or the actor."""
    known = meanings()
    said = {*OF_AGREEMENT, *OF_ACTOR, *known.of_agreement, *known.again, *known.unkept}
    return frozenset(said | {"signatory_type"})
