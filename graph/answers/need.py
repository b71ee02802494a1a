"""What a convenor asks for when she looks for partners."""

from dataclasses import dataclass

from graph.domain.errors import NeedError
from graph.domain.questions import (
    ASKED_BY,
    ASKED_KINDS,
    ASKED_LEVELS,
    ASKED_PLACES,
    ASKED_THEMES,
    asked,
)

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

    themes: tuple[str, ...] = asked(
        "themes",
        ASKED_THEMES,
        default=(),
        example=("mediation",),
    )
    places: tuple[str, ...] = asked(
        "places",
        ASKED_PLACES,
        default=(),
        example=("ML", "reference/ecowas"),
    )
    kinds: tuple[str, ...] = asked(
        "kinds",
        ASKED_KINDS,
        default=(),
        example=("womens_network",),
    )
    levels: tuple[str, ...] = asked(
        "levels",
        ASKED_LEVELS,
        default=(),
        example=("national",),
    )
    asking: str | None = asked("id", ASKED_BY, default=None, example="reference/wanep")
    already_in: tuple[str, ...] = asked(
        "ids",
        "Ids of those who sit at the table already.",
        default=(),
        example=("reference/wilpf",),
    )
    include_partners: bool = asked(
        "flag", "Whether those count who work with the asker already.", default=False, example=True
    )
    first: int = asked("whole", "How many to list, 1 to 1000.", default=10, example=10)

    def __post_init__(self) -> None:
        if not 1 <= self.first <= MOST:
            raise NeedError(f"{self.first} partners cannot be listed; ask for 1 to {MOST}")
        if not (self.themes or self.places or self.kinds or self.levels or self.asking):
            raise NeedError(
                "nothing is asked for; name a theme, a place, a kind, a level or who asks"
            )
