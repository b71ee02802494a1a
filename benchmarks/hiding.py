"""Parts of real networks hidden, and who ought to be found again."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from benchmarks.real_networks import Network
from graph.domain.model import Tie
from graph.measures.collaboration import fabric
from graph.views.claims import Numbers
from graph.views.view import View
from tests.networks import shared, view_of

T = TypeVar("T", str, tuple[str, ...])
SEEDS = (11, 12, 13, 14, 15)
#: The share that is hidden.
HIDDEN = 0.2


@dataclass(slots=True, kw_only=True)
class Question:
    """Who asks, among whom, and who of these is a partner that was hidden; all as nodes."""

    asker: int
    candidates: Numbers
    wanted: Numbers
    cold: bool
    reach: float


@dataclass(slots=True, kw_only=True)
class Split:
    """What is left of a network, and the questions to ask of it."""

    view: View
    questions: list[Question]


def splits(network: Network, way: str) -> Iterator[Split]:
    """The network with a part hidden, once for each seed."""
    whole = view_of(*shared(), *network.claims())
    for seed in SEEDS:
        hidden = WAYS[way](network, seed)
        view = view_of(*shared(), *network.claims(hidden))
        yield Split(view=view, questions=list(_questions(whole, view)))


def _questions(whole: View, view: View) -> Iterator[Question]:
    """
    One for each stakeholder who lost a partner that still has another.

    Candidates are those who have a partner left: whoever lost them all would be found
    by ranking strangers first.
    """
    there = np.array([whole.node(name) for name in view.ids])
    before = fabric(whole).partners[there][:, there].toarray() > 0
    after = fabric(view).partners.toarray() > 0
    known = after.any(axis=1) & view.acting
    for asker in np.flatnonzero(view.acting).tolist():
        candidates = known & ~after[asker]
        candidates[asker] = False
        lost = before[asker] & candidates
        if lost.any():
            near = after[after[asker]].any(axis=0)
            yield Question(
                asker=asker,
                candidates=np.flatnonzero(candidates),
                wanted=lost,
                cold=not after[asker].any(),
                reach=float(near[lost].mean()),
            )


def _activities(network: Network, seed: int) -> frozenset[str]:
    """A fifth of the activities and events, whole."""
    gone = _drawn({tie.end for tie in network.seats.values()}, seed)
    return frozenset(name for name, tie in network.seats.items() if tie.end in gone)


def _seats(network: Network, seed: int) -> frozenset[str]:
    """A fifth of the parts in activities and events."""
    gone = _drawn({(tie.start, tie.end) for tie in network.seats.values()}, seed)
    return frozenset(name for name, tie in network.seats.items() if (tie.start, tie.end) in gone)


def _ties(network: Network, seed: int) -> frozenset[str]:
    """A fifth of those who are tied, with all ties between the two."""
    gone = _drawn({_pair(tie) for tie in network.ties.values()}, seed)
    return frozenset(name for name, tie in network.ties.items() if _pair(tie) in gone)


def _both(network: Network, seed: int) -> frozenset[str]:
    return _activities(network, seed) | _ties(network, seed)


def _latest(network: Network, seed: int) -> frozenset[str]:
    """The latest tenth, then a little more for each further seed."""
    dated = {**network.seats, **network.ties}
    order = sorted(dated, key=lambda name: (str(dated[name].since or ""), name))
    share = HIDDEN / 2 + 0.05 * SEEDS.index(seed)
    return frozenset(order[-int(len(order) * share) :])


def _pair(tie: Tie) -> tuple[str, ...]:
    return tuple(sorted((tie.start, tie.end)))


def _drawn(things: set[T], seed: int) -> set[T]:
    # Sorted first: sets of texts come in another order in every run.
    order = sorted(things)
    return set(random.Random(seed).sample(order, max(1, int(len(order) * HIDDEN))))


WAYS: Mapping[str, Callable[[Network, int], frozenset[str]]] = {
    "activities": _activities,
    "seats": _seats,
    "ties": _ties,
    "both": _both,
    "date": _latest,
}
