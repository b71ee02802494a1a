"""The points of every candidate, part by part."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from graph.answers.asked import Asked, mean_fit
from graph.answers.fit import Backing
from graph.claims import Numbers
from graph.closeness import fabric
from graph.nearness import nearness
from graph.view import View

#: Points for what was asked: they lead.
THEMES, PLACES, EVIDENCE = 40.0, 30.0, 10.0
#: Points for closeness and standing together: within what was asked, or alone.
WITHIN, ALONE = 20.0, 100.0
#: How fresh the evidence is weighs so much of its points, how independent the rest.
FRESH = 0.6
#: Weights of the parts of closeness, by the column of `graph.nearness.Nearness`.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """The points of the candidates in `pool`, part by part, and in all."""

    pool: Numbers
    parts: Mapping[str, Numbers]
    totals: Numbers


def points(view: View, asked: Asked, support: Backing, pool: Numbers) -> Points:
    """The points of everybody in *pool*, to two decimals; no part depends on who else is in it."""
    parts = {
        name: _rounded(value)
        for name, value in (*_fitting(view, asked, support, pool), *_near(view, asked, pool))
    }
    totals = np.round(sum(parts.values(), np.zeros(len(pool))), 2)
    return Points(pool=pool, parts=parts, totals=totals)


def _fitting(
    view: View, asked: Asked, support: Backing, pool: Numbers
) -> list[tuple[str, Numbers]]:
    """What was asked: themes, places, and how good the evidence on them is."""
    found = []
    if asked.themes:
        found.append(("fit to the themes", THEMES * mean_fit(view, asked.themes)[pool]))
    if asked.places:
        found.append(("presence in the places", PLACES * mean_fit(view, asked.places)[pool]))
    if asked.fits:
        quality = FRESH * support.freshness[pool] + (1 - FRESH) * support.independence[pool]
        found.append(("fresh and independent evidence", EVIDENCE * quality))
    return found


def _near(view: View, asked: Asked, pool: Numbers) -> list[tuple[str, Numbers]]:
    """Closeness and standing; standing alone when nobody asks."""
    unit = (WITHIN if asked.fits else ALONE) / WHOLE
    standing = fabric(view).standing[pool]
    found: list[tuple[str, Numbers]] = []
    others = np.zeros(len(pool))
    if asked.asking is not None:
        near = nearness(view, asked.asking)
        already = near.already[pool]
        # The tie to the asker itself does not make the asker's circle any larger.
        others = fabric(view).degrees[asked.asking] - already
        if asked.need.include_partners:
            found.append(("works with you already", unit * ALREADY * already))
        for name, (column, weight) in CLOSENESS.items():
            found.append((name, unit * weight * getattr(near, column)[pool]))
    weights = STANDING_LEAST + STANDING_FADING * FADES / (FADES + others)
    return [*found, ("well connected", unit * weights * standing)]


def _rounded(value: Numbers) -> Numbers:
    # Twice, so that sums which differ in their last bit, as sums in another order do,
    # do not fall on two sides of a half.
    return np.round(np.round(value, 9), 2)
