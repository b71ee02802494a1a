"""What numbers in cells stand for."""

import pytest

from graph.domain.errors import ClaimError
from ingest.decoding.number_formats import meaning_of, written
from ingest.decoding.sheets import Figure


@pytest.mark.parametrize(
    ("number", "code", "expected"),
    [
        pytest.param(0, None, "number", id="general"),
        pytest.param(10, None, "percent", id="percent by number"),
        pytest.param(14, None, "day", id="date by number"),
        pytest.param(17, None, "month", id="month by number"),
        pytest.param(21, None, "time", id="time by number"),
        pytest.param(164, "dd/mm/yyyy", "day", id="date"),
        pytest.param(164, "yyyy-mm-dd hh:mm", "day", id="date with time"),
        pytest.param(164, "[$-409]mmmm yyyy", "month", id="month in a language"),
        pytest.param(164, "yyyy", "year", id="year"),
        pytest.param(164, "[h]:mm:ss", "time", id="duration"),
        pytest.param(164, "h:mm AM/PM", "time", id="time of half a day"),
        pytest.param(164, "0.0%", "percent", id="percent"),
        pytest.param(164, '#,##0.00 "days"', "number", id="letters between quotes"),
        pytest.param(164, "#,##0 [$USD]", "number", id="currency"),
        pytest.param(164, r"0\d", "number", id="escaped letter"),
        pytest.param(164, "_(* #,##0_);_(* (#,##0)", "number", id="accounting"),
        pytest.param(164, "0;[Red]yyyy", "number", id="only what is shown first"),
        pytest.param(164, "[" * 100_000, "number", id="a code without end"),
    ],
)
def test_meaning(number: int, code: str | None, expected: str) -> None:
    """A format says whether a number is a date, and how precise a one."""
    assert meaning_of(number, code) == expected


@pytest.mark.parametrize(
    ("value", "meaning", "expected"),
    [
        pytest.param("2019.0", "number", "2019", id="whole"),
        pytest.param("1.5E6", "number", "1500000", id="with exponent"),
        pytest.param("0.30000000000000004", "number", "0.3", id="binary noise"),
        pytest.param("1250.5", "number", "1250.5", id="decimals"),
        pytest.param("1e-7", "number", "0.0000001", id="small"),
        pytest.param("-3", "number", "-3", id="negative"),
        pytest.param("0.25", "percent", "25%", id="percent"),
        pytest.param("0.07", "percent", "7%", id="percent with noise"),
        pytest.param("43661", "day", "2019-07-15", id="day"),
        pytest.param("43661", "month", "2019-07", id="month"),
        pytest.param("43661", "year", "2019", id="year"),
        pytest.param("43661.5", "day", "2019-07-15T12:00:00", id="day and time"),
        pytest.param("0.5", "time", "12:00:00", id="time"),
        pytest.param("1", "day", "1900-01-01", id="first day"),
        pytest.param("59", "day", "1900-02-28", id="before the day that never was"),
        pytest.param("61", "day", "1900-03-01", id="after it"),
    ],
)
def test_written(value: str, meaning: str, expected: str) -> None:
    """A number is written as its owner sees it, and no more precise."""
    assert written(value, meaning, from_1904=False) == expected


def test_written_from_1904() -> None:
    """Workbooks from old Macintoshes count their days from 1904."""
    assert written("42199", "day", from_1904=True) == "2019-07-15"


def test_figures() -> None:
    """A plain number can be told from a text that looks like one."""
    assert isinstance(written("1.125", "number", from_1904=False), Figure)


@pytest.mark.parametrize(
    ("value", "meaning", "problem"),
    [
        pytest.param("NaN", "number", "'NaN', which is no number", id="not a number"),
        pytest.param("inf", "number", "no number", id="infinite"),
        pytest.param("1e999", "number", "no number", id="too large"),
        pytest.param("abc", "number", "'abc', which is no number", id="letters"),
        pytest.param("60", "day", "no day of the calendar", id="29 February 1900"),
        pytest.param("-5", "day", "no day of the calendar", id="before the first"),
        pytest.param("99999999", "day", "no day of the calendar", id="after the last"),
    ],
)
def test_not_written(value: str, meaning: str, problem: str) -> None:
    """What is no number, or no day, is refused."""
    with pytest.raises(ClaimError, match=problem):
        written(value, meaning, from_1904=False)
