"""Which of the Committee's twelve workbooks a sheet is, by its headings and its name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from ingest.decoding.sheets import Row, Sheet, letters
from ingest.words import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """A list of organisations and what was decided on them; see `lists.yaml`."""

    told_by: tuple[str, ...]
    held: str
    title: str
    tie: str
    role: str
    ends: bool = False


#: The headings without which a sheet is not of the shape; more may stand beside them.
SHAPES: Mapping[str, tuple[str, ...]] = {
    "votes": ("vote topic", "country", "country vote"),
    "mergers": ("old name1", "old name2", "new name"),
    "renamings": ("old name", "new name", "session number"),
    "decisions": ("ngo name", "session number"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A sheet, its shape, and the codes of its columns by number, which are its headings folded."""

    sheet: Sheet
    shape: str
    columns: Mapping[int, str]
    headings: Mapping[str, str]


def table_of(sheet: Sheet) -> Table | None:
    """
    The sheet as one of the Committee's tables, if its first row has the headings of one.

    Raises:
        ReadError: The sheet cannot be read.
    """
    first = next(sheet.rows(), None)
    if first is None:
        return None
    columns = {number: fold(text) for number, text in first.cells.items()}
    for shape, needed in SHAPES.items():
        if set(needed) <= set(columns.values()):
            headings = {fold(text): text for text in first.cells.values()}
            return Table(sheet=sheet, shape=shape, columns=columns, headings=headings)
    return None


def cells_of(table: Table, row: Row) -> dict[str, str]:
    """The cells of *row* by the code of their column; those under no heading by its letter."""
    return {
        table.columns.get(number, f"column {letters(number)}"): text
        for number, text in row.cells.items()
    }


@cache
def decisions() -> tuple[Decisions, ...]:
    """The lists of `lists.yaml`, in order."""
    text = files("ingest.ecosoc").joinpath("lists.yaml").read_text("utf-8")
    rows = yaml.safe_load(text).values()
    return tuple(Decisions(**{**row, "told_by": tuple(row["told_by"])}) for row in rows)


def decisions_in(*names: str | None) -> Decisions | None:
    """Which list it is, by the first of *names* that tells: of the file, of the sheet."""
    for name in names:
        bare = re.sub(r"[\W\d_]+", "", (name or "").casefold())
        for one in decisions():
            if all(word in bare for word in one.told_by):
                return one
    return None
