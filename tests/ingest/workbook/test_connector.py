"""Rows of connections, and the elements that they join."""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from graph.domain.dates import PartialDate
from graph.domain.labels import Label
from graph.domain.model import Tie
from ingest.workbook.columns import columns
from tests.ingest.workbook.reading import Yield, read

Table = Callable[..., Path]
Join = Callable[..., Yield]

ELEMENTS = """Label;Type
A;NGO
B;fund
Forum;event
C;Circle
Mali;Country
"""


@pytest.fixture
def join(table: Table) -> Join:
    """Read connections with these headings and rows between a few elements."""

    def run(headings: str, *rows: str, elements: str = ELEMENTS) -> Yield:
        table(elements, "x-elements.csv")
        return read(table("\n".join((headings, *rows)), "x-connections.csv"))

    return run


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        pytest.param("funds", ("b", "funds", "a"), id="label"),
        pytest.param("part_of", ("b", "part_of", "a"), id="code"),
        pytest.param("Funder of", ("b", "funds", "a"), id="synonym"),
        pytest.param("funded by", ("a", "funds", "b"), id="other end"),
        pytest.param("has member", ("a", "member_of", "b"), id="other end of a membership"),
        pytest.param("partner", ("b", "partners_with", "a"), id="undirected"),
        pytest.param("trains", ("b", "linked_to", "a"), id="unknown"),
        pytest.param("", ("b", "linked_to", "a"), id="none"),
    ],
)
def test_kinds(join: Join, kind: str, expected: tuple[str, str, str]) -> None:
    """A connection is of the kind that its type says, read from either end."""
    assert join("From;To;Type", f"B;A;{kind}").joined() == [expected]


@pytest.mark.parametrize(
    ("kind", "direction", "expected"),
    [
        pytest.param("funds", "directed", ["b funds a"], id="directed"),
        pytest.param("funds", "reversed", ["a funds b"], id="reversed"),
        pytest.param("funded by", "reversed", ["b funds a"], id="reversed twice"),
        pytest.param("funds", "mutual", ["b funds a", "a funds b"], id="mutual"),
        pytest.param("funds", "undirected", ["b funds a"], id="undirected all the same"),
        pytest.param("partner", "mutual", ["b partners_with a"], id="mutual without direction"),
    ],
)
def test_directions(join: Join, kind: str, direction: str, expected: list[str]) -> None:
    """The direction may turn a connection round, or make it two."""
    found = join("From;To;Type;Direction", f"B;A;{kind};{direction}")

    assert [" ".join(tie) for tie in found.joined()] == expected


@pytest.mark.parametrize(
    ("headings", "cells", "role"),
    [
        pytest.param("Role", "host", "host", id="role"),
        pytest.param("Label", "host", "host", id="label"),
        pytest.param("Role;Label", "host;co-host", "host", id="both"),
        pytest.param("Type", "trains", "trains", id="unknown type"),
        pytest.param("Type;Role", "trains;host", "host", id="unknown type with role"),
        pytest.param("Type", "partner", None, id="known type"),
    ],
)
def test_roles(join: Join, headings: str, cells: str, role: str | None) -> None:
    """The role is in the column of that name, or else in the best other one."""
    (tie,) = join(f"From;To;{headings}", f"A;B;{cells}").ties

    assert tie.role == role


@pytest.mark.parametrize(
    ("headings", "cells", "extra"),
    [
        pytest.param("Role;Label", "host;co-host", (("Label", "co-host"),), id="label"),
        pytest.param("Type;Role", "trains;host", (("Type", "trains"),), id="unknown type"),
        pytest.param("Type", "grant to", (("Type", "grant to"),), id="type in other words"),
        pytest.param("Type", "funded by", (), id="type in our words"),
        pytest.param("Strength", "Strong", (("Strength", "Strong"),), id="strength in words"),
        pytest.param("Type;Direction", "partner;directed", (("Type", "partner"),
                     ("Direction", "directed")), id="direction of no use"),
        pytest.param("Type;Direction", "funds;undirected", (("Direction", "undirected"),),
                     id="direction that does not fit"),
        pytest.param("Type;Direction", "funds;directed", (), id="direction as it is"),
        pytest.param("Description;Food", "x;rice", (("Description", "x"), ("Food", "rice")),
                     id="other columns"),
    ],
)  # fmt: skip
def test_extra(join: Join, headings: str, cells: str, extra: tuple[tuple[str, str], ...]) -> None:
    """What no field holds is kept."""
    (tie,) = join(f"From;To;{headings}", f"A;B;{cells}").ties

    assert tie.extra == extra


