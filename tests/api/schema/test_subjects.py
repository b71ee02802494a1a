"""Stakeholders, contexts, ties and sources say what their sources said."""

from typing import Any

import pytest

from graph.domain.labels import Label
from tests.api.conftest import Ask

SUBJECT = """
  id name label entityIds
  kind { code label role }
  names { value sources { id } } identifiers { value sources { id } }
  summaries { value } links { value } since { value } until { value }
  extra { name value sources { id } } sources { id title }
"""


def said(rows: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Values with the ids of the sources that say them."""
    return {row["value"]: [source["id"] for source in row["sources"]] for row in rows}


def test_a_stakeholder(ask: Ask) -> None:
    """Every value of a stakeholder comes with who says it."""
    query = f"""{{ stakeholder(id: "open/femmes") {{ {SUBJECT}
        levels {{ value }} contacts {{ name value sources {{ id }} }}
        themes {{ id name }} places {{ id name }} }} }}"""
    found = ask(query)["data"]["stakeholder"]
    assert said(found.pop("names")) == {"Réseau des Femmes du Sahel": ["open"], "RFS": ["open"]}
    assert said(found.pop("identifiers")) == {"wikidata:Q1": ["open"]}
    assert found == {
        "id": "open/femmes",
        "name": "Réseau des Femmes du Sahel",
        "label": "CLEAR",
        "entityIds": ["open/femmes"],
        "kind": {"code": "womens_network", "label": "women's network", "role": "stakeholder"},
        "summaries": [{"value": "Joins women mediators."}],
        "links": [{"value": "https://example.org/femmes"}],
        "since": [{"value": "2011-05"}],
        "until": [],
        "extra": [{"name": "Motto", "value": "Ensemble", "sources": [{"id": "open"}]}],
        "sources": [{"id": "open", "title": "Open register"}],
        "levels": [{"value": "regional"}],
        "contacts": [{"name": "email", "value": "desk@example.org", "sources": [{"id": "open"}]}],
        "themes": [{"id": "theme:mediation", "name": "mediation"}],
        "places": [{"id": "country:ML", "name": "Mali"}],
    }


def test_a_merged_stakeholder(ask: Ask) -> None:
    """Entities judged the same are one, as far as the reader may see; any of their ids finds it."""
    query = """query($id: ID!) { stakeholder(id: $id) {
        id label entityIds names { value sources { id } } contacts { value } } }"""
    found = ask(query, Label.AMBER, id="s2/f")["data"]["stakeholder"]
    assert found["id"] == "open/femmes"
    assert found["label"] == "AMBER"
    assert found["entityIds"] == ["open/femmes", "s1/f", "s2/f"]
    assert said(found["names"])["Réseau des Femmes"] == ["s1", "s2"]
    assert [contact["value"] for contact in found["contacts"]] == ["desk@example.org", "+223 555"]
    assert ask(query, Label.GREEN, id="s2/f")["data"]["stakeholder"] is None
    assert ask(query, Label.GREEN, id="s1/f")["data"]["stakeholder"]["label"] == "GREEN"


TIES = """query($kinds: [String!], $current: Boolean! = false, $first: Int, $after: String) {
  stakeholder(id: "open/femmes") {
    ties(kinds: $kinds, current: $current, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage hasPreviousPage endCursor startCursor }
      edges { cursor words other { __typename id } node { id holds } }
} } }"""


def ties(ask: Ask, **variables: object) -> dict[str, Any]:
    """A page of the ties of the women's network."""
    answer = ask(TIES, **variables)
    assert "errors" not in answer, answer
    found: dict[str, Any] = answer["data"]["stakeholder"]["ties"]
    return found


def test_ties_from_one_end(ask: Ask) -> None:
    """Ties read from here: the newest that hold, those without a date, then what has ended."""
    found = ties(ask)
    assert found["totalCount"] == 4
    assert [(e["words"], e["other"]["id"], e["node"]["holds"]) for e in found["edges"]] == [
        ("funded by", "open/giver", True),
        ("works on", "theme:mediation", True),
        ("active in", "country:ML", True),
        ("took part in", "open/talks", False),
    ]
    kinds = [edge["other"]["__typename"] for edge in found["edges"]]
    assert kinds == ["Stakeholder", "Context", "Context", "Context"]


def test_ties_by_kind_and_date(ask: Ask) -> None:
    """Ties are narrowed to kinds, by code or label, and to those that hold."""
    assert ties(ask, kinds=["funds", "took part in"])["totalCount"] == 2
    assert ties(ask, current=True)["totalCount"] == 3
    assert ties(ask, kinds=["took_part_in"], current=True)["edges"] == []
    (error,) = ask(TIES, kinds=["adores"])["errors"]
    assert error["message"].startswith("'adores' is no kind of tie; known are member_of")
    assert error["extensions"]["code"] == "BAD_USER_INPUT"


def test_pages_of_ties(ask: Ask) -> None:
    """Page after page gives every tie once."""
    every = [edge["node"]["id"] for edge in ties(ask)["edges"]]
    seen: list[str] = []
    after = None
    while True:
        page = ties(ask, first=1, after=after)
        seen += [edge["node"]["id"] for edge in page["edges"]]
        assert page["pageInfo"]["hasPreviousPage"] == (after is not None)
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert seen == every


