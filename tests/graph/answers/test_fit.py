"""How well stakeholders fit a theme or a place, worked out by hand."""

import numpy as np
import pytest

from graph.answers.fit import Backing, backing, fit, own_rows, rows_for
from graph.domain.dates import PartialDate
from graph.domain.model import Source, Tie
from graph.measures.ages import years
from graph.measures.evidence import evidence
from graph.views.view import View
from tests.networks import TODAY, entity, judged, shared, tie, view_of

NET = entity("a/net")
ECOWAS = entity("a/ecowas", "regional_body")
MEMBERS = (
    tie("country:ML", "member_of", "a/ecowas", since="1975-05-28", until="2025-01-29"),
    tie("country:SN", "member_of", "a/ecowas", since="1975-05-28"),
)


def worth(asked: str, *ties: Tie, who: str = "a/net") -> float:
    """How well *who* fits what is asked, by *ties*."""
    view = view_of(*shared(), NET, ECOWAS, *MEMBERS, *ties)
    return round(float(fit(view, view.node(asked)).value[view.node(who)]), 4)


@pytest.mark.parametrize(
    ("asked", "said", "expected"),
    [
        pytest.param("mediation", "mediation", 1, id="itself"),
        pytest.param("peace_processes", "mediation", 1, id="its part"),
        pytest.param("women_peace_security", "mediation", 1, id="a part of its parts"),
        pytest.param("mediation", "peace_processes", 0.5, id="what it is part of"),
        pytest.param("mediation", "women_peace_security", 0.125, id="three steps up"),
        pytest.param("mediation", "dialogue", 0, id="a part beside it"),
    ],
)
def test_themes(asked: str, said: str, expected: float) -> None:
    """A theme's parts count in full, what it is part of half at each step."""
    said_tie = tie("a/net", "works_on", f"theme:{said}")

    assert worth(f"theme:{asked}", said_tie) == expected


@pytest.mark.parametrize(
    ("asked", "kind", "said", "expected"),
    [
        pytest.param("country:ML", "active_in", "country:ML", 1, id="there"),
        pytest.param("country:ML", "based_in", "country:ML", 0.7, id="its seat"),
        pytest.param("region:011", "active_in", "country:ML", 1, id="in a part"),
        pytest.param("region:002", "active_in", "country:ML", 1, id="in a part of its parts"),
        pytest.param("country:ML", "active_in", "region:011", 0.5, id="around it"),
        pytest.param("country:ML", "active_in", "country:SN", 0, id="next door"),
        pytest.param("region:011", "active_in", "country:KE", 0, id="elsewhere"),
    ],
)
def test_places(asked: str, kind: str, said: str, expected: float) -> None:
    """A region is there where its countries are."""
    assert worth(asked, tie("a/net", kind, said)) == expected


@pytest.mark.parametrize(
    ("place", "since", "until", "expected"),
    [
        pytest.param("ML", None, None, 1, id="undated"),
        pytest.param("ML", "2010", "2015", 1, id="while a member"),
        pytest.param("ML", "2024", None, 1, id="until after it left"),
        pytest.param("ML", "2025", None, 1, id="in the year in which it left"),
        pytest.param("ML", "2025-01-29", None, 1, id="on the last day"),
        pytest.param("ML", "2025-01-30", None, 0, id="on the next day"),
        pytest.param("ML", "2025-06", None, 0, id="after it left"),
        pytest.param("ML", None, "1974", 0, id="before it joined"),
        pytest.param("SN", "2025-06", None, 1, id="in a member of today"),
        pytest.param("KE", None, None, 0, id="in no member"),
    ],
)
def test_body(place: str, since: str | None, until: str | None, expected: float) -> None:
    """Who is active in a country counts for a body while the country was a member."""
    dates = {name: text for name, text in (("since", since), ("until", until)) if text}

    assert worth("a/ecowas", tie("a/net", "active_in", f"country:{place}", **dates)) == expected


def test_body_in_its_country() -> None:
    """The body itself has to do with its members, of today and of once."""
    assert worth("country:ML", who="a/ecowas") == 0.6
    assert worth("a/ecowas", who="a/ecowas") == 0.6


