"""Rows of elements, column by column."""

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.domain.dates import PartialDate
from graph.domain.labels import Label
from graph.domain.model import Contact, Entity
from ingest.workbook.columns import columns
from tests.ingest.workbook.reading import read

Table = Callable[..., Path]
AMBER = Label.AMBER


@pytest.fixture
def only(table: Table) -> Callable[..., Entity]:
    """Make an element that has these cells, parted by semicolons, beside its label."""

    def make(headings: str, cells: str) -> Entity:
        found = read(table(f"Label;{headings}\nA;{cells}\n"))
        assert found.refused == []
        return found.entities["A"]

    return make


@pytest.mark.parametrize(
    ("heading", "cell", "field", "expected"),
    [
        pytest.param("Type", "Women's organization", "kind", "womens_network", id="kind"),
        pytest.param("Type", "Circle", "kind", "organisation", id="unknown kind"),
        pytest.param("Type", "Network|NGO", "kind", "civil_society", id="several kinds"),
        pytest.param("Type", "", "kind", "organisation", id="no kind"),
        pytest.param("Alias", "B|C", "aliases", ("B", "C"), id="aliases"),
        pytest.param("Summary", "Does good", "summary", "Does good", id="summary"),
        pytest.param("Website", "www.un.org", "link", "https://www.un.org", id="link"),
        pytest.param("Level", "International", "level", "global", id="level"),
        pytest.param("Founded", "1998", "since", PartialDate("1998"), id="since"),
        pytest.param("End date", "July 2019", "until", PartialDate("2019-07"), id="until"),
        pytest.param("TLP", "tlp:amber+strict", "label", Label.AMBER_STRICT, id="label"),
        pytest.param("Sharing", "", "label", None, id="no label"),
        pytest.param("Source", "a page", "cited", "a page", id="cited"),
        pytest.param("Last updated", "May 2024", "cited_on", PartialDate("2024-05"),
                     id="when it was brought up to date"),
        pytest.param("Wikidata", "Q7159|Q42", "identifiers", ("wikidata:Q7159", "wikidata:Q42"),
                     id="identifiers of a scheme"),
        pytest.param("Identifiers", "lei:7ZW8QJWVPR4P1J1KQY45", "identifiers",
                     ("lei:7ZW8QJWVPR4P1J1KQY45",), id="identifiers of any scheme"),
        pytest.param("Tracktwo ID", "reference/un-women", "identifiers",
                     ("tracktwo:reference/un-women",), id="an id of ours"),
        pytest.param("Email", "info@example.org", "contacts",
                     (Contact(kind="email", value="info@example.org", label=AMBER),), id="email"),
        pytest.param("Tel", "1|2", "contacts",
                     (Contact(kind="phone", value="1", label=AMBER),
                      Contact(kind="phone", value="2", label=AMBER)), id="phones"),
    ],
)  # fmt: skip
def test_fields(
    only: Callable[..., Entity], heading: str, cell: str, field: str, expected: object
) -> None:
    """Every column fills its field."""
    assert getattr(only(heading, cell), field) == expected


@pytest.mark.parametrize(
    ("headings", "cells", "expected"),
    [
        pytest.param("Food", "rice", (("Food", "rice"),), id="unknown column"),
        pytest.param("Type", "Circle", (("Type", "Circle"),), id="unknown type"),
        pytest.param("Type", "INGO", (("Type", "INGO"),), id="type in other words"),
        pytest.param("Type", "Media", (), id="type in our words"),
        pytest.param("URL", "https://a.org|https://b.org", (("URL", "https://b.org"),), id="links"),
        pytest.param("Tags;Image", "x|y;z", (("Tags", "x|y"), ("Image", "z")), id="kept"),
    ],
)
def test_extra(
    only: Callable[..., Entity], headings: str, cells: str, expected: tuple[tuple[str, str], ...]
) -> None:
    """What no field holds is kept."""
    assert only(headings, cells).extra == expected


@pytest.mark.parametrize(
    ("headings", "cells", "label"),
    [
        pytest.param("Contact;Contact TLP", "ask us;RED", Label.RED, id="closed"),
        pytest.param("Contact;Contact TLP", "ask us;CLEAR", Label.CLEAR, id="open"),
        pytest.param("Contact", "ask us", Label.AMBER, id="not said"),
        pytest.param("Director", "info@example.org", Label.AMBER, id="mail in another column"),
        pytest.param("WhatsApp", "+251 11 555 0100", Label.AMBER, id="phone in another column"),
        pytest.param("Signal;Contact TLP", "0025111 555 0100;RED", Label.RED, id="closed phone"),
    ],
)
def test_contacts(only: Callable[..., Entity], headings: str, cells: str, label: Label) -> None:
    """Addresses are AMBER in whatever column, unless the row says otherwise."""
    entity = only(headings, cells)

    assert [contact.label for contact in entity.contacts] == [label]
    assert entity.extra == ()


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param("2019-07-15 to 2020", id="dates"),
        pytest.param("1,000,000 members", id="a number"),
        pytest.param("@handle", id="a handle"),
        pytest.param("+15%", id="a change"),
    ],
)
def test_no_contacts(only: Callable[..., Entity], cell: str) -> None:
    """What only looks a little like an address stays where it was."""
    assert only("Notes", cell).extra == (("Notes", cell),)


