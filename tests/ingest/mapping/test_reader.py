"""What becomes of the rows of any table, as its mapping says."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from graph.domain.dates import PartialDate
from graph.domain.labels import Label
from ingest.errors import ReadError
from ingest.mapping import opened
from ingest.reader import Given
from tests.ingest.mapping.mapped import Made, made, written

BODY = "entities: {body: {kind: civil_society, name: <Name>"


@pytest.fixture
def table(tmp_path: Path) -> Callable[[str], Path]:
    """Make `list.csv` of this text."""
    return lambda text: written(tmp_path, text.lstrip(), "list.csv")


Table = Callable[[str], Path]


def test_fields(table: Table) -> None:
    """Every field of an entity takes what its column says."""
    path = table("""
No,Nom,Sigle,Type,Niveau,Site,Fondée,Mail,Pays,Thèmes,Wikidata,TLP,Fax
7,Réseau A,RA,ONG,national,www.a.org,07/2019,a@a.org,Mali,médiation;x,Q7159,GREEN,+223 20 22 11 00
""")
    found = made(
        path,
        """
        dates: MM/YYYY
        entities:
          body:
            key: <No>
            kind: <Type>
            name: <Nom>
            aliases: <Sigle>
            level: <Niveau>
            link: <Site>
            since: <Fondée>
            contacts: {email: <Mail>}
            countries: <Pays>
            themes: {value: <Thèmes>, split: ;}
            identifiers: {wikidata: <Wikidata>, our-list: "no <No>"}
            label: <TLP>
            cited: our list, row <No>
            cited_on: 2024-05
            extra: {Number: <No>}
            keep: rest
        """,
    )
    body = found.entities["Réseau A"]

    assert body.id == "list/body.7"
    assert (body.kind, body.aliases, body.level) == ("civil_society", ("RA",), "national")
    assert (body.link, str(body.since), body.label) == (
        "https://www.a.org",
        "2019-07",
        Label.GREEN,
    )
    assert body.identifiers == ("wikidata:Q7159", "our-list:no 7")
    assert {str(body.cited_on), *(str(tie.cited_on) for tie in found.ties)} == {"2024-05"}
    assert (body.cited, body.extra) == ("our list, row 7", (("Number", "7"),))
    assert [(c.kind, c.label) for c in body.contacts] == [
        ("email", Label.AMBER),
        ("Fax", Label.AMBER),
    ]
    assert found.joined() == [
        ("Réseau A", "works_on", "theme:mediation"),
        ("Réseau A", "active_in", "country:ML"),
    ]
    (refused,) = found.refused
    assert refused.startswith("list.csv, row 2, column 'Thèmes': 'x' is no theme")


def test_tie(table: Table) -> None:
    """Every field of a tie takes what its column says."""
    path = table("""
Donor,Grantee,No,Amount,Currency,On,For,Marker,Share,TLP,Note,Mail
Fund A,Network B,g1,"1.250,50",eur,2019-07-15,training,principal,50%,AMBER,x,a@example.org
""")
    found = made(
        path,
        """
        decimal: ","
        entities:
          donor: {kind: donor, name: <Donor>}
          grantee: {kind: womens_network, name: <Grantee>}
        ties:
          - {kind: funds, from: donor, to: grantee, key: <No>, amount: <Amount>,
             currency: <Currency>, date: <On>, earmarking: <For>, marker: <Marker>, share: <Share>,
             label: <TLP>, role: grant, track: "2", weight: 2, cited: <No>,
             cited_on: <On>, keep: rest}
        """,
    )
    (tie,) = found.ties

    assert (tie.amount, tie.currency, str(tie.since), str(tie.until)) == (
        *(Decimal("1250.50"), "EUR"),
        *("2019-07-15", "2019-07-15"),
    )
    assert (tie.earmarking, tie.marker, tie.share, tie.label) == ("training", 2, 50, Label.AMBER)
    assert (tie.role, tie.track, tie.weight, tie.cited) == ("grant", "2", 2, "g1")
    assert (str(tie.cited_on), tie.extra) == ("2019-07-15", (("Note", "x"),))
    assert found.held == {"rows": 1, "addresses that were left out of ties": 1}


def test_rows_are_joined(table: Table) -> None:
    """Rows of one key speak of one entity: lists are joined, a contradiction is refused once."""
    path = table("""