@pytest.mark.parametrize(
    ("headings", "cells", "expected"),
    [
        pytest.param("Since;Until", "2019;2020-06", {"since": PartialDate("2019"),
                     "until": PartialDate("2020-06")}, id="span"),
        pytest.param("Date", "2010-09-29", {"since": PartialDate("2010-09-29"),
                     "until": PartialDate("2010-09-29")}, id="date"),
        pytest.param("Strength", "2,5", {"weight": 2.5}, id="strength"),
        pytest.param("Weight", "0", {"weight": 0.0}, id="no strength"),
        pytest.param("Amount;Currency", "250000;usd", {"amount": Decimal(250_000),
                     "currency": "USD"}, id="money"),
        pytest.param("Earmarking", "women", {"earmarking": "women"}, id="earmarking"),
        pytest.param("Gender marker", "principal", {"marker": 2}, id="marker"),
        pytest.param("Share", "25%", {"share": 25.0}, id="share"),
        pytest.param("Track", "Track II", {"track": "2"}, id="track"),
        pytest.param("TLP", "AMBER", {"label": Label.AMBER}, id="label"),
        pytest.param("Source;Source date", "a page;2013-05", {"cited": "a page",
                     "cited_on": PartialDate("2013-05")}, id="cited"),
    ],
)  # fmt: skip
def test_fields(join: Join, headings: str, cells: str, expected: dict[str, object]) -> None:
    """Every column fills its field."""
    (tie,) = join(f"From;To;{headings}", f"A;B;{cells}").ties

    assert {name: getattr(tie, name) for name in expected} == expected


def test_several_targets(join: Join) -> None:
    """A cell of several ends makes a connection of each, and refuses those that are wrong."""
    found = join("From;To;Type", "A;B|Forum|X|b;linked to")

    assert found.joined() == [("a", "linked_to", "b"), ("a", "linked_to", "forum")]
    assert found.held["connections"] == 4
    assert [re.sub(".*: ", "", line) for line in found.refused] == [
        "no element is called 'X'; add it to the elements, or mend the spelling",
        "an earlier row says the same",
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param(" a ;FORUM;convened", ("a", "convened", "forum"), id="case and space"),
        pytest.param("A;Mali;active in", ("a", "active_in", "country:ML"), id="listed country"),
        pytest.param("A;Ghana;active in", ("a", "active_in", "country:GH"), id="other country"),
        pytest.param("Ghana;B;member of", ("country:GH", "member_of", "b"), id="member state"),
        pytest.param("A;mediation;works on", ("a", "works_on", "theme:mediation"), id="theme"),
        pytest.param("A;country:GH;", ("a", "linked_to", "country:GH"), id="country by id"),
        pytest.param("A;theme:health;", ("a", "linked_to", "theme:health"), id="theme by id"),
        pytest.param("A;C;convened", ("a", "linked_to", "c"), id="an end of unknown kind"),
        pytest.param("A;C;funds", ("a", "funds", "c"), id="an unknown kind that may fit"),
    ],
)
def test_ends(join: Join, row: str, expected: tuple[str, str, str]) -> None:
    """Ends are found among the elements, and among what every network has."""
    assert join("From;To;Type", row).joined() == [expected]


def test_a_link_keeps_its_word(join: Join) -> None:
    """A connection that became a link, for want of a kind, says what it was."""
    (tie,) = join("From;To;Type", "A;C;convener of").ties

    assert (tie.kind, tie.role, tie.extra) == ("linked_to", "convened", (("Type", "convener of"),))


