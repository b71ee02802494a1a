"""Countries by the names that official papers give them."""

import doctest

import pytest

from ingest import countries
from ingest.countries import country_of


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("Türkiye", "TR", id="of the United Nations"),
        pytest.param("Turkey", "TR", id="as people say"),
        pytest.param("the Sudan", "SD", id="with its article"),
        pytest.param("Kyrgyzstan.", "KG", id="with the end of a sentence"),
        pytest.param("Islamic Republic of Iran", "IR", id="formal"),
        pytest.param("People's Republic of China", "CN", id="formal, with a word before"),
        pytest.param("Kingdom of the Netherlands", "NL", id="formal, with its article"),
        pytest.param("Federated States of Micronesia", "FM", id="turned round"),
        pytest.param("Democratic People's Republic of Korea", "KP", id="whole before short"),
        pytest.param("Côte d’Ivoire", "CI", id="apostrophes"),
    ],
)
def test_country(name: str, code: str) -> None:
    """A country is known by any name that papers give it."""
    assert country_of(name) == f"country:{code}"


@pytest.mark.parametrize("name", ["Africa", "Republic of", "Rattanakosin Kingdom", "", " . "])
def test_no_country(name: str) -> None:
    """Regions, unknown names and nothing at all are no countries."""
    assert country_of(name) is None


def test_examples() -> None:
    """The examples in the docstrings hold."""
    assert doctest.testmod(countries).failed == 0
