"""Dates keep the precision of their source, and mean every day that it allows."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.dates import (
    ALWAYS_FROM,
    ALWAYS_UNTIL,
    PartialDate,
    day_number,
    first_number,
    last_number,
)
from graph.domain.errors import ClaimError
from tests.strategies import partial_dates


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        pytest.param("2019", date(2019, 1, 1), date(2019, 12, 31), id="year"),
        pytest.param("2019-07", date(2019, 7, 1), date(2019, 7, 31), id="month"),
        pytest.param("2019-02", date(2019, 2, 1), date(2019, 2, 28), id="February"),
        pytest.param("2000-02", date(2000, 2, 1), date(2000, 2, 29), id="leap century"),
        pytest.param("1900-02", date(1900, 2, 1), date(1900, 2, 28), id="century"),
        pytest.param("2019-07-15", date(2019, 7, 15), date(2019, 7, 15), id="day"),
        pytest.param("0001", date(1, 1, 1), date(1, 12, 31), id="first year"),
        pytest.param("9999-12", date(9999, 12, 1), date(9999, 12, 31), id="last month"),
    ],
)
def test_what_a_date_means(text: str, first: date, last: date) -> None:
    """A year or month means each of its days."""
    day = PartialDate(text)
    assert (day.first, day.last, str(day)) == (first, last, text)
    assert (first_number(text), last_number(text)) == (day_number(first), day_number(last))


@pytest.mark.parametrize(
    "text",
    [
        *("", "19", "019", "20190", "2019-7", "2019-07-1", "2019-07-150", "2019-", "2019--07"),
        *("2019-07-15T00:00", " 2019", "2019\n", "-2019", "2019/07", "07-2019", "201907"),
        pytest.param("٢٠١٩", id="Arabic digits"),
        pytest.param("2019-0\uff17", id="wide digit"),
    ],
)
def test_no_date(text: str) -> None:
    """What is not written as a year, month or day is refused with how to write one."""
    with pytest.raises(ClaimError, match="is no date; write 2019, 2019-07 or 2019-07-15"):
        PartialDate(text)


@pytest.mark.parametrize(
    "text", ["0000", "0000-01-01", "2019-00", "2019-13", "2019-07-00", "2019-02-29", "2019-04-31"]
)
def test_no_day(text: str) -> None:
    """A day that the calendar does not have is refused."""
    with pytest.raises(ClaimError, match=f"'{text}' is no day of the calendar"):
        PartialDate(text)


def test_undated() -> None:
    """What has no date rules no day out."""
    assert first_number(None) == ALWAYS_FROM < day_number(date.min)
    assert last_number(None) == ALWAYS_UNTIL > day_number(date.max)


@given(partial_dates)
def test_first_and_last(day: PartialDate) -> None:
    """The first day is not after the last, and both are days that the text allows."""
    assert day.first <= day.last
    assert day.first.isoformat().startswith(day.text)
    assert day.last.isoformat().startswith(day.text)


@given(st.dates(), st.sampled_from((4, 7, 10)))
def test_containment(day: date, length: int) -> None:
    """A day lies within its month and its year, and the day before the first does not."""
    part = PartialDate(day.isoformat()[:length])
    assert part.first <= day <= part.last
    assert PartialDate(part.text[:4]).first <= part.first <= part.last
    assert part.last <= PartialDate(part.text[:4]).last


@given(st.dates(), st.dates())
def test_day_numbers(one: date, other: date) -> None:
    """Day numbers sort as days do, and differ where days differ."""
    assert (day_number(one) < day_number(other)) == (one < other)
    assert (day_number(one) == day_number(other)) == (one == other)