@pytest.mark.parametrize(
    ("headings", "row", "expected"),
    [
        pytest.param("From;To", "A;Foruum", "column 'To': no element is called 'Foruum'; "
                     "did you mean 'Forum'?", id="near"),
        pytest.param("From;To", "X;A", "column 'From': no element is called 'X'; add it", id="far"),
        pytest.param("From;To", "Ghana;A", "no element is called 'Ghana'", id="not a country here"),
        pytest.param("From;To;Type", "West Africa;B;member of", "no element is called 'West",
                     id="not a region here"),
        pytest.param("From;To", "A;", "column 'To': the connection has no end here", id="no to"),
        pytest.param("From;To", ";A", "column 'From': the connection has no end", id="no from"),
        pytest.param("From;To", "A;|", "column 'To': the connection has no end", id="bare bar"),
        pytest.param("From;To", "A;a", "column 'To': both ends are the same", id="itself"),
        pytest.param("From;To;Type", "A;B;convened", "column 'Type': convened does not end at "
                     "fund, but at peace_process or event", id="misfit"),
        pytest.param("From;To;Type", "Forum;A;convened", "swap From and To, or write "
                     "'convened by'", id="the wrong way round"),
        pytest.param("From;To;Type;Direction", "A;Forum;convened;mutual", "convened does not start",
                     id="mutual that cannot be"),
        pytest.param("From;To;TLP", "A;B;x", "column 'TLP': 'x' is no label", id="label"),
    ],
)  # fmt: skip
def test_refused(join: Join, headings: str, row: str, expected: str) -> None:
    """A connection with a fault is refused by row and column."""
    found = join(headings, row)

    assert found.ties == []
    assert len(found.refused) == 1
    assert found.refused[0].startswith("x-connections.csv, row 2")
    assert expected in found.refused[0]


@pytest.mark.parametrize(
    ("headings", "row", "expected"),
    [
        pytest.param("From;To;Direction", "A;B;sideways", "column 'Direction': 'sideways' is no "
                     "direction; known are directed, undirected, mutual, reversed", id="direction"),
        pytest.param("From;To;Date;Since", "A;B;2019;2018", "write either Date, or", id="dates"),
        pytest.param("From;To;Since", "A;B;2019-02-30", "column 'Since': '2019-02-30' is no day",
                     id="impossible date"),
        pytest.param("From;To;Since;Until", "A;B;2019;2018", "column 'Until': it ends", id="span"),
        pytest.param("From;To;Share", "A;B;120%", "column 'Share': '120%' is no part", id="share"),
        pytest.param("From;To;Amount", "A;B;5", "column 'Amount': an amount needs a currency",
                     id="no currency"),
        pytest.param("From;To;Amount;Currency", "A;B;5;US", "'US' is no currency", id="currency"),
        pytest.param("From;To;Amount;Currency", "A;B;5,000;USD", "may mean two", id="amount"),
        pytest.param("From;To;Amount;Currency", f"A;B;{'9' * 99};USD", "no amount of money",
                     id="all the money"),
        pytest.param("From;To;Strength", "A;B;-1", "'-1' is less than nothing", id="strength"),
        pytest.param("From;To;Gender marker", "A;B;TRUE", "'TRUE' is no gender", id="marker"),
        pytest.param("From;To;Track", "A;B;7", "'7' is no track; known are 1, 1.5", id="track"),
        pytest.param("From;To", "A;B;5", "there is a value under no heading", id="no heading"),
    ],
)  # fmt: skip
def test_refused_alone(join: Join, headings: str, row: str, expected: str) -> None:
    """A cell that cannot be used costs itself: its connection is kept without it."""
    found = join(headings, row)

    assert found.joined() == [("a", "linked_to", "b")]
    assert [expected in problem for problem in found.refused] == [True]
    assert "row 2" in found.refused[0]


@pytest.mark.parametrize(
    ("row", "elements", "expected"),
    [
        pytest.param("A;B;1200;FCFA", "", ("1200", "XOF"), id="West Africa"),
        pytest.param("A;B;1200;FCFA", "Chad", ("1200", "XAF"), id="where the element is"),
        pytest.param("A;B;25 000;€", "", ("25000", "EUR"), id="sign"),
        pytest.param("A;B;USD 12000;", "", ("12000", "USD"), id="beside the number"),
    ],
)
def test_money(join: Join, row: str, elements: str, expected: tuple[str, str]) -> None:
    """Money is read as people write it; one franc is told from another by the countries."""
    listed = f"Label;Countries\nA;{elements}\nB;\n"
    found = join("From;To;Amount;Currency", row, elements=listed)

    assert found.refused == []
    (tie,) = (tie for tie in found.ties if tie.kind == "linked_to")
    assert (tie.amount, tie.currency) == (Decimal(expected[0]), expected[1])


