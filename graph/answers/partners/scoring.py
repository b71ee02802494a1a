"""The points of every candidate, part by part."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from graph.answers.fit import Backing
from graph.answers.resolved_need import Asked, mean_fit
from graph.answers.top_k import ranked
from graph.measures.collaboration import fabric
from graph.measures.proximity import nearness
from graph.views.claims import Numbers
from graph.views.view import View

#: Points for what was asked: they lead.
THEMES, PLACES, EVIDENCE = 40.0, 30.0, 10.0
#: Points for closeness and standing together: within what was asked, or alone.
WITHIN, ALONE = 20.0, 100.0
#: How fresh the evidence is weighs so much of its points, how independent the rest.
FRESH = 0.6
#: Weights of the parts of closeness, by the column of `graph.measures.proximity.Nearness`.
CLOSENESS = {
    "partners in common": ("shared", 0.75),
    "partners of partners": ("beyond", 0.4),
    "like your partners": ("like_yours", 0.5),
    "its partners are like you": ("like_you", 0.5),
    "works with many like you": ("peers", 0.2),
    "in common with you": ("in_common", 0.4),
}
#: The weight of working with the asker already, where such are asked for.
ALREADY = 0.5
#: Standing weighs most where little is known of the asker, and fades with its partners.
STANDING_LEAST, STANDING_FADING, FADES = 0.15, 1.5, 10.0
#: All the weights there can be, so that the points keep within their bound.
WHOLE = sum((*(w for _, w in CLOSENESS.values()), ALREADY, STANDING_LEAST, STANDING_FADING))

#: The most that rounding to two decimals changes a part, and a little more.
ROUNDING = 0.006
#: More candidates than this share of everybody are most.
FEW = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """
    The points of the candidates in `pool`, in all and part by part.

    A candidate's points are in the same place of `totals` as it has in `pool`; in
    each of `parts` they are in the place that `rows` gives.
    """

    pool: Numbers
    totals: Numbers
    parts: Mapping[str, Numbers]
    rows: Numbers


def points(view: View, asked: Asked, support: Backing, pool: Numbers) -> Points:
    """The exact points of everybody in *pool*; no part depends on who else is in it."""
    # To look at everybody is faster than to pick most of them.
    most = len(pool) > FEW * len(view)
    nodes = slice(None) if most else pool
    parts = {**_fitting(view, asked, support, nodes), **_near(view, asked, nodes)}
    rows = pool if most else np.arange(len(pool))
    totals = sum(parts.values(), np.zeros(len(view) if most else len(pool)))
    return Points(pool=pool, totals=totals[rows], parts=parts, rows=rows)


def leaders(view: View, exact: Points, first: int) -> Points:
    """
    The *first* best, best first, equal ones by id; their parts are rounded to two decimals.

    A total is the sum of the rounded parts, so that what is shown adds up.
    """
    near = np.arange(len(exact.pool))
    if first < len(near):
        least = np.partition(exact.totals, len(near) - first)[len(near) - first]
        # Rounding can carry a total past another, but no further than this.
        near = np.flatnonzero(exact.totals >= least - 2 * ROUNDING * len(exact.parts))
    parts = {name: _rounded(part[exact.rows[near]]) for name, part in exact.parts.items()}
    totals = np.round(sum(parts.values(), np.zeros(len(near))), 2)
    chosen = ranked(exact.pool[near], totals, first, fabric(view).order)
    return Points(
        pool=exact.pool[near[chosen]],
        totals=totals[chosen],
        parts=parts,
        rows=np.array(chosen, np.int64),
    )


def _fitting(
    view: View, asked: Asked, support: Backing, nodes: Numbers | slice
) -> dict[str, Numbers]:
    """What was asked: themes, places, and how good the evidence on them is."""
    found = {}
    if asked.themes:
        found["fit to the themes"] = THEMES * mean_fit(view, asked.themes)[nodes]
    if asked.places:
        found["presence in the places"] = PLACES * mean_fit(view, asked.places)[nodes]
    if asked.fits:
        quality = FRESH * support.freshness(nodes) + (1 - FRESH) * support.independence(nodes)
        found["fresh and independent evidence"] = EVIDENCE * quality
    return found


def _near(view: View, asked: Asked, nodes: Numbers | slice) -> dict[str, Numbers]:
    """Closeness and standing; standing alone when nobody asks."""
    unit = (WITHIN if asked.fits else ALONE) / WHOLE
    found: dict[str, Numbers] = {}
    others: Numbers | float = 0.0
    if asked.asking is not None:
        wanted = asked.need.include_partners
        near = nearness(view, asked.asking, nodes, partners=wanted)
        # The tie to the asker itself does not make the asker's circle any larger.
        others = fabric(view).degrees[asked.asking] - near.already
        if wanted:
            found["works with you already"] = unit * ALREADY * near.already
        for name, (column, weight) in CLOSENESS.items():
            found[name] = unit * weight * getattr(near, column)
    weights = STANDING_LEAST + STANDING_FADING * FADES / (FADES + others)
    found["well connected"] = unit * weights * fabric(view).standing[nodes]
    return found


def _rounded(value: Numbers) -> Numbers:
    # Twice, so that sums which differ in their last bit, as sums in another order do,
    # do not fall on two sides of a half.
    return np.round(np.round(value, 9), 2)
