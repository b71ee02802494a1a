"""How strongly two stakeholders are joined: every pair that somebody could introduce across."""

from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np

from graph.domain.dates import ALWAYS_UNTIL, day_number
from graph.measures.ages import years
from graph.measures.collaboration import CROWD
from graph.views.claims import Numbers
from graph.views.view import TIE_KINDS, View

#: How likely one tie of a kind, fresh, is to carry an introduction.
DIRECT = {
    "partners_with": 0.9,
    "knows": 0.9,
    "part_of": 0.9,
    "member_of": 0.8,
    "affiliated_with": 0.8,
    "funds": 0.7,
    "precedes": 0.6,
    "linked_to": 0.5,
}
#: What a part in an activity or event lends to a meeting there; two parts are multiplied.
PART = {
    "convened": 0.9,
    "implements": 0.85,
    "manages": 0.85,
    "accountable_for": 0.8,
    "took_part_in": 0.75,
    "funds": 0.6,
}
#: What has ended counts half after so many years, and never less than the least.
HALF_LIFE, LEAST = 5.0, 0.25
#: No number of ties makes an introduction certain.
MOST = 0.98


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonds:
    """
    One row for each thing that joins two stakeholders, both ways round.

    Columns: from `near` to `far`, the `strength` that this alone would give, the
    `voice` that says it (a source), and the `tie`. Where both have a part in one
    activity or event, `other` is the tie of `far`, else -1.
    """

    near: Numbers
    far: Numbers
    strength: Numbers
    voice: Numbers
    tie: Numbers
    other: Numbers

    def but(self, kept: Numbers) -> "Bonds":
        """Only the rows in the mask *kept*."""
        return Bonds(**{name: getattr(self, name)[kept] for name in self.__slots__})


@dataclass(frozen=True, kw_only=True)
class Hops:
    """
    The pairs that bonds join, as rows of each stakeholder's neighbours.

    `strength` is the chance that one of the bonds of a pair carries: 1 - the product
    over independent voices of (1 - the strongest bond of each), at most 0.98. `cost`
    is minus its logarithm, so that the cheapest chain is the strongest.
    """

    bonds: Bonds
    bounds: Numbers
    far: Numbers
    strength: Numbers

    @cached_property
    def cost(self) -> Numbers:
        """Minus the logarithm of the strength of each pair."""
        costs: Numbers = -np.log(self.strength)
        return costs

    def rows(self, nodes: Numbers) -> tuple[Numbers, Numbers]:
        """The rows of all neighbours of *nodes*, and for each the place of its node among them."""
        first = self.bounds[nodes]
        counts = self.bounds[nodes + 1] - first
        whose = np.repeat(np.arange(len(nodes)), counts)
        ahead = np.repeat(np.cumsum(counts) - counts, counts)
        return np.repeat(first, counts) + np.arange(len(whose)) - ahead, whose

    def count(self, nodes: Numbers) -> int:
        """How many rows `rows` would find."""
        return int((self.bounds[nodes + 1] - self.bounds[nodes]).sum())

    def between(self, near: int, far: int) -> list[int]:
        """Rows of `bonds` that join the two, the strongest first."""
        bonds = self.bonds
        # Of another type than the column, the two would have all of it converted.
        begin, end = np.searchsorted(bonds.near, np.array([near, near + 1], bonds.near.dtype))
        rows = begin + np.flatnonzero(bonds.far[begin:end] == far)
        order = np.lexsort((bonds.tie[rows], -bonds.strength[rows]))
        return [int(row) for row in rows[order]]

    def strength_of(self, near: int, far: int) -> float:
        """The strength of the pair; 0 where nothing joins it."""
        begin, end = int(self.bounds[near]), int(self.bounds[near + 1])
        found = np.flatnonzero(self.far[begin:end] == far)
        return float(self.strength[begin + found[0]]) if len(found) else 0.0


_KNOWN: WeakKeyDictionary[View, Hops] = WeakKeyDictionary()


