"""The organisations of a workbook, gathered by name."""

import pytest

from graph.domain.errors import ClaimError
from ingest.ecosoc.organisations import Organisations


def test_spellings() -> None:
    """Case, accents, signs and spaces do not tell two organisations apart; every spelling stays."""
    organisations = Organisations("list")
    for text in ("Énergies 2050", "energies  2050 ", "ENERGIES-2050"):
        organisations.met(text)

    (entity,) = organisations.entities()
    assert (entity.name, entity.aliases) == ("Énergies 2050", ("energies 2050", "ENERGIES-2050"))
    assert entity.kind == "civil_society"


def test_acronym() -> None:
    """An acronym in brackets becomes a name to find it by."""
    organisations = Organisations("list")
    organisations.met("Global Pulse Confederation (GPC)")
    (entity,) = organisations.entities()
    assert entity.aliases == ("Global Pulse Confederation", "GPC")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("o Alliance for Peace", "Alliance for Peace", id="the sign of a list"),
        pytest.param("e 8 (special, 2012)", "e8", id="a name that another row shows"),
        pytest.param("e Vita", "Vita", id="a torn letter"),
        pytest.param("mothers2mothers", "mothers2mothers", id="a name of small letters"),
    ],
)
def test_mended(text: str, name: str) -> None:
    """A name that was damaged on its way into the table is mended where it shows what it was."""
    organisations = Organisations("list")
    assert organisations.met(text)[1].name == name


def test_renamed() -> None:
    """A former name is an alias, with the day until which it was used."""
    organisations = Organisations("list")
    organisations.renamed("Izza (special, 2009)", "Peace Org", "2011-03-04")

    (entity,) = organisations.entities()
    assert (entity.name, entity.aliases) == ("Peace Org", ("Izza",))
    assert entity.extra == (("former name", "Izza, until 2011-03-04"),)
    assert entity.identifiers == ("ecosoc:peace org", "ecosoc:izza")


def test_renamed_twice() -> None:
    """One that was renamed twice is one stakeholder: the later points to the earlier by its id."""
    organisations = Organisations("list")
    organisations.renamed("B", "C", "2019-01-01")
    organisations.renamed("A", "B", "2011-01-01")

    found = {entity.name: entity for entity in organisations.entities()}
    assert f"tracktwo:{found['B'].id}" in found["C"].identifiers
    assert len(organisations) == 2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("2025-06-28", "may have made a date of it", id="a date"),
        pytest.param("—", "is no name", id="a sign"),
        pytest.param("x" * 501, "501 characters are no name", id="a text"),
        pytest.param("(special, 2011)", "is no name", id="a status alone"),
        pytest.param("Total", "is a total, and names nobody", id="a total"),
        pytest.param("N/A", "is a placeholder, and names nobody", id="a placeholder"),
        pytest.param("gGmbH", "is a piece of a name", id="a legal form"),
    ],
)
def test_refused(text: str, problem: str) -> None:
    """What cannot be a name is refused."""
    with pytest.raises(ClaimError, match=problem):
        Organisations("list").met(text)
