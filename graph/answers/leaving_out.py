"""Who is not among the partners, and for what reason."""

from collections.abc import Callable

import numpy as np

from graph.answers.answer import LeftOut
from graph.answers.asked import Asked, mean_fit
from graph.answers.fit import Fit
from graph.answers.wording import day_words
from graph.claims import Numbers
from graph.closeness import fabric
from graph.dates import day_number
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
    """The nearest of those left out, the best fitting first."""
    worth = mean_fit(view, asked.fits) + fabric(view).degrees / (len(view) + 1)
    missed = np.flatnonzero(reasons > REASONS.index("asking"))
    order = np.argsort(-worth[missed], kind="stable")[:NAMED]
    return tuple(
        LeftOut(
            id=view.ids[node],
            name=view.names[node],
            reason=REASONS[int(reasons[node])],
            words=_words(view, asked, node, REASONS[int(reasons[node])]),
        )
        for node in missed[order].tolist()
    )


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
    return np.less(view.ended, day_number(view.as_of))


def _partner(view: View, asked: Asked) -> Numbers:
    mask = _nobody(view)
    if asked.asking is not None and not asked.need.include_partners:
        partners = fabric(view).partners
        begin, end = partners.indptr[asked.asking], partners.indptr[asked.asking + 1]
        mask[partners.indices[begin:end]] = True
    return mask


def _kind(view: View, asked: Asked) -> Numbers:
    wanted = np.array([not asked.kinds or kind in asked.kinds for kind in KINDS])
    return np.logical_not(wanted[view.kinds])


def _level(view: View, asked: Asked) -> Numbers:
    # The appended last one is for those whose level, -1, is not known.
    wanted = np.array([not asked.levels or level in asked.levels for level in (*LEVELS, "")])
    return np.logical_not(wanted[view.levels])


def _theme(view: View, asked: Asked) -> Numbers:
    return np.logical_and(bool(asked.themes), mean_fit(view, asked.themes) == 0)


def _place(view: View, asked: Asked) -> Numbers:
    return np.logical_and(bool(asked.places), mean_fit(view, asked.places) == 0)


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