def test_currency_of_no_amount(join: Join) -> None:
    """A currency that stands alone is kept as it is: there is nothing to refuse."""
    found = join("From;To;Currency", "A;B;USD")

    assert (found.refused, found.ties[0].currency) == ([], None)
    assert found.ties[0].extra == (("Currency", "USD"),)


def test_rows_with_unread_cells(join: Join) -> None:
    """Two connections that differ by no more than cells that cannot be used are still two."""
    found = join("From;To;Since", "A;B;2019-02-30", "A;B;2019-02-31")

    assert found.joined() == [("a", "linked_to", "b")] * 2
    assert len({tie.id for tie in found.ties}) == len(found.refused) == 2


def test_ambiguous_labels(join: Join) -> None:
    """A label of two elements is refused with both their places."""
    found = join("From;To", "A;B", elements="Label;Type\nA;NGO\nA;fund\nB;\n")

    assert found.ties == []
    assert len(found.refused) == 1
    assert found.refused[0].endswith(
        "row 2, column 'From': 'A' is in row 2 and row 3; give the elements IDs and use those"
    )


def test_refused_elements(join: Join) -> None:
    """A connection to a row that was refused says so."""
    found = join("From;To", "A;B", elements="Label;TLP\nA;then\nB;\n")

    assert found.refused[1].endswith("column 'From': 'A' is in row 2, which was refused")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param("1;2", ("1", "linked_to", "2"), id="ids"),
        pytest.param("A;2", ("1", "linked_to", "2"), id="a label"),
        pytest.param("B;1", ("3", "linked_to", "1"), id="an id before a label"),
    ],
)
def test_by_id(join: Join, row: str, expected: tuple[str, str, str]) -> None:
    """Where elements have IDs, these come first; labels will do."""
    found = join("From;To", row, elements="ID;Label\n1;A\n2;X\n3;B\n")

    assert found.joined() == [expected]


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        pytest.param(("A;B;funds;2019", "A;B;funds;2019"), 1, id="all the same"),
        pytest.param(("A;B;funds;2019", "B;A;funded by;2019"), 1, id="in other words"),
        pytest.param(("A;B;partners with;", "B;A;partners with;"), 1, id="from the other end"),
        pytest.param(("A;B;trains;", "B;A;trains;"), 2, id="a role from the other end"),
        pytest.param(("A;B;funds;2019", "A;B;funds;2020"), 2, id="other dates"),
        pytest.param(("A;B;funds;", "B;A;funds;"), 2, id="the other way"),
    ],
)
def test_repeats(join: Join, rows: tuple[str, ...], count: int) -> None:
    """A row that repeats another in everything is refused, and no other."""
    found = join("From;To;Type;Since", *rows)

    assert len(found.ties) == count
    assert len({tie.id for tie in found.ties}) == count
    assert len(found.refused) == 2 - count


def test_a_refused_pair_is_not_remembered(join: Join) -> None:
    """A connection both ways of which one cannot be does not stand in the way of another."""
    found = join("From;To;Type;Direction", "A;Forum;convened;mutual", "A;Forum;convened;directed")

    assert found.joined() == [("a", "convened", "forum")]
    assert len(found.refused) == 1


def test_connection_ids(join: Join) -> None:
    """A connection with an ID stays the same when anything else in its row changes."""
    before = join("ID;From;To;Label", "c1;A;B;one", "c1;A;B;two")
    after = join("ID;From;To;Label", "c1;A;B;two")

    assert [tie.id for tie in before.ties] == [tie.id for tie in after.ties]
    assert len(before.refused) == 1


def test_unknown_types_are_counted(join: Join) -> None:
    """The report says which words the vocabulary does not know, the frequent ones first."""
    found = join("From;To;Type", "A;B;trains", "A;Forum;trains", "A;B;mentors")
    words = [what for what in found.held if "not in the vocabulary" in what]

    assert words[1:] == [
        "connection types not in the vocabulary: trains",
        "connection types not in the vocabulary: mentors",
    ]
    assert [found.held[what] for what in words] == [1, 2, 1]


