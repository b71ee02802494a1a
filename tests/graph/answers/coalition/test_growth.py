"""Coalitions grown from one place hang together, and are no better than the best."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from graph.answers.coalition.connection import Connection
from graph.answers.coalition.growth import grown, starts
from graph.answers.coalition.pricing import Sheet
from graph.answers.coalition.solver import Patience

SIZE = 6
PAIRS = [(one, other) for one in range(SIZE + 1) for other in range(one)]


def connection_of(pairs: object, root: int | None = None) -> Connection:
    """Six candidates and a convenor, of whom *pairs* are joined."""
    matrix = np.zeros((SIZE + 1, SIZE + 1), np.int8)
    for one, other in pairs:  # type: ignore[attr-defined]
        matrix[one, other] = matrix[other, one] = 1
    return Connection(joined=csr_array(matrix), root=root)


def sheet_of(most: int, costs: list[int]) -> Sheet:
    """So many columns at most."""
    rows = csr_array((1, SIZE), dtype=np.int64)
    return Sheet(rows, np.ones(1, np.int64), np.array([1.0]), np.array([most]), np.array(costs))


@given(
    st.frozensets(st.sampled_from(PAIRS), max_size=10),
    st.lists(st.integers(-50, 0), min_size=SIZE, max_size=SIZE),
    st.integers(1, 4),
    st.booleans(),
)
@settings(max_examples=100, deadline=None)
def test_grown(pairs: frozenset[tuple[int, int]], costs: list[int], most: int, root: bool) -> None:  # noqa: FBT001 - drawn
    """What is grown hangs together, keeps all rows and costs what it says."""
    connection = connection_of(pairs, SIZE if root else None)
    places, sheet = np.arange(SIZE), sheet_of(most, costs)
    for start in starts(connection, places, 3):
        found = grown(
            sheet,
            places,
            np.array(costs),
            connection,
            start=start,
            patience=Patience(3_600),
            share=1,
        )
        if found.chosen is not None:
            assert len(connection.parts(found.chosen)) == 1
            assert 1 <= len(found.chosen) <= most
            assert found.cost == sum(costs[one] for one in found.chosen.tolist())


@pytest.mark.parametrize(
    ("root", "first"), [pytest.param(6, [6], id="convenor"), pytest.param(None, [1, 0], id="hubs")]
)
def test_starts(root: int | None, first: list[int]) -> None:
    """It grows from the convenor, or from those joined to most others."""
    star = connection_of([(0, 1), (1, 2), (1, 3), (0, 6), (0, 4)], root)
    assert sorted(starts(star, np.arange(SIZE), 2)) == sorted(first)
