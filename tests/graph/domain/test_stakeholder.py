"""Every value of a stakeholder knows the sources that say it."""

from graph.domain.labels import Label
from graph.domain.model import Contact
from graph.domain.stakeholder import Said, kind_of, stakeholder_of
from tests.networks import entity

FIRST = entity(
    "register/1",
    "organisation",
    name="Femmes Africa Solidarité",
    aliases=("FAS",),
    identifiers=("wikidata:Q1",),
    since="1996",
    extra=(("Members", "12"), ("Seat", "Dakar")),
)
SECOND = entity(
    "atlas/fas",
    "womens_network",
    name="FAS",
    level="regional",
    since="1996",
    until="2020-05",
    summary="A network.",
    link="https://fas.example",
    extra=(("Members", "14"), ("Members", "12")),
)


def test_values_with_their_sources() -> None:
    """Values come in the order in which they were said, those who agree beside each other."""
    one = stakeholder_of([FIRST, SECOND], Label.GREEN, "register/1")
    assert (one.id, one.name, one.label) == ("register/1", FIRST.name, Label.GREEN)
    assert one.names == (
        Said(value="Femmes Africa Solidarité", sources=("register",)),
        Said(value="FAS", sources=("register", "atlas")),
    )
    assert one.since == (Said(value="1996", sources=("register", "atlas")),)
    assert one.until == (Said(value="2020-05", sources=("atlas",)),)
    assert one.summaries == (Said(value="A network.", sources=("atlas",)),)
    assert one.identifiers == (Said(value="wikidata:Q1", sources=("register",)),)
    assert one.sources == ("register", "atlas")
    assert one.entities == ("register/1", "atlas/fas")


def test_kind() -> None:
    """The earliest kind that says something counts; all are shown."""
    one = stakeholder_of([FIRST, SECOND], Label.CLEAR, "register/1")
    assert one.kind == "womens_network"
    assert [said.value for said in one.kinds] == ["organisation", "womens_network"]
    assert kind_of(["organisation", "donor", "fund"]) == "donor"
    assert kind_of(["organisation"]) == "organisation"
    assert kind_of([]) == "organisation"


def test_extra_values() -> None:
    """What sources say beyond our fields stands under its heading, each value once."""
    odd = entity("third/1", extra=(("a\x1fb", "c"), ("", "d")))
    one = stakeholder_of([FIRST, SECOND, odd], Label.CLEAR, "register/1")
    assert one.extra == (
        ("Members", Said(value="12", sources=("register", "atlas"))),
        ("Members", Said(value="14", sources=("atlas",))),
        ("Seat", Said(value="Dakar", sources=("register",))),
        ("a\x1fb", Said(value="c", sources=("third",))),
        ("", Said(value="d", sources=("third",))),
    )


def test_one_source_twice() -> None:
    """A source with two entities for one stakeholder is named once for what both say."""
    one = stakeholder_of([FIRST, entity("register/2", name="FAS")], Label.CLEAR, "register/1")
    assert one.names[1] == Said(value="FAS", sources=("register",))
    assert one.sources == ("register",)
    assert one.entities == ("register/1", "register/2")


def test_label_rises_with_contacts() -> None:
    """Whoever shows a stakeholder with its contacts shows something as closed as these."""
    phone = Contact(kind="phone", value="1")
    open_mail = Contact(kind="email", value="a@b.example", label=Label.CLEAR)
    one = stakeholder_of([entity("list/1", contacts=(open_mail, phone))], Label.CLEAR, "list/1")
    assert one.label == Label.AMBER
    assert [said.value for said in one.contacts] == ["email: a@b.example", "phone: 1"]
    assert stakeholder_of([FIRST], Label.RED, "register/1").label == Label.RED