Name,Type,Country,Link,Also,TLP
Network A,,Mali,,A1,
network  a,donor,Niger,https://a.example,A2,RED
Network A,donor,Mali,https://b.example,A1,GREEN
NETWORK A,fund,,https://c.example,,
""")
    found = made(
        path,
        """
        entities:
          body: {kind: <Type>, name: <Name>, countries: <Country>, link: <Link>,
                 aliases: <Also>, label: <TLP>}
        """,
    )
    body = found.entities["Network A"]

    assert (body.kind, body.link, body.label) == ("donor", "https://a.example", Label.RED)
    assert body.aliases == ("A1", "network  a", "A2", "NETWORK A")
    assert [end for _, _, end in found.joined()] == ["country:ML", "country:NE"]
    assert found.refused == [
        "list.csv, row 4: 'Network A' has another link in row 2, which was kept; here it is 'https://b.example'",
        "list.csv, row 5: 'Network A' has another kind in row 2, which was kept; here it is 'fund'",
    ]


def test_split_names(table: Table) -> None:
    """A cell of several names makes several entities, and a tie to each."""
    path = table("""
Name,Partners
A,"B, C; B"
B,A
""")
    found = made(
        path,
        """
        entities:
          body: {kind: civil_society, name: <Name>}
          partner: {kind: organisation, among: body, name: {value: <Partners>, split: [",", ";"]}}
        ties: [{kind: partners_with, from: body, to: partner}]
        """,
    )

    assert {name: e.kind for name, e in found.entities.items()} == {
        "A": "civil_society",
        "B": "civil_society",
        "C": "organisation",
    }
    assert found.joined() == [("A", "partners_with", "B"), ("A", "partners_with", "C")]
    assert found.held == {"rows": 2, "ties that an earlier row says in the same words": 1}


@pytest.mark.parametrize(
    ("where", "names"),
    [
        pytest.param("{Status: active}", "AB", id="equals, whatever the case"),
        pytest.param("{Status: [Active, Pending]}", "ABC", id="one of"),
        pytest.param("{Status: {not: [Closed]}}", "ABCD", id="not"),
        pytest.param("{Status: {blank: true}}", "D", id="blank"),
        pytest.param("{Status: {blank: false}, Size: '2'}", "BE", id="two conditions"),
    ],
)
def test_where(table: Table, where: str, names: str) -> None:
    """Rows are chosen by what their cells hold, and the others are counted."""
    path = table("""
Name,Status,Size
A,Active,1
B,ACTIVE ,2
C,pending,1
D,,2
E,Closed,2
""")
    found = made(path, f"where: {where}\n{BODY}, keep: rest}}}}")

    assert "".join(found.entities) == names
    left = "rows that the mapping leaves out"
    assert (found.held["rows"], found.held.get(left, 0)) == (5, 5 - len(names))


def test_where_of_an_entity(table: Table) -> None:
    """An entity or a tie may be made for some rows only, and then it is missed by nobody."""
    path = table("""
