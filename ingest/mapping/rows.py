"""The rows of any table, whatever the format: cells by heading, each with its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from ingest.decoding.beginning import Beginning
from ingest.decoding.delimited import open_delimited
from ingest.decoding.flat_objects import Flat, flattened
from ingest.decoding.json_objects import objects
from ingest.decoding.sheets import Row, Sheet, letters
from ingest.decoding.xlsx import open_xlsx
from ingest.errors import Place, ReadError
from ingest.reader import Refused
from ingest.workbook.register import same

#: A heading, or a word in a cell, as it is compared: case and spaces do not count.
folded = same


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where a table is, as a mapping says in `place`."""

    place: Place
    sheet: str | None = None
    file: str | None = None
    format: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    headings: int | None = None
    each: str | None = None

    def is_of(self, other: "Whereabouts") -> bool:
        """Whether both are of one file and sheet."""
        return (self.file, self.sheet) == (other.file, other.sheet)


class Table(Protocol):
    """
    A table that was found.

    `headings` has each heading as it is written, by the heading as it is compared; a
    table of JSON has those of the objects that were read so far.
    """

    @property
    def headings(self) -> Mapping[str, str]:
        """The headings known so far."""
        ...

    @property
    def is_open(self) -> bool:
        """Whether other columns may turn up in later rows."""
        ...

    def lines(self) -> Iterator["Line | Refused"]:
        """The rows from the top, and what cannot be read of them."""
        ...

    def place(self, number: int | None = None, column: str | None = None) -> Place:
        """Where a row is, or its cell under the heading *column*."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """
    A row of a table, or an object of a file of JSON.

    `faults` are the refusals of cells that cannot be read, by their column.
    """

    table: Table
    number: int
    cells: Mapping[str, str | tuple[str, ...]]
    faults: Mapping[str, Refused] = field(default_factory=dict)

    def texts(self, column: str) -> tuple[str, ...]:
        """What stands in *column*, of which only JSON has several."""
        found = self.cells.get(column)
        if found is None:
            return ()
        return found if isinstance(found, tuple) else (found,)

    def refused(self, error: ReadError) -> Iterator[Refused]:
        """The refusal of the row for *error*, unless it is of a cell that is refused already."""
        found = Refused(place=error.place, problem=error.problem)
        if found not in self.faults.values():
            yield found

    def place(self, column: str | None = None) -> Place:
        """Where the row is, or its cell in *column*."""
        heading = None if column is None else self.table.headings.get(column, column)
        return self.table.place(self.number, heading)


def open_table(path: Path, at: Whereabouts) -> Table:
    """
    Find the table in the file at *path*.

    Raises:
        ReadError: There is none, or the file is no CSV, XLSX or JSON.
    """
    match at.format or _format(path):
        case "json":
            return Objects(path=path, each=at.each)
        case "csv":
            sheet = open_delimited(path, encoding=at.encoding, delimiter=at.delimiter)
        case _:
            sheet = _sheet(path, at)
    return Rows.under_headings(sheet, at.headings)


def _format(path: Path) -> str:
    beginning = Beginning.of(path)
    if beginning.is_json:
        return "json"
    if beginning.is_archive:
        return "xlsx"
    if beginning.is_table:
        return "csv"
    what = "XML or HTML" if beginning.is_markup else "empty"
    problem = f"the file is {what}; a mapping is for CSV, XLSX and JSON"
    raise ReadError(problem, Place(file=path.name))


def _sheet(path: Path, at: Whereabouts) -> Sheet:
    sheets = open_xlsx(path).sheets
    if not sheets:
        raise ReadError("every sheet is hidden; show the one to read", Place(file=path.name))
    if at.sheet is None:
        return sheets[0]
    for sheet in sheets:
        if folded(sheet.name or "") == folded(at.sheet):
            return sheet
    there = ", ".join(repr(sheet.name) for sheet in sheets)
    raise ReadError(f"{path.name} has no sheet {at.sheet!r}; it has {there}", at.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """
    The rows of a sheet, or of CSV, under the row of their headings.

    A column without a heading is called by its letter, `(C)`; a heading that is there
    again is `Heading (2)`.
    """

    sheet: Sheet
    top: Row
    names: dict[int, str]
    keys: dict[int, str]
    headings: dict[str, str]
    is_open: bool = False

    @classmethod
    def under_headings(cls, sheet: Sheet, number: int | None) -> "Rows":
        """
        The rows below row *number*, or below the first with something in it.

        Raises:
            ReadError: There are no headings there, or they cannot be read.
        """
        row = next((row for row in sheet.rows() if number in (None, row.number)), None)
        if row is None:
            problem = f"there are no headings in row {number or 1}"
            raise ReadError(problem, sheet.place())
        for column, problem in row.faults.items():
            raise ReadError(problem, sheet.place(row.number, letters(column)))
        names = _names(row)
        keys = {column: folded(name) for column, name in names.items()}
        headings = {keys[column]: name for column, name in names.items()}
        return cls(sheet=sheet, top=row, names=names, keys=keys, headings=headings)

    def lines(self) -> Iterator[Line | Refused]:
        """The rows below the headings; headings that are there again are passed over."""
        for row in self.sheet.rows():
            if row.number <= self.top.number or row.cells == self.top.cells:
                continue
            faults = {self._key(column): self._refused(row, column) for column in row.faults}
            cells = {self._key(column): text for column, text in row.cells.items()}
            yield Line(table=self, number=row.number, cells=cells, faults=faults)

    def place(self, number: int | None = None, column: str | None = None) -> Place:
        """Where a row is, or its cell under the heading *column*."""
        return self.sheet.place(number, column)

    def _key(self, column: int) -> str:
        key = self.keys.get(column)
        if key is None:
            name = self.names[column] = f"({letters(column)})"
            key = self.keys[column] = folded(name)
            self.headings[key] = name
        return key

    def _refused(self, row: Row, column: int) -> Refused:
        name = self.names.get(column) or letters(column)
        return Refused(place=self.sheet.place(row.number, name), problem=row.faults[column])


def _names(row: Row) -> dict[int, str]:
    found: dict[int, str] = {}
    seen: dict[str, int] = {}
    for column in range(1, max(row.cells) + 1):
        heading = " ".join(row.cells.get(column, f"({letters(column)})").split())
        count = seen[folded(heading)] = seen.get(folded(heading), 0) + 1
        found[column] = heading if count == 1 else f"{heading} ({count})"
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Objects:
    """
    The objects of a file of JSON: a list, line by line, or a single one.

    What stands deeper is called by its path, `address.country`; with `each`, every
    item of that list is a row beside what its object says of itself.
    """

    path: Path
    each: str | None
    headings: dict[str, str] = field(default_factory=dict)
    is_open: bool = True

    def lines(self) -> Iterator[Line | Refused]:
        """The objects, or the items of their list, and refusals for what is none."""
        for found in objects(self.path):
            if isinstance(found, Refused):
                yield found
                continue
            for row in flattened(found, self.each):
                if isinstance(row, Refused):
                    yield row
                    continue
                yield self._line(row, found.line)

    def _line(self, row: Flat, number: int) -> Line:
        """A row, with the refusals of what of it cannot be read."""
        faults = {
            folded(name): Refused(place=self.place(number, name), problem=problem)
            for name, problem in row.faults.items()
        }
        for name in (*row.cells, *row.faults):
            self.headings.setdefault(folded(name), name)
        cells = {folded(name): texts for name, texts in row.cells.items() if texts}
        return Line(table=self, number=number, cells=cells, faults=faults)

    def place(self, number: int | None = None, column: str | None = None) -> Place:
        """Where an object is, or what it says under *column*."""
        return Place(file=self.path.name, line=number, column=column)
