"""The rows of evidence in small networks, worked out by hand."""

from datetime import date

import numpy as np
import pytest

from graph.domain.dates import ALWAYS_FROM, ALWAYS_UNTIL
from graph.measures.evidence import MOST_VOICES, Evidence, evidence
from graph.views.view import View
from tests.networks import entity, judged, shared, tie, view_of

FEW = shared("theme:mediation", "theme:dialogue", "country:ML", "country:SN", "region:011")
NET, WORK = entity("list/net", "womens_network"), entity("list/work", "activity")


def worths(view: View) -> dict[tuple[str, str], float]:
    """Who has to do with what, and what that is worth."""
    rows = evidence(view)
    pairs = zip(rows.node.tolist(), rows.context.tolist(), rows.worth.tolist(), strict=True)
    return {(view.ids[node], view.ids[on]): round(worth, 6) for node, on, worth in pairs}


def only(view: View) -> dict[str, int]:
    """The one row of a view, by column."""
    rows = evidence(view)
    columns = ("since", "until", "newest", "voice", "tie", "then")
    return {name: int(getattr(rows, name).item()) for name in columns}


@pytest.mark.parametrize(
    ("kind", "end", "worth"),
    [
        pytest.param("works_on", "theme:mediation", 1.0, id="works on"),
        pytest.param("active_in", "country:ML", 1.0, id="active in"),
        pytest.param("active_in", "region:011", 1.0, id="active in a region"),
        pytest.param("based_in", "country:ML", 0.7, id="based in"),
    ],
)
def test_direct(kind: str, end: str, worth: float) -> None:
    """What somebody does or is somewhere is worth what its kind of tie says."""
    assert worths(view_of(*FEW, NET, tie("list/net", kind, end))) == {("list/net", end): worth}


@pytest.mark.parametrize("kind", ["linked_to", "part_of", "precedes"])
def test_no_evidence(kind: str) -> None:
    """Ties of other kinds say nothing of themes and places."""
    assert worths(view_of(*FEW, NET, tie("list/net", kind, "theme:mediation"))) == {}


def test_share() -> None:
    """A percentage makes a tie worth from half to all of it."""
    ties = [
        tie("list/net", "active_in", place, share=share)
        for place, share in (("country:ML", 20.0), ("country:SN", 0.0), ("region:011", 100.0))
    ]
    assert worths(view_of(*FEW, NET, *ties)) == {
        ("list/net", "country:ML"): 0.6,
        ("list/net", "country:SN"): 0.5,
        ("list/net", "region:011"): 1.0,
    }


def test_members_of_a_body() -> None:
    """A body has to do with its member countries; a region of countries is no body."""
    view = view_of(
        *FEW,
        entity("list/ecowas", "regional_body"),
        tie("country:ML", "member_of", "list/ecowas", since="1975-05-28", until="2025-01-29"),
        tie("country:SN", "member_of", "region:011", id="list/x", source="list"),
        as_of=date(2025, 6, 1),
    )
    assert worths(view) == {("list/ecowas", "country:ML"): 0.6}
    assert only(view) | {"voice": 0, "tie": 0} == {
        "since": 19750528,
        "until": 20250129,
        "newest": 20250129,
        "voice": 0,
        "tie": 0,
        "then": -1,
    }


@pytest.mark.parametrize(
    ("kind", "start", "worth"),
    [
        pytest.param("implements", "list/net", 0.9, id="implements"),
        pytest.param("manages", "list/net", 0.8, id="manages"),
        pytest.param("accountable_for", "list/net", 0.8, id="accountable"),
        pytest.param("funds", "list/net", 0.6, id="funds"),
        pytest.param("reports_on", "list/net", None, id="publishes the account"),
    ],
)
def test_through_an_activity(kind: str, start: str, worth: float | None) -> None:
    """A part in an activity is a part in its themes and places, by what the part is."""
    view = view_of(
        *FEW,
        NET,
        WORK,
        tie(start, kind, "list/work"),
        tie("list/work", "works_on", "theme:mediation", share=50.0),
    )
    expected = {} if worth is None else {("list/net", "theme:mediation"): round(worth * 0.75, 6)}
    assert worths(view) == expected


def test_through_an_event() -> None:
    """All who are at a meeting have to do with each of its subjects and places."""
    view = view_of(
        *FEW,
        NET,
        entity("list/host"),
        entity("list/meeting", "event"),
        tie("list/host", "convened", "list/meeting"),
        tie("list/net", "took_part_in", "list/meeting"),
        tie("list/meeting", "works_on", "theme:mediation"),
        tie("list/meeting", "active_in", "country:ML"),
    )
    assert worths(view) == {
        ("list/host", "theme:mediation"): 0.8,
        ("list/host", "country:ML"): 0.8,
        ("list/net", "theme:mediation"): 0.6,
        ("list/net", "country:ML"): 0.6,
    }
    rows = evidence(view)
    kinds = [(view.tie(t).kind, view.tie(n).kind) for t, n in zip(rows.tie, rows.then, strict=True)]
    assert sorted(set(kinds)) == [
        ("convened", "active_in"),
        ("convened", "works_on"),
        ("took_part_in", "active_in"),
        ("took_part_in", "works_on"),
    ]


