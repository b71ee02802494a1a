"""
Read the sheets of an XLSX file, row by row.

Cells are read as a stream. openpyxl's read-only mode was measured first: a file of 50 KB
took it 1.2 GB, and a row numbered 20 million made it count there. It drops what lies
outside the range that a sheet claims to fill. It does not tell a formula without a result
from an empty cell.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile

from graph.domain.errors import ClaimError
from graph.domain.texts import LONGEST_TEXT
from ingest.decoding.number_formats import meaning_of, written
from ingest.decoding.office_packages import (
    Listener,
    hear_whole,
    heard,
    local,
    opened,
    starts,
    targets,
)
from ingest.decoding.sheets import MOST_COLUMNS, Figure, Row, Sheet, clean, letters
from ingest.errors import Place, ReadError

#: The last row that a spreadsheet can show.
LAST_ROW = 1_048_576

_ESCAPE = re.compile(r"_x(00[0-9A-Fa-f]{2})_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """The visible sheets of a file, in order, and the names of those that are hidden."""

    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...] = ()


def open_xlsx(path: Path) -> Workbook:
    """
    Find the sheets of the XLSX file at *path*; their rows are read when asked for.

    Raises:
        ReadError: The file is none, is damaged, or is larger than a workbook ever is.
    """
    with opened(path) as archive:
        book = _book(archive)
        texts, formats = _texts(archive, book), _formats(archive, book)
    inside = _Inside(path=path, texts=texts, formats=formats, from_1904=book.from_1904)
    return Workbook(
        sheets=tuple(inside.sheet(name, part) for name, part in book.shown),
        hidden=book.hidden,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """What the main part of a workbook says: its sheets and where the rest is."""

    shown: tuple[tuple[str, str], ...]
    hidden: tuple[str, ...]
    texts: str | None
    styles: str | None
    from_1904: bool


def _book(archive: ZipFile) -> _Book:
    name = next(iter(targets(archive, "")["officeDocument"].values()))
    related = targets(archive, name)
    shown, hidden, from_1904 = [], [], False
    for tag, said in starts(archive, name, "sheet", "workbookPr"):
        if tag == "workbookPr":
            from_1904 = said.get("date1904") in ("1", "true")
        elif said.get("state", "visible") != "visible":
            hidden.append(said["name"])
        elif said["id"] in related.get("worksheet", {}):
            shown.append((said["name"], related["worksheet"][said["id"]]))
    if not shown and not hidden:
        raise ValueError("it has no sheets")
    one = {kind: next(iter(parts.values())) for kind, parts in related.items()}
    return _Book(
        shown=tuple(shown),
        hidden=tuple(hidden),
        texts=one.get("sharedStrings"),
        styles=one.get("styles"),
        from_1904=from_1904,
    )


class _Gathered(Listener):
    """The text of one cell or one shared text, gathered from its runs."""

    def __init__(self) -> None:
        self._runs: list[str] = []
        self._length = 0
        self._open = False
        self._aside = 0

    def data(self, text: str) -> None:
        # Longer texts than a cell may hold are cut here and refused with the cell.
        if self._open and not self._aside and self._length <= LONGEST_TEXT:
            self._runs.append(text)
            self._length += len(text)

    def _begin(self) -> None:
        self._runs, self._length, self._open = [], 0, False

    def _text(self) -> str:
        return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), "".join(self._runs))


class _SharedTexts(_Gathered):
    """The texts that cells refer to by number, without the readings above East Asian ones."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        del attributes
        match local(tag):
            case "si":
                self._begin()
            case "t":
                self._open = True
            case "rPh":
                self._aside += 1

    def end(self, tag: str) -> None:
        match local(tag):
            case "si":
                self.found.append(self._text())
            case "t":
                self._open = False
            case "rPh":
                self._aside -= 1


def _texts(archive: ZipFile, book: _Book) -> list[str]:
    listener = _SharedTexts()
    if book.texts:
        hear_whole(archive, book.texts, listener)
    return listener.found