Name,Type,Of
A,org,
B,person,A
C,person,
""")
    found = made(
        path,
        """
        entities:
          body: {kind: organisation, name: <Name>, where: {Type: org}}
          person: {kind: person, name: <Name>, where: {Type: person}}
        ties:
          - kind: affiliated_with
            from: person
            to: {among: body, name: <Of>}
            where: {Of: {blank: false}}
        """,
    )

    assert {e.id for e in found.entities.values()} == {
        "list/body.a",
        "list/person.b",
        "list/person.c",
    }
    assert found.joined() == [("B", "affiliated_with", "A")]
    assert found.refused == []


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param("1,,2019", "row 2, column 'Name': it has no name", id="no name"),
        pytest.param(",A,2019", "row 2, column 'ID': 'A' has no key here", id="no key"),
        pytest.param(",,2019", "row 2: the row names nobody", id="nobody"),
    ],
)
def test_refused_rows(table: Table, row: str, problem: str) -> None:
    """A row of which nobody can tell whom it means is refused with its place."""
    path = table(f"ID,Name,Since\n{row}\n")
    found = made(
        path,
        "entities: {body: {kind: donor, key: <ID>, name: <Name>, since: <Since>, until: 2020}}",
    )

    assert found.entities == {}
    (refused,) = found.refused
    assert problem in refused


@pytest.mark.parametrize(
    ("row", "problem", "since"),
    [
        pytest.param("1,A,3/4/2019,,", "'Since': '3/4/2019' is not written", None, id="date"),
        pytest.param("1,A,2021,,", "it ends (2020) before it begins (2021)", "2021", id="span"),
        pytest.param("1,A,2019,x,", "column 'Type': 'x' is no kind", "2019", id="kind"),
        pytest.param("1,A,2019,,x", "column 'Site': 'x' is no web address", "2019", id="link"),
        pytest.param(f"1,A,2019,,{'x' * 100_001}", "column 'Site': the cell", "2019", id="long"),
    ],
)
def test_refused_alone(table: Table, row: str, problem: str, since: str | None) -> None:
    """A cell that cannot be used costs itself: its row is kept without it."""
    found = made(
        table(f"ID,Name,Since,Type,Site\n{row}\n"),
        """
        entities:
          body: {kind: <Type>, key: <ID>, name: <Name>, since: <Since>, until: 2020, link: <Site>}
        """,
    )

    assert found.entities["A"].since == (since and PartialDate(since))
    (refused,) = found.refused
    assert problem in refused


def test_refused_labels(table: Table) -> None:
    """A row whose label cannot be read is refused, so that it is not more open than was meant."""
    path = table(f"Name,TLP\nA,RED\nB,PURPLE\nC,{'x' * 100_001}\n")
    found = made(path, "entities: {body: {kind: donor, name: <Name>, label: <TLP>}}")

    assert list(found.entities) == ["A"]
    assert [line.partition(": ")[0] for line in found.refused] == [
        "list.csv, row 3, column 'TLP'",
        "list.csv, row 4, column 'TLP'",
    ]


def test_words_and_otherwise(table: Table) -> None:
    """Words stand for what the mapping says; what is not understood is kept."""
    path = table("""
Name,Type,Level
A,Bailleur de fonds,Rég.
B,Truc,n/a
C,,
""")
    found = made(
        path,
        """
        entities:
          body:
            name: <Name>
            kind: {value: <Type>, otherwise: organisation}
            level: {value: <Level>, words: {rég.: regional, N/A: }}
        """,
    )

    assert {name: (e.kind, e.level, e.extra) for name, e in found.entities.items()} == {
        "A": ("donor", "regional", ()),
        "B": ("organisation", None, (("Type", "Truc"),)),
        "C": ("organisation", None, ()),
    }


def test_lookup(table: Table, tmp_path: Path) -> None:
    """Codes are looked up in another file; one that is not there is refused."""
    path = table("Name,Country\nA,x1\nB,x2\nC,X3\n")
    written(tmp_path, "Code;Land\nX1;Mali\nx3;Niger\nx3;Chad\n", "codes.csv")
    found = made(
        path,
        "lookups: {lands: {file: codes.csv, key: <Code>, value: <Land>}}\n"
        + BODY
        + ", countries: {value: <Country>, lookup: lands}}}",
    )

    assert [end for _, _, end in found.joined()] == ["country:ML", "country:NE"]
    assert found.refused == ["list.csv, row 3, column 'Country': 'x2' is not in the list 'lands'"]


def test_long_lookup(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of codes is held in memory, and so has a limit."""
    monkeypatch.setattr(opened, "MOST_CODES", 1)
    path = table("Name,Code\nA,1\nB,2\n")

    with pytest.raises(ReadError, match=r"list\.csv, row 3: the list has more than 1 codes"):
        made(path, f"lookups: {{a: {{key: <Name>, value: <Code>}}}}\n{BODY}}}}}")


def test_fill_down(table: Table) -> None:
    """A blank cell says what the one above says, where the mapping asks for it."""
    path = table("""
Region,Name
Mali,A
,B
Niger,C
""")
    found = made(
        path, f"fill_down: Region\nwhere: {{Region: Mali}}\n{BODY}, countries: <Region>}}}}"
    )

    assert found.joined() == [("A", "active_in", "country:ML"), ("B", "active_in", "country:ML")]


