"""The tables of PA-X and PAA-X, as CSV, XLSX or JSON, told apart by their headings."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from graph.domain.texts import check_text
from ingest.decoding.beginning import Beginning
from ingest.decoding.delimited import open_delimited
from ingest.decoding.headed_rows import headed
from ingest.decoding.json_objects import JsonObject, objects
from ingest.decoding.sheets import Sheet, clean
from ingest.decoding.xlsx import open_xlsx
from ingest.errors import Place, ReadError
from ingest.reader import Refused
from ingest.refusals import Refusals

#: The headings of each sort of table, of each several one: the more particular table first.
SHAPES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "signatories": (("AgtId",), ("signatory_type",), ("actor_name", "id_paax")),
    "agreements": (("AgtId",), ("Agt",), ("Dat", "date")),
    "delegations": (("AgtId",), ("Del_N",)),
    "actors": (("id_paax", "actor_id_type"), ("actor_name",)),
}
_NUMBERS = (int, float)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """
    A row of a table: where it stands, and its cells that say something, by their headings.

    `faults` are the refusals of cells that cannot be read.
    """

    place: Place
    cells: Mapping[str, str]
    faults: tuple[Refused, ...] = ()

    def refused(self, problem: str, heading: str | None = None) -> Refused:
        """That the row, or its cell under *heading*, did not enter the network."""
        return Refused(place=replace(self.place, column=heading), problem=problem)

    def first(self, *headings: str) -> str | None:
        """The text under the first of *headings* that has one."""
        return next((self.cells[name] for name in headings if name in self.cells), None)

    @property
    def where(self) -> str:
        """Where the row is, for a message about another one of the same file."""
        line = self.place.line
        return f"row {self.place.row}" if line is None else f"line {line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its shape, or None if it is another one; `rows` reads it from the top."""

    shape: str | None
    place: Place
    rows: Callable[[], Iterator[Row | Refused]]


def shape_of(has: Callable[[str], bool]) -> str | None:
    """The sort of table whose headings are there; None if it is another one."""
    for shape, needed in SHAPES.items():
        if all(any(map(has, one)) for one in needed):
            return shape
    return None


def fits(beginning: Beginning) -> bool:
    """Whether the file is a table with the headings of PA-X or PAA-X."""
    if beginning.is_archive:
        try:
            return any(table.shape for table in tables_of(beginning.path))
        except ReadError:
            return False
    if beginning.is_json:
        return shape_of(lambda name: f'"{name}"' in beginning.text) is not None
    first = beginning.text.partition("\n")[0]
    return beginning.is_table and shape_of(_headings(first).__contains__) is not None


def _headings(line: str) -> set[str]:
    for separator in ";\t":
        line = line.replace(separator, ",")
    return {part.strip().strip('"') for part in line.split(",")}


def tables_of(path: Path) -> list[Table]:
    """
    The tables in the file at *path*: one, or as many as a workbook has sheets that say something.

    Raises:
        ReadError: The file cannot be read.
    """
    beginning = Beginning.of(path)
    if beginning.is_json:
        first = next((one for one in objects(path) if isinstance(one, JsonObject)), None)
        names = first.values if first else {}
        shape = shape_of(names.__contains__)
        place = Place(file=path.name)
        return [Table(shape=shape, place=place, rows=lambda: _of_objects(path))]
    if beginning.is_archive:
        sheets = open_xlsx(path).sheets
        return [_of_sheet(sheet) for sheet in sheets if next(sheet.rows(), None) is not None]
    return [_of_sheet(open_delimited(path))]


def _of_sheet(sheet: Sheet) -> Table:
    first = next(sheet.rows(), None)
    names = set(first.cells.values()) if first else set()
    return Table(
        shape=shape_of(names.__contains__), place=sheet.place(), rows=lambda: _of_rows(sheet)
    )


def _of_rows(sheet: Sheet) -> Iterator[Row]:
    for row in headed(sheet, ()):
        yield Row(place=row.place(), cells=row.cells, faults=row.faults)


def _of_objects(path: Path) -> Iterator[Row | Refused]:
    for one in objects(path):
        if isinstance(one, Refused):
            yield one
        else:
            yield _of_object(one)


def _of_object(one: JsonObject) -> Row:
    """The row that an object is, without the values that are no texts."""
    place, cells, refusals = one.place(), dict[str, str](), Refusals()
    for name, value in one.values.items():
        at = replace(place, column=ascii(name[:80])[1:-1])
        if isinstance(value, list | dict):
            refusals.note("the value is no text and no number", at)
        elif value is not None:
            found = refusals.attempt(partial(_checked, name, _text(value)), at)
            cells |= {name: found} if found else {}
    return Row(place=place, cells=cells, faults=tuple(refusals.found))


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(int(value))
    # What began as a table of a statistics program has whole numbers with a point.
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _checked(name: str, text: str) -> str:
    """The text of a cell; ClaimError if it, or its heading, is none."""
    check_text("the cell", heading=name, text=text)
    return clean(text)
