"""The answers to who can be there and which funds pay quickly are the domain's."""

from datetime import date
from typing import Any

import pytest

from graph.answers.answer import Because, Part
from graph.answers.experts.experts import Expert, Post, experts
from graph.answers.funds.funds import Grant, QuickFund, quick_funds
from graph.answers.introductions.introductions import Introduction
from graph.domain.labels import Label
from graph.stores.sqlite.store import SqliteStore
from graph.views.building import build
from tests.api.conftest import Ask

DAY = date(2026, 11, 21)
PARTS = "parts { name value because { words } }"
COMMON = f"score instead label {PARTS} introduction {{ between }} stakeholder {{ id }}"
EXPERTS = f"""query($themes: [String!], $places: [String!], $languages: [String!],
  $kinds: [String!], $levels: [String!], $asking: ID, $first: Int! = 10, $day: Date) {{
  found: experts(themes: $themes, places: $places, languages: $languages, kinds: $kinds,
    levels: $levels, asking: $asking, first: $first, asOf: $day) {{
    experts {{ {COMMON} voices languages {{ name sources {{ id }} }} consent {{ id }}
      vouchers {{ known stakeholder {{ id }} because {{ words }} }} against {{ words }} }}
    leftOutCounts {{ reason count }} considered words label asOf revision
}} }}"""
FUNDS = f"""query($themes: [String!], $places: [String!], $kinds: [String!], $asking: ID,
  $first: Int! = 10, $day: Date) {{
  found: rapidFunds(themes: $themes, places: $places, kinds: $kinds, asking: $asking,
    first: $first, asOf: $day) {{
    funds {{ {COMMON} against }}
    leftOutCounts {{ reason count }} considered words label asOf revision
}} }}"""


def words(reasons: tuple[Because, ...]) -> list[dict[str, str]]:
    """Reasons as the API gives them."""
    return [{"words": reason.words} for reason in reasons]


def common(found: Expert | QuickFund) -> dict[str, Any]:
    """What an expert and a fund have in common, as the API gives it."""

    def part(each: Part) -> dict[str, Any]:
        return {"name": each.name, "value": each.value, "because": words(each.because)}

    def chain(each: Introduction | None) -> dict[str, Any] | None:
        return None if each is None else {"between": list(each.between)}

    return {
        "score": found.score,
        "instead": list(found.instead),
        "label": found.label.name,
        "parts": [part(each) for each in found.parts],
        "introduction": chain(found.introduction),
        "stakeholder": {"id": found.id},
    }


def expert(found: Expert) -> dict[str, Any]:
    """An expert as the API gives it."""
    return common(found) | {
        "voices": found.voices,
        "languages": [
            {"name": each.name, "sources": [{"id": name} for name in each.sources]}
            for each in found.languages
        ],
        "consent": [{"id": name} for name in found.consent],
        "vouchers": [
            {"known": v.known, "stakeholder": {"id": v.id}, "because": words(v.because)}
            for v in found.vouchers
        ],
        "against": words(found.against),
    }


@pytest.mark.parametrize(
    ("variables", "post"),
    [
        pytest.param({"themes": ["mediation"]}, Post(themes=("mediation",)), id="theme"),
        pytest.param(
            {"places": ["ML"], "asking": "open/giver", "kinds": ["womens_network"], "first": 1},
            Post(places=("ML",), asking="open/giver", kinds=("womens_network",), first=1),
            id="place, kind and who asks",
        ),
        pytest.param(
            {"places": ["ML"], "languages": ["French"]},
            Post(places=("ML",), languages=("French",)),
            id="language",
        ),
    ],
)
@pytest.mark.parametrize("label", [Label.CLEAR, Label.RED])
def test_experts(
    ask: Ask, sample_store: SqliteStore, variables: dict[str, Any], post: Post, label: Label
) -> None:
    """The API adds nothing to the pool and leaves nothing out."""
    expected = experts(build(sample_store.claims(label), DAY), post)
    found = ask(EXPERTS, label, day=DAY.isoformat(), **variables)["data"]["found"]

    assert found.pop("experts") == [expert(each) for each in expected.experts]
    assert found == {
        "leftOutCounts": [
            {"reason": reason, "count": count} for reason, count in expected.left_out_counts.items()
        ],
        "considered": expected.considered,
        "words": list(expected.words),
        "label": expected.label.name,
        "asOf": "2026-11-21",
        "revision": expected.revision,
    }


@pytest.mark.parametrize(
    ("variables", "grant"),
    [
        pytest.param({"places": ["ML"]}, Grant(places=("ML",)), id="place"),
        pytest.param(
            {"kinds": ["womens_network"], "themes": ["mediation"], "asking": "open/femmes"},
            Grant(kinds=("womens_network",), themes=("mediation",), asking="open/femmes"),
            id="kind, theme and who asks",
        ),
    ],
)
@pytest.mark.parametrize("label", [Label.CLEAR, Label.RED])
def test_funds(
    ask: Ask, sample_store: SqliteStore, variables: dict[str, Any], grant: Grant, label: Label
) -> None:
    """The API adds nothing to the funds and leaves none out."""
    expected = quick_funds(build(sample_store.claims(label), DAY), grant)
    found = ask(FUNDS, label, day=DAY.isoformat(), **variables)["data"]["found"]

    assert found.pop("funds") == [
        common(each) | {"against": list(each.against)} for each in expected.funds
    ]
    assert found == {
        "leftOutCounts": [
            {"reason": reason, "count": count} for reason, count in expected.left_out_counts.items()
        ],
        "considered": expected.considered,
        "words": list(expected.words),
        "label": expected.label.name,
        "asOf": "2026-11-21",
        "revision": expected.revision,
    }


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        pytest.param(EXPERTS, "a post needs a theme or a place", id="experts"),
        pytest.param(FUNDS, "nothing is asked for", id="funds"),
    ],
)
def test_refused(ask: Ask, query: str, problem: str) -> None:
    """A question without a subject is the client's error, in the words of the domain."""
    (error,) = ask(query)["errors"]

    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert problem in error["message"]
