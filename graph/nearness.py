"""How near candidates are to who asks, in measures between 0 and 1."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from graph.claims import Numbers
from graph.closeness import Fabric, fabric, ones_of
from graph.view import View

#: Half of what can be had: so many partners of partners, partners with a value of
#: the asker, and partners like the asker, give half the points of their part.
BEYOND_HALF, LIKE_YOU_HALF, PEERS_HALF = 1.0, 2.0, 8.0
#: As if the asker had so many more partners, with nothing in common with anybody.
CAUTION = 2.0
#: The most that rounding leaves of a sum that ought to be nothing.
TINY = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """
    How near each candidate is to who asks, 0 to 1; columns are parallel to the candidates.

    - `shared`: what share of the asker's partners it works with, each weighed by 1 /
      (how many partners it has) (resource allocation: Zhou, Lü, Zhang 2009).
    - `beyond`: how far its partners' partners are those of the asker.
    - `like_yours`: how much it has of what the asker's partners have.
    - `like_you`: how many of its partners have each of the asker's values.
    - `peers`: how many partners like the asker it has.
    - `in_common`: how many of the asker's values it has, weighed by how rare each is.
    - `already`: 1 for who works with the asker.

    None sees the tie between candidate and asker itself: who works with the asker
    already is measured by the asker's other partners, and `already` says the rest.
    """

    shared: Numbers
    beyond: Numbers
    like_yours: Numbers
    like_you: Numbers
    peers: Numbers
    in_common: Numbers
    already: Numbers


def nearness(view: View, asker: int, candidates: Numbers | slice) -> Nearness:
    """
    The nearness of *candidates* to *asker*; see `docs/partners.md`.

    Args:
        candidates: Nodes, or `slice(None)` for all, which is faster than a list of most.
    """
    circle = _Circle(fabric(view), asker, candidates)
    like_yours, in_common = circle.values()
    like_you, peers = circle.company()
    return Nearness(
        shared=circle.shared(),
        beyond=circle.beyond(),
        like_yours=like_yours,
        like_you=like_you,
        peers=peers,
        in_common=in_common,
        already=circle.already,
    )


class _Circle:
    """
    Who works with the asker (`ours`), what the asker has (`mine`), and who is looked at.

    `ours` among those looked at stand in the places `own`; their measures are mended,
    for they are of the asker's circle themselves.
    """

    def __init__(self, woven: Fabric, asker: int, candidates: Numbers | slice) -> None:
        self.woven = woven
        self.asker = asker
        self.nodes = candidates
        self.ours = ones_of(woven.partners, asker)
        self.mine = ones_of(woven.values, asker)
        self.circles = woven.partners[self.ours]
        everybody = np.zeros(len(woven.degrees))
        everybody[self.ours] = 1
        self.already: Numbers = everybody[candidates]
        self.own = np.flatnonzero(self.already)
        self.partners = np.arange(len(everybody))[candidates][self.own]

    def shared(self) -> Numbers:
        telling = 1 / self.woven.degrees[self.ours]
        found = (telling @ self.circles)[self.nodes]
        whole = telling.sum() - self.already / np.maximum(self.woven.degrees[self.nodes], 1)
        # A partner does not work with itself: what it can share are the others.
        return _share(found, whole)

    def beyond(self) -> Numbers:
        each = 1 / np.maximum(self.woven.degrees, 1)
        theirs = np.ones(len(self.ours)) @ self.circles
        theirs[self.asker] = 0
        (found,) = self._times(self.woven.partners, theirs * each)
        found[self.own] -= self.woven.partners[self.partners] @ each - each[self.asker]
        return _half(np.maximum(found, 0.0), BEYOND_HALF)

    def values(self) -> tuple[Numbers, Numbers]:
        """What it has of what our partners have, beside one of them; and what it has of ours."""
        woven = self.woven
        weights = woven.rarity * (np.ones(len(self.ours)) @ woven.values[self.ours])
        held = np.zeros(len(weights))
        held[self.mine] = woven.rarity[self.mine]
        found, both = self._times(woven.values, weights, held)
        whole = np.full(len(both), weights.sum())
        itself = woven.values[self.partners] @ woven.rarity
        found[self.own] -= itself
        whole[self.own] -= itself
        count = len(self.ours) - self.already
        alike = _share(found * count, whole * (count + CAUTION))
        return alike, _share(both, held.sum())

    def company(self) -> tuple[Numbers, Numbers]:
        """How many of its partners have what we have: evenly over that, and in all."""
        counts = self.woven.company[self.mine].astype(np.float64)
        ones = np.ones(len(self.mine)) / max(len(self.mine), 1)
        # We are among the partners of our partners, and do not count as like ourselves.
        in_all = (ones @ counts)[self.nodes] - self.already
        too_much = self._ourselves(counts)
        counts.data = _half(counts.data, LIKE_YOU_HALF)
        evenly = (ones @ counts)[self.nodes]
        evenly[self.own] -= too_much
        return evenly, _half(np.maximum(in_all, 0.0), PEERS_HALF)

    def _ourselves(self, counts: csr_array) -> Numbers:
        """What our partners have too much when we are counted among their partners."""
        theirs = counts[:, self.partners].toarray()
        more: Numbers = _half(theirs, LIKE_YOU_HALF) - _half(theirs - 1, LIKE_YOU_HALF)
        total: Numbers = more.sum(axis=0)
        return total / max(len(self.mine), 1)

    def _times(self, matrix: csr_array, *columns: Numbers) -> list[Numbers]:
        """*matrix* times each of *columns*, for those looked at."""
        # One by one: SciPy takes three times as long for two columns at once.
        rows = matrix if isinstance(self.nodes, slice) else matrix[self.nodes]
        return [rows @ column for column in columns]


def _half(value: Numbers, half: float) -> Numbers:
    """0 for nothing, 1/2 for *half*, towards 1 for ever more."""
    return value / (value + half)


def _share(part: Numbers, whole: Numbers | float) -> Numbers:
    """*part* of *whole*, at most all of it; 0 where there is nothing to have."""
    share: Numbers = part / np.maximum(whole, TINY)
    share *= np.greater(whole, TINY)
    return np.clip(share, 0.0, 1.0, out=share)
