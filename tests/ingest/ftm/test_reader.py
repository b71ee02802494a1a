"""Files of FollowTheMoney: what is in them, what is left out of them, and hostile ones."""

import json
from collections import Counter
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.domain.model import Entity, Source, Tie
from graph.stores.sqlite.store import SqliteStore
from ingest.decoding.beginning import Beginning
from ingest.errors import ReadError
from ingest.formats import format_of
from ingest.ftm.reader import fits, read_ftm
from ingest.loading.load import load
from ingest.reader import Given
from tests.ingest.ftm.lines import edge, read, thing
from tests.ingest.registers.written import entities, held, refused, ties


def test_real_file(real_data: Path) -> None:
    """All of a real file comes in: counted and summed here with nothing but json."""
    path = real_data / "ftm" / "donations.ijson"
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    schemata = Counter(line["schema"] for line in lines)
    paid = [line["properties"] for line in lines if line["schema"] == "Payment"]

    assert format_of(path).name == "ftm"
    items = list(read_ftm(path, Given()))
    assert held(items) == {
        f"{schema} {'edges' if schema == 'Payment' else 'entities'}": count
        for schema, count in schemata.items()
    }
    assert (sum(schemata.values()), schemata["Payment"]) == (474, 290)
    assert refused(items) == []
    found = [item for item in items if isinstance(item, Entity)]
    assert len(found) == 474 - 290 - schemata["Address"]
    money = [tie for tie in ties(items) if tie.kind == "funds"]
    assert sum(tie.amount or 0 for tie in money) == sum(Decimal(p["amountEur"][0]) for p in paid)
    assert Counter(str(tie.since) for tie in money) == Counter(p["date"][0] for p in paid)
    assert {tie.currency for tie in money} == {"EUR"}
    contacts = sum(len(entity.contacts) for entity in found)
    assert contacts == sum(len(line["properties"].get("addressEntity", ())) for line in lines)


def test_real_file_loads(real_data: Path, tmp_path: Path) -> None:
    """A store takes the real file, and the same again changes nothing."""
    path = real_data / "ftm" / "donations.ijson"
    store = SqliteStore(tmp_path / "network.db")
    first = load(store, read_ftm(path, Given()), file=path.name, form="ftm")
    again = load(store, read_ftm(path, Given()), file=path.name, form="ftm")
    store.close()
    assert (first.problem, len(first.refused)) == (None, 0)
    assert (again.counts.created, again.counts.unchanged) == (0, first.counts.created)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(json.dumps([thing("a")]), id="a list"),
        pytest.param(json.dumps([thing("a")], indent=2), id="a list over lines"),
        pytest.param(json.dumps(thing("a")), id="one alone"),
        pytest.param("\ufeff" + json.dumps(thing("a")) + "\r\n", id="a mark and a return"),
        pytest.param(json.dumps({"op": "ADD", "entity": thing("a")}), id="a delta"),
    ],
)
def test_wrappings(tmp_path: Path, text: str) -> None:
    """Lines, lists and deltas are told by what is in them, and read."""
    path = tmp_path / "file.json"
    path.write_bytes(text.encode())
    assert fits(Beginning.of(path))
    assert format_of(path).name == "ftm"
    assert list(entities(read_ftm(path, Given()))) == ["a"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"schema": "x", "properties": {}}',
        '{"type": "Feature", "properties": {}}',
        '<a schema="Person" properties="x"/>',
        '"schema": "Person", "properties"',
    ],
)
def test_does_not_fit(tmp_path: Path, text: str) -> None:
    """Other JSON, and what is none, is not of FollowTheMoney."""
    path = tmp_path / "other.json"
    path.write_text(text, encoding="utf-8")
    assert not fits(Beginning.of(path))


def test_source(tmp_path: Path) -> None:
    """The source is named for the file, or as the steward says."""
    (source, *_) = read(tmp_path, thing("a"))
    assert isinstance(source, Source)
    assert source.id == "entities.ftm"
    path = tmp_path / "entities.ftm.json"
    (source, *_) = read_ftm(path, Given(source="mine", title="Mine"))
    assert isinstance(source, Source)
    assert (source.id, source.title) == ("mine", "Mine")


def test_delta(tmp_path: Path) -> None:
    """Of a delta, the last word on each entity holds, and all that it does is reported."""
    items = read(
        tmp_path,
        {"op": "ADD", "entity": thing("a", summary="old")},
        {"op": "MOD", "entity": thing("a", summary="new")},
        {"op": "ADD", "entity": thing("b")},
        {"op": "DEL", "entity": {"id": "b"}},
        {"op": "DEL", "entity": {"id": "c"}},
        {"op": "PUT", "entity": thing("d")},
        {"op": "ADD", "entity": None},
    )
    assert [(name, one.summary) for name, one in entities(items).items()] == [("a", "new")]
    counts = held(items)
    assert (counts["entities added"], counts["entities changed"]) == (2, 1)
    assert counts["entities deleted"] == 2
    assert counts["entities with an unknown change"] == 1
    assert refused(items) == [
        (
            "entities.ftm.json: this is a delta: it holds what changed since an earlier file, "
            "and no more; load the whole file to have the rest"
        ),
        "entities.ftm.json:7: this change is of no entity",
    ]


