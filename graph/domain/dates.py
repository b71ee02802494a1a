"""Dates as precise as their source had them: a year, a month or a day."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from graph.domain.errors import ClaimError

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)


@dataclass(frozen=True)
class PartialDate:
    """
    A year, a month or a day, and never more than the source said.

    >>> PartialDate("2019-07").first, PartialDate("2019-07").last
    (datetime.date(2019, 7, 1), datetime.date(2019, 7, 31))

    Raises:
        ClaimError: The text is no such date, or names a day that does not exist.
    """

    text: str

    def __post_init__(self) -> None:
        shape = _SHAPE.fullmatch(self.text)
        if shape is None:
            raise ClaimError(f"{self.text!r} is no date; write 2019, 2019-07 or 2019-07-15")
        try:
            date(int(shape[1]), int(shape[2] or 1), int(shape[3] or 1))
        except ValueError as error:
            raise ClaimError(f"{self.text!r} is no day of the calendar") from error

    @cached_property
    def first(self) -> date:
        """The first day it can mean."""
        return date.fromisoformat(self.text + "-01-01"[len(self.text) - 4 :])

    @cached_property
    def last(self) -> date:
        """The last day it can mean."""
        if len(self.text) == len("2019-07-15"):
            return self.first
        month = int(self.text[5:7] or 12)
        return self.first.replace(month=month, day=calendar.monthrange(self.first.year, month)[1])

    def __str__(self) -> str:
        return self.text


def day_number(day: date) -> int:
    """*day* as a whole number that sorts like it: 15 July 2019 is 20190715."""
    return day.year * 10_000 + day.month * 100 + day.day


#: Bounds of a claim whose source gives no date: it rules no day out.
ALWAYS_FROM, ALWAYS_UNTIL = 0, 99_999_999


@lru_cache(maxsize=100_000)
def first_number(text: str | None) -> int:
    """The first day a partial date can mean, as a number; without one, the lowest."""
    return day_number(PartialDate(text).first) if text else ALWAYS_FROM


@lru_cache(maxsize=100_000)
def last_number(text: str | None) -> int:
    """The last day a partial date can mean, as a number; without one, the highest."""
    return day_number(PartialDate(text).last) if text else ALWAYS_UNTIL
