"""Days as the files of PA-X write them: 1990-02-15, 15/02/1990 and 02/15/1990."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from ingest.words import shown
from ingest.workbook.cells import day

_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:[T ][\d:.]*)?", re.ASCII)
_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """
    How one file writes its days: whether the day or the month comes first.

    One date with a day beyond the twelfth tells for all the others, unless another tells
    otherwise; `day_first` is None where nothing does.
    """

    day_first: bool | None = None

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Days":
        """What the dates of a file tell together."""
        told = {first for text in texts if (first := _told(text)) is not None}
        return cls(day_first=told.pop() if len(told) == 1 else None)

    def read(self, text: str) -> tuple[PartialDate, str | None]:
        """
        The date in *text*, and what is in doubt about it.

        Where nobody can tell day from month, the year is all that is sure.

        Raises:
            ClaimError: It is no date, or no day of the calendar.
        """
        found = _SLASHED.fullmatch(text)
        if found is None:
            return day(text), None
        told = _told(text)
        first = self.day_first if told is None else told
        if first is None and found[1] != found[2]:
            doubt = "may mean two days, and no other date here tells which; the year is kept"
            return PartialDate(found[3]), f"{shown(text)} {doubt}"
        month, number = (found[2], found[1]) if first else (found[1], found[2])
        try:
            return PartialDate(f"{found[3]}-{month.zfill(2)}-{number.zfill(2)}"), None
        except ClaimError as error:
            raise ClaimError(f"{shown(text)} is no day of the calendar") from error


def _told(text: str) -> bool | None:
    """Whether the day comes first in *text*; None if it does not show."""
    found = _SLASHED.fullmatch(text)
    beyond = [int(part) > _MONTHS for part in found.groups()[:2]] if found else []
    return beyond[0] if beyond.count(True) == 1 else None
