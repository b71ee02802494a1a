"""What is laid out, and what comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse.csgraph import connected_components

from visualise.maps.stress import tie_matrix

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

# A network of fewer stakeholders than this is no camp beside a larger one.
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
    """One camp, or what of it hangs together, as drawn; `scale` is its pixels to a unit."""

    x: float
    y: float
    radius: float
    camp: int
    scale: float


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """
    Who stands together: camps that get a disc, small groups, and those without a tie.

    `components` are all that hang together, largest first. Each is an array of places
    in the ground.
    """

    discs: list[Places]
    groups: list[Places]
    alone: Places
    components: list[Places]


def parts_of(ground: Ground) -> Parts:
    """Return what *ground* falls into; camps come in the order of their smallest id."""
    count = len(ground.ids)
    matrix = tie_matrix(count, ground.ends, np.ones(len(ground.ends)))
    found, part = connected_components(matrix, directed=False)
    members = [np.flatnonzero(part == one) for one in range(found)]

    def smallest(one: Places) -> str:
        places: list[int] = one.tolist()
        return min(ground.ids[at] for at in places)

    together = [one for one in members if len(one) > 1]
    together.sort(key=lambda one: (-len(one), smallest(one)))
    largest = len(together[0]) if together else 0
    least = min(max(SMALL_GROUP, 0.02 * count), max(largest, 3))
    camp = camp_numbers(ground)
    discs = [
        one[camp[one] == which]
        for one in together
        if len(one) >= least
        for which in np.unique(camp[one])
    ]
    return Parts(
        discs=sorted(discs, key=smallest),
        groups=[one for one in together if len(one) < least],
        alone=np.array([one[0] for one in members if len(one) == 1], int),
        components=together,
    )


def camp_numbers(ground: Ground) -> Places:
    """Return the camp of each dot as a number, -1 for none."""
    return np.array([-1 if camp is None else camp for camp in ground.camps], int)
