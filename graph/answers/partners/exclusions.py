"""Who is not among the partners, and for what reason."""

from collections.abc import Callable, Iterable

import numpy as np

from graph.answers.answer import LeftOut
from graph.answers.evidence_words import day_words
from graph.answers.fit import Fit, rows_for
from graph.answers.resolved_need import Asked, mean_fit
from graph.answers.top_k import ranked
from graph.domain.dates import day_number
from graph.domain.labels import Label
from graph.domain.vocabulary import vocabulary
from graph.measures.collaboration import bonds, fabric, ones_of
from graph.measures.evidence import evidence
from graph.views.claims import Numbers
from graph.views.view import KINDS, LEVELS, View

#: Reasons in the order in which they are given; each node gets the first that holds.
REASONS = ("asking", "already in", "ended", "already a partner", "kind", "level", "theme", "place")
#: How many of those left out are named.
NAMED = 10
NOBODY = np.zeros(0, np.int64)


def left_out(view: View, asked: Asked) -> Numbers:
    """
    For every node, the place of its reason in `REASONS`.

    It is -1 for a candidate, and -2 for contexts and for those who have nothing to
    do with what was asked.
    """
    found = np.full(len(view), -2, np.int8)
    concerned = view.acting
    if asked.fits:
        concerned = concerned & (mean_fit(view, asked.fits) > 0)
    nodes = np.flatnonzero(concerned)
    found[nodes] = -1
    for place in reversed(range(len(REASONS))):
        left = _HOLDS[REASONS[place]](view, asked, nodes)
        found[left[concerned[left]]] = place
    return found


def counted(reasons: Numbers) -> dict[str, int]:
    """How many were left out for each reason."""
    counts = np.bincount(reasons[reasons >= 0], minlength=len(REASONS)).tolist()
    found = zip(REASONS, counts, strict=True)
    return {reason: count for reason, count in found if count and reason != "asking"}


def nearest(view: View, asked: Asked, reasons: Numbers) -> list[int]:
    """The nodes of those left out who are named, the best fitting first, equal ones by id."""
    missed = np.flatnonzero(reasons > REASONS.index("asking"))
    worth = mean_fit(view, asked.fits)[missed]
    worth = worth + fabric(view).degrees[missed] / (len(view) + 1)
    nodes: list[int] = missed[ranked(missed, worth, NAMED, fabric(view).order)].tolist()
    return nodes


def named(view: View, asked: Asked, reasons: Numbers, nodes: Iterable[int]) -> tuple[LeftOut, ...]:
    """Why each of *nodes* was left out."""
    return tuple(
        LeftOut(
            id=view.ids[node],
            name=view.names[node],
            reason=REASONS[int(reasons[node])],
            words=_words(view, asked, node, REASONS[int(reasons[node])]),
        )
        for node in nodes
    )


def label(view: View, asked: Asked, reasons: Numbers, nodes: Iterable[int]) -> Label:
    """The highest label of *nodes*, and of what makes them concerned."""
    highest = 0
    rows = evidence(view)
    for node in nodes:
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


def _asking(_: View, asked: Asked, __: Numbers) -> Numbers:
    return np.array([] if asked.asking is None else [asked.asking], np.int64)


def _already_in(_: View, asked: Asked, __: Numbers) -> Numbers:
    return np.array(asked.already_in, np.int64)


def _ended(view: View, _: Asked, nodes: Numbers) -> Numbers:
    return nodes[view.ended[nodes] < day_number(view.as_of)]


def _partner(view: View, asked: Asked, _: Numbers) -> Numbers:
    if asked.asking is None or asked.need.include_partners:
        return NOBODY
    return ones_of(fabric(view).partners, asked.asking)


def _kind(view: View, asked: Asked, nodes: Numbers) -> Numbers:
    refused = [bool(asked.kinds) and kind not in asked.kinds for kind in KINDS]
    return nodes[np.array(refused)[view.kinds[nodes]]] if any(refused) else NOBODY


def _level(view: View, asked: Asked, nodes: Numbers) -> Numbers:
    # The appended last one is for those whose level, -1, is not known.
    refused = [bool(asked.levels) and level not in asked.levels for level in (*LEVELS, "")]
    return nodes[np.array(refused)[view.levels[nodes]]] if any(refused) else NOBODY


def _theme(view: View, asked: Asked, nodes: Numbers) -> Numbers:
    return nodes[mean_fit(view, asked.themes)[nodes] == 0] if asked.themes else NOBODY


def _place(view: View, asked: Asked, nodes: Numbers) -> Numbers:
    return nodes[mean_fit(view, asked.places)[nodes] == 0] if asked.places else NOBODY


_HOLDS: dict[str, Callable[[View, Asked, Numbers], Numbers]] = {
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
