"""How dates and numbers are written in one table: as its owner states, and never guessed."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.model import WHOLE
from ingest.decoding.sheets import Figure
from ingest.words import known, shown
from ingest.workbook import cells

#: What may stand in a form of dates, beside signs.
TOKENS = {
    "YYYY": r"(?P<year>\d{4})",
    "MONTH": r"(?P<word>[^\W\d_]+)\.?",
    "MM": r"(?P<month>\d{1,2})",
    "DD": r"(?P<day>\d{1,2})",
}
_TOKEN = re.compile("YYYY|MONTH|MM|DD")
_TIME = r"(?:[T ]\d{1,2}:\d\d[\d:.+Z]*)?"
_ISO = re.compile(rf"(\d{{4}})(?:-(\d\d)(?:-(\d\d){_TIME})?)?", re.ASCII)
_LONGEST_FORM = 40
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[^\d]\d{3})+|[+-]?\d+", re.ASCII)


@dataclass(frozen=True, slots=True)
class DateForm:
    """
    A form of dates, such as DD/MM/YYYY.

    Raises:
        ClaimError: It is none.
    """

    text: str

    def __post_init__(self) -> None:
        found = _TOKEN.findall(self.text)
        rest = _TOKEN.sub("", self.text)
        month = found.count("MM") + found.count("MONTH")
        twice = len(found) > len(set(found)) or month > 1
        if "YYYY" not in found or ("DD" in found and not month) or twice:
            raise ClaimError(f"{shown(self.text)} is no form of dates; write one like DD/MM/YYYY")
        if re.search(r"\w", rest) or len(self.text) > _LONGEST_FORM:
            raise ClaimError(
                f"{shown(self.text)} is no form of dates: use YYYY, MM, DD, MONTH and signs"
            )

    @property
    def shape(self) -> str:
        """What it shares with forms that the same text may be written in."""
        return re.sub("MM|DD", "NN", self.text)

    def read(self, text: str) -> PartialDate | None:
        """
        The date that *text* is in this form; None if it is not in this form.

        Raises:
            ClaimError: It is, and no day of the calendar.
        """
        found = _pattern(self.text).fullmatch(text)
        said = found.groupdict() if found else {}
        if found is None:
            return None
        month = said.get("month") or known("months", said.get("word") or "")
        if "word" in said and month is None:
            return None
        return _date(text, said["year"], month, said.get("day"))


@lru_cache(maxsize=256)
def _pattern(form: str) -> re.Pattern[str]:
    pieces, at = [], 0
    for token in _TOKEN.finditer(form):
        pieces += [_between(form[at : token.start()]), TOKENS[token[0]]]
        at = token.end()
    return re.compile("".join(pieces) + _between(form[at:]) + _TIME, re.IGNORECASE)


def _between(signs: str) -> str:
    return r"\s+".join(re.escape(part) for part in re.split(r"\s+", signs))


def _date(text: str, year: str, month: str | None, day: str | None) -> PartialDate:
    try:
        return PartialDate("-".join(part.zfill(2) for part in (year, month, day) if part))
    except ClaimError as error:
        raise ClaimError(f"{shown(text)} is no day of the calendar") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What a mapping states of dates and numbers."""

    dates: tuple[DateForm, ...] = ()
    decimal: str | None = None

    def date(self, text: str) -> PartialDate:
        """
        The date in a cell, in a stated form or as 2019, 2019-07 or 2019-07-15.

        Raises:
            ClaimError: It is in none of these.
        """
        for form in self.dates:
            if date := form.read(text):
                return date
        if found := _ISO.fullmatch(text):
            return _date(text, *found.groups())
        stated = " or ".join(form.text for form in self.dates) or "2019, 2019-07 or 2019-07-15"
        raise ClaimError(
            f"{shown(text)} is not written as {stated}; state the form in the mapping, "
            "such as dates: DD/MM/YYYY"
        )

    def amount(self, text: str) -> Decimal:
        """
        The number in a cell.

        Raises:
            ClaimError: It is none, or may mean two and the mapping does not state which.
        """
        if isinstance(text, Figure) or self.decimal is None:
            return cells.amount(text)
        whole, _, fraction = text.partition(self.decimal)
        plain = re.fullmatch(r"\d*", fraction, re.ASCII) and _GROUPED.fullmatch(whole)
        if not plain or len(set(re.sub(r"[\d+-]", "", whole))) > 1:
            problem = f"is no number with {self.decimal!r} before its decimals"
            raise ClaimError(f"{shown(text)} {problem}")
        digits = re.sub(r"[^\d+-]", "", whole)
        return Decimal(f"{digits}.{fraction}" if fraction else digits)

    def weight(self, text: str) -> float:
        """The number from 0 up in a cell."""
        found = float(self._number(text))
        if not found >= 0:
            raise ClaimError(f"{shown(text)} is less than nothing; write a number from 0 up")
        return found

    def share(self, text: str) -> float:
        """The percentage in a cell, with or without its sign."""
        percent = float(self._number(text.removesuffix("%").rstrip()))
        if not 0 <= percent <= WHOLE:
            raise ClaimError(f"{shown(text)} is no part of a whole; write 0 to 100")
        return percent

    def _number(self, text: str) -> float | Decimal:
        return cells.number(text) if self.decimal is None else self.amount(text)
