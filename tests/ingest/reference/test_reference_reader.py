"""The reference reader says where a file of the network is wrong."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

import pytest

from graph.domain.labels import Label
from graph.domain.model import Entity, Source, Tie
from ingest.errors import ReadError
from ingest.reader import Given, Held, Item
from ingest.reference.reader import Citation, _claims, read_reference

CITED = {"title": "Title", "publisher": "Publisher", "date": "2020", "link": "https://a.example"}
CITATIONS = {"a": Citation.of(CITED)}
NET = {"kind": "womens_network", "name": "Net", "cites": "a"}


def read(**book: object) -> Iterator[Item]:
    """What a file of the network yields."""
    return _claims("a.yaml", book, CITATIONS)


def test_source() -> None:
    """The network is one source, of the label that the steward gives it."""
    first = next(read_reference(Given()))
    assert isinstance(first, Source)
    assert (first.id, first.label, first.licence) == ("reference", Label.CLEAR, "MIT")
    amber = next(read_reference(Given(label=Label.AMBER)))
    assert isinstance(amber, Source)
    assert amber.label == Label.AMBER


def test_entity_in_short() -> None:
    """Themes, places and the seat become ties that end with the entity and cite what it cites."""
    row = {
        **NET,
        "since": "2019",
        "until": "2021",
        "themes": ["mediation"],
        "active_in": ["ML", "011"],
        "based_in": "SN",
        "identifiers": {"wikidata": "Q1"},
    }
    entity, held, *ties = read(entities={"net": row})
    assert isinstance(entity, Entity)
    assert entity.identifiers == ("tracktwo:reference/net", "wikidata:Q1")
    assert entity.cited == "Title, Publisher (2020), https://a.example"
    assert (str(entity.cited_on), held) == ("2020", Held(what="womens_network entities"))
    found = [tie for tie in ties if isinstance(tie, Tie)]
    assert [(tie.kind, tie.end) for tie in found] == [
        ("works_on", "theme:mediation"),
        ("active_in", "country:ML"),
        ("active_in", "region:011"),
        ("based_in", "country:SN"),
    ]
    said = {(tie.since, str(tie.until), tie.cited, str(tie.cited_on)) for tie in found}
    assert said == {(None, "2021", entity.cited, "2020")}


def test_memberships() -> None:
    """A line of members is a date of joining, or a span with a citation of its own."""
    block = {"cites": "a", "members": {"ML": "1975", "NO": {"since": "1975", "until": "2000"}}}
    *ties, held = read(memberships={"body": block})
    assert held == Held(what="memberships", count=2)
    found = [(tie.start, str(tie.since), str(tie.until)) for tie in ties if isinstance(tie, Tie)]
    assert found == [("country:ML", "1975", "None"), ("country:NO", "1975", "2000")]


def test_ties() -> None:
    """A tie has an id of its parts, so that two grants in two years are two."""
    row = {"kind": "funds", "from": "a", "to": "b", "cites": "a"}
    money = {"since": "2020", "amount": "10.5", "currency": "USD", "role": "donor"}
    one, other = read(ties=[row, {**row, **money}])
    assert isinstance(one, Tie)
    assert isinstance(other, Tie)
    assert one.id == "reference/funds a b"
    assert other.id == "reference/funds a b 2020 donor"
    assert (other.amount, other.currency) == (Decimal("10.5"), "USD")


@pytest.mark.parametrize(
    ("book", "words"),
    [
        pytest.param({"entities": {"x": {}}}, "x: 'kind' is missing or not", id="no kind"),
        pytest.param({"entities": {"x": {**NET, "kind": "ngo"}}}, "x: 'ngo' is no k", id="kind"),
        pytest.param({"entities": {"x": {**NET, "cites": "b"}}}, "x: 'b' is missing", id="cites"),
        pytest.param({"entities": {"x": {**NET, "since": "7"}}}, "x: '7' is no date", id="date"),
        pytest.param(
            {"entities": {"x": {**NET, "active_in": ["UK"]}}}, "x: 'UK' is missing", id="place"
        ),
        pytest.param(
            {"entities": {"x": {**NET, "identifiers": {"lei": "1"}}}}, "x: '1' is not", id="lei"
        ),
        pytest.param({"entities": {"x": {**NET, "identifiers": ["lei"]}}}, "x: ", id="list"),
        pytest.param({"entities": {"x": {**NET, "aliases": 7}}}, "x: ", id="number"),
        pytest.param({"ties": [{"kind": "funds"}]}, "None funds None: 'from' is", id="no ends"),
        pytest.param(
            {"ties": [{"kind": "funds", "from": "a", "to": "country:ML", "cites": "a"}]},
            "",
            id="a country as context",
        ),
        pytest.param(
            {"ties": [{"kind": "funds", "from": "a", "to": "b", "cites": "a", "amount": "much"}]},
            "a funds b: ",
            id="amount",
        ),
        pytest.param(
            {"memberships": {"au": {"cites": "a", "members": {"UK": "1975"}}}},
            "au UK: 'UK' is missing or not known",
            id="member",
        ),
    ],
)
def test_faults(book: Mapping[str, object], words: str) -> None:
    """A fault is told with the file and the row that it is in."""
    if not words:
        assert len(list(read(**book))) == 1
        return
    with pytest.raises(ReadError, match=f"ingest/reference/a.yaml: {words}"):
        list(read(**book))
