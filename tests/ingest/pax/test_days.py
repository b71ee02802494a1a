"""Days of PA-X: three ways to write them, and what tells them apart."""

import pytest

from graph.domain.errors import ClaimError
from ingest.pax.days import Days


@pytest.mark.parametrize(
    ("text", "others", "day"),
    [
        pytest.param("1990-02-15", [], "1990-02-15", id="ISO"),
        pytest.param("1990-02-15T00:00:00", [], "1990-02-15", id="ISO with a time"),
        pytest.param("15/02/1990", [], "1990-02-15", id="the day first"),
        pytest.param("02/15/1990", [], "1990-02-15", id="the month first"),
        pytest.param("03/04/1990", ["15/02/1990"], "1990-04-03", id="as another says: day"),
        pytest.param("03/04/1990", ["02/15/1990"], "1990-03-04", id="as another says: month"),
        pytest.param("2/3/1990", ["2/15/1990"], "1990-02-03", id="without zeros"),
        pytest.param("04/04/1990", [], "1990-04-04", id="the same either way"),
        pytest.param("1990", [], "1990", id="a year"),
        pytest.param("February 1990", [], "1990-02", id="in words"),
    ],
)
def test_read(text: str, others: list[str], day: str) -> None:
    """A day is read as its file writes days."""
    found, doubt = Days.of([text, *others]).read(text)
    assert (found.text, doubt) == (day, None)


@pytest.mark.parametrize(
    "others",
    [
        pytest.param([], id="nothing tells"),
        pytest.param(["1990-02-15", "05/06/1990"], id="others do not tell"),
        pytest.param(["15/02/1990", "02/15/1990"], id="others contradict each other"),
    ],
)
def test_doubt(others: list[str]) -> None:
    """Where nobody can tell day from month the year is kept, and the doubt is said."""
    found, doubt = Days.of(["03/04/1990", *others]).read("03/04/1990")
    assert found.text == "1990"
    assert doubt is not None
    assert "'03/04/1990' may mean two days" in doubt


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("30/02/1990", id="no such day"),
        pytest.param("13/13/1990", id="no month"),
        pytest.param("00/15/1990", id="month zero"),
        pytest.param("soon", id="no date"),
        pytest.param("1990-02-30", id="no such day in ISO"),
    ],
)
def test_refused(text: str) -> None:
    """What is no day of the calendar is refused."""
    with pytest.raises(ClaimError, match=r"is no (?:day|date)"):
        Days.of([text]).read(text)
