"""Dates and numbers are read as a mapping states, and never guessed."""

from decimal import Decimal

import pytest

from graph.domain.errors import ClaimError
from ingest.decoding.sheets import Figure
from ingest.mapping.writing import DateForm, Writing


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        pytest.param("DD/MM/YYYY", "03/04/2019", "2019-04-03", id="day first"),
        pytest.param("MM/DD/YYYY", "03/04/2019", "2019-03-04", id="month first"),
        pytest.param("DD/MM/YYYY", "3/4/2019 10:30", "2019-04-03", id="with a time"),
        pytest.param("DD.MM.YYYY", "31.12.2019", "2019-12-31", id="points"),
        pytest.param("DD MONTH YYYY", "3  août 2019", "2019-08-03", id="in words"),
        pytest.param("MONTH DD, YYYY", "Sept. 29, 2010", "2010-09-29", id="American words"),
        pytest.param("MM/YYYY", "7/2019", "2019-07", id="month"),
        pytest.param("YYYYMMDD", "20190715", "2019-07-15", id="no signs"),
        pytest.param("DD/MM/YYYY", "2019-07-15", "2019-07-15", id="ISO beside it"),
    ],
)
def test_date(form: str, text: str, expected: str) -> None:
    """A date is read in the stated form, or as ISO 8601 writes it."""
    assert Writing(dates=(DateForm(form),)).date(text).text == expected


@pytest.mark.parametrize("text", ["2019", "2019-07", "2019-07-15", "2019-07-15T00:00:00Z"])
def test_unstated_date(text: str) -> None:
    """Without a stated form, only dates from the year down are read."""
    assert Writing().date(text).text == text[:10]


@pytest.mark.parametrize(
    ("forms", "text", "problem"),
    [
        pytest.param((), "03/04/2019", "state the form in the mapping", id="not stated"),
        pytest.param(("DD/MM/YYYY",), "13/13/2019", "is no day of the calendar", id="no month 13"),
        pytest.param((), "2019-02-30", "is no day of the calendar", id="no 30 February"),
        pytest.param(("DD MONTH YYYY",), "3 Blursday 2019", "as DD MONTH YYYY", id="no month"),
    ],
)
def test_no_date(forms: tuple[str, ...], text: str, problem: str) -> None:
    """What is in no stated form is refused, and so is a day that is none."""
    with pytest.raises(ClaimError, match=problem):
        Writing(dates=tuple(map(DateForm, forms))).date(text)


@pytest.mark.parametrize(
    "form",
    ["MM/DD", "DD/YYYY", "YYYY-MM-MM", "YYYY-MM MONTH", "yyyy", "YYYY hh", "YYYY" + "/" * 40],
)
def test_no_form(form: str) -> None:
    """A form of dates has a year once, and a day only with a month."""
    with pytest.raises(ClaimError, match="is no form of dates"):
        DateForm(form)


@pytest.mark.parametrize(
    ("decimal", "text", "expected"),
    [
        pytest.param(",", "1.250,50", "1250.50", id="comma"),
        pytest.param(".", "1,250", "1250", id="point"),
        pytest.param(",", "1.250", "1250", id="a point between thousands"),
        pytest.param(",", "1 250 000", "1250000", id="spaces"),
        pytest.param(None, "1,250.50", "1250.50", id="clear as it is"),
        pytest.param(",", Figure("1.250"), "1.250", id="a number cell"),
        pytest.param(".", "-12", "-12", id="less than nothing"),
    ],
)
def test_amount(decimal: str | None, text: str, expected: str) -> None:
    """A number is read with the stated sign before its decimals."""
    assert Writing(decimal=decimal).amount(text) == Decimal(expected)


@pytest.mark.parametrize(
    ("decimal", "text"),
    [
        pytest.param(None, "1.250", id="two numbers"),
        pytest.param(",", "12,5,0", id="two commas"),
        pytest.param(".", "1,25", id="no thousands"),
        pytest.param(".", "1.000,5 EUR", id="with words"),
        pytest.param(",", "1.250'000", id="two signs between thousands"),
        pytest.param(".", "", id="nothing"),
    ],
)
def test_no_amount(decimal: str | None, text: str) -> None:
    """What may mean two numbers, or none, is refused."""
    with pytest.raises(ClaimError, match=r"may mean two numbers|is no number"):
        Writing(decimal=decimal).amount(text)


def test_weight_and_share() -> None:
    """A weight is from 0 up, a share at most the whole."""
    writing = Writing(decimal=",")

    assert (writing.weight("2,5"), writing.share("12,5 %"), Writing().share("25%")) == (
        2.5,
        12.5,
        25,
    )
    with pytest.raises(ClaimError, match="less than nothing"):
        writing.weight("-1")
    with pytest.raises(ClaimError, match="no part of a whole"):
        writing.share("101")