def test_through_no_further() -> None:
    """Funding somebody is no part in what they do."""
    view = view_of(
        *FEW,
        NET,
        entity("list/bank", "donor"),
        tie("list/bank", "funds", "list/net"),
        tie("list/net", "works_on", "theme:mediation"),
    )
    assert worths(view) == {("list/net", "theme:mediation"): 1.0}


@pytest.mark.parametrize(
    ("part", "subject", "span"),
    [
        pytest.param(
            {"since": "2019", "until": "2021"},
            {"since": "2020-03", "until": "2022"},
            (20200301, 20211231),
            id="they overlap",
        ),
        pytest.param({"until": "2021"}, {}, (ALWAYS_FROM, 20211231), id="one is undated"),
        pytest.param({}, {}, (ALWAYS_FROM, ALWAYS_UNTIL), id="both are"),
        pytest.param({"until": "2019"}, {"since": "2019"}, (20190101, 20191231), id="they touch"),
        pytest.param({"until": "2018"}, {"since": "2019"}, None, id="they never met"),
    ],
)
def test_dates_of_both_ties(
    part: dict[str, str], subject: dict[str, str], span: tuple[int, int] | None
) -> None:
    """A part in an activity counts while both the part and the subject held."""
    view = view_of(
        *FEW,
        NET,
        WORK,
        tie("list/net", "implements", "list/work", **part),
        tie("list/work", "works_on", "theme:mediation", **subject),
    )
    rows = evidence(view)
    spans = list(zip(rows.since.tolist(), rows.until.tolist(), strict=True))
    assert spans == ([] if span is None else [span])


def test_newest_of_a_part() -> None:
    """Of a part in an activity, word is as old as the older of the two documents."""
    view = view_of(
        *FEW,
        NET,
        WORK,
        tie("list/net", "implements", "list/work", cited_on="2024-03-05"),
        tie("list/work", "works_on", "theme:mediation", cited_on="2022"),
    )
    assert only(view)["newest"] == 20221231


def test_voices() -> None:
    """Each source is a voice, and each citation of a source; one that repeats itself is one."""
    view = view_of(
        *FEW,
        NET,
        entity("more/net"),
        judged("list/net", "same", "more/net"),
        tie("list/net", "works_on", "theme:mediation"),
        tie("list/net", "works_on", "theme:dialogue"),
        tie("list/net", "active_in", "country:ML", cited="report 1"),
        tie("list/net", "active_in", "country:SN", cited="report 2"),
        tie("list/net", "based_in", "country:ML", cited="report 1"),
        tie("more/net", "works_on", "theme:mediation", cited="report 1"),
    )
    rows = evidence(view)
    said = {view.tie(t).id: int(v) for t, v in zip(rows.tie, rows.voice, strict=True)}
    voices = [said[view.tie(place).id] for place in range(6)]
    assert voices[0] == voices[1]
    assert voices[2] == voices[4]
    assert len({voices[0], voices[2], voices[3], voices[5]}) == 4
    assert all(voice.bit_count() == 1 for voice in voices)


def test_voices_of_members() -> None:
    """Memberships that rest on two citations are two voices on the body."""
    view = view_of(
        *FEW,
        entity("list/ecowas", "regional_body"),
        tie("country:ML", "member_of", "list/ecowas", cited="treaty"),
        tie("country:SN", "member_of", "list/ecowas", cited="register"),
    )
    assert int(np.bitwise_or.reduce(evidence(view).voice)).bit_count() == 2


def test_many_voices() -> None:
    """Beyond as many voices as have bits, all further ones are one."""
    ties = [
        tie("list/net", "works_on", "theme:mediation", cited=str(key), id=f"list/{key}")
        for key in range(70)
    ]
    voices = {int(voice) for voice in evidence(view_of(*FEW, NET, *ties)).voice}
    assert len(voices) == MOST_VOICES + 1
    assert max(voices) < 2**63


def test_rows_of() -> None:
    """Rows are found by context, each with the place of its context in the question."""
    view = view_of(
        *FEW,
        NET,
        entity("list/b"),
        tie("list/net", "works_on", "theme:mediation"),
        tie("list/b", "works_on", "theme:mediation"),
        tie("list/b", "active_in", "country:ML"),
    )
    rows = evidence(view)
    asked = ("country:SN", "country:ML", "theme:mediation", "country:ML")
    found, whose = rows.rows_of(np.array([view.node(name) for name in asked]))
    assert whose.tolist() == [1, 2, 2, 3]
    who = [view.ids[node] for node in rows.node[found]]
    assert who == ["list/b", "list/net", "list/b", "list/b"]


def test_nothing() -> None:
    """A View without evidence has none, and is asked like any other."""
    for view in (view_of(), view_of(*FEW), view_of(NET)):
        assert isinstance(evidence(view), Evidence)
        assert len(evidence(view).node) == 0
    found, whose = evidence(view_of(NET)).rows_of(np.array([0]))
    assert (found.tolist(), whose.tolist()) == ([], [])


def test_gathered_once() -> None:
    """The evidence of a View is gathered once."""
    view = view_of(*FEW, NET)
    assert evidence(view) is evidence(view)
