"""What a convenor says of a dialogue that is to be planned."""

from dataclasses import dataclass, replace
from math import isfinite

from graph.answers.coalition.ask import Ask
from graph.domain.errors import NeedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """Money that is looked for: how much, if that is known, and for which kinds of actor."""

    amount: float | None = None
    currency: str | None = None
    kinds: tuple[str, ...] = ()

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

    title: str
    ask: Ask
    themes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    convenor: str | None = None
    languages: tuple[str, ...] = ()
    money: Money = Money()
    years: int = 5

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise NeedError("a dialogue needs a title")
        if not self.themes and not self.places:
            raise NeedError("a dialogue needs a theme or a place")
        if not 1 <= self.years <= 100:  # noqa: PLR2004 - as for gaps
            raise NeedError(f"{self.years} years: ask for 1 to 100")

    @property
    def table(self) -> Ask:
        """The ask, with what the dialogue says of itself where the ask says nothing."""
        return replace(
            self.ask,
            themes=self.ask.themes or self.themes,
            places=self.ask.places or self.places,
            convenor=self.ask.convenor or self.convenor,
        )
