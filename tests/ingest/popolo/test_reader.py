"""Popolo: the examples of its specification, bundles, and hostile files."""

import json
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.domain.labels import Label
from graph.stores.sqlite.store import SqliteStore
from ingest.decoding.beginning import Beginning
from ingest.errors import ReadError
from ingest.formats import format_of
from ingest.loading.load import load
from ingest.popolo.reader import fits, read_popolo
from ingest.reader import Given, Item
from tests.ingest.registers.written import entities, held, named_ties, refused, ties


def read(folder: Path, whole: object) -> list[Item]:
    """What is read of a file that holds *whole* as JSON, or as it stands if it is a text."""
    path = folder / "popolo.json"
    path.write_text(whole if isinstance(whole, str) else json.dumps(whole), encoding="utf-8")
    return list(read_popolo(path, Given()))


@pytest.mark.parametrize(
    ("name", "records", "claims"),
    [
        ("area", {"area": 1}, (2, 1)),
        ("contact_detail", {"contact_detail": 1}, (0, 0)),
        (
            "embedding-membership",
            {"membership": 1, "person": 1, "organization": 1, "post": 1},
            (2, 1),
        ),
        ("embedding-organization", {"organization": 1, "post": 2, "membership": 2}, (2, 2)),
        ("embedding-person", {"person": 1, "membership": 2}, (2, 2)),
        ("event", {"event": 1}, (4, 3)),
        ("membership", {"membership": 1}, (2, 1)),
        ("metadata", {"organization": 1}, (1, 0)),
        ("motion", {"motion": 1}, (3, 2)),
        ("organization", {"organization": 1}, (2, 1)),
        ("person", {"person": 1}, (1, 0)),
        ("post", {"post": 1}, (1, 0)),
        ("vote_event", {"vote_event": 1, "motion": 1}, (3, 2)),
    ],
)
def test_examples(
    real_data: Path, tmp_path: Path, name: str, records: dict[str, int], claims: tuple[int, int]
) -> None:
    """Each example of the specification is read as what it is, and a store takes it."""
    path = real_data / "popolo" / "examples" / f"{name}.json"
    assert format_of(path).name == "popolo"
    items = list(read_popolo(path, Given()))
    whole = {what: count for what, count in held(items).items() if "only named" not in what}
    assert whole == {f"{sort} records": count for sort, count in records.items()}
    assert (len(entities(items)), len(ties(items))) == claims
    assert len(refused(items)) == (name == "contact_detail")
    store = SqliteStore(tmp_path / "network.db")
    report = load(store, items, file=path.name, form="popolo")
    store.close()
    assert report.problem is None
    assert len(report.refused) == (name == "contact_detail")


def test_all_examples(real_data: Path) -> None:
    """No example is left out of the table above."""
    folder = real_data / "popolo" / "examples"
    assert len(list(folder.glob("*.json"))) == 13


def test_person(real_data: Path) -> None:
    """A person keeps names, dates, contacts and all else, closed as people are."""
    items = list(read_popolo(real_data / "popolo" / "examples" / "person.json", Given()))
    (one,) = entities(items).values()
    assert one.aliases == ("Mr. Ziggy Q. Public, Esq.", "Dragonsbane")
    assert (str(one.since), str(one.until)) == ("1920-01", "2010-01-01")
    assert one.identifiers == ("sin:046454286",)
    assert one.own_label == Label.AMBER
    assert [(c.kind, c.value, c.label) for c in one.contacts] == [
        ("email", "jqpublic@xyz.example.com", Label.AMBER),
        ("cell", "+1-555-555-0100 (Mobile number, Free evenings and weekends)", Label.AMBER),
    ]
    assert one.summary == "A hypothetical member of society deemed a 'common man'"
    assert one.link is not None
    assert dict(one.extra)["gender"] == "male"
    assert dict(one.extra)["biography"].startswith("Lorem")


BUNDLE = {
    "persons": [
        {"id": "p1", "name": "Ann Example", "email": "a@example.org"},
        {"id": "p2", "given_name": "Bo", "family_name": "Example"},
    ],
    "organizations": [
        {"id": "o1", "name": "Assembly", "classification": "parliament", "area_id": "a1"},
        {"id": "o2", "name": "Peace Party", "classification": "party"},
    ],
    "memberships": [
        {
            "person_id": "p1",
            "organization_id": "o1",
            "on_behalf_of_id": "o2",
            "role": "member",
            "area_id": "a2",
            "legislative_period_id": "term/1",
            "start_date": "2020-05",
        },
        {"person_id": "p2", "organization_id": "o1", "role": "Speaker", "end_date": "2022"},
        {"member": {"@type": "Organization", "id": "o2"}, "organization_id": "o1"},
        {"person": {"id": "p1"}, "post_id": "c1"},
    ],
    "posts": [{"id": "c1", "label": "Chair", "organization_id": "o2", "contact_details": []}],
    "areas": [{"id": "a1", "name": "Mali"}, {"id": "a2", "name": "Kayes", "parent_id": "a1"}],
    "events": [{"id": "term/1", "name": "First term", "start_date": "2020"}],
    "meta": {"sources": ["https://example.org"]},
}


