"""What each candidate adds to the least cost that any choice must have."""

from dataclasses import dataclass
from math import inf

import numpy as np
from scipy.sparse import csr_array, hstack, identity, vstack

from graph.answers.coalition.equivalents import Classes, alike
from graph.answers.coalition.solver import Patience, Programme, Solution, counting
from graph.views.claims import Numbers

#: With how many candidates the relaxed programme begins, and how many join it at once.
BEGIN, JOIN = 2_000, 1_000
#: What rounding may take from a price.
TINY = 1e-7
#: To break a row by one costs so many times the best candidate, in the relaxed programme.
BROKEN = 100


@dataclass(frozen=True, kw_only=True, eq=False)
class Prices:
    """
    The prices of all columns, and what no choice can cost less than: `least`.

    A choice with a column of a price above nothing costs its price more at least.
    `shares` is how much of each column a relaxed choice takes, in which seats can be
    shared.
    """

    prices: Numbers
    least: float
    shares: Numbers


@dataclass(frozen=True, kw_only=True, eq=False)
class Found:
    """Columns that were chosen, None if nothing, what they cost, and what none can go below."""

    chosen: Numbers | None
    cost: float
    bound: float


class Sheet:
    """Columns with their costs under rows, to which more can be added."""

    def __init__(
        self, rows: csr_array, each: Numbers, low: Numbers, high: Numbers, costs: Numbers
    ) -> None:
        self.rows, self.each, self.low, self.high, self.costs = rows, each, low, high, costs

    def add(self, rows: csr_array, high: Numbers) -> None:
        """Hold what is chosen to more rows, each at most *high*."""
        self.rows = csr_array(vstack([self.rows, rows]))
        self.low = np.append(self.low, np.full(len(high), -inf))
        self.high = np.append(self.high, high)
        self.each = np.append(self.each, np.zeros(len(high), np.int64))

    def priced(self, patience: Patience) -> Prices:
        """
        Price all columns by the relaxed programme.

        It begins with the cheapest columns, and takes in others as long as they would
        improve it (sifting: Bixby, Gregory, Lustig, Marsten and Shanno 1992,
        Operations Research 40: 885-897). The bound is worked out from the duals alone,
        so that it holds however exact the solver was (Lagrange). For all y, costs * x =
        (costs - y * rows) * x + y * (rows * x). The least of each term is known.

        Of four columns that cost -5, -4, -4 and -1 two can be chosen. A seat is worth 4,
        so that the last, at a price of 3, is in no choice that costs less than -9 + 3.

        >>> rows, none = csr_array((1, 4), dtype=np.int64), np.zeros(1)
        >>> sheet = Sheet(rows, np.ones(1), none, none + 2, np.array([-5, -4, -4, -1]))
        >>> found = sheet.priced(Patience(60))
        >>> found.least, found.prices.tolist()
        (-9.0, [-1.0, 0.0, 0.0, 3.0])
        """
        columns = np.sort(np.argsort(self.costs, kind="stable")[:BEGIN])
        while True:
            solution = self._relaxed(columns, patience)
            duals = self._duals(solution)
            prices: Numbers = self.costs - duals @ self.rows - duals @ self.each
            fresh = np.setdiff1d(np.flatnonzero(prices < -TINY), columns)
            if not len(fresh) or patience.ended:
                break
            fresh = fresh[np.argsort(prices[fresh], kind="stable")[:JOIN]]
            columns = np.union1d(columns, fresh)
        used = duals != 0
        ends = np.where(duals > 0, self.low, self.high)[used]
        shares = np.zeros(len(self.costs))
        if solution.values is not None:
            shares[columns] = solution.values[: len(columns)]
        least = float(duals[used] @ ends + np.minimum(prices, 0).sum())
        return Prices(prices=prices, least=least, shares=shares)

    def cheapest(self, columns: Numbers, patience: Patience, *, share: float = 1.0) -> Found:
        """The cheapest choice among *columns*, in a *share* of the time that is left."""
        ones = np.ones(len(columns))
        programme = self._programme(self.rows[:, columns], self.costs[columns], ones)
        solution = patience.solved(programme, share=share)
        if solution.values is None:
            return Found(chosen=None, cost=inf, bound=solution.bound)
        chosen = columns[solution.values[:-1] > 0]
        return Found(chosen=chosen, cost=solution.cost, bound=solution.bound)

    def any_choice(self, patience: Patience) -> Found:
        """
        Some good choice among all columns; its bound is infinite when there is none.

        Columns that serve all rows alike are one variable, so that it is soon known.
        """
        classes = Classes(alike(self.rows), self.costs)
        firsts = classes.firsts
        programme = self._programme(self.rows[:, firsts], self.costs[firsts], classes.sizes)
        solution = patience.solved(programme)
        if solution.values is None:
            return Found(chosen=None, cost=inf, bound=solution.bound)
        chosen = classes.members(solution.values[:-1])
        return Found(chosen=chosen, cost=int(self.costs[chosen].sum()), bound=-inf)

    def _programme(self, rows: csr_array, costs: Numbers, upper: Numbers) -> Programme:
        """Some columns under all rows; the last value is how many are chosen."""
        return Programme(
            costs=np.append(costs, 0),
            upper=np.append(upper, upper.sum()),
            matrix=counting(rows, self.each),
            low=np.append(self.low, 0),
            high=np.append(self.high, 0),
        )

    def _relaxed(self, columns: Numbers, patience: Patience) -> Solution:
        """The programme over *columns* in which seats can be shared, and rows broken at a price."""
        size = len(self.low)
        broken = BROKEN * max(1, -int(self.costs.min(initial=0)))
        unit = csr_array(identity(size + 1, dtype=np.int64))[:, :size]
        matrix = counting(self.rows[:, columns], self.each)
        programme = Programme(
            costs=np.concatenate([self.costs[columns], [0], np.full(2 * size, broken)]),
            upper=np.concatenate([np.ones(len(columns)), np.full(1 + 2 * size, inf)]),
            matrix=csr_array(hstack([matrix, unit, -unit])),
            low=np.append(self.low, 0),
            high=np.append(self.high, 0),
            whole=False,
        )
        return patience.solved(programme)

    def _duals(self, solution: Solution) -> Numbers:
        """The duals of the rows, without those that would prove nothing."""
        size = len(self.low)
        duals = solution.duals[:size] if len(solution.duals) else np.zeros(size)
        endless = ((duals > 0) & (self.low == -inf)) | ((duals < 0) & (self.high == inf))
        return np.where(endless, 0.0, duals)
