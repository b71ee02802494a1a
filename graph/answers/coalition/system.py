"""All demands of an ask as one system of rows, and which of them a coalition keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

import numpy as np
from scipy.sparse import csr_array

from graph.answers.coalition.ask import JOINED
from graph.answers.coalition.candidates import Candidates
from graph.answers.coalition.connection import Connection
from graph.answers.coalition.demands import CENTS, Demand, Row
from graph.views.claims import Numbers


@dataclass(frozen=True, kw_only=True, eq=False)
class System:
    """
    low <= matrix * x + each * (sum of x) <= high, where x says who is chosen.

    `owner` is the place of the demand that each row belongs to; `connection` is there
    when members have to hang together, which no row says.
    """

    pool: Candidates
    demands: tuple[Demand, ...]
    rows: tuple[Row, ...]
    owner: Numbers
    matrix: csr_array
    each: Numbers
    low: Numbers
    high: Numbers
    connection: Connection | None

    def broken(self, chosen: Numbers) -> list[int]:
        """Places of the demands that the *chosen* do not keep."""
        bad = set(self.owner[self.rooms(chosen) < 0].tolist())
        if self.connection is not None and len(self.connection.parts(chosen)) > 1:
            bad.add(self.joined)
        return sorted(bad)

    def rooms(self, chosen: Numbers) -> Numbers:
        """What each row leaves over, in its own values; less than nothing where it is broken."""
        sums = self.matrix[:, chosen].sum(axis=1) + self.each * len(chosen)
        rooms: Numbers = np.where(self.low > -inf, sums - self.low, self.high - sums)
        return rooms

    @property
    def least(self) -> int:
        """How many members there have to be."""
        return int(max(self.low[self._sizes], default=0))

    @property
    def most(self) -> int:
        """How many members there can be."""
        return int(min(self.high[self._sizes], default=len(self.pool)))

    @property
    def _sizes(self) -> Numbers:
        """The rows that count everybody, and nobody more than others."""
        sizes: Numbers = (self.each == 1) & (np.diff(self.matrix.indptr) == 0)
        return sizes

    @property
    def joined(self) -> int:
        """The place of the demand that members hang together."""
        return next(at for at, demand in enumerate(self.demands) if demand.joined)

    def slack(self, demand: int, chosen: Numbers) -> tuple[float, Row]:
        """How much of a graded demand is left over, and the row where it is least."""
        rows = np.flatnonzero(self.owner == demand)
        money = self.demands[demand].money
        rooms = self.rooms(chosen)[rows] / (CENTS if money else self._scales[rows])
        least = int(np.argmin(rooms))
        return float(rooms[least] if money else np.floor(rooms[least])), self.rows[rows[least]]

    def amount(self, demand: int, row: Row, chosen: Numbers) -> float:
        """How many of the *chosen* a row counts, or how much money they cost."""
        if self.demands[demand].money:
            return int(row.values[np.isin(row.places, chosen)].sum()) / CENTS
        return int(np.isin(row.counted, chosen).sum())

    def short(self, demand: int, chosen: Numbers) -> float:
        """By how much *chosen* fail a demand: members, money, or parts too many."""
        if self.demands[demand].joined and self.connection is not None:
            return len(self.connection.parts(chosen)) - 1
        rows = self.owner == demand
        missing = np.maximum(-self.rooms(chosen)[rows], 0)
        if self.demands[demand].money:
            return float(missing.sum() / CENTS)
        return int(np.ceil(missing / self._scales[rows]).sum())

    @cached_property
    def _scales(self) -> Numbers:
        return np.array([row.scale for row in self.rows], np.int64)


def system(pool: Candidates, demands: Sequence[Demand], joined: str | None) -> System:
    """The system of *demands* over *pool*; `joined` is as in the ask."""
    rows = [row for demand in demands for row in demand.rows]
    counts = [len(row.places) for row in rows]
    places = np.concatenate([np.zeros(0, np.int64), *(row.places for row in rows)])
    values = np.concatenate([np.zeros(0, np.int64), *(row.values for row in rows)])
    where = np.repeat(np.arange(len(rows)), counts)
    return System(
        pool=pool,
        demands=tuple(demands),
        rows=tuple(rows),
        owner=np.repeat(np.arange(len(demands)), [len(demand.rows) for demand in demands]),
        matrix=csr_array((values, (where, places)), shape=(len(rows), len(pool))),
        each=np.array([row.each for row in rows], np.int64),
        low=np.array([row.low for row in rows], np.float64),
        high=np.array([row.high for row in rows], np.float64),
        connection=None if joined is None else _connection(pool, joined),
    )


def _connection(pool: Candidates, joined: str) -> Connection:
    if joined == JOINED[0]:
        return Connection(joined=pool.joined[:-1][:, :-1])
    return Connection(joined=pool.joined, root=len(pool))
