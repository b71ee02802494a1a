"""What breaks without a member, and who could take the seat."""

import numpy as np
from scipy.sparse import coo_array

from graph.answers.coalition.system import System
from graph.measures.collaboration import rows_of
from graph.views.claims import Numbers


class Seats:
    """The seats of a coalition that keeps all demands; `places` are who could take one."""

    def __init__(self, whole: System, chosen: Numbers, places: Numbers) -> None:
        self._whole, self.chosen = whole, chosen
        self._places = np.setdiff1d(places, chosen)
        self._entries = coo_array(whole.matrix[:, self._places])
        self._sums = whole.matrix[:, chosen].sum(axis=1) + whole.each * len(chosen)

    def without(self, member: int) -> list[int]:
        """Places of the demands that break when *member* is not there."""
        return self._whole.broken(self.chosen[self.chosen != member])

    def stand_in(self, member: int) -> int | None:
        """Who, of most points, could take the seat of *member* while all others stay."""
        fitting = self._places[self._fits(member)]
        connection = self._whole.connection
        if connection is not None:
            for part in connection.parts(self.chosen[self.chosen != member]):
                fitting = np.intersect1d(fitting, rows_of(connection.joined, part)[0])
        if not len(fitting):
            return None
        points = self._whole.pool.points[fitting]
        return int(fitting[int(np.argmax(points))])

    def _fits(self, member: int) -> Numbers:
        """Who of the places keeps every row in the seat of *member*."""
        whole, entries = self._whole, self._entries
        rest = self._sums - whole.matrix[:, [member]].toarray()[:, 0]
        low, high = whole.low - rest, whole.high - rest
        # A row that breaks without anybody in the seat needs a value; no value may break one.
        needy = (low > 0) | (high < 0)
        row, column = entries.coords
        wrong = (entries.data < low[row]) | (entries.data > high[row])
        size = len(self._places)
        breaking = np.bincount(column, wrong, minlength=size) > 0
        helping = np.bincount(column, needy[row], minlength=size) == needy.sum()
        fits: Numbers = ~breaking & helping
        return fits
