"""The rows of a sheet by the headings of its first row, exactly as these are written."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.decoding.delimited import open_delimited
from ingest.decoding.sheets import Row, Sheet, letters
from ingest.errors import Place, ReadError
from ingest.reader import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadedRow:
    """
    A row: its number as spreadsheets show it, and its cells that say something.

    `faults` are the refusals of cells that cannot be read.
    """

    file: str
    number: int
    cells: Mapping[str, str]
    sheet: str | None = None
    faults: tuple[Refused, ...] = ()

    def refused(self, problem: str, heading: str | None = None) -> Refused:
        """That the row, or its cell under *heading*, did not enter the network."""
        return Refused(place=self.place(heading), problem=problem)

    def place(self, heading: str | None = None) -> Place:
        """Where the row, or one of its cells, stands."""
        return Place(file=self.file, sheet=self.sheet, row=self.number, column=heading)


def headed_rows(path: Path, needed: tuple[str, ...]) -> Iterator[HeadedRow]:
    """
    Yield the rows of a CSV file below its headings; see `headed`.

    Args:
        path: The file.

        needed: The headings without which it is another file.

    Raises:
        ReadError: A heading is missing or there twice, or the file cannot be read on.
    """
    return headed(open_delimited(path), needed)


def headed(sheet: Sheet, needed: tuple[str, ...]) -> Iterator[HeadedRow]:
    """
    Yield the rows of *sheet* below the headings, with refusals of cells that cannot be read.

    A row of tags for machines (HXL, all beginning with #) is passed over.

    Raises:
        ReadError: One of the *needed* headings is missing, one is there twice, or the
            file cannot be read on.
    """
    rows = sheet.rows()
    first = next(rows, None)
    headings = {} if first is None else dict(first.cells)
    number = 1 if first is None else first.number
    for heading in needed:
        if heading not in headings.values():
            problem = f"the heading {heading!r} is missing"
            raise ReadError(problem, sheet.place(number))
    twice = [text for text, count in Counter(headings.values()).items() if count > 1]
    if twice:
        problem = f"the heading {twice[0][:80]!r} is there twice"
        raise ReadError(problem, sheet.place(number))
    for row in rows:
        if not (row.cells and all(text.startswith("#") for text in row.cells.values())):
            yield HeadedRow(
                file=sheet.file,
                sheet=sheet.name,
                number=row.number,
                cells={headings[n]: text for n, text in row.cells.items() if n in headings},
                faults=tuple(_faults(row, headings, sheet)),
            )


def _faults(row: Row, headings: Mapping[int, str], sheet: Sheet) -> Iterator[Refused]:
    for column in row.cells:
        if column not in headings:
            place = sheet.place(row.number, letters(column))
            yield Refused(place=place, problem="the cell stands under no heading", keeps=())
    for column, problem in row.faults.items():
        place = sheet.place(row.number, headings.get(column, letters(column)))
        yield Refused(place=place, problem=problem)
