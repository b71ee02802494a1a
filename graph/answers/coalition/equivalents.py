"""Candidates that serve all demands alike."""

import numpy as np
from scipy.sparse import csc_array, csr_array

from graph.views.claims import Numbers


def alike(rows: csr_array) -> Numbers:
    """
    For each column of *rows* the number of its class; alike columns are of one class.

    >>> alike(csr_array([[1, 1, 0, 1], [0, 0, 2, 0]])).tolist()
    [0, 0, 1, 0]
    """
    columns = csc_array(rows)
    columns.sort_indices()
    bounds, places, values = columns.indptr.tolist(), columns.indices, columns.data
    known: dict[tuple[bytes, bytes], int] = {}
    found = np.empty(columns.shape[1], np.int64)
    for column in range(len(found)):
        held = slice(bounds[column], bounds[column + 1])
        key = places[held].tobytes(), values[held].tobytes()
        found[column] = known.setdefault(key, len(known))
    return found


class Classes:
    """
    Columns in classes, `of` which each is one.

    `ranks` says how many of its class are better: of less cost, or as much and
    earlier. `firsts` are the best of each class, `sizes` how many each has.

    >>> Classes(np.array([0, 0, 1, 0]), np.array([0, 0, 0, -1])).ranks.tolist()
    [1, 2, 0, 0]
    """

    def __init__(self, of: Numbers, costs: Numbers) -> None:
        self.of = of
        order = np.lexsort((np.arange(len(of)), costs, of))
        self.sizes = np.bincount(of)
        begins = np.cumsum(self.sizes) - self.sizes
        self.firsts: Numbers = order[begins]
        self.ranks = np.empty(len(order), np.int64)
        self.ranks[order] = np.arange(len(order)) - np.repeat(begins, self.sizes)

    def members(self, counts: Numbers) -> Numbers:
        """The best columns of each class, as many as *counts* says."""
        chosen: Numbers = np.flatnonzero(self.ranks < counts[self.of])
        return chosen
