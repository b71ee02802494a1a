"""What the numbers in an XLSX file stand for: their number formats decide."""

import re
from datetime import datetime, timedelta

from graph.domain.errors import ClaimError
from ingest.decoding.sheets import Figure

#: Formats that every spreadsheet knows by number alone (ECMA-376, part 1, 18.8.30).
_KNOWN = {
    **dict.fromkeys((9, 10), "percent"),
    **dict.fromkeys((14, 15, 16, 22, *range(27, 32), 36, *range(50, 59)), "day"),
    **dict.fromkeys((18, 19, 20, 21, *range(32, 36), 45, 46, 47), "time"),
    17: "month",
}
_LONGEST = 255
# What a format shows as it stands: quoted and escaped text, conditions, colours, locales.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|am/pm|a/p')


def meaning_of(number: int, code: str | None) -> str:
    """
    What a number in this format is: `number`, `percent`, `year`, `month`, `day` or `time`.

    A date that is shown as `mmm yyyy` was typed as a month, and is one.

    Args:
        number: The number of the format.

        code: Its code, if the file gives one, such as `dd/mm/yyyy`.
    """
    if code is None:
        return _KNOWN.get(number, "number")
    shown = set(_LITERAL.sub("", code[:_LONGEST].lower()).partition(";")[0])
    if shown & set("hs"):
        return "day" if shown & set("yd") else "time"
    for letter, meaning in (("d", "day"), ("m", "month"), ("y", "year"), ("%", "percent")):
        if letter in shown:
            return meaning
    return "number"


def written(value: str, meaning: str, *, from_1904: bool) -> str:
    """
    The number *value* as its owner would write it: `1250.5`, `25%`, `2019-07`.

    Args:
        value: The number as the file has it.

        meaning: What the number is; see `meaning_of`.

        from_1904: Whether the workbook counts its days from 1904.

    Raises:
        ClaimError: The value is no number, or no day of the calendar.
    """
    try:
        number = float(value)
        # Fifteen digits are what spreadsheets keep; the rest is noise of the binary form.
        plain = _plain(number)
    except (ValueError, OverflowError) as error:
        raise ClaimError(f"the cell holds {value[:40]!r}, which is no number") from error
    if meaning == "number":
        return Figure(plain)
    if meaning == "percent":
        return _plain(number * 100) + "%"
    return _date(number, meaning, from_1904=from_1904)


def _plain(number: float) -> str:
    if number == int(number):
        return str(int(float(f"{number:.15g}")))
    text = f"{number:.15g}"
    return f"{number:.20f}".rstrip("0") if "e" in text else text


def _date(number: float, meaning: str, *, from_1904: bool) -> str:
    # The calendar of 1900 counts a 29 February that never was: day 60.
    missing = 0 if from_1904 or number >= 61 else 1  # noqa: PLR2004
    origin = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001
    try:
        moment = origin + timedelta(days=missing, seconds=round(number * 86_400))
    except OverflowError as error:
        raise ClaimError(f"the cell holds {number:g}, which is no day of the calendar") from error
    if number < 0 or (missing and number >= 60):  # noqa: PLR2004
        raise ClaimError(f"the cell holds {number:g}, which is no day of the calendar")
    if meaning == "time" and number < 1:
        return moment.strftime("%H:%M:%S")
    if meaning in ("day", "time") and moment.time() != datetime.min.time():
        return moment.isoformat()
    return moment.date().isoformat()[: {"year": 4, "month": 7}.get(meaning, 10)]
