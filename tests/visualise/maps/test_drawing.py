"""What the page is given to draw, and that it is given nothing else."""

from dataclasses import replace

import pytest

from tests.visualise.pictures import dot, line, picture, two_camps
from visualise.maps.camps import with_camps
from visualise.maps.drawing import HOVERED, drawn
from visualise.maps.picture import Dot
from visualise.maps.symbols import NO_CAMP


def test_lines_of_a_pair_are_one_stroke() -> None:
    """Two lines there and one back are one stroke, the heavier for it; each is still listed."""
    lines = (line(0, 1), line(1, 0, kind="funds"), line(0, 1, kind="partners_with"), line(1, 2))
    data = drawn(picture((dot(0), dot(1), dot(2)), lines)).data
    edges = data["net"]["edges"]
    assert [(edge["from"], edge["to"]) for edge in edges] == [(0, 1), (1, 2)]
    assert edges[0]["width"] > edges[1]["width"]
    assert data["lines"]["stroke"] == [0, 0, 0, 1]
    assert data["dots"]["ties"] == [1, 2, 1]


def test_ids_are_row_numbers() -> None:
    """vis-network never sees an id from outside, so `__proto__` is drawn like any other."""
    data = drawn(picture((replace(dot(0), id="__proto__"), replace(dot(1), id="constructor")))).data
    assert [node["id"] for node in data["net"]["nodes"]] == [0, 1]
    assert data["dots"]["id"] == ["__proto__", "constructor"]


def test_nodes_say_nothing_more() -> None:
    """What pyvis carries of a dot is where and how it is drawn."""
    node = drawn(two_camps()).data["net"]["nodes"][0]
    assert set(node) == {"id", "label", "shape", "x", "y", "size", "color"}
    assert (node["label"], node["shape"]) == ("", "custom")


def test_camps_have_title_colour_and_size() -> None:
    """The largest camp comes first, called after who in it has most ties."""
    data = drawn(with_camps(two_camps())).data
    assert [(title, size) for title, _, _, size in data["camps"]] == [
        ("Around Body 4", 5),
        ("Around Body 5", 5),
    ]
    assert data["dots"]["camp"] == [0] * 5 + [1] * 5
    assert [disc[3] for disc in data["discs"][0]] == [0, 1]


def test_camps_may_be_named() -> None:
    """A picture that names its camps is believed."""
    named = replace(with_camps(two_camps()), camps=("The south",))
    assert [camp[0] for camp in drawn(named).data["camps"]] == ["The south", "Around Body 5"]


def test_a_context_does_not_name_a_camp() -> None:
    """A camp is called after a stakeholder even where a country has more ties."""
    shown = two_camps()
    dots = tuple(replace(one, context=at == 4) for at, one in enumerate(shown.dots))
    titles = [camp[0] for camp in drawn(with_camps(replace(shown, dots=dots))).data["camps"]]
    assert titles == ["Around Body 0", "Around Body 5"]


def test_without_a_tie_a_dot_is_grey() -> None:
    """Who is in no camp has no camp's colour, and stands under a caption."""
    data = drawn(with_camps(two_camps(extra=(dot(10),)))).data
    assert data["net"]["nodes"][10]["color"] == NO_CAMP
    assert [caption[2:] for caption in data["captions"][0]] == [["Without a known tie", 1]]


def test_kinds_beyond_ten_are_other_kinds() -> None:
    """Twelve kinds are nine and `other kinds`; a dot of these still says what it is."""
    dots = [dot(at * 30 + one, kind=f"kind_{at:02d}") for at in range(12) for one in range(20 - at)]
    data = drawn(picture(tuple(dots))).data
    assert [kind[0] for kind in data["kinds"]][8:] == ["kind 08", "other kinds"]
    assert data["kinds"][9][3] == 11 + 10 + 9
    assert data["dots"]["kind"][-1] == 9
    assert data["dots"]["kindLabel"][-1] == "kind 11"


def test_the_legend_counts() -> None:
    """Kinds, themes and kinds of tie come with how many there are, most first."""
    data = drawn(two_camps()).data
    assert data["kinds"] == [
        ["womens network", "circle", False, 9],
        ["donor", "diamond", False, 1],
    ]
    assert data["themes"] == ["mediation", "early warning"]
    assert data["tieKinds"] == [
        ["member of", "has member", 1, 0, 20],
        ["funds", "has member", 1, 0, 1],
    ]


def test_ranked_dots_are_large_enough() -> None:
    """Who was asked for is drawn large even with hardly a tie."""
    many = tuple(dot(at, rank=1 if at == 7 else None) for at in range(2000))
    nodes = drawn(picture(many)).data["net"]["nodes"]
    assert nodes[7]["size"] >= 10 > nodes[8]["size"]


@pytest.mark.parametrize(("count", "expected"), [(3, True), (HOVERED + 1, False)])
def test_large_maps_do_not_hover(count: int, *, expected: bool) -> None:
    """Finding what is under the pointer takes too long on a large map."""
    options = drawn(picture(tuple(dot(at) for at in range(count)))).data["net"]["options"]
    assert options["interaction"]["hover"] is expected
    assert options["physics"] == {"enabled": False}


def test_earlier_places_are_kept() -> None:
    """A map drawn again from its own places is the same map, give or take a few pixels."""
    shown = with_camps(two_camps())
    first = drawn(shown)
    again = drawn(shown, first.places)
    assert list(first.places) == [one.id for one in shown.dots]
    for name, (x, y) in first.places.items():
        assert again.places[name] == pytest.approx((x, y), abs=30)


def test_an_empty_picture() -> None:
    """Nothing to draw is drawn."""
    data = drawn(picture(())).data
    assert data["net"]["nodes"] == data["net"]["edges"] == data["camps"] == []


def test_every_word_of_a_dot_arrives() -> None:
    """What a picture says of a dot is on the page, in the field it belongs to."""
    one = Dot(
        id="i",
        name="n",
        kind="k",
        kind_label="l",
        summary="s",
        badge="b",
        score="c",
        rank=3,
        label="t",
    )
    data = drawn(picture((one,))).data
    found = {name: values[0] for name, values in data["dots"].items()}
    assert {name: value for name, value in found.items() if value} == {
        "id": "i",
        "name": "n",
        "summary": "s",
        "badge": "b",
        "score": "c",
        "rank": 3,
        "camp": -1,
        "label": "t",
    }
    assert data["kinds"] == [["l", "circle", False, 1]]
