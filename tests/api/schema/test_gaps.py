"""The answer to who is missing is the domain's, field by field."""

from datetime import date
from typing import Any

import pytest

from graph.answers.gaps.gaps import Cell, Gap, Gaps, Grid, Margin, gaps
from graph.domain.labels import Label
from graph.stores.sqlite.store import SqliteStore
from graph.views.building import build
from tests.api.conftest import Ask

DAY = date(2026, 11, 21)
CELL = "theme place kind state actors independent fresh"
MARGIN = "id name actors states { state count }"
QUERY = f"""query($themes: [String!], $places: [String!], $kinds: [String!], $asking: ID,
  $each: Boolean! = false, $years: Int! = 5, $first: Int! = 10, $day: Date) {{
  gaps(themes: $themes, places: $places, kinds: $kinds, asking: $asking, eachCountry: $each,
    years: $years, first: $first, asOf: $day) {{
    counts {{ state count }} themes {{ {MARGIN} }} places {{ {MARGIN} }} kinds {{ {MARGIN} }}
    gaps {{ cell {{ {CELL} }} theme place expected there {{ newest stakeholder {{ id }} }}
      nearest {{ fit missing instead label because {{ words }} introduction {{ between }}
        stakeholder {{ id }} }} }}
    cells(first: 100) {{ {CELL} }} words label asOf revision
}} }}"""


def counts(states: dict[str, int]) -> list[dict[str, Any]]:
    """How many cells are how, as the API gives it."""
    return [{"state": state, "count": count} for state, count in states.items()]


def row(margin: Margin) -> dict[str, Any]:
    """A sum as the API gives it."""
    return {
        "id": margin.id,
        "name": margin.name,
        "actors": margin.actors,
        "states": counts(margin.states),
    }


def cell(found: Cell) -> dict[str, Any]:
    """A cell as the API gives it."""
    return {name: getattr(found, name) for name in CELL.split()}


def told(gap: Gap) -> dict[str, Any]:
    """A gap as the API gives it."""
    return {
        "cell": cell(gap.cell),
        "theme": gap.theme,
        "place": gap.place,
        "expected": gap.expected,
        "there": [{"newest": each.newest, "stakeholder": {"id": each.id}} for each in gap.there],
        "nearest": [
            {
                "fit": each.fit,
                "missing": list(each.missing),
                "instead": list(each.instead),
                "label": each.label.name,
                "because": [{"words": reason.words} for reason in each.because],
                "introduction": each.introduction and {"between": list(each.introduction.between)},
                "stakeholder": {"id": each.id},
            }
            for each in gap.nearest
        ],
    }


def shown(found: Gaps) -> dict[str, Any]:
    """An answer of the domain as the API gives it."""
    return {
        "counts": counts(found.counts),
        "themes": [row(each) for each in found.themes],
        "places": [row(each) for each in found.places],
        "kinds": [row(each) for each in found.kinds],
        "gaps": [told(each) for each in found.gaps],
        "cells": [cell(each) for each in found.cells()][:100],
        "words": list(found.words),
        "label": found.label.name,
        "asOf": "2026-11-21",
        "revision": found.revision,
    }


@pytest.mark.parametrize(
    ("variables", "grid"),
    [
        pytest.param({"places": ["ML"]}, Grid(places=("ML",)), id="a country"),
        pytest.param(
            {"themes": ["mediation"], "places": ["open/bloc", "TD"], "asking": "open/giver"},
            Grid(themes=("mediation",), places=("open/bloc", "TD"), asking="open/giver"),
            id="a body, and who asks",
        ),
        pytest.param(
            {"places": ["011"], "each": True, "kinds": ["womens_network"], "years": 1, "first": 2},
            Grid(places=("011",), each_country=True, kinds=("womens_network",), years=1, first=2),
            id="country by country",
        ),
    ],
)
@pytest.mark.parametrize("label", [Label.CLEAR, Label.RED])
def test_the_answer_of_the_domain(
    ask: Ask, sample_store: SqliteStore, variables: dict[str, Any], grid: Grid, label: Label
) -> None:
    """The API adds nothing to the answer and leaves nothing out."""
    expected = gaps(build(sample_store.claims(label), DAY), grid)
    found = ask(QUERY, label, day=DAY.isoformat(), **variables)["data"]["gaps"]

    assert found == shown(expected)
    assert expected.gaps


def test_pages_of_cells(ask: Ask) -> None:
    """Cells come in pages, in the order of the table."""
    query = '{{ gaps(places: ["ML"]) {{ cells(first: {first}, skip: {skip}) {{ theme kind }} }} }}'
    whole = ask(query.format(first=10, skip=0))["data"]["gaps"]["cells"]
    later = ask(query.format(first=4, skip=6))["data"]["gaps"]["cells"]

    assert later == whole[6:]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param("{ gaps { label } }", "no place is asked for", id="no place"),
        pytest.param(
            '{ gaps(places: ["ML"]) { cells(skip: -1) { kind } } }', "behind none", id="skip"
        ),
        pytest.param(
            '{ gaps(places: ["ML"], atLeast: 0) { label } }', "0 actors to cover", id="threshold"
        ),
    ],
)
def test_refused(ask: Ask, query: str, words: str) -> None:
    """A grid that makes no sense is the client's error, in the words of the domain."""
    (error,) = ask(query)["errors"]

    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert words in error["message"]
