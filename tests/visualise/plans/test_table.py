"""The part of a plan about its table, on answers made by hand."""

import re
from dataclasses import replace

import pytest

from graph.answers.answer import Because, Part
from graph.answers.coalition.answer import (
    Alternative,
    Contradicting,
    Contradiction,
    Eased,
    Met,
    Service,
    StandIn,
)
from graph.domain.labels import Label
from tests.graph.answers.plan.test_doubts import SURE, TABLE
from visualise.plans.citations import Citations
from visualise.plans.table import alternatives, contradiction, demands, members

NONE = Contradiction(demands=(), eased=(), minimal=True, smallest=True, cheapest=True)
DEMAND = Contradicting(id="cover 1", words="at least 2 of these", known=1)


def words(markup: str) -> str:
    """What is said, without the markup."""
    return re.sub(r"<[^>]*>", "", markup)


def test_member_for_its_points() -> None:
    """Who serves no demand is told by the strongest parts of its points."""
    parts = (
        Part(name="small", value=1.0, because=(Because(words="is near"),)),
        Part(name="large", value=9.0, because=(Because(words="works on it"),)),
    )
    table = replace(TABLE, members=(replace(SURE, parts=parts, level="local", label=Label.AMBER),))
    told = words(members(table, Citations(())))

    assert "for its points: works on it ; is near" in told
    assert "civil society organisation, local TLP:AMBER" in told
    assert "z" in told


def test_member_who_breaks() -> None:
    """What breaks without a member is told, but for the size of the table."""
    breaks = (
        Service(demand="cover 1", words="at least 1"),
        Service(demand="size: at least", words="fewer"),
    )
    other = StandIn(id="n/z", name="z", points=0.5, loses=0.5)
    table = replace(TABLE, members=(replace(SURE, breaks=breaks, stand_in=other),))
    told = words(members(table, Citations(())))

    assert "z, 0.5 points less" in told
    assert "Left empty: at least 1" in told
    assert "fewer" not in told


@pytest.mark.parametrize(
    ("met", "room"),
    [
        pytest.param(Met(id="cover 1", words="w", has=3, slack=2.0), "w2", id="room"),
        pytest.param(Met(id="cover 1", words="w", has=3, slack=0.0), "wnothing", id="tight"),
        pytest.param(Met(id="size: at most", words="w", has=3, slack=0.0), "wnothing", id="full"),
        pytest.param(Met(id="within", words="w", has=3), "wkept", id="kept"),
    ],
)
def test_demands(met: Met, room: str) -> None:
    """Every demand says what there is to spare; a full table is no worry."""
    markup = demands(replace(TABLE, demands=(met,)))

    assert words(markup).endswith(room)
    assert ('class="warn"' in markup) is (met.id == "cover 1" and met.slack == 0)


def test_alternatives() -> None:
    """Other tables say who enters, who leaves, and what that costs."""
    other = Alternative(
        members=("n/b",),
        names=("b",),
        enters=("n/b",),
        leaves=("n/a",),
        points=0.4,
        bound=0.4,
        proven=True,
    )
    (told,) = (words(each) for each in alternatives(replace(TABLE, alternatives=(other,))))

    assert told == "In: b. Out: a. 0.6 points less."


def test_contradiction() -> None:
    """Demands that contradict each other are told, with what would do, if that is known."""
    eased = (Eased(id="cover 1", by=1, words="1 fewer of these"),)
    two = replace(NONE, demands=(DEMAND, DEMAND), eased=eased)

    assert words(contradiction(NONE)) == "No table was found in the time given."
    assert "for this cannot be:at least 2 of these (1 known)" in words(
        contradiction(replace(NONE, demands=(DEMAND,)))
    )
    assert "for these cannot all be:" in words(contradiction(two))
    assert words(contradiction(two)).endswith("make it possible: 1 fewer of these.")
