"""The fewest who hold two groups together: a minimum vertex cut."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

from graph.measures.tie_strength import Hops
from graph.views.claims import Numbers

#: A hop weaker than this holds nothing together: what ended long ago, say.
FIRM = 0.25
#: In a network of more hops than this no cut is looked for.
MOST_HOPS = 5_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """
    The fewest nodes whose removal parts the groups; `always` are in every such set.

    Of several such sets it is one with the fewest members of the groups themselves, and of
    these the one nearest to the left.
    """

    nodes: tuple[int, ...]
    always: frozenset[int]


def cut(hops: Hops, left: Numbers, right: Numbers) -> Cut | None:
    """
    The fewest nodes whose leaving parts *left* from *right*, members of these among them.

    By Menger's theorem (1927) they are as many as the chains from one side to the other
    that share no node. That number is the greatest flow when each node lets one unit
    through (Ford and Fulkerson 1956; found by Dinic's algorithm). A node on both sides is
    in every cut. None where the network is too large to look.

    Left 0 and 1, right 3 and 4, ties 0-2, 1-2, 2-3, 2-4: node 2 alone parts them.
    """
    if len(hops.far) > MOST_HOPS:
        return None
    size = len(hops.bounds) - 1
    spare = _spare(_network(hops, left, right))
    ahead, behind = _reached(spare, 2 * size), _reached(csr_array(spare.T), 2 * size + 1)
    # A node is two: 2n, where chains come in, and 2n + 1, where they go out.
    into, out = np.arange(size) * 2, np.arange(size) * 2 + 1
    nearest, farthest = ahead[into] & ~ahead[out], behind[out] & ~behind[into]
    chosen = _reached(_spare(_choice(spare, left | right)), 2 * size)
    return Cut(
        nodes=tuple(np.flatnonzero(chosen[into] & ~chosen[out]).tolist()),
        always=frozenset(np.flatnonzero(nearest & farthest).tolist()),
    )


def _spare(capacity: csr_array) -> csr_array:
    """What could flow still, once as much flows as can."""
    source, sink = capacity.shape[0] - 2, capacity.shape[0] - 1
    spare = csr_array(capacity - maximum_flow(capacity, source, sink, method="dinic").flow)
    spare.eliminate_zeros()
    return spare


def _choice(spare: csr_array, own: Numbers) -> csr_array:
    """
    A network whose smallest cuts are those smallest cuts with the fewest of *own*.

    A set of nodes is a smallest cut if nothing could flow out of what is before it. So what
    can flow still may not be cut here, and of what cannot, only *own* costs anything.
    """
    size = len(own)
    rest = spare.tocoo()
    into = np.flatnonzero(own) * 2
    rows = np.concatenate([rest.row, into])
    columns = np.concatenate([rest.col, into + 1])
    most = np.full(len(rows), size + 1, np.int32)
    most[len(rest.row) :] = 1
    return csr_array((most, (rows, columns)), shape=spare.shape)


def _network(hops: Hops, left: Numbers, right: Numbers) -> csr_array:
    """What can flow: one through each node, any number along each firm hop."""
    size = len(hops.bounds) - 1
    near = np.repeat(np.arange(size), np.diff(hops.bounds))
    firm = hops.strength >= FIRM
    starts, ends = np.flatnonzero(left), np.flatnonzero(right)
    source, sink = np.full(len(starts), 2 * size), np.full(len(ends), 2 * size + 1)
    into = np.arange(size) * 2
    rows = np.concatenate([into, near[firm] * 2 + 1, source, ends * 2 + 1])
    columns = np.concatenate([into + 1, hops.far[firm].astype(np.int64) * 2, starts * 2, sink])
    most = np.full(len(rows), size + 1, np.int32)
    most[:size] = 1
    return csr_array((most, (rows, columns)), shape=(2 * size + 2, 2 * size + 2))


def _reached(matrix: csr_array, start: int) -> Numbers:
    """For every row, whether it can be reached from *start*."""
    order = breadth_first_order(matrix, start, return_predecessors=False)
    found = np.zeros(matrix.shape[0], bool)
    found[order] = True
    return found
