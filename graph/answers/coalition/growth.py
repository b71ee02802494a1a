"""A good coalition that hangs together, grown from one place."""

from math import inf

import numpy as np
from scipy.sparse import coo_array, csr_array, vstack

from graph.answers.coalition.connection import Connection
from graph.answers.coalition.pricing import Found, Sheet
from graph.answers.coalition.solver import Patience
from graph.measures.collaboration import rows_of
from graph.views.claims import Numbers

#: How many candidates around one place are looked at.
AROUND = 800


def starts(connection: Connection, places: Numbers, most: int) -> list[int]:
    """Where to grow from: the convenor, or else those of *places* joined to most others."""
    if connection.root is not None:
        return [connection.root]
    degrees = np.diff(connection.joined.indptr)[places]
    found: list[int] = places[np.argsort(-degrees, kind="stable")[:most]].tolist()
    return found


def grown(
    sheet: Sheet,
    places: Numbers,
    prices: Numbers,
    connection: Connection,
    *,
    start: int,
    patience: Patience,
    share: float,
) -> Found:
    """
    The cheapest choice in which each member is joined to one that is nearer to *start*.

    So it hangs together, and a row to each member says so. Others may be cheaper that
    reach a member by a detour, or somebody farther away than the *prices* of the
    nearest leave room for: it bounds nothing. From a, where a - b - c are joined in a
    row, c needs b and b needs a.
    """
    depth = _depths(connection, places, prices, start)
    near = np.flatnonzero(depth >= 0)
    near = near[near != connection.root]
    columns = np.searchsorted(places, near)
    ties = coo_array(connection.joined[near][:, near])
    member, other = ties.coords
    nearer = depth[near[other]] == depth[near[member]] - 1
    size = len(near)
    ahead = csr_array((np.ones(int(nearer.sum())), (member[nearer], other[nearer])), (size, size))
    lonely = depth[near] > (0 if connection.root is None else 1)
    rows = csr_array(csr_array(np.eye(size)) - ahead)[np.flatnonzero(lonely)]
    grows = Sheet(
        csr_array(vstack([sheet.rows[:, columns], rows.astype(np.int64)])),
        np.append(sheet.each, np.zeros(rows.shape[0], np.int64)),
        np.append(sheet.low, np.full(rows.shape[0], -inf)),
        np.append(sheet.high, np.zeros(rows.shape[0])),
        sheet.costs[columns],
    )
    found = grows.cheapest(np.arange(size), patience, share=share)
    chosen = None if found.chosen is None else columns[found.chosen]
    return Found(chosen=chosen, cost=found.cost, bound=-inf)


def _depths(connection: Connection, places: Numbers, prices: Numbers, start: int) -> Numbers:
    """In how many steps along ties each of *places* is reached from *start*; -1 if not at all."""
    size = connection.joined.shape[0]
    depth, free = np.full(size, -1), np.zeros(size, bool)
    free[places] = True
    depth[start] = step = 0
    front, room = np.array([start]), AROUND
    while len(front) and room:
        step += 1
        far = np.unique(rows_of(connection.joined, front)[0])
        far = far[free[far] & (depth[far] < 0)]
        best = np.argsort(prices[np.searchsorted(places, far)], kind="stable")[:room]
        front = far[best]
        depth[front] = step
        room -= len(front)
    return depth
