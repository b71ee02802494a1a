"""The first few of many."""

import numpy as np
import pytest

from graph.answers.top_k import FEW, ranked

ORDER = np.array([3, 2, 1, 0, 4])


@pytest.mark.parametrize(
    ("worth", "first", "expected"),
    [
        pytest.param([1, 5, 3, 2, 4], 2, [1, 4], id="by worth"),
        pytest.param([1, 1, 1, 1, 1], 3, [3, 2, 1], id="equal ones in order"),
        pytest.param([2, 1, 2, 1, 1], 3, [2, 0, 3], id="equal ones at the edge"),
        pytest.param([1, 2, 3, 4, 5], 9, [4, 3, 2, 1, 0], id="fewer than asked for"),
    ],
)
def test_ranked(worth: list[float], first: int, expected: list[int]) -> None:
    """Most worth first, equal ones in the order that is given."""
    assert ranked(np.arange(5), np.array(worth), first, ORDER) == expected


@pytest.mark.parametrize("count", [1, 7, FEW - 1, FEW, 3 * FEW])
def test_few_and_many(count: int) -> None:
    """Few are ranked as many are."""
    order = np.arange(count)[::-1]
    worth = np.arange(count) // 3 % 5
    expected = sorted(range(count), key=lambda at: (-worth[at], order[at]))[:10]

    assert ranked(np.arange(count), worth, 10, order) == expected


def test_places() -> None:
    """What comes back are places in the list, the order is that of what is in it."""
    assert ranked(np.array([4, 1, 3]), np.array([1.0, 1.0, 1.0]), 2, ORDER) == [2, 1]
    assert ranked(np.array([], int), np.array([]), 2, ORDER) == []
