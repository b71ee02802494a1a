"""The network as a workbook of two sheets, for Kumu and for people."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import Cell as WrittenCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

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

#: No cell of a workbook may hold more.
LONGEST_CELL = 32_767
_SMALLEST = Decimal("1e-12")
_CUT = "… (cut)"
# How workbooks write characters by number; a text that looks like that must say so.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA = ("=", "+", "-", "@")


def write_xlsx(view: View, file: IO[bytes]) -> None:
    """
    Write *view* to *file*: a sheet of elements, one of connections, and one about them.

    The last is called *About (ignore)*: neither Kumu nor our reader takes it for data.
    Every text is a text: nothing in a cell is run as a formula.
    """
    export = Export(view)
    book = Workbook(write_only=True)
    _fill(book.create_sheet("Elements"), ELEMENTS, elements(export))
    _fill(book.create_sheet("Connections"), CONNECTIONS, connections(export))
    last = book.create_sheet("About (ignore)")
    for line in about(export):
        last.append([_cell(last, line)])
    book.save(file)


def _fill(
    sheet: WriteOnlyWorksheet, headings: Sequence[str], rows: Iterable[Mapping[str, Cell]]
) -> None:
    sheet.freeze_panes = "A2"
    top = [WriteOnlyCell(sheet, value=name) for name in headings]
    for cell in top:
        cell.font = Font(bold=True)
    sheet.append(top)
    for row in rows:
        sheet.append([_cell(sheet, row.get(name)) for name in headings])


def _cell(sheet: WriteOnlyWorksheet, value: Cell) -> WrittenCell | None:
    if value is None:
        return None
    if isinstance(value, Decimal):
        # A number of more digits than spreadsheets keep is better off as a text.
        plain = Decimal(f"{value:.15g}") == value and (not value or abs(value) > _SMALLEST)
        return WriteOnlyCell(sheet, value=float(value) if plain else digits(value))
    text = cell_text(value)
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(_FORMULA)
    return cell


def cell_text(text: str) -> str:
    """A text as a cell can hold it."""
    plain = _ESCAPE.sub("_x005F_", printable(text))
    return plain if len(plain) <= LONGEST_CELL else plain[: LONGEST_CELL - len(_CUT)] + _CUT
