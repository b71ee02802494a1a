"""What people write for the words of the vocabulary."""

import pytest

from graph.domain.errors import ClaimError
from graph.domain.places import places
from graph.domain.vocabulary import vocabulary
from ingest.words import NAMES, _file, fold, known, meant, shown, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(" Women's  Organization ", "women s organisation", id="apostrophe and z"),
        pytest.param("E-mail_Address", "e mail address", id="hyphens"),
        pytest.param("Œuvre à l’été", "oeuvre a l ete", id="accents"),
        pytest.param("المرأة", "المراه" if fold("المرأة") == "المراه" else "المراة", id="arabic"),
        pytest.param("!?", "", id="signs alone"),
    ],
)
def test_fold(text: str, expected: str) -> None:
    """Case, accents and signs do not count."""
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("sort", "text", "expected"),
    [
        pytest.param("kinds", "NGO", "civil_society", id="abbreviation"),
        pytest.param("kinds", "NGOs", "civil_society", id="plural"),
        pytest.param("kinds", "Women's organizations", "womens_network", id="american plural"),
        pytest.param("kinds", "Ministry", "government", id="ministry"),
        pytest.param("kinds", "UN agency", "un_entity", id="agency"),
        pytest.param("kinds", "réseau de femmes", "womens_network", id="french"),
        pytest.param("kinds", "sociedad civil", "civil_society", id="spanish"),
        pytest.param("kinds", "doador", "donor", id="portuguese"),
        pytest.param("ties", "funder of", "funds", id="tie"),
        pytest.param("ties", "Funded by", "-funds", id="tie from the other end"),
        pytest.param("ties", "partner", "partners_with", id="tie in one word"),
        pytest.param("ties", "knows", "knows", id="tie that ends in s"),
        pytest.param("levels", "International", "global", id="level"),
        pytest.param("tracks", "Track II", "2", id="track"),
        pytest.param("tracks", "1.5", "1.5", id="track with a half"),
        pytest.param("themes", "WPS", "women_peace_security", id="theme"),
        pytest.param("themes", "participación", "participation", id="theme in spanish"),
        pytest.param("places", "Costa do Marfim", "CI", id="place in portuguese"),
        pytest.param("places", "República Centroafricana", "CF", id="place in spanish"),
        pytest.param("places", "Soudan du Sud", "SS", id="place in french"),
        pytest.param("themes", "climate, peace and security", "climate_security", id="label"),
        pytest.param("places", "Ivory Coast", "CI", id="country"),
        pytest.param("places", "Côte d’Ivoire", "CI", id="country as the UN writes it"),
        pytest.param("places", "mli", "ML", id="three letters"),
        pytest.param("places", "West Africa", "011", id="region"),
        pytest.param("months", "Juillet", "7", id="month"),
        pytest.param("kinds", "Circle", None, id="unknown"),
        pytest.param("kinds", "", None, id="nothing"),
        pytest.param("kinds", "x" * 100_000, None, id="an essay"),
    ],
)
def test_known(sort: str, text: str, expected: str | None) -> None:
    """A word is known by code, label, synonym or plural."""
    assert known(sort, text) == expected


@pytest.mark.parametrize(
    ("sort", "text", "problem"),
    [
        pytest.param(
            "themes", "mediaton", "'mediaton' is no theme; did you mean 'mediation'", id="near"
        ),
        pytest.param("levels", "x", "known are local, national, regional, global", id="few"),
        pytest.param("places", "Sahel", "write a country by name", id="places"),
        pytest.param("themes", "x" * 5000, "x…' is no theme; write one", id="an essay"),
    ],
)
def test_not_meant(sort: str, text: str, problem: str) -> None:
    """An unknown word is refused with what would do."""
    with pytest.raises(ClaimError, match=problem):
        meant(sort, text)


@pytest.mark.parametrize("sort", NAMES)
def test_codes(sort: str) -> None:
    """Every word stands for a code that exists."""
    codes = {code.removeprefix("-") for code in words(sort).values()}
    own = {"places": places()}.get(sort) or getattr(vocabulary(), sort, {})

    assert codes
    assert not own or codes <= set(own)


@pytest.mark.parametrize("sort", NAMES)
def test_one_meaning(sort: str) -> None:
    """No word is given for two codes, nor for another than the vocabulary says."""
    wrong = [
        (word, code)
        for code, others in _file()[sort].items()
        for word in others
        if words(sort)[fold(word)].removeprefix("-") != code
    ]

    assert wrong == []


def test_every_word_is_reached() -> None:
    """All kinds, ties, themes, levels and tracks are known by code and by label."""
    for sort in ("kinds", "ties", "themes", "levels", "tracks"):
        for code, term in getattr(vocabulary(), sort).items():
            assert (known(sort, code), known(sort, term.label)) == (code, code)


def test_shown() -> None:
    """Long texts are cut in messages."""
    assert shown("a") == "'a'"
    assert len(shown("a" * 1000)) == 83
