"""Colours for camps and shapes for kinds, told apart by every eye."""

from collections import Counter
from collections.abc import Iterable

# At least 3:1 on white, and CIE76 Delta E of 24 or more between any two for normal,
# deuteranope and protanope eyes.
CAMP_COLOURS = (
    "#074C8C",
    "#AD9309",
    "#239DAD",
    "#AD0909",
    "#468C49",
    "#B373E6",
    "#8C3152",
    "#6B0BE6",
)
FURTHER_CAMPS = "#5F6670"
NO_CAMP = "#6B7078"
OTHER_KINDS = "other kinds"
# How much of a camp's colour its disc carries, the rest being white.
TINT = 0.09

SHAPES = (
    "circle",
    "square",
    "triangle",
    "diamond",
    "hexagon",
    "star",
    "pentagon",
    "down",
    "cross",
    "ring",
)
# The same kind has the same shape on every map, as long as there is a shape for it.
_USUAL = {
    "womens_network": "circle",
    "civil_society": "square",
    "government": "triangle",
    "donor": "diamond",
    "un_entity": "hexagon",
    "academic": "star",
    "regional_body": "pentagon",
    "fund": "down",
    "media": "cross",
    "faith_based": "ring",
}


def shapes(kinds: Iterable[str]) -> dict[str, str]:
    """
    Return a shape for each kind that has one, the most frequent kinds first.

    Ten shapes can be told apart and no more: of eleven kinds or more, the nine most
    frequent have a shape of their own and the others share what is left, under "".
    """
    counted = Counter(kinds)
    order = sorted(counted, key=lambda kind: (-counted[kind], kind))
    alone = order if len(order) <= len(SHAPES) else order[: len(SHAPES) - 1]
    given = {kind: _USUAL[kind] for kind in alone if kind in _USUAL}
    free = [shape for shape in SHAPES if shape not in given.values()]
    for kind in alone:
        if kind not in given:
            given[kind] = free.pop(0)
    found = {kind: given[kind] for kind in alone}
    if len(alone) < len(order):
        found[""] = free[0]
    return found


def colours(sizes: dict[int, int]) -> dict[int, str]:
    """
    Return a colour for each camp of *sizes*, the largest eight their own.

    Among these the camps' own order decides, so that a camp that grows past another
    does not take its colour.
    """
    largest = sorted(sizes, key=lambda camp: (-sizes[camp], camp))[: len(CAMP_COLOURS)]
    own = dict(zip(sorted(largest), CAMP_COLOURS, strict=False))
    return {camp: own.get(camp, FURTHER_CAMPS) for camp in sizes}


def readable(colour: str, ground: str = "#FFFFFF", ratio: float = 4.5) -> str:
    """Return *colour*, darkened until text in it has *ratio* on *ground* and its own tint."""
    red, green, blue = _channels(colour)
    tint = _hex(*(TINT * own + (1 - TINT) * 255 for own in (red, green, blue)))
    share = 1.0
    while True:
        shade = _hex(red * share, green * share, blue * share)
        if min(contrast(shade, ground), contrast(shade, tint)) >= ratio:
            return shade
        share -= 0.02


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as WCAG 2 defines it, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    linear = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for share in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _hex(red: float, green: float, blue: float) -> str:
    return f"#{round(red):02X}{round(green):02X}{round(blue):02X}"