@pytest.mark.parametrize(
    ("updated", "expected"), [("2024-05-05T10:00:00Z", "2024-05-05"), ("lately", "None")]
)
def test_updated(tmp_path: Path, updated: str, expected: str) -> None:
    """A record and its ties are of the day on which it was last brought up to date."""
    person = {"id": "p1", "name": "Ann Example", "updated_at": updated}
    seat = {"person_id": "p1", "organization_id": "o1", "updated_at": updated}
    items = read(tmp_path, {"persons": [person], "memberships": [seat]})
    one = entities(items)["Ann Example"]
    assert {str(one.cited_on), *(str(tie.cited_on) for tie in ties(items))} == {expected}


def test_bundle(tmp_path: Path) -> None:
    """A bundle of lists becomes one network."""
    items = read(tmp_path, BUNDLE)
    assert refused(items) == []
    assert {name: one.kind for name, one in entities(items).items()} == {
        "Ann Example": "person",
        "Bo Example": "person",
        "Assembly": "government",
        "Peace Party": "organisation",
        "Kayes": "region",
        "First term": "event",
    }
    assert named_ties(items) == {
        ("Assembly", "active_in", "country:ML"),
        ("Kayes", "part_of", "country:ML"),
        ("Ann Example", "member_of", "Assembly"),
        ("Ann Example", "member_of", "Peace Party"),
        ("Bo Example", "affiliated_with", "Assembly"),
        ("Peace Party", "member_of", "Assembly"),
        ("Ann Example", "affiliated_with", "Peace Party"),
    }
    joined = next(tie for tie in ties(items) if tie.role == "member")
    assert str(joined.since) == "2020-05"
    assert dict(joined.extra) == {"area": "a2", "legislative_period_id": "term/1"}
    chair = next(tie for tie in ties(items) if tie.role == "Chair")
    assert dict(chair.extra) == {"post": "Chair"}
    assert ("post", "Chair") in entities(items)["Peace Party"].extra


