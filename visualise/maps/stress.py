"""Positions whose distances follow the ties: stress majorisation with pivots."""

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial.distance import cdist

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

PIVOTS = 200
ROUNDS = 150
CHECKED = 10
ENOUGH = 1e-3


def tie_matrix(count: int, ends: Places, values: Floats) -> csr_array:
    """Return the symmetric matrix of *values*, one for each row of *ends*."""
    start, end = ends.T
    rows, columns = np.concatenate([start, end]), np.concatenate([end, start])
    both = np.concatenate([values, values])
    return coo_array((both, (rows, columns)), shape=(count, count)).tocsr()


def stress_positions(count: int, ends: Places, lengths: Floats, start: Floats) -> Floats:
    """
    Return (count, 2) positions of a connected network of three nodes or more.

    Gansner, Koren and North 2004, with the pivots of Ortmann, Klimenta and Brandes 2017.

    Args:
        count: How many nodes there are; `ends` names them 0 to count - 1.

        ends: The two ends of each tie, one row to a pair.

        lengths: How long each tie would like to be.

        start: Where the nodes set out, at any scale. Where there is more than one good
            arrangement it decides which is found, so what is stable in it stays so.
    """
    pivots, ways = _pivots(count, ends, lengths)
    start = start - start.mean(0)
    spread = max(float(np.linalg.norm(start, axis=1).mean()), 1e-9)
    return _majorised(start / spread * np.median(ways), pivots, ways, ends, lengths)


def turned_onto(places: Floats, target: Floats) -> Floats:
    """Return *places* turned or mirrored, by orthogonal Procrustes, onto *target*."""
    left, _, right = np.linalg.svd(places.T @ target)
    turned: Floats = places @ (left @ right)
    return turned


def _pivots(count: int, ends: Places, lengths: Floats) -> tuple[Places, Floats]:
    matrix = tie_matrix(count, ends, lengths)
    if count <= PIVOTS:
        return np.arange(count), np.asarray(dijkstra(matrix, directed=False))
    chosen = [int(np.bincount(ends.ravel(), minlength=count).argmax())]
    ways = [dijkstra(matrix, directed=False, indices=np.array(chosen))[0]]
    nearest = ways[0].copy()
    while len(chosen) < PIVOTS:
        chosen.append(int(nearest.argmax()))
        ways.append(dijkstra(matrix, directed=False, indices=np.array(chosen[-1:]))[0])
        nearest = np.minimum(nearest, ways[-1])
    return np.array(chosen), np.array(ways)


def _majorised(
    places: Floats, pivots: Places, ways: Floats, ends: Places, lengths: Floats
) -> Floats:
    count, exact = len(places), len(pivots) == len(places)
    far = ways.T
    weights = np.divide(
        _stands_for(ways, exact=exact), far**2, out=np.zeros_like(far), where=far > 0
    )
    here, there = np.concatenate([ends, ends[:, ::-1]]).T
    ideal = np.concatenate([lengths, lengths])
    pull = np.zeros(len(ideal)) if exact else ideal**-2.0
    total = weights.sum(1) + np.bincount(here, pull, count)
    wanted = weights * far
    last = np.inf
    for rounds in range(ROUNDS):
        now = cdist(places, places[pivots]) + 1e-9
        step = places[here] - places[there]
        length = np.sqrt((step**2).sum(1)) + 1e-9
        if rounds % CHECKED == 0:
            # How far off all is takes as long to know as to mend: not every round.
            cost = float((weights * (now - far) ** 2).sum())
            cost += float((pull * (length - ideal) ** 2).sum()) / 2
            if last - cost < ENOUGH * cost:
                break
            last = cost
        ratio = wanted / now
        want = pull[:, None] * (places[there] + step * (ideal / length)[:, None])
        moved = ratio.sum(1)[:, None] * places + (weights - ratio) @ places[pivots]
        moved += np.column_stack([np.bincount(here, want[:, axis], count) for axis in (0, 1)])
        places = moved / total[:, None]
    return places


def _stands_for(ways: Floats, *, exact: bool) -> Floats:
    # How many nodes a pivot speaks for, seen from each node: those less than half as far.
    stands = np.ones(ways.T.shape)
    if exact:
        return stands
    region = ways.argmin(0)
    for pivot, way in enumerate(ways):
        nearer = np.searchsorted(np.sort(way[region == pivot]), way / 2, "right")
        stands[:, pivot] = np.maximum(nearer, 1)
    return stands
