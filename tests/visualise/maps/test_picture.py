"""A picture cannot exist with lines or sources that lead nowhere."""

import pytest

from tests.visualise.pictures import dot, line, picture
from visualise.maps.picture import Dot, Fact, Line, Picture, Source

LINE = {"start": 0, "end": 1, "kind": "knows", "kind_label": "knows"}
DOT = {"id": "a", "name": "A", "kind": "donor", "kind_label": "donor"}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"end": 0}, "joins dot 0 to itself", id="a loop"),
        pytest.param({"weight": -1.0}, "weight is -1.0", id="a negative weight"),
        pytest.param({"weight": float("nan")}, "weight is nan", id="no number"),
        pytest.param({"weight": float("inf")}, "weight is inf", id="no end"),
    ],
)
def test_a_line_refuses(changes: dict[str, float], message: str) -> None:
    """A line joins two dots and weighs something that can be added up."""
    with pytest.raises(ValueError, match=message):
        Line(**(LINE | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "//x", "ftp://x"])
def test_only_web_addresses_are_links(link: str) -> None:
    """What a link opens is a page; nothing else can be one, on a dot or a source."""
    with pytest.raises(ValueError, match="is not a web address"):
        Source(words="A register", link=link)
    with pytest.raises(ValueError, match="is not a web address"):
        Dot(**DOT, link=link)  # type: ignore[arg-type]


def test_a_line_must_find_its_dots() -> None:
    """A line that names a dot beyond the last is refused."""
    with pytest.raises(ValueError, match="joins 0 and 2 of 2 dots"):
        picture((dot(0), dot(1)), (line(0, 2),))


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(Dot(**DOT, facts=(Fact(words="So", sources=(3,)),)), id="a fact's"),  # type: ignore[arg-type]
        pytest.param(Dot(**DOT, parts=(Fact(words="So", sources=(-1,)),)), id="a reason's"),  # type: ignore[arg-type]
    ],
)
def test_a_source_must_be_there(wrong: Dot) -> None:
    """A source that is cited is one of the picture's."""
    with pytest.raises(ValueError, match=r"source -?\d is cited, and there are 3"):
        picture((wrong,))


def test_camps_count_from_nought() -> None:
    """A camp below 0 would be one that no legend names."""
    with pytest.raises(ValueError, match="'a' is in camp -1"):
        picture((Dot(**DOT, camp=-1),))  # type: ignore[arg-type]


def test_a_picture_may_be_empty() -> None:
    """A scope in which nothing is known can still be drawn."""
    empty = Picture(title="Nothing", label="TLP:CLEAR", as_of="2026-11-01", revision="0", dots=())
    assert (empty.lines, empty.sources, empty.camps) == ((), (), ())
