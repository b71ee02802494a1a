"""Demands that contradict each other, and the cheapest way out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

import numpy as np
from scipy.sparse import csr_array, hstack, vstack

from graph.answers.coalition.connection import Cut, cut_rows
from graph.answers.coalition.demands import STEPS
from graph.answers.coalition.equivalents import Classes, alike
from graph.answers.coalition.solver import Patience, Programme, Solution, counting
from graph.answers.coalition.system import System
from graph.views.claims import Numbers

Places = frozenset[int]
#: What share of the time may be spent on easing.
EASING = 0.5


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """
    Places of demands that cannot be kept together.

    All of them but any one can, if the set is `minimal`; no fewer demands contradict
    each other, if it is the `smallest`. It is neither, or empty, where the time was
    too short. `eased` is by how much the demands in some places would have to ask for
    less; no other easing is cheaper, if it is the `cheapest`.
    """

    demands: tuple[int, ...] = ()
    minimal: bool = False
    smallest: bool = False
    eased: tuple[tuple[int, float], ...] = ()
    cheapest: bool = False


class OutOfTimeError(Exception):
    """It could not be told in time whether demands contradict each other."""


class Oracle:
    """
    Tells which sets of demands can be kept together.

    Candidates that serve all demands alike are one variable, so that it tells soon
    however many they are; where members have to hang together each is its own. What
    it found out is remembered: whatever a coalition keeps can be kept, and so can
    less; what cannot be kept cannot be with more.
    """

    def __init__(self, whole: System, patience: Patience) -> None:
        self.whole, self._patience = whole, patience
        self._kept: list[Places] = []
        self._apart: list[Places] = []
        self._cuts: list[Cut] = []
        self._alike = Classes(alike(whole.matrix), -whole.pool.points)

    def kept(self, wanted: Places) -> Places | None:
        """
        All demands that some coalition keeps which keeps those *wanted*; None if none can.

        Raises:
            OutOfTimeError: It is not known.
        """
        if any(wanted >= known for known in self._apart):
            return None
        for known in self._kept:
            if wanted <= known:
                return known
        chosen, _ = self._coalition(wanted)
        if chosen is None:
            self._apart.append(wanted)
            return None
        everything = frozenset(range(len(self.whole.demands)))
        self._kept.append(everything.difference(self.whole.broken(chosen)) | wanted)
        return self._kept[-1]

    def eased(self) -> Conflict:
        """
        The cheapest easing with which all demands can be kept, or the best that was found.

        One member more or less costs as much in every demand, money by the mean seat,
        and a table that falls apart one member.
        """
        everything = frozenset(range(len(self.whole.demands)))
        chosen, proven = self._coalition(everything, eased=True)
        if chosen is None:
            return Conflict()
        short = ((at, self.whole.short(at, chosen)) for at in self.whole.broken(chosen))
        return Conflict(eased=tuple(short), cheapest=proven)

    def hitting(self, sets: Sequence[Places]) -> Places:
        """The fewest demands that have one at least in each of *sets*."""
        size = len(self.whole.demands)
        rows = np.array([[at in each for at in range(size)] for each in sets], np.int64)
        solution = self._patience.solved(
            Programme(
                costs=np.ones(size, np.int64),
                upper=np.ones(size, np.int64),
                matrix=csr_array(rows.reshape(-1, size)),
                low=np.ones(len(sets)),
                high=np.full(len(sets), inf),
            )
        )
        if not solution.proven or solution.values is None:
            raise OutOfTimeError
        return frozenset(np.flatnonzero(solution.values).tolist())

    def _coalition(self, wanted: Places, *, eased: bool = False) -> tuple[Numbers | None, bool]:
        """Some coalition that keeps the demands *wanted*, or nearly does, and if that is proven."""
        rows = np.flatnonzero(np.isin(self.whole.owner, list(wanted)))
        connection = self.whole.connection
        hanging = connection is not None and self.whole.joined in wanted
        while True:
            classes = self._classes(rows, hanging=hanging)
            solution = self._solved(classes, rows, self._cuts if hanging else (), eased=eased)
            if solution.values is None:
                return None, True
            chosen = classes.members(solution.values[: len(classes.sizes)])
            cuts = [] if connection is None or not hanging else list(connection.cuts(chosen))
            # The last column says that the table may fall apart.
            if not cuts or (eased and solution.values[-1]):
                return chosen, solution.proven
            self._cuts += cuts

    def _classes(self, rows: Numbers, *, hanging: bool) -> Classes:
        """Candidates that serve *rows* alike; each by itself where members hang together."""
        costs = -self.whole.pool.points
        if hanging:
            return Classes(np.arange(len(costs)), costs)
        firsts = self.whole.matrix[rows][:, self._alike.firsts]
        return Classes(alike(csr_array(firsts))[self._alike.of], costs)

    def _solved(
        self, classes: Classes, rows: Numbers, cuts: Sequence[Cut], *, eased: bool
    ) -> Solution:
        cut, most = cut_rows(cuts, len(self.whole.pool))
        every = vstack([csr_array(self.whole.matrix[rows]), cut])
        each = np.append(self.whole.each[rows], np.zeros(len(cuts), np.int64))
        matrix = counting(csr_array(csr_array(every)[:, classes.firsts]), each)
        low = np.concatenate([self.whole.low[rows], np.full(len(cuts), -inf), [0]])
        high = np.concatenate([self.whole.high[rows], most, [0]])
        upper = np.append(classes.sizes, len(self.whole.pool))
        costs = np.zeros(len(upper), np.int64)
        if eased:
            slack, prices = self._slack(rows, len(cuts))
            matrix = csr_array(hstack([matrix, slack]))
            costs = np.append(costs, prices)
            # To sit down with nobody is no way out.
            fewer = np.where(self.whole.each[rows] == 1, self.whole.low[rows] - 1, inf)
            upper = np.concatenate([upper, np.where(fewer > -inf, fewer, inf), [1]])
        programme = Programme(costs=costs, upper=upper, matrix=matrix, low=low, high=high)
        solution = self._patience.solved(programme, share=EASING if eased else 1.0)
        if solution.values is None and solution.bound < inf:
            raise OutOfTimeError
        return solution

    def _slack(self, rows: Numbers, cuts: int) -> tuple[csr_array, Numbers]:
        """A column for each of *rows* and one for all *cuts*, and what one of each costs."""
        size = len(rows)
        steps = [self.whole.rows[row].scale for row in rows]
        signs = np.where(self.whole.low[rows] > -inf, 1, -1)
        values = np.concatenate([signs * steps, np.full(cuts, -1)])
        columns = np.concatenate([np.arange(size), np.full(cuts, size)])
        money = [self.whole.demands[at].money for at in self.whole.owner[rows]]
        prices = np.append(np.where(money, 1, STEPS), STEPS)
        slack = csr_array(
            (values, (np.arange(size + cuts), columns)), shape=(size + cuts + 1, size + 1)
        )
        return slack, prices


def conflict(whole: System, patience: Patience, *, sure: bool) -> Conflict | None:
    """
    The smallest set of demands that contradict each other; None if all can be kept.

    First demands are struck one after the other as long as the rest contradicts
    itself (deletion filter: Chinneck and Dravnieks 1991, ORSA Journal on Computing 3:
    157-168), which leaves a set of which every part can be kept. A smaller one is then
    looked for among the sets that hit whatever has to be given up (Ignatiev, Previti,
    Liffiton and Marques-Silva 2015, CP 2015: 173-182), until none can be smaller.

    Be *sure* to say so if it is known that not all can be kept.

    Say two seats are there at most, two women's networks and an academic are demanded,
    and a fund, of which there is none. As they are struck from the last, the fund goes
    first, and a set of three is left: seats, networks, academic. But whatever of these
    is given up, the fund has to be as well, and so the fund alone is the smallest set.
    """
    oracle = Oracle(whole, patience)
    everything = tuple(range(len(whole.demands)))
    found = Conflict()
    try:
        found = oracle.eased()
        if not sure and oracle.kept(frozenset(everything)) is not None:
            return None
        found = _struck(oracle, replace(found, demands=everything))
        return _smallest(oracle, found)
    except OutOfTimeError:
        return found


def _struck(oracle: Oracle, found: Conflict) -> Conflict:
    """Without the demands that it does not take."""
    left = frozenset(found.demands)
    try:
        for at in reversed(found.demands):
            if oracle.kept(left - {at}) is None:
                left -= {at}
    except OutOfTimeError:
        return replace(found, demands=tuple(sorted(left)))
    return replace(found, demands=tuple(sorted(left)), minimal=True)


def _smallest(oracle: Oracle, found: Conflict) -> Conflict:
    """With as few demands as there can be."""
    everything = frozenset(range(len(oracle.whole.demands)))
    given_up: list[Places] = []
    while True:
        hit = oracle.hitting(given_up)
        if len(hit) >= len(found.demands):
            return replace(found, smallest=True)
        kept = oracle.kept(hit)
        if kept is None:
            return replace(found, demands=tuple(sorted(hit)), smallest=True)
        for at in sorted(everything - kept):
            kept = oracle.kept(kept | {at}) or kept
        given_up.append(everything - kept)
