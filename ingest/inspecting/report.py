"""What an inspection found, for a person and for a program."""

import re
from collections.abc import Iterator
from typing import Any

from ingest.inspecting.columns import Column, Seen
from ingest.inspecting.looking import Inspection, TableSeen

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
#: How many columns are described to a person; a program is told of all.
LISTED = 60
_WIDEST = 32
_SIGNS = {"\t": "tabs", ",": "commas", ";": "semicolons"}


def inspection_json(found: Inspection, proposal: str | None) -> dict[str, Any]:
    """The inspection as other programs read it."""
    return {
        "file": found.name,
        "size": found.size,
        "kind": found.kind,
        "encoding": found.encoding,
        "delimiter": found.delimiter,
        "root": found.root,
        "reader": found.reader.name if found.reader else None,
        "reader_title": found.reader.title if found.reader else None,
        "default_label": found.default_label.text,
        "hidden_sheets": list(found.hidden),
        "tables": [_table_json(table) for table in found.tables],
        "problem": found.problem,
        "mapping": proposal,
    }


def _table_json(table: TableSeen) -> dict[str, Any]:
    seen = table.seen
    return {
        "sheet": table.at.sheet,
        "each": table.at.each,
        "headings_row": table.at.headings,
        "rows": seen.rows,
        "unread": seen.unread,
        "whole": seen.whole,
        "columns": [_column_json(column, seen) for column in seen.columns],
    }


def _column_json(column: Column, seen: Seen) -> dict[str, Any]:
    return {
        "heading": column.heading,
        "filled": column.filled,
        "share": round(column.filled / seen.rows, 4) if seen.rows else 0.0,
        "examples": list(column.examples),
    }


def in_words(found: Inspection) -> Iterator[str]:
    """The inspection as a steward reads it, line by line; nothing in it moves the cursor."""
    for line in _lines(found):
        yield _CONTROL.sub("\N{REPLACEMENT CHARACTER}", line)


def _lines(found: Inspection) -> Iterator[str]:
    said = [found.kind, f"{found.size:,} bytes", found.encoding]
    if found.delimiter:
        said.append(f"cells parted by {_SIGNS.get(found.delimiter, repr(found.delimiter))}")
    if found.root:
        said.append(f"root element <{found.root}>")
    yield f"{found.name}: {', '.join(part for part in said if part)}"
    yield f"  reader     {_reader(found)}"
    if found.reader or found.tables:
        label = found.default_label.text
        yield f"  label      TLP:{label} when it is loaded, unless --label or the file says another"
    if found.hidden:
        yield f"  hidden     sheets that are not read: {', '.join(map(repr, found.hidden))}"
    for table in found.tables:
        yield from _table(table)
    if found.problem:
        yield f"  problem    {found.problem}"


def _reader(found: Inspection) -> str:
    if found.reader:
        return f"{found.reader.title} (--format {found.reader.name})"
    mapped = "; a mapping can say which column is what (docs/mapping.md)" if found.tables else ""
    return f"none takes it as it is{mapped}"


def _table(table: TableSeen) -> Iterator[str]:
    seen, at = table.seen, table.at
    name = f"sheet {at.sheet!r}, " if at.sheet else f"list {at.each!r}, " if at.each else ""
    rows, columns = _counted(seen.rows, "row"), _counted(len(seen.columns), "column")
    rows = rows if seen.whole else f"the first {rows}"
    unread = f", {seen.unread:,} that cannot be read" if seen.unread else ""
    where = f", headings in row {at.headings}" if at.headings else ""
    yield f"  table      {name}{rows}{unread}{where}, {columns}:"
    width = min(max((len(column.heading) for column in seen.columns), default=0), _WIDEST)
    for column in seen.columns[:LISTED]:
        heading = column.heading if len(column.heading) <= width else f"{column.heading[:width]}…"
        full = f"{column.filled / seen.rows:4.0%} full" if seen.rows else "no rows"
        yield f"    {heading:<{width + 1}} {full}  {' | '.join(column.examples)}".rstrip()
    if len(seen.columns) > LISTED:
        yield f"    … and {len(seen.columns) - LISTED:,} more; --json has all"


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'s' * (count != 1)}"
