"""The codelists and their meanings: like the official ones, and within our vocabulary."""

import doctest
from pathlib import Path

import pytest
from lxml import etree

from graph.domain.places import places
from graph.domain.vocabulary import vocabulary
from ingest.crosswalk import crosswalk
from ingest.iati import codelists
from ingest.iati.codelists import codelist, meanings, worded

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


def test_subjects() -> None:
    """Each vocabulary of sectors that stand for themes has its list in the crosswalk."""
    assert meanings().subjects.keys() <= codelist("SectorVocabulary").keys()
    assert set(meanings().subjects.values()) <= crosswalk().lists.keys()
    assert meanings().gender_marker in crosswalk().lists["markers"].codes


def test_beginnings() -> None:
    """No code of the crosswalk is for a sector of the DAC that there is none of."""
    codes = {*codelist("Sector"), *codelist("SectorCategory")}
    for prefix in crosswalk().lists["dac"].codes:
        assert any(code.startswith(prefix) for code in codes), prefix


def test_regions() -> None:
    """Regions of the DAC that are regions of M49 are in both lists."""
    assert meanings().regions.keys() <= codelist("Region").keys()
    assert all(places()[code].kind == "region" for code in meanings().regions.values())


def test_transactions() -> None:
    """Money comes in or goes out by the type of a transaction, never both."""
    assert not meanings().incoming & meanings().outgoing
    types = codelist("TransactionType").keys()
    assert meanings().incoming | meanings().outgoing <= types
    assert meanings().promised <= types
    assert meanings().core <= codelist("AidType").keys()
    assert set(meanings().modalities.values()) == meanings().earmarking.keys()


def test_worded() -> None:
    """A code is given with its name where we have one."""
    assert worded("AidType", "B01").startswith("B01 Core support to NGOs")
    assert worded("AidType", "Z9") == "Z9"
    assert worded("NoSuchList", "1") == "1"


def test_examples() -> None:
    """What the docstrings show is so."""
    assert doctest.testmod(codelists).failed == 0
