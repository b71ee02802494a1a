"""Exports for FollowTheMoney: what its tools see of the network."""

import json
import re
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings

from graph.domain.labels import Label
from graph.domain.model import Claim, Contact
from tests.networks import entity, shared, tie, view_of
from tests.strategies import SHARED, networks
from visualise.exports.ftm import write_ftm

ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?")
ENDS = {
    "Membership": ("member", "organization"),
    "Payment": ("payer", "beneficiary"),
    "ProjectParticipant": ("participant", "project"),
    "Succession": ("predecessor", "successor"),
    "Associate": ("person", "associate"),
    "UnknownLink": ("subject", "object"),
}


def lines(*claims: Claim, clearance: Label = Label.RED) -> list[dict[str, Any]]:
    """The lines of an export of *claims*."""
    file = BytesIO()
    write_ftm(view_of(*shared(), *claims, clearance=clearance), file)
    return [json.loads(line) for line in file.getvalue().splitlines()]


def properties(name: str, *claims: Claim) -> dict[str, list[str]]:
    """The properties of the entity or tie called *name* by us."""
    (found,) = [
        line["properties"] for line in lines(*claims) if line["tracktwo"].get("tracktwo_id") == name
    ]
    assert isinstance(found, dict)
    return found


def test_entity() -> None:
    """An organisation has its names, places, themes, dates and identifiers as properties."""
    claims = (
        entity(
            "list/a",
            "womens_network",
            name="Réseau",
            aliases=("Net",),
            level="national",
            summary="A network.",
            link="https://example.org",
            cited="page 7",
            identifiers=("wikidata:Q1", "ror:05a28rw58"),
            since="1999-02",
            extra=(("topics", "gov"),),
        ),
        tie("list/a", "works_on", "theme:mediation"),
        tie("list/a", "active_in", "country:ML"),
        tie("list/a", "active_in", "region:011"),
        tie("list/a", "based_in", "country:SN"),
    )
    assert properties("list/a", *claims) == {
        "name": ["Réseau"],
        "alias": ["Net"],
        "classification": ["women's network"],
        "website": ["https://example.org"],
        "summary": ["A network."],
        "notes": ["topics: gov"],
        "wikidataId": ["Q1"],
        "keywords": ["national", "mediation"],
        "country": ["ml"],
        "mainCountry": ["sn"],
        "incorporationDate": ["1999-02"],
    }


@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        ("civil_society", "Organization"),
        ("person", "Person"),
        ("government", "PublicBody"),
        ("private_sector", "Company"),
        ("activity", "Project"),
        ("peace_process", "Event"),
        ("instrument", "Document"),
    ],
)
def test_schemata(kind: str, schema: str) -> None:
    """Each kind has the schema that is nearest to it."""
    (_, line) = lines(entity("list/a", kind, since="2001", until="2002"))
    assert (line["schema"], line["tracktwo"]["kind"]) == (schema, kind)
    dates = {"2001", "2002"} if schema != "Document" else set()
    values = {value for said in line["properties"].values() for value in said}
    assert {value for value in values if value.startswith("2")} == dates


@pytest.mark.parametrize(
    ("kinds", "kind", "schema"),
    [
        pytest.param(("person", "civil_society"), "member_of", "Membership", id="membership"),
        pytest.param(("donor", "fund"), "funds", "Payment", id="grant"),
        pytest.param(("donor", "activity"), "funds", "UnknownLink", id="money for work"),
        pytest.param(("donor", "activity"), "took_part_in", "ProjectParticipant", id="project"),
        pytest.param(("donor", "event"), "took_part_in", "UnknownLink", id="meeting"),
        pytest.param(("donor", "fund"), "precedes", "Succession", id="succession"),
        pytest.param(("person", "person"), "knows", "Associate", id="acquaintance"),
        pytest.param(("donor", "person"), "knows", "UnknownLink", id="acquaintance of a body"),
        pytest.param(("donor", "instrument"), "signed", "UnknownLink", id="signature"),
    ],
)
def test_edges(kinds: tuple[str, str], kind: str, schema: str) -> None:
    """A tie has the schema whose ends it can have, else it is a link with its kind for a role."""
    claims = (entity("list/a", kinds[0]), entity("list/b", kinds[1]), tie("list/a", kind, "list/b"))
    edge = lines(*claims)[-1]
    assert edge["schema"] == schema
    start, end = ENDS[schema]
    ids = {line["tracktwo"].get("tracktwo_id"): line["id"] for line in lines(*claims)}
    assert edge["properties"][start] == [ids["list/a"]]
    assert edge["properties"][end] == [ids["list/b"]]
    if schema == "UnknownLink":
        assert edge["properties"]["role"] == [kind.replace("_", " ")]


def test_payment() -> None:
    """Money has its amount with all digits, its day and what it is for."""
    paid = tie(
        "list/a",
        "funds",
        "list/b",
        since="2020-01-02",
        until="2020-01-02",
        amount=Decimal("12345678901234.56"),
        currency="USD",
        earmarking="talks",
        role="grant",
        cited="https://example.org/1",
    )
    found = properties(paid.id, entity("list/a"), entity("list/b"), paid)
    assert (
        found.items()
        >= {
            "amount": ["12345678901234.56"],
            "currency": ["USD"],
            "date": ["2020-01-02"],
            "purpose": ["talks"],
            "summary": ["grant"],
            "sourceUrl": ["https://example.org/1"],
        }.items()
    )


def test_header() -> None:
    """The first line says what the file is, its label and its sources."""
    header = lines(entity("list/a", label=Label.AMBER))[0]
    assert header["properties"]["title"] == ["Tracktwo network as of 2025-06-01"]
    assert header["properties"]["summary"] == ["TLP:AMBER"]
    assert header["properties"]["publisher"] == ["The list"]
    assert header["tracktwo"]["tlp"] == "TLP:AMBER"
    assert [source["id"] for source in header["tracktwo"]["sources"]] == ["list"]


def test_contacts() -> None:
    """Contacts travel with their labels, and as no property that other tools would show."""
    one = entity("list/a", contacts=(Contact(kind="email", value="x@example.org"),))
    (_, line) = lines(one)
    assert "x@example.org" not in json.dumps(line["properties"])
    assert line["tracktwo"]["contacts"] == ["TLP:AMBER email: x@example.org"]


@settings(max_examples=40)
@given(claims=networks())
def test_shape(claims: list[Claim]) -> None:
    """Ids are of the form that is taken, each once; values are lists of texts; ends are there."""
    file = BytesIO()
    write_ftm(view_of(*shared(*SHARED), *claims), file)
    found = [json.loads(line) for line in file.getvalue().splitlines()]
    ids = [line["id"] for line in found]
    assert len(set(ids)) == len(ids)
    assert all(ID.fullmatch(name) for name in ids)
    for line in found:
        assert all(isinstance(v, str) for said in line["properties"].values() for v in said)
        assert all(said for said in line["properties"].values())
        for end in ENDS.get(line["schema"], ()):
            assert set(line["properties"][end]) <= set(ids)
