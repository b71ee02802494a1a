"""Questions become documents that mean the same."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.documents.reading import Question, document
from api.documents.writing import document_of, text_of
from graph.answers.coalition.ask import Ask, Share
from graph.answers.need import Need
from graph.answers.plan.dialogue import Dialogue, Money
from tests.api.documents.test_reading import ASK, MEANT


@pytest.mark.parametrize(
    "question",
    [
        pytest.param(MEANT, id="ask"),
        pytest.param(Ask(at_most=3), id="little"),
        pytest.param(
            Dialogue(
                title="Talks: of *Segou*",
                ask=MEANT,
                themes=("mediation",),
                languages=("fr",),
                money=Money(amount=5_000.0, currency="EUR"),
                years=3,
            ),
            id="dialogue",
        ),
        pytest.param(Need(places=("NO",), kinds=("womens_network",), first=1), id="need"),
    ],
)
def test_there_and_back(question: Question) -> None:
    """What is written is read as the same question."""
    assert document(text_of(question), "again.json") == question


@given(st.floats(0, 1))
def test_shares(share: float) -> None:
    """No share changes on the way, however many digits it has."""
    ask = Ask(at_most=3, shares=(Share(what="women_led", at_least=share),))

    assert document(text_of(ask), "share.json") == ask


def test_unsaid() -> None:
    """What is as it would be unsaid is not said, and whole numbers have no point."""
    assert document_of(Ask(at_most=3, budget=500.0)) == {"ask": {"at_most": 3, "budget": 500}}


def test_equal_texts() -> None:
    """The same ask in other words is the same text."""
    other = ASK.replace("55%", "0.55").replace("yes", "true")

    assert text_of(document(other, "other.yaml")) == text_of(MEANT)
    assert json.loads(text_of(MEANT))["ask"]["weights"] == {"closeness": 0}
