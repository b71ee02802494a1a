"""Programmes small enough to solve by hand."""

from math import inf

import numpy as np
import pytest
from scipy.sparse import csr_array

from graph.answers.coalition.solver import Patience, Programme, counting


def programme(
    costs: list[int], rows: list[list[int]], high: list[float], **more: bool
) -> Programme:
    """Least cost of columns, each taken or not, under rows that are at most *high*."""
    return Programme(
        costs=np.array(costs),
        upper=np.ones(len(costs)),
        matrix=csr_array(np.array(rows, np.int64).reshape(len(high), len(costs))),
        low=np.full(len(high), -inf),
        high=np.array(high, np.float64),
        **more,
    )


@pytest.mark.parametrize(
    ("costs", "high", "values", "cost"),
    [
        pytest.param([-3, -2, -2], [2], [0, 1, 1], -4, id="two fit where the best alone would"),
        pytest.param([-5, -2, -2], [2], [1, 0, 0], -5, id="the best alone"),
        pytest.param([3, 2, 2], [2], [0, 0, 0], 0, id="nothing is worth it"),
    ],
)
def test_solved(costs: list[int], high: list[float], values: list[int], cost: int) -> None:
    """The cheapest is found, and proven."""
    solution = Patience(60).solved(programme(costs, [[2, 1, 1]], high))
    assert solution.values is not None
    assert (solution.values.tolist(), solution.cost) == (values, cost)
    assert (solution.proven, solution.bound) == (True, cost)


def test_no_solution() -> None:
    """Where nothing keeps all rows the bound is infinite."""
    solution = Patience(60).solved(programme([-1, -1], [[1, 1]], [-1]))
    assert (solution.values, solution.bound) == (None, inf)


@pytest.mark.parametrize(
    ("high", "bound"), [pytest.param([0], 0, id="kept"), pytest.param([-1], inf, id="broken")]
)
def test_nothing_to_choose(high: list[float], bound: float) -> None:
    """A programme without columns costs nothing, or cannot be."""
    solution = Patience(60).solved(programme([], [[]], high))
    assert (solution.values is not None, solution.bound) == (bound == 0, bound)


def test_no_patience() -> None:
    """When time is up nothing is tried, and nothing is known."""
    patience = Patience(0)
    solution = patience.solved(programme([-1], [[1]], [1]))
    assert patience.ended
    assert (solution.values, solution.bound, solution.proven) == (None, -inf, False)


def test_relaxed() -> None:
    """Where parts can be taken the duals say what a row is worth."""
    solution = Patience(60).solved(programme([-3, -2], [[2, 1]], [2], whole=False))
    assert solution.values is not None
    assert solution.values.tolist() == [0.5, 1.0]
    assert solution.duals.tolist() == [-1.5]


def test_counting() -> None:
    """The last column is the sum of all others, and is counted in each row as often as asked."""
    wide = counting(csr_array(np.array([[3, 0, 3]])), np.array([-1]))
    assert wide.toarray().tolist() == [[3, 0, 3, -1], [1, 1, 1, -1]]
