"""Camps: who stands closer to one another than to the rest."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from threading import Lock

import networkit
import numpy as np
import numpy.typing as npt
from scipy.sparse.csgraph import connected_components

from visualise.maps.picture import Picture
from visualise.maps.stress import tie_matrix

Places = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

WORTH_A_CHANGE = 0.02
SEED = 1325

# networkit's seed and thread count belong to the whole process.
_ONE_AT_A_TIME = Lock()


def with_camps(picture: Picture, earlier: Mapping[str, int] | None = None) -> Picture:
    """
    Return *picture* with the camp of every dot worked out from its lines.

    Lines that oppose join nobody. A dot without a tie has no camp. *earlier* may hold
    the camps of an earlier map by dot id, from which a new map departs only for a gain.
    """
    lines = [line for line in picture.lines if not line.opposing and line.weight > 0]
    ends = np.array([(line.start, line.end) for line in lines], int).reshape(-1, 2)
    weights = np.array([line.weight for line in lines], float)
    found = camps([dot.id for dot in picture.dots], ends, weights, earlier)
    dots = tuple(replace(dot, camp=camp) for dot, camp in zip(picture.dots, found, strict=True))
    return replace(picture, dots=dots)


def camps(
    ids: Sequence[str], ends: Places, weights: Floats, earlier: Mapping[str, int] | None = None
) -> list[int | None]:
    """
    Return the camp of each of *ids*, None for those without a tie.

    Camps are the communities of Blondel et al. 2008 as networkit's PLM finds them, the
    same on every run, counted from 0 in the order of their smallest id. Weights enter
    by their logarithm, or one large payment would be a camp of its own. Where *earlier*
    camps explain the ties nearly as well (modularity less than 0.02 lower), they stay.
    """
    eased = np.log1p(weights)
    tied = np.zeros(len(ids), bool)
    tied[ends.ravel()] = True
    found = _in_order(_communities(len(ids), ends, eased), ids, tied)
    if earlier is None:
        return found
    kept = _kept(ids, ends, tied, earlier)
    gain = modularity(ends, eased, found) - modularity(ends, eased, kept)
    return kept if gain < WORTH_A_CHANGE else found


def modularity(ends: Places, weights: Floats, of: Sequence[int | None]) -> float:
    """Return how much more of the weight lies inside camps than chance would put there."""
    total = float(weights.sum())
    if not total:
        return 0.0
    camp = np.array([-1 if one is None else one for one in of])[ends]
    share = np.bincount(camp.ravel() + 1, np.repeat(weights, 2)) / (2 * total)
    return float(weights[camp[:, 0] == camp[:, 1]].sum()) / total - float((share**2).sum())


def _communities(count: int, ends: Places, weights: Floats) -> list[int]:
    graph = networkit.Graph(count, weighted=True)
    for (start, end), weight in zip(ends.tolist(), weights.tolist(), strict=True):
        graph.increaseWeight(start, end, weight)
    with _ONE_AT_A_TIME:
        threads = networkit.getMaxNumberOfThreads()
        networkit.setNumberOfThreads(1)
        networkit.setSeed(SEED, False)  # noqa: FBT003 - the library's own signature
        found = networkit.community.PLM(graph, True).run().getPartition().getVector()  # noqa: FBT003
        networkit.setNumberOfThreads(threads)
    return [int(one) for one in found]


def _in_order(
    found: Sequence[int], ids: Sequence[str], tied: npt.NDArray[np.bool_]
) -> list[int | None]:
    smallest: dict[int, str] = {}
    for camp, name, has_tie in zip(found, ids, tied, strict=True):
        if has_tie and (camp not in smallest or name < smallest[camp]):
            smallest[camp] = name
    place = {camp: at for at, camp in enumerate(sorted(smallest, key=lambda camp: smallest[camp]))}
    return [place[camp] if has_tie else None for camp, has_tie in zip(found, tied, strict=True)]


def _kept(
    ids: Sequence[str], ends: Places, tied: npt.NDArray[np.bool_], earlier: Mapping[str, int]
) -> list[int | None]:
    # Newcomers join the camp most of their neighbours are in; the rest of a part of the
    # network that nobody knows is a camp of its own.
    kept = [earlier.get(name) if has_tie else None for name, has_tie in zip(ids, tied, strict=True)]
    near: defaultdict[int, list[int]] = defaultdict(list)
    for start, end in ends.tolist():
        near[start].append(end)
        near[end].append(start)
    for newcomer in [at for at in near if kept[at] is None]:
        votes = Counter(camp for other in near[newcomer] if (camp := kept[other]) is not None)
        if votes:
            kept[newcomer] = min(votes, key=lambda camp: (-votes[camp], camp))
    _, part = connected_components(tie_matrix(len(ids), ends, np.ones(len(ends))), directed=False)
    fresh = max(earlier.values(), default=-1) + 1
    return [
        fresh + int(part[at]) if camp is None and tied[at] else camp for at, camp in enumerate(kept)
    ]
