"""Arguments and inputs follow from what a question declares."""

from dataclasses import dataclass
from typing import Any

import pytest
import strawberry

from api.schema.questions import asks, input_of, made_of, takes
from graph.answers.coalition.ask import Ask, Cover
from graph.answers.plan.dialogue import Dialogue
from graph.domain.errors import NeedError
from graph.domain.questions import asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Oldest:
    """Who has been there longest."""

    near: tuple[str, ...] = asked("ids", "Ids of ours.", name="from")
    places: tuple[str, ...] = asked("places", "Where.", default=())
    asking: str | None = asked("id", "Who asks.", default=None)
    first: int = asked("whole", "How many.", default=10)


@strawberry.type
class Query:
    """Two questions, each told back."""

    @strawberry.field
    @asks(Oldest)
    def oldest(
        self,
        info: strawberry.Info,  # noqa: ARG002 - as resolvers are called
        question: Oldest,
        *,
        loud: bool = False,
    ) -> str:
        """Say what was asked."""
        return f"{question} {loud}"

    @strawberry.field
    @takes(ask="What the table needs.")
    def table(
        self,
        info: strawberry.Info,  # noqa: ARG002 - as resolvers are called
        *,
        ask: Ask,
    ) -> str:
        """Say what was asked."""
        return str(ask)


SCHEMA = strawberry.Schema(query=Query)


def told(query: str) -> Any:  # noqa: ANN401 - whatever comes back
    """The one value that a query brings."""
    result = SCHEMA.execute_sync(query)
    assert result.errors is None, result.errors
    assert result.data is not None
    return next(iter(result.data.values()))


def test_arguments() -> None:
    """A field without a default is required, one with a number keeps it, others may be null."""
    text = SCHEMA.as_str()
    assert "from: [ID!]!" in text
    assert "places: [String!] = null" in text
    assert "asking: ID = null" in text
    assert "first: Int! = 10" in text
    assert "loud: Boolean! = false" in text


@pytest.mark.parametrize(
    ("arguments", "question"),
    [
        pytest.param('from: ["a"]', Oldest(near=("a",)), id="the least"),
        pytest.param(
            'from: ["a", "b"], places: ["ML"], asking: "c", first: 3',
            Oldest(near=("a", "b"), places=("ML",), asking="c", first=3),
            id="all",
        ),
        pytest.param('from: ["a"], places: null', Oldest(near=("a",)), id="null is nothing"),
        pytest.param('from: ["a"], first: 0', Oldest(near=("a",), first=0), id="zero is said"),
    ],
)
def test_questions(arguments: str, question: Oldest) -> None:
    """The resolver is given the question, whatever was left out."""
    assert told(f"{{ oldest({arguments}) }}") == f"{question} False"


def test_inputs() -> None:
    """An input is made into the question that it holds, with those within it."""
    given = 'ask: {atMost: 3, cover: [{what: "place", of: ["ML"]}], apart: [["a", "b"]]}'
    asked_for = Ask(at_most=3, cover=(Cover(what="place", of=("ML",)),), apart=(("a", "b"),))
    assert told(f"{{ table({given}) }}") == str(asked_for)


def test_an_ask_takes_over_from_its_dialogue() -> None:
    """What an ask leaves out is that of its dialogue; what it says stands."""
    dialogue, ask = input_of(Dialogue), input_of(Ask)
    inner = ask(at_most=3, themes=["justice"], within=2)
    given = dialogue(title="T", themes=["mediation"], places=["ML"], convenor="a/b", ask=inner)
    made = made_of(Dialogue, given)
    assert (made.ask.themes, made.ask.places, made.ask.convenor) == (("justice",), ("ML",), "a/b")


def test_what_makes_no_sense() -> None:
    """A question refuses the same as anywhere else."""
    with pytest.raises(NeedError, match="a table of 3 to 2 cannot be set"):
        made_of(Ask, input_of(Ask)(at_least=3, at_most=2))
