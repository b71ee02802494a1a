"""The network as two CSV files in a zip, for whatever reads nothing else."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from io import TextIOWrapper
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from graph.views.view import View
from visualise.exports.about import about
from visualise.exports.rows import Export
from visualise.exports.sheets import (
    CONNECTIONS,
    ELEMENTS,
    Cell,
    connections,
    digits,
    elements,
    printable,
)

# A spreadsheet takes such a cell for a formula. An apostrophe before it says that it is none.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def write_csv(view: View, file: IO[bytes]) -> None:
    """
    Write *view* to *file*: `elements.csv`, `connections.csv`, and `about.txt` on both.

    A text that a spreadsheet would run gets an apostrophe before it, which our reader
    takes off.
    """
    export = Export(view)
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        _write(archive, "elements.csv", ELEMENTS, elements(export))
        _write(archive, "connections.csv", CONNECTIONS, connections(export))
        archive.writestr(_member("about.txt"), "\n".join((*about(export), "")))


def _member(name: str) -> ZipInfo:
    # The same network is the same file, whenever it is written.
    member = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    member.compress_type = ZIP_DEFLATED
    return member


def _write(
    archive: ZipFile, name: str, headings: Sequence[str], rows: Iterable[Mapping[str, Cell]]
) -> None:
    with (
        archive.open(_member(name), "w", force_zip64=True) as member,
        TextIOWrapper(member, encoding="utf-8-sig", newline="") as text,
    ):
        writer = csv.writer(text, quoting=csv.QUOTE_ALL)
        writer.writerow(headings)
        for row in rows:
            writer.writerow([defused(row.get(heading)) for heading in headings])


def defused(cell: Cell) -> str:
    """
    A cell that no spreadsheet runs.

    >>> defused("=1+1"), defused("a=b")
    ("'=1+1", 'a=b')
    """
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return digits(cell)
    text = printable(cell)
    return f"'{text}" if _FORMULA.match(text) else text
