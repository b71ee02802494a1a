"""Entities of FollowTheMoney: every property becomes a field of ours, or stays as it is."""

from pathlib import Path

import pytest

from graph.domain.labels import Label
from ingest.ftm.things import meanings
from ingest.words import known
from tests.ingest.ftm.lines import edge, read, thing
from tests.ingest.registers.written import entities, named_ties, refused, ties


def test_whole(tmp_path: Path) -> None:
    """A whole organisation keeps all it says."""
    said = thing(
        "nk-1",
        "Organization",
        name=["Peace Net", "شبكة السلام"],
        alias="PeaceNet",
        weakAlias="PN",
        previousName="War Net",
        abbreviation="PNT",
        wikidataId="Q42",
        registrationNumber="HRB 1",
        incorporationDate="1999-02",
        dissolutionDate="2020",
        summary="A network.",
        notes="Note.",
        website="https://example.org",
        sourceUrl=["https://a.example", "https://b.example"],
        modifiedAt=["2020", "2021-05"],
        email="x@example.org",
        address="1 Road",
        mainCountry="ml",
        country=["ml", "eu", "uk"],
        keywords=["mediation", "national", "fish"],
        topics=["gov.igo"],
    )
    beside = {"caption": "شبكة السلام", "datasets": ["d1"], "referents": ["r-1"], "target": True}
    items = read(tmp_path, said | beside)
    (entity,) = entities(items).values()
    assert (entity.name, entity.kind) == ("شبكة السلام", "regional_body")
    assert entity.aliases == ("Peace Net", "PeaceNet", "War Net", "PNT")
    assert entity.identifiers == ("wikidata:Q42", "registration:HRB 1")
    assert (str(entity.since), str(entity.until)) == ("1999-02", "2020")
    assert (entity.summary, entity.link) == ("A network.", "https://example.org")
    assert {str(entity.cited_on), *(str(tie.cited_on) for tie in ties(items))} == {"2021-05"}
    assert (entity.cited, entity.level) == ("https://a.example", "national")
    assert [(c.kind, c.value, c.label) for c in entity.contacts] == [
        ("email", "x@example.org", Label.AMBER),
        ("address", "1 Road", Label.AMBER),
    ]
    assert set(entity.extra) == {
        ("schema", "Organization"),
        ("weakAlias", "PN"),
        ("previousName", "War Net"),
        ("notes", "Note."),
        ("sourceUrl", "https://b.example"),
        ("modifiedAt", "2020"),
        ("country", "eu"),
        ("keywords", "fish"),
        ("topics", "gov.igo"),
        ("datasets", "d1"),
        ("referents", "r-1"),
        ("target", "True"),
    }
    assert named_ties(items) == {
        (entity.name, "based_in", "country:ML"),
        (entity.name, "active_in", "country:ML"),
        (entity.name, "active_in", "country:GB"),
        (entity.name, "works_on", "theme:mediation"),
    }
    assert refused(items) == []


@pytest.mark.parametrize(
    ("schema", "values", "kind"),
    [
        pytest.param("Organization", {}, "organisation", id="organisation"),
        pytest.param("LegalEntity", {}, "organisation", id="whoever"),
        pytest.param("Company", {}, "private_sector", id="company"),
        pytest.param("PublicBody", {}, "government", id="public body"),
        pytest.param("PublicBody", {"topics": "gov.igo"}, "regional_body", id="of states"),
        pytest.param("Organization", {"topics": "gov.national"}, "government", id="government"),
        pytest.param("Organization", {"topics": "government"}, "organisation", id="no topic"),
        pytest.param("Organization", {"topics": "rel"}, "faith_based", id="faith"),
        pytest.param(
            "Organization", {"classification": ["x", "NGO"]}, "civil_society", id="classified"
        ),
        pytest.param(
            "Organization", {"classification": "meeting"}, "organisation", id="no stakeholder"
        ),
        pytest.param("Person", {"topics": "gov"}, "person", id="person"),
        pytest.param("Project", {}, "activity", id="project"),
        pytest.param("Event", {}, "event", id="event"),
        pytest.param("Event", {"classification": "peace talks"}, "peace_process", id="talks"),
    ],
)
def test_kinds(tmp_path: Path, schema: str, values: dict[str, str], kind: str) -> None:
    """The schema says the kind; topics and classification may say more."""
    (entity,) = entities(read(tmp_path, thing("a", schema, **values))).values()
    assert entity.kind == kind


def test_persons(tmp_path: Path) -> None:
    """People are AMBER, and so are their papers and addresses."""
    items = read(
        tmp_path,
        thing("p", "Person", name=None, firstName="Ann", lastName="Example", birthDate="1980"),
        edge("x", "Passport", holder="p", number="P1", country="ml"),
        edge("y", "Passport", holder="gone", number="P2"),
    )
    (entity,) = entities(items).values()
    assert (entity.name, entity.own_label) == ("Ann Example", Label.AMBER)
    assert [(c.kind, c.value) for c in entity.contacts] == [
        ("paper", "Passport: number P1, country ml")
    ]
    assert dict(entity.extra) == {"firstName": "Ann", "lastName": "Example"}


