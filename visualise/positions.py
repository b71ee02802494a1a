"""Where every dot of a map goes: camps as discs, the same places every time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import pdist

from visualise.discs import apart, matched, packed, rows, spread_over, sunflower
from visualise.stress import stress_positions, tie_matrix, turned_onto

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

WIDE = (1020.0, 690.0)
TALL = (620.0, 980.0)

# Ties between camps would like to be three times as long as ties within.
BETWEEN = 3.0
# How far dots go from where the ties put them towards even spacing.
EVEN = 0.75
TITLE = 34.0
# Between the outermost dots and the rim of their disc, in the units of `sunflower`.
RIM = 0.4
CAPTION = 26.0
SMALL_GROUP = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """
    What is placed: dots by id, their ties, camps and radii in pixels.

    `ends` has one row to a pair of dots; a pair may come up more than once.
    """

    ids: Sequence[str]
    ends: Places
    camps: Sequence[int | None]
    radii: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Disc:
    """One camp, or what of it hangs together, as drawn."""

    x: float
    y: float
    radius: float
    camp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """Words over the dots that stand in no disc."""

    x: float
    y: float
    words: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where everything on a map stands, in pixels of the screen it was laid out for."""

    places: Floats
    discs: tuple[Disc, ...]
    captions: tuple[Caption, ...]


