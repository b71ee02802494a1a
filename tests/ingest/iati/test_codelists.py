"""The codelists and their meanings: like the official ones, and within our vocabulary."""

import doctest
from pathlib import Path

import pytest
from lxml import etree

from graph.places import places
from graph.vocabulary import vocabulary
from ingest.iati import codelists
from ingest.iati.codelists import codelist, longest, meanings, themes_of, worded

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
LISTS = [
    "ActivityScope",
    "ActivityStatus",
    "AidType",
    "CollaborationType",
    "DescriptionType",
    "EarmarkingCategory",
    "FinanceType",
    "FlowType",
    "HumanitarianScopeType",
    "OrganisationRole",
    "OrganisationType",
    "PolicyMarker",
    "PolicySignificance",
    "Region",
    "RelatedActivityType",
    "Sector",
    "SectorCategory",
    "SectorVocabulary",
    "TagVocabulary",
    "TransactionType",
    "UNSDG-Goals",
]


@pytest.mark.parametrize("name", LISTS)
def test_official(real_data: Path, name: str) -> None:
    """Each codelist has the codes and names of the official one."""
    official = etree.parse(real_data / "iati-standard" / "codelists" / f"{name}.xml")
    expected = {}
    for item in official.iter("codelist-item"):
        names = {n.get(LANGUAGE): " ".join((n.text or "").split()) for n in item.iterfind("name/*")}
        expected[item.findtext("code")] = (names[None], names.get("fr", ""))
    assert codelist(name) == expected


def test_all_lists_are_checked() -> None:
    """The test above knows every list there is."""
    assert set(codelists._codelists()) == set(LISTS)


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("roles", "OrganisationRole"),
        ("organisations", "OrganisationType"),
        ("related", "RelatedActivityType"),
        ("earmarking", "EarmarkingCategory"),
    ],
)
def test_every_code_has_a_meaning(table: str, name: str) -> None:
    """Lists that become kinds, roles or words do so whole."""
    assert getattr(meanings(), table).keys() == codelist(name).keys()


def test_kinds() -> None:
    """Whatever a code means is in our vocabulary."""
    known = vocabulary()
    told = [row["kind"] for row in meanings().organisations.values()]
    told += [*meanings().identified.values(), *(row["kind"] for row in meanings().multilateral)]
    assert all(known.is_stakeholder(kind) for kind in told)
    assert set(meanings().roles.values()) <= known.ties.keys()
    levels = {row.get("level") for row in meanings().organisations.values()}
    assert levels - {None} <= known.levels.keys()


def test_themes_are_ours() -> None:
    """Sectors stand for themes of the vocabulary, and no rule is for a sector there is none of."""
    named = [
        theme for table in meanings().themes.values() for row in table.values() for theme in row
    ]
    assert {*named, meanings().gender_theme} <= vocabulary().themes.keys()
    codes = {*codelist("Sector"), *codelist("SectorCategory")}
    for prefix in meanings().themes["1"]:
        assert any(code.startswith(prefix) for code in codes), prefix


def test_regions() -> None:
    """Regions of the DAC that are regions of M49 are in both lists."""
    assert meanings().regions.keys() <= codelist("Region").keys()
    assert all(places()[code].kind == "region" for code in meanings().regions.values())


def test_transactions() -> None:
    """Money comes in or goes out by the type of a transaction, never both."""
    assert not meanings().incoming & meanings().outgoing
    assert meanings().incoming | meanings().outgoing <= codelist("TransactionType").keys()
    assert meanings().core <= codelist("AidType").keys()
    assert set(meanings().modalities.values()) == meanings().earmarking.keys()


@pytest.mark.parametrize(
    ("vocabulary_of_sectors", "code", "expected"),
    [
        ("1", "15180", ("gender_based_violence",)),
        ("1", "15170", ("movement_building",)),
        ("1", "15220", ("peacebuilding", "conflict_prevention")),
        ("1", "15160", ("human_rights",)),
        ("1", "15230", ("peacekeeping",)),
        ("1", "15240", ("reintegration", "small_arms")),
        ("1", "72010", ("humanitarian_action",)),
        ("1", "72011", ("humanitarian_action", "health")),
        ("1", "73010", ("relief_and_recovery",)),
        ("1", "11220", ("education",)),
        ("1", "12220", ("health",)),
        ("1", "14030", ()),
        ("1", "15199", ()),
        ("2", "152", ("peacebuilding",)),
        ("2", "151", ()),
        ("8", "5.2", ("gender_based_violence",)),
        ("8", "5.22", ()),
        ("10", "5404", ("gender_based_violence",)),
        ("10", "1", ("humanitarian_action",)),
        ("99", "15180", ()),
    ],
)
def test_themes_of(vocabulary_of_sectors: str, code: str, expected: tuple[str, ...]) -> None:
    """A sector stands for the themes of its code, or of the longest beginning that has some."""
    assert themes_of(vocabulary_of_sectors, code) == expected


def test_longest() -> None:
    """The longest known beginning of a code decides, and an unknown code has none."""
    table = {"1": "one", "12": "twelve"}
    assert longest(table, "129") == "twelve"
    assert longest(table, "13") == "one"
    assert longest(table, "2") is None
    assert longest(table, "129", exact=True) is None


def test_worded() -> None:
    """A code is given with its name where we have one."""
    assert worded("AidType", "B01").startswith("B01 Core support to NGOs")
    assert worded("AidType", "Z9") == "Z9"
    assert worded("NoSuchList", "1") == "1"


def test_examples() -> None:
    """What the docstrings show is so."""
    assert doctest.testmod(codelists).failed == 0
