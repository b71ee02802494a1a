"""Languages by whatever name a source writes them."""

import pytest

from graph.domain.languages import language, language_name, languages_of
from tests.networks import entity


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("French", "fr", id="English name"),
        pytest.param("Français", "fr", id="own name"),
        pytest.param("francais", "fr", id="without accents"),
        pytest.param(" FR ", "fr", id="code"),
        pytest.param("العربية", "ar", id="another script"),
        pytest.param("Arabic (fluent)", "ar", id="with an aside"),
        pytest.param("Kurdish (Sorani)", "ckb", id="an aside that is part of the name"),
        pytest.param("Zarma", "zarma", id="not in the list"),
    ],
)
def test_names(text: str, code: str) -> None:
    """Codes, English names and names of their own mean the same; others stay as they are."""
    assert language(text) == code


def test_name_of_a_code() -> None:
    """A code has an English name, and what is in no list is its own name."""
    assert language_name("sw") == "Swahili"
    assert language_name("zarma") == "zarma"


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        pytest.param("Languages", "French, , Arabic", id="commas"),
        pytest.param("language", "ar|fr", id="bars"),
        pytest.param("Langues parlées", "arabe et français", id="in French"),
        pytest.param("Idiomas", "árabe; francés", id="in Spanish"),
    ],
)
def test_of_somebody(heading: str, text: str) -> None:
    """Languages stand in a column of their own, several to a cell."""
    who = entity("list/a", extra=((heading, text), ("Notes", "German")))

    assert languages_of([who]) == {"ar": ("list",), "fr": ("list",)}


def test_by_source() -> None:
    """Each language comes with every source that gives it."""
    first = entity("list/a", extra=(("languages", "fr, en"),))
    other = entity("other/a", extra=(("languages", "French"),))

    assert languages_of([first, other]) == {"en": ("list",), "fr": ("list", "other")}
    assert languages_of([entity("list/b")]) == {}
