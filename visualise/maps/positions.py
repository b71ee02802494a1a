"""Where every dot of a map goes: camps as discs, the same places every time."""

from collections.abc import Mapping, Sequence
from zlib import crc32

import numpy as np
import numpy.typing as npt

from visualise.maps.discs import apart, matched, packed, spread_over, sunflower
from visualise.maps.ground import Caption, Disc, Ground, Layout, Parts, camp_numbers, parts_of
from visualise.maps.outliers import place_stragglers
from visualise.maps.stress import stress_positions, turned_onto

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

WIDE = (1020.0, 690.0)
TALL = (620.0, 980.0)

# Ties between camps would like to be three times as long as ties within.
BETWEEN = 3.0
# How far dots go from where the ties put them towards even spacing.
EVEN = 0.75
# How much of an earlier place a dot keeps.
KEPT = 0.8
TITLE = 34.0
# Between the outermost dots and the rim of their disc, in the units of `sunflower`.
RIM = 0.4


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
    parts = parts_of(ground)
    raw = _raw(ground, parts, before)
    return tuple(
        _laid_out(ground, parts, raw, screen, None if at else before)
        for at, screen in enumerate(screens)
    )


def _before(ids: Sequence[str], earlier: Mapping[str, tuple[float, float]]) -> Floats | None:
    if not earlier:
        return None
    nowhere = (np.nan, np.nan)
    return np.array([earlier.get(name, nowhere) for name in ids], float).reshape(-1, 2)


def _raw(ground: Ground, parts: Parts, before: Floats | None) -> Floats:
    """Places by the ties alone, components side by side."""
    places, x = np.zeros((len(ground.ids), 2)), 0.0
    lengths = _lengths(ground)
    compass = _compass(ground)
    for members in parts.components:
        inside = np.isin(ground.ends[:, 0], members)
        ends = np.searchsorted(members, ground.ends[inside])
        start = compass[members] if before is None else _filled(before[members], compass[members])
        found = _component(len(members), ends, lengths[inside], start)
        found = turned_onto(found - found.mean(0), start - start.mean(0))
        radius = np.sqrt(len(members))
        found = found / max(float(np.quantile(np.linalg.norm(found, axis=1), 0.9)), 1e-9) * radius
        places[members] = found + np.array([x + radius, 0])
        x += 3 * radius
    return places


def _component(count: int, ends: Places, lengths: Floats, start: Floats) -> Floats:
    if count == 2:  # noqa: PLR2004 - a pair has one shape
        return np.array([[-0.5, 0.0], [0.5, 0.0]])
    return stress_positions(count, ends, lengths, start)


def _filled(before: Floats, compass: Floats) -> Floats:
    # Those who were not there set out from the middle of those who were.
    known = _known(before)
    if not known.any():
        return compass
    filled: Floats = before[known].mean(0) + compass
    filled[known] = before[known]
    return filled


def _known(before: Floats) -> npt.NDArray[np.bool_]:
    known: npt.NDArray[np.bool_] = ~np.isnan(before[:, 0])
    return known


def _lengths(ground: Ground) -> Floats:
    degree = np.bincount(ground.ends.ravel(), minlength=len(ground.ids))
    start, end = ground.ends.T
    camp = camp_numbers(ground)
    lengths = 1 + 0.25 * np.log2(np.minimum(degree[start], degree[end]))
    stretched: Floats = np.where(camp[start] == camp[end], lengths, BETWEEN * lengths)
    return stretched


def _compass(ground: Ground) -> Floats:
    # Every id has a direction to set out in, so that a tie more or less neither turns
    # nor mirrors the map. A camp's smallest id speaks for the camp.
    first: dict[int, str] = {}
    for camp, name in zip(ground.camps, ground.ids, strict=True):
        if camp is not None:
            first[camp] = min(name, first.get(camp, name))
    pairs = zip(ground.camps, ground.ids, strict=True)
    heads = [name if camp is None else first[camp] for camp, name in pairs]
    return _directions(heads) + 0.2 * _directions(ground.ids)


def _directions(names: Sequence[str]) -> Floats:
    turn = np.array([crc32(name.encode(errors="replace")) for name in names]) * (2 * np.pi / 2**32)
    return np.column_stack([np.cos(turn), np.sin(turn)])


def _laid_out(
    ground: Ground, parts: Parts, raw: Floats, screen: tuple[float, float], before: Floats | None
) -> Layout:
    places = np.zeros_like(raw)
    captions, height = place_stragglers(ground, parts, raw, screen[0], places)
    if not parts.discs:
        return Layout(places=places, discs=(), captions=tuple(captions))
    top = max(screen[1] - height, screen[1] / 2)
    below = np.concatenate([*parts.groups, parts.alone])
    places[below, 1] += top
    discs = _discs(ground, parts, raw, (screen[0], top), before)
    for members, disc in zip(parts.discs, discs, strict=True):
        places[members] = _inside(raw[members], disc, None if before is None else before[members])
    inside = np.concatenate(parts.discs)
    places[inside] = apart(places[inside], ground.radii[inside], 2.0, 150)
    lowered = [
        Caption(x=one.x, y=one.y + top, words=one.words, count=one.count) for one in captions
    ]
    return Layout(places=places, discs=tuple(discs), captions=tuple(lowered))


def _discs(
    ground: Ground, parts: Parts, raw: Floats, screen: tuple[float, float], before: Floats | None
) -> list[Disc]:
    centres = spread_over(np.array([np.median(raw[one], axis=0) for one in parts.discs]), screen)
    if before is not None:
        for at, members in enumerate(parts.discs):
            known = before[members][_known(before[members])]
            if len(known):
                centres[at] = known.mean(0)
    radii = np.sqrt([len(one) + 0.5 for one in parts.discs]) + RIM
    centres, scale = packed(centres, radii, screen, TITLE, settled=before is not None)
    camp = camp_numbers(ground)
    return [
        Disc(x=x, y=y, radius=radius * scale, camp=int(camp[members[0]]), scale=scale)
        for members, (x, y), radius in zip(
            parts.discs, centres.tolist(), radii.tolist(), strict=True
        )
    ]


def _inside(raw: Floats, disc: Disc, before: Floats | None) -> Floats:
    """Places in a disc: near where the ties put them, but evenly spaced."""
    radius, centre = np.sqrt(len(raw) + 0.5), np.array([disc.x, disc.y])
    wanted = raw - np.median(raw, axis=0)
    usual = max(float(np.quantile(np.linalg.norm(wanted, axis=1), 0.8)), 1e-9)
    wanted = wanted / usual * radius * 0.8
    away = np.maximum(np.linalg.norm(wanted, axis=1), 1e-9)
    wanted *= np.minimum(1, radius / away)[:, None]
    if before is not None:
        known = _known(before)
        earlier = (before[known] - centre) / disc.scale
        wanted[known] = (1 - KEPT) * wanted[known] + KEPT * earlier
    grid = sunflower(len(raw))
    near = (1 - EVEN) * wanted + EVEN * grid[matched(wanted, grid)]
    placed: Floats = near * disc.scale + centre
    return placed
