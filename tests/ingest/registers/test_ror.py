"""Records of the Research Organization Registry, made in the shape of its schema 2."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.domain.model import Source
from graph.domain.vocabulary import vocabulary
from graph.stores.sqlite.store import SqliteStore
from ingest.decoding.beginning import Beginning
from ingest.loading.load import load
from ingest.reader import Given, Item
from ingest.registers.ror import _meanings, fits, read_ror
from tests.ingest.registers.written import entities, held, named_ties, refused, ties

# Numbers whose check digits are right.
MINE, OTHER = "https://ror.org/05a28rw58", "https://ror.org/02mhbdp94"


def record(ror: str = MINE, name: str = "Peace Institute", **values: Any) -> dict[str, Any]:  # noqa: ANN401
    """Make a record as the registry has them."""
    own: dict[str, Any] = {
        "admin": {
            "created": {"date": "2018-11-14", "schema_version": "1.0"},
            "last_modified": {"date": "2024-12-11", "schema_version": "2.0"},
        },
        "domains": [],
        "established": 1966,
        "external_ids": [],
        "id": ror,
        "links": [],
        "locations": [],
        "names": [{"lang": "en", "types": ["label", "ror_display"], "value": name}],
        "relationships": [],
        "status": "active",
        "types": ["other"],
    }
    return own | values


def read(tmp_path: Path, *records: object) -> list[Item]:
    """What is read of a list of *records*."""
    path = tmp_path / "ror.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    return list(read_ror(path, Given()))


def test_whole(tmp_path: Path) -> None:
    """A whole record becomes one organisation with its names, identifiers and page."""
    items = read(
        tmp_path,
        record(
            names=[
                {"lang": None, "types": ["acronym"], "value": "PI"},
                {"lang": "ar", "types": ["label"], "value": "معهد السلام"},
                {"lang": "en", "types": ["label", "ror_display"], "value": "Peace Institute"},
                {"lang": "en", "types": ["alias"], "value": "Peace Institute"},
            ],
            external_ids=[
                {"type": "wikidata", "all": ["Q1", "Q2"], "preferred": "Q2"},
                {"type": "isni", "all": ["0000 0004 1784 3645"], "preferred": None},
            ],
            links=[
                {"type": "wikipedia", "value": "http://en.wikipedia.org/wiki/PI"},
                {"type": "website", "value": "https://example.org"},
            ],
            locations=[
                {"geonames_id": 2, "geonames_details": None},
                {"geonames_id": 1, "geonames_details": {"country_code": "NO", "name": "Oslo"}},
            ],
            types=["funder", "education"],
            domains=["example.org"],
        ),
    )
    (entity,) = entities(items).values()
    assert (entity.id, entity.name, entity.kind) == ("ror/05a28rw58", "Peace Institute", "academic")
    assert entity.aliases == ("PI", "معهد السلام")
    assert entity.identifiers == ("ror:05a28rw58", "wikidata:Q2", "isni:0000 0004 1784 3645")
    assert (entity.link, str(entity.since)) == ("https://example.org", "1966")
    assert set(entity.extra) == {
        ("type", "funder"),
        ("type", "education"),
        ("wikipedia", "http://en.wikipedia.org/wiki/PI"),
        ("domain", "example.org"),
        ("place", "Oslo"),
        ("other wikidata", "Q1"),
    }
    assert named_ties(items) == {("Peace Institute", "based_in", "country:NO")}
    assert {str(entity.cited_on), *(str(tie.cited_on) for tie in ties(items))} == {"2024-12-11"}
    assert held(items)["records"] == 1


@pytest.mark.parametrize(
    "admin", [None, {}, {"last_modified": "2024"}, {"last_modified": {"date": "in March"}}]
)
def test_undated(tmp_path: Path, admin: object) -> None:
    """A record that does not say when it was changed is kept without a date."""
    (entity,) = entities(read(tmp_path, record(admin=admin))).values()
    assert entity.cited_on is None


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        pytest.param(["education"], "academic", id="a university"),
        pytest.param(["facility"], "academic", id="a laboratory"),
        pytest.param(["government", "funder"], "government", id="a ministry that gives"),
        pytest.param(["nonprofit", "funder"], "donor", id="a foundation"),
        pytest.param(["nonprofit"], "civil_society", id="an association"),
        pytest.param(["company"], "private_sector", id="a business"),
        pytest.param(["archive"], "organisation", id="an archive"),
        pytest.param([], "organisation", id="nothing said"),
        pytest.param(["new"], "organisation", id="a type to come"),
    ],
)
def test_kind(tmp_path: Path, types: list[str], kind: str) -> None:
    """The most telling of its types says what kind it is."""
    (entity,) = entities(read(tmp_path, record(types=types))).values()
    assert entity.kind == kind


def test_meanings() -> None:
    """What the types and relationships mean is in the vocabulary."""
    assert set(_meanings().types.values()) <= vocabulary().kinds.keys()
    ties_meant = {kind.removeprefix("-") for kind in _meanings().relationships.values()}
    assert ties_meant <= vocabulary().ties.keys()


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        pytest.param("parent", ("Peace Institute", "part_of", "Other"), id="parent"),
        pytest.param("child", ("Other", "part_of", "Peace Institute"), id="child"),
        pytest.param("successor", ("Peace Institute", "precedes", "Other"), id="successor"),
        pytest.param("predecessor", ("Other", "precedes", "Peace Institute"), id="predecessor"),
        pytest.param("Related", ("Other", "linked_to", "Peace Institute"), id="related"),
    ],
)
def test_relationship(tmp_path: Path, sort: str, expected: tuple[str, str, str]) -> None:
    """A relationship ties the record to the other, who is an entity by its name alone."""
    relationship = {"type": sort, "id": OTHER, "label": "Other"}
    items = read(tmp_path, record(relationships=[relationship]))
    assert named_ties(items) == {expected}
    assert entities(items)["Other"].identifiers == ("ror:02mhbdp94",)
    assert held(items)["organisations named by others only"] == 1


def test_both_say_so(tmp_path: Path) -> None:
    """What two records say of each other is one tie, and nobody is entered twice."""
    for sort, back in (("parent", "child"), ("related", "related"), ("successor", "predecessor")):
        mine = record(relationships=[{"type": sort, "id": OTHER, "label": "Other"}])
        other = record(OTHER, "Other", relationships=[{"type": back, "id": MINE, "label": "x"}])
        items = read(tmp_path, mine, other)
        assert len({tie.id for tie in ties(items)}) == 1
        assert len(entities(items)) == 2
        store = SqliteStore(tmp_path / f"{sort}.db")
        report = load(store, items, file="ror.json", form="ror")
        store.close()
        assert (report.problem, report.counts.created) == (None, 3)


def test_source(tmp_path: Path) -> None:
    """The registry is one source, whatever the file is called."""
    (source, *_) = read(tmp_path)
    assert isinstance(source, Source)
    assert (source.id, source.title) == ("ror", "Research Organization Registry")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(json.dumps([record()]), id="a list"),
        pytest.param(json.dumps([record()], indent=4), id="a list over lines"),
        pytest.param(json.dumps(record()), id="one alone"),
        pytest.param(json.dumps(record()) + "\n", id="a line"),
        pytest.param(json.dumps({"number_of_results": 1, "items": [record()]}), id="an answer"),
    ],
)
def test_wrappings(tmp_path: Path, text: str) -> None:
    """A dump, lines, a record and an answer of the API are all read."""
    path = tmp_path / "v2.json"
    path.write_text(text, encoding="utf-8")
    assert fits(Beginning.of(path))
    assert list(entities(read_ror(path, Given()))) == ["Peace Institute"]


@pytest.mark.parametrize("text", ["", "[]", '{"ror_display": 1}', "<ror_display//ror.org/0/>"])
def test_does_not_fit(tmp_path: Path, text: str) -> None:
    """Other JSON, and what is none, is not of the registry."""
    path = tmp_path / "other.json"
    path.write_text(text, encoding="utf-8")
    assert not fits(Beginning.of(path))


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        pytest.param({"id": None}, "'None' is not of the form of ror", id="no number"),
        pytest.param({"id": "https://ror.org/05a28rw59"}, "is not of the form", id="check digits"),
        pytest.param({"names": []}, "05a28rw58 has no name", id="no name"),
        pytest.param({"names": "x"}, "05a28rw58 has no name", id="names that are none"),
        pytest.param(
            {"names": [{"value": "\ud800", "types": []}]}, "half of a surrogate", id="no text"
        ),
    ],
)
def test_refused_record(tmp_path: Path, values: dict[str, Any], problem: str) -> None:
    """A record without a number or a name is refused at its line; the next is read."""
    items = read(tmp_path, record(**values), record(OTHER, "Other"))
    (said,) = refused(items)
    assert said.startswith("ror.json:1: ")
    assert problem in said
    assert list(entities(items)) == ["Other"]


def test_no_object(tmp_path: Path) -> None:
    """What is no record at all is refused, and the next is read."""
    items = read(tmp_path, 7, record())
    assert refused(items) == ["ror.json:1: this is no object"]
    assert list(entities(items)) == ["Peace Institute"]


def test_twice(tmp_path: Path) -> None:
    """A second record of one organisation is refused."""
    items = read(tmp_path, record(), record(name="Again"))
    assert refused(items) == ["ror.json:1: 05a28rw58 is in line 1 already"]


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        pytest.param({"established": -5}, "'established': 05a28rw58: '-5' is no year", id="year"),
        pytest.param({"established": "1966"}, "'1966' is no year", id="a text for a year"),
        pytest.param({"established": True}, "'True' is no year", id="a truth for a year"),
        pytest.param(
            {"locations": [{"geonames_details": {"country_code": "ZZ"}}]},
            "column 'locations': 05a28rw58: 'ZZ' is no country",
            id="no country",
        ),
        pytest.param(
            {"external_ids": [{"type": "wikidata", "all": ["7159"], "preferred": None}]},
            "column 'external_ids': 05a28rw58: '7159' is not of the form",
            id="no item",
        ),
        pytest.param(
            {"relationships": [{"type": "friend", "id": OTHER}]},
            "'friend' of 02mhbdp94 is no relationship known",
            id="no relationship",
        ),
        pytest.param(
            {"relationships": [{"type": "parent", "id": MINE}]},
            "'parent' of 05a28rw58",
            id="itself",
        ),
        pytest.param(
            {"relationships": [{"type": "parent", "id": 7}]}, "'7' is not of", id="nobody"
        ),
    ],
)
def test_refused_part(tmp_path: Path, values: dict[str, Any], problem: str) -> None:
    """A part that cannot be used is named; the rest of the record is kept."""
    items = read(tmp_path, record(**values))
    (said,) = refused(items)
    assert problem in said
    assert "Peace Institute" in entities(items)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just(OTHER),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "types", "value", "id", "all", "preferred", "label"])
            | st.sampled_from(["geonames_details", "country_code", "name"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.dictionaries(st.sampled_from([*record(), "items"]), JSON))
def test_any_record(tmp_path: Path, values: dict[str, Any]) -> None:
    """Whatever stands in a record, its shape is no cause for an exception."""
    items = read(tmp_path, record() | values)
    assert held(items)["records"] <= 3
