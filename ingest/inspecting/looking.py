"""What a file is: its format, its encoding, its tables, and which reader takes it."""

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from graph.domain.labels import Label
from ingest.decoding.beginning import Beginning
from ingest.decoding.delimited import delimiter_of, open_delimited
from ingest.decoding.json_objects import objects
from ingest.decoding.sheets import Sheet
from ingest.decoding.xlsx import open_xlsx
from ingest.errors import Place, ReadError
from ingest.formats import Format, format_of
from ingest.inspecting.columns import Seen, look
from ingest.mapping.rows import Rows, Whereabouts, open_table
from ingest.reader import Given, Refused
from ingest.workbook.headings import understood
from ingest.workbook.telling import holds_table, is_doubtful

#: How many tables of a file are looked at.
MOST_TABLES = 50
#: How many rows are looked at for headings.
HEAD_ROWS = 20
#: How many objects of a file of JSON are looked at for lists of objects.
_FEW = 100
#: The formats that any table seems to be of.
GENERAL = ("csv", "xlsx")
_ROOT = re.compile(r"<(?!\?|!)([^\s/>]{1,80})")
#: What spreadsheets write where they do not write UTF-8.
_OLD = "windows-1252"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSeen:
    """A table of a file: where it is, in the terms of a mapping, and what it holds."""

    at: Whereabouts
    seen: Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """
    What a file is.

    `reader` is the format as which it would be loaded, if it would; `problem` is what
    ended the look, if something did.
    """

    name: str
    size: int
    kind: str
    encoding: str | None = None
    delimiter: str | None = None
    root: str | None = None
    hidden: tuple[str, ...] = ()
    tables: tuple[TableSeen, ...] = ()
    reader: Format | None = None
    problem: str | None = None

    @property
    def default_label(self) -> Label:
        """The label that it gets when it is loaded, if nobody says another."""
        return Given().default_label if self.reader is None else self.reader.default_label


def inspect(path: Path, name: str) -> Inspection:
    """
    Look at the file at *path*, which is called *name*.

    Raises:
        ReadError: It cannot be opened.
    """
    try:
        size, beginning = path.stat().st_size, Beginning.of(path)
    except OSError as error:
        problem = f"the file cannot be read: {error.strerror}"
        raise ReadError(problem, Place(file=path.name)) from error
    found = Inspection(name=name, size=size, kind=_kind(beginning), reader=_reader(path))
    try:
        return _looked(found, path, beginning)
    except ReadError as error:
        own = found.reader if found.reader and found.reader.name not in GENERAL else None
        return replace(found, problem=str(error), reader=own)


def _kind(beginning: Beginning) -> str:
    kinds = {
        "XLSX or another office file": beginning.is_archive,
        "XML or HTML": beginning.is_markup,
        "JSON": beginning.is_json,
        "no text": b"\x00" in beginning.head and not beginning.head.startswith((b"\xff", b"\xfe")),
        "text, such as CSV": beginning.is_table,
    }
    return next((kind for kind, is_it in kinds.items() if is_it), "empty")


def _reader(path: Path) -> Format | None:
    try:
        form = format_of(path)
    except ReadError:
        return None
    if form.name in GENERAL and (not holds_table(path) or is_doubtful(path)):
        return None
    return form


def _looked(found: Inspection, path: Path, beginning: Beginning) -> Inspection:
    if beginning.is_markup:
        root = _ROOT.search(beginning.text)
        return replace(found, root=root[1] if root else None, encoding=_encoding(beginning))
    if beginning.is_json:
        tables = tuple(_objects(path))
        return replace(found, encoding=_encoding(beginning), tables=tables)
    if beginning.is_archive:
        book = open_xlsx(path)
        sheets = book.sheets[:MOST_TABLES]
        places = (Whereabouts(place=_place(path), sheet=sheet.name) for sheet in sheets)
        tables = tuple(_sheets(zip(sheets, places, strict=True)))
        return replace(found, hidden=book.hidden, tables=tables)
    return _delimited(found, path, beginning) if beginning.is_table else found


def _place(path: Path) -> Place:
    return Place(file=path.name)


def _encoding(beginning: Beginning) -> str:
    marks = {b"\xef\xbb\xbf": "UTF-8 with a byte order mark", b"\xff\xfe": "UTF-16"}
    marks[b"\xfe\xff"] = "UTF-16"
    return next((name for mark, name in marks.items() if beginning.head.startswith(mark)), "UTF-8")


def _delimited(found: Inspection, path: Path, beginning: Beginning) -> Inspection:
    """A file of text, as a table; one that is not UTF-8 is tried as what spreadsheets write."""
    try:
        tables = tuple(_csv(path, None))
        encoding, said, reader = None, _encoding(beginning), found.reader
    except ReadError:
        if _encoding(beginning) != "UTF-8" or _is_utf8(beginning.head):
            raise
        tables = tuple(_csv(path, _OLD))
        encoding, said, reader = _OLD, f"not UTF-8, probably {_OLD}", None
    delimiter = delimiter_of(path, encoding)
    return replace(found, encoding=said, delimiter=delimiter, tables=tables, reader=reader)


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _csv(path: Path, encoding: str | None) -> Iterator[TableSeen]:
    at = Whereabouts(place=_place(path), encoding=encoding)
    yield from _sheets([(open_delimited(path, encoding=encoding), at)])


def _sheets(sheets: Iterable[tuple[Sheet, Whereabouts]]) -> Iterator[TableSeen]:
    for sheet, at in sheets:
        number = _headings(sheet)
        if number is None:
            continue
        table = Rows.under_headings(sheet, number)
        first = next(row.number for row in sheet.rows())
        lower = None if number == first else number
        yield TableSeen(at=replace(at, headings=lower), seen=look(table))


def _headings(sheet: Sheet) -> int | None:
    """The row of the headings: one that the workbook reader knows, or the first that is full."""
    rows = list(islice(sheet.rows(), HEAD_ROWS))
    for row in rows:
        if understood(row.cells):
            return row.number
    most = max((len(row.cells) for row in rows), default=0)
    full = (row.number for row in rows if row.cells and 2 * len(row.cells) > most)
    return next(full, None)


def _objects(path: Path) -> Iterator[TableSeen]:
    """The table that the objects of a file are, and those that the lists in them are."""
    lists, count = dict[str, None](), 0
    for found in islice(objects(path), _FEW):
        if not isinstance(found, Refused):
            count += 1
            lists |= dict.fromkeys(_lists(found.values))
    if count > 1 or not lists:
        yield _table(path, None)
    for name in islice(lists, MOST_TABLES):
        yield _table(path, name)


def _table(path: Path, each: str | None) -> TableSeen:
    at = Whereabouts(place=_place(path), each=each)
    seen = look(open_table(path, replace(at, format="json")))
    if each:
        # The other lists of the object that this one is in are tables of their own.
        own = (c for c in seen.columns if c.filled or c.heading.startswith(f"{each}."))
        seen = replace(seen, columns=tuple(own))
    return TableSeen(at=at, seen=seen)


def _lists(values: Mapping[str, Any]) -> Iterator[str]:
    """The keys that hold lists of objects."""
    for name, value in values.items():
        if isinstance(value, list) and any(isinstance(item, dict) for item in value):
            yield name