def test_twice(tmp_path: Path) -> None:
    """An entity in pieces on two lines is entered once, and the second piece is refused."""
    items = read(tmp_path, thing("a", summary="first"), thing("a", summary="second"))
    assert [one.summary for one in entities(items).values()] == ["first"]
    assert refused(items) == [
        "entities.ftm.json:2: 'a' is in line 1 already; merge them first",
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        pytest.param({"schema": "Person", "properties": {}}, "this entity has no id", id="no id"),
        pytest.param({"id": 7, "schema": "Person"}, "this entity has no id", id="a number"),
        pytest.param({"id": "a", "properties": {}}, "'a' has no schema", id="no schema"),
        pytest.param(
            {"id": "a", "schema": "Person", "properties": []},
            "the properties of 'a' are none",
            id="a list",
        ),
        pytest.param(thing("a", "Vessel"), "of the schema 'Vessel', which is no", id="a ship"),
        pytest.param(thing("a", "Organization", name=None), "'a' has no name", id="no name"),
        pytest.param(thing("a", "Organization", name="  "), "'a' has no name", id="blank"),
        pytest.param(thing("a\x00b"), "control character", id="null in an id"),
        pytest.param('{"id": "a", "id": "b"}', "the key 'id' is there twice", id="a key twice"),
        pytest.param("7", "this is no object", id="a number alone"),
        pytest.param(edge("a", "Sanction", entity="x"), "the sanction is of 'x'", id="of nobody"),
    ],
)
def test_refused(tmp_path: Path, line: object, problem: str) -> None:
    """What cannot be used is refused at its line, and the rest is read."""
    items = read(tmp_path, thing("first"), line, thing("last"))
    (said,) = refused(items)
    assert said.startswith("entities.ftm.json:2")
    assert problem in said
    assert list(entities(items)) == ["first", "last"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(b'{"id": "a"', "this is not well-formed JSON", id="broken off"),
        pytest.param(b'{"id": "\xff"}', "the text is not UTF-8", id="Latin"),
        pytest.param(b'[{"id": "a"}', "the file ends before its list does", id="open list"),
        pytest.param(b'{"a":' * 100_000, "nested too deeply", id="deep"),
        pytest.param(b"[" * 100_000, "nested too deeply", id="deep lists"),
        pytest.param(b'{"a": "' + b"x" * 9_000_000, "no object of at most", id="a huge line"),
        pytest.param(b"\x00\x00\x00", "this is not well-formed JSON", id="nulls"),
        pytest.param(b'{"a": ' + b"9" * 5_000 + b"}", "not well-formed JSON", id="a long number"),
    ],
)
def test_unreadable(tmp_path: Path, text: bytes, problem: str) -> None:
    """A file that is no JSON is refused with the line, in little memory."""
    path = tmp_path / "bad.json"
    path.write_bytes(text)
    with pytest.raises(ReadError, match=problem):
        list(read_ftm(path, Given()))


def test_many_schemata(tmp_path: Path) -> None:
    """A file of every sort of line loads into a store with nothing left over."""
    items = read(
        tmp_path,
        edge("m", "Membership", member="a", organization="b", startDate="2020-05"),
        thing("a"),
        thing("b", "PublicBody"),
        thing("p", "Person"),
        edge("i", "Identification", holder="p", number="X1", type="Passport"),
        thing("e", "Event", organizer="a", involved="p"),
    )
    store = SqliteStore(tmp_path / "network.db")
    report = load(store, items, file="x", form="ftm")
    store.close()
    assert (report.problem, report.refused) == (None, ())
    assert Counter(item.kind for item in items if isinstance(item, Tie)) == {
        "member_of": 1,
        "convened": 1,
        "took_part_in": 1,
    }


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["a", "b", "2020", "2021-02-30", "ML", "sanction", "gov", "100", "peace"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
NAMES = st.sampled_from(
    [
        "name",
        "alias",
        "entity",
        "member",
        "organization",
        "payer",
        "beneficiary",
        "amount",
        "currency",
        "startDate",
        "endDate",
        "date",
        "topics",
        "country",
        "program",
        "holder",
        "percentage",
        "owner",
        "asset",
        "keywords",
        "classification",
        "wikidataId",
        "addressEntity",
        "parent",
        "post",
        "organizer",
        "full",
        "caption",
    ]
)
SCHEMATA = st.sampled_from(
    [
        "Person",
        "Organization",
        "Company",
        "Event",
        "Project",
        "Membership",
        "Payment",
        "Ownership",
        "Sanction",
        "Address",
        "Position",
        "Occupancy",
        "Identification",
        "UnknownLink",
        "Vessel",
    ]
)


@st.composite
def any_line(draw: st.DrawFn) -> dict[str, Any]:
    """A line in the shape of an entity that may say anything."""
    line = {
        "id": draw(st.sampled_from(["a", "b", "c"]) | VALUES),
        "schema": draw(SCHEMATA | VALUES),
        "properties": draw(st.dictionaries(NAMES, VALUES, max_size=5) | VALUES),
        "datasets": draw(VALUES),
    }
    wrapped = {"op": draw(st.sampled_from(["ADD", "DEL", "x"]) | VALUES), "entity": line}
    return wrapped if draw(st.booleans()) else line


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(any_line(), max_size=4))
def test_any_lines(tmp_path: Path, lines: list[dict[str, Any]]) -> None:
    """Whatever the lines say, they end in claims and refusals, and a store takes the claims."""
    items = read(tmp_path, *lines)
    store = SqliteStore(tmp_path / "any.db")
    report = load(store, items, file="x", form="ftm", rehearsal=True)
    store.close()
    assert report.problem is None


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_any_bytes(tmp_path: Path, data: bytes) -> None:
    """Whatever the bytes, nothing but a located error comes of them."""
    path = tmp_path / "any.json"
    path.write_bytes(data)
    with suppress(ReadError):
        list(read_ftm(path, Given()))
