"""What the cheapest way on costs: worked out by hand on a network of five."""

from math import log

import numpy as np
import pytest

from graph.answers.introductions.lower_bounds import Ahead, Costs, Search
from graph.measures.tie_strength import Bonds, Hops, joined

IDS = "abcde"


def hops() -> Hops:
    """0 knows 1 and 2, both know 3, who alone knows 4; every hop is worth a half."""
    pairs = [(0, 1), (0, 2), (1, 3), (2, 3), (3, 4)]
    rows = np.array(sorted([*pairs, *((far, near) for near, far in pairs)]))
    nothing = np.zeros(len(rows), np.int64)
    bonds = Bonds(
        near=rows[:, 0],
        far=rows[:, 1],
        strength=np.full(len(rows), 0.5),
        voice=nothing,
        tie=np.arange(len(rows)),
        other=nothing - 1,
    )
    return joined(bonds, 5)


def ahead(**limits: object) -> Ahead:
    """What a search from 0 to 4 in three hops knows."""
    values = {"starts": [0], "ends": [4], "most": 3, **limits}
    return Ahead(Search(ids=IDS, hops=hops(), **values))  # type: ignore[arg-type]


HALF = log(2)


@pytest.mark.parametrize(
    ("limits", "cost"),
    [
        pytest.param({}, 3 * HALF, id="three hops"),
        pytest.param({"most": 2}, np.inf, id="too far"),
        pytest.param({"toll": {3: 1.0}}, 3 * HALF, id="tolls are paid on the way"),
        pytest.param({"avoid": frozenset({3})}, np.inf, id="nobody else knows them"),
        pytest.param({"starts": [0, 3]}, np.inf, id="another start is in the way"),
    ],
)
def test_start(limits: dict[str, object], cost: float) -> None:
    """The cheapest chain costs what its hops cost."""
    assert ahead(**limits).start(0, passed=True) == pytest.approx(cost)


def test_through() -> None:
    """Who must be passed is on the cheapest chain: from 0 by way of 2, and not by 1 alone."""
    known = ahead(through=frozenset({2}))

    assert known.start(0, passed=False) == pytest.approx(3 * HALF)
    assert [far for far, _, _ in known.onward((0,), passed=False)] == [2]
    assert [far for far, _, _ in known.onward((0,), passed=True)] == [1, 2]


def test_onward() -> None:
    """From 0 it is one hop to either, and two more from there; from 3 nobody is met again."""
    known = ahead(most=5)

    first = known.onward((0,), passed=True)
    assert [far for far, _, _ in first] == [1, 2]
    assert [cost + rest for _, cost, rest in first] == pytest.approx([3 * HALF, 3 * HALF])
    assert [far for far, _, _ in known.onward((0, 1, 3), passed=True)] == [2, 4]


def test_costs() -> None:
    """What is not among the few costs the same as all others."""
    costs = Costs(nodes=np.array([2, 5]), values=np.array([0.5, 0.25]), other=0.0)

    assert costs.at(np.array([5, 3, 2, 9])).tolist() == [0.25, 0.0, 0.5, 0.0]
    assert Costs(nodes=np.array([]), values=np.array([])).of(1) == np.inf
