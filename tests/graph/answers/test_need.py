"""What is asked for, however it is written."""

import pytest

from graph.answers.need import MOST, Need
from graph.domain.errors import NeedError, NotHereError
from graph.measures.names import kind_codes, level_codes, place_node, theme_node
from tests.networks import entity, shared, view_of

WORLD = view_of(*shared(), entity("a/ecowas", "regional_body"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("mediation", "mediation", id="code"),
        pytest.param("theme:mediation", "mediation", id="id"),
        pytest.param(" Mediation ", "mediation", id="case and spaces"),
        pytest.param("participation in peace processes", "peace_processes", id="label"),
        pytest.param("peace-processes", "peace_processes", id="hyphen"),
        pytest.param("Peace Processes", "peace_processes", id="code in words"),
        pytest.param("youth, peace and security", "youth", id="label with a comma"),
    ],
)
def test_themes(text: str, code: str) -> None:
    """A theme is named by its code, its id or its label."""
    assert WORLD.ids[theme_node(WORLD, text)] == f"theme:{code}"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("ML", "country:ML", id="two letters"),
        pytest.param("ml", "country:ML", id="small letters"),
        pytest.param("MLI", "country:ML", id="three letters"),
        pytest.param("Mali", "country:ML", id="name"),
        pytest.param("country:ML", "country:ML", id="id"),
        pytest.param("011", "region:011", id="region"),
        pytest.param("Western Africa", "region:011", id="name of a region"),
        pytest.param("region:011", "region:011", id="id of a region"),
        pytest.param("a/ecowas", "a/ecowas", id="regional body"),
    ],
)
def test_places(text: str, name: str) -> None:
    """A place is named by any of its codes, its name or an id."""
    assert WORLD.ids[place_node(WORLD, text)] == name


def test_unknown_theme() -> None:
    """The refusal says what there is."""
    with pytest.raises(NeedError, match="'football' is no theme; known are women_peace_security, "):
        theme_node(WORLD, "football")


@pytest.mark.parametrize("text", ["Atlantis", "a/nobody", ""])
def test_unknown_place(text: str) -> None:
    """The refusal says what would do; what is hidden reads as what is not."""
    with pytest.raises(NeedError, match="is no country, region or stakeholder here; write ML"):
        place_node(WORLD, text)


def test_place_elsewhere() -> None:
    """A country that is not in a narrowed network is not here."""
    with pytest.raises(NotHereError, match="'country:ML' is not in this network"):
        place_node(view_of(entity("a/one")), "Mali")


def test_kinds() -> None:
    """Kinds of stakeholder are named by code or label; contexts are none."""
    assert kind_codes(["womens_network", "Women's network", "UN entity"]) == (
        *("womens_network", "womens_network", "un_entity"),
    )
    with pytest.raises(NeedError, match="'country' is no kind of stakeholder; known are womens_"):
        kind_codes(["country"])


def test_levels() -> None:
    """Levels are named by code."""
    assert level_codes(["Local", "global"]) == ("local", "global")
    with pytest.raises(NeedError, match="'village' is no level; known are local, national"):
        level_codes(["village"])


@pytest.mark.parametrize("first", [0, -1, MOST + 1])
def test_first(first: int) -> None:
    """An answer lists one partner at least and a thousand at most."""
    with pytest.raises(NeedError, match=f"{first} partners cannot be listed; ask for 1 to 1000"):
        Need(themes=("mediation",), first=first)


def test_nothing() -> None:
    """A need that asks for nothing is none, whoever is in already."""
    with pytest.raises(NeedError, match="nothing is asked for; name a theme, a place"):
        Need(already_in=("a/one",))


@pytest.mark.parametrize(
    "need",
    [
        pytest.param({"themes": ("mediation",)}, id="theme"),
        pytest.param({"places": ("ML",)}, id="place"),
        pytest.param({"kinds": ("fund",)}, id="kind"),
        pytest.param({"levels": ("local",)}, id="level"),
        pytest.param({"asking": "a/one"}, id="asking"),
    ],
)
def test_enough(need: dict[str, str]) -> None:
    """Any one wish will do."""
    assert Need(**need).first == 10  # type: ignore[arg-type]
