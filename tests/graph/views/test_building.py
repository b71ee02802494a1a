"""A View is what its claims say, as of one date, worked out by hand."""

from datetime import date
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.domain.dates import ALWAYS_FROM, ALWAYS_UNTIL
from graph.domain.labels import Label
from graph.domain.model import Claim, Judgement
from graph.views.building import build, fingerprint, narrowed
from graph.views.view import KINDS, LEVELS, TIE_KINDS, Scope, View
from tests import strategies
from tests.networks import TODAY, entity, judged, shared, sifted, source, tie, told, view_of

PAIR = (entity("list/a"), entity("list/b"))


@pytest.mark.parametrize(
    ("since", "until", "day", "found"),
    [
        pytest.param("2019", None, "2018-12-31", "absent", id="the day before the year"),
        pytest.param("2019", None, "2019-01-01", "holds", id="the first day of the year"),
        pytest.param("2019", "2019", "2019-12-31", "holds", id="the last day of the year"),
        pytest.param("2019", "2019", "2020-01-01", "ended", id="the day after the year"),
        pytest.param("2019-07", "2019-07", "2019-06-30", "absent", id="before the month"),
        pytest.param("2019-07", "2019-07", "2019-07-31", "holds", id="the end of the month"),
        pytest.param("2019-07", "2019-07", "2019-08-01", "ended", id="after the month"),
        pytest.param("1975-05-28", "2025-01-29", "2025-01-29", "holds", id="the last day"),
        pytest.param("1975-05-28", "2025-01-29", "2025-01-30", "ended", id="the day after"),
        pytest.param("1975-05-28", "2025-01-29", "1975-05-27", "absent", id="the day before"),
        pytest.param(None, "2024-02", "2024-02-29", "holds", id="a leap day"),
        pytest.param(None, "2024-02", "1000-01-01", "holds", id="no beginning"),
        pytest.param(None, None, "0001-01-01", "holds", id="undated, long ago"),
        pytest.param(None, None, "9999-12-31", "holds", id="undated, far ahead"),
    ],
)
def test_dates(since: str | None, until: str | None, day: str, found: str) -> None:
    """A claim holds at a date unless its own dates rule that date out."""
    dates = {name: text for name, text in (("since", since), ("until", until)) if text}
    joined = tie("list/a", "partners_with", "list/b", **dates)
    view = view_of(*PAIR, joined, as_of=date.fromisoformat(day))
    held = ["holds" if holds else "ended" for holds in view.holds]
    assert held == ([] if found == "absent" else [found])


def test_undated_bounds() -> None:
    """A tie without dates is bounded by no day."""
    view = view_of(*PAIR, tie("list/a", "partners_with", "list/b"))
    assert (view.since.tolist(), view.until.tolist()) == ([ALWAYS_FROM], [ALWAYS_UNTIL])


def test_entities_not_begun() -> None:
    """Whoever is founded later is not there yet, nor is any tie to it; who ended stays."""
    claims = (
        entity("list/early", since="1990", until="2000-06"),
        entity("list/late", since="2020-03"),
        entity("list/undated"),
        tie("list/early", "precedes", "list/late"),
        tie("list/undated", "partners_with", "list/early"),
    )
    before = view_of(*claims, as_of=date(2020, 2, 29))
    assert before.ids == ["list/early", "list/undated"]
    assert [before.tie(place).kind for place in range(len(before.rows))] == ["partners_with"]
    assert before.ended.tolist() == [20000630, ALWAYS_UNTIL]
    assert view_of(*claims, as_of=date(2020, 3, 1)).ids[1] == "list/late"


def test_merged_columns() -> None:
    """A stakeholder of several entities has the earliest's id and name, and the best of all."""
    view = view_of(
        source("open"),
        source("closed", Label.AMBER),
        entity("open/0"),
        entity("closed/1", "organisation", name="One", until="2001"),
        entity("open/1", "fund", name="Uno", level="global", until="2004-02"),
        entity("open/2", "donor", level="local"),
        judged("open/1", "same", "closed/1"),
        judged("open/2", "same", "closed/1"),
    )
    assert (view.ids, view.names) == (["open/0", "closed/1"], ["0", "One"])
    assert [KINDS[kind] for kind in view.kinds] == ["civil_society", "fund"]
    assert [LEVELS[level] if level >= 0 else None for level in view.levels] == [None, "global"]
    assert view.labels.tolist() == [Label.CLEAR, Label.AMBER]
    assert view.ended.tolist() == [ALWAYS_UNTIL, 20040229]
    assert [one.id for one in view.entities(1)] == ["closed/1", "open/1", "open/2"]


