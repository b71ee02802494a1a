"""What is in no disc: small groups in rows, those without a tie in a grid."""

import numpy as np
import numpy.typing as npt
from scipy.spatial.distance import pdist

from visualise.maps.discs import apart
from visualise.maps.ground import Caption, Ground, Parts

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

CAPTION = 26.0
GUTTER = 40.0
LARGEST_CELL = 90.0


def place_stragglers(
    ground: Ground, parts: Parts, raw: Floats, width: float, places: Floats
) -> tuple[list[Caption], float]:
    """
    Write into *places* what is in no disc; return its captions and its height.

    Small groups stand left and lone dots right, from height 0 down. *raw* has the places
    that the ties alone give.
    """
    captions: list[Caption] = []
    top, height = CAPTION + 6, 0.0
    both = bool(parts.groups) and len(parts.alone) > 0
    lone = width * min(0.5, max(0.25, len(parts.alone) / len(ground.ids))) if both else width
    if parts.groups:
        count = sum(len(one) for one in parts.groups)
        captions.append(Caption(x=0.0, y=CAPTION, words="Small groups", count=count))
        room = width - lone - GUTTER if both else width
        height = top + _group_rows(ground, parts.groups, raw, (room, top), places)
    if len(parts.alone):
        x, count = (width - lone if both else 0.0), len(parts.alone)
        captions.append(Caption(x=x, y=CAPTION, words="Without a known tie", count=count))
        height = max(height, top + _alone_rows(ground, parts, (lone, top), places))
        places[parts.alone, 0] += x
    return captions, height


def rows(sizes: Floats, width: float, gap: float) -> tuple[Floats, float]:
    """Return the upper left corners of boxes set in rows like words, and the height of all."""
    corners, x, y, tallest = np.zeros((len(sizes), 2)), 0.0, 0.0, 0.0
    for at, (wide, high) in enumerate(sizes.tolist()):
        if x and x + wide > width:
            x, y, tallest = 0.0, y + tallest + gap, 0.0
        corners[at] = x, y
        x, tallest = x + wide + gap, max(tallest, high)
    return corners, y + tallest


def _group_rows(
    ground: Ground,
    groups: list[Places],
    raw: Floats,
    corner: tuple[float, float],
    places: Floats,
) -> float:
    width, top = corner
    spots, sizes = [], []
    for members in groups:
        radii = ground.radii[members]
        spot = _upright(raw[members]) * (3 * float(radii.max()) + 4)
        spot = apart(spot, radii + 1.5, 2.0, 100)
        low, high = (spot - radii[:, None]).min(0), (spot + radii[:, None]).max(0)
        spots.append(spot - low)
        sizes.append(high - low)
    corners, height = rows(np.array(sizes), width, 10 + 3 * float(ground.radii.min()))
    for members, spot, at in zip(groups, spots, corners, strict=True):
        places[members] = spot + at + [0, top]
    return height


def _upright(spot: Floats) -> Floats:
    """Return *spot* with its long side across and its nearest two points 1 apart."""
    spot = spot - spot.mean(0)
    axes = np.linalg.svd(spot, full_matrices=False)[2]
    axes = axes * np.sign(axes[[0, 1], np.abs(axes).argmax(1)])[:, None]
    upright: Floats = spot @ axes.T / max(float(pdist(spot).min()), 1e-9)
    return upright


def _alone_rows(ground: Ground, parts: Parts, corner: tuple[float, float], places: Floats) -> float:
    width, top = corner
    cell = 2 * float(ground.radii[parts.alone].max()) + 5
    if not (parts.discs or parts.groups):
        # Nothing else to show: let them have the screen, in its shape.
        cell = max(cell, min(LARGEST_CELL, width * 0.8 / np.sqrt(len(parts.alone))))
    across = max(1, int(width // cell))
    order = np.arange(len(parts.alone))
    grid = np.column_stack([order % across, order // across]) + 0.5
    places[parts.alone] = grid * cell + [0, top]
    return float(-(-len(parts.alone) // across) * cell)
