"""The strongest chains of hops between two stakeholders, or two groups of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

import numpy as np

from graph.claims import Numbers
from graph.hops import Hops


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Nodes from one end to the other, and what the chain costs: minus the log of its strength."""

    nodes: tuple[int, ...]
    cost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """
    What chains are looked for: from any of `starts` to any of `ends`.

    A chain has at most `most` hops, visits nobody twice, passes through none of
    `avoid` and, if some are named, through one at least of `through`. Whoever stands
    between costs `toll` more, where a toll is set.
    """

    hops: Hops
    starts: Sequence[int]
    ends: Sequence[int]
    most: int
    avoid: frozenset[int] = frozenset()
    through: frozenset[int] = frozenset()
    toll: Mapping[int, float] | None = None


def chains(search: Search) -> Iterator[Chain]:
    """
    Yield chains, the cheapest first, equal ones by their nodes.

    Best first search (A*), where what is still to pay is known exactly but for
    repeated visits: the cost of the cheapest walk on to an end within the hops that
    are left, computed backwards from the ends (Hart, Nilsson, Raphael 1968; for the k
    cheapest, Eppstein 1998 and the loopless case of Yen 1971). So hardly more is
    looked at than what is yielded.
    """
    ahead = _Ahead(search)
    order = count()
    queue: list[tuple[float, tuple[int, ...], int, float, bool]] = []
    for start in dict.fromkeys(search.starts):
        passed = not search.through
        rest = ahead.of(start, search.most, passed=passed)
        if rest < np.inf:
            heappush(queue, (rest, (start,), next(order), 0.0, passed))
    ends = frozenset(search.ends)
    while queue:
        _, nodes, _, paid, passed = heappop(queue)
        if nodes[-1] in ends and len(nodes) > 1:
            if passed:
                yield Chain(nodes=nodes, cost=paid)
            continue
        for far, cost in ahead.onward(nodes, passed=passed):
            reached = passed or far in search.through
            rest = ahead.of(far, search.most - len(nodes), passed=reached)
            heappush(queue, (paid + cost + rest, (*nodes, far), next(order), paid + cost, reached))


class _Ahead:
    """What the cheapest way on costs, from every node and for every number of hops left."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._size = len(search.hops.bounds) - 1
        blocked = np.zeros(self._size, bool)
        blocked[list(search.avoid)] = True
        blocked[list(search.starts)] = True
        self._toll = np.zeros(self._size)
        for node, toll in (search.toll or {}).items():
            self._toll[node] = toll
        self._toll[blocked] = np.inf
        goal = np.full(self._size, np.inf)
        goal[list(search.ends)] = 0.0
        self._toll[list(search.ends)] = 0.0
        starts = np.array(list(search.starts), np.int64)
        # The last layers are asked for at the starts and next to them only.
        beside = np.unique(search.hops.far[search.hops.rows(starts)[0]])
        late = {search.most: starts, search.most - 1: np.union1d(starts, beside)}
        self._free = self._layers(goal, {} if search.through else late)
        self._bound = self._through() if search.through else self._free

    def of(self, node: int, hops: int, *, passed: bool) -> float:
        """The cost of the cheapest walk from *node* to an end in at most *hops* hops."""
        layers = self._free if passed else self._bound
        return float(layers[hops][node])

    def onward(self, nodes: tuple[int, ...], *, passed: bool) -> Iterator[tuple[int, float]]:
        """Whom the last of *nodes* can introduce next, and at what cost."""
        hops, left = self._search.hops, self._search.most - len(nodes)
        if left < 0:
            return
        begin, end = hops.bounds[nodes[-1]], hops.bounds[nodes[-1] + 1]
        far, cost = hops.far[begin:end], hops.cost[begin:end]
        cost = cost + self._toll[far]
        layers = np.minimum(self._free[left], self._bound[left]) if passed else self._bound[left]
        open_ = np.flatnonzero(cost + layers[far] < np.inf)
        for place in open_.tolist():
            if int(far[place]) not in nodes:
                yield int(far[place]), float(cost[place])

    def _layers(self, goal: Numbers, late: Mapping[int, Numbers]) -> list[Numbers]:
        """
        For 0, 1, 2, … hops, what it costs from every node to where *goal* is finite.

        The layers named in *late* are worked out for the nodes given there alone.
        """
        hops, layers = self._search.hops, [goal]
        front = np.flatnonzero(goal < np.inf)
        for layer in range(1, self._search.most + 1):
            last, best = layers[-1], layers[-1].copy()
            if layer in late and layer > 1:
                rows, whose = hops.rows(late[layer])
                far = hops.far[rows]
                np.minimum.at(
                    best, late[layer][whose], hops.cost[rows] + last[far] + self._toll[far]
                )
            else:
                rows, whose = hops.rows(front)
                # Whoever is stepped on on the way to an end pays its toll.
                arrival = last[front] + self._toll[front]
                np.minimum.at(best, hops.far[rows], hops.cost[rows] + arrival[whose])
                front = np.flatnonzero(best < last)
            layers.append(best)
        return layers

    def _through(self) -> list[Numbers]:
        """The same for walks that still have to pass one of those who must be passed."""
        most, size = self._search.most, self._size
        bound = [np.full(size, np.inf) for _ in range(most + 1)]
        for node in self._search.through:
            goal = np.full(size, np.inf)
            goal[node] = 0.0
            to_node = self._layers(goal, {})
            for hops in range(most + 1):
                for first in range(hops + 1):
                    on = self._free[hops - first][node] + self._toll[node]
                    np.minimum(bound[hops], to_node[first] + on, out=bound[hops])
        return bound
