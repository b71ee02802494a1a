"""Dates, percentages and amounts."""

import doctest
from decimal import Decimal

import pytest
from lxml import etree

from graph.domain.dates import PartialDate
from ingest.decoding.faults import Faults
from ingest.iati import quantities
from ingest.iati.quantities import date_of, day, decimal, share_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-12-19", "2023-12-19"),
        ("2023-12-19Z", "2023-12-19"),
        ("2023-12-19+01:00", "2023-12-19"),
        ("2023-12-19T18:15:06.0134+01:00", "2023-12-19"),
        ("2023-02-30", None),
        ("0000-01-01", None),
        ("2023", None),
        ("19/12/2023", None),
        ("٢٠٢٣-١٢-١٩", None),
        ("", None),
    ],
)
def test_day(text: str, expected: str | None) -> None:
    """A day is read with or without a time or a zone; what is no day of the calendar is none."""
    assert day(text) == (PartialDate(expected) if expected else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1000", "1000"),
        ("-1000.50", "-1000.50"),
        ("+.63", "0.63"),
        ("5.", "5"),
        ("1,000", None),
        ("1_000", None),
        ("1e9", None),
        ("NaN", None),
        ("INF", None),
        ("", None),
        (".", None),
        ("9" * 25, None),
        ("१", None),
    ],
)
def test_decimal(text: str, expected: str | None) -> None:
    """A number is one of XML Schema's decimals, no more."""
    assert decimal(text) == (Decimal(expected) if expected else None)


@pytest.mark.parametrize(
    ("attributes", "problem"),
    [
        ("", "<a> without iso-date"),
        ("iso-date=''", "<a> without iso-date"),
        ("iso-date='soon'", "the iso-date of <a> is 'soon', which is no day"),
    ],
)
def test_no_date(attributes: str, problem: str) -> None:
    """A date that is missing or none is reported."""
    faults = Faults("f")
    assert date_of(etree.fromstring(f"<a {attributes}/>"), faults) is None
    assert [fault.problem for fault in faults.drain()] == [problem]


@pytest.mark.parametrize(
    ("text", "expected"), [("78.04", 78.04), (".63", 0.63), ("0", 0.0), ("100", 100.0)]
)
def test_share(text: str, expected: float) -> None:
    """A percentage is a number from 0 to 100."""
    assert share_of(etree.fromstring(f"<a percentage='{text}'/>"), Faults("f")) == expected


@pytest.mark.parametrize("text", ["100.1", "-1", "50%", "half"])
def test_no_share(text: str) -> None:
    """Any other percentage is reported, and a missing one is not."""
    faults = Faults("f")
    assert share_of(etree.fromstring(f"<a percentage='{text}'/>"), faults) is None
    assert share_of(etree.fromstring("<a/>"), faults) is None
    assert [fault.problem for fault in faults.drain()] == [
        f"the percentage of <a> is {text!r}, not from 0 to 100"
    ]


def test_examples() -> None:
    """What the docstrings show is so."""
    assert doctest.testmod(quantities).failed == 0
