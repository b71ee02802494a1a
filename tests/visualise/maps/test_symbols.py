"""Colours and shapes can be told apart, whoever looks."""

from itertools import combinations

import numpy as np
import pytest

from visualise.maps.symbols import (
    CAMP_COLOURS,
    FURTHER_CAMPS,
    NO_CAMP,
    SHAPES,
    colours,
    contrast,
    readable,
    shapes,
)

# Machado, Oliveira and Fernandes 2009, at full severity, on linear RGB.
EYES = {
    "normal": np.eye(3),
    "deuteranope": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "protanope": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(colour: str, eye: str) -> np.ndarray:
    """The colour as this eye sees it, in CIELAB."""
    channels = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    xyz = TO_XYZ @ np.clip(EYES[eye] @ linear, 0, 1) / [0.9505, 1, 1.089]
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("eye", EYES)
def test_camp_colours_differ_for(eye: str) -> None:
    """Any two camps' colours are far apart (Delta E 20 and more), for colour-blind eyes too."""
    seen = [lab(colour, eye) for colour in CAMP_COLOURS]
    assert min(np.linalg.norm(one - other) for one, other in combinations(seen, 2)) > 20


@pytest.mark.parametrize("colour", [*CAMP_COLOURS, FURTHER_CAMPS, NO_CAMP])
def test_marks_and_titles_stand_out(colour: str) -> None:
    """A mark has 3:1 on white as WCAG asks of graphics, and its title's shade 4.5:1."""
    assert contrast(colour, "#FFFFFF") > 2.99
    assert contrast(readable(colour), "#FFFFFF") >= 4.5


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("#000000", "#FFFFFF", 21.0, id="black on white"),
        pytest.param("#777777", "#777777", 1.0, id="the same"),
        pytest.param("#767676", "#FFFFFF", 4.54, id="the grey that just passes"),
    ],
)
def test_contrast(one: str, other: str, expected: float) -> None:
    """Contrast is what WCAG says, whichever colour comes first."""
    assert contrast(one, other) == contrast(other, one) == pytest.approx(expected, abs=0.005)


def test_a_dark_colour_is_left_alone() -> None:
    """A shade is darkened only as far as needed."""
    assert readable("#074C8C") == "#074C8C"


def test_kinds_keep_their_shapes() -> None:
    """A kind has its usual shape however frequent it is; the others take what is free."""
    found = shapes(["port"] * 9 + ["donor", "womens_network", "womens_network"])
    assert found == {"port": "square", "womens_network": "circle", "donor": "diamond"}


def test_the_eleventh_kind_shares_a_shape() -> None:
    """Ten shapes are told apart: of twelve kinds the rarest three share one, under no name."""
    kinds = [f"kind-{at:02d}" for at in range(12) for _ in range(20 - at)]
    found = shapes(kinds)
    assert list(found) == [f"kind-{at:02d}" for at in range(9)] + [""]
    assert set(found.values()) == set(SHAPES)


def test_ten_kinds_have_ten_shapes() -> None:
    """As many kinds as shapes need no sharing."""
    assert "" not in shapes(f"kind-{at}" for at in range(10))


def test_the_largest_camps_have_colours() -> None:
    """Eight camps have a colour each, in their own order; smaller ones are grey."""
    found = colours({camp: 10 if camp == 3 else 20 + camp for camp in range(9)})
    assert found[3] == FURTHER_CAMPS
    assert [found[camp] for camp in (0, 1, 2, 4)] == list(CAMP_COLOURS[:4])
