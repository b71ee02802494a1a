"""What counts towards a theme, a place or a body, and from when to when."""

import pytest

from graph.domain.dates import ALWAYS_FROM, ALWAYS_UNTIL
from graph.measures.containment import Reach, reach
from graph.views.view import View
from tests.networks import entity, shared, tie, view_of

ECOWAS = entity("list/ecowas", "regional_body", name="ECOWAS")
MEMBERSHIPS = (
    tie("country:ML", "member_of", "list/ecowas", since="1975-05-28", until="2025-01-29"),
    tie("country:SN", "member_of", "list/ecowas", since="1975-05-28"),
    tie("country:TG", "member_of", "list/ecowas"),
)


def reached(view: View, name: str) -> dict[str, Reach]:
    """What counts towards *name*, by id; each counts once."""
    found = reach(view, view.node(name))
    assert len({entry.node for entry in found}) == len(found)
    return {view.ids[entry.node]: entry for entry in found}


@pytest.fixture(scope="module")
def world() -> View:
    """Give the shared themes and places, and a body of three of these."""
    return view_of(*shared(), ECOWAS, entity("list/net"), *MEMBERSHIPS)


def test_the_thing_itself_comes_first(world: View) -> None:
    """What was asked for counts in full, always, without a reason."""
    node = world.node("theme:mediation")
    assert reach(world, node)[0] == Reach(node=node)


@pytest.mark.parametrize(
    ("asked", "found", "factor"),
    [
        pytest.param("theme:participation", "theme:mediation", 1.0, id="parts of parts"),
        pytest.param("theme:peace_processes", "theme:mediation", 1.0, id="parts"),
        pytest.param("theme:mediation", "theme:peace_processes", 0.5, id="one step up"),
        pytest.param("theme:mediation", "theme:participation", 0.25, id="two steps up"),
        pytest.param("theme:mediation", "theme:women_peace_security", 0.125, id="to the root"),
        pytest.param("theme:mediation", "theme:dialogue", None, id="what lies beside"),
        pytest.param("region:011", "country:ML", 1.0, id="countries of a region"),
        pytest.param("region:002", "country:ML", 1.0, id="countries of a continent"),
        pytest.param("region:001", "country:ML", 1.0, id="countries of the world"),
        pytest.param("country:ML", "region:011", 0.5, id="the region around"),
        pytest.param("country:ML", "region:202", 0.25, id="the wider region"),
        pytest.param("country:ML", "region:001", 0.0625, id="the world"),
        pytest.param("country:ML", "country:SN", None, id="the neighbour"),
        pytest.param("list/ecowas", "country:ML", 1.0, id="a member"),
        pytest.param("list/ecowas", "country:NG", None, id="no member"),
        pytest.param("list/ecowas", "region:011", 0.5, id="the region of all members"),
        pytest.param("list/ecowas", "region:002", 0.125, id="the continent of all members"),
        pytest.param("list/net", "country:ML", None, id="a network has no parts"),
    ],
)
def test_factors(world: View, asked: str, found: str, factor: float | None) -> None:
    """Parts count in full, what is around counts half at each step, all else not at all."""
    entry = reached(world, asked).get(found)
    assert (entry and entry.factor) == factor


def test_membership(world: View) -> None:
    """A member counts for as long as it belonged, and the reason says so."""
    found = reached(world, "list/ecowas")
    mali, togo = found["country:ML"], found["country:TG"]
    assert (mali.since, mali.until) == (19750528, 20250129)
    assert mali.why == "a member of ECOWAS since 1975-05-28 until 2025-01-29"
    assert (togo.since, togo.until) == (ALWAYS_FROM, ALWAYS_UNTIL)
    assert togo.why == "a member of ECOWAS"
    assert found["country:SN"].why == "a member of ECOWAS since 1975-05-28"


def test_reasons(world: View) -> None:
    """Parts and what is around say how they belong together."""
    found = reached(world, "theme:peace_processes")
    assert found["theme:mediation"].why == "part of participation in peace processes"
    assert found["theme:participation"].why == "participation in peace processes is part of it"
    assert found["theme:peace_processes"].why == ""


def test_left_and_back() -> None:
    """A country that left a body and came back counts in both spans; a span said twice, once."""
    view = view_of(
        *shared("country:ML", "country:SN", "country:TG"),
        ECOWAS,
        *MEMBERSHIPS,
        tie("country:ML", "member_of", "list/ecowas", since="1960", until="1970", id="list/old"),
        tie("country:SN", "member_of", "list/ecowas", since="1975-05-28", id="list/twice"),
    )
    found = reach(view, view.node("list/ecowas"))
    spans = [(view.ids[entry.node], entry.since, entry.until) for entry in found]
    assert spans == [
        ("list/ecowas", ALWAYS_FROM, ALWAYS_UNTIL),
        ("country:ML", 19750528, 20250129),
        ("country:SN", 19750528, ALWAYS_UNTIL),
        ("country:TG", ALWAYS_FROM, ALWAYS_UNTIL),
        ("country:ML", 19600101, 19701231),
    ]


def test_circles() -> None:
    """Sources that have regions lie in one another, in circles too, stop nothing."""
    view = view_of(
        *shared("country:ML"),
        entity("list/north", "region"),
        entity("list/sahel", "region"),
        tie("list/north", "part_of", "list/sahel"),
        tie("list/sahel", "part_of", "list/north"),
        tie("country:ML", "part_of", "list/sahel"),
    )
    assert reached(view, "list/sahel").keys() == {"list/sahel", "list/north", "country:ML"}
    assert {name: entry.factor for name, entry in reached(view, "country:ML").items()} == {
        "country:ML": 1.0,
        "list/sahel": 0.5,
        "list/north": 0.25,
    }


def test_only_themes_and_places_are_parts() -> None:
    """Organs of a body and events of a series are no places to be active in."""
    view = view_of(
        *shared("country:ML", "theme:mediation"),
        ECOWAS,
        entity("list/organ", "regional_body"),
        entity("list/meeting", "event"),
        tie("list/organ", "part_of", "list/ecowas"),
        tie("list/organ", "member_of", "list/ecowas"),
        tie("list/meeting", "part_of", "theme:mediation"),
        tie("list/meeting", "part_of", "list/ecowas"),
    )
    assert reached(view, "list/ecowas").keys() == {"list/ecowas"}
    assert reached(view, "theme:mediation").keys() == {"theme:mediation"}