def test_votes(tmp_path: Path) -> None:
    """A vote supports or opposes its motion, or only took place; who moved it supports it."""
    votes = [
        {"voter_id": "p1", "option": "yes"},
        {"voter": {"id": "p2"}, "option": "No", "group_id": "g"},
        {"voter_id": "p3", "option": "abstain"},
        {"option": "yes"},
    ]
    motion = {
        "id": "m1",
        "text": "That talks be held.",
        "creator_id": "p1",
        "date": "2021-02-03T10:00:00Z",
        "vote_events": [{"id": "v1", "votes": votes, "start_date": "2021-02-04T10:00:00Z"}],
    }
    items = read(tmp_path, {"motions": [motion]})
    assert named_ties(items) == {
        ("p1", "supports", "That talks be held."),
        ("p2", "opposes", "That talks be held."),
        ("p3", "voted_on", "That talks be held."),
        ("Vote v1", "part_of", "That talks be held."),
    }
    roles = Counter((tie.role, str(tie.since)) for tie in ties(items) if tie.role)
    assert roles == {
        ("moved it", "2021-02-03"): 1,
        ("voted yes", "2021-02-04"): 1,
        ("voted No", "2021-02-04"): 1,
        ("voted abstain", "2021-02-04"): 1,
    }
    assert any("vote 4 has no voter" in said for said in refused(items))


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        pytest.param({"person_id": "p"}, "names no organization", id="no organisation"),
        pytest.param({"organization_id": "o", "role": "x"}, "names no member", id="no member"),
        pytest.param(
            {"person_id": "p", "organization_id": "o", "start_date": "2021-02-30"},
            "row 1, column 'start_date'",
            id="no day",
        ),
        pytest.param(
            {"person_id": "p", "organization_id": "o", "start_date": "2021", "end_date": "2020"},
            "it ends (2020) before it begins (2021)",
            id="backwards",
        ),
        pytest.param(
            {"member": {"@type": "Person", "id": "o"}, "organization_id": None},
            "names no organization",
            id="null",
        ),
        pytest.param(
            {"person_id": "\x08", "organization_id": "o"}, "control character", id="odd id"
        ),
    ],
)
def test_refused_membership(tmp_path: Path, record: object, problem: str) -> None:
    """A membership that cannot be used is refused by its place."""
    (said,) = refused(read(tmp_path, {"memberships": [record]}))
    assert said.startswith("popolo.json, sheet 'memberships', row 1")
    assert problem in said


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        pytest.param("x", "this is no record", id="a text"),
        pytest.param({"id": "o"}, "organization 'o': it has no name", id="no name"),
        pytest.param({"x\ud800": "y", "name": "\ud800"}, "half of a surr", id="half a character"),
        pytest.param({"id": "o", "name": "x\x00"}, "null", id="a null"),
        pytest.param({"id": "o", "name": "x", "founding_date": "soon"}, "'soon' is no", id="day"),
        pytest.param(
            {"id": "o", "name": "x", "founding_date": "2020", "dissolution_date": "1999"},
            "it ends (1999) before it begins (2020)",
            id="backwards",
        ),
        pytest.param({"id": "a", "name": "Other"}, "an earlier record has the same id", id="twice"),
        pytest.param(
            {"id": "o", "name": "x", "parent_id": "o"}, "cannot be tied to itself", id="own parent"
        ),
    ],
)
def test_refused_organization(tmp_path: Path, record: object, problem: str) -> None:
    """A record that cannot be used is refused by its place, and the others are read."""
    items = read(tmp_path, {"organizations": [{"id": "a", "name": "First"}, record]})
    (said,) = refused(items)
    assert said.startswith("popolo.json, sheet 'organizations', row 2")
    assert problem in said
    assert "First" in entities(items)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("", "not well-formed JSON", id="nothing"),
        pytest.param('{"persons": [', "not well-formed JSON", id="broken off"),
        pytest.param('{"persons": [], "persons": []}', "is there twice", id="twice"),
        pytest.param('{"persons": []}', "there is no record in this file", id="no record"),
        pytest.param("7", "holds records, or lists of them", id="a number"),
        pytest.param("[" * 100_000, "nested too deeply", id="deep"),
    ],
)
def test_unreadable(tmp_path: Path, text: str, problem: str) -> None:
    """A file that is no Popolo is refused with its place."""
    with pytest.raises(ReadError, match=problem):
        read(tmp_path, text)


def test_wrong_encoding(tmp_path: Path) -> None:
    """A file in another encoding is refused by its line."""
    path = tmp_path / "popolo.json"
    path.write_bytes(b'{"persons": [\n{"name": "\xe9"}]}')
    with pytest.raises(ReadError, match=r"popolo\.json:2: the text is not UTF-8"):
        list(read_popolo(path, Given()))


@pytest.mark.parametrize(
    "text",
    [
        *("", "{}", '{"name": "x"}', '{"elements": []}', "person_id"),
        '{"$schema": "http://json-schema.org/draft-03/schema#", "properties": {"person_id": {}}}',
    ],
)
def test_does_not_fit(tmp_path: Path, text: str) -> None:
    """Other JSON, and what is none, is not Popolo."""
    path = tmp_path / "other.json"
    path.write_text(text, encoding="utf-8")
    assert not fits(Beginning.of(path))


def test_within_itself(tmp_path: Path) -> None:
    """Organisations within organisations are parts of them, as deep as anybody goes."""
    whole: dict[str, Any] = {"id": "o0", "name": "0", "other_names": []}
    for depth in range(1, 30):
        whole = {"id": f"o{depth}", "name": str(depth), "children": [whole]}
    items = read(tmp_path, whole)
    assert ("28", "part_of", "29") in named_ties(items)
    assert held(items)["organization records"] == 21


KEYS = st.sampled_from(
    [
        *("id", "name", "person_id", "organization_id", "role", "start_date", "votes", "option"),
        *("other_names", "contact_details", "value", "identifiers", "scheme", "identifier"),
        *("parent", "parent_id", "memberships", "member", "area", "motion", "attendees", "links"),
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=4) | st.sampled_from(["a", "2020"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=10,
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.dictionaries(
        st.sampled_from(["persons", "organizations", "memberships", "areas", "vote_events"]),
        st.lists(st.dictionaries(KEYS, VALUES, max_size=5), max_size=3),
    )
    | VALUES
)
def test_anything(tmp_path: Path, whole: object) -> None:
    """Whatever a file says, it ends in claims, refusals or one located error."""
    with suppress(ReadError):
        items = read(tmp_path, whole if isinstance(whole, dict) else [whole])
        store = SqliteStore(tmp_path / "any.db")
        report = load(store, items, file="x", form="popolo", rehearsal=True)
        store.close()
        assert report.problem is None
