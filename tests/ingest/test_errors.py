"""A fault is told with its place, so that the owner of the file can mend it."""

import pytest

from graph.domain.errors import GraphError
from ingest.errors import Place, ReadError


@pytest.mark.parametrize(
    ("place", "words"),
    [
        pytest.param(Place(file="a.xml"), "a.xml", id="file"),
        pytest.param(Place(file="a.xml", line=7), "a.xml:7", id="line"),
        pytest.param(Place(file="a.xml", line=0), "a.xml:0", id="line zero"),
        pytest.param(
            Place(file="a.xlsx", sheet="Elements", row=7, column="Country"),
            "a.xlsx, sheet 'Elements', row 7, column 'Country'",
            id="cell",
        ),
        pytest.param(Place(file="a.csv", row=7), "a.csv, row 7", id="row"),
        pytest.param(Place(file="a.csv", line=3, column="Kind"), "a.csv:3, column 'Kind'", id="c"),
    ],
)
def test_place(place: Place, words: str) -> None:
    """A place names what it knows, from the file down to the cell."""
    assert str(place) == words


def test_read_error() -> None:
    """An error says where first, then what, and keeps both apart for programs."""
    place = Place(file="a.csv", line=2)
    error = ReadError("'lots' is not a number", place)
    assert str(error) == "a.csv:2: 'lots' is not a number"
    assert (error.problem, error.place) == ("'lots' is not a number", place)
    assert isinstance(error, GraphError)
