"""How near candidates are to who asks, in measures between 0 and 1."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from graph.measures.collaboration import Fabric, fabric, ones_of, rows_of
from graph.views.claims import Numbers
from graph.views.view import View

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


def nearness(
    view: View, asker: int, candidates: Numbers | slice, *, partners: bool = True
) -> Nearness:
    """
    The nearness of *candidates* to *asker*; see `docs/partners.md`.

    Args:
        candidates: Nodes, or `slice(None)` for all, which is faster than a list of most.

        partners: Whether those who work with the asker already are wanted, too; if
            not, what is given for them means nothing.
    """
    circle = _Circle(fabric(view), asker, candidates, partners=partners)
    like_you, peers = circle.company()
    return Nearness(
        shared=circle.shared(),
        beyond=circle.beyond(),
        like_yours=circle.like_yours(),
        like_you=like_you,
        peers=peers,
        in_common=circle.in_common(),
        already=circle.already,
    )


class _Circle:
    """
    Who works with the asker (`ours`), what the asker has (`mine`), and who is looked at.

    Those of `ours` who are looked at stand in the places `own`. They are measured
    again, for they are of the asker's circle themselves.
    """

    def __init__(
        self, woven: Fabric, asker: int, candidates: Numbers | slice, *, partners: bool
    ) -> None:
        self.woven = woven
        self.asker = asker
        self.nodes = candidates
        self.ours = ones_of(woven.partners, asker)
        self.mine = ones_of(woven.values, asker)
        everybody = np.zeros(len(woven.degrees))
        everybody[self.ours] = 1
        self.already: Numbers = everybody[candidates]
        self.own = np.flatnonzero(self.already) if partners else self.ours[:0]
        self.partners = np.arange(len(everybody))[candidates][self.own]

    def shared(self) -> Numbers:
        telling = self.woven.telling[self.ours]
        found = _spread(self.woven.partners, self.ours, telling)[self.nodes]
        share = _share(found, telling.sum())
        # A partner does not work with itself: what it can share are the others.
        others = telling.sum() - self.woven.telling[self.partners]
        share[self.own] = _share(found[self.own], others)
        return share

    def beyond(self) -> Numbers:
        telling = self.woven.telling
        theirs = _spread(self.woven.partners, self.ours, np.ones(len(self.ours)))
        theirs[self.asker] = 0
        found = self._times(self.woven.partners, self.woven.partners, theirs * telling)
        itself = _sums(self.woven.partners, self.partners, telling) - telling[self.asker]
        found[self.own] = np.maximum(found[self.own] - itself, 0.0)
        return _half(found, BEYOND_HALF)

    def like_yours(self) -> Numbers:
        """What it has of what our partners have, beside what one of them has on the average."""
        woven, count = self.woven, len(self.ours)
        weights = woven.rarity * _spread(woven.values, self.ours, np.ones(count))
        found = self._times(woven.values, woven.holders, weights)
        whole = weights.sum()
        share = _share(found * count, whole * (count + CAUTION))
        itself = _sums(woven.values, self.partners, woven.rarity)
        theirs = (found[self.own] - itself) * (count - 1)
        share[self.own] = _share(theirs, (whole - itself) * (count - 1 + CAUTION))
        return share

    def in_common(self) -> Numbers:
        held = np.zeros(len(self.woven.rarity))
        held[self.mine] = self.woven.rarity[self.mine]
        return _share(self._times(self.woven.values, self.woven.holders, held), held.sum())

    def company(self) -> tuple[Numbers, Numbers]:
        """How many of its partners have what we have: evenly over that, and in all."""
        company, size = self.woven.company, len(self.woven.degrees)
        spans = [slice(*company.indptr[value : value + 2]) for value in self.mine.tolist()]
        whose = np.concatenate([company.indices[:0], *(company.indices[span] for span in spans)])
        counts = np.concatenate([company.data[:0], *(company.data[span] for span in spans)])
        if len(self.own):
            # We are among the partners of our partners, and do not count as like ourselves.
            us = np.zeros(size, counts.dtype)
            us[self.partners] = 1
            counts = counts - us[whose]
        many = max(len(self.mine), 1)
        shares = _half(counts.astype(np.float64), LIKE_YOU_HALF)
        evenly = np.bincount(whose, weights=shares, minlength=size)[self.nodes] / many
        in_all = np.bincount(whose, weights=counts, minlength=size)[self.nodes] / many
        return evenly, _half(in_all, PEERS_HALF)

    def _times(self, matrix: csr_array, turned: csr_array, column: Numbers) -> Numbers:
        """*matrix*, which *turned* is by columns, times *column*, for those looked at."""
        if not isinstance(self.nodes, slice):
            return _sums(matrix, self.nodes, column)
        there = np.flatnonzero(column > 0)
        return _spread(turned, there, column[there])


def _sums(matrix: csr_array, rows: Numbers, column: Numbers) -> Numbers:
    """For each of *rows* of a matrix of ones, the sum of *column* where it has a one."""
    columns, counts = rows_of(matrix, rows)
    whose = np.repeat(np.arange(len(rows)), counts)
    return np.bincount(whose, weights=column[columns], minlength=len(rows))


def _spread(matrix: csr_array, rows: Numbers, weights: Numbers) -> Numbers:
    """For each column of a matrix of ones, the sum of *weights* of *rows* that have a one."""
    columns, counts = rows_of(matrix, rows)
    each = np.repeat(weights, counts)
    return np.bincount(columns, weights=each, minlength=matrix.shape[1])


def _half(value: Numbers, half: float) -> Numbers:
    """0 for nothing, 1/2 for *half*, towards 1 for ever more."""
    return value / (value + half)


def _share(part: Numbers, whole: Numbers | float) -> Numbers:
    """*part* of *whole*, at most all of it; 0 where there is nothing to have."""
    share: Numbers = part / np.maximum(whole, TINY)
    share *= np.greater(whole, TINY)
    return np.clip(share, 0.0, 1.0, out=share)
