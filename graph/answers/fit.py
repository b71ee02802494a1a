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

    Freshness is that of the freshest word: it halves every five years, and an undated
    word is as fresh as one of five years. So another word never makes it less.
    Independence is 1 - 1/2^n for n voices: sources, or citations of them.
    """
    rows = evidence(view)
    today = day_number(view.as_of)
    newest = np.zeros(len(view), np.int64)
    bits = np.zeros(len(view), np.uint64)
    freshness = np.zeros(len(view))
    for each in fits:
        nodes, days = rows.node[each.rows], np.minimum(each.newest, today)
        age = np.maximum(years(today) - years(days), 0.0)
        np.maximum.at(newest, nodes, days)
        np.maximum.at(freshness, nodes, np.where(days > 0, 0.5 ** (age / HALF_LIFE), UNDATED))
        np.bitwise_or.at(bits, nodes, rows.voice[each.rows])
    voices = np.bitwise_count(bits).astype(np.int64)
    return Backing(newest=newest, voices=voices, freshness=freshness, independence=1 - 0.5**voices)


def years(day: Numbers | int) -> Numbers:
    """A day number in years, near enough to tell ages by."""
    days = np.asarray(day, np.int64)
    return days // 10_000 + (days // 100 % 100) / 12 + (days % 100) / 365


def own_rows(view: View, each: Fit, node: int) -> list[int]:
    """Places in *each*'s rows that are about *node*."""
    found: list[int] = np.flatnonzero(evidence(view).node[each.rows] == node).tolist()
    return found


def rows_for(view: View, each: Fit, node: int, most: int = 3) -> list[tuple[int, Reach]]:
    """The rows that speak best for *node*, the worthiest and newest first, one a tie."""
    rows: Evidence = evidence(view)

    def rank(place: int) -> tuple[float, int, list[str]]:
        row = each.rows[place]
        ways = [view.tie_id(tie) for tie in (int(rows.tie[row]), int(rows.then[row])) if tie >= 0]
        return -float(each.worth[place]), -int(each.newest[place]), ways

    chosen: dict[int, tuple[int, Reach]] = {}
    for place in sorted(own_rows(view, each, node), key=rank):
        row = int(each.rows[place])
        chosen.setdefault(int(rows.tie[row]), (row, each.reaches[int(each.under[place])]))
    return list(chosen.values())[:most]