def hops(view: View) -> Hops:
    """The hops of *view*, made once for each View."""
    if view not in _KNOWN:
        _KNOWN[view] = joined(bonds(view), len(view))
    return _KNOWN[view]


def bonds(view: View) -> Bonds:
    """Everything in *view* across which one could be introduced; what opposes is not among it."""
    fresh = _freshness(view)
    direct, shared = _direct(view, fresh), _shared(view, fresh)
    halves = {name: np.concatenate([direct[name], shared[name]]) for name in direct}
    order = np.lexsort((halves["voice"], halves["far"], halves["near"]))
    return Bonds(**{name: column[order] for name, column in halves.items()})


def joined(found: Bonds, size: int) -> Hops:
    """The hops that the bonds *found* make among *size* nodes."""
    pairs = found.near.astype(np.int64) * size + found.far
    voices = _starts(pairs, found.voice)
    best = np.maximum.reduceat(found.strength, voices) if len(voices) else found.strength
    of_voice = pairs[voices]
    firsts = _starts(of_voice)
    against = np.add.reduceat(np.log1p(-best), firsts) if len(firsts) else best
    pair = of_voice[firsts]
    counts = np.bincount(pair // max(size, 1), minlength=size)
    return Hops(
        bonds=found,
        bounds=np.concatenate([[0], np.cumsum(counts)]),
        far=(pair % max(size, 1)).astype(np.int32),
        strength=np.minimum(-np.expm1(against), MOST),
    )


def _starts(*columns: Numbers) -> Numbers:
    """Where a new value begins in columns that are sorted together."""
    fresh = np.ones(len(columns[0]), bool)
    if len(fresh):
        fresh[1:] = np.any([column[1:] != column[:-1] for column in columns], axis=0)
    return np.flatnonzero(fresh)


def _freshness(view: View) -> Numbers:
    """For every tie, 1 while it holds, and less the longer ago it ended."""
    today = day_number(view.as_of)
    age = np.maximum(years(today) - years(np.minimum(view.until, today)), 0)
    ended = np.maximum(0.5 ** (age / HALF_LIFE), LEAST)
    return np.where(view.until == ALWAYS_UNTIL, 1.0, ended)


def _weights(view: View, table: dict[str, float]) -> Numbers:
    return np.array([table.get(kind, 0.0) for kind in TIE_KINDS])[view.tie_kinds]


def _direct(view: View, fresh: Numbers) -> dict[str, Numbers]:
    weight = _weights(view, DIRECT)
    ties = np.flatnonzero((weight > 0) & view.acting[view.starts] & view.acting[view.ends])
    near = np.concatenate([view.starts[ties], view.ends[ties]])
    far = np.concatenate([view.ends[ties], view.starts[ties]])
    both = np.concatenate([ties, ties])
    return {
        "near": near,
        "far": far,
        "strength": (weight * fresh)[both],
        "voice": view.tie_sources[both],
        "tie": both,
        "other": np.full(len(both), -1),
    }


def _shared(view: View, fresh: Numbers) -> dict[str, Numbers]:
    """Pairs of parts in the same activity or event, crowds left out."""
    weight = _weights(view, PART)
    ties = np.flatnonzero((weight > 0) & view.acting[view.starts] & ~view.acting[view.ends])
    ties = ties[np.argsort(view.ends[ties], kind="stable")]
    counts = np.bincount(view.ends[ties], minlength=len(view))
    begins = np.cumsum(counts) - counts
    ties_here = counts[view.ends[ties]]
    each = np.where(ties_here <= CROWD, ties_here, 0)
    tie = np.repeat(ties, each)
    ahead = np.repeat(np.cumsum(each) - each, each)
    other = ties[np.repeat(begins[view.ends[ties]], each) + np.arange(len(tie)) - ahead]
    apart = view.starts[tie] != view.starts[other]
    tie, other = tie[apart], other[apart]
    return {
        "near": view.starts[tie],
        "far": view.starts[other],
        "strength": weight[tie] * weight[other] * np.minimum(fresh[tie], fresh[other]),
        "voice": view.tie_sources[tie],
        "tie": tie,
        "other": other,
    }
