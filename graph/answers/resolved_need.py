"""A need understood: its words made into nodes of one View."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from graph.answers.fit import Fit, fit
from graph.answers.need import Need
from graph.domain.labels import Label
from graph.measures.names import kind_codes, level_codes, place_node, theme_node
from graph.measures.scope import proofs, within
from graph.views.claims import Numbers
from graph.views.view import KINDS, LEVELS, Scope, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A need in terms of one View: what fits it, and who is spoken of."""

    need: Need
    themes: tuple[Fit, ...]
    places: tuple[Fit, ...]
    kinds: tuple[str, ...]
    levels: tuple[str, ...]
    asking: int | None
    already_in: tuple[int, ...]

    @property
    def fits(self) -> tuple[Fit, ...]:
        """Themes and places together; empty when neither was asked for."""
        return self.themes + self.places


def understood(view: View, need: Need) -> Asked:
    """
    Find what *need* speaks of in *view*.

    Raises:
        NeedError: An unknown theme, place, kind or level.
        NotHereError: An id that this View does not hold.
    """
    return Asked(
        need=need,
        themes=tuple(fit(view, node) for node in _once(theme_node(view, t) for t in need.themes)),
        places=tuple(fit(view, node) for node in _once(place_node(view, t) for t in need.places)),
        kinds=kind_codes(need.kinds),
        levels=level_codes(need.levels),
        asking=None if need.asking is None else view.node(need.asking),
        already_in=tuple(view.node(name) for name in need.already_in),
    )


def mean_fit(view: View, fits: tuple[Fit, ...]) -> Numbers:
    """How everybody fits *fits* on the average, 0 to 1."""
    if len(fits) == 1:
        return fits[0].value
    return sum((each.value for each in fits), np.zeros(len(view))) / max(len(fits), 1)


def within_need(view: View, need: Need) -> Numbers:
    """
    For every node, whether it is a stakeholder, activity or event that *need* asks for.

    Unlike a fit, this is yes or no: it is tied to the themes and places asked for or
    to what is part of them, and a stakeholder is of a kind and level asked for.

    Raises:
        NeedError: An unknown theme, place, kind or level.
        NotHereError: An id that this View does not hold.
    """
    mask = within(view, _scope(view, need))
    kinds, levels = kind_codes(need.kinds), level_codes(need.levels)
    if kinds:
        mask &= ~view.acting | np.isin(view.kinds, [KINDS.index(kind) for kind in kinds])
    if levels:
        mask &= ~view.acting | np.isin(view.levels, [LEVELS.index(level) for level in levels])
    return mask


def label_within(view: View, need: Need, nodes: Sequence[int]) -> Label:
    """The lowest label at which it shows that *nodes* are within *need*, by its open proofs."""
    scope, highest = _scope(view, need), 0
    for names in (scope.themes, scope.places):
        proven, labels = proofs(view, names)
        lowest = np.full(len(view), Label.RED + 1, np.int8)
        np.minimum.at(lowest, proven, labels)
        # A body that is asked for is within it without a proof.
        needed = lowest[list(nodes)]
        highest = max(highest, int(needed[needed <= Label.RED].max(initial=0)))
    return Label(highest)


def _scope(view: View, need: Need) -> Scope:
    return Scope(
        themes=tuple(view.ids[theme_node(view, text)] for text in need.themes),
        places=tuple(view.ids[place_node(view, text)] for text in need.places),
    )


def _once(nodes: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(nodes))