def test_tie_within_a_stakeholder() -> None:
    """A tie between two that turned out to be one is left out; ties of both come together."""
    view = view_of(
        *PAIR,
        entity("list/c"),
        tie("list/a", "part_of", "list/b"),
        tie("list/a", "partners_with", "list/c"),
        tie("list/c", "partners_with", "list/b"),
        judged("list/a", "same", "list/b"),
    )
    assert view.ids == ["list/a", "list/c"]
    assert (view.starts.tolist(), view.ends.tolist()) == ([0, 1], [1, 0])


def test_one_through_an_entity_not_begun() -> None:
    """Two that a third shows to be one are so on days before that third began, too."""
    claims = (
        *PAIR,
        entity("list/c", since="2020"),
        judged("list/a", "same", "list/c"),
        judged("list/c", "same", "list/b"),
    )
    before = view_of(*claims, as_of=date(2019, 1, 1))
    assert before.ids == ["list/a"]
    assert [one.id for one in before.entities(0)] == ["list/a", "list/b"]
    assert len(view_of(*claims).entities(0)) == 3


def test_earliest_entity_not_begun() -> None:
    """Nodes are numbered by their earliest entity that is there."""
    claims = (
        entity("list/late", since="2020"),
        entity("list/0"),
        entity("list/early"),
        judged("list/late", "same", "list/early"),
    )
    assert view_of(*claims, as_of=date(2019, 1, 1)).ids == ["list/0", "list/early"]
    assert view_of(*claims).ids == ["list/late", "list/0"]


@pytest.mark.parametrize(
    ("label", "clearance", "ids", "labels"),
    [
        pytest.param(Label.AMBER, Label.AMBER, ["list/a"], [Label.AMBER], id="closed, seen"),
        pytest.param(Label.AMBER, Label.GREEN, ["list/a", "list/b"], [0, 0], id="closed, not"),
        pytest.param(Label.CLEAR, Label.GREEN, ["list/a"], [Label.CLEAR], id="open"),
    ],
)
def test_label_of_what_joins(
    label: Label, clearance: Label, ids: list[str], labels: list[Label]
) -> None:
    """A stakeholder is as closed as the judgement that makes it one."""
    view = view_of(*PAIR, judged("list/a", "same", "list/b", label=label), clearance=clearance)
    assert (view.ids, view.labels.tolist()) == (ids, labels)


def test_a_closed_doubt_raises_nothing() -> None:
    """A judgement that joins nobody leaves labels as they are."""
    view = view_of(*PAIR, judged("list/a", "different", "list/b", label=Label.RED))
    assert view.labels.tolist() == [Label.CLEAR, Label.CLEAR]


def test_empty() -> None:
    """A View of nothing answers as any other."""
    view = view_of()
    assert (len(view), view.ids, view.sources) == (0, [], ())
    assert [len(column) for column in (view.starts, view.kinds, view.holds)] == [0, 0, 0]
    assert len(narrowed(view, np.zeros(0, bool), Scope())) == 0


@settings(max_examples=50)
@given(strategies.networks(), st.randoms())
def test_order_of_judgements(claims: list[Claim], chance: Random) -> None:
    """The same claims give the same View, in whatever order judgements were made."""
    judgements = [claim for claim in claims if isinstance(claim, Judgement)]
    others = [claim for claim in claims if not isinstance(claim, Judgement)]
    few = shared(*strategies.SHARED)
    one = told(build(sifted([*few, *others, *judgements]), TODAY))
    chance.shuffle(judgements)
    other = told(build(sifted([*few, *others, *judgements]), TODAY))
    del one["judgements"], other["judgements"]
    assert one == other


