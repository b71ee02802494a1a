"""What a convenor asks for when she puts a table together."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite

from graph.domain.errors import NeedError
from graph.domain.questions import asked

#: What members can be asked to have; `graph.answers.coalition.traits` says who has it.
TRAITS = ("theme", "place", "country", "kind", "level", "track", "women_led")
#: How members may be asked to hang together.
JOINED = ("among themselves", "with the convenor")
#: The most that one ask may ask for.
MOST_MEMBERS, MOST_ALTERNATIVES, MOST_HOPS, MOST_SECONDS = 1_000, 20, 6, 3_600.0
MOST_WEIGHT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """
    At least so many members with a trait: any of `of` will do.

    `what` is one of `TRAITS`. A *place* is where somebody works, a *country* where
    somebody comes from; `women_led` needs no `of`.
    """

    what: str = asked("trait", "The trait that is asked for.", example="place")
    of: tuple[str, ...] = asked("texts", "Any of these will do.", default=(), example=("ML", "BF"))
    at_least: int = asked("whole", "How many members have it at least.", default=1, example=2)

    def __post_init__(self) -> None:
        _check_trait(self.what, self.of)
        if not 1 <= self.at_least <= MOST_MEMBERS:
            raise NeedError(f"at least {self.at_least} members is no demand; ask for 1 or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """
    At least, or at most, such a share of the members with a trait, 0 to 1.

    What `country` without `of` asks for holds for each country: at most a third from
    any one. Thirds may be written as 0.33 or 0.67, with as many digits as one likes.
    """

    what: str = asked("trait", "The trait that is asked for.", example="women_led")
    of: tuple[str, ...] = asked(
        "texts",
        "Any of these will do; country without any holds for each country.",
        default=(),
        example=("national",),
    )
    at_least: float | None = asked(
        "share_of_one", "At least this share: 0.5, 50% or 1/2.", default=None, example="50%"
    )
    at_most: float | None = asked(
        "share_of_one", "At most this share.", default=None, example="1/3"
    )

    def __post_init__(self) -> None:
        if self.what != "country" or self.of or self.at_least is not None:
            _check_trait(self.what, self.of)
        if self.at_least is None and self.at_most is None:
            raise NeedError(f"a share of {self.what} needs at_least or at_most")
        for share in (self.at_least, self.at_most):
            # Written so that NaN, which compares false with everything, is refused.
            if share is not None and not 0 <= share <= 1:
                raise NeedError(f"a share of {share} is not between 0 and 1; write 0.5 for half")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a seat for the stakeholder `id` costs, in the unit of the budget."""

    id: str = asked("id", "Whose seat it is.", example="reference/wanep")
    amount: float = asked("number", "What it costs.", example=4000)

    def __post_init__(self) -> None:
        _check_amount(f"the cost of {self.id}", self.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each part of the points counts: 1 as for partners, 0 not at all, 2 twice."""

    themes: float = asked(
        "number",
        "Fit to the themes: 1 as for partners, 0 not at all, 2 twice.",
        default=1.0,
        example=1,
    )
    places: float = asked("number", "Presence in the places.", default=1.0, example=2)
    evidence: float = asked("number", "Fresh and independent evidence.", default=1.0, example=1)
    closeness: float = asked("number", "Closeness to the convenor.", default=1.0, example=0)
    standing: float = asked("number", "How well connected they are.", default=1.0, example=1)

    def __post_init__(self) -> None:
        for name in self.__slots__:
            if not 0 <= getattr(self, name) <= MOST_WEIGHT:
                raise NeedError(f"the weight of {name} is not between 0 and {MOST_WEIGHT}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """
    A wish for a coalition of `at_least` to `at_most` members.

    Members fit `themes` and `places`; where none are named, those to be covered are
    meant. `include` and `exclude` are ids. Of each group in `apart` one at most is
    chosen, and of two joined by a tie of one of the kinds in `conflicts`, such as
    `funds`: a conflict of interest. Nobody is chosen beside an opponent, unless
    `opposed_may_meet`; nor is anybody a watch list may name, or who is tied to one it surely
    names, unless `watched_may_sit`.

    `within` is in how many hops the `convenor`, who takes no seat, reaches every
    member; `joined` asks that members hang together by ties (`JOINED`). A `budget`
    bounds what seats cost by `costs`, or `cost_of_others`.

    The search ends after `seconds`; so do, after as many again, those for the
    `alternatives` (each differs in `differing` members at least from all before it)
    or for what contradicts itself.
    """

    at_least: int = asked("whole", "The fewest members.", default=1, example=6)
    at_most: int = asked("whole", "The most members.", example=12)
    convenor: str | None = asked(
        "id", "Who convenes, by id; takes no seat.", default=None, example="reference/wanep"
    )
    themes: tuple[str, ...] = asked(
        "themes", "The themes that members are to fit.", default=(), example=("mediation",)
    )
    places: tuple[str, ...] = asked(
        "places",
        "Where they are to work: countries, regions, regional bodies.",
        default=(),
        example=("ML",),
    )
    cover: tuple[Cover, ...] = asked("cover", "At least so many members with a trait.", default=())
    shares: tuple[Share, ...] = asked(
        "share", "At least, or at most, such a share of the members.", default=()
    )
    include: tuple[str, ...] = asked(
        "ids", "Ids of those who must be members.", default=(), example=("reference/wilpf",)
    )
    exclude: tuple[str, ...] = asked(
        "ids", "Ids of those who must not.", default=(), example=("reference/ecowas",)
    )
    apart: tuple[tuple[str, ...], ...] = asked(
        "groups", "Groups of ids of which one at most may sit at the table.", default=()
    )
    opposed_may_meet: bool = asked(
        "flag", "Whether those may sit together who oppose each other.", default=False, example=True
    )
    watched_may_sit: bool = asked(
        "flag",
        "Whether those may sit that a watch list may name, or that are tied to one it names.",
        default=False,
        example=True,
    )
    conflicts: tuple[str, ...] = asked(
        "tie_kinds",
        "Kinds of tie that are a conflict of interest between two at the table.",
        default=(),
        example=("funds",),
    )
    within: int | None = asked(
        "whole",
        "In how many hops the convenor reaches every member, 1 to 6.",
        default=None,
        example=2,
    )
    joined: str | None = asked(
        "joined", "How members hang together by ties.", default=None, example="among themselves"
    )
    budget: float | None = asked(
        "number", "The most that all seats may cost together.", default=None, example=40000
    )
    costs: tuple[Cost, ...] = asked(
        "cost", "What the seat of somebody costs, in the unit of the budget.", default=()
    )
    cost_of_others: float = asked(
        "number", "What each other seat costs.", default=0.0, example=2500
    )
    weights: Weights = asked(
        "weights", "How much each part of the points counts.", default=Weights()
    )
    alternatives: int = asked(
        "whole", "How many other tables to tell, 0 to 20.", default=2, example=2
    )
    differing: int = asked(
        "whole", "In how many members they differ at least.", default=2, example=2
    )
    seconds: float = asked("number", "How long to search.", default=10.0, example=10)

    def __post_init__(self) -> None:
        if not 1 <= self.at_least <= self.at_most <= MOST_MEMBERS:
            raise NeedError(
                f"a table of {self.at_least} to {self.at_most} cannot be set; "
                f"ask for 1 to {MOST_MEMBERS}, the smaller number first"
            )
        self._check_ties()
        self._check_answer()
        if self.budget is not None:
            _check_amount("the budget", self.budget)
        _check_amount("the cost of others", self.cost_of_others)
        for group in self.apart:
            if len(set(group)) < 2:  # noqa: PLR2004 - a pair
                raise NeedError(f"{', '.join(group) or 'nobody'}: it takes two to sit apart")

    def _check_ties(self) -> None:
        if self.within is not None and not 1 <= self.within <= MOST_HOPS:
            raise NeedError(f"{self.within} hops cannot be asked for; ask for 1 to {MOST_HOPS}")
        if self.joined is not None and self.joined not in JOINED:
            raise NeedError(f"joined {self.joined!r} is unknown; known are {', '.join(JOINED)}")
        if self.convenor is None and (self.within is not None or self.joined == JOINED[1]):
            raise NeedError("being near the convenor can be asked for when the convenor is named")

    def _check_answer(self) -> None:
        if not 0 <= self.alternatives <= MOST_ALTERNATIVES:
            raise NeedError(f"ask for 0 to {MOST_ALTERNATIVES} alternatives")
        if self.differing < 1:
            raise NeedError("alternatives differ in 1 member at least")
        if not 0 < self.seconds <= MOST_SECONDS:
            raise NeedError(f"ask for up to {MOST_SECONDS:.0f} seconds")


def fraction(share: float) -> Fraction:
    """
    The share as it was meant: decimals as written, and rounded thirds as thirds.

    >>> fraction(0.3), fraction(0.33), fraction(0.667)
    (Fraction(3, 10), Fraction(1, 3), Fraction(2, 3))
    """
    written = repr(float(share))
    digits = len(written.partition(".")[2])
    for third in (Fraction(1, 3), Fraction(2, 3)):
        if digits > 1 and share == round(float(third), digits):
            return third
    return Fraction(written)


def _check_trait(what: str, of: Iterable[str]) -> None:
    if what not in TRAITS:
        raise NeedError(f"{what!r} cannot be asked of members; known are {', '.join(TRAITS)}")
    if what != "women_led" and not tuple(of):
        raise NeedError(f"which {what}? name one or more")


def _check_amount(where: str, amount: float) -> None:
    if not (isfinite(amount) and 0 <= amount <= 1e12):  # noqa: PLR2004 - more than all aid
        raise NeedError(f"{where} is {amount}, which is no amount of money")