def test_through_activity() -> None:
    """A part in an activity is worth what the part says of the activity's places."""
    work = entity("a/work", "activity")
    ties = (tie("a/net", "took_part_in", "a/work"), tie("a/work", "active_in", "country:ML"))
    view = view_of(*shared(), NET, work, *ties)

    assert fit(view, view.node("country:ML")).value[view.node("a/net")] == pytest.approx(0.6)


def test_best_counts() -> None:
    """The best evidence counts; lesser evidence beside it neither adds nor takes."""
    ties = tie("a/net", "based_in", "country:ML"), tie("a/net", "active_in", "region:011")

    assert worth("country:ML", *ties) == 0.7
    assert worth("country:ML", *ties, tie("a/net", "active_in", "country:ML")) == 1


def stands(*ties: Tie, asked: tuple[str, ...] = ("country:ML",)) -> tuple[View, Backing]:
    """What stands behind the fits of *asked*, where a second source speaks of the same."""
    again = entity("z/net")
    same = judged("a/net", "same", "z/net")
    sources = (
        Source(id="a", title="A"),
        Source(id="z", title="Z", published=PartialDate("2024-06-01")),
    )
    view = view_of(*shared(), *sources, NET, again, same, *ties)
    return view, backing(view, [fit(view, view.node(name)) for name in asked])


OLD = tie("a/net", "active_in", "country:ML", since="2015-06-01", until="2015-06-01")
RECENT = tie("a/net", "based_in", "country:ML", since="2020-06-01")
UNDATED = tie("a/net", "active_in", "region:011")
RETRIEVED = tie("z/net", "active_in", "country:ML")


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        pytest.param([RECENT], 0.5, id="five years"),
        pytest.param([OLD], 0.25, id="ten years"),
        pytest.param([OLD, RECENT], 0.5, id="the newest counts"),
        pytest.param([UNDATED], 0.5, id="undated"),
        pytest.param([UNDATED, OLD], 0.5, id="an old word takes nothing"),
        pytest.param([RETRIEVED], 0.5 ** (1 / 5), id="as fresh as its source"),
    ],
)
def test_freshness(ties: list[Tie], expected: float) -> None:
    """The freshest word counts, and halves every five years."""
    view, found = stands(*ties)

    assert found.freshness(np.array([view.node("a/net")]))[0] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("ties", "voices", "expected"),
    [
        pytest.param([RECENT, OLD], 1, 0.5, id="one source"),
        pytest.param([RECENT, RETRIEVED], 2, 0.75, id="two sources"),
        pytest.param(
            [
                RECENT,
                RETRIEVED,
                tie("a/net", "active_in", "region:002", cited="a page"),
                tie("a/net", "active_in", "region:202", cited="another"),
            ],
            4,
            0.9375,
            id="and what two cite",
        ),
    ],
)
def test_independence(ties: list[Tie], voices: int, expected: float) -> None:
    """Each voice halves what is left of doubt."""
    view, found = stands(*ties)
    node = np.array([view.node("a/net")])

    assert found.voices[node[0]] == voices
    assert found.independence(node)[0] == expected


def test_backing_together() -> None:
    """What stands behind several fits is taken together; without a word there is nothing."""
    themed = tie("z/net", "works_on", "theme:mediation")
    view, found = stands(OLD, themed, asked=("country:ML", "theme:mediation"))
    nodes = np.array([view.node("a/net"), view.node("country:ML")])

    assert found.newest[nodes].tolist() == [20240601, 0]
    assert found.voices[nodes].tolist() == [2, 0]
    assert found.freshness(nodes)[1] == found.independence(nodes)[1] == 0


def test_rows_for() -> None:
    """The worthiest evidence is told first, the newer of equals next, then by id."""
    view = view_of(*shared(), NET, UNDATED, RECENT, OLD, tie("a/net", "active_in", "region:002"))
    each = fit(view, view.node("country:ML"))
    node = view.node("a/net")
    told = [view.tie(int(evidence(view).tie[row])) for row, _ in rows_for(view, each, node, most=3)]

    assert told == [OLD, RECENT, UNDATED]
    assert len(own_rows(each, node)) == 4
    assert rows_for(view, each, view.node("country:SN")) == []


def test_years() -> None:
    """Days become years, near enough."""
    assert years(20250101) - years(20200101) == pytest.approx(5)
    assert years(20250701) - years(20250101) == pytest.approx(0.5)
    assert TODAY.year == int(years(20250601))
