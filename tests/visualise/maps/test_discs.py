"""Discs are filled evenly and stand apart."""

import numpy as np
import pytest

from visualise.maps.discs import apart, matched, packed, spread_over, sunflower


def overlap(points: np.ndarray, radii: np.ndarray) -> float:
    """How far the worst pair of circles reach into one another."""
    delta = np.linalg.norm(points[:, None] - points, axis=2) + np.diag([np.inf] * len(points))
    return float((radii[:, None] + radii - delta).max())


@pytest.mark.parametrize("count", [1, 2, 50, 700])
def test_sunflower(count: int) -> None:
    """Points stay within a disc of radius sqrt(count), and none is nearer than 1.4 to another."""
    points = sunflower(count)
    assert np.linalg.norm(points, axis=1).max() <= np.sqrt(count)
    assert overlap(points, np.full(count, 0.7)) < 0


@pytest.mark.parametrize("count", [1, 30, 1500])
def test_matched_takes_every_target_once(count: int) -> None:
    """Each point has a target of its own, at once or in halves."""
    points = sunflower(count)[::-1]
    assert sorted(matched(points, sunflower(count))) == list(range(count))


def test_matched_takes_the_short_way() -> None:
    """Points that stand on the targets stay there."""
    points = np.array([[0.0, 0], [5, 0], [0, 5]])
    assert matched(points, points[[2, 0, 1]]).tolist() == [1, 2, 0]


def test_apart() -> None:
    """Circles in one place end with the gap between them that was asked for."""
    radii = np.linspace(1, 4, 20)
    assert overlap(apart(np.zeros((20, 2)), radii, 2.0, 500), radii) < -1.9


def test_apart_gives_up() -> None:
    """After the rounds it was given, circles stand where they are."""
    radii = np.ones(30)
    assert overlap(apart(np.zeros((30, 2)), radii, 2.0, 0), radii) > 1


@pytest.mark.parametrize("count", [0, 1])
def test_apart_from_nobody(count: int) -> None:
    """One circle, or none, stays where it is."""
    points = np.ones((count, 2))
    assert (apart(points, np.ones(count), 1.0, 9) == points).all()


@pytest.mark.parametrize("settled", [False, True])
@pytest.mark.parametrize("count", [1, 2, 9, 40])
def test_packed(count: int, *, settled: bool) -> None:
    """Discs fill a good part of the screen, inside it, apart, with room for titles above."""
    radii = np.sqrt(np.linspace(5, 60, count))
    screen = (1000.0, 600.0)
    start = spread_over(sunflower(count), screen)
    centres, scale = packed(centres=start, radii=radii, screen=screen, title=20, settled=settled)
    drawn = radii * scale
    assert overlap(centres, drawn) < -15
    assert (centres - drawn[:, None] >= [-1, 18]).all()
    assert (centres + drawn[:, None] <= [1001, 601]).all()
    if count > 2:
        assert (np.pi * drawn**2).sum() > 0.3 * screen[0] * screen[1]


def test_settled_discs_stay() -> None:
    """Discs that were packed once are packed again to the same places."""
    radii, screen = np.sqrt(np.linspace(5, 60, 9)), (1000.0, 600.0)
    first, scale = packed(spread_over(sunflower(9), screen), radii, screen, 20, settled=False)
    again, same = packed(first, radii, screen, 20, settled=True)
    assert np.abs(again - first).max() < 12
    assert same == pytest.approx(scale, rel=0.05)
