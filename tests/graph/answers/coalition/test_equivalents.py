"""Candidates that serve all demands alike are of one class."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from graph.answers.coalition.equivalents import Classes, alike


@pytest.mark.parametrize(
    ("rows", "classes"),
    [
        pytest.param([[1, 0, 1], [0, 2, 0]], [0, 1, 0], id="two alike"),
        pytest.param([[1, 1, 2]], [0, 0, 1], id="other values are not alike"),
        pytest.param([[0, 0, 0]], [0, 0, 0], id="all in no row"),
        pytest.param([[1, 0], [0, 1]], [0, 1], id="other rows are not alike"),
    ],
)
def test_alike(rows: list[list[int]], classes: list[int]) -> None:
    """Columns with the same values in the same rows share a number."""
    assert alike(csr_array(np.array(rows))).tolist() == classes


def test_order_of_entries() -> None:
    """How a matrix holds its entries makes no difference."""
    rows = csr_array((np.ones(4), ([1, 0, 0, 1], [0, 0, 1, 1])), shape=(2, 2))
    assert alike(rows).tolist() == [0, 0]


def test_classes() -> None:
    """Of each class the cheapest come first, the earlier of two that cost as much."""
    found = Classes(np.array([0, 1, 0, 0]), np.array([-5, -1, -7, -5]))
    assert found.ranks.tolist() == [1, 0, 0, 2]
    assert found.firsts.tolist() == [2, 1]
    assert found.sizes.tolist() == [3, 1]
    assert found.members(np.array([2, 1])).tolist() == [0, 1, 2]
    assert found.members(np.array([0, 0])).tolist() == []
