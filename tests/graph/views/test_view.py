"""A View answers who is who and what joins them, and cannot be changed."""

from dataclasses import FrozenInstanceError

import pytest

from graph.domain.errors import NotHereError
from graph.domain.labels import Label
from graph.domain.model import Source
from graph.domain.stakeholder import Said
from graph.views.view import View
from tests.networks import TODAY, entity, judged, source, tie, view_of

CLAIMS = (
    source("list"),
    source("more", Label.GREEN),
    entity("list/bank", "donor"),
    entity("list/net", "womens_network"),
    entity("list/her", "person"),
    entity("more/net", "womens_network", name="Net"),
    entity("more/event", "event"),
    tie("list/bank", "funds", "list/net", since="2019", until="2020-05", weight=2.5),
    tie("list/her", "affiliated_with", "list/net"),
    tie("more/net", "took_part_in", "more/event"),
    tie("list/net", "partners_with", "list/bank"),
    judged("list/net", "same", "more/net"),
)


@pytest.fixture
def view() -> View:
    """Give a donor, a network known from two sources, a person and an event."""
    return view_of(*CLAIMS)


def test_nodes(view: View) -> None:
    """Every entity's id finds its node."""
    assert len(view) == 4
    names = ("list/bank", "list/net", "list/her", "more/net", "more/event")
    assert [view.node(name) for name in names] == [0, 1, 2, 1, 3]
    assert "more/net" in view
    assert "more/nobody" not in view


def test_hidden_and_unknown_give_the_same_words(view: View) -> None:
    """Nobody learns from an error whether something is there."""
    green = view_of(*CLAIMS, clearance=Label.GREEN)
    assert "list/her" in view
    words = []
    for name in ("list/her", "list/him"):
        with pytest.raises(NotHereError, match=f"'{name}' is not in this network, or not") as told:
            green.node(name)
        words.append(str(told.value).replace(name, "…"))
    assert words[0] == words[1]


def test_ties_of(view: View) -> None:
    """A node's ties start or end at it, earliest claim first."""
    assert view.ties_of(view.node("list/net")).tolist() == [0, 1, 2, 3]
    assert view.ties_of(view.node("list/bank")).tolist() == [0, 3]
    assert view.ties_of(view.node("more/event")).tolist() == [2]
    assert view_of(entity("list/alone")).ties_of(0).tolist() == []


def test_other_end(view: View) -> None:
    """Seen from either end, a tie leads to the other."""
    bank, net = view.node("list/bank"), view.node("list/net")
    assert [view.other_end(0, bank), view.other_end(0, net)] == [net, bank]
    assert [view.other_end(3, bank), view.other_end(3, net)] == [net, bank]


def test_claims_behind(view: View) -> None:
    """A tie knows its claim and its source, a node its entities."""
    assert view.tie(2).start == "more/net"
    assert view.tie_id(2) == view.tie(2).id
    assert view.source(2) == Source(id="more", title="The more", label=Label.GREEN)
    assert [one.source for one in view.entities(1)] == ["list", "more"]
    assert [one.id for one in view.sources] == ["list", "more"]


def test_stakeholder(view: View) -> None:
    """A stakeholder carries the id and label it has in this View."""
    net = view.stakeholder(1)
    assert (net.id, net.name, net.kind) == ("list/net", "net", "womens_network")
    assert net.label == Label.GREEN
    assert net.names[1] == Said(value="Net", sources=("more",))
    assert view.stakeholder(2).label == Label.AMBER


def test_kinds_and_families(view: View) -> None:
    """Ties are told apart by kind and by what they are evidence of."""
    assert view.of_kinds("funds").tolist() == [True, False, False, False]
    assert view.of_kinds("funds", "took_part_in").tolist() == [True, False, True, False]
    assert view.of_family("alliance").tolist() == [False, True, False, True]
    assert view.of_family("money", "work").tolist() == [True, False, True, False]
    assert view.of_kinds().tolist() == [False] * 4


def test_to_networkx(view: View) -> None:
    """A notebook gets every node and tie, with what a person would ask of them."""
    graph = view.to_networkx()
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (4, 4)
    assert graph.graph == {"as_of": TODAY.isoformat(), "revision": view.revision}
    assert graph.nodes["list/net"] == {"name": "net", "kind": "womens_network", "label": "GREEN"}
    (key, data), *_ = graph["list/bank"]["list/net"].items()
    assert key == view.tie(0).id
    assert data == {
        "kind": "funds",
        "since": "2019",
        "until": "2020-05",
        "holds": False,
        "weight": 2.5,
        "source": "list",
        "label": "CLEAR",
    }
    assert graph["list/her"]["list/net"][view.tie(1).id]["label"] == "AMBER"


def test_unchangeable(view: View) -> None:
    """Neither a field nor a number in a column can be changed."""
    with pytest.raises(FrozenInstanceError, match="as_of"):
        view.as_of = TODAY  # type: ignore[misc]
    for column in (view.starts, view.labels, view.weights, *view.members):
        with pytest.raises(ValueError, match="read-only"):
            column[0] = 0


def test_each_view_is_its_own(view: View) -> None:
    """Two Views are two, even of the same claims: caches are kept by View."""
    assert view != view_of(*CLAIMS)
    assert len({view, view}) == 1
