"""Dates, percentages and amounts as the schema writes them."""

import re
from decimal import Decimal
from functools import lru_cache

from lxml.etree import _Element as Element

from graph.dates import PartialDate
from graph.errors import ClaimError
from ingest.iati.faults import Faults
from ingest.iati.structure import optional, required

# A day; a time or a time zone may follow, which says nothing more of the day.
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2}|T\S*)?", re.ASCII)
# No exponents and no thousands, as in XML Schema; no more digits than a tie's amount may have.
_DECIMAL = re.compile(r"[+-]?(?:\d{1,24}(?:\.\d{0,24})?|\.\d{1,24})", re.ASCII)
_WHOLE = 100


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
