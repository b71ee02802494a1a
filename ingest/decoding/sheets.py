"""What XLSX and CSV have in common: sheets of rows whose cells are texts."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from graph.domain.errors import ClaimError
from graph.domain.texts import LONGEST_TEXT
from ingest.errors import Place

#: More columns than this are a mistake: nobody could check them.
MOST_COLUMNS = 1_000

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


class Figure(str):
    """The text of a cell that holds a number: digits with a point, whatever the language."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """
    A row with something in it, by the number that the spreadsheet shows.

    `cells` holds the cells that are not blank, by column, counted from 1; `faults`
    says of other cells why they cannot be read.
    """

    number: int
    cells: dict[int, str] = field(default_factory=dict)
    faults: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of a workbook, or a CSV file, which has no name; `rows` reads it from the top."""

    file: str
    name: str | None = None
    rows: Callable[[], Iterator[Row]]

    def place(self, row: int | None = None, column: str | None = None) -> Place:
        """Where a row or a cell of this sheet is."""
        return Place(file=self.file, sheet=self.name, row=row, column=column)


def letters(column: int) -> str:
    """
    The name that spreadsheets give a column.

    >>> letters(1), letters(28)
    ('A', 'AB')
    """
    name = ""
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def clean(text: str) -> str:
    """
    The text of a cell without the space around it.

    Raises:
        ClaimError: The text is too long, or no text.
    """
    if len(text) > LONGEST_TEXT:
        raise ClaimError(f"the cell holds more than {LONGEST_TEXT:,} characters; shorten it")
    if text.isprintable():
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if found := _CONTROLS.search(text):
        raise ClaimError(f"the cell holds the control character {found[0]!r}; type it again")
    return text
