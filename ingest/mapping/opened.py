"""The tables of a mapping, found and held against what the mapping says of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from graph.domain.errors import ClaimError
from ingest.errors import ReadError
from ingest.mapping.meanings import plain
from ingest.mapping.plan import LookupPlan, TablePlan, fits
from ingest.mapping.rows import Line, Table, Whereabouts, folded, open_table
from ingest.mapping.values import Reading
from ingest.nobody import check_row
from ingest.reader import Held, Refused
from ingest.words import shown

#: The most entries of a list of codes.
MOST_CODES = 200_000
#: How many columns are named where there may be many.
NAMED = 20
# Where a heading without its signs would be taken for a text.
_TEXTS = ("key", "name", "aliases", "summary", "cited")


@dataclass(slots=True, kw_only=True)
class Opened:
    """
    A table and its plan; `rows` counts what was read of it, `left` what it leaves out.

    Where two plans are of one table, the second is `again`: what cannot be read there is
    said once.
    """

    plan: TablePlan
    table: Table
    again: bool = False
    rows: int = 0
    left: int = 0

    def lines(self, *, count: bool = False) -> Iterator[Line | Refused]:
        """The rows that the mapping is for, and what cannot be read, from the top."""
        above: dict[str, str | tuple[str, ...]] = {}
        for found in self.table.lines():
            self.rows += count
            if isinstance(found, Refused):
                yield found
                continue
            line = _filled(found, self.plan.fill_down, above)
            if fits(self.plan.where, line):
                yield _total(found) or line
            else:
                self.left += count

    def check(self) -> None:
        """
        Hold the columns that the mapping names against those that are there.

        Raises:
            ReadError: One is not there, or a heading stands where its cells were meant.
        """
        there = self.table.headings
        for column, place in self.plan.columns.items():
            if column not in there and column not in self.plan.optional:
                raise ReadError(
                    f"there is no column {shown(column)}; {_near(column, there)}", place
                )
        for entity in self.plan.entities.values():
            for key in _TEXTS:
                for part in entity.values[key].parts if key in entity.values else ():
                    heading = there.get(folded(next(part.constants(), "")))
                    if heading and not part.columns:
                        problem = (
                            f"{heading!r} is a heading; write <{heading}> for what is below it"
                        )
                        raise ReadError(problem, part.place)

    def rest(self) -> tuple[str, ...]:
        """The columns that no value takes, as far as they are known."""
        return tuple(column for column in self.table.headings if column not in self.plan.taken)

    def held(self, *, alone: bool) -> Iterator[Held]:
        """How many rows the table has, and which of its columns are not used."""
        of = "" if alone else f" of {_called(self.plan.at)}"
        yield Held(what=f"rows{of}", count=self.rows)
        if self.left:
            yield Held(what=f"rows{of} that the mapping leaves out", count=self.left)
        rest = tuple(column for column in self.rest() if column not in self.plan.columns)
        if self.plan.keeps_rest:
            rest = ()
        if rest:
            names = ", ".join(self.table.headings[column][:40] for column in rest[:NAMED])
            more = ", …" if len(rest) > NAMED else ""
            yield Held(
                what=f"columns{of} that the mapping does not use ({names}{more})", count=len(rest)
            )


def _total(line: Line) -> Refused | None:
    """The refusal of a row whose first cell says that it is one of totals."""
    first = next((text for column in line.cells for text in line.texts(column)), "")
    try:
        check_row([first])
    except ClaimError as error:
        return Refused(place=line.place(), problem=str(error), keeps=())
    return None


def _called(at: Whereabouts) -> str:
    return repr(at.sheet or at.file or at.each or "the file")


def _near(column: str, there: Mapping[str, str]) -> str:
    near = get_close_matches(column[:80], [name[:80] for name in there], n=1, cutoff=0.6)
    if near and near[0] in there:
        return f"did you mean <{there[near[0]]}>?"
    names = ", ".join(f"<{name[:40]}>" for name in list(there.values())[:NAMED])
    return f"the table has {names or 'none'}{', …' if len(there) > NAMED else ''}"


def _filled(line: Line, columns: tuple[str, ...], above: dict[str, str | tuple[str, ...]]) -> Line:
    """*line*, where blank cells of some columns say what those *above* them say."""
    if not columns:
        return line
    above |= {column: line.cells[column] for column in columns if column in line.cells}
    return replace(line, cells={**above, **line.cells})


def opened(path: Path, plan: TablePlan) -> Opened:
    """
    Find the table of *plan* in the file at *path*, or in the one beside it that is named.

    Raises:
        ReadError: It is not there, or lacks a column that the mapping names.
    """
    found = Opened(plan=plan, table=_table(path, plan.at))
    if not found.table.is_open:
        found.check()
    return found


def _table(path: Path, at: Whereabouts) -> Table:
    if at.file is None:
        return open_table(path, at)
    other = path.parent / at.file
    if not other.is_file():
        raise ReadError(f"there is no file {at.file!r} beside {path.name}", at.place)
    return open_table(other, at)


def codes(path: Path, plan: LookupPlan) -> dict[str, str]:
    """
    The codes of a list and what each stands for; the first row of a code is right.

    Raises:
        ReadError: The list is not there, is too long, or lacks a column.
    """
    table, found = _table(path, plan.at), dict[str, str]()
    for line in table.lines():
        if isinstance(line, Refused):
            raise ReadError(line.problem, line.place)
        reading = Reading(line=line, lookups={})
        key, value = (reading.one(one, plain) for one in (plan.key, plan.value))
        if key and value:
            found.setdefault(folded(key), value)
        if len(found) > MOST_CODES:
            raise ReadError(f"the list has more than {MOST_CODES:,} codes", line.place())
    for column, place in plan.columns.items():
        if column not in table.headings:
            raise ReadError(
                f"there is no column {shown(column)}; {_near(column, table.headings)}", place
            )
    return found
