"""What a field of a question means stands beside the field, and nowhere else."""

from dataclasses import dataclass, fields
from typing import Any

import pytest

from graph.answers.bridges.bridges import Agendas
from graph.answers.coalition.ask import Ask, Cost, Cover, Share, Weights
from graph.answers.experts.experts import Post
from graph.answers.funds.funds import Grant
from graph.answers.gaps.gaps import Grid
from graph.answers.introductions.introductions import Wish
from graph.answers.need import Need
from graph.answers.plan.dialogue import Dialogue, Money
from graph.domain.questions import asked, meanings

QUESTIONS = (
    *(Need, Wish, Grid, Agendas, Post, Grant),
    *(Ask, Cover, Share, Cost, Weights, Dialogue, Money),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Oldest:
    """Who has been there longest."""

    place: str = asked("text", "Where.", example="ML")
    first: int = asked("whole", "How many.", default=10)


def test_a_field_is_an_ordinary_field() -> None:
    """A question is a frozen dataclass like any other, with its defaults."""
    assert Oldest(place="ML") == Oldest(place="ML", first=10)
    with pytest.raises(TypeError, match="place"):
        Oldest()


def test_meanings() -> None:
    """Each field tells what it takes, what it means, and an example."""
    told = meanings(Oldest)
    assert list(told) == ["place", "first"]
    assert (told["place"].takes, told["place"].means, told["place"].example) == (
        "text",
        "Where.",
        "ML",
    )


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.__name__)
def test_every_field_is_declared(question: type[Any]) -> None:
    """No field of any question is without a sentence for the person who asks."""
    told = meanings(question)
    assert set(told) == {each.name for each in fields(question)}
    assert all(meaning.means.endswith(".") for meaning in told.values())
