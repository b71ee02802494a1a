"""How long transactions prove the sectors and countries that only they name."""

from pathlib import Path

import pytest

from tests.ingest.iati.written import Read, read_activity

#: An activity from 2020 to 2027.
DATES = (
    '<activity-date type="2" iso-date="2020-01-01"/><activity-date type="3" iso-date="2027-12-31"/>'
)


def moved(date: str, parts: str, code: str = "3") -> str:
    """A transaction on a day, a disbursement if no other type is said."""
    day = f"<transaction-date iso-date='{date}'/>" if date else ""
    return (
        f"<transaction><transaction-type code='{code}'/>{day}<value>1</value>{parts}</transaction>"
    )


def span(read: Read, end: str) -> tuple[str | None, ...]:
    """From when until when the activity's one tie to *end* holds."""
    (tie,) = (tie for tie in read.ties if tie.end == end)
    return tuple(date.text if date else None for date in (tie.since, tie.until))


MALI = "<recipient-country code='ML'/>"
HEALTH = "<sector code='12220'/>"


@pytest.mark.parametrize(
    ("flows", "expected"),
    [
        pytest.param([moved("2021-05-06", MALI)], ("2021-05-06", "2021-05-06"), id="one day"),
        pytest.param(
            [moved("2023-02-01", MALI), moved("2021-05-06", MALI)],
            ("2021-05-06", "2023-02-01"),
            id="from the first to the last",
        ),
        pytest.param([moved("2021-05-06", MALI, "2")], ("2021-05-06", "2027-12-31"), id="promised"),
        pytest.param(
            [moved("2028-05-06", MALI, "11")], ("2028-05-06", "2028-05-06"), id="promised too late"
        ),
        pytest.param([moved("", MALI)], ("2020-01-01", "2027-12-31"), id="undated"),
    ],
)
def test_places(tmp_path: Path, flows: list[str], expected: tuple[str, str]) -> None:
    """Money that moved proves its day, and what was promised holds until the activity ends."""
    read = read_activity(tmp_path, *flows, dates=DATES)
    assert span(read, "country:ML") == expected


def test_sectors(tmp_path: Path) -> None:
    """A sector that only a transaction names is dated by it, and so is its theme."""
    read = read_activity(tmp_path, moved("2021-05-06", HEALTH), dates=DATES)
    assert span(read, "s/sector:1:12220") == ("2021-05-06", "2021-05-06")
    assert span(read, "theme:health") == ("2021-05-06", "2021-05-06")


def test_of_the_activity(tmp_path: Path) -> None:
    """What the activity says itself holds for as long as it lasts, whatever was paid when."""
    read = read_activity(tmp_path, MALI, HEALTH, moved("2021-05-06", MALI + HEALTH), dates=DATES)
    assert span(read, "country:ML") == ("2020-01-01", "2027-12-31")
    assert span(read, "theme:health") == ("2020-01-01", "2027-12-31")
