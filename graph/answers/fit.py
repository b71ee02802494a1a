"""How well stakeholders fit what was asked for, and by which evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.domain.dates import day_number
from graph.measures.ages import years
from graph.measures.containment import Reach, reach
from graph.measures.evidence import Evidence, evidence
from graph.views.claims import Numbers
from graph.views.view import View

#: A word on a matter counts half after so many years.
HALF_LIFE = 5.0
#: What an undated word counts, between fresh and stale.
UNDATED = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """
    How each stakeholder fits one thing asked for: a theme or a place.

    `value` is the worth of its best evidence, 0 to 1. `rows` are rows of the evidence
    on `nodes`, with their `worth` here, the entry of `reaches` they count `under`, and
    the day of their `newest` word.
    """

    asked: int
    reaches: Sequence[Reach]
    value: Numbers
    rows: Numbers
    nodes: Numbers
    worth: Numbers
    under: Numbers
    newest: Numbers


def fit(view: View, asked: int) -> Fit:
    """
    How everybody in *view* fits the theme or place *asked*.

    The worth of a row of evidence (`graph.measures.evidence`) is multiplied by the factor
    of the context it is on (`graph.measures.containment`). Both must have held on one day.
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
    nodes = rows.node[picked]
    value = np.zeros(len(view), np.float64)
    np.maximum.at(value, nodes, worth)
    return Fit(
        asked=asked,
        reaches=reaches,
        value=value,
        rows=picked,
        nodes=nodes,
        worth=worth,
        under=under,
        newest=np.minimum(rows.newest[picked], until),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """
    How much stands behind the evidence on each node.

    `newest` is the day of the newest word (0 when none is dated), `undated` whether
    some word has no date, `voices` how many say it: sources, or citations of them.
    """

    as_of: int
    newest: Numbers
    undated: Numbers
    voices: Numbers

    def freshness(self, nodes: Numbers | slice) -> Numbers:
        """
        That of the freshest word: it halves every five years.

        An undated word is as fresh as one of five years. So another word, be it old
        or undated, never makes it less.
        """
        newest = self.newest[nodes]
        age = np.maximum(years(self.as_of) - years(newest), 0.0)
        dated = np.where(newest > 0, 0.5 ** (age / HALF_LIFE), 0.0)
        return np.maximum(dated, UNDATED * self.undated[nodes])

    def independence(self, nodes: Numbers | slice) -> Numbers:
        """1 - 1/2^n for n voices."""
        return 1 - 0.5 ** self.voices[nodes]


def backing(view: View, fits: Sequence[Fit]) -> Backing:
    """What stands behind everybody's *fits* together."""
    as_of = day_number(view.as_of)
    newest = np.zeros(len(view), np.int64)
    undated = np.zeros(len(view), bool)
    bits = np.zeros(len(view), np.uint64)
    for each in fits:
        np.maximum.at(newest, each.nodes, each.newest)
        np.bitwise_or.at(bits, each.nodes, evidence(view).voice[each.rows])
        undated[each.nodes[each.newest <= 0]] = True
    return Backing(
        as_of=as_of,
        newest=np.minimum(newest, as_of),
        undated=undated,
        voices=np.bitwise_count(bits),
    )


def own_rows(each: Fit, node: int) -> list[int]:
    """Places in *each*'s rows that are about *node*."""
    found: list[int] = np.flatnonzero(each.nodes == node).tolist()
    return found


def rows_for(view: View, each: Fit, node: int, most: int = 3) -> list[tuple[int, Reach]]:
    """The rows that speak best for *node*, the worthiest and newest first, one a tie."""
    rows: Evidence = evidence(view)

    def rank(place: int) -> tuple[float, int, list[str]]:
        row = each.rows[place]
        ways = [view.tie_id(tie) for tie in (int(rows.tie[row]), int(rows.then[row])) if tie >= 0]
        return -float(each.worth[place]), -int(each.newest[place]), ways

    chosen: dict[int, tuple[int, Reach]] = {}
    for place in sorted(own_rows(each, node), key=rank):
        row = int(each.rows[place])
        chosen.setdefault(int(rows.tie[row]), (row, each.reaches[int(each.under[place])]))
    return list(chosen.values())[:most]
