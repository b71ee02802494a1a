"""The columns of a workbook: what they are called and what they mean."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice

import yaml

from ingest.words import fold

#: The shapes of table, each with the columns without which it is not one.
SHAPES = {"connections": ("from", "to"), "people": ("label",), "elements": ("label",)}

#: Longer texts are not taken for headings, in characters.
LONGEST_HEADING = 200

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """
    A column of a table, by its code.

    `headings` are what it may be called, the best first. A column that is `kept`
    means nothing to Tracktwo and stays with its row, as unknown columns do.
    """

    code: str
    headings: tuple[str, ...]
    means: str
    example: str
    kept: bool = False


@cache
def columns(shape: str) -> Mapping[str, Column]:
    """The columns of `elements`, `people` or `connections` by code, as `columns.yaml` says."""
    text = files("ingest.workbook").joinpath("columns.yaml").read_text("utf-8")
    rows = yaml.safe_load(text)[shape]
    return {
        code: Column(code=code, **{**row, "headings": tuple(row["headings"])})
        for code, row in rows.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """
    The headings of one table: its shape, and which column each stands over.

    `codes` has the columns that mean something, by number; `texts` all headings. A table
    is `doubtful` when its rows may be people or organisations, and `declared` when a
    column has to say of each row which it is.
    """

    shape: str
    codes: Mapping[int, str]
    texts: Mapping[int, str]
    doubtful: bool = False
    declared: bool = False


def folded_headings(text: str) -> frozenset[str]:
    """A heading as headings are compared: with what stands in brackets, and without it."""
    if not text or len(text) > LONGEST_HEADING:
        return frozenset()
    return frozenset((fold(_BRACKETS.sub("", text)), fold(text)))


def codes_of(shape: str, texts: Mapping[int, str]) -> dict[int, str]:
    """Which of the columns of *shape* the headings *texts* stand over, by number."""
    free: dict[str, int] = {}
    for number, text in texts.items():
        if len(text) > LONGEST_HEADING:
            continue
        for folded in (fold(_BRACKETS.sub("", text)), fold(text)):
            free.setdefault(folded, number)
    found: dict[int, str] = {}
    for column in columns(shape).values():
        if not column.kept:
            numbers = (free.get(fold(heading)) for heading in column.headings)
            taken = (number for number in numbers if number is not None and number not in found)
            for number in islice(taken, 1):
                found[number] = column.code
    return found
