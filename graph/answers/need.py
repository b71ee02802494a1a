"""What a convenor asks for when she looks for partners."""

from dataclasses import dataclass

from graph.domain.errors import NeedError

#: The most partners one answer lists.
MOST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """
    A wish for partners; every field is optional, but some field must be given.

    `themes` are codes or labels of the vocabulary; `places` are countries, regions
    (`ML`, `MLI`, `Mali`, `011`) or the id of a regional body; `kinds` and `levels`
    admit only these. `asking` is the id of who asks, `already_in` of those who sit
    at the table. Whoever already works with the asker is left out, unless
    `include_partners`.
    """

    themes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    asking: str | None = None
    already_in: tuple[str, ...] = ()
    include_partners: bool = False
    first: int = 10

    def __post_init__(self) -> None:
        if not 1 <= self.first <= MOST:
            raise NeedError(f"{self.first} partners cannot be listed; ask for 1 to {MOST}")
        if not (self.themes or self.places or self.kinds or self.levels or self.asking):
            raise NeedError(
                "nothing is asked for; name a theme, a place, a kind, a level or who asks"
            )
