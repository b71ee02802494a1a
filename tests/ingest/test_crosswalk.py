"""The crosswalk: it leads to themes of ours, and says each thing once."""

import doctest
import re
from collections import Counter
from importlib.resources import files

import pytest

from graph.domain.vocabulary import vocabulary
from ingest import crosswalk as module
from ingest.crosswalk import crosswalk, themes_of

TEXT = files("ingest").joinpath("crosswalk.yaml").read_text("utf-8")
LISTS = crosswalk().lists


@pytest.mark.parametrize("name", LISTS)
def test_themes_are_ours(name: str) -> None:
    """Every code stands for themes of the vocabulary, each once, and has a name."""
    for code, subject in LISTS[name].codes.items():
        assert set(subject.themes) <= vocabulary().themes.keys(), code
        assert len(set(subject.themes)) == len(subject.themes), code
        assert subject.name.strip(), code


@pytest.mark.parametrize("name", LISTS)
def test_no_theme_beside_its_part(name: str) -> None:
    """A code stands for no theme beside one that is part of it, which says it already."""
    for code, subject in LISTS[name].codes.items():
        parents = {vocabulary().themes[theme].parent for theme in subject.themes}
        assert not parents & set(subject.themes), code


def test_lists() -> None:
    """Every list says whose it is and how its codes are matched."""
    assert {codes.by for codes in LISTS.values()} == {"whole", "beginning", "name"}
    assert all(codes.title and codes.source for codes in LISTS.values())


def test_every_humanitarian_theme_is_reached() -> None:
    """Every theme that comes from a list of others is what some sector stands for."""
    borrowed = {theme.code for theme in vocabulary().themes.values() if theme.source}
    assert borrowed <= crosswalk().sectors.keys()


def test_codes_stand_once() -> None:
    """No code is written twice in a list, where the later would silently win."""
    codes: Counter[tuple[str, str]] = Counter()
    section = ""
    for line in TEXT.splitlines():
        if found := re.match(r"  (\w+):$", line):
            section = found[1]
        elif found := re.match(r'      "?([^":]+)"?: \{', line):
            codes[section, found[1]] += 1
    assert [code for code, count in codes.items() if count > 1] == []
    assert len(codes) == sum(len(codes.codes) for codes in LISTS.values())


@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        ("dac", "15180", ("gender_based_violence",)),
        ("dac", "15170", ("movement_building",)),
        ("dac", "15220", ("peacebuilding", "conflict_prevention")),
        ("dac", "15160", ("human_rights",)),
        ("dac", "15230", ("peacekeeping",)),
        ("dac", "15240", ("reintegration", "small_arms")),
        ("dac", "15250", ("mine_action", "disarmament")),
        ("dac", "72010", ("humanitarian_action",)),
        ("dac", "72011", ("humanitarian_action", "health")),
        ("dac", "72040", ("food_security",)),
        ("dac", "73010", ("early_recovery",)),
        ("dac", "11220", ("education",)),
        ("dac", "12220", ("health",)),
        ("dac", "13020", ("sexual_reproductive_health",)),
        ("dac", "14030", ("water_sanitation",)),
        ("dac", "14050", ()),
        ("dac", "15199", ()),
        ("dac", "152", ("peacebuilding",)),
        ("dac", "151", ()),
        ("sdg", "5.2", ("gender_based_violence",)),
        ("sdg", "5.22", ()),
        ("sdg", "16.A", ("conflict_prevention", "violent_extremism")),
        ("sdg", "3", ("health",)),
        ("sdg", "16", ()),
        ("clusters", "5404", ("gender_based_violence",)),
        ("clusters", "1", ("camp_coordination",)),
        ("fts", "Health", ("humanitarian_action", "health")),
        ("pax", "WggPar", ("participation",)),
        ("none", "15180", ()),
    ],
)
def test_themes_of(name: str, code: str, expected: tuple[str, ...]) -> None:
    """A code stands for its own themes, or, in lists by beginning, those of its longest one."""
    assert themes_of(name, code) == expected


def test_examples() -> None:
    """What the docstring shows is so."""
    assert doctest.testmod(module).failed == 0
