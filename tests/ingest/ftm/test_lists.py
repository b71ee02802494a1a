"""Sanctions files: whom they name is listed, and is no stakeholder."""

from pathlib import Path

import pytest

from graph.domain.labels import Label
from graph.domain.model import Entity
from graph.domain.vocabulary import vocabulary
from tests.ingest.ftm.lines import edge, read, thing
from tests.ingest.registers.written import entities, held, named_ties, refused, ties


@pytest.mark.parametrize(
    ("topic", "kind"),
    [
        ("sanction", "listed"),
        ("sanction.linked", "listed"),
        ("debarment", "listed"),
        ("crime.terror", "listed"),
        ("wanted", "listed"),
        ("role.pep", "organisation"),
        ("sanctioned", "organisation"),
    ],
)
def test_topics(tmp_path: Path, topic: str, kind: str) -> None:
    """Topics of watch lists make an entry of one; others do not."""
    (entity,) = entities(read(tmp_path, thing("a", topics=[topic, "poi"]))).values()
    assert entity.kind == kind
    assert ("topics", topic) in entity.extra


@pytest.mark.parametrize("order", [1, -1], ids=["after", "before"])
def test_sanctions(tmp_path: Path, order: int) -> None:
    """A sanction says which list names the entity, from when to when, wherever its line is."""
    lines = [
        thing("a", country="ml", alias="Aka"),
        edge(
            "s1",
            "Sanction",
            entity="a",
            program="List One",
            authority="A council",
            startDate="2010-05",
            endDate="2012",
            sourceUrl="https://example.org",
        ),
        edge("s2", "Sanction", entity=["a", "p"], authority="A bank", listingDate="2015-01-02"),
        thing("p", "Person"),
    ]
    items = read(tmp_path, *lines[::order])
    found = entities(items)
    assert {name: one.kind for name, one in found.items()} == {
        "a": "listed",
        "p": "listed",
        "List One": "instrument",
        "A bank": "instrument",
    }
    assert (found["a"].aliases, found["a"].own_label) == (("Aka",), Label.CLEAR)
    assert found["p"].own_label == Label.AMBER
    assert ("country", "ml") in found["a"].extra
    assert named_ties(items) == {
        ("a", "listed_by", "List One"),
        ("a", "listed_by", "A bank"),
        ("p", "listed_by", "A bank"),
    }
    (first,) = [tie for tie in ties(items) if tie.end == found["List One"].id]
    assert (str(first.since), str(first.until)) == ("2010-05", "2012")
    assert (first.cited, first.extra) == ("https://example.org", (("authority", "A council"),))
    assert held(items)["entries of watch lists"] == 2
    assert held(items)["Sanction entities"] == 2
    assert refused(items) == []


def test_list_by_dataset(tmp_path: Path) -> None:
    """Without a sanction, the data set in which an entry was seen stands for the list."""
    items = read(tmp_path, thing("a", topics="sanction") | {"datasets": ["eu_fsf", "us_ofac"]})
    assert named_ties(items) == {("a", "listed_by", "eu_fsf"), ("a", "listed_by", "us_ofac")}


def test_a_ship(tmp_path: Path) -> None:
    """A thing that a list names is an entry of it, though it could be no stakeholder."""
    items = read(tmp_path, thing("a", "Vessel", topics="sanction", imoNumber="1"))
    (entity,) = entities(items).values()
    assert (entity.kind, entity.identifiers) == ("listed", ("imo:1",))
    assert ("schema", "Vessel") in entity.extra


def test_edges_of_the_listed(tmp_path: Path) -> None:
    """What joins an entry to others is no partnership: it is linked to them."""
    items = read(
        tmp_path,
        thing("a", topics="sanction"),
        thing("b"),
        edge("o", "Ownership", owner="a", asset="b"),
        edge("m", "Membership", member="b", organization="a"),
        edge("u", "UnknownLink", subject="a", object="b"),
    )
    assert named_ties(items) == {("a", "linked_to", "b"), ("b", "linked_to", "a")}
    assert [(tie.role, dict(tie.extra).get("schema")) for tie in ties(items)] == [
        ("owner", "Ownership"),
        ("Membership", "Membership"),
        (None, "UnknownLink"),
    ]
    kinds = {item.id: item.kind for item in items if isinstance(item, Entity)}
    for tie in ties(items):
        assert vocabulary().misfit(tie.kind, kinds[tie.start], kinds[tie.end]) == ""


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        pytest.param({"startDate": "2020-13"}, "'2020-13' is no day", id="no day"),
        pytest.param(
            {"startDate": "2020", "endDate": "2019"},
            "it ends (2019) before it begins (2020)",
            id="backwards",
        ),
    ],
)
def test_refused(tmp_path: Path, values: dict[str, str], problem: str) -> None:
    """A date of listing that is none is refused, and the listing kept."""
    items = read(tmp_path, thing("a"), edge("s", "Sanction", entity="a", program="L", **values))
    (said,) = refused(items)
    assert problem in said
    assert named_ties(items) == {("a", "listed_by", "L")}
