"""The answer to what bridges two agendas is the domain's, field by field."""

from datetime import date
from typing import Any

import pytest

from graph.answers.bridges.bridges import Agendas, Bridges, bridges
from graph.domain.labels import Label
from graph.stores.sqlite.store import SqliteStore
from graph.views.building import build
from tests.api.conftest import Ask

DAY = date(2026, 11, 21)
QUERY = """query($left: [String!]!, $right: [String!]!, $places: [String!], $kinds: [String!],
  $first: Int! = 10, $day: Date) {
  bridges(left: $left, right: $right, places: $places, kinds: $kinds, first: $first, asOf: $day) {
    left { themes actors } right { themes actors }
    both { fit label stakeholder { id } left { words } right { words } } onBoth
    connectors { worth side left right label stakeholder { id } because { words } }
    heldBy holding { always stakeholder { id } } joined nearest { between strength }
    label asOf revision
} }"""


def shown(found: Bridges) -> dict[str, Any]:
    """An answer of the domain as the API gives it."""
    return {
        "left": {"themes": list(found.left.themes), "actors": found.left.actors},
        "right": {"themes": list(found.right.themes), "actors": found.right.actors},
        "both": [
            {
                "fit": each.fit,
                "label": each.label.name,
                "stakeholder": {"id": each.id},
                "left": [{"words": reason.words} for reason in each.left],
                "right": [{"words": reason.words} for reason in each.right],
            }
            for each in found.both
        ],
        "onBoth": found.on_both,
        "connectors": [
            {
                "worth": each.worth,
                "side": each.side,
                "left": each.left,
                "right": each.right,
                "label": each.label.name,
                "stakeholder": {"id": each.id},
                "because": [{"words": reason.words} for reason in each.because],
            }
            for each in found.connectors
        ],
        "heldBy": found.held_by,
        "holding": [
            {"always": each.always, "stakeholder": {"id": each.id}} for each in found.holding
        ],
        "joined": found.joined,
        "nearest": [
            {"between": list(each.between), "strength": each.strength} for each in found.nearest
        ],
        "label": found.label.name,
        "asOf": "2026-11-21",
        "revision": found.revision,
    }


@pytest.mark.parametrize(
    ("variables", "asked"),
    [
        pytest.param(
            {"left": ["mediation"], "right": ["disarmament"]},
            Agendas(left=("mediation",), right=("disarmament",)),
            id="two themes",
        ),
        pytest.param(
            {"left": ["mediation"], "right": ["disarmament"], "places": ["ML"], "first": 1},
            Agendas(left=("mediation",), right=("disarmament",), places=("ML",), first=1),
            id="in a place",
        ),
        pytest.param(
            {"left": ["mediation"], "right": ["prevention"], "kinds": ["academic"]},
            Agendas(left=("mediation",), right=("prevention",), kinds=("academic",)),
            id="of a kind",
        ),
    ],
)
@pytest.mark.parametrize("label", [Label.CLEAR, Label.RED])
def test_the_answer_of_the_domain(
    ask: Ask, sample_store: SqliteStore, variables: dict[str, Any], asked: Agendas, label: Label
) -> None:
    """The API adds nothing to the answer and leaves nothing out."""
    expected = bridges(build(sample_store.claims(label), DAY), asked)
    found = ask(QUERY, label, day=DAY.isoformat(), **variables)["data"]["bridges"]

    assert found == shown(expected)
    assert expected.on_both == (1 if label == Label.RED else 0)


def test_refused(ask: Ask) -> None:
    """The same agenda twice is the client's error, in the words of the domain."""
    (error,) = ask(QUERY, left=["mediation"], right=["mediation"])["errors"]

    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "nothing of it is left beside the other agenda" in error["message"]
