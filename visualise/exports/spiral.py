"""Places for tools that want some."""

from collections.abc import Iterator
from math import cos, pi, sin, sqrt

#: How far apart neighbours are, about.
APART = 120


def spiral(count: int) -> Iterator[tuple[float, float]]:
    """So many places about (0, 0), none on another, the first in the middle."""
    for number in range(count):
        angle, radius = number * pi * (3 - sqrt(5)), APART * sqrt(number)
        yield round(radius * cos(angle), 1), round(radius * sin(angle), 1)
