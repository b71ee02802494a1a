"""A value that cannot be used costs itself, and not its record."""

from decimal import Decimal
from typing import Any

import pytest

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.model import Entity, Tie
from graph.domain.texts import LONGEST_TEXT
from ingest.errors import Place, ReadError
from ingest.refusals import Refusals
from ingest.workbook.cells import day

ROW = Place(file="list.csv", row=2)
CELL = Place(file="list.csv", row=2, column="Since")
LONG = "x" * (LONGEST_TEXT + 1)
ENTITY: dict[str, Any] = {"id": "s/a", "source": "s", "kind": "organisation", "name": "A"}
ENDS = {"start": "s/a", "end": "s/b"}
TIE: dict[str, Any] = {"id": "s/t", "source": "s", "kind": "funds", **ENDS}


def at_field(error: ClaimError) -> Place:
    """Give the place of the field that an error is about."""
    return Place(file="list.csv", row=2, column=error.field)


def test_value() -> None:
    """A text without a meaning is refused where it stands; no text is no refusal."""
    refusals = Refusals()

    assert refusals.value("2019", day, CELL) == PartialDate("2019")
    assert refusals.value(None, day, CELL) is None
    assert refusals.found == []
    assert refusals.value("2019-02-30", day, CELL) is None
    (refused,) = refusals.found
    assert (refused.place, refused.problem) == (CELL, "'2019-02-30' is no day of the calendar")


def test_place_of_the_error() -> None:
    """An error that knows its own place is refused there."""
    refusals = Refusals()

    def fail() -> None:
        raise ReadError("nothing there", CELL)

    assert refusals.attempt(fail, ROW) is None
    assert [(one.place, one.problem) for one in refusals.found] == [(CELL, "nothing there")]


def test_values() -> None:
    """Of several values each is refused alone, and the others are kept once."""
    refusals = Refusals()

    assert refusals.values(["2019", "x", "2019"], day, CELL) == (PartialDate("2019"),)
    assert len(refusals.found) == 1


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        pytest.param("2019", "2020", "2020", id="in order"),
        pytest.param("2019", "2019-03", "2019-03", id="within the year"),
        pytest.param("2019", "2018", None, id="turned round"),
    ],
)
def test_span(since: str, until: str, expected: str | None) -> None:
    """An end before the beginning is refused, and the beginning is kept."""
    refusals = Refusals()
    found = refusals.span(PartialDate(since), PartialDate(until), CELL)

    assert found == (PartialDate(since), expected and PartialDate(expected))
    assert len(refusals.found) == (expected is None)


def test_span_that_is_open() -> None:
    """Without a beginning or an end there is nothing to refuse."""
    refusals = Refusals()

    assert refusals.span(None, PartialDate("2019"), CELL) == (None, PartialDate("2019"))
    assert refusals.span(PartialDate("2019"), None, CELL) == (PartialDate("2019"), None)
    assert refusals.found == []


@pytest.mark.parametrize(
    ("values", "field", "left"),
    [
        pytest.param({"summary": LONG}, "summary", None, id="a text"),
        pytest.param({"level": "x"}, "level", None, id="a word"),
        pytest.param({"aliases": ("B", LONG)}, "aliases", ("B",), id="one alias"),
        pytest.param({"extra": (("a", LONG), ("a", "b"))}, "extra", (("a", "b"),), id="a pair"),
        pytest.param(
            {"identifiers": ("x", "wikidata:Q1")}, "identifiers", ("wikidata:Q1",), id="one of them"
        ),
    ],
)
def test_entity(values: dict[str, Any], field: str, left: object) -> None:
    """An entity is made without what it cannot hold, which is refused in its field."""
    refusals = Refusals()
    made = refusals.claim(Entity, at_field, **ENTITY, **values)

    assert getattr(made, field) == (left or Entity(**ENTITY).__getattribute__(field))
    assert [one.place.column for one in refusals.found] == [field]


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        pytest.param({"weight": -1.0, "cited": "a page"}, ["weight"], id="weight"),
        pytest.param({"share": 120.0}, ["share"], id="share"),
        pytest.param({"marker": 7}, ["marker"], id="marker"),
        pytest.param({"track": "9"}, ["track"], id="track"),
        pytest.param({"amount": Decimal(5)}, ["amount"], id="no currency"),
        pytest.param({"currency": "EUR"}, ["currency"], id="no amount"),
        pytest.param({"amount": Decimal(5), "currency": "x"}, ["currency"], id="no such currency"),
        pytest.param({"amount": Decimal("NaN"), "currency": "EUR"}, ["amount"], id="no number"),
        pytest.param(
            {"since": PartialDate("2020"), "until": PartialDate("2019"), "share": -1.0},
            ["until", "share"],
            id="two fields",
        ),
    ],
)
def test_tie(values: dict[str, Any], fields: list[str]) -> None:
    """A tie is made without what it cannot hold; an amount goes with its currency."""
    refusals = Refusals()
    made = refusals.claim(Tie, at_field, **TIE, **values)

    assert made == Tie(**TIE, **{k: v for k, v in values.items() if k in ("cited", "since")})
    assert [one.place.column for one in refusals.found] == fields


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param({"name": LONG}, "name has 100,001", id="a field that is needed"),
        pytest.param({"kind": "circle"}, "circle", id="a kind that is none"),
        pytest.param({"id": "other/a"}, "does not start with its source's id", id="another's id"),
    ],
)
def test_no_claim(values: dict[str, Any], words: str) -> None:
    """What is wrong with a claim as a whole is raised: there is nothing to keep."""
    with pytest.raises(ClaimError, match=words):
        Refusals().claim(Entity, at_field, **{**ENTITY, **values})