def test_suggestions_have_an_end(join: Join) -> None:
    """Nearest names are looked for a hundred times, not thousands."""
    found = join("From;To;Since", *(f"A;Foruum;{n}" for n in range(2000, 2200)))

    assert sum("did you mean" in line for line in found.refused) == 100


def test_examples(xlsx: Callable[..., Path]) -> None:
    """The examples that describe the columns make one row, whose date excludes others."""
    given = {column.headings[0]: column.example for column in columns("connections").values()}
    del given["Date"]
    found = read(xlsx({"Connections": [list(given), list(given.values())]}))

    assert found.refused == []
    assert [tie.kind for tie in found.ties] == ["partners_with", "partners_with"]


def test_mentions(table: Table) -> None:
    """Where no elements are listed, those that are named are made, each once."""
    found = read(table("From;To;Type\nB;a;funds\nA ;Mali;active in\nA;Talks;convened\n"))

    assert {name: entity.id for name, entity in found.entities.items()} == {
        "B": "list/b",
        "A": "list/a",
        "Talks": "list/talks",
    }
    assert {entity.kind for entity in found.entities.values()} == {"organisation"}
    assert found.joined() == [
        ("b", "funds", "a"),
        ("a", "active_in", "country:ML"),
        ("a", "linked_to", "talks"),
    ]


@pytest.mark.parametrize(
    ("rows", "label"),
    [
        pytest.param("A;B;RED\nC;A;AMBER", Label.AMBER, id="the most open"),
        pytest.param("A;B;RED\nC;A;", None, id="not said"),
        pytest.param("A;B;RED\nC;A;x", Label.RED, id="not understood"),
    ],
)
def test_labels_of_mentions(table: Table, rows: str, label: Label | None) -> None:
    """An element that is only mentioned is as open as what mentions it."""
    assert read(table(f"From;To;TLP\n{rows}\n")).entities["A"].label == label


@pytest.mark.parametrize(
    ("word", "person"),
    [
        pytest.param("works for", "A", id="at the start"),
        pytest.param("directrice de", "A", id="by a post"),
        pytest.param("employs", "B", id="at the end"),
    ],
)
def test_posts(table: Table, word: str, person: str) -> None:
    """Who holds a post is a person, and so AMBER; whom they hold it with is not."""
    found = read(table(f"From;To;Type\nA;B;{word}\n"))
    kinds = {e.name: (e.kind, e.own_label) for e in found.entities.values()}
    (other,) = {"A", "B"} - {person}

    assert kinds[person] == ("person", Label.AMBER)
    assert kinds[other] == ("organisation", Label.CLEAR)
    assert found.ties[0].start == found.entities[person].id


def test_post_the_other_way(table: Table) -> None:
    """A direction that turns a connection round turns round who is the person, too."""
    found = read(table("From;To;Type;Direction\nA;B;president of;reversed\n"))
    assert (found.entities["A"].kind, found.entities["B"].kind) == ("organisation", "person")
    assert [(tie.role, tie.kind) for tie in found.ties] == [("president", "affiliated_with")]


def test_acquaintances(table: Table) -> None:
    """Whoever knows somebody is as closed as a person."""
    found = read(table("From;To;Type\nA;B;partner\nB;C;knows\n"))

    assert {name: entity.own_label for name, entity in found.entities.items()} == {
        "A": Label.CLEAR,
        "B": Label.AMBER,
        "C": Label.AMBER,
    }


def test_who_knows(table: Table) -> None:
    """Who only knows somebody is a person; of others nobody says what they are, but AMBER."""
    found = read(table("From;To;Type\nA;B;partner\nB;C;knows\nA;D;employs\nA;C;knows\n"))
    assert {e.name: (e.kind, e.own_label) for e in found.entities.values()} == {
        "A": ("organisation", Label.CLEAR),
        "B": ("organisation", Label.AMBER),
        "C": ("person", Label.AMBER),
        "D": ("person", Label.AMBER),
    }


def test_ties_of_a_refused_row_do_not_dangle(table: Table) -> None:
    """An element that is first named in a refused connection is there for the next."""
    found = read(table("From;To;Amount\nA;A;\nA;B;\n"))

    assert set(found.entities) == {"A", "B"}
    assert [type(tie) for tie in found.ties] == [Tie]
