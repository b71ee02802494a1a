"""Who is not among the partners, and for what reason."""

from collections.abc import Callable

import numpy as np

from graph.answers.answer import LeftOut
from graph.answers.asked import Asked, mean_fit
from graph.answers.fit import Fit, rows_for
from graph.answers.wording import day_words
from graph.claims import Numbers
from graph.closeness import bonds, fabric, ones_of
from graph.dates import day_number
from graph.evidence import evidence
from graph.labels import Label
from graph.view import KINDS, LEVELS, View
from graph.vocabulary import vocabulary

#: Reasons in the order in which they are given; each node gets the first that holds.
REASONS = ("asking", "already in", "ended", "already a partner", "kind", "level", "theme", "place")
#: How many of those left out are named.
NAMED = 10


def left_out(view: View, asked: Asked) -> Numbers:
    """
    For every node, the place of its reason in `REASONS`.

    It is -1 for a candidate, and -2 for contexts and for those who have nothing to
    do with what was asked.
    """
    found = np.full(len(view), -1, np.int8)
    for place in reversed(range(len(REASONS))):
        found[_HOLDS[REASONS[place]](view, asked)] = place
    concerned = view.acting.copy()
    if asked.fits:
        concerned &= mean_fit(view, asked.fits) > 0
    return np.where(concerned, found, -2)


def counted(reasons: Numbers) -> dict[str, int]:
    """How many were left out for each reason."""
    return {
        reason: count
        for place, reason in enumerate(REASONS)
        if reason != "asking" and (count := int((reasons == place).sum()))
    }


def named(view: View, asked: Asked, reasons: Numbers) -> tuple[LeftOut, ...]:
    """The nearest of those left out, the best fitting first, equal ones by id."""
    return tuple(
        LeftOut(
            id=view.ids[node],
            name=view.names[node],
            reason=REASONS[int(reasons[node])],
            words=_words(view, asked, node, REASONS[int(reasons[node])]),
        )
        for node in nearest(view, asked, reasons)
    )


def nearest(view: View, asked: Asked, reasons: Numbers) -> list[int]:
    """The nodes of those left out who are named."""
    missed = np.flatnonzero(reasons > REASONS.index("asking"))
    worth = (mean_fit(view, asked.fits) + fabric(view).degrees / (len(view) + 1))[missed]
    return [int(missed[at]) for at in best(view, missed, worth, NAMED)]


def best(view: View, nodes: Numbers, worth: Numbers, first: int) -> list[int]:
    """Places in *nodes* of the *first* of most worth, equal ones by id."""
    if len(nodes) > first:
        least = np.partition(worth, len(nodes) - first)[len(nodes) - first]
        near = np.flatnonzero(worth >= least).tolist()
    else:
        near = list(range(len(nodes)))
    return sorted(near, key=lambda at: (-worth[at], view.ids[int(nodes[at])]))[:first]


def label(view: View, asked: Asked, reasons: Numbers) -> Label:
    """The highest label of those who are named, and of what makes them concerned."""
    highest = 0
    rows = evidence(view)
    for node in nearest(view, asked, reasons):
        ties = [
            int(place)
            for each in asked.fits
            for row, _ in rows_for(view, each, node, most=1)
            for place in (rows.tie[row], rows.then[row])
            if place >= 0
        ]
        if asked.asking is not None and REASONS[int(reasons[node])] == "already a partner":
            ties += bonds(view, asked.asking, node)
        highest = max(highest, int(view.labels[node]), int(view.tie_labels[ties].max(initial=0)))
    return Label(highest)


def _nobody(view: View) -> Numbers:
    return np.zeros(len(view), bool)


def _asking(view: View, asked: Asked) -> Numbers:
    mask = _nobody(view)
    if asked.asking is not None:
        mask[asked.asking] = True
    return mask


def _already_in(view: View, asked: Asked) -> Numbers:
    mask = _nobody(view)
    mask[list(asked.already_in)] = True
    return mask


def _ended(view: View, _: Asked) -> Numbers:
    mask: Numbers = view.ended < day_number(view.as_of)
    return mask


def _partner(view: View, asked: Asked) -> Numbers:
    mask = _nobody(view)
    if asked.asking is not None and not asked.need.include_partners:
        mask[ones_of(fabric(view).partners, asked.asking)] = True
    return mask


def _kind(view: View, asked: Asked) -> Numbers:
    refused = np.array([bool(asked.kinds) and kind not in asked.kinds for kind in KINDS])
    mask: Numbers = refused[view.kinds]
    return mask


def _level(view: View, asked: Asked) -> Numbers:
    # The appended last one is for those whose level, -1, is not known.
    levels = (*LEVELS, "")
    refused = np.array([bool(asked.levels) and level not in asked.levels for level in levels])
    mask: Numbers = refused[view.levels]
    return mask


def _theme(view: View, asked: Asked) -> Numbers:
    mask: Numbers = mean_fit(view, asked.themes) == 0
    return mask if asked.themes else _nobody(view)


def _place(view: View, asked: Asked) -> Numbers:
    mask: Numbers = mean_fit(view, asked.places) == 0
    return mask if asked.places else _nobody(view)


_HOLDS: dict[str, Callable[[View, Asked], Numbers]] = {
    "asking": _asking,
    "already in": _already_in,
    "ended": _ended,
    "already a partner": _partner,
    "kind": _kind,
    "level": _level,
    "theme": _theme,
    "place": _place,
}


def _words(view: View, asked: Asked, node: int, reason: str) -> str:
    level = LEVELS[view.levels[node]] if view.levels[node] >= 0 else "not known"
    kind = vocabulary().kinds[KINDS[view.kinds[node]]].label
    return {
        "already in": "is already at the table",
        "ended": f"ended by {day_words(int(view.ended[node]))}",
        "already a partner": f"already works with {view.names[asked.asking or 0]}",
        "kind": f"is of the kind {kind}",
        "level": f"its level is {level}",
        "theme": f"no known work on {_listed(view, asked.themes)}",
        "place": f"not known to be active in {_listed(view, asked.places)}",
    }[reason]


def _listed(view: View, fits: tuple[Fit, ...]) -> str:
    return " or ".join(view.names[each.asked] for each in fits)
