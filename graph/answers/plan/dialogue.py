"""What a convenor says of a dialogue that is to be planned."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

from graph.answers.coalition.ask import Ask
from graph.domain.errors import NeedError
from graph.domain.questions import asked

#: What an ask takes over from the dialogue that it is for, unless it says it itself.
SHARED = ("themes", "places", "convenor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """Money that is looked for: how much, if that is known, and for which kinds of actor."""

    amount: float | None = asked("number", "How much.", default=None, example=40000)
    currency: str | None = asked(
        "text", "Of which currency, in three letters.", default=None, example="EUR"
    )
    kinds: tuple[str, ...] = asked(
        "kinds", "The kinds of who is to be paid.", default=(), example=("womens_network",)
    )

    def __post_init__(self) -> None:
        if self.amount is not None and not (isfinite(self.amount) and self.amount > 0):
            raise NeedError(f"{self.amount} is no amount of money")
        if self.currency is not None and (len(self.currency) != 3 or not self.currency.isalpha()):  # noqa: PLR2004 - ISO 4217
            raise NeedError(f"{self.currency!r} is no currency; write three letters, such as EUR")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """
    A dialogue: what it is about, where, who convenes it, and what its table needs.

    The `ask` takes themes, places and convenor of the dialogue where it names none.
    `languages` are those that are to be spoken; evidence older than `years` is stale.
    """

    title: str = asked("text", "What the dialogue is called.", example="Women at the table in Mali")
    ask: Ask = asked(
        "ask",
        "What its table needs; themes, places and convenor are those of the dialogue unless said.",
    )
    themes: tuple[str, ...] = asked(
        "themes", "What it is about, by code or label.", default=(), example=("mediation",)
    )
    places: tuple[str, ...] = asked(
        "places", "Where: countries, regions or regional bodies.", default=(), example=("ML",)
    )
    convenor: str | None = asked(
        "id", "Who convenes, by id; takes no seat.", default=None, example="reference/wanep"
    )
    languages: tuple[str, ...] = asked(
        "texts", "Languages to be spoken, by name or ISO 639 code.", default=(), example=("French",)
    )
    money: Money = asked("money", "The money that is looked for.", default=Money())
    years: int = asked("whole", "Evidence that is older is stale.", default=5, example=5)

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise NeedError("a dialogue needs a title")
        if not self.themes and not self.places:
            raise NeedError("a dialogue needs a theme or a place")
        if not 1 <= self.years <= 100:  # noqa: PLR2004 - as for gaps
            raise NeedError(f"{self.years} years: ask for 1 to 100")

    @staticmethod
    def inherited(said: Mapping[str, Any]) -> dict[str, Any]:
        """What an ask takes over from the values *said* of its dialogue, unless it says it."""
        return {name: said[name] for name in SHARED if said.get(name)}

    @property
    def table(self) -> Ask:
        """The ask, with what the dialogue says of itself where the ask says nothing."""
        own = {name: getattr(self.ask, name) for name in SHARED}
        around = self.inherited({name: getattr(self, name) for name in SHARED})
        return replace(self.ask, **(around | {name: one for name, one in own.items() if one}))
