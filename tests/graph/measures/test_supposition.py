"""What if: Views of claims that are not so."""

import pytest

from graph.answers.introductions.introductions import Wish, introductions
from graph.answers.need import Need
from graph.answers.partners.partners import partners
from graph.domain.errors import NeedError, NotHereError
from graph.domain.labels import Label
from graph.domain.model import Claim
from graph.measures.supposition import Bond, Supposition, supposing
from graph.views.view import View
from tests.networks import entity, judged, shared, source, tie, view_of

CLAIMS: tuple[Claim, ...] = (
    source("a"),
    source("b"),
    *(entity(f"a/{key}") for key in ("us", "broker", "them")),
    entity("a/closed", label=Label.AMBER),
    entity("b/broker"),
    judged("a/broker", "same", "b/broker"),
    entity("a/body", "regional_body"),
    tie("a/us", "partners_with", "a/broker"),
    tie("a/broker", "partners_with", "a/them"),
    tie("a/them", "active_in", "country:ML", since="2020"),
    tie("country:ML", "member_of", "a/body", since="1990"),
)


def network(clearance: Label = Label.RED) -> View:
    """Us and them, with a broker between whom two sources know."""
    return view_of(*shared(), *CLAIMS, clearance=clearance)


def ways(view: View) -> list[tuple[str, ...]]:
    """Who could introduce us to them."""
    answer = introductions(view, Wish(near=("a/us",), far=("a/them",)))
    return [each.between for each in answer.introductions]


def test_gone() -> None:
    """Without the broker, whoever names it, nobody introduces us; the View itself is as it was."""
    view = network()
    without = supposing(view, Supposition(gone=("b/broker",)))

    assert ways(view) == [("a/broker",)]
    assert ways(without) == []
    assert "a/broker" not in without
    assert "b/broker" not in without
    assert ways(view) == [("a/broker",)]


def test_bond() -> None:
    """A tie that is supposed introduces as a real one would."""
    view = supposing(
        network(), Supposition(bonds=(Bond(start="a/us", kind="knows", end="a/them"),))
    )

    assert ways(view) == [(), ("a/broker",)]
    assert view.stakeholder(view.node("a/us")).name == "us"


def test_ended() -> None:
    """When a membership is taken to have ended, the body ends for what begins after."""
    view = supposing(network(), Supposition(ended=(("country:ML", "a/body"),)))
    (membership,) = [
        place
        for place in view.ties_of(view.node("a/body")).tolist()
        if view.of_kinds("member_of")[place]
    ]

    assert not view.holds[membership]
    assert str(view.tie(membership).until) == "2025-05-31"
    assert [p.id for p in partners(view, Need(places=("a/body",))).partners] == ["a/them", "a/body"]


def test_nothing_supposed() -> None:
    """Supposing nothing gives an equal View."""
    view = network()
    again = supposing(view, Supposition())

    assert again.revision == view.revision
    assert again.ids == view.ids


def test_revision_moves() -> None:
    """What is supposed is told from what is so by the revision."""
    view = network()

    assert supposing(view, Supposition(gone=("a/them",))).revision != view.revision


def test_label_of_a_bond() -> None:
    """A bond with somebody closed is as closed."""
    bond = Bond(start="a/us", kind="knows", end="a/closed")
    view = supposing(network(), Supposition(bonds=(bond,)))

    assert view.tie_labels.max() == Label.AMBER


@pytest.mark.parametrize(
    ("bond", "words"),
    [
        pytest.param(
            Bond(start="a/us", kind="x", end="a/them"), "'x' is no kind of tie", id="kind"
        ),
        pytest.param(
            Bond(start="a/us", kind="works_on", end="a/them"), "cannot be supposed", id="ends"
        ),
        pytest.param(Bond(start="a/us", kind="knows", end="a/us"), "tied to itself", id="itself"),
    ],
)
def test_refused(bond: Bond, words: str) -> None:
    """What could never be cannot be supposed either."""
    with pytest.raises(NeedError, match=words):
        supposing(network(), Supposition(bonds=(bond,)))


@pytest.mark.parametrize(
    "pair",
    [
        pytest.param(("a/us", "a/body"), id="no member"),
        pytest.param(("a/body", "country:ML"), id="the wrong way round"),
        pytest.param(("a/us", "a/broker"), id="another tie"),
    ],
)
def test_no_membership(pair: tuple[str, str]) -> None:
    """A membership that is none cannot end."""
    with pytest.raises(NeedError, match=r"is no member of .* on 2025-06-01"):
        supposing(network(), Supposition(ended=(pair,)))


def test_hidden() -> None:
    """A reader cannot suppose anything of whom she may not see."""
    with pytest.raises(NotHereError, match="'a/closed' is not in this network"):
        supposing(network(Label.CLEAR), Supposition(gone=("a/closed",)))
