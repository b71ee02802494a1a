"""Labels are read as people write them, and ordered from open to closed."""

from itertools import pairwise

import pytest

from graph.domain.errors import ClaimError
from graph.domain.labels import Label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        pytest.param("CLEAR", Label.CLEAR, id="bare"),
        pytest.param("TLP:AMBER", Label.AMBER, id="prefix"),
        pytest.param(" tlp: green ", Label.GREEN, id="small letters and spaces"),
        pytest.param("TLP:AMBER+STRICT", Label.AMBER_STRICT, id="plus"),
        pytest.param("amber_strict", Label.AMBER_STRICT, id="underscore"),
        pytest.param("White", Label.CLEAR, id="the older name"),
        pytest.param("TLP:RED", Label.RED, id="red"),
    ],
)
def test_parse(text: str, label: Label) -> None:
    """A label is known with or without its prefix, in any case."""
    assert Label.parse(text) == label


@pytest.mark.parametrize("text", ["", "TLP:", "TLP:TLP:RED", "ORANGE", "4", "AMBER STRICTER"])
def test_parse_refuses(text: str) -> None:
    """What is no label is refused with those that are."""
    with pytest.raises(ClaimError, match=r"is no label; use one of CLEAR, GREEN, AMBER, AMBER\+S"):
        Label.parse(text)


def test_order() -> None:
    """Each label is more closed than the one before, and reads back from its own text."""
    assert all(one < other for one, other in pairwise(Label))
    assert [label.text for label in Label] == ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]
    assert [Label.parse(label.text) for label in Label] == list(Label)
