"""One flow of money: its two ends, what it is for, and what it adds to all that was given."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.model import Tie, key_of
from ingest.decoding.headed_rows import HeadedRow
from ingest.fts.objects import Flow, Objects, beside, meanings
from ingest.refusals import Refusals
from ingest.words import fold, shown

#: Columns of a flow that become fields of ours.
_USED = ("id", "amountUSD", "date", "earmarking")
_AMOUNT = re.compile(r"-?\d{1,24}(?:\.\d{1,24})?", re.ASCII)
# The service writes dates in one way only.
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ][\d:.]*Z?)?", re.ASCII)
_LONGEST_NUMBER = 50
#: Less than this, in dollars, is rounding.
_ROUNDING = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """Who gives, who receives, and by sort of object, what the money is for."""

    givers: Sequence[str]
    receivers: Sequence[str]
    uses: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, row: HeadedRow, objects: Objects) -> "Ends":
        """
        The ends of the flow in *row*.

        Raises:
            ClaimError: It does not say who gives the money.
        """
        givers = objects.met(row, "source", "Organization")
        if not givers:
            raise ClaimError("the flow does not say who gives the money")
        return cls(
            givers=givers,
            receivers=objects.met(row, "destination", "Organization"),
            uses={sort: objects.met(row, "destination", sort) for sort in meanings().objects},
        )

    def pairs(self) -> list[tuple[str, str]]:
        """
        The two ends of the flow.

        What no organisation receives, and what stays with its giver, goes to the
        nearest of what it is for.

        Raises:
            ClaimError: The flow says neither.
        """
        context = next((found for found in self.uses.values() if found), [])
        found = [ends for ends in product(self.givers, self.receivers) if ends[0] != ends[1]]
        found = found or list(product(self.givers, context))
        if not found:
            raise ClaimError(
                "the flow does not say who else receives the money, nor what it is for"
            )
        return found


def number_of(row: HeadedRow) -> str:
    """The number of the flow in *row*; ClaimError if it has none."""
    number = row.cells.get("id", "")
    if not number or len(number) > _LONGEST_NUMBER:
        raise ClaimError(f"{shown(number)} is no number of a flow")
    return number


def ids_of(row: HeadedRow, source: str) -> tuple[str, ...] | None:
    """The id that the tie of the flow in *row* has; None if the row has no number."""
    with suppress(ClaimError):
        return (f"{source}/flow:{number_of(row)}",)
    return None


def flow_of(row: HeadedRow) -> Flow:
    """The type of the flow in *row*; ClaimError if it is none."""
    text = row.cells.get("flowType", "")
    flow = meanings().flows.get(fold(text))
    if flow is None:
        raise ClaimError(
            f"{shown(text)} is no type of flow; known are {', '.join(meanings().flows)}"
        )
    return flow


def day_of(row: HeadedRow) -> PartialDate | None:
    """The day of the flow in *row*, None if it has none; ClaimError if that is no date of FTS."""
    text = row.cells.get("date")
    found = _DAY.fullmatch(text) if text else None
    if text and found is None:
        raise ClaimError(f"{shown(text)} is no date of FTS; it writes 2026-01-31")
    return PartialDate(found[1]) if found else None


def dollars(text: str) -> Decimal:
    """The amount in a cell; ClaimError if it is none."""
    if not _AMOUNT.fullmatch(text):
        raise ClaimError(f"{shown(text)} is no amount of US dollars")
    return Decimal(text)


def counted(row: HeadedRow, flow: Flow, passed: Decimal) -> Decimal:
    """
    What the flow adds to all that was given.

    Of parked money that is the remainder, which the service gives as the amount. Where
    it gives the whole, what other flows in the file pass on is taken off.

    Args:
        row: The flow.

        flow: Its type.

        passed: What other flows say that they pass on of it.

    Raises:
        ClaimError: The flow has no amount.
    """
    amount = dollars(row.cells.get("amountUSD", ""))
    whole = row.cells.get("fullParkedAmountUSD", "")
    if flow.role == "parked" and passed and _AMOUNT.fullmatch(whole):
        rest = max(Decimal(whole) - passed, Decimal(0))
        if amount > rest + _ROUNDING:
            return rest
    return amount


def money_ties(
    row: HeadedRow,
    flow: Flow,
    ends: Ends,
    paid: tuple[Decimal | None, PartialDate | None],
    *,
    refusals: Refusals,
    source: str,
) -> Iterator[Tie]:
    """
    The ties of money of one flow; between several, nobody knows whose the amount is.

    Args:
        row: The flow.

        flow: Its type.

        ends: Its ends.

        paid: What it adds, and when; None for what cannot be read.

        refusals: Where values are noted that cannot be used.

        source: The id of the source.

    Raises:
        ClaimError: The flow names neither a receiver nor a purpose.
    """
    number, pairs, (amount, day) = number_of(row), ends.pairs(), paid
    whole = pairs if amount is not None and len(pairs) == 1 else []
    for start, end in pairs:
        yield refusals.claim(
            Tie,
            lambda error: row.place(_COLUMNS.get(error.field or "")),
            id=f"{source}/flow:{number if len(pairs) == 1 else key_of(number, start, end)}",
            source=source,
            kind="funds",
            start=start,
            end=end,
            since=day,
            until=day,
            role=flow.role or row.cells.get("status"),
            amount=amount if whole else None,
            currency="USD" if whole else None,
            earmarking=row.cells.get("earmarking"),
            cited=f"FTS, flow {number}",
            extra=(*_left(row, amount, alone=len(pairs) == 1), *beside(row)),
        )


#: The columns of the fields of a tie that one cell fills.
_COLUMNS = {"since": "date", "until": "date", "amount": "amountUSD", "earmarking": "earmarking"}


def _left(row: HeadedRow, amount: Decimal | None, *, alone: bool) -> Iterator[tuple[str, str]]:
    """What a flow says that the fields of a tie do not, its amount where that is another's."""
    yield from ((name, text) for name, text in row.cells.items() if _is_left(name))
    if amount is not None and (not alone or dollars(row.cells["amountUSD"]) != amount):
        yield "amountUSD", row.cells["amountUSD"]


def _is_left(name: str) -> bool:
    return name not in _USED and "Objects_" not in name
