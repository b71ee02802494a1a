"""The best coalition, or the best that was found and what none exceeds."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
from scipy.sparse import csr_array

from graph.answers.coalition.connection import Connection, Cut, cut_rows
from graph.answers.coalition.flow import hanging
from graph.answers.coalition.growth import grown, starts
from graph.answers.coalition.pricing import Found, Prices, Sheet
from graph.answers.coalition.solver import Patience
from graph.answers.coalition.system import System
from graph.measures.collaboration import rows_of
from graph.views.claims import Numbers

#: How many candidates the first, small programme has, and what share of the time.
CORE, FIRST = 300, 0.5
#: How many near to those who were chosen, and of all, have a part in the programme with a flow.
FLOW = 150
#: What share of the time it may take, while no coalition is known and after.
FIRST_FLOW, NEXT_FLOW = 0.35, 0.1
#: From how many places a first one is grown, and in what share of the time each.
STARTS, GROWN = 6, 0.05
#: How often the relaxed programme is tightened, and by how many rows at once.
ROUNDS, MOST_CUTS = 20, 200
#: What rounding may take from a bound, in hundredths of a point.
SLIP = 1e-3
#: No coalition.
NOTHING = Found(chosen=None, cost=inf, bound=-inf)


@dataclass(frozen=True, kw_only=True, eq=False)
class Choice:
    """
    The best that was found, None if nothing; its worth, and what no coalition exceeds.

    The bound is minus infinity when it is proven that there is none. `beaten` counts
    the candidates that are proven to be in no better coalition.
    """

    chosen: Numbers | None
    worth: int = 0
    bound: float = inf
    beaten: int = 0

    @property
    def proven(self) -> bool:
        """Whether it is proven that nothing is better, or that there is nothing."""
        return self.bound <= (self.worth if self.chosen is not None else -inf)


class Chooser:
    """
    Chooses the best coalition among `places`, and again after more was asked.

    Three steps. The relaxed programme prices every candidate (`pricing`). The best
    priced make a small programme, whose solution is a first coalition. Whoever, by
    the price, is in nothing better than that is dropped (reduced-cost fixing: Crowder,
    Johnson and Padberg 1983, Operations Research 31: 803-834); what is left is solved,
    often with nothing left to do.

    Where members have to hang together, a coalition that does is grown (`growth`), and
    looked for among those near to it and the best priced (`flow`). Then the best is
    chosen again and again, each time with rows that forbid the way in which it fell apart
    (`connection`). This ends when it hangs together or is no better than that first one.
    """

    def __init__(self, whole: System, places: Numbers, patience: Patience) -> None:
        self.patience = patience
        self._whole, self._places = whole, places
        rows = csr_array(whole.matrix[:, places])
        self._sheet = Sheet(rows, whole.each, whole.low, whole.high, -whole.pool.points[places])

    def differ(self, chosen: Numbers, by: int) -> None:
        """From now on, leave out *by* of the *chosen* at least."""
        row = csr_array(np.isin(self._places, chosen).astype(np.int64)[None, :])
        self._sheet.add(row, np.array([len(chosen) - min(by, len(chosen))]))

    def best(self) -> Choice:
        """The best coalition."""
        if self._whole.connection is None:
            return self._best(self._sheet.priced(self.patience), NOTHING)
        return self._hanging(self._whole.connection)

    def _hanging(self, connection: Connection) -> Choice:
        """The best coalition that hangs together."""
        prices = self._tightened(connection)
        known, bound = self._grown(prices, connection), inf
        met = np.flatnonzero(prices.shares > 0)
        if known.chosen is not None:
            met = np.union1d(met, known.chosen)
        while True:
            core = self._around(met, prices.prices, connection)
            share = FIRST_FLOW if known.chosen is None else NEXT_FLOW
            near = hanging(
                self._sheet,
                core,
                self._places,
                connection,
                most=self._whole.most,
                patience=self.patience,
                share=share,
            )
            known = min(near, known, key=lambda found: found.cost)
            choice = self._best(prices, known)
            bound = min(bound, choice.bound)
            if choice.chosen is None or bound <= -known.cost:
                return self._choice(known, -bound, choice.beaten)
            cuts = list(connection.cuts(choice.chosen, self._whole.least))
            if not cuts:
                return choice
            self._cut(cuts)
            met = np.union1d(met, np.flatnonzero(np.isin(self._places, choice.chosen)))
            prices = self._tightened(connection)

    def _grown(self, prices: Prices, connection: Connection) -> Found:
        """The best of a few coalitions grown from different places, as far as there may be any."""
        found = NOTHING
        if prices.least <= SLIP:
            for start in starts(connection, self._places, STARTS):
                some = grown(
                    self._sheet,
                    self._places,
                    prices.prices,
                    connection,
                    start=start,
                    patience=self.patience,
                    share=GROWN,
                )
                found = min(found, some, key=lambda one: one.cost)
        return found

    def _around(self, met: Numbers, prices: Numbers, connection: Connection) -> Numbers:
        """The best priced of the columns *met* and of those next to them, and of all."""
        beside = np.isin(self._places, rows_of(connection.joined, self._places[met])[0])
        beside[met] = True
        columns = np.flatnonzero(beside)
        near = columns[np.argsort(prices[columns], kind="stable")[:FLOW]]
        return np.union1d(near, self._core(prices, FLOW))

    def _tightened(self, connection: Connection) -> Prices:
        """Prices under rows that keep what seats are shared from falling apart."""
        prices = self._sheet.priced(self.patience)
        for _ in range(ROUNDS):
            shares = np.zeros(self._whole.matrix.shape[1])
            shares[self._places] = prices.shares
            cuts = list(connection.shared_cuts(shares, self._whole.least))[:MOST_CUTS]
            if not cuts or self.patience.ended:
                break
            self._cut(cuts)
            prices = self._sheet.priced(self.patience)
        return prices

    def _cut(self, cuts: Sequence[Cut]) -> None:
        rows, most = cut_rows(cuts, self._whole.matrix.shape[1])
        self._sheet.add(rows[:, self._places], most)

    def _core(self, prices: Numbers, size: int) -> Numbers:
        """The best priced columns, equal ones by what they cost."""
        core: Numbers = np.sort(np.lexsort((self._sheet.costs, prices))[:size])
        return core

    def _best(self, prices: Prices, known: Found) -> Choice:
        """The best coalition that keeps all rows, as far as it is better than one *known*."""
        if prices.least > SLIP:
            # A coalition costs nothing at most, so none keeps all rows.
            return Choice(chosen=None, bound=-inf)
        core = self._core(prices.prices, CORE)
        found = self._sheet.cheapest(core, self.patience, share=FIRST)
        if found.chosen is None:
            found = self._sheet.any_choice(self.patience)
        if found.chosen is None:
            return Choice(chosen=None, bound=-max(found.bound, float(_up(prices.least))))
        limit = min(found.cost, known.cost)
        better = np.flatnonzero(_up(prices.least + np.maximum(prices.prices, 0)) < limit)
        bound = found.bound if np.isin(better, core).all() else -inf
        better = np.union1d(better, found.chosen)
        if bound < limit:
            again = self._sheet.cheapest(better, self.patience)
            bound = max(bound, again.bound)
            found = again if again.cost < found.cost else found
        bound = max(min(bound, limit), float(_up(prices.least)))
        return self._choice(found, bound, len(self._places) - len(better))

    def _choice(self, found: Found, least: float, beaten: int) -> Choice:
        """What was *found* as a choice, when nothing costs less than *least*."""
        if found.chosen is None:
            return Choice(chosen=None, bound=-least)
        worth = -int(found.cost)
        chosen = self._places[found.chosen]
        return Choice(chosen=chosen, worth=worth, bound=max(-least, worth), beaten=beaten)


def _up(cost: Numbers | float) -> Numbers:
    """The least whole cost that is not below *cost*, but for rounding."""
    return np.ceil(np.asarray(cost) - SLIP)
