"""How long something is so, as far as several statements prove it."""

import doctest

import pytest

from graph.domain.dates import PartialDate
from ingest import spans
from ingest.spans import Span


def span(since: str | None, until: str | None) -> Span:
    """A span from texts."""
    return Span(PartialDate(since) if since else None, PartialDate(until) if until else None)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        pytest.param(("2019", "2020"), ("2021", "2022"), ("2019", "2022"), id="apart"),
        pytest.param(("2019", "2024"), ("2021", "2022"), ("2019", "2024"), id="within"),
        pytest.param(("2019-05", "2019-06"), ("2019", "2019"), ("2019", "2019"), id="less precise"),
        pytest.param((None, "2020"), ("2021", "2022"), (None, "2022"), id="no beginning"),
        pytest.param(("2019", None), ("2021", "2022"), ("2019", None), id="no end"),
        pytest.param((None, None), (None, None), (None, None), id="undated"),
    ],
)
def test_joined(
    one: tuple[str | None, str | None],
    other: tuple[str | None, str | None],
    both: tuple[str | None, str | None],
) -> None:
    """Two spans make one from the earlier beginning to the later end, in either order."""
    assert span(*one).joined(span(*other)) == span(*both)
    assert span(*other).joined(span(*one)) == span(*both)


def test_examples() -> None:
    """What the docstring shows is so."""
    assert doctest.testmod(spans).failed == 0
