"""Nodes and ties of a View become dots and lines with words and sources."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from graph.domain.dates import PartialDate
from graph.domain.labels import Label
from graph.domain.model import Claim, Contact, Tie
from graph.views.view import View
from tests import networks as network
from tests.visualise.small import small_view, tie
from visualise.maps.picture import Dot, Picture
from visualise.maps.scene import Mark, Scene, tie_note


@pytest.fixture
def view(tmp_path: Path) -> View:
    """The small network as everybody sees it."""
    return small_view(tmp_path)


def drawn(view: View, *names: str) -> Picture:
    """The picture of these nodes alone."""
    return Scene(view, [view.node(name) for name in names]).picture(title="T", subtitle="S")


def dot(picture: Picture, name: str) -> Dot:
    """The dot of a name."""
    return next(dot for dot in picture.dots if dot.name == name)


def test_card(view: View) -> None:
    """A dot's card tells other names, level, themes and places, each with its source."""
    found = dot(drawn(view, "s/north"), "North Network")

    words = [fact.words for fact in found.facts]
    assert words == [
        "Also known as: NN",
        "Level: national",
        "Works on: mediation",
        "Active in: Mali",
        "Known from one source",
    ]
    assert all(fact.sources == (0,) for fact in found.facts)
    assert found.themes == ("mediation",)


def test_lines_join_what_is_shown(view: View) -> None:
    """Only ties with both ends on the map are lines."""
    picture = drawn(view, "s/north", "s/east", "s/donor")

    assert [(line.kind, line.start, line.end) for line in picture.lines] == [
        ("partners_with", 0, 1),
        ("funds", 2, 0),
    ]


def test_opposing(view: View) -> None:
    """A tie against somebody is marked as opposing."""
    (line,) = drawn(view, "s/south", "s/east").lines

    assert line.opposing
    assert line.kind_label == "opposes"


def test_sources_are_those_cited(view: View) -> None:
    """A map names the sources of what it shows, and no other."""
    sources = drawn(view, "s/north").sources

    assert [source.words for source in sources] == ["A list, A convenor"]
    assert sources[0].link == "https://example.org/list"


def test_unsafe_link(view: View) -> None:
    """A link that is none of the web's does not reach the page."""
    assert dot(drawn(view, "s/donor"), "A Donor").link is None


def test_contacts_are_not_for_all(tmp_path: Path) -> None:
    """A contact stands on the card of those who may see AMBER, and not on that of others."""
    clear = dot(drawn(small_view(tmp_path), "s/east"), "East Forum")
    amber = dot(drawn(small_view(tmp_path / "b", Label.AMBER), "s/east"), "East Forum")

    assert "Contact: email: e@e" not in [fact.words for fact in clear.facts]
    assert "Contact: email: e@e" in [fact.words for fact in amber.facts]


def test_label_of_a_map(tmp_path: Path) -> None:
    """A map carries the highest label of what it shows."""
    view = small_view(tmp_path, Label.AMBER)

    assert drawn(view, "s/north", "s/hidden").label == "TLP:AMBER"
    assert drawn(view, "s/north", "s/donor").label == "TLP:CLEAR"


KNOWS = network.tie("list/a", "knows", "list/b", label=Label.AMBER)
WORKS = network.tie("list/a", "works_on", "theme:mediation", label=Label.AMBER)
CONTACT = Contact(kind="email", value="a@example.org", label=Label.GREEN)


@pytest.mark.parametrize(
    ("claims", "names", "of_map", "of_dot"),
    [
        pytest.param([KNOWS], ["a", "b"], "TLP:AMBER", "TLP:CLEAR", id="a tie that is drawn"),
        pytest.param([KNOWS], ["a"], "TLP:CLEAR", "TLP:CLEAR", id="a tie to nobody shown"),
        pytest.param([WORKS], ["a"], "TLP:AMBER", "TLP:AMBER", id="a tie told on a card"),
        pytest.param(
            [replace(WORKS, until=PartialDate("2019"))],
            ["a"],
            "TLP:CLEAR",
            "TLP:CLEAR",
            id="a tie that ended, which a card does not tell",
        ),
    ],
)
def test_label_of_ties(claims: list[Claim], names: list[str], of_map: str, of_dot: str) -> None:
    """A map is as closed as each tie that it draws or tells, and a dot as what its card tells."""
    bodies = [network.entity(f"list/{key}") for key in "ab"]
    view = network.view_of(*network.shared("theme:mediation"), *bodies, *claims)
    picture = drawn(view, *(f"list/{name}" for name in names))

    assert picture.label == of_map
    assert dot(picture, "a").label == of_dot


def test_label_of_contacts() -> None:
    """A map is as closed as the contacts on its cards."""
    view = network.view_of(network.entity("list/a", contacts=(CONTACT,)))
    picture = drawn(view, "list/a")

    assert "Contact: email: a@example.org" in [fact.words for fact in picture.dots[0].facts]
    assert (picture.label, picture.dots[0].label) == ("TLP:GREEN", "TLP:GREEN")


def test_label_of_the_answer(view: View) -> None:
    """A map of an answer is as closed as the answer, whoever is on it."""
    scene = Scene(view, [view.node("s/north")])

    assert scene.picture(title="T", subtitle="S", label=Label.RED).label == "TLP:RED"


def test_marks(view: View) -> None:
    """What an answer says of a dot stands on it."""
    node = view.node("s/north")
    mark = Mark(rank=1, score="80", parts=(("fit, 40: works on it", ("s",)),), badge="asking")
    (found,) = Scene(view, [node], {node: mark}).picture(title="T", subtitle="S").dots

    assert (found.rank, found.score, found.badge) == (1, "80", "asking")
    assert [(part.words, part.sources) for part in found.parts] == [("fit, 40: works on it", (0,))]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        pytest.param(tie("knows", "a", "b"), "", id="nothing more"),
        pytest.param(tie("knows", "a", "b", since=PartialDate("2019")), "since 2019", id="since"),
        pytest.param(tie("knows", "a", "b", until=PartialDate("2020")), "until 2020", id="until"),
        pytest.param(
            tie("knows", "a", "b", since=PartialDate("2019"), until=PartialDate("2020-01")),
            "2019 to 2020-01",
            id="span",
        ),
        pytest.param(
            tie("took_part_in", "a", "b", role="observer", track="1.5"),
            "observer, track 1.5",
            id="role and track",
        ),
        pytest.param(
            tie("funds", "a", "b", amount=Decimal("1234567.5"), currency="USD", share=12.5),
            "USD 1,234,567.5, 12.5%",
            id="money",
        ),
    ],
)
def test_note(found: Tie, words: str) -> None:
    """What a tie says beyond its kind is a few words."""
    assert tie_note(found) == words