def test_headings(table: Table) -> None:
    """Headings may stand lower, be there again, or be missing."""
    path = table("""
A list of ours
Name,Name,,Note
A,B,C,
Name,Name,,Note
D,,,,E
""")
    found = made(
        path,
        "headings: 2\noptional: (E)\n"
        "entities: {b: {kind: donor, name: <name>, aliases: [<Name (2)>, <(C)>, <(E)>]}}",
    )

    assert {name: e.aliases for name, e in found.entities.items()} == {"A": ("B", "C"), "D": ("E",)}
    assert found.held == {"rows": 2, "columns that the mapping does not use (Note)": 1}


@pytest.mark.parametrize(
    ("mapping", "problem"),
    [
        pytest.param(
            "aliases: <Nam>", ":2: there is no column 'nam'; did you mean <Name>", id="near"
        ),
        pytest.param(
            "aliases: <Zzz>", ":2: there is no column 'zzz'; the table has <Name>", id="far"
        ),
        pytest.param("aliases: Note", ":2: 'Note' is a heading; write <Note>", id="no signs"),
        pytest.param("where: {Zzz: x}", ":2: there is no column 'zzz'", id="where"),
    ],
)
def test_no_such_column(table: Table, mapping: str, problem: str) -> None:
    """A column that is not there is refused at the line of the mapping that names it."""
    with pytest.raises(ReadError, match=rf"list\.csv\.mapping\.yaml{problem}"):
        made(table("Name,Note\nA,B\n"), f"\n{BODY}, {mapping}}}}}")


def test_optional_column(table: Table) -> None:
    """A column may be missing where the mapping says so."""
    found = made(table("Name\nA\n"), f"optional: [Fax]\n{BODY}, aliases: <Fax>}}}}")

    assert found.entities["A"].aliases == ()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(b"", "the file is empty; a mapping is for", id="empty"),
        pytest.param(b"<html></html>", "the file is XML or HTML; a mapping", id="XML"),
        pytest.param(b"PK\x03\x04", "not readable as an XLSX workbook", id="zip"),
        pytest.param(b"\n\n", "the file is empty", id="blank"),
        pytest.param(b"Name\n\xe9\n", "the text is not UTF-8", id="encoding"),
        pytest.param(b'[{"Name": 1', "not well-formed JSON", id="broken JSON"),
    ],
)
def test_no_table(tmp_path: Path, content: bytes, problem: str) -> None:
    """A file that is no table is refused."""
    path = tmp_path / "list.csv"
    path.write_bytes(content)

    with pytest.raises(ReadError, match=problem):
        made(path, f"{BODY}}}}}")


def test_encoding_and_delimiter(tmp_path: Path) -> None:
    """A file in an old encoding, parted by odd signs, is read as the mapping says."""
    path = tmp_path / "list.txt"
    path.write_bytes("[Name]|Pays\nRéseau A|Bénin\n".encode("windows-1252"))
    found = made(
        path,
        "format: csv\nencoding: windows-1252\ndelimiter: '|'\n"
        "entities: {b: {kind: donor, name: {column: '[Name]'}, countries: <Pays>}}",
    )

    assert found.joined() == [("Réseau A", "active_in", "country:BJ")]


def test_json(tmp_path: Path) -> None:
    """Lines of JSON are rows; items of a list are rows of another table."""
    path = tmp_path / "list.jsonl"
    lines: list[object] = [
        {"id": 1, "n": {"en": "A"}, "tags": ["mediation", "youth"], "p": [{"id": 2, "as": "lead"}]},
        {"id": 2, "n": {"en": "B"}, "fax": 5},
        "no object",
    ]
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    found = made(
        path,
        """
        tables:
          - entities: {body: {key: <id>, kind: civil_society, name: <n.en>, themes: <tags>}}
          - each: p
            ties:
              - kind: partners_with
                from: {among: body, key: <id>}
                to: {among: body, key: <p.id>}
                role: <p.as>
        """,
    )

    assert found.joined() == [
        ("A", "works_on", "theme:mediation"),
        ("A", "works_on", "theme:youth"),
        ("A", "partners_with", "B"),
    ]
    assert found.ties[-1].role == "lead"
    assert found.refused == ["list.jsonl:3: this is no object"]
    assert found.held["columns of 'the file' that the mapping does not use (p, fax)"] == 2


def test_json_without_a_column(tmp_path: Path) -> None:
    """A key that no object has is taken for a mistake."""
    path = tmp_path / "list.jsonl"
    path.write_text('{"name": "A"}\n{"nam": "B"}\n', "utf-8")

    with pytest.raises(ReadError, match=r"yaml:1: there is no column 'fax'"):
        made(path, "entities: {body: {kind: donor, name: <name>, aliases: [<nam>, <fax>]}}")