def _formats(archive: ZipFile, book: _Book) -> list[str]:
    """What numbers stand for, by the number of the style of their cell."""
    if not book.styles:
        return []
    codes: dict[int, str] = {}
    found, owner = [], ""
    for tag, said in starts(
        archive, book.styles, "numFmt", "xf", "cellStyleXfs", "cellXfs", "cellStyles"
    ):
        if tag == "numFmt":
            codes[int(said["numFmtId"])] = said["formatCode"]
        elif tag == "xf" and owner == "cellXfs":
            number = int(said.get("numFmtId", 0))
            found.append(meaning_of(number, codes.get(number)))
        elif tag != "xf":
            owner = tag
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Inside:
    """What the sheets of one workbook share."""

    path: Path
    texts: list[str] = field(repr=False)
    formats: list[str] = field(repr=False)
    from_1904: bool

    def sheet(self, name: str, part: str) -> Sheet:
        return Sheet(file=self.path.name, name=name, rows=lambda: self._rows(name, part))

    def _rows(self, name: str, part: str) -> Iterator[Row]:
        with opened(self.path, name) as archive:
            listener = _Rows(self, Place(file=self.path.name, sheet=name))
            for _ in heard(archive, part, listener):
                yield from listener.taken()

    def text(self, value: str, sort: str, style: int) -> str:
        """What a cell says; ClaimError when that cannot be known."""
        match sort:
            case "s":
                return self._shared(value)
            case "str" | "inlineStr":
                return value
            case "b":
                return "TRUE" if value.strip() == "1" else "FALSE"
            case "e":
                raise ClaimError(f"the cell holds the error {value[:40]}; mend its formula")
            case "d":
                return value.removesuffix("Z").removesuffix("T00:00:00")
        meaning = self.formats[style] if 0 <= style < len(self.formats) else "number"
        return written(value, meaning, from_1904=self.from_1904)

    def _shared(self, value: str) -> str:
        if not value.isascii() or not value.isdigit() or int(value) >= len(self.texts):
            raise ClaimError("the cell refers to a text that the file does not hold; type it again")
        return self.texts[int(value)]


class _Rows(_Gathered):
    """The rows of a sheet, made from its XML as it goes by."""

    def __init__(self, inside: _Inside, place: Place) -> None:
        super().__init__()
        self._inside = inside
        self._place = place
        self._made: list[Row] = []
        self._row = Row(number=0)
        self._column = 0
        self._sort: str = "n"
        self._style = 0
        self._formula = False

    def taken(self) -> list[Row]:
        """The rows made since the last time."""
        made, self._made = self._made, []
        return made

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        match local(tag):
            case "v" | "t":
                self._open = True
            case "c":
                self._begin_cell(attributes)
            case "f":
                self._formula = True
            case "row":
                self._begin_row(attributes.get("r"))
            case "rPh":
                self._aside += 1

    def end(self, tag: str) -> None:
        match local(tag):
            case "v" | "t":
                self._open = False
            case "c":
                self._end_cell()
            case "row" if self._row.cells or self._row.faults:
                self._made.append(self._row)
            case "rPh":
                self._aside -= 1

    def _begin_row(self, number: str | None) -> None:
        last = self._row.number
        self._row = Row(number=last + 1 if number is None else int(number))
        self._column = 0
        if not last < self._row.number <= LAST_ROW:
            raise ValueError(f"its rows are out of order: {self._row.number} after {last}")

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self._begin()
        self._column = _column(attributes.get("r"), self._column)
        self._sort = attributes.get("t", "n")
        self._style = int(attributes.get("s", 0))
        self._formula = False

    def _end_cell(self) -> None:
        text = self._text()
        if not text.strip() and not self._formula:
            return
        if self._column > MOST_COLUMNS:
            place = self._place_of(letters(self._column))
            raise ReadError(
                f"the sheet has more than {MOST_COLUMNS} columns; clear the rest", place
            )
        try:
            self._keep(text)
        except ClaimError as error:
            self._row.faults[self._column] = str(error)

    def _keep(self, text: str) -> None:
        if not text and self._sort != "str":
            raise ClaimError(
                "the cell holds a formula without a result; open the file in a spreadsheet "
                "program and save it, or put the value in its place"
            )
        value = self._inside.text(text, self._sort, self._style)
        if kept := value if isinstance(value, Figure) else clean(value):
            self._row.cells[self._column] = kept

    def _place_of(self, column: str) -> Place:
        place = self._place
        return Place(file=place.file, sheet=place.sheet, row=self._row.number, column=column)


def _column(reference: str | None, last: int) -> int:
    """The column of a cell called *reference*, such as `AB7`; without a name, the next."""
    if reference is None:
        return last + 1
    number = 0
    for letter in reference.rstrip("0123456789")[:4]:
        number = number * 26 + ord(letter) - ord("A") + 1
    if number < 1:
        raise ValueError(f"it has a cell called {reference!r}")
    return number
