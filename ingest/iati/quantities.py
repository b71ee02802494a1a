"""Dates, percentages and amounts of money as the schema writes them."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from lxml.etree import _Element as Element

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from ingest.decoding.faults import Faults
from ingest.iati.structure import optional, required

# A day; a time or a time zone may follow, which says nothing more of the day.
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2}|T\S*)?", re.ASCII)
# No exponents and no thousands, as in XML Schema; no more digits than a tie's amount may have.
_DECIMAL = re.compile(r"[+-]?(?:\d{1,24}(?:\.\d{0,24})?|\.\d{1,24})", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}")
_WHOLE = 100


class Money(NamedTuple):
    """What something is worth; `text` says it where there is no currency to give it in."""

    amount: Decimal | None
    currency: str | None
    text: str


@lru_cache(maxsize=10_000)
def day(text: str) -> PartialDate | None:
    """
    The day that an ISO date names; None if there is no such day.

    >>> day("2023-12-19T18:15:06+01:00")
    PartialDate(text='2023-12-19')
    """
    found = _DAY.fullmatch(text)
    try:
        return PartialDate(found[1]) if found else None
    except ClaimError:
        return None


def decimal(text: str) -> Decimal | None:
    """The number that *text* writes; None if it is none."""
    return Decimal(text) if _DECIMAL.fullmatch(text) else None


def date_of(element: Element, faults: Faults) -> PartialDate | None:
    """The date that an element carries; noted where it is missing or no date."""
    text = required(element, "iso-date", faults)
    if text is None:
        return None
    found = day(text)
    if found is None:
        problem = f"the iso-date of <{element.tag}> is {text[:50]!r}, which is no day"
        faults.note(f"date of <{element.tag}>", element, problem)
    return found


def money_of(element: Element, default: str | None, faults: Faults) -> Money | None:
    """
    Amount and currency of a `value`; without a currency neither, and that is noted.

    Args:
        default: The currency of a value that does not say its own.
    """
    text = (element.text or "").strip()
    amount = decimal(text)
    if amount is None:
        faults.note("value", element, f"the value is {text[:50]!r}, which is no amount: no tie")
        return None
    required(element, "value-date", faults)
    currency = optional(element, "currency", faults) or default or ""
    if _CURRENCY.fullmatch(currency):
        return Money(amount, currency, text)
    what = f"the currency {currency[:20]!r}, three letters are one," if currency else "no currency"
    faults.note("currency", element, f"the value {text} has {what}: its tie has no amount")
    return Money(None, None, f"{text} {currency}".strip())


def share_of(element: Element, faults: Faults) -> float | None:
    """The percentage that an element carries, if it carries one."""
    text = optional(element, "percentage", faults)
    if text is None:
        return None
    found = decimal(text)
    if found is None or not 0 <= found <= _WHOLE:
        problem = f"the percentage of <{element.tag}> is {text[:50]!r}, not from 0 to 100"
        faults.note(f"percentage of <{element.tag}>", element, problem)
        return None
    return float(found)
