"""Who could be our partner on this, here, and why."""

import numpy as np

from graph.answers.answer import Partner, Partners
from graph.answers.asked import Asked, mean_fit, understood
from graph.answers.fit import Backing, backing
from graph.answers.leaving_out import counted, left_out, named
from graph.answers.need import Need
from graph.answers.reasons import Reasons
from graph.claims import Numbers
from graph.closeness import fabric, nearness
from graph.labels import Label
from graph.view import KINDS, LEVELS, View

#: Points for what was asked: they lead.
THEMES, PLACES, EVIDENCE = 40.0, 30.0, 10.0
#: Points for closeness and standing together: within what was asked, or alone.
WITHIN, ALONE = 20.0, 100.0
#: Weights of the parts of closeness, by the column of `graph.closeness.Nearness`.
CLOSENESS = {
    "partners in common": ("shared", 0.75),
    "partners of partners": ("beyond", 0.2),
    "like your partners": ("like_yours", 0.5),
    "its partners are like you": ("like_you", 0.5),
    "works with many like you": ("peers", 0.2),
    "in common with you": ("in_common", 0.2),
}
#: Standing weighs most where little is known of the asker, and fades with its partners.
STANDING_LEAST, STANDING_FADES = 0.1, 10.0
#: All the weights there can be, so that the points keep within their bound.
WHOLE = sum(weight for _, weight in CLOSENESS.values()) + STANDING_LEAST + 1.0
#: How fresh the evidence is weighs so much of its points, how independent the rest.
FRESH = 0.6


def partners(view: View, need: Need) -> Partners:
    """
    Who in *view* could be a partner, best first, with the reasons.

    The score is the sum of named parts. What was asked leads: up to 40 points for
    the themes, 30 for the places, 10 for how fresh and independent the evidence
    is; closeness to who asks and standing add up to 20 within it. A need that says
    only who asks is ranked by these two alone, up to 100. Definitions, reasons and
    measurements are in `docs/partners.md`.

    More evidence on a candidate never lowers its score; equal scores go by id.

    Raises:
        NeedError: A theme, place, kind or level that is none.
        NotHereError: An id that this View does not hold.
    """
    asked = understood(view, need)
    reasons = left_out(view, asked)
    pool = np.flatnonzero(reasons == -1)
    support = backing(view, asked.fits)
    parts = {name: np.round(value, 2) for name, value in _parts(view, asked, support, pool).items()}
    totals = np.round(sum(parts.values(), np.zeros(len(pool))), 2)
    speaker = Reasons(view, asked, support)
    chosen = tuple(
        _partner(
            view, speaker, int(pool[at]), {name: float(part[at]) for name, part in parts.items()}
        )
        for at in _best(view, pool, totals, need.first)
    )
    missed = named(view, asked, reasons)
    labels = [partner.label for partner in chosen]
    labels += [Label(int(view.labels[view.node(each.id)])) for each in missed]
    return Partners(
        partners=chosen,
        left_out=missed,
        left_out_counts=counted(reasons),
        considered=len(pool),
        label=max(labels, default=Label.CLEAR),
        as_of=view.as_of,
        revision=view.revision,
    )


def _parts(view: View, asked: Asked, support: Backing, pool: Numbers) -> dict[str, Numbers]:
    """The points of everybody in *pool*, part by part."""
    parts: dict[str, Numbers] = {}
    if asked.themes:
        parts["fit to the themes"] = THEMES * mean_fit(view, asked.themes)[pool]
    if asked.places:
        parts["presence in the places"] = PLACES * mean_fit(view, asked.places)[pool]
    if asked.fits:
        quality = FRESH * support.freshness + (1 - FRESH) * support.independence
        parts["fresh and independent evidence"] = EVIDENCE * quality[pool]
    unit = (WITHIN if asked.fits else ALONE) / WHOLE
    woven = fabric(view)
    fading = 0
    if asked.asking is not None:
        near = nearness(view, asked.asking)
        fading = int(woven.degrees[asked.asking])
        for name, (column, weight) in CLOSENESS.items():
            parts[name] = unit * weight * _eased(getattr(near, column)[pool])
    weight = STANDING_LEAST + STANDING_FADES / (STANDING_FADES + fading)
    parts["well connected"] = unit * weight * _eased(np.log1p(woven.activity[pool]))
    return parts


def _eased(values: Numbers) -> Numbers:
    """The square root of each value's share in the largest; 0 where all are 0."""
    exact = values.astype(np.float64)
    most = exact.max(initial=0.0)
    return np.sqrt(exact / most) if most > 0 else np.zeros(len(values))


def _best(view: View, pool: Numbers, totals: Numbers, first: int) -> list[int]:
    """Places in *pool* of the *first* best, equal scores by id."""
    if len(pool) > first:
        least = np.partition(totals, len(pool) - first)[len(pool) - first]
        near = np.flatnonzero(totals >= least).tolist()
    else:
        near = list(range(len(pool)))
    return sorted(near, key=lambda at: (-totals[at], view.ids[int(pool[at])]))[:first]


def _partner(view: View, speaker: Reasons, node: int, points: dict[str, float]) -> Partner:
    parts = speaker.parts(node, points)
    against = speaker.against(node)
    level = int(view.levels[node])
    return Partner(
        id=view.ids[node],
        name=view.names[node],
        kind=KINDS[view.kinds[node]],
        level=LEVELS[level] if level >= 0 else None,
        score=round(sum(part.value for part in parts), 2),
        parts=parts,
        against=against,
        label=speaker.label(node),
    )