def test_ties(table: Table) -> None:
    """Themes, countries and the seat become ties."""
    found = read(table("Label;Themes;Country;HQ\nA;WPS|mediation;Mali|West Africa;GH\n"))

    assert found.joined() == [
        ("a", "works_on", "theme:women_peace_security"),
        ("a", "works_on", "theme:mediation"),
        ("a", "active_in", "country:ML"),
        ("a", "active_in", "region:011"),
        ("a", "based_in", "country:GH"),
    ]


@pytest.mark.parametrize(
    ("headings", "cells", "expected"),
    [
        pytest.param("Since", "31/02/2020", "column 'Since': '31/02/2020' is no day", id="date"),
        pytest.param("Since;Until", "2020;2019", "column 'Until': it ends (2019)", id="span"),
        pytest.param("Contact TLP", "x", "column 'Contact TLP': 'x' is no label", id="contacts"),
        pytest.param("Level", "x", "column 'Level': 'x' is no level", id="level"),
        pytest.param("Themes", "x", "column 'Themes': 'x' is no theme", id="theme"),
        pytest.param("Countries", "Mali|x", "column 'Countries': 'x' is no country", id="country"),
        pytest.param("Based in", "x", "column 'Based in': 'x' is no country", id="seat"),
        pytest.param("Email", "x", "column 'Email': 'x' is no e-mail address", id="email"),
        pytest.param("URL", "x", "column 'URL': 'x' is no web address", id="link"),
        pytest.param("LEI", "x", "column 'LEI': 'x' is not of the form of lei", id="identifier"),
        pytest.param("", "5", "column 'B': there is a value under no heading", id="no heading"),
        pytest.param("Type;Based in", "Event;Mali", "column 'Based in': based_in does not start at",
                     id="a tie that does not fit"),
    ],
)  # fmt: skip
def test_refused_alone(table: Table, headings: str, cells: str, expected: str) -> None:
    """A cell that cannot be used costs itself: its row is kept without it."""
    found = read(table(f"Label;{headings}\nA;{cells}\nB\n"))

    assert list(found.entities) == ["A", "B"]
    assert len(found.refused) == 1
    assert found.refused[0].startswith(f"list.csv, row 2, {expected}")


@pytest.mark.parametrize(
    ("headings", "cells", "expected"),
    [
        pytest.param("Label;TLP", "A;PURPLE", "column 'TLP': 'PURPLE' is no label", id="label"),
        pytest.param("Label;Country", ";Mali", "column 'Label': the element has no", id="no name"),
    ],
)
def test_refused_rows(table: Table, headings: str, cells: str, expected: str) -> None:
    """A row is refused whole when nobody knows whom it is about, or who may see it."""
    found = read(table(f"{headings}\n{cells}\nB;\n"))

    assert list(found.entities) == ["B"]
    assert found.ties == []
    assert len(found.refused) == 1
    assert found.refused[0].startswith(f"list.csv, row 2, {expected}")


def test_the_rest_of_a_row(table: Table) -> None:
    """A row keeps what can be read beside five cells that cannot: the field is left open."""
    row = "A;Atlantis|Mali;example.org;2019-02-30;x;someone;Q42"
    found = read(table(f"Label;Countries;URL;Since;Level;Email;Wikidata\n{row}\n"))

    (one,) = found.entities.values()
    assert (one.link, one.since, one.level, one.contacts) == (None, None, None, ())
    assert (one.identifiers, found.joined()) == (
        ("wikidata:Q42",),
        [("a", "active_in", "country:ML")],
    )
    columns = [line.split("column ")[1].split(":")[0] for line in found.refused]
    assert sorted(columns) == ["'Countries'", "'Email'", "'Level'", "'Since'", "'URL'"]


def test_contacts_of_unknown_label(table: Table) -> None:
    """Nobody is reached by a row that does not say who may see it: its contacts are left out."""
    found = read(table("Label;Email;Notes;Contact TLP\nA;a@b.org;+223 20 22 11 33;PURPLE\n"))

    (one,) = found.entities.values()
    assert (one.contacts, one.extra) == ((), ())
    assert found.refused[0].startswith(
        "list.csv, row 2, column 'Contact TLP': 'PURPLE' is no label"
    )


def test_what_no_store_can_keep(table: Table) -> None:
    """A value that no claim can hold is refused alone."""
    found = read(table(f"Label;IATI\nA;{'x' * 2000}\n"))

    assert [one.identifiers for one in found.entities.values()] == [()]
    assert len(found.refused) == 1
    assert found.refused[0].startswith("list.csv, row 2: entity 'list/a': an id of 2,005")


