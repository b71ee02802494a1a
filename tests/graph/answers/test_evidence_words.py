"""Evidence in words."""

import pytest

from graph.answers.evidence_words import count_words, day_words, listed, row_words, tie_words, when
from graph.answers.fit import fit, rows_for
from graph.domain.model import Entity, Tie
from graph.views.view import View
from tests.networks import entity, shared, tie, view_of

NET, OTHER = entity("a/net", name="The Network"), entity("a/other", name="The Other")
WORK = entity("a/work", "activity", name="The Project")


def test_day() -> None:
    """Days are written as people write them."""
    assert day_words(20190704) == "2019-07-04"


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        pytest.param(None, None, "", id="undated"),
        pytest.param("2019", None, " (since 2019)", id="begun"),
        pytest.param(None, "2019-07", " (until 2019-07)", id="ended"),
        pytest.param("2019", "2021", " (2019 to 2021)", id="both"),
        pytest.param("2019", "2019", " (2019)", id="once"),
    ],
)
def test_when(since: str | None, until: str | None, words: str) -> None:
    """Dates are as precise as their source."""
    assert when(since, until) == words


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        pytest.param(
            tie("a/net", "funds", "a/other", since="2019", role="lead donor"),
            ("funds The Other as lead donor (since 2019)", "funded by The Network as lead donor"),
            id="with a role",
        ),
        pytest.param(
            tie("a/net", "partners_with", "a/other", cited='the "role" of both'),
            ("partners with The Other", "partners with The Network"),
            id="without one",
        ),
    ],
)
def test_tie(claim: Tie, words: tuple[str, str]) -> None:
    """A tie is told from either end."""
    view = view_of(NET, OTHER, claim)

    assert tie_words(view, 0, 0) == words[0]
    assert tie_words(view, 0, 1).startswith(words[1])


def told(asked: str, *claims: Tie | Entity) -> list[tuple[str, list[str]]]:
    """What is said of the network's fit to what is asked, and the ties that say so."""
    view: View = view_of(*shared(), NET, WORK, *claims)
    each = fit(view, view.node(asked))
    rows = [row_words(view, *row) for row in rows_for(view, each, view.node("a/net"))]
    return [(words, [view.tie(place).kind for place in places]) for words, places in rows]


BODY = entity("a/ecowas", "regional_body", name="ECOWAS")
MEMBER = tie("country:ML", "member_of", "a/ecowas", since="1975-05-28", until="2025-01-29")


def test_direct_row() -> None:
    """Evidence on what was asked itself is told without more."""
    assert told("country:ML", tie("a/net", "active_in", "country:ML")) == [
        ("active in Mali", ["active_in"])
    ]


def test_row_through_activity() -> None:
    """Evidence through an activity tells both ties."""
    ties = tie("a/net", "implements", "a/work"), tie("a/work", "works_on", "theme:mediation")

    assert told("theme:mediation", *ties) == [
        ("implements The Project, which works on mediation", ["implements", "works_on"])
    ]


def test_row_on_part() -> None:
    """A part is said to be one, and so is what it is a part of."""
    ties = (
        tie("a/net", "works_on", "theme:mediation"),
        tie("a/net", "works_on", "theme:participation"),
    )
    words = [words for words, _ in told("theme:peace_processes", *ties)]

    assert words == [
        "works on mediation; mediation is part of participation in peace processes",
        "works on participation; participation in peace processes is part of it",
    ]


def test_row_on_member() -> None:
    """Who counts for a body counts by a membership, which is cited."""
    assert told("a/ecowas", BODY, MEMBER, tie("a/net", "active_in", "country:ML")) == [
        (
            "active in Mali; Mali is a member of ECOWAS since 1975-05-28 until 2025-01-29",
            ["active_in", "member_of"],
        )
    ]


def test_counts() -> None:
    """One is one, all else are many."""
    assert [count_words(n, "partner") for n in (0, 1, 2)] == [
        "0 partners",
        "1 partner",
        "2 partners",
    ]


def test_listed() -> None:
    """A list says how much more there is."""
    assert listed(["A", "B"], 2) == "A, B"
    assert listed(["A", "B"], 5) == "A, B and 3 more"