def test_a_tie(ask: Ask) -> None:
    """A tie keeps what its source said: dates as precise, money to the cent."""
    query = """{ node(id: "tie:open/1") { __typename id ... on Tie {
        kind { code label reverse family } start { id name } end { id } since until role holds
        track { label } weight share money { amount currency } earmarking genderMarker cited citedOn
        label source { id } extra { name value } } } }"""
    assert ask(query)["data"]["node"] == {
        "__typename": "Tie",
        "id": "tie:open/1",
        "kind": {"code": "funds", "label": "funds", "reverse": "funded by", "family": "money"},
        "start": {"id": "open/giver", "name": "The Giver"},
        "end": {"id": "open/femmes"},
        "since": "2020",
        "until": None,
        "role": None,
        "holds": True,
        "track": None,
        "weight": 2.0,
        "share": 40.0,
        "money": {"amount": "1250000.50", "currency": "EUR"},
        "earmarking": "soft",
        "genderMarker": 2,
        "cited": "ledger 7",
        "citedOn": "2021",
        "label": "CLEAR",
        "source": {"id": "open"},
        "extra": [{"name": "Ledger", "value": "7"}],
    }


def test_a_part_in_talks(ask: Ask) -> None:
    """A part in an event has its role, its track in words and its months."""
    query = """{ node(id: "tie:open/5") { ... on Tie {
        role since until holds money { amount } track { code label } } } }"""
    assert ask(query)["data"]["node"] == {
        "role": "observer",
        "since": "2014-02",
        "until": "2014-03",
        "holds": False,
        "money": None,
        "track": {"code": "2", "label": "track II"},
    }


def test_sources(ask: Ask) -> None:
    """Sources are listed as far as the reader may see them, with what they tell of."""
    query = """{ sources { __typename id title publisher licence link published retrieved label
        entityCount tieCount } }"""
    assert ask(query)["data"]["sources"] == [
        {
            "__typename": "Source",
            "id": "open",
            "title": "Open register",
            "publisher": "The register",
            "licence": "CC0",
            "link": "https://example.org/register",
            "published": "2026-03",
            "retrieved": "2026-04",
            "label": "CLEAR",
            "entityCount": 5,
            "tieCount": 6,
        }
    ]
    seen = ask("{ sources { id } }", Label.AMBER_STRICT)["data"]["sources"]
    assert [source["id"] for source in seen] == ["open", "s1", "s2", "s3"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        pytest.param("open/femmes", "Stakeholder", id="stakeholder"),
        pytest.param("country:ML", "Context", id="country"),
        pytest.param("open/talks", "Context", id="event"),
        pytest.param("open", "Source", id="source"),
        pytest.param("vocabulary", "Source", id="vocabulary"),
        pytest.param("tie:open/4", "Tie", id="tie"),
        pytest.param("tie:vocabulary/theme:mediation", "Tie", id="tie-of-the-vocabulary"),
    ],
)
def test_node(ask: Ask, name: str, kind: str) -> None:
    """Anything is found again by its id, which it keeps."""
    found = ask("query($id: ID!) { node(id: $id) { __typename id } }", id=name)
    assert found == {"data": {"node": {"__typename": kind, "id": name}}}


@pytest.mark.parametrize(
    "name", ["", "open/nobody", "tie:open/99", "tie:", "s4", "s4/x", "tie:s4/1"]
)
def test_no_node(ask: Ask, name: str) -> None:
    """What is not there, and what is hidden, is null."""
    assert ask("query($id: ID!) { node(id: $id) { id } }", id=name) == {"data": {"node": None}}
    if not name.startswith("tie:"):
        found = ask("query($id: ID!) { stakeholder(id: $id) { id } }", id=name)
        assert found == {"data": {"stakeholder": None}}


def test_contexts_are_no_stakeholders(ask: Ask) -> None:
    """A country is found as a node, and is no stakeholder."""
    assert ask('{ stakeholder(id: "country:ML") { id } }') == {"data": {"stakeholder": None}}


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        pytest.param("2011-04-30", None, id="before-it-began"),
        pytest.param("2011-05-01", {"ties": {"totalCount": 2}}, id="as-it-began"),
        pytest.param("2014-02-15", {"ties": {"totalCount": 3}}, id="during-the-talks"),
    ],
)
def test_as_of(ask: Ask, as_of: str, expected: object) -> None:
    """A date shows the network as it was: nothing that began later."""
    query = """query($day: Date) { stakeholder(id: "open/femmes", asOf: $day) {
        ties(current: true) { totalCount } } }"""
    assert ask(query, day=as_of)["data"]["stakeholder"] == expected


def test_few_dates_to_a_request(ask: Ask) -> None:
    """Each date is a network to build, so one request may ask for three."""
    fields = " ".join(
        f'd{year}: stakeholder(id: "open/old", asOf: "{year}-01-01") {{ id }}'
        for year in range(2001, 2005)
    )
    (error,) = ask(f"{{ {fields} }}")["errors"]
    assert error["message"] == "asOf: one request may ask for 3 dates at most"
    assert error["path"] == ["d2004"]
    again = fields.replace("2004-01-01", "2001-01-01")
    assert set(ask(f"{{ {again} }}")["data"]) == {"d2001", "d2002", "d2003", "d2004"}