def test_fingerprint_moves() -> None:
    """The revision moves with anything that the reader can see, and with nothing else."""
    joined = tie("list/a", "partners_with", "list/b")
    first = view_of(*PAIR, joined).revision
    assert view_of(*PAIR, joined, as_of=date(2030, 1, 1)).revision == first
    changes = (
        (entity("list/a", name="Other"), PAIR[1], joined),
        (PAIR[1], PAIR[0], joined),
        (*PAIR, tie("list/a", "partners_with", "list/b", since="2019")),
        (*PAIR, tie("list/a", "partners_with", "list/b", until="2019")),
        (*PAIR, tie("list/a", "partners_with", "list/b", weight=0.5)),
        (*PAIR, tie("list/a", "partners_with", "list/b", cited="p. 1")),
        (*PAIR, tie("list/a", "partners_with", "list/b", label=Label.RED)),
        (*PAIR, tie("list/b", "partners_with", "list/a", id=joined.id)),
        (*PAIR, tie("list/a", "linked_to", "list/b", id=joined.id)),
        (*PAIR, joined, judged("list/a", "unsure", "list/b")),
        (source("list", Label.GREEN), *PAIR, joined),
        (source("more"), *PAIR, joined),
    )
    assert len({first, *(view_of(*claims).revision for claims in changes)}) == len(changes) + 1


def test_fingerprint_of_what_is_seen() -> None:
    """What is hidden, and the store's own count, are no part of it."""
    claims: list[Claim] = [source(), *PAIR, entity("list/c", "person")]
    assert fingerprint(sifted(claims, Label.GREEN)) == fingerprint(sifted(claims[:3]))


@pytest.fixture
def network() -> View:
    """Give four stakeholders in a ring, two of them made of two entities."""
    names = ("a", "b", "c", "d")
    again = [entity(f"more/{name}") for name in ("b", "d")]
    return view_of(
        *(entity(f"list/{name}") for name in names),
        *again,
        tie("list/a", "partners_with", "list/b", since="2019"),
        tie("list/b", "partners_with", "list/c"),
        tie("list/c", "funds", "list/d", weight=3),
        tie("list/d", "opposes", "list/a", until="2020"),
        tie("more/b", "partners_with", "more/d"),
        judged("list/b", "same", "more/b"),
        judged("list/d", "same", "more/d"),
    )


def test_narrowed(network: View) -> None:
    """A part of a View has the nodes asked for, the ties among them, and all their claims."""
    kept = np.array([True, True, False, True])
    part = narrowed(network, kept, Scope(places=("country:ML",)))
    assert part.ids == ["list/a", "list/b", "list/d"]
    assert part.scope == Scope(places=("country:ML",))
    ends = [(part.ids[s], part.ids[e]) for s, e in zip(part.starts, part.ends, strict=True)]
    assert ends == [("list/a", "list/b"), ("list/d", "list/a"), ("list/b", "list/d")]
    assert [TIE_KINDS[kind] for kind in part.tie_kinds] == [
        "partners_with",
        "opposes",
        "partners_with",
    ]
    assert part.holds.tolist() == [True, False, True]
    assert [one.id for one in part.entities(2)] == ["list/d", "more/d"]
    assert [part.tie(place).until is None for place in range(3)] == [True, False, True]
    assert part.ties_of(part.node("more/b")).tolist() == [0, 2]


def test_narrowed_to_all_and_to_none(network: View) -> None:
    """All of a View is that View; none of it is empty."""
    everything = narrowed(network, np.ones(4, bool), Scope())
    assert told(everything) == told(network)
    nothing = narrowed(network, np.zeros(4, bool), Scope())
    assert (len(nothing), len(nothing.starts), nothing.revision) == (0, 0, network.revision)


def test_narrowed_twice(network: View) -> None:
    """A part of a part is what it would be at once."""
    first = narrowed(network, np.array([True, True, False, True]), Scope())
    twice = narrowed(first, np.array([False, True, True]), Scope())
    assert told(twice) == told(narrowed(network, np.array([False, True, False, True]), Scope()))
