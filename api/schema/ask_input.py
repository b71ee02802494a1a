"""An ask for a table as an input of the schema: the same object as a document holds."""

from typing import Any

import strawberry
from strawberry import UNSET

from api.documents.reading import SHARED
from api.documents.sections import sections
from graph.answers.coalition.ask import Ask, Cost, Cover, Share, Weights
from graph.answers.plan.dialogue import Dialogue, Money
from graph.domain.errors import NeedError

#: How long one request may let the search for each of its tables last, in seconds.
MOST_SECONDS = 10.0

Ids = list[strawberry.ID] | None
Texts = list[str] | None


def _told(section: str, key: str) -> Any:  # noqa: ANN401 - a field, as strawberry has it
    """An optional field, described by the table of keys."""
    means = sections()[section][key].means
    return strawberry.field(description=means, default=UNSET)


def _needed(section: str, key: str) -> Any:  # noqa: ANN401 - a field, as strawberry has it
    return strawberry.field(description=sections()[section][key].means)


@strawberry.input(description="At least so many members with a trait.")
class CoverInput:
    """A demand that a trait is covered."""

    what: str = _needed("cover", "what")
    of: Texts = _told("cover", "of")
    at_least: int | None = _told("cover", "at_least")


@strawberry.input(description="At least, or at most, such a share of the members with a trait.")
class ShareInput:
    """A demand for a share."""

    what: str = _needed("share", "what")
    of: Texts = _told("share", "of")
    at_least: float | None = _told("share", "at_least")
    at_most: float | None = _told("share", "at_most")


@strawberry.input(description="What the seat of somebody costs.")
class CostInput:
    """The cost of a seat."""

    id: strawberry.ID = _needed("cost", "id")
    amount: float = _needed("cost", "amount")


@strawberry.input(description="How much each part of the points counts; 1 unless said.")
class WeightsInput:
    """Weights of the parts of the points."""

    themes: float | None = _told("weights", "themes")
    places: float | None = _told("weights", "places")
    evidence: float | None = _told("weights", "evidence")
    closeness: float | None = _told("weights", "closeness")
    standing: float | None = _told("weights", "standing")


@strawberry.input(
    description="What is asked for when a table is put together: the `ask` of a document."
)
class AskInput:
    """An ask."""

    at_most: int = _needed("ask", "at_most")
    at_least: int | None = _told("ask", "at_least")
    convenor: strawberry.ID | None = _told("ask", "convenor")
    themes: Texts = _told("ask", "themes")
    places: Texts = _told("ask", "places")
    cover: list[CoverInput] | None = _told("ask", "cover")
    shares: list[ShareInput] | None = _told("ask", "shares")
    include: Ids = _told("ask", "include")
    exclude: Ids = _told("ask", "exclude")
    apart: list[list[strawberry.ID]] | None = _told("ask", "apart")
    opposed_may_meet: bool | None = _told("ask", "opposed_may_meet")
    watched_may_sit: bool | None = _told("ask", "watched_may_sit")
    conflicts: Texts = _told("ask", "conflicts")
    within: int | None = _told("ask", "within")
    joined: str | None = _told("ask", "joined")
    budget: float | None = _told("ask", "budget")
    costs: list[CostInput] | None = _told("ask", "costs")
    cost_of_others: float | None = _told("ask", "cost_of_others")
    weights: WeightsInput | None = _told("ask", "weights")
    alternatives: int | None = _told("ask", "alternatives")
    differing: int | None = _told("ask", "differing")
    seconds: float | None = _told("ask", "seconds")


@strawberry.input(description="The money that is looked for.")
class MoneyInput:
    """Money that is looked for."""

    amount: float | None = _told("money", "amount")
    currency: str | None = _told("money", "currency")
    kinds: Texts = _told("money", "kinds")


@strawberry.input(description="A dialogue that is to be planned: the `dialogue` of a document.")
class DialogueInput:
    """A dialogue."""

    title: str = _needed("dialogue", "title")
    ask: AskInput = _needed("dialogue", "ask")
    themes: Texts = _told("dialogue", "themes")
    places: Texts = _told("dialogue", "places")
    convenor: strawberry.ID | None = _told("dialogue", "convenor")
    languages: Texts = _told("dialogue", "languages")
    money: MoneyInput | None = _told("dialogue", "money")
    years: int | None = _told("dialogue", "years")


#: What each input is made into; all else is taken as it is.
_MADE: dict[type[Any], type[Any]] = {
    AskInput: Ask,
    CoverInput: Cover,
    ShareInput: Share,
    CostInput: Cost,
    WeightsInput: Weights,
    MoneyInput: Money,
    DialogueInput: Dialogue,
}


def ask_of(given: AskInput) -> Ask:
    """
    The ask that was given.

    Raises:
        NeedError: It makes no sense, or would take too long to answer online.
    """
    ask: Ask = _made(given)
    return _patient(ask)


def dialogue_of(given: DialogueInput) -> Dialogue:
    """
    The dialogue that was given; its ask takes over what it does not say itself.

    Raises:
        NeedError: It makes no sense, or would take too long to answer online.
    """
    for name in SHARED:
        if getattr(given.ask, name) in (None, UNSET):
            setattr(given.ask, name, getattr(given, name))
    dialogue: Dialogue = _made(given)
    _patient(dialogue.ask)
    return dialogue


def _patient(ask: Ask) -> Ask:
    if ask.seconds > MOST_SECONDS:
        raise NeedError(
            f"a search of {ask.seconds:g} seconds cannot be asked for here; {MOST_SECONDS:g} is "
            "the most, and the command line searches longer"
        )
    return ask


def _made(value: Any) -> Any:  # noqa: ANN401 - an input, or a value in one
    if isinstance(value, list):
        return tuple(_made(each) for each in value)
    kind = _MADE.get(type(value))
    if kind is None:
        return value
    said = {name: getattr(value, name) for name in type(value).__annotations__}
    # Null says as little as nothing.
    return kind(**{name: _made(one) for name, one in said.items() if one not in (None, UNSET)})
