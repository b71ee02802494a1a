"""How well stakeholders fit what was asked for, and by which evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.claims import Numbers
from graph.dates import day_number
from graph.evidence import Evidence, evidence
from graph.lineage import Reach, reach
from graph.view import View

#: A word on a matter counts half after so many years.
HALF_LIFE = 5.0
#: What an undated word counts, between fresh and stale.
UNDATED = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """
    How each stakeholder fits one thing asked for: a theme or a place.

    `value` is the worth of its best evidence, 0 to 1. `rows` are rows of the
    evidence with their `worth` here and the entry of `reaches` they count under.
    """

    asked: int
    reaches: Sequence[Reach]
    value: Numbers
    rows: Numbers
    worth: Numbers
    under: Numbers
    newest: Numbers


def fit(view: View, asked: int) -> Fit:
    """
    How everybody in *view* fits the theme or place *asked*.

    A row of evidence is worth what its tie says (`graph.evidence`) times the factor
    of the context it is on (`graph.lineage`), if both held on some same day.
    """
    rows = evidence(view)
    reaches = reach(view, asked)
    picked, under = rows.rows_of(np.array([entry.node for entry in reaches]))
    since = np.array([entry.since for entry in reaches], np.int64)[under]
    until = np.array([entry.until for entry in reaches], np.int64)[under]
    held = np.maximum(rows.since[picked], since) <= np.minimum(rows.until[picked], until)
    picked, under, until = picked[held], under[held], until[held]
    factor = np.array([entry.factor for entry in reaches], np.float64)[under]
    worth = factor * rows.worth[picked]
    value = np.zeros(len(view), np.float64)
    np.maximum.at(value, rows.node[picked], worth)
    return Fit(
        asked=asked,
        reaches=reaches,
        value=value,
        rows=picked,
        worth=worth,
        under=under,
        newest=np.minimum(rows.newest[picked], until),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """How fresh and how independent the evidence on each stakeholder is."""

    newest: Numbers
    voices: Numbers
    freshness: Numbers
    independence: Numbers


def backing(view: View, fits: Sequence[Fit]) -> Backing:
    """
    The backing of everybody's *fits* together.

    Freshness halves every five years since the newest word, and is 0.5 where no word
    is dated. Independence is 1 - 1/2^n for n voices: sources, or citations of them.
    """
    rows = evidence(view)
    newest = np.zeros(len(view), np.int64)
    bits = np.zeros(len(view), np.uint64)
    for each in fits:
        np.maximum.at(newest, rows.node[each.rows], each.newest)
        np.bitwise_or.at(bits, rows.node[each.rows], rows.voice[each.rows])
    today = day_number(view.as_of)
    newest = np.minimum(newest, today)
    age = np.maximum(years(today) - years(newest), 0.0)
    voices = np.bitwise_count(bits).astype(np.int64)
    return Backing(
        newest=newest,
        voices=voices,
        freshness=np.where(newest > 0, 0.5 ** (age / HALF_LIFE), UNDATED),
        independence=1 - 0.5**voices,
    )


def years(day: Numbers | int) -> Numbers:
    """A day number in years, near enough to tell ages by."""
    days = np.asarray(day, np.int64)
    return days // 10_000 + (days // 100 % 100) / 12 + (days % 100) / 365


def rows_for(view: View, each: Fit, node: int, most: int = 3) -> list[tuple[int, Reach]]:
    """The rows that speak best for *node*, the worthiest and newest first, one a tie."""
    rows: Evidence = evidence(view)
    own = np.flatnonzero(rows.node[each.rows] == node)
    order = np.lexsort((rows.tie[each.rows[own]], -each.newest[own], -each.worth[own]))
    chosen: dict[int, tuple[int, Reach]] = {}
    for place in own[order].tolist():
        row = int(each.rows[place])
        chosen.setdefault(int(rows.tie[row]), (row, each.reaches[int(each.under[place])]))
        if len(chosen) == most:
            break
    return list(chosen.values())
