"""Positions whose distances follow the ties."""

import numpy as np
import pytest

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
