"""Names of sectors: they stand for themes in five languages, and never for too much."""

import doctest

import pytest

from graph.domain.vocabulary import vocabulary
from ingest import sectors
from ingest.crosswalk import crosswalk
from ingest.sectors import sector_themes, theme_called, themes_named
from ingest.words import known


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Health", ("health",), id="label"),
        pytest.param("HEALTH cluster", ("health",), id="cluster"),
        pytest.param("Secteur Santé", ("health",), id="french"),
        pytest.param("Salud", ("health",), id="spanish"),
        pytest.param("قطاع الصحة", ("health",), id="arabic"),
        pytest.param("الأمن الغذائي", ("food_security",), id="arabic in two words"),
        pytest.param("Camp Coordination / Management", ("camp_coordination",), id="fts"),
        pytest.param("Gender-Based Violence (GBV)", ("gender_based_violence",), id="acronym"),
        pytest.param("Protection - Mine Action", ("mine_action",), id="area of responsibility"),
        pytest.param("Protection / Mine clearing", (), id="half known"),
        pytest.param("Protection - Child protection", ("child_protection",), id="part of another"),
        pytest.param("Santé et nutrition", ("health", "nutrition"), id="two"),
        pytest.param("WASH, Education, WASH", ("water_sanitation", "education"), id="listed"),
        pytest.param("Multi-sector", (), id="known to mean nothing"),
        pytest.param("Multiple clusters/sectors (shared)", (), id="shared"),
        pytest.param("Climate", (), id="a word of cells that names no sector"),
        pytest.param("Sector", (), id="no name"),
        pytest.param("", (), id="nothing"),
        pytest.param("health " * 1000, (), id="an essay"),
    ],
)  # fmt: skip
def test_themes_named(text: str, expected: tuple[str, ...]) -> None:
    """A sector stands for the themes of its name, or of all names that it is made of."""
    assert themes_named(text) == expected


@pytest.mark.parametrize(
    ("codes", "code", "names", "expected"),
    [
        pytest.param("dac", "15180", ["Health"], ("gender_based_violence",), id="code first"),
        pytest.param("dac", "14050", ["Health"], (), id="a code without meaning"),
        pytest.param("dac", "99999", ["Huts", "Health"], ("health",), id="unknown code"),
        pytest.param(None, "OA10", ["Healthy Lives"], ("health",), id="of no list"),
        pytest.param(None, "A1", [], (), id="no name"),
    ],
)
def test_sector_themes(
    codes: str | None, code: str, names: list[str], expected: tuple[str, ...]
) -> None:
    """A sector is known by its code, and by its name where no list knows the code."""
    assert sector_themes(codes, code, names) == expected


@pytest.mark.parametrize("theme", crosswalk().sectors)
def test_names_of_sectors(theme: str) -> None:
    """Every name of a sector stands for its theme alone, in cells as well."""
    for name in (theme, vocabulary().theme(theme).label, *crosswalk().sectors[theme]):
        assert themes_named(name) == (theme,), name
        assert known("themes", name) == theme, name


def test_names_in_lists() -> None:
    """A list that goes by names is understood name by name."""
    named = [codes for codes in crosswalk().lists.values() if codes.by == "name"]
    for codes in named:
        for name, subject in codes.codes.items():
            assert themes_named(name) == subject.themes, name


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        pytest.param("theme", "climate", "theme:climate_security", id="theme"),
        pytest.param("sector", "climate", None, id="no name of a sector"),
        pytest.param("sector", "Santé", "theme:health", id="sector"),
        pytest.param("sector", "Health and nutrition", None, id="two themes"),
        pytest.param("event", "Health", None, id="of another kind"),
        pytest.param("theme", "Huts", None, id="unknown"),
    ],
)
def test_theme_called(kind: str, name: str, expected: str | None) -> None:
    """A theme or a sector of a known name is the shared theme."""
    assert theme_called(kind, name) == expected


def test_examples() -> None:
    """What the docstring shows is so."""
    assert doctest.testmod(sectors).failed == 0
