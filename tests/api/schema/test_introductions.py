"""The answer to who can introduce us is the domain's, field by field."""

from datetime import date
from typing import Any

import pytest

from graph.answers.introductions.introductions import Introductions, Wish, introductions
from graph.answers.need import Need
from graph.domain.labels import Label
from graph.stores.sqlite.store import SqliteStore
from graph.views.building import build
from tests.api.conftest import Ask

DAY = date(2026, 11, 21)
QUERY = """query($from: [ID!]!, $to: [ID!], $kinds: [String!], $places: [String!], $avoid: [ID!],
  $without: [String!], $hops: Int! = 4, $first: Int! = 3, $diverse: Boolean! = true, $day: Date) {
  introductions(from: $from, to: $to, kinds: $kinds, places: $places, avoid: $avoid,
    withoutKinds: $without, mostHops: $hops, first: $first, diverse: $diverse, asOf: $day) {
    introductions { between strength label hops { strength near { id } far { id }
      because { words ties { id } } } }
    instead label asOf revision
} }"""


def shown(found: Introductions) -> dict[str, Any]:
    """An answer of the domain as the API gives it."""
    return {
        "introductions": [
            {
                "between": list(chain.between),
                "strength": chain.strength,
                "label": chain.label.name,
                "hops": [
                    {
                        "strength": hop.strength,
                        "near": {"id": hop.near},
                        "far": {"id": hop.far},
                        "because": [
                            {
                                "words": reason.words,
                                "ties": [{"id": f"tie:{tie}"} for tie in reason.ties],
                            }
                            for reason in hop.because
                        ],
                    }
                    for hop in chain.hops
                ],
            }
            for chain in found.introductions
        ],
        "instead": list(found.instead),
        "label": found.label.name,
        "asOf": "2026-11-21",
        "revision": found.revision,
    }


@pytest.mark.parametrize(
    ("variables", "wish"),
    [
        pytest.param(
            {"from": ["open/giver"], "to": ["open/femmes"]},
            Wish(near=("open/giver",), far=("open/femmes",)),
            id="one to one",
        ),
        pytest.param(
            {"from": ["open/giver"], "kinds": ["womens_network"], "places": ["ML"], "first": 1},
            Wish(
                near=("open/giver",),
                fitting=Need(kinds=("womens_network",), places=("ML",)),
                first=1,
            ),
            id="to anybody who fits",
        ),
        pytest.param(
            {"from": ["open/giver"], "to": ["open/old"], "hops": 2, "diverse": False},
            Wish(near=("open/giver",), far=("open/old",), most_hops=2, diverse=False),
            id="none to be had",
        ),
        pytest.param(
            {"from": ["open/giver"], "to": ["open/femmes"], "without": ["funds"]},
            Wish(near=("open/giver",), far=("open/femmes",), without_kinds=("funds",)),
            id="without a kind of tie",
        ),
    ],
)
@pytest.mark.parametrize("label", [Label.CLEAR, Label.RED])
def test_the_answer_of_the_domain(
    ask: Ask, sample_store: SqliteStore, variables: dict[str, Any], wish: Wish, label: Label
) -> None:
    """The API adds nothing to the answer and leaves nothing out."""
    expected = introductions(build(sample_store.claims(label), DAY), wish)
    found = ask(QUERY, label, day=DAY.isoformat(), **variables)["data"]["introductions"]

    assert found == shown(expected)
    assert expected.introductions or expected.instead


@pytest.mark.parametrize(
    ("variables", "code", "words"),
    [
        pytest.param({"from": []}, "BAD_USER_INPUT", "somebody at each end", id="nobody"),
        pytest.param(
            {"from": ["open/giver"], "to": ["s4/x"]}, "NOT_FOUND", "'s4/x' is not", id="hidden"
        ),
        pytest.param(
            {"from": ["open/giver"], "to": ["open/femmes"], "hops": 9},
            "BAD_USER_INPUT",
            "9 hops cannot be asked for",
            id="too long",
        ),
    ],
)
def test_refused(ask: Ask, variables: dict[str, Any], code: str, words: str) -> None:
    """A wish that makes no sense is the client's error, in the words of the domain."""
    (error,) = ask(QUERY, **variables)["errors"]

    assert error["extensions"]["code"] == code
    assert words in error["message"]
