"""What of one record cannot be used, where the rest of it is kept."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, TypeVar

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.model import Entity, Tie
from ingest.errors import Place, ReadError
from ingest.money import Sum, money
from ingest.reader import Refused

T = TypeVar("T")
C = TypeVar("C", Entity, Tie)

Span = tuple[PartialDate | None, PartialDate | None]


@dataclass(slots=True)
class Refusals:
    """
    The refusals of one record: a row, an element or an object of a file.

    A value that cannot be used costs itself and not its record. Every reader keeps that
    rule by reading values and making claims through here.
    """

    found: list[Refused] = field(default_factory=list)

    def note(self, problem: str, place: Place, keeps: tuple[str, ...] | None = None) -> None:
        """Refuse what stands at *place*; what is read twice is refused once."""
        refused = Refused(place=place, problem=problem, keeps=keeps)
        if refused not in self.found:
            self.found.append(refused)

    def attempt(self, make: Callable[[], T], place: Place) -> T | None:
        """
        What *make* makes; None, and a refusal, where it raises.

        Args:
            make: Reads a value, or makes a part of a claim.

            place: Where the value stands, unless the error itself says where.
        """
        try:
            return make()
        except ReadError as error:
            self.note(error.problem, error.place)
        except ClaimError as error:
            self.note(str(error), place)
        return None

    def value(self, text: str | None, meaning: Callable[[str], T], place: Place) -> T | None:
        """The *meaning* of *text*, None for no text; a text without a meaning is refused."""
        return None if text is None else self.attempt(lambda: meaning(text), place)

    def values(
        self, texts: Iterable[str], meaning: Callable[[str], T], place: Place
    ) -> tuple[T, ...]:
        """The meanings of *texts*, each once; those that have none are refused one by one."""
        found = (self.value(text, meaning, place) for text in texts)
        return tuple(dict.fromkeys(one for one in found if one is not None))

    def span(self, since: PartialDate | None, until: PartialDate | None, place: Place) -> Span:
        """The same two dates; an end before the beginning is refused and left out."""
        if since is None or until is None or since.first <= until.last:
            return since, until
        self.note(f"it ends ({until}) before it begins ({since}); the end was left out", place)
        return since, None

    def money(
        self,
        amount: Sum | None,
        said: str | None,
        place: Callable[[str], Place],
        places: frozenset[str] = frozenset(),
    ) -> dict[str, Any]:
        """
        The fields of a tie that an amount and a currency fill; none where they are no money.

        Args:
            amount: The amount; a currency without one is no money, and not refused.

            said: The currency, where it has a place of its own.

            place: Where the field `amount` or `currency` stands.

            places: The countries that are named beside it.
        """
        if amount is None:
            return {}
        try:
            return money(amount, said, places)._asdict()
        except ClaimError as error:
            self.note(str(error), place(error.field or "amount"))
            return {}

    def claim(
        self,
        kind: type[C],
        place: Callable[[ClaimError], Place],
        /,
        **values: Any,  # noqa: ANN401
    ) -> C:
        """
        The claim that *values* make, without those that no claim can hold.

        Args:
            kind: The kind of claim.

            place: Where the field stands that an error is about.

            values: The fields of the claim.

        Raises:
            ClaimError: What is wrong is no single field, or one that the claim needs.
        """
        return made(kind, lambda error: self.note(str(error), place(error)), values)


def made(kind: type[C], refuse: Callable[[ClaimError], None], values: dict[str, Any]) -> C:
    """
    The claim that *values* make, without those that no claim can hold.

    Args:
        kind: The kind of claim.

        refuse: Is told of each field that is left out.

        values: The fields of the claim.

    Raises:
        ClaimError: What is wrong is no single field, or one that the claim needs.
    """
    while True:
        try:
            return kind(**values)
        except ClaimError as error:
            if error.field not in _OPTIONAL[kind]:
                raise
            refuse(error)
            values = _without(values, error.field, error.member)


#: The fields that a claim can do without, by its kind.
_OPTIONAL: Mapping[type, frozenset[str]] = {
    kind: frozenset(one.name for one in fields(kind) if one.default is not MISSING)
    for kind in (Entity, Tie)
}


#: Fields that say nothing without each other.
_PAIRS = {"amount": "currency", "currency": "amount"}


def _without(values: dict[str, Any], name: str | None, member: object) -> dict[str, Any]:
    """The values without the field *name*, or without one member of it."""
    gone = (name, _PAIRS.get(name or ""))
    rest = {key: value for key, value in values.items() if key not in gone}
    if name is not None and member is not None:
        rest[name] = tuple(one for one in values[name] if one != member)
    return rest
