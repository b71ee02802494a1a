"""Read the rows of a CSV file, whatever its delimiter."""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from io import IncrementalNewlineDecoder
from pathlib import Path

from graph.domain.errors import ClaimError
from ingest.decoding.sheets import MOST_COLUMNS, Row, Sheet, clean, letters
from ingest.errors import Place, ReadError

#: The most characters that one row may hold.
LONGEST_ROW = 16_000_000

_BLOCK = 64 * 1024
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ",;\t"
# How many lines are looked at for a delimiter.
_FEW = 20
_SHORT = 1_000
_DEFUSED = re.compile(r"'+[=+\-@\t\r]")
_QUOTED = re.compile(r'"[^"]*"')


def open_delimited(
    path: Path, *, encoding: str | None = None, delimiter: str | None = None
) -> Sheet:
    """
    The one sheet that the CSV file at *path* is.

    Cells may be parted by commas, semicolons or tabs; the first row that has any of
    these decides, or a first line such as `sep=;`, which Excel writes.

    Args:
        path: The file.

        encoding: Its encoding, when it is neither UTF-8 nor UTF-16.

        delimiter: What parts the cells, when the file does not show.
    """
    return Sheet(file=path.name, rows=lambda: _rows(path, encoding, delimiter))


def delimiter_of(path: Path, encoding: str | None = None) -> str:
    """What parts the cells of the CSV file at *path*, as far as it shows."""
    return _Lines(path, encoding).delimiter()


def _rows(path: Path, encoding: str | None, delimiter: str | None) -> Iterator[Row]:
    lines = _Lines(path, encoding)
    found = lines.delimiter()
    reader = csv.reader(lines, delimiter=delimiter or found, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            lines.begin_row(number + 1)
            if row := _row(number, cells, path):
                yield row
    except csv.Error as error:
        problem = f"{error}; in a cell between quotes, write each quote twice, and close the cell"
        raise ReadError(problem, Place(file=path.name, row=number + 1)) from error


def _row(number: int, cells: list[str], path: Path) -> Row | None:
    row = Row(number=number)
    together = "".join(cells)
    # What nearly every row is, sooner.
    if together.isprintable() and len(together) < _SHORT and "'" not in together:
        stripped = enumerate(map(str.strip, cells), start=1)
        row.cells.update((column, text) for column, text in stripped if text)
    else:
        _clean_cells(row, cells)
    last = max(next(reversed(row.cells), 0), next(reversed(row.faults), 0))
    if last > MOST_COLUMNS:
        place = Place(file=path.name, row=number, column=letters(last))
        raise ReadError(f"the row has more than {MOST_COLUMNS} columns", place)
    return row if last else None


def _clean_cells(row: Row, cells: Sequence[str]) -> None:
    for column, text in enumerate(cells, start=1):
        try:
            if kept := clean(_armed(text)):
                row.cells[column] = kept
        except ClaimError as error:
            row.faults[column] = str(error)


def _armed(text: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from running it."""
    return text[1:] if _DEFUSED.match(text) else text


class _Lines:
    """The lines of a text file, decoded as they are asked for, and never too long."""

    def __init__(self, path: Path, encoding: str | None) -> None:
        self._path = path
        self._lines = _lines(path, encoding)
        self._first: list[str] = []
        self._row = 1
        self._room = LONGEST_ROW

    def delimiter(self) -> str:
        """What parts the cells: what the first line says, or holds most of."""
        for line in self._lines:
            if not self._first and (said := re.fullmatch(r"sep=(.)\n?", line)):
                return said[1]
            self._first.append(line)
            bare = _QUOTED.sub("", line)
            found = max(_DELIMITERS, key=bare.count)
            if found in bare:
                return found
            if len(self._first) == _FEW:
                break
        return _DELIMITERS[0]

    def begin_row(self, number: int) -> None:
        """Note that the lines to come are of the row *number*."""
        self._row, self._room = number, LONGEST_ROW

    def __iter__(self) -> Iterator[str]:
        for lines in (self._first, self._lines):
            for line in lines:
                self._room -= len(line)
                if self._room < 0:
                    problem = f"the row holds more than {LONGEST_ROW:,} characters"
                    raise ReadError(problem, Place(file=self._path.name, row=self._row))
                yield line


def _lines(path: Path, encoding: str | None) -> Iterator[str]:
    """The lines of a file with their ends, each at most as long as a row may be."""
    pending, number = "", 1
    for text in _decoded(path, encoding):
        *whole, pending = (pending + text).split("\n")
        for line in whole:
            yield line + "\n"
        number += len(whole)
        if len(pending) > LONGEST_ROW:
            problem = f"the line holds more than {LONGEST_ROW:,} characters"
            raise ReadError(problem, Place(file=path.name, line=number))
    if pending:
        yield pending


def _decoded(path: Path, encoding: str | None) -> Iterator[str]:
    """The text of a file in UTF-8, or UTF-16 with its byte order mark, or as said, in blocks."""
    line = 1
    try:
        with path.open("rb") as file:
            found = encoding or _encoding(file.read(4))
            decoder = codecs.getincrementaldecoder(found)()
            lines = IncrementalNewlineDecoder(decoder, translate=True)
            file.seek(0)
            while block := file.read(_BLOCK):
                text = lines.decode(block)
                line += text.count("\n")
                yield text
            yield lines.decode(b"", final=True)
    except UnicodeDecodeError as error:
        line += error.object[: error.start].count(b"\n")
        said = encoding or "UTF-8"
        problem = f"the text is not {said}; save the sheet as 'CSV UTF-8', or as .xlsx"
        raise ReadError(problem, Place(file=path.name, line=line)) from error
    except OSError as error:
        raise ReadError(f"the file cannot be read: {error}", Place(file=path.name)) from error


def _encoding(head: bytes) -> str:
    return next((name for mark, name in _BYTE_ORDER_MARKS if head.startswith(mark)), "utf-8")