def test_source(table: Table) -> None:
    """The source is as given at load, else as the mapping says, else by the name of the file."""
    path = table("Name\nA\n")
    mapping = f"source: {{id: ours, title: Our list, label: GREEN}}\n{BODY}}}}}"
    found = made(path, mapping, Given(label=Label.RED)).source

    assert (found.id, found.title, found.label) == ("ours", "Our list", Label.RED)
    assert made(path, f"{BODY}}}}}").source.id == "list"


def test_other_file_is_missing(table: Table) -> None:
    """A file that is to stand beside it, and does not, is named."""
    with pytest.raises(ReadError, match=r"yaml:1: there is no file 'b\.csv' beside list\.csv"):
        made(table("Name\nA\n"), f"file: b.csv\n{BODY}}}}}")


def nobody(found: Made) -> list[str]:
    """The refusals of ends that nobody is at."""
    return [refused for refused in found.refused if "among 'body'" in refused]


def test_ends_by_key_and_name(tmp_path: Path, table: Table) -> None:
    """Ends are found on other tables, by key or by name; those that are not are refused alone."""
    path = table("ID,Name\n1,A\n2,B\n3,B\n")
    written(tmp_path, "From,To,Like\n1,2|9,A\n2,,B\n", "ties.csv")
    found = made(
        path,
        """
        tables:
          - entities: {body: {key: <ID>, kind: donor, name: <Name>}}
          - file: ties.csv
            ties:
              - kind: funds
                from: {among: body, key: <From>}
                to: {among: body, key: {value: <To>, split: "|"}}
              - kind: part_of
                from: {among: body, key: <From>}
                to: {among: body, name: <Like>}
        """,
    )

    assert [(tie.start, tie.end) for tie in found.ties] == [("list/body.1", "list/body.2")]
    assert [refused.partition(": ")[0] for refused in found.refused] == [
        "ties.csv, row 2",
        "ties.csv, row 2, column 'To'",
        "ties.csv, row 3, column 'Like'",
    ]
    assert len(nobody(found)) == 2
    assert nobody(found)[0].endswith("nobody among 'body' has the key '9'")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param("funds,,", [("A", "funds", "B")], id="forward"),
        pytest.param("funded by,,", [("B", "funds", "A")], id="read from the other end"),
        pytest.param("funds,reversed,", [("B", "funds", "A")], id="reversed"),
        pytest.param("funds,mutual,", [("A", "funds", "B"), ("B", "funds", "A")], id="both ways"),
        pytest.param("partner,mutual,", [("A", "partners_with", "B")], id="no direction"),
        pytest.param("cheers,,", [("A", "linked_to", "B")], id="a word that is not known"),
    ],
)
def test_direction(table: Table, row: str, expected: list[tuple[str, str, str]]) -> None:
    """A kind is read either way, and turned by a direction."""
    found = made(
        table(f"From,To,Type,Way,Role\nA,B,{row}\n"),
        """
        entities:
          a: {among: body, kind: donor, name: <From>}
          b: {among: body, kind: donor, name: <To>}
        ties:
          - kind: {value: <Type>, otherwise: linked_to}
            from: a
            to: b
            direction: <Way>
            role: <Role>
        """,
    )

    assert found.joined() == expected
    assert [tie.role for tie in found.ties if tie.kind == "linked_to"] in ([], ["cheers"])


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param("A,A,1,USD,,", "row 2: tie", id="to itself"),
        pytest.param(
            "A,B,1,USD,,\nA,B,1,USD,,", "row 3: an earlier row has a tie the same", id="again"
        ),
    ],
)
def test_refused_ties(table: Table, row: str, problem: str) -> None:
    """A tie that cannot be made is refused with its place, and its ends stand."""
    found = made(
        table(f"From,To,Amount,Currency,On,Since\n{row}\n"),
        """
        entities:
          a: {among: body, kind: donor, name: <From>}
          b: {among: body, kind: donor, name: <To>}
        ties:
          - {kind: funds, from: a, to: b, amount: <Amount>, currency: <Currency>,
             date: <On>, since: <Since>}
        """,
    )

    assert "A" in found.entities
    (refused,) = found.refused
    assert problem in refused


