"""The chains that a user of networkx would look for, over the same hops and strengths."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice, pairwise
from math import log
from typing import Any

import networkx as nx
import numpy as np

from graph.answers.introductions.introductions import REPEATED
from graph.measures.tie_strength import hops
from graph.views.view import View

#: Nodes that stand for all of ours and all of theirs.
NEAR, FAR = -1, -2
Path = list[int]


class PlainChains:
    """
    A graph of the hops of a View, their costs on its edges.

    How strong a hop is has been worked out before. Chains come without words, may be of
    any length, and where there is none nothing is said instead.
    """

    def __init__(self, view: View) -> None:
        found = hops(view)
        near = np.repeat(np.arange(len(view)), np.diff(found.bounds)).tolist()
        self._graph: nx.Graph[int] = nx.Graph()
        self._graph.add_nodes_from(range(len(view)))
        self._graph.add_weighted_edges_from(
            zip(near, found.far.tolist(), found.cost.tolist(), strict=True), weight="cost"
        )

    def best(self, starts: Sequence[int], ends: Sequence[int], first: int) -> list[Path]:
        """The cheapest simple paths (Yen's algorithm)."""
        with self._between(starts, ends) as (near, far):
            paths = nx.shortest_simple_paths(self._graph, near, far, weight="cost")
            return _bare(lambda: list(islice(paths, first)))

    def diverse(self, starts: Sequence[int], ends: Sequence[int], first: int) -> list[Path]:
        """One search after another (Dijkstra's, from both ends), each paying for the last."""
        tolls: dict[int, float] = {}

        def cost(_: int, node: int, data: dict[str, Any]) -> float:
            return float(data["cost"]) + tolls.get(node, 0.0)

        def search() -> Iterator[Path]:
            for _ in range(first):
                path = nx.bidirectional_dijkstra(self._graph, near, far, weight=cost)[1]
                yield path
                for node in path[1:-1]:
                    tolls[node] = tolls.get(node, 0.0) - log(REPEATED)

        with self._between(starts, ends) as (near, far):
            return _bare(lambda: list(search()))

    def cost(self, path: Path) -> float:
        """What a path costs."""
        return float(sum(self._graph.edges[pair]["cost"] for pair in pairwise(path)))

    @contextmanager
    def _between(self, starts: Sequence[int], ends: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The two ends to search between; a group is joined to a node that costs nothing."""
        ours, theirs = len(starts) > 1, len(ends) > 1
        self._graph.add_edges_from(((NEAR, node) for node in starts if ours), cost=0.0)
        self._graph.add_edges_from(((FAR, node) for node in ends if theirs), cost=0.0)
        yield NEAR if ours else starts[0], FAR if theirs else ends[0]
        self._graph.remove_nodes_from([NEAR, FAR])


def _bare(search: Callable[[], list[Path]]) -> list[Path]:
    """Paths without the nodes that stand for groups; none where there is none."""
    try:
        return [[node for node in path if node >= 0] for path in search()]
    except nx.NetworkXNoPath:
        return []
