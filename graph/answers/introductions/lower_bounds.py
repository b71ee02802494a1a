"""What the cheapest way on costs, from wherever a search for chains may come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.measures.tie_strength import Hops
from graph.views.claims import Numbers

#: For 0, 1, 2, … hops, what the cheapest way on costs in no more than these.
Layers = list["Costs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What each of a few `nodes`, in their order, costs; all the others cost `other`."""

    nodes: Numbers
    values: Numbers
    other: float = np.inf

    def at(self, nodes: Numbers) -> Numbers:
        """The costs of *nodes*."""
        if not len(self.nodes):
            return np.full(len(nodes), self.other)
        places = np.minimum(self.nodes.searchsorted(nodes), len(self.nodes) - 1)
        return np.where(self.nodes[places] == nodes, self.values[places], self.other)

    def of(self, node: int) -> float:
        """The cost of *node*."""
        return float(self.at(_nodes([node]))[0])


@dataclass(frozen=True, kw_only=True)
class Search:
    """
    What chains are looked for: from any of `starts` to any of `ends`.

    A chain has at most `most` hops, visits nobody twice, passes through none of
    `avoid` and, if some are named, through one at least of `through`. Whoever stands
    between costs `toll` more, where a toll is set. Equal chains go by the `ids` of their
    nodes, which say nothing of the order in which these were loaded.
    """

    hops: Hops
    starts: Sequence[int]
    ends: Sequence[int]
    most: int
    ids: Sequence[str]
    avoid: frozenset[int] = frozenset()
    through: frozenset[int] = frozenset()
    toll: Mapping[int, float] | None = None

    @cached_property
    def closed(self) -> Costs:
        """Nodes at infinite distance are barred: other starting points and those to avoid."""
        nodes = sorted({*self.starts, *self.avoid}.difference(self.ends))
        return Costs(nodes=_nodes(nodes), values=np.full(len(nodes), np.inf), other=0.0)


class Ahead:
    """
    What the cheapest walk on to an end costs, within the hops that are left, without tolls.

    It is known where a search can come, and no further: layers grow backwards from the
    ends and stakes forwards from the starts, always on the side where less is to be
    looked at, until the two meet. On the near side, what is left is then read off the
    layer beyond, hop by hop.
    """

    def __init__(self, search: Search) -> None:
        self._search, self._hops, self._closed = search, search.hops, search.closed
        ends = np.unique(_nodes(search.ends))
        self._goal = Costs(nodes=ends, values=np.zeros(len(ends)))
        self._free = self._pushed(self._goal) if search.through else self._met()
        self._bound = self._through() if search.through else self._free

    def start(self, node: int, *, passed: bool) -> float:
        """What the cheapest chain from a start costs; see `onward` for *passed*."""
        return (self._free if passed else self._bound)[self._search.most].of(node)

    def onward(self, nodes: tuple[int, ...], *, passed: bool) -> list[tuple[int, float, float]]:
        """
        The next nodes of a chain *nodes*, each with its cost and a lower bound for the rest.

        *passed* tells whether one of those who must be passed has been.
        """
        left = self._search.most - len(nodes)
        begin, end = self._hops.bounds[nodes[-1]], self._hops.bounds[nodes[-1] + 1]
        far = self._hops.far[begin:end]
        cost = self._hops.cost[begin:end] + self._closed.at(far)
        rest = (self._free if passed else self._bound)[left].at(far)
        if not passed:
            there = np.isin(far, list(self._search.through))
            rest = np.where(there, self._free[left].at(far), rest)
        open_ = (cost + rest < np.inf).nonzero()[0]
        found = zip(far[open_].tolist(), cost[open_].tolist(), rest[open_].tolist(), strict=True)
        return [each for each in found if each[0] not in nodes]

    def _met(self) -> Layers:
        """Every layer, where a search from the starts can come with so many hops left."""
        layers, front = [self._goal], self._goal
        stakes, edge = list[Numbers](), np.unique(_nodes(self._search.starts))
        while len(layers) + len(stakes) <= self._search.most:
            if self._hops.count(edge) <= self._hops.count(front.nodes):
                stakes.append(edge)
                edge = self._beside(edge)
            else:
                layer, front = self._push(layers[-1], front)
                layers.append(layer)
        for stake in reversed(stakes):
            layers.append(self._pull(layers[-1], stake))
        return layers

    def _pushed(self, goal: Costs) -> Layers:
        """Every layer everywhere, backwards from *goal*."""
        layers, front = [goal], goal
        for _ in range(self._search.most):
            layer, front = self._push(layers[-1], front)
            layers.append(layer)
        return layers

    def _push(self, last: Costs, front: Costs) -> tuple[Costs, Costs]:
        """The layer after *last*, and where it is better; *front* is where *last* was."""
        rows, whose = self._hops.rows(front.nodes)
        arrival = front.values + self._closed.at(front.nodes)
        reached = _least([self._hops.far[rows]], [self._hops.cost[rows] + arrival[whose]])
        better = reached.values < last.at(reached.nodes)
        front = Costs(nodes=reached.nodes[better], values=reached.values[better])
        return _least([last.nodes, front.nodes], [last.values, front.values]), front

    def _pull(self, last: Costs, nodes: Numbers) -> Costs:
        """The layer after *last*, at *nodes* only."""
        rows, whose = self._hops.rows(nodes)
        far = self._hops.far[rows]
        values = self._goal.at(nodes)
        np.minimum.at(values, whose, self._hops.cost[rows] + self._closed.at(far) + last.at(far))
        return Costs(nodes=nodes, values=values)

    def _beside(self, nodes: Numbers) -> Numbers:
        """The nodes to which *nodes* can introduce."""
        far = np.unique(self._hops.far[self._hops.rows(nodes)[0]])
        return far[self._closed.at(far) < np.inf]

    def _through(self) -> Layers:
        """The layers of walks that still have to pass one of those who must be passed."""
        to_node = {
            node: self._pushed(Costs(nodes=_nodes([node]), values=np.zeros(1)))
            for node in sorted(self._search.through)
        }
        bound = []
        for hops in range(self._search.most + 1):
            ways = [
                (layers[first], self._free[hops - first].of(node))
                for node, layers in to_node.items()
                for first in range(hops + 1)
            ]
            bound.append(_least([w.nodes for w, _ in ways], [w.values + on for w, on in ways]))
        return bound


def _nodes(nodes: Iterable[int]) -> Numbers:
    return np.array(list(nodes), np.int32)


def _least(nodes: Sequence[Numbers], values: Sequence[Numbers]) -> Costs:
    """The least that each node costs."""
    every = np.concatenate(nodes)
    order = every.argsort(kind="stable")
    every, least = every[order], np.concatenate(values)[order]
    fresh = np.ones(len(every), bool)
    np.not_equal(every[1:], every[:-1], out=fresh[1:])
    firsts = fresh.nonzero()[0]
    return Costs(
        nodes=every[firsts],
        values=np.minimum.reduceat(least, firsts) if len(firsts) else least,
    )
