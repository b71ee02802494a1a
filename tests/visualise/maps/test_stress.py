"""Positions whose distances follow the ties."""

import numpy as np
import pytest

from visualise.maps import stress
from visualise.maps.stress import PIVOTS, stress_positions, turned_onto


def path(count: int) -> np.ndarray:
    """The ends of a chain."""
    return np.column_stack([np.arange(count - 1), np.arange(1, count)])


@pytest.mark.parametrize("count", [pytest.param(12, id="exact"), pytest.param(PIVOTS + 60, id="p")])
def test_a_chain_is_drawn_out(count: int) -> None:
    """The ends of a chain are about as far apart as it is long."""
    chance = np.random.default_rng(1)
    start = np.column_stack([np.arange(count), chance.normal(size=count)]).astype(float)
    places = stress_positions(count, path(count), np.ones(count - 1), start)
    assert np.linalg.norm(places[0] - places[-1]) == pytest.approx(count - 1, rel=0.15)


def test_long_ties_are_longer() -> None:
    """A tie that would like to be three times as long is, in a triangle that allows it."""
    ends, lengths = np.array([[0, 1], [1, 2], [0, 2]]), np.array([1.0, 3.0, 3.0])
    start = np.array([[0.0, 0], [1, 0], [0, 1]])
    places = stress_positions(3, ends, lengths, start)
    drawn = np.linalg.norm(places[ends[:, 0]] - places[ends[:, 1]], axis=1)
    assert drawn == pytest.approx(lengths, rel=0.02)


@pytest.mark.parametrize("mirror", [1, -1])
def test_turned_onto(mirror: int) -> None:
    """A shape turned by 40 degrees, mirrored or not, is turned back."""
    shape = np.array([[0.0, 0], [3, 0], [0, 1]]) - [1, 1 / 3]
    turn = np.radians(40)
    away = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    assert turned_onto(shape @ away * [1, mirror], shape) == pytest.approx(shape)


def apart(places: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """How far apart the two ends of each pair are drawn."""
    drawn: np.ndarray = np.linalg.norm(places[ends[:, 0]] - places[ends[:, 1]], axis=1)
    return drawn


def test_tie_matrix() -> None:
    """A tie has its value both ways, and other pairs have none."""
    found = stress.tie_matrix(3, np.array([[0, 1], [2, 1]]), np.array([4.0, 5.0]))
    assert found.toarray().tolist() == [[0, 4, 0], [4, 0, 5], [0, 5, 0]]


def test_distances() -> None:
    """
    Two nodes are to be as far apart as the shortest way between them is long.

    Around a square of ties of 1, 2, 3 and 10, the way over three of them is the shorter.
    """
    ends, lengths = np.array([[0, 1], [1, 2], [2, 3], [3, 0]]), np.array([1.0, 2, 3, 10])
    pivots, ways = stress._pivots(4, ends, lengths)
    assert pivots.tolist() == [0, 1, 2, 3]
    assert ways.tolist() == [[0, 1, 3, 6], [1, 0, 2, 5], [3, 2, 0, 3], [6, 5, 3, 0]]


#: A chain of seven with one more at its middle, which has the most ties.
FORK = np.vstack([path(7), [3, 7]])


def test_pivots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pivots are whoever has the most ties, then each time who is farthest from all of them."""
    monkeypatch.setattr(stress, "PIVOTS", 3)
    lengths = np.array([2.0, 1, 1, 1, 1, 1, 1])
    pivots, ways = stress._pivots(8, FORK, lengths)
    assert pivots.tolist() == [3, 0, 6]
    assert ways.tolist() == [
        [4, 2, 1, 0, 1, 2, 3, 1],
        [0, 2, 3, 4, 5, 6, 7, 5],
        [7, 5, 4, 3, 2, 1, 0, 4],
    ]


def test_what_a_pivot_stands_for() -> None:
    """A pivot counts for those of its region who are at most half as far from it, and itself."""
    ways = np.array([[0.0, 1, 2, 3, 4], [4, 3, 2, 1, 0]])
    stands = stress._stands_for(ways, exact=False)
    assert stands.T.tolist() == [[1, 1, 2, 2, 3], [2, 2, 2, 1, 1]]
    assert stress._stands_for(ways, exact=True).tolist() == np.ones((5, 2)).tolist()


def test_far_pairs_count_less() -> None:
    """
    A pair counts by one over the square of its distance.

    Four around one, each a tie of 1 away: their own distances of 2 do not fit in a plane. On
    a square of radius r, 4 (r - 1)^2 + (4 (1.41 r - 2)^2 + 2 (2 r - 2)^2) / 4 is least where
    16 r = 12 + 4 x 1.41, at 1.104. Counted by one over the distance it would be 1.138.
    """
    ends, around = np.array([[0, 1], [0, 2], [0, 3], [0, 4]]), [[0, 0], [1, 0], [0, 1], [-1, 0]]
    start = np.array([*around, [0, -1]], float)
    places = stress_positions(5, ends, np.ones(4), start)
    assert apart(places, ends) == pytest.approx(1.104, abs=0.005)


def test_ties_keep_their_lengths(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a single pivot, ties between others are as long as they would like to be, too."""
    monkeypatch.setattr(stress, "PIVOTS", 1)
    lengths = np.array([1.0, 3, 2])
    start = np.array([[0.0, 0], [1, 1], [2, 0], [3, 2]])
    places = stress_positions(4, path(4), lengths, start)
    assert apart(places, path(4)) == pytest.approx(lengths, rel=0.05)
    assert apart(places, np.array([[1, 3]])) == pytest.approx([5], rel=0.05)


@pytest.mark.parametrize(
    ("scale", "shift"), [pytest.param(1_000, 0, id="larger"), pytest.param(1, 50, id="elsewhere")]
)
def test_start_at_any_scale(scale: float, shift: float) -> None:
    """How large a start is drawn, and where, makes no difference."""
    chance = np.random.default_rng(2)
    start, lengths = chance.normal(size=(8, 2)), np.ones(7)
    places = stress_positions(8, FORK, lengths, start)
    assert stress_positions(8, FORK, lengths, start * scale + shift) == pytest.approx(places)
