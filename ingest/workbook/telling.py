"""Whether a file holds a table of elements or connections, before it is read."""

from itertools import islice
from pathlib import Path

from ingest.decoding.beginning import Beginning
from ingest.decoding.delimited import open_delimited
from ingest.decoding.sheets import Sheet
from ingest.decoding.xlsx import open_xlsx
from ingest.errors import ReadError
from ingest.workbook.columns import understood

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
        return any(
            understood(row.cells)
            for sheet in sheets_of(path)
            for row in islice(sheet.rows(), LOOKED_AT)
        )
    except ReadError:
        return True
