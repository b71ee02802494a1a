"""Coalitions in words, on answers made by hand."""

from dataclasses import replace

from api.cli.coalition_words import coalition_in_words
from graph.answers.coalition.answer import (
    Coalition,
    Contradicting,
    Contradiction,
    Eased,
    Met,
    Service,
)
from tests.graph.answers.plan.test_doubts import SURE, TABLE

UNKNOWN = Contradiction(demands=(), eased=(), minimal=False, smallest=False, cheapest=False)
DEMAND = Contradicting(id="cover 1", words="at least 2 of these", known=1)
EASED = Eased(id="cover 1", by=1, words="1 fewer of these")


def told(answer: Coalition) -> str:
    """The answer as one text."""
    return "\n".join(coalition_in_words(answer))


def test_nothing_found() -> None:
    """Where time was too short nothing is said of what contradicts itself."""
    found = told(replace(TABLE, contradiction=UNKNOWN))

    assert "Nothing was found in the time given." in found
    assert "There is no such table" not in found


def test_what_would_do() -> None:
    """What would make an ask possible is called the least only where it is."""
    eased = replace(UNKNOWN, demands=(DEMAND,), eased=(EASED,))

    assert "This would do: 1 fewer of these." in told(replace(TABLE, contradiction=eased))
    cheapest = replace(eased, cheapest=True)
    assert "The least that would make it possible: 1 fewer of these." in told(
        replace(TABLE, contradiction=cheapest)
    )


def test_not_minimal() -> None:
    """Where it is not known whether fewer contradict each other, that is said."""
    some = replace(UNKNOWN, demands=(DEMAND,))

    assert "it is not known whether fewer" in told(replace(TABLE, contradiction=some))
    assert "not known whether" not in told(
        replace(TABLE, contradiction=replace(some, minimal=True))
    )


def test_room() -> None:
    """Every demand says what it has to spare, where it has more or less."""
    met = Met(id="cover 1", words="at least 2: 3", has=3, slack=1.0)
    demands = (met, replace(met, words="full", slack=0.0), replace(met, words="kept", slack=None))
    lines = told(replace(TABLE, demands=demands)).splitlines()

    assert "     at least 2: 3  (1 to spare)" in lines
    assert "     full  (tight)" in lines
    assert "     kept" in lines


def test_member() -> None:
    """Who serves no demand is there for its points; who breaks one says which."""
    breaking = replace(SURE, breaks=(Service(demand="cover 1", words="at least 1"),), stand_in=None)
    found = told(replace(TABLE, members=(SURE, breaking)))

    assert "there for its points" in found
    assert "stand-in: z (n/z), 0.00 points less" in found
    assert "breaks without it: at least 1" in found
    assert "stand-in: nobody could take the seat" in found
    assert "Other tables" not in found
