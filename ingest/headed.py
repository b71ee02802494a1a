"""The rows of a CSV file by the headings of its first row, exactly as these are written."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import Place, ReadError
from ingest.reading import Refused
from ingest.workbook.delimited import open_delimited
from ingest.workbook.sheets import Row, letters


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadedRow:
    """A row: its number as spreadsheets show it, and its cells that say something."""

    file: str
    number: int
    cells: Mapping[str, str]

    def refused(self, problem: str, heading: str | None = None) -> Refused:
        """That the row, or its cell under *heading*, did not enter the network."""
        return Refused(place=self.place(heading), problem=problem)

    def place(self, heading: str | None = None) -> Place:
        """Where the row, or one of its cells, stands."""
        return Place(file=self.file, row=self.number, column=heading)


def headed_rows(path: Path, needed: tuple[str, ...]) -> Iterator[HeadedRow | Refused]:
    """
    Yield the rows below the headings, and refusals for cells that cannot be read.

    A row of tags for machines (HXL, all beginning with #) is passed over.

    Args:
        path: The file.

        needed: The headings without which it is another file.

    Raises:
        ReadError: A heading is missing or there twice, or the file cannot be read on.
    """
    rows = open_delimited(path).rows()
    first = next(rows, None)
    headings = {} if first is None else dict(first.cells)
    number = 1 if first is None else first.number
    for heading in needed:
        if heading not in headings.values():
            problem = f"the heading {heading!r} is missing"
            raise ReadError(problem, Place(file=path.name, row=number))
    twice = [text for text, count in Counter(headings.values()).items() if count > 1]
    if twice:
        problem = f"the heading {twice[0][:80]!r} is there twice"
        raise ReadError(problem, Place(file=path.name, row=number))
    for row in rows:
        if not (row.cells and all(text.startswith("#") for text in row.cells.values())):
            yield from _cells(row, headings, path.name)


def _cells(row: Row, headings: Mapping[int, str], file: str) -> Iterator[HeadedRow | Refused]:
    cells = {}
    for column, text in row.cells.items():
        if column in headings:
            cells[headings[column]] = text
        else:
            place = Place(file=file, row=row.number, column=letters(column))
            yield Refused(place=place, problem="the cell stands under no heading")
    for column, problem in row.faults.items():
        place = Place(file=file, row=row.number, column=headings.get(column, letters(column)))
        yield Refused(place=place, problem=problem)
    yield HeadedRow(file=file, number=row.number, cells=cells)
