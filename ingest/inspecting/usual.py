"""Which columns of a table are of the usual kind, by their headings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import yaml

from ingest.inspecting.columns import Column
from ingest.words import fold
from ingest.workbook.columns import LONGEST_HEADING, SHAPES, columns
from ingest.workbook.headings import understood

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
#: What joins a row's own entity to what another column names; see `usual.yaml`.
OWN = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Somebody or something else that a column names: its kind, and the tie from the row's own."""

    kind: str
    tie: str
    headings: tuple[str, ...]


@cache
def _file() -> Mapping[str, Mapping[str, object]]:
    text = files("ingest.inspecting").joinpath("usual.yaml").read_text("utf-8")
    rows: Mapping[str, Mapping[str, object]] = yaml.safe_load(text)
    return rows


@cache
def others() -> Mapping[str, Other]:
    """The columns that name others, by a name for them."""
    return {
        name: Other(kind=str(row["kind"]), tie=str(row["tie"]), headings=_headings(row))
        for name, row in _file().items()
        if name != OWN
    }


def _headings(row: Mapping[str, object]) -> tuple[str, ...]:
    found = row["headings"]
    return tuple(map(str, found)) if isinstance(found, list) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """
    A table whose columns are of the usual kind.

    `shape` is that of elements, people or connections; `columns` are those of
    `columns.yaml` by code, `others` those that name others. It is `doubtful` when its rows
    may be people or organisations, and `declared` when each says what it is.
    """

    shape: str
    columns: Mapping[str, Column]
    others: Mapping[str, Column] = field(default_factory=dict)
    doubtful: bool = False
    declared: bool = False


def usual(found: Sequence[Column], prefix: str = "", *, of_people: bool = True) -> Usual | None:
    """
    What a table with the columns *found* is; None if they are not of the usual kind.

    Args:
        found: The columns, of which those with something in them count.

        prefix: What the headings begin with, as those of lists in JSON do.

        of_people: Whether its rows may be people.
    """
    free = _Free(found, prefix)
    ends = free.take(SHAPES["connections"], "connections")
    if len(ends) == len(SHAPES["connections"]):
        codes = [code for code in columns("connections") if code not in ends]
        return Usual(shape="connections", columns={**ends, **free.take(codes, "connections")})
    if of_people and (people := _people(found, prefix)):
        return people
    free = _Free(found, prefix)
    own = free.take(["label"], "elements") or free.taken("label", _headings(_file()[OWN]))
    if not own:
        return None
    codes = [code for code in columns("elements") if code != "label"]
    rest = free.take(codes, "elements")
    named: dict[str, Column] = {}
    for name, other in others().items():
        named |= free.taken(name, other.headings)
    about = free.take([code for code in columns("connections") if code not in rest], "connections")
    return Usual(shape="elements", columns={**about, **rest, **own}, others=named)


def _people(found: Sequence[Column], prefix: str) -> Usual | None:
    """The columns of a table of people, or of elements some of which may be people."""
    filled = dict(enumerate((column for column in found if column.filled), start=1))
    headings = understood({n: column.heading.removeprefix(prefix) for n, column in filled.items()})
    if headings is None or (headings.shape != "people" and not headings.declared):
        return None
    return Usual(
        shape="people",
        columns={code: filled[number] for number, code in headings.codes.items()},
        doubtful=headings.doubtful,
        declared=headings.declared,
    )


class _Free:
    """The columns that are not taken yet, by their headings as they are compared."""

    def __init__(self, found: Sequence[Column], prefix: str) -> None:
        self._columns: dict[str, Column] = {}
        for column in found:
            heading = column.heading.removeprefix(prefix)
            if column.filled and len(heading) <= LONGEST_HEADING:
                for folded in (fold(_BRACKETS.sub("", heading)), fold(heading)):
                    self._columns.setdefault(folded, column)

    def take(self, codes: Sequence[str], shape: str) -> dict[str, Column]:
        """The columns of these codes, which are free no longer."""
        found: dict[str, Column] = {}
        for code in codes:
            column = columns(shape)[code]
            found |= {} if column.kept else self.taken(code, column.headings)
        return found

    def taken(self, name: str, headings: Sequence[str]) -> dict[str, Column]:
        """The first column under one of *headings*, by a *name* for it."""
        for heading in headings:
            if column := self._columns.get(fold(heading)):
                self._columns = {k: c for k, c in self._columns.items() if c is not column}
                return {name: column}
        return {}
