"""Words for a connection that say of an end that it is a person."""

import doctest

import pytest

from ingest.workbook import posts
from ingest.workbook.posts import person_end


@pytest.mark.parametrize(
    ("word", "end"),
    [
        pytest.param("Employee of", "from", id="English"),
        pytest.param("Vice-President of", "from", id="a post"),
        pytest.param("membre du conseil d'administration de la", "from", id="French"),
        pytest.param("Trabaja para", "from", id="Spanish"),
        pytest.param("coordenadora da", "from", id="Portuguese"),
        pytest.param("مديرة", "from", id="Arabic"),
        pytest.param("employs", "to", id="from the other end"),
        pytest.param("member of", None, id="what organisations are as well"),
        pytest.param("of", None, id="nothing before it"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_person_end(word: str, end: str | None) -> None:
    """Posts and employment in five languages tell which end is a person."""
    assert person_end(word) == end


def test_examples() -> None:
    """The examples in the docstrings hold."""
    assert doctest.testmod(posts).failed == 0
