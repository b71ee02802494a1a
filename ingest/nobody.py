"""Cells that stand where a name should and name nobody: totals, notes, placeholders."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from graph.domain.errors import ClaimError
from ingest.words import LONGEST_WORD, fold, shown

_NUMBER = r"[\d\s.,'’%]*"
_COUNTED = re.compile(r"\d[\d\s.,]*\s(\D+)")
_BEHIND = re.compile(rf"(\D*?)\s*[:=(]?{_NUMBER}\)?")


class NobodyError(ClaimError):
    """A name that is nobody's: what was said under it before is no loss, and is withdrawn."""


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    """The lists of `nobody.yaml` by name, each word folded but for those of failed formulas."""
    text = files("ingest").joinpath("nobody.yaml").read_text("utf-8")
    rows: Mapping[str, list[str]] = yaml.safe_load(text)
    return {
        name: frozenset(words if name == "failures" else map(fold, words))
        for name, words in rows.items()
    }


@lru_cache(maxsize=4096)
def why_nobody(text: str) -> str | None:
    """
    Why *text* is the name of nobody; None if it may be somebody's.

    >>> why_nobody("N/A"), why_nobody("Source: our own list"), why_nobody("TotalEnergies")
    ('a placeholder', 'a note', None)
    """
    note, colon, _ = text.partition(":")
    if colon and len(note) <= LONGEST_WORD and fold(note) in _lists()["notes"]:
        return "a note"
    if len(text) > LONGEST_WORD:
        return None
    folded, lists = fold(text), _lists()
    if not folded or folded in lists["placeholders"] or text.strip().upper() in lists["failures"]:
        return "a placeholder"
    return "a total" if is_total(text) else None


def is_total(text: str) -> bool:
    """Whether *text* is what stands in a row of totals, with or without the number."""
    if len(text) > LONGEST_WORD:
        return False
    counted, behind = _COUNTED.fullmatch(text.strip()), _BEHIND.fullmatch(text.strip())
    if counted and fold(counted[1]) in _lists()["counted"]:
        return True
    return behind is not None and fold(behind[1]) in _lists()["totals"]


def somebody(text: str) -> str:
    """
    *text*, if it may be a name.

    Raises:
        NobodyError: It is a total, a note or a placeholder.
    """
    if why := why_nobody(text):
        raise NobodyError(f"{shown(text)} is {why}, and names nobody; it was not read")
    return text


def check_row(texts: Iterable[str]) -> None:
    """
    Refuse a row whose first cell says that it is one of totals.

    Raises:
        ClaimError: It is.
    """
    first = next(iter(texts), "")
    if is_total(first):
        raise ClaimError(f"the row begins with {shown(first)}, a total, and names nobody")
