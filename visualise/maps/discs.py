"""Discs: one for each camp, filled evenly and packed to the shape of the screen."""

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment
from scipy.spatial import cKDTree

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

MATCHED_AT_ONCE = 600
# The share of the screen that discs cover to begin with; they end at about a half.
SQUEEZED = 0.8
LOOSE = 0.2
STEP = 1.015
TOUCH = 0.5
LARGEST_SCALE = 64.0


def sunflower(count: int) -> Floats:
    """Return *count* points that fill a disc of radius sqrt(count) evenly."""
    turn = np.arange(count) * np.pi * (3 - np.sqrt(5))
    away = np.sqrt(np.arange(count) + 0.5)
    return np.column_stack([away * np.cos(turn), away * np.sin(turn)])


def matched(points: Floats, targets: Floats) -> Places:
    """
    Return which target each point takes, by least squared way.

    Beyond 600 points both sets are halved in turn first: the way is then a little
    longer, and the time grows no faster than the number of points.
    """
    taken = np.empty(len(points), int)
    waiting = [(np.arange(len(points)), np.arange(len(points)), 0)]
    while waiting:
        these, those, axis = waiting.pop()
        if len(these) <= MATCHED_AT_ONCE:
            cost = ((points[these][:, None] - targets[those]) ** 2).sum(2)
            taken[these] = those[linear_sum_assignment(cost)[1]]
            continue
        these = these[points[these, axis].argsort(kind="stable")]
        those = those[targets[those, axis].argsort(kind="stable")]
        half = len(these) // 2
        waiting.append((these[:half], those[:half], 1 - axis))
        waiting.append((these[half:], those[half:], 1 - axis))
    return taken


def apart(points: Floats, radii: Floats, gap: float, rounds: int) -> Floats:
    """Return *points* pushed off one another, small circles farther, to *gap* between rims."""
    if len(points) < 2:  # noqa: PLR2004
        return points
    turn = np.arange(len(points)) * 2.4
    # Two circles in one place have no direction to part in; give them one.
    points = points + np.column_stack([np.cos(turn), np.sin(turn)]) * 1e-3 * radii.min()
    reach, enough = 2 * float(radii.max()) + gap, 0.02 * float(radii.min())
    for _ in range(rounds):
        pairs = cKDTree(points).query_pairs(reach, output_type="ndarray")
        if not len(pairs):
            break
        # The tree's order of pairs is its own affair; sums must not depend on it.
        one, other = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))].T
        delta = points[one] - points[other]
        length = np.sqrt((delta**2).sum(1)) + 1e-9
        over = np.maximum(radii[one] + radii[other] + gap - length, 0)
        if over.max() < enough:
            break
        push = delta / length[:, None] * over[:, None] * 0.7
        heavy = (radii[one] ** 2 / (radii[one] ** 2 + radii[other] ** 2))[:, None]
        for axis in (0, 1):
            points[:, axis] += np.bincount(one, (push * (1 - heavy))[:, axis], len(points))
            points[:, axis] -= np.bincount(other, (push * heavy)[:, axis], len(points))
    return points


def packed(
    centres: Floats, radii: Floats, screen: tuple[float, float], title: float, *, settled: bool
) -> tuple[Floats, float]:
    """
    Return where discs stand on the screen, and how many pixels a unit of radius is.

    Above each disc there is room for a title *title* pixels high. New discs start
    squeezed into the screen, pushing one another to where they have room, and shrink
    until they do. Those of an earlier map (*settled*) grow where they stood instead.
    """
    walls = np.array(screen)
    places = centres - [0, title / 2]
    if settled:
        places, scale = _grown(places, radii, walls, title)
    else:
        places, scale = _squeezed(places, radii, walls, title)
        wide = radii[:, None] * scale + title / 2
        low, high = (places - wide).min(0), (places + wide).max(0)
        places = places + (walls - low - high) / 2
    return places + np.array([0, title / 2]), scale


def _squeezed(places: Floats, radii: Floats, walls: Floats, title: float) -> tuple[Floats, float]:
    scale = _covering(SQUEEZED, radii, walls, title)
    while True:
        places, over = _pushed(places, radii * scale + title / 2, walls, 60)
        if over <= TOUCH:
            return places, scale
        scale /= STEP


def _grown(places: Floats, radii: Floats, walls: Floats, title: float) -> tuple[Floats, float]:
    scale = _covering(LOOSE, radii, walls, title)
    while True:
        grown, over = _pushed(places, radii * scale * STEP + title / 2, walls, 250)
        if over > TOUCH or scale * STEP > _most(radii, walls, title):
            return places, scale
        places, scale = grown, scale * STEP


def _covering(share: float, radii: Floats, walls: Floats, title: float) -> float:
    covering = np.sqrt(share * walls.prod() / (np.pi * (radii**2).sum()))
    return min(float(covering), _most(radii, walls, title))


def _most(radii: Floats, walls: Floats, title: float) -> float:
    # The largest disc must fit between the walls, its title above it.
    return min(LARGEST_SCALE, (float(walls.min()) - title) / 2 / float(radii.max()))


def spread_over(centres: Floats, screen: tuple[float, float]) -> Floats:
    """Return *centres* drawn out over the screen, their order along both sides kept."""
    low, high = centres.min(0), centres.max(0)
    share = (centres - (low + high) / 2) / np.maximum(high - low, 1e-9)
    spread: Floats = share * np.array(screen) * 0.6 + np.array(screen) / 2
    return spread


def _pushed(places: Floats, radii: Floats, walls: Floats, rounds: int) -> tuple[Floats, float]:
    """Circles pushed off one another and in from the walls; by how much some still overlap."""
    least = np.minimum(radii[:, None], walls / 2)
    reach = radii[:, None] + radii
    np.fill_diagonal(reach, 0)
    heavy = (radii**2)[:, None] / (radii[:, None] ** 2 + radii**2)
    worst = np.inf
    for _ in range(rounds):
        places = np.clip(places, least, walls - least)
        delta = places[:, None] - places
        length = np.sqrt((delta**2).sum(2)) + 1e-9
        over = np.maximum(reach - length, 0)
        worst = float(over.max())
        if worst <= TOUCH:
            break
        push = (1 - heavy) * over / length * 0.7
        places = places + (push[:, :, None] * delta).sum(1)
    return places, worst