@pytest.mark.parametrize(
    ("address", "text"),
    [
        pytest.param({"full": "1 Road, Town", "city": "Town"}, "1 Road, Town", id="whole"),
        pytest.param({"street": "1 Road", "city": "Town"}, "1 Road, Town", id="parts"),
        pytest.param({}, "adr", id="nothing"),
    ],
)
def test_addresses(tmp_path: Path, address: dict[str, str], text: str) -> None:
    """An address is found wherever its line is; one that says nothing stays an id."""
    for order in (1, -1):
        lines = [thing("a", addressEntity="adr"), edge("adr", "Address", **address)][::order]
        (entity,) = entities(read(tmp_path, *lines)).values()
        assert [(c.kind, c.value, c.label) for c in entity.contacts] == [
            ("address", text, Label.AMBER)
        ]


def test_event(tmp_path: Path) -> None:
    """An event has its day, its place, who called it and who was there."""
    items = read(
        tmp_path,
        thing("e", "Event", date="2010-10-01", country="us", organizer="a", involved=["b", "a"]),
        thing("a"),
        thing("b"),
    )
    event = entities(items)["e"]
    assert (str(event.since), str(event.until)) == ("2010-10-01", "2010-10-01")
    assert named_ties(items) == {
        ("e", "active_in", "country:US"),
        ("a", "convened", "e"),
        ("b", "took_part_in", "e"),
        ("a", "took_part_in", "e"),
    }


def test_parent(tmp_path: Path) -> None:
    """A part is part of its whole."""
    assert named_ties(read(tmp_path, thing("a", parent="b"), thing("b"))) == {("a", "part_of", "b")}


@pytest.mark.parametrize(
    ("values", "said", "extra"),
    [
        pytest.param(
            {"incorporationDate": ["2001", "2000-05-06"]}, "2000-05-06", ("2001",), id="earliest"
        ),
        pytest.param(
            {"incorporationDate": "2000-05-06T10:00:00"},
            "2000-05-06",
            ("2000-05-06T10:00:00",),
            id="time of day",
        ),
    ],
)
def test_dates(
    tmp_path: Path, values: dict[str, object], said: str, extra: tuple[str, ...]
) -> None:
    """The earliest date counts; the others, and times of day, stay with the entity."""
    (entity,) = entities(read(tmp_path, thing("a", **values))).values()
    assert str(entity.since) == said
    assert tuple(text for _, text in entity.extra) == extra


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        pytest.param(
            {"incorporationDate": "2021-02-30"},
            "column 'incorporationDate': 'a': '2021-02-30' is no day of the calendar",
            id="no such day",
        ),
        pytest.param({"dissolutionDate": "soon"}, "'soon' is no date", id="no date"),
        pytest.param(
            {"incorporationDate": "2020", "dissolutionDate": "2010"},
            "'a': it ends (2010) before it begins (2020)",
            id="backwards",
        ),
        pytest.param({"wikidataId": "42"}, "'42' is not of the form of wikidata", id="no item"),
        pytest.param({"leiCode": "X"}, "column 'leiCode': 'a': 'X' is not of", id="no LEI"),
        pytest.param(
            {"addressEntity": {"id": "x"}},
            "column 'addressEntity': 'a': a value holds an entity; export the file with ids",
            id="nested",
        ),
        pytest.param({"summary": [True]}, "'a': a value is no text", id="a truth"),
        pytest.param({"summary": "x" * 100_001}, "summary has 100,001 char", id="an essay"),
        pytest.param({"summary": "x\x00"}, "summary holds a null", id="null"),
        pytest.param({"alias": "\ud800"}, "alias holds half of a surrogate", id="half a sign"),
        pytest.param({"email": "x\x00"}, "a contact: value holds a null", id="null in a contact"),
        pytest.param({"parent": "a"}, "/a' cannot be tied to itself", id="own parent"),
    ],
)
def test_refused_value(tmp_path: Path, values: dict[str, object], problem: str) -> None:
    """A value that means nothing is refused by line and property, and the entity kept."""
    items = read(tmp_path, thing("a", **values))
    (said,) = refused(items)
    assert said.startswith("entities.ftm.json:1")
    assert problem in said
    assert list(entities(items)) == ["a"]


def test_numbers(tmp_path: Path) -> None:
    """Numbers where texts should be are texts."""
    (entity,) = entities(read(tmp_path, thing("a", employees=[7, 7.5, None]))).values()
    assert ("employees", "7") in entity.extra
    assert ("employees", "7.5") in entity.extra


def test_meanings() -> None:
    """The topics and schemata of the table name kinds that there are."""
    table = meanings()
    for kind in (*table.kinds.values(), *table.topics.values()):
        assert known("kinds", kind) == kind
    for row in table.edges.values():
        assert known("ties", row.kind) == row.kind


def test_ids_of_ties(tmp_path: Path) -> None:
    """The same tie said in two ways is one."""
    found = ties(read(tmp_path, thing("a", mainCountry="ml", jurisdiction="ml")))
    assert len(found) == 1