@pytest.mark.parametrize(
    ("row", "problem", "money"),
    [
        pytest.param("1,,,", "column 'Amount': an amount needs a currency", None, id="currency"),
        pytest.param("x,USD,,", "column 'Amount': 'x' is no number", None, id="amount"),
        pytest.param("1,XX,,", "column 'Currency': 'XX' is no currency", None, id="no currency"),
        pytest.param("$1,,,", "'$' may mean several currencies", None, id="several"),
        pytest.param("1,USD,2019,2020", "column 'On': there is a date, and", "USD", id="dates"),
        pytest.param("1,EUR,30/02/2019,", "column 'On': '30/02/2019' is no day", "EUR", id="day"),
    ],
)
def test_refused_cells_of_ties(table: Table, row: str, problem: str, money: str | None) -> None:
    """A cell that cannot be used costs itself: its tie is kept without it."""
    found = made(
        table(f"From,To,Amount,Currency,On,Since\nA,B,{row}\n"),
        """
        dates: DD/MM/YYYY
        entities:
          a: {among: body, kind: donor, name: <From>}
          b: {among: body, kind: donor, name: <To>}
        ties:
          - {kind: funds, from: a, to: b, amount: <Amount>, currency: <Currency>,
             date: <On>, since: <Since>}
        """,
    )

    assert found.joined() == [("A", "funds", "B")]
    assert found.ties[0].currency == money
    (refused,) = found.refused
    assert problem in refused


def test_ties_with_unread_cells(table: Table) -> None:
    """Two ties that differ by no more than cells that cannot be used are still two."""
    found = made(
        table("From,To,Amount\nA,B,x\nA,B,y\n"),
        """
        entities:
          a: {among: body, kind: donor, name: <From>}
          b: {among: body, kind: donor, name: <To>}
        ties: [{kind: funds, from: a, to: b, amount: <Amount>, currency: USD}]
        """,
    )

    assert found.joined() == [("A", "funds", "B")] * 2
    assert len(found.refused) == 2


def test_tie_kind(table: Table) -> None:
    """A row without a kind, or of a kind that joins no such ends, makes no tie."""
    found = made(
        table("From,To,Type\nA,B,\nA,B,works on\n"),
        """
        entities:
          a: {among: body, kind: donor, name: <From>}
          b: {among: body, kind: donor, name: <To>}
        ties: [{kind: <Type>, from: a, to: b}, {kind: active_in, from: a, to: {place: Mali}}]
        """,
    )

    assert found.joined() == [("A", "active_in", "country:ML")]
    assert found.refused[0] == "list.csv, row 2, column 'Type': there is no kind of tie here"
    assert "row 3: works_on does not end at donor, but at" in found.refused[1]


def test_unreadable_label_closes(table: Table) -> None:
    """Who cannot be told how far it may travel does not enter, nor do contacts without a label."""
    found = made(
        table("Name,TLP,Contact TLP,Mail\nA,PINK,,a@example.org\nB,,PINK,b@example.org\n"),
        "entities: {b: {kind: donor, name: <Name>, label: <TLP>,"
        " contact_label: <Contact TLP>, contacts: {email: <Mail>}}}",
    )

    assert list(found.entities) == ["B"]
    assert found.entities["B"].contacts == ()
    assert len(found.refused) == 2


def test_themes_of_what_has_none(table: Table) -> None:
    """A seat of something that has no seat is refused, and the rest of the row stands."""
    found = made(
        table("Name,Seat\nTalks,Mali\n"),
        "entities: {b: {kind: event, name: <Name>, based_in: <Seat>}}",
    )

    assert (list(found.entities), found.ties) == (["Talks"], [])
    assert "column 'Seat': based_in does not start at event" in found.refused[0]


def test_constant_entity(table: Table) -> None:
    """What is the same in every row is one entity, which all rows are tied to."""
    found = made(
        table("Name\nA\nB\n"),
        """
        entities:
          member: {kind: womens_network, name: <Name>}
          us: {kind: womens_network, name: Our network}
        ties: [{kind: member_of, from: member, to: us}]
        """,
    )

    assert found.joined() == [("A", "member_of", "Our network"), ("B", "member_of", "Our network")]
    assert found.refused == []
