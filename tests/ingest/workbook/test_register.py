"""How elements are told apart, and which ids they get."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ingest.workbook.reading import read

Table = Callable[..., Path]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param("UN Women,", "list/un-women", id="plain label"),
        pytest.param("UN-Women,", "list/un-women_", id="label with signs"),
        pytest.param("Réseau,", "list/reseau_", id="label with accents"),
        pytest.param("شبكة,", "list/_", id="label in another script"),
        pytest.param("UN Women,unw-1", "list/unw-1", id="id"),
        pytest.param("UN Women,UNW.1", "list/UNW.1", id="id in capitals"),
        pytest.param("UN Women,12", "list/12", id="number"),
        pytest.param("UN Women,a b", "list/id_", id="id with a space"),
        pytest.param("UN Women,un_12345678", "list/id_", id="id that looks like ours"),
    ],
)
def test_ids(table: Table, row: str, expected: str) -> None:
    """An id comes from the ID of a row, or else from its label."""
    (entity,) = read(table(f"Label,ID\n{row}\n")).entities.values()

    assert entity.id.startswith(expected)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("UN Women,", "UN-Women,", id="signs"),
        pytest.param("Reseau,", "Réseau,", id="accents"),
        pytest.param("A" * 70 + "x,", "A" * 70 + "y,", id="beyond what is shown"),
        pytest.param("شبكة,", "جمعية,", id="another script"),
        pytest.param("un women,", "other,un-women", id="an id like a label"),
        pytest.param("a,x y", "b,x-y", id="ids"),
        pytest.param("a,x", "b,X", id="ids in capitals"),
    ],
)
def test_ids_differ(table: Table, left: str, right: str) -> None:
    """Different elements have different ids."""
    assert len(read(table(f"Label,ID\n{left}\n{right}\n")).entities) == 2


def test_ids_with_a_type(table: Table) -> None:
    """One label with two types is two elements; one of them alone is told by its label."""
    both = read(table("Label,Type\nA,NGO\nB,NGO\nA,fund\n"))
    one = read(table("Label,Type\nB,NGO\nA,NGO\n"))

    assert len({entity.id for entity in both.entities.values()}) == 2
    assert both.held["elements"] == 3
    assert one.entities["B"].id == both.entities["B"].id == "list/b"
    assert one.entities["A"].id == "list/a"


def test_an_unsafe_id_is_kept(table: Table) -> None:
    """An ID that cannot be part of an id stays with the element."""
    assert read(table("Label,ID\nA,a b\n")).entities["A"].extra == (("ID", "a b"),)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param("A,NGO,\n a ,ngo,", "row 3, column 'Label': 'A' is in row 2 already; take out "
                     "one of the rows, or give one another label or type", id="label and type"),
        pytest.param("A,,\nA,,", "'A' is in row 2 already", id="label"),
        pytest.param("A,Circle,\nA,circle,", "'A' is in row 2 already", id="unknown type"),
        pytest.param("A,,1\nB,,1", "column 'ID': 'A' is in row 2 already; .* another ID", id="id"),
    ],
)  # fmt: skip
def test_duplicates(table: Table, rows: str, expected: str) -> None:
    """The second row of one element is refused, and names the first."""
    found = read(table(f"Label,Type,ID\n{rows}\n"))

    assert list(found.entities) == ["A"]
    assert len(found.refused) == 1
    assert re.search(expected, found.refused[0])


def test_no_label(table: Table) -> None:
    """An element without a label is refused."""
    found = read(table("Label,Type,ID\n,NGO,\n,NGO,7\n"))

    assert found.entities == {}
    assert found.refused == [
        "list.csv, row 2, column 'Label': the element has no label; give it one",
        "list.csv, row 3, column 'Label': the element has no label; give it one",
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param("Mali,Country", "country:ML", id="country"),
        pytest.param("Ivory Coast,pays", "country:CI", id="country by another name"),
        pytest.param("West Africa,Region", "region:011", id="region"),
        pytest.param("Mediation,Theme", "theme:mediation", id="theme"),
        pytest.param("Salud,Sector", "theme:health", id="sector"),
    ],
)
def test_contexts(table: Table, row: str, expected: str) -> None:
    """A country, region or theme that is known is that one, and no new element."""
    elements = table(f"Label,Type\nA,NGO\n{row}\n", "x-elements.csv")
    name = row.partition(",")[0]
    table(f"From,To,Type\nA,{name},linked to\n", "x-connections.csv")
    found = read(elements)

    assert list(found.entities) == ["A"]
    assert found.joined() == [("a", "linked_to", expected)]
    assert found.held["countries, regions and themes that are known already"] == 1


def test_contexts_of_its_own(table: Table) -> None:
    """A country, region or theme that is not known is an element of the source."""
    found = read(table("Label,Type\nKurdistan,Country\nSahel,Region\nICT,Theme\n"))

    assert [entity.kind for entity in found.entities.values()] == ["country", "region", "theme"]


def test_sector_of_an_export(table: Table) -> None:
    """A sector that was exported stays the sector that it was, though it is called like a theme."""
    path = table("Label,Type,Tracktwo ID\nHealth,sector,file/sector:7\n")
    (entity,) = read(path).entities.values()
    assert (entity.kind, entity.name) == ("sector", "Health")
