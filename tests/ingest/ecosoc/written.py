"""Small workbooks in the shape of the Committee's, written for tests."""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook

from graph.domain.model import Entity, Tie
from ingest.ecosoc.reader import read_ecosoc
from ingest.reader import Given, Held, Item, Refused

JUNE = dt.datetime(2024, 6, 14)  # noqa: DTZ001 - as spreadsheets have them
Row = Sequence[object]


def workbook(path: Path, *rows: Row, sheet: str = "Tabelle1") -> Path:
    """Write *rows* as the one sheet of a workbook at *path*."""
    book = Workbook()
    book.active.title = sheet  # type: ignore[union-attr]
    for row in rows:
        book.active.append(list(row))  # type: ignore[union-attr]
    book.save(path)
    return path


def read(path: Path) -> list[Item]:
    """Everything that the reader yields."""
    return list(read_ecosoc(path, Given()))


def ties(items: Iterable[Item]) -> list[Tie]:
    """The ties among *items*, but for the Committee's own."""
    return [item for item in items if isinstance(item, Tie) and item.kind != "part_of"]


def entities(items: Iterable[Item]) -> dict[str, Entity]:
    """The entities among *items*, but for the two bodies, by name."""
    found = [item for item in items if isinstance(item, Entity) and item.kind != "un_entity"]
    return {entity.name: entity for entity in found}


def refused(items: Iterable[Item]) -> list[str]:
    """What was refused, each as a person reads it."""
    return [f"{item.place}: {item.problem}" for item in items if isinstance(item, Refused)]


def held(items: Iterable[Item]) -> dict[str, int]:
    """What was held, summed up."""
    counts: dict[str, int] = {}
    for item in items:
        if isinstance(item, Held):
            counts[item.what] = counts.get(item.what, 0) + item.count
    return counts
