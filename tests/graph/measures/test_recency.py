"""When each tie was last heard of, worked out by hand."""

from datetime import date

import numpy as np
import pytest

from graph.domain.dates import PartialDate
from graph.domain.model import Source
from graph.measures.recency import newest
from tests.networks import entity, shared, tie, view_of

NET = entity("list/net")


def heard(dates: dict[str, str], published: str | None, as_of: date = date(2025, 6, 1)) -> int:
    """The day of the newest word on one tie with these *dates*."""
    origin = Source(
        id="list",
        title="The list",
        published=None if published is None else PartialDate(published),
        retrieved=PartialDate("2025-05"),
    )
    mediates = tie("list/net", "works_on", "theme:mediation", **dates)
    view = view_of(*shared("theme:mediation"), origin, NET, mediates, as_of=as_of)
    return int(newest(view, np.array([0]))[0])


@pytest.mark.parametrize(
    ("dates", "published", "expected"),
    [
        pytest.param({}, None, 0, id="only when it was retrieved is known"),
        pytest.param({"cited_on": "2013"}, None, 20131231, id="of its document"),
        pytest.param({}, "2024-02", 20240229, id="of its source"),
        pytest.param({"cited_on": "2013-05-01"}, "2024", 20130501, id="of its document first"),
        pytest.param({"since": "2019"}, None, 20190101, id="of its beginning"),
        pytest.param({"since": "2019"}, "2024-02", 20240229, id="the source is newer"),
        pytest.param({"since": "2019", "cited_on": "2013"}, None, 20190101, id="it is older"),
        pytest.param({"until": "2020"}, None, 20201231, id="of its end"),
        pytest.param({"until": "2020"}, "2024-02", 20201231, id="of its end and not later"),
        pytest.param({"until": "2020", "cited_on": "2013"}, None, 20131231, id="a plan of then"),
        pytest.param({"until": "2030"}, None, 0, id="an end to come is no word"),
        pytest.param({"since": "2023", "until": "2030"}, None, 20230101, id="its beginning is"),
        pytest.param({"until": "2030"}, "2024-02", 20240229, id="its source is"),
        pytest.param({"cited_on": "2026"}, None, 0, id="written after the day"),
        pytest.param({"cited_on": "2025"}, None, 20250601, id="written that year"),
    ],
)
def test_newest(dates: dict[str, str], published: str | None, expected: int) -> None:
    """Word is of the document, else of the source; when that was retrieved says nothing."""
    assert heard(dates, published) == expected


def test_last_day() -> None:
    """On its last day a tie holds; on the next it has ended."""
    dates = {"since": "2020", "until": "2025-06-01"}
    assert heard(dates, None) == 20200101
    assert heard(dates, None, date(2025, 6, 2)) == 20250601


def test_quoted() -> None:
    """A text that looks like the date of a document is none."""
    assert heard({"role": '"cited_on":"2013"', "cited": '"cited_on":"2014"'}, None) == 0


def test_only_asked() -> None:
    """Ties that nobody asks for get no day."""
    ties = tie("list/net", "works_on", "theme:mediation", since="2019")
    view = view_of(*shared("theme:mediation"), NET, ties)
    assert newest(view, np.array([], np.int64)).tolist() == [0]
