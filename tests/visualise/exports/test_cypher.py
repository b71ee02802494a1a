"""Cypher scripts, run on a real Neo4j."""

from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neo4j import Driver

from graph.domain.labels import Label
from graph.views.view import View
from tests.neo4j_server import Neo4jServer
from tests.networks import entity, shared, tie, view_of
from tests.strategies import HARD
from visualise.exports.cypher import ROWS, literal, write_cypher
from visualise.exports.rows import Export

HOSTILE = (
    r"\u0027}) DETACH DELETE n //",
    r"\\u0027 + \u005Cu0027",
    r"it's \' \\' \\",
    "\\",
    "';\nMATCH (n) DETACH DELETE n;\n",
    "`x` $y {z} /* */ // -- 'a\" \ufeff",
    "\r\n\t\x1e\x7f\x85\u2029",
    "🕊 \U0010ffff \\U0001F54A \\uu0027",
)


def script(view: View) -> list[str]:
    """The statements that an export writes, one to a line."""
    file = BytesIO()
    write_cypher(view, file)
    lines = file.getvalue().decode().split(";\n")
    assert lines.pop() == ""
    return lines


def run(driver: Driver, view: View) -> None:
    """Give the script of *view* to the server."""
    for statement in script(view):
        driver.execute_query(statement)


def counted(driver: Driver, what: str) -> int:
    """A number that the server answers."""
    (found,) = driver.execute_query(what).records[0]
    return int(found)


def test_network(neo4j_server: Neo4jServer) -> None:
    """Nodes, ties and their values stand in the database, and again change nothing."""
    neo4j_server.clear()
    view = view_of(
        *shared(),
        entity("list/a", "donor", name="Giver", aliases=("G", "ع"), label=Label.GREEN),
        *(entity(f"list/{number}") for number in range(ROWS + 1)),
        tie("list/a", "funds", "list/1", since="2019-07", amount=Decimal("0.10"), currency="EUR"),
        tie("list/a", "funds", "list/2", amount=Decimal("1234567890123456.78"), currency="EUR"),
        tie("list/a", "active_in", "country:ML", marker=2, share=40.0),
    )
    with neo4j_server.driver() as driver:
        run(driver, view)
        run(driver, view)
        nodes = counted(driver, "MATCH (n:TracktwoNode) RETURN count(n)")
        ties = counted(driver, "MATCH (:TracktwoNode)-[r]->(:TracktwoNode) RETURN count(r)")
        giver = driver.execute_query("MATCH (n {id: 'list/a'}) RETURN n").records[0]["n"]
        funds = driver.execute_query("MATCH ()-[r:FUNDS]->(b) RETURN r, b.id ORDER BY b.id").records
        about = driver.execute_query("MATCH (n:TracktwoExport) RETURN n").records

    assert (nodes, ties) == (ROWS + 3, 3)
    assert (giver["aliases"], giver["kind"], giver["tlp"]) == (["G", "ع"], "donor", "GREEN")
    assert [(one["r"].get("amount_exact"), one["b.id"]) for one in funds] == [
        (None, "list/1"),
        ("1234567890123456.78", "list/2"),
    ]
    assert (funds[0]["r"]["amount"], funds[0]["r"]["since"]) == (0.1, "2019-07")
    assert [one["n"]["tlp"] for one in about] == ["TLP:GREEN"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts(neo4j_server: Neo4jServer, text: str) -> None:
    """No text ends where it should not: it comes back as it was, and nothing else happens."""
    neo4j_server.clear()
    view = view_of(
        entity("list/a", name=f"a{text}", aliases=(text,), summary=text, extra=((text, text),)),
        entity("list/b"),
        tie("list/a", "knows", "list/b", role=text, cited=text),
    )
    with neo4j_server.driver() as driver:
        run(driver, view)
        node = driver.execute_query("MATCH (n {id: 'list/a'}) RETURN n").records[0]["n"]
        role = driver.execute_query("MATCH ()-[r:KNOWS]->() RETURN r.role").records[0][0]
        nodes = counted(driver, "MATCH (n:TracktwoNode) RETURN count(n)")

    (row,) = [row for row in Export(view).nodes() if row.id == "list/a"]
    assert (node["name"], node["description"], role, nodes) == (f"a{text}", text, text, 2)
    assert tuple(node["extra"]) == row.values["extra"]


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    st.lists(st.one_of(st.text(), st.sampled_from((*HARD, *HOSTILE, "\\", "'", "u"))), max_size=9)
)
def test_any_text(neo4j_server: Neo4jServer, texts: list[str]) -> None:
    """Any texts, one after another, are what the server takes them for."""
    joined = "".join(texts).encode("utf-8", "replace").decode()
    value = {"texts": (joined, *(text.encode("utf-8", "replace").decode() for text in texts))}
    with neo4j_server.driver() as driver:
        found = driver.execute_query(f"RETURN {literal(value)} AS it").records[0]["it"]

    assert tuple(found["texts"]) == value["texts"]


def test_no_backslash_before_u() -> None:
    """Nothing in a script is what Neo4j would read as a sign by its number, but what we mean."""
    assert literal(r"c:\users") == r"'c:\\' + 'users'"
    assert literal("a\nb") == r"'a\u000ab'"