def layouts(
    ground: Ground,
    screens: Sequence[tuple[float, float]] = (WIDE, TALL),
    earlier: Mapping[str, tuple[float, float]] | None = None,
) -> tuple[Layout, ...]:
    """
    Return a layout for each of *screens*, all with the same camps in the same discs.

    Dots keep near the dots they are tied to, within a disc for each camp; how far apart
    two discs are means little. The same ground gives the same layouts.

    Args:
        ground: What is to be placed.

        screens: Width and height in pixels to fill.

        earlier: Places by id on an earlier map for the first of *screens*. What was
            there stays about where it was. They must come from a map that the same
            reader may see, or its places tell of dots that this one hides.
    """
    before = _before(ground.ids, earlier or {})
    parts = _parts(ground)
    raw = _raw(ground, parts, before)
    return tuple(
        _laid_out(ground, parts, raw, screen, None if at else before)
        for at, screen in enumerate(screens)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    discs: list[Places]
    groups: list[Places]
    alone: Places
    components: list[Places]


def _before(ids: Sequence[str], earlier: Mapping[str, tuple[float, float]]) -> Floats | None:
    if not earlier:
        return None
    nowhere = (np.nan, np.nan)
    return np.array([earlier.get(name, nowhere) for name in ids], float).reshape(-1, 2)


def _parts(ground: Ground) -> _Parts:
    count = len(ground.ids)
    matrix = tie_matrix(count, ground.ends, np.ones(len(ground.ends)))
    found, part = connected_components(matrix, directed=False)
    members = [np.flatnonzero(part == one) for one in range(found)]
    together = [one for one in members if len(one) > 1]
    largest = max((len(one) for one in together), default=0)
    least = min(max(SMALL_GROUP, 0.02 * count), max(largest, 3))
    together.sort(key=lambda one: (-len(one), min(ground.ids[at] for at in one)))
    camp = np.array([-1 if one is None else one for one in ground.camps], int)
    discs = [
        one[camp[one] == which]
        for one in together
        if len(one) >= least
        for which in np.unique(camp[one])
    ]
    return _Parts(
        discs=sorted(discs, key=lambda one: min(ground.ids[at] for at in one)),
        groups=[one for one in together if len(one) < least],
        alone=np.array([one[0] for one in members if len(one) == 1], int),
        components=together,
    )


def _raw(ground: Ground, parts: _Parts, before: Floats | None) -> Floats:
    """Places by the ties alone, components side by side."""
    places, x = np.zeros((len(ground.ids), 2)), 0.0
    lengths = _lengths(ground)
    compass = _compass(ground)
    for members in parts.components:
        inside = np.isin(ground.ends[:, 0], members)
        ends = np.searchsorted(members, ground.ends[inside])
        start = None if before is None else before[members]
        found = _component(len(members), ends, lengths[inside], start)
        found = found - found.mean(0)
        towards = compass[members]
        if start is not None and not np.isnan(start).all():
            towards = np.nan_to_num(start - np.nanmean(start, axis=0))
        found = turned_onto(found, towards)
        radius = np.sqrt(len(members))
        found = found / max(float(np.quantile(np.linalg.norm(found, axis=1), 0.9)), 1e-9) * radius
        places[members] = found + [x + radius, 0]
        x += 3 * radius
    return places


def _component(count: int, ends: Places, lengths: Floats, start: Floats | None) -> Floats:
    if count == 2:  # noqa: PLR2004 - a pair has one shape
        return np.array([[-0.5, 0.0], [0.5, 0.0]])
    return stress_positions(count, ends, lengths, start)


def _lengths(ground: Ground) -> Floats:
    degree = np.bincount(ground.ends.ravel(), minlength=len(ground.ids))
    start, end = ground.ends.T
    camp = np.array([-1 if one is None else one for one in ground.camps], int)
    lengths = 1 + 0.25 * np.log2(np.minimum(degree[start], degree[end]))
    stretched: Floats = np.where(camp[start] == camp[end], lengths, BETWEEN * lengths)
    return stretched


def _compass(ground: Ground) -> Floats:
    # A direction for every id, to turn a network by: a tie more or less cannot then
    # mirror the map, as it can where the longest axis says what is up. A camp's smallest
    # id speaks for the camp, since camps move less than dots.
    first: dict[int, str] = {}
    for camp, name in zip(ground.camps, ground.ids, strict=True):
        if camp is not None:
            first[camp] = min(name, first.get(camp, name))
    heads = [name if camp is None else first[camp] for camp, name in zip(ground.camps, ground.ids, strict=True)]
    return _directions(heads) + 0.2 * _directions(ground.ids)


def _directions(names: Sequence[str]) -> Floats:
    turn = np.array([crc32(name.encode(errors="replace")) for name in names]) * (2 * np.pi / 2**32)
    return np.column_stack([np.cos(turn), np.sin(turn)])


def _laid_out(
    ground: Ground,
    parts: _Parts,
    raw: Floats,
    screen: tuple[float, float],
    before: Floats | None,
) -> Layout:
    places = np.zeros_like(raw)
    captions, height = _stragglers(ground, parts, raw, screen[0], places)
    discs: tuple[Disc, ...] = ()
    top = 0.0
    if parts.discs:
        top = max(screen[1] - height, screen[1] / 2)
        discs = _filled_discs(ground, parts, raw, (screen[0], top), before, places)
    below = np.concatenate([*parts.groups, parts.alone]).astype(int)
    places[below, 1] += top
    captions = [
        Caption(x=one.x, y=one.y + top, words=one.words, count=one.count) for one in captions
    ]
    return Layout(places=places, discs=discs, captions=tuple(captions))


def _filled_discs(
    ground: Ground,
    parts: _Parts,
    raw: Floats,
    screen: tuple[float, float],
    before: Floats | None,
    places: Floats,
) -> tuple[Disc, ...]:
    radii = np.sqrt([len(one) + 0.5 for one in parts.discs])
    centres = np.array([np.median(raw[one], axis=0) for one in parts.discs])
    centres = spread_over(centres, screen)
    if before is not None:
        centres = _earlier_centres(parts, centres, before)
    wide = radii + RIM
    centres, scale = packed(centres, wide, screen, TITLE, settled=before is not None)
    for members, centre, radius in zip(parts.discs, centres, radii, strict=True):
        wanted = raw[members] - np.median(raw[members], axis=0)
        wanted = _within(wanted, float(radius))
        if before is not None:
            wanted = _leaning(wanted, (before[members] - centre) / scale)
        grid = sunflower(len(members))
        near = (1 - EVEN) * wanted + EVEN * grid[matched(wanted, grid)]
        places[members] = near * scale + centre
    inside = np.concatenate(parts.discs)
    places[inside] = apart(places[inside], ground.radii[inside], 2.0, 150)
    return tuple(
        Disc(
            x=float(x),
            y=float(y),
            radius=(float(radius) + RIM) * scale,
            camp=-1 if (camp := ground.camps[int(members[0])]) is None else camp,
        )
        for members, (x, y), radius in zip(parts.discs, centres, radii, strict=True)
    )


def _earlier_centres(parts: _Parts, centres: Floats, before: Floats) -> Floats:
    centres = centres.copy()
    for at, members in enumerate(parts.discs):
        known = before[members][~np.isnan(before[members]).any(1)]
        if len(known):
            centres[at] = known.mean(0)
    return centres


def _within(wanted: Floats, radius: float) -> Floats:
    usual = max(float(np.quantile(np.linalg.norm(wanted, axis=1), 0.8)), 1e-9)
    wanted = wanted / usual * radius * 0.8
    away = np.maximum(np.linalg.norm(wanted, axis=1), 1e-9)
    return wanted * np.minimum(1, radius / away)[:, None]


def _leaning(wanted: Floats, before: Floats) -> Floats:
    known = ~np.isnan(before).any(1)
    wanted = wanted.copy()
    wanted[known] = 0.2 * wanted[known] + 0.8 * before[known]
    return wanted


def _stragglers(
    ground: Ground, parts: _Parts, raw: Floats, width: float, places: Floats
) -> tuple[list[Caption], float]:
    """Place what is in no disc, small groups left and lone dots right; return captions and height."""
    captions: list[Caption] = []
    top, heights = CAPTION + 6, [0.0]
    both = bool(parts.groups) and len(parts.alone) > 0
    lone = width * min(0.5, max(0.25, len(parts.alone) / len(ground.ids))) if both else width
    if parts.groups:
        count = sum(len(one) for one in parts.groups)
        captions.append(Caption(x=0.0, y=CAPTION, words="Small groups", count=count))
        room = width - lone - 40 if both else width
        heights.append(top + _group_rows(ground, parts.groups, raw, (room, top), places))
    if len(parts.alone):
        x = width - lone if both else 0.0
        captions.append(Caption(x=x, y=CAPTION, words="Without a known tie", count=len(parts.alone)))
        heights.append(top + _alone_rows(ground, parts, (lone, top), places))
        places[parts.alone, 0] += x
    return captions, max(heights)


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
        spot = _upright(raw[members]) * (2 * float(radii.max()) + 7)
        spot = apart(spot, radii + 3, 2.0, 100)
        low, high = (spot - radii[:, None]).min(0), (spot + radii[:, None]).max(0)
        spots.append(spot - low)
        sizes.append(high - low)
    corners, height = rows(np.array(sizes), width, 20.0)
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


def _alone_rows(
    ground: Ground, parts: _Parts, corner: tuple[float, float], places: Floats
) -> float:
    width, top = corner
    cell = 2 * float(ground.radii[parts.alone].max()) + 5
    if not (parts.discs or parts.groups):
        # Nothing else to show: let them have the screen, in its shape.
        cell = max(cell, min(90.0, width * 0.8 / np.sqrt(len(parts.alone))))
    across = max(1, int(width // cell))
    order = np.arange(len(parts.alone))
    grid = np.column_stack([order % across, order // across]) + 0.5
    places[parts.alone] = grid * cell + [0, top]
    return float(-(-len(parts.alone) // across) * cell)
