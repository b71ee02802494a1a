"""Members that hang together: what parts they fall into, and what would join these."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import breadth_first_order, connected_components, maximum_flow

from graph.measures.collaboration import rows_of
from graph.views.claims import Numbers

#: A share of a seat below which nobody is taken.
TAKEN = 0.02
#: In how many parts of a seat flows are counted.
FINE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Whoever of `these` are members all at once need one of `those` between them."""

    these: tuple[int, ...]
    those: Numbers


def cut_rows(cuts: Sequence[Cut], size: int) -> tuple[csr_array, Numbers]:
    """Rows over *size* candidates that hold *cuts*, and the most that each may come to."""
    rows = np.zeros((len(cuts), size + 1), np.int8)
    for row, cut in zip(rows, cuts, strict=True):
        row[list(cut.these)] = 1
        row[cut.those] = -1
    # The last place is the convenor's, who is not chosen.
    return csr_array(rows[:, :size].astype(np.int64)), np.array([len(c.these) - 1 for c in cuts])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Connection:
    """
    The pairs that are joined, as a symmetric matrix.

    A coalition hangs together when every two members are joined by a chain of ties
    that runs through members only. `root`, where there is one, sits at the table
    without being chosen: the convenor.

    On a path of four the two ends fall apart, and one of the two has to go or the
    neighbour of either has to come:

    >>> path = Connection(joined=csr_array(np.eye(4, k=1) + np.eye(4, k=-1)))
    >>> [part.tolist() for part in path.parts(np.array([0, 3]))]
    [[0], [3]]
    >>> [(cut.these, cut.those.tolist()) for cut in path.cuts(np.array([0, 3]))]
    [((3, 0), [2]), ((3, 0), [1])]
    """

    joined: csr_array
    root: int | None = None

    def parts(self, chosen: Numbers) -> list[Numbers]:
        """The parts that *chosen* fall into, that of the root or else the largest first."""
        nodes = np.sort(chosen if self.root is None else np.append(chosen, self.root))
        if not len(nodes):
            return []
        count, part = connected_components(self.joined[nodes][:, nodes], directed=False)
        found = [nodes[part == each] for each in range(count)]
        return sorted(found, key=lambda one: (self.root not in one, -len(one), int(one[0])))

    def cuts(self, chosen: Numbers, least: int = 0) -> Iterator[Cut]:
        """
        What *chosen* break and every coalition of *least* members that hangs together keeps.

        Whoever of a part is a member, while somebody of the first part is, needs a
        member of what separates the two; the separator is taken once close to the
        one, once close to the other. In a part of fewer than *least* everybody needs a
        member next to it, whoever else there is (Carvajal, Constantino, Goycoolea,
        Vielma and Weintraub 2013, Operations Research 61: 824-836).
        """
        parts = self.parts(chosen)
        if len(parts) < 2:  # noqa: PLR2004 - they hang together
            return
        first, *others = parts
        for part in parts:
            if self.root is None and len(part) < least:
                yield from (Cut(these=(one,), those=self._beside(part)) for one in part.tolist())
        for part in others:
            if self.root is not None or len(part) >= least:
                for those in (self._between(part, first), self._between(first, part)):
                    root = () if self.root is not None else (int(first[0]),)
                    yield from (Cut(these=(one, *root), those=those) for one in part.tolist())

    def shared_cuts(self, shares: Numbers, least: int) -> Iterator[Cut]:
        """
        What a choice breaks that takes *shares* of candidates, as far as is soon seen.

        Nobody has a larger share than those next to them have together, and neither
        has anybody in a part that is taken apart from all others; nor, where there is a
        root, than can run from it through all others (Ford and Fulkerson 1956).
        """
        size = self.joined.shape[0]
        held = shares if self.root is None else np.append(shares, 1.0)
        members = np.flatnonzero(held[: len(shares)] > TAKEN)
        if self.root is None and least < 2:  # noqa: PLR2004 - nobody needs another
            return
        around = self.joined[members] @ held[:size]
        for one in members[around < held[members] - TAKEN].tolist():
            yield Cut(these=(one,), those=self._beside(np.array([one])))
        for part in self.parts(members):
            lonely = len(part) < least if self.root is None else self.root not in part
            if lonely and len(part) > 1:
                those = self._beside(part)
                yield from (Cut(these=(one,), those=those) for one in part.tolist())
        if self.root is not None:
            yield from self._thin(held, self.parts(members)[0])

    def _thin(self, held: Numbers, part: Numbers) -> Iterator[Cut]:
        """
        The cuts that part the root from nodes of its *part* that receive less flow than they hold.

        What runs through somebody is no more than it holds; the least cut is taken
        close to the one who holds too much.
        """
        size, root = len(part), part.tolist().index(self.root)
        pipes = self._pipes(held, part)
        for one in np.flatnonzero(np.arange(size) != root).tolist():
            found = maximum_flow(pipes, root + size, one)
            if found.flow_value < FINE * (held[part[one]] - TAKEN):
                left = csr_array((pipes - found.flow).T > 0)
                reached = np.zeros(2 * size, bool)
                reached[breadth_first_order(left, one, return_predecessors=False)] = True
                into, out_of = reached[:size], reached[size:]
                beyond = np.setdiff1d(self._beside(part[into]), part)
                yield Cut(these=(int(part[one]),), those=np.union1d(part[out_of & ~into], beyond))

    def _pipes(self, held: Numbers, part: Numbers) -> csr_array:
        """For each of *part* an inlet and, later, an outlet; ties run from outlets to inlets."""
        size = len(part)
        near, far = coo_array(self.joined[part][:, part]).coords
        room = np.floor(held[part] * FINE).astype(np.int32)
        wide = np.full(len(near), FINE * size, np.int32)
        tails = np.concatenate([np.arange(size), near + size])
        heads = np.concatenate([np.arange(size, 2 * size), far])
        return csr_array((np.concatenate([room, wide]), (tails, heads)), shape=(2 * size, 2 * size))

    def beside_root(self, places: Numbers) -> Numbers:
        """For each of *places* 1 if it is joined to the root, else 0."""
        joined: Numbers = np.isin(places, self._beside(np.array([self.root])))
        return joined.astype(np.float64)

    def _beside(self, part: Numbers) -> Numbers:
        """Those next to *part*."""
        return np.setdiff1d(rows_of(self.joined, part)[0], part)

    def _between(self, part: Numbers, far: Numbers) -> Numbers:
        """The nodes next to *part* through which a chain to *far* can go first."""
        closed = np.zeros(self.joined.shape[0], bool)
        closed[self._beside(part)] = True
        met = closed.copy()
        met[part] = True
        touched = np.zeros(len(met), bool)
        front = far
        while len(front):
            met[front] = True
            found = np.unique(rows_of(self.joined, front)[0])
            touched[found] = True
            front = found[~met[found]]
        between: Numbers = np.flatnonzero(closed & touched)
        return between
