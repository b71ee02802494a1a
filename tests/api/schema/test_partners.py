"""The answer to who could be our partner is the domain's, field by field."""

from datetime import date
from typing import Any

import pytest

from graph.answers.answer import Because
from graph.answers.need import Need
from graph.answers.partners.partners import partners
from graph.domain.labels import Label
from graph.stores.sqlite.store import SqliteStore
from graph.views.building import build
from tests.api.conftest import Ask

DAY = date(2026, 11, 21)
REASON = "words cited ties { id } sources { id }"
QUERY = f"""query($themes: [String!], $places: [String!], $asking: ID, $in: [ID!],
  $partners: Boolean! = false, $first: Int! = 10, $day: Date, $kinds: [String!]) {{
  partners(themes: $themes, places: $places, asking: $asking, alreadyIn: $in,
    includePartners: $partners, first: $first, asOf: $day, kinds: $kinds) {{
    partners {{ id name kind level score label stakeholder {{ id }}
      parts {{ name value because {{ {REASON} }} }} against {{ {REASON} }} }}
    leftOut {{ id name reason words stakeholder {{ id }} }}
    leftOutCounts {{ reason count }}
    considered label asOf revision
}} }}"""


def because(reasons: tuple[Because, ...]) -> list[dict[str, Any]]:
    """Reasons as the API gives them."""
    return [
        {
            "words": reason.words,
            "cited": list(reason.cited),
            "ties": [{"id": f"tie:{tie}"} for tie in reason.ties],
            "sources": [{"id": source} for source in reason.sources],
        }
        for reason in reasons
    ]


@pytest.mark.parametrize(
    ("variables", "need"),
    [
        pytest.param(
            {"themes": ["mediation"], "places": ["ML"]},
            Need(themes=("mediation",), places=("ML",)),
            id="theme-and-place",
        ),
        pytest.param(
            {"asking": "open/giver", "themes": ["participation"], "partners": True},
            Need(asking="open/giver", themes=("participation",), include_partners=True),
            id="who-asks",
        ),
        pytest.param(
            {"kinds": ["donor"], "in": ["open/femmes"], "first": 1},
            Need(kinds=("donor",), already_in=("open/femmes",), first=1),
            id="kinds-and-who-is-in",
        ),
    ],
)
@pytest.mark.parametrize("label", [Label.CLEAR, Label.AMBER])
def test_the_answer_of_the_domain(
    ask: Ask, sample_store: SqliteStore, variables: dict[str, object], need: Need, label: Label
) -> None:
    """The API adds nothing to the answer and leaves nothing out."""
    expected = partners(build(sample_store.claims(label), DAY), need)
    found = ask(QUERY, label, day=DAY.isoformat(), **variables)["data"]["partners"]
    assert found == {
        "partners": [
            {
                "id": partner.id,
                "name": partner.name,
                "kind": partner.kind,
                "level": partner.level,
                "score": partner.score,
                "label": partner.label.name,
                "stakeholder": {"id": partner.id},
                "parts": [
                    {"name": part.name, "value": part.value, "because": because(part.because)}
                    for part in partner.parts
                ],
                "against": because(partner.against),
            }
            for partner in expected.partners
        ],
        "leftOut": [
            {
                "id": each.id,
                "name": each.name,
                "reason": each.reason,
                "words": each.words,
                "stakeholder": {"id": each.id},
            }
            for each in expected.left_out
        ],
        "leftOutCounts": [
            {"reason": reason, "count": count} for reason, count in expected.left_out_counts.items()
        ],
        "considered": expected.considered,
        "label": expected.label.name,
        "asOf": "2026-11-21",
        "revision": expected.revision,
    }
    assert expected.partners or expected.left_out


@pytest.mark.parametrize(
    ("variables", "code", "words"),
    [
        pytest.param({}, "BAD_USER_INPUT", "nothing is asked for", id="nothing"),
        pytest.param({"themes": ["tea"]}, "BAD_USER_INPUT", "'tea' is no theme", id="theme"),
        pytest.param({"asking": "x/y"}, "NOT_FOUND", "'x/y' is not in this network", id="asker"),
        pytest.param({"asking": "s4/x"}, "NOT_FOUND", "'s4/x' is not in this", id="hidden-asker"),
        pytest.param({"kinds": ["donor"], "first": 0}, "BAD_USER_INPUT", "1 to 1000", id="first"),
    ],
)
def test_refused(ask: Ask, variables: dict[str, object], code: str, words: str) -> None:
    """A need that makes no sense is the client's error, in the words of the domain."""
    (error,) = ask(QUERY, **variables)["errors"]
    assert error["extensions"]["code"] == code
    assert words in error["message"]
