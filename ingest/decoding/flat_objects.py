"""Objects of JSON as rows of cells: what stands deeper is called by its path."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.domain.errors import ClaimError
from graph.domain.texts import check_text
from ingest.decoding.json_objects import JsonObject
from ingest.decoding.sheets import MOST_COLUMNS, Figure, clean
from ingest.reader import Refused

#: How deep objects may stand in each other and have columns of their own.
DEEPEST = 8

Cells = dict[str, tuple[str, ...]]


@dataclass(slots=True, kw_only=True)
class Flat:
    """The row that an object is, and why some of its texts cannot be read, by their paths."""

    cells: Cells = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)


def flattened(found: JsonObject, each: str | None = None) -> Iterator[Flat | Refused]:
    """
    Yield the row that an object is, or with *each* one row for each item of that list.

    A key that holds nothing, or a list of objects, is there without a text. An object
    with too many keys to be a row is refused.
    """
    try:
        outer = Flat()
        _gather(outer, "", found.values, each, 0)
        if each is None:
            yield outer
            return
        for item in _items(found.values, each):
            row = Flat(cells=dict(outer.cells), faults=dict(outer.faults))
            _add(row, each, item, None, 0)
            yield row
    except ClaimError as error:
        yield found.refused(str(error))


def _items(values: Mapping[str, Any], path: str) -> list[Any]:
    """What the list at *path* holds; what is there alone is a list of one."""
    value: Any = values
    if path in values:
        value = values[path]
    else:
        for name in path.split("."):
            value = value.get(name) if isinstance(value, Mapping) else None
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _gather(row: Flat, path: str, values: Mapping[str, Any], each: str | None, depth: int) -> None:
    for name, value in values.items():
        whole = f"{path}.{name}" if path else name
        if whole != each:
            _add(row, whole, value, each, depth)


def _add(row: Flat, path: str, value: object, each: str | None, depth: int) -> None:
    if isinstance(value, Mapping) and depth < DEEPEST:
        _gather(row, path, value, each, depth + 1)
        return
    values = value if isinstance(value, list) else [value]
    plain = [one for one in values if not isinstance(one, Mapping | list)]
    try:
        check_text("the key", key=path)
        row.cells[path] = tuple(text for one in plain if (text := _text(one)))
    except ClaimError as error:
        row.faults[path] = str(error)
    if len(row.cells) + len(row.faults) > MOST_COLUMNS:
        raise ClaimError(f"the object has more than {MOST_COLUMNS} keys")


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return Figure(value)
    text = clean(str(value))
    check_text("the text", text=text)
    return text
