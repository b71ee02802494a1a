"""One of the Committee's workbooks: its rows, and what every kind of it has in common."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.model import Tie, key_of
from ingest.decoding.sheets import letters
from ingest.ecosoc.bodies import Bodies
from ingest.ecosoc.names import Named
from ingest.ecosoc.organisations import Organisations
from ingest.ecosoc.shapes import Table, cells_of
from ingest.reader import Refused
from ingest.workbook.cells import day


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A row below the headings: its cells by the code of their column."""

    table: Table
    number: int
    cells: Mapping[str, str]

    def refused(self, problem: str, code: str | None = None) -> Refused:
        """That the row, or its cell in the column *code*, did not enter the network."""
        heading = None if code is None else self.table.headings.get(code, code)
        return Refused(place=self.table.sheet.place(self.number, heading), problem=problem)

    def need(self, code: str) -> str:
        """
        The text in the column *code*.

        Raises:
            ClaimError: There is none.
        """
        if code not in self.cells:
            raise ClaimError(f"{self.table.headings.get(code, code)} is empty")
        return self.cells[code]

    def beside(self, *codes: str) -> tuple[tuple[str, str], ...]:
        """What the row says outside the columns *codes*."""
        headings = self.table.headings
        return tuple((headings.get(c, c), t) for c, t in self.cells.items() if c not in codes)


def rows_of(table: Table) -> Iterator[Record | Refused | int]:
    """
    Yield the rows below the headings, refusals for those that cannot be read, and their number.

    Blank rows between others are rows of the list that lost what they said.
    """
    last = 0
    for row in table.sheet.rows():
        if last and row.number > last + 1:
            yield _blank(table, last + 1, row.number - 1)
        if last:
            yield row.number - last
            if row.faults:
                column, problem = next(iter(row.faults.items()))
                heading = table.columns.get(column, "")
                place = table.sheet.place(row.number, table.headings.get(heading, letters(column)))
                yield Refused(place=place, problem=problem)
            else:
                yield Record(table=table, number=row.number, cells=cells_of(table, row))
        last = row.number


def _blank(table: Table, first: int, last: int) -> Refused:
    rows = "the row is" if first == last else f"rows {first} to {last} are"
    return Refused(place=table.sheet.place(first), problem=f"{rows} empty", keeps=())


class Paper:
    """What the rows of one file share: its source, its organisations, the two bodies."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.bodies = Bodies(source=source)
        self.organisations = Organisations(source)
        self._said: dict[str, int] = {}

    def session(self, record: Record) -> PartialDate:
        """
        The day on which the session ended that decided what the row says.

        Raises:
            ClaimError: The row does not say, or it is no date.
        """
        return day(record.need("session number"))

    def cited(self, session: PartialDate) -> str:
        """What stands behind a decision of that session."""
        return f"Committee on Non-Governmental Organizations, session that ended on {session}"

    def tie(
        self,
        record: Record,
        kind: str,
        start: str,
        end: str,
        *,
        session: PartialDate,
        since: PartialDate | None = None,
        until: PartialDate | None = None,
        role: str | None = None,
        extra: tuple[tuple[str, str], ...] = (),
    ) -> Tie:
        """
        A tie that *record* states, once.

        Raises:
            ClaimError: An earlier row of the file states it.
        """
        key = key_of(kind, start, end, since, until, role, session)
        first = self._said.setdefault(key, record.number)
        if first != record.number:
            raise ClaimError(f"row {first} says the same")
        return Tie(
            id=f"{self.source}/{kind}:{key}",
            source=self.source,
            kind=kind,
            start=start,
            end=end,
            since=since,
            until=until,
            role=role,
            cited=self.cited(session),
            cited_on=session,
            extra=extra,
        )

    def statuses(
        self, record: Record, name: str, found: Named, session: PartialDate
    ) -> Iterator[Tie]:
        """The status with the Council that stands in brackets behind a name."""
        for status in found.statuses:
            yield self.tie(
                record,
                "affiliated_with",
                name,
                self.bodies.council,
                session=session,
                since=status.since,
                until=status.until,
                role=status.role,
            )
