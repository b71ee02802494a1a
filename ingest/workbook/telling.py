"""Whether a file holds a table of elements or connections, before it is read."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ingest.decoding.beginning import Beginning
from ingest.decoding.delimited import open_delimited
from ingest.decoding.sheets import Sheet
from ingest.decoding.xlsx import open_xlsx
from ingest.errors import ReadError
from ingest.workbook.columns import Headings
from ingest.workbook.headings import understood

#: How many rows of a sheet are looked at for headings.
LOOKED_AT = 100


def sheets_of(path: Path) -> tuple[Sheet, ...]:
    """The sheets of the workbook at *path* that are not hidden, or the one that a CSV file is."""
    if Beginning.of(path).is_archive:
        return open_xlsx(path).sheets
    return (open_delimited(path),)


def holds_table(path: Path) -> bool:
    """
    Whether a sheet of the file at *path* has headings that the workbook reader understands.

    A file that cannot be read as a workbook may hold one: its reader says what is wrong.
    """
    try:
        return any(True for _ in _headings(path))
    except ReadError:
        return True


def is_doubtful(path: Path) -> bool:
    """Whether the rows of a table in the file at *path* may be people or organisations."""
    try:
        return any(headings.doubtful for headings in _headings(path))
    except ReadError:
        return False


def _headings(path: Path) -> Iterator[Headings]:
    """The rows near the top of each sheet that are headings."""
    for sheet in sheets_of(path):
        for row in islice(sheet.rows(), LOOKED_AT):
            if found := understood(row.cells):
                yield found