def test_persons(only: Callable[..., Entity]) -> None:
    """A person is AMBER without a word said."""
    assert only("Type", "Person").own_label == Label.AMBER


def test_examples(xlsx: Callable[..., Path]) -> None:
    """The examples that describe the columns make one row."""
    rows = [(column.headings[0], column.example) for column in columns("elements").values()]
    headings, cells = zip(*rows, strict=True)
    parent = [columns("elements")["parent"].example if h == "Label" else None for h in headings]
    found = read(xlsx({"Elements": [headings, cells, parent]}))

    assert found.refused == []
    assert [entity.kind for entity in found.entities.values()] == ["regional_body", "organisation"]
    assert len(found.ties) == 7


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            "Label;Parent\nA;Union\nUnion;\n", [("a", "part_of", "union")], id="by its label"
        ),
        pytest.param("ID;Label;Parent\na;A;u\nu;Union;\n", [("a", "part_of", "u")], id="by its ID"),
        pytest.param(
            "Label;Organisation mère\nA;Union|B\nUnion;\nB;\n",
            [("a", "part_of", "union"), ("a", "part_of", "b")],
            id="several, in French",
        ),
        pytest.param("Label;Parent\nUnion;\n", [], id="of none"),
    ],
)
def test_parent(table: Table, rows: str, expected: list[tuple[str, str, str]]) -> None:
    """An element is part of its parent, which stands in the list wherever it likes."""
    found = read(table(rows))

    assert found.refused == []
    assert found.joined() == expected
    assert found.held.get("parents", 0) == len(expected)
    assert "connections" not in found.held


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param("A;Unoin", "no element is called 'Unoin'; did you mean", id="nobody"),
        pytest.param("A;A", "both ends are the same", id="itself"),
    ],
)
def test_no_parent(table: Table, cells: str, expected: str) -> None:
    """A parent that is not in the list is refused where it stands; the element is kept."""
    found = read(table(f"Label;Parent\n{cells}\nUnion\n"))

    assert list(found.entities) == ["A", "Union"]
    assert len(found.refused) == 1
    assert found.refused[0].startswith(f"list.csv, row 2, column 'Parent': {expected}")


def test_parent_of_refused(table: Table) -> None:
    """That an element is part of another is refused with the element."""
    found = read(table("Label;TLP;Parent\nA;nonsense;Union\nUnion\n"))

    assert found.ties == []
    assert [line.split(",")[1] for line in found.refused] == [" row 2", " row 2"]


def test_publishers(table: Table) -> None:
    """A list of IATI publishers is a register as it is."""
    headings = "Publisher;IATI Organisation Identifier;Organization Type;HQ Country or Region"
    found = read(table(f"{headings}\nWomen's Fund;GB-CHC-1234567;National NGO;Mali\n"))

    assert found.refused == []
    (entity,) = found.entities.values()
    assert (entity.name, entity.kind) == ("Women's Fund", "civil_society")
    assert entity.identifiers == ("org-id:GB-CHC-1234567",)
    assert [(tie.kind, tie.end) for tie in found.ties] == [("based_in", "country:ML")]


def test_register(table: Table) -> None:
    """A register of any kind has names, other names, identifiers, a country and a parent."""
    headings = "Name;Aliases;Identifiers;Country;Parent"
    rows = "Union;U|UE;wikidata:Q7159;;\nForum;;org-id:GB-CHC-1;Mali;Union\n"
    found = read(table(f"{headings}\n{rows}"))

    assert found.refused == []
    union, forum = found.entities.values()
    assert (union.aliases, union.identifiers) == (("U", "UE"), ("wikidata:Q7159",))
    assert forum.identifiers == ("org-id:GB-CHC-1",)
    ends = {(tie.start, tie.kind, tie.end) for tie in found.ties}
    assert ends == {(forum.id, "active_in", "country:ML"), (forum.id, "part_of", union.id)}


def test_parent_of_nobody(table: Table) -> None:
    """A row without a label is refused once, whatever parent it names."""
    found = read(table("ID;Label;Parent\n0;;Elders\n"))
    assert found.entities == {}
    assert found.refused == [
        "list.csv, row 2, column 'Label': the element has no label; give it one"
    ]


def test_numbers_are_no_telephones(table: Callable[..., Path]) -> None:
    """Scores, budgets and references are kept as they are; they reach nobody."""
    rows = "A,0.002654588795221194,1234567890,2019-04-15/77\nB,12.5,500000,INV 223 445 667\n"
    found = read(table(f"Label,Score,Budget,File\n{rows}"))

    assert [entity.contacts for entity in found.entities.values()] == [(), ()]
    assert found.entities["A"].extra[0] == ("Score", "0.002654588795221194")
