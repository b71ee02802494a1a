"""A dialogue planned, on a network of which every part can be worked out by hand."""

from dataclasses import replace

import pytest

from graph.answers.coalition.ask import Ask, Cover
from graph.answers.plan.dialogue import Dialogue, Money
from graph.answers.plan.plan import Plan, plan
from graph.domain.errors import NeedError, NotHereError
from graph.domain.labels import Label
from graph.domain.model import Claim
from tests.networks import entity, shared, source, tie, view_of

#: The convenor knows ada, ada knows bea, and nobody knows cid; all mediate in Mali.
NETWORK: tuple[Claim, ...] = (
    *shared(),
    source("n"),
    entity("n/us"),
    entity("n/ada", "womens_network", extra=(("Languages", "French"),)),
    entity("n/bea"),
    entity("n/cid"),
    *(tie(f"n/{name}", "works_on", "theme:mediation") for name in ("ada", "bea", "cid")),
    *(tie(f"n/{name}", "active_in", "country:ML", cited=name) for name in ("ada", "bea", "cid")),
    tie("n/us", "knows", "n/ada"),
    tie("n/ada", "knows", "n/bea"),
)
VIEW = view_of(*NETWORK)
TALKS = Dialogue(
    title="Talks",
    themes=("mediation",),
    places=("ML",),
    convenor="n/us",
    languages=("fr", "Bambara"),
    ask=Ask(at_least=3, at_most=3, cover=(Cover(what="kind", of=("womens_network",)),)),
)
PLANNED = plan(VIEW, TALKS)


def doubts(found: Plan) -> dict[str, tuple[str, ...]]:
    """Whom each doubt is about."""
    return {doubt.words: doubt.names for doubt in found.doubts}


def test_table() -> None:
    """The table is that of the ask, with the themes, places and convenor of the dialogue."""
    assert {member.name for member in PLANNED.table.members} == {"ada", "bea", "cid"}
    assert TALKS.table.convenor == "n/us"
    assert replace(TALKS, ask=replace(TALKS.ask, themes=("justice",))).table.themes == ("justice",)


def test_ways() -> None:
    """The convenor knows one, is introduced to the next by her, and has no way to the last."""
    ways = {way.name: way for way in PLANNED.ways}

    assert ways["ada"].known
    assert not ways["bea"].known
    assert ways["bea"].introduction is not None
    assert ways["bea"].introduction.between == ("n/ada",)
    assert ways["cid"].introduction is None
    assert ways["cid"].instead


def test_nobody_convenes() -> None:
    """Where nobody convenes there are no ways to tell."""
    found = plan(VIEW, replace(TALKS, convenor=None))

    assert found.ways == ()
    assert "no chain of ties leads from the convenor to them" not in doubts(found)


def test_held() -> None:
    """What of the dialogue is at the table is told, and what nobody there has."""
    held = {(row.what, row.name): set(row.members) for row in PLANNED.held}

    assert held == {
        ("theme", "mediation"): {"ada", "bea", "cid"},
        ("place", "Mali"): {"ada", "bea", "cid"},
        ("language", "French"): {"ada"},
        ("language", "Bambara"): set(),
    }


def test_doubts() -> None:
    """It is told what is tight, who cannot be replaced, what rests on little, who is far."""
    found = doubts(PLANNED)

    assert found["nobody could take the seat and keep all demands"] == ("ada", "bea", "cid")
    assert found["no chain of ties leads from the convenor to them"] == ("cid",)
    assert found["none of the evidence is dated"] == ("ada", "bea", "cid")
    assert "nothing is left over of a demand: at least 1 of the kind women's network: 1" in found


def test_sources() -> None:
    """Every source that a reason cites is listed once, with what it cites in turn."""
    (cited,) = PLANNED.sources

    assert cited.sources == ("n",)
    assert set(cited.cited) == {"ada", "bea", "cid"}


def test_gaps() -> None:
    """Gaps are those of the themes and places of the dialogue; without a place there are none."""
    assert PLANNED.gaps is not None
    assert [margin.name for margin in PLANNED.gaps.places] == ["Mali"]
    assert plan(VIEW, replace(TALKS, places=())).gaps is None


def test_contradiction() -> None:
    """Where there is no table all else is told still."""
    none = replace(TALKS, ask=Ask(at_least=9, at_most=9))
    found = plan(VIEW, none)

    assert found.table.contradiction is not None
    assert (found.ways, found.table.members) == ((), ())
    assert found.gaps is not None


def test_label() -> None:
    """The plan carries the highest label of what any part of it used."""
    closed = (
        source("shut", Label.AMBER),
        entity("shut/dot", "womens_network"),
        tie("shut/dot", "works_on", "theme:mediation"),
        tie("shut/dot", "active_in", "country:ML"),
    )

    assert PLANNED.label == Label.CLEAR
    assert plan(view_of(*NETWORK, *closed), TALKS).label == Label.AMBER


def test_hidden() -> None:
    """What its reader may not see changes nothing of a plan."""
    hidden = (
        source("shut", Label.RED),
        entity("shut/dot", "womens_network"),
        tie("shut/dot", "works_on", "theme:mediation"),
    )
    seen = plan(view_of(*NETWORK, *hidden, clearance=Label.CLEAR), TALKS)
    alone = plan(view_of(*NETWORK, clearance=Label.CLEAR), TALKS)

    assert replace(seen, gaps=None) == replace(alone, gaps=None)


def test_nobody() -> None:
    """A convenor who is not here is refused."""
    with pytest.raises(NotHereError, match="n/zed"):
        plan(VIEW, replace(TALKS, convenor="n/zed"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"title": " "}, "needs a title", id="title"),
        pytest.param({"themes": (), "places": ()}, "needs a theme or a place", id="nothing"),
        pytest.param({"years": 0}, "0 years: ask for 1 to 100", id="years"),
    ],
)
def test_no_dialogue(change: dict[str, object], words: str) -> None:
    """A dialogue that makes no sense is refused."""
    with pytest.raises(NeedError, match=words):
        replace(TALKS, **change)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        pytest.param({"amount": 0.0}, "0.0 is no amount", id="amount"),
        pytest.param({"currency": "Euro"}, "'Euro' is no currency", id="currency"),
    ],
)
def test_no_money(given: dict[str, object], words: str) -> None:
    """Money is an amount of a currency."""
    with pytest.raises(NeedError, match=words):
        Money(**given)  # type: ignore[arg-type]
