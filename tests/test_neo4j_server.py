"""The Neo4j that tests run on is a real one."""

from pathlib import Path

import pytest
from neo4j import GraphDatabase

from tests.machine import UnavailableError
from tests.neo4j_server import LocalNeo4j, Neo4jServer, given_server, require_library


@pytest.mark.parametrize("address", ["uri", "routing_uri"])
def test_answers(neo4j_server: Neo4jServer, address: str) -> None:
    """A session works over both kinds of address, with the server's user and password."""
    auth = (neo4j_server.user, neo4j_server.password)
    with GraphDatabase.driver(getattr(neo4j_server, address), auth=auth) as driver:
        records, _, _ = driver.execute_query("RETURN 1 AS one", database_=neo4j_server.database)
    assert [record["one"] for record in records] == [1]


def test_clear_and_drop_schema(neo4j_server: Neo4jServer) -> None:
    """A test can start from a database with nothing in it, neither nodes nor constraints."""
    with neo4j_server.driver() as driver:
        driver.execute_query("CREATE CONSTRAINT FOR (n:Body) REQUIRE n.id IS UNIQUE")
        driver.execute_query("CREATE INDEX FOR (n:Body) ON (n.name)")
        driver.execute_query("CREATE (:Body {id: 1})-[:MEMBER_OF]->(:Body {id: 2})")
        assert neo4j_server.count() == 2
        neo4j_server.clear()
        neo4j_server.drop_schema()
        constraints, _, _ = driver.execute_query("SHOW CONSTRAINTS")
        indexes, _, _ = driver.execute_query("SHOW INDEXES WHERE type <> 'LOOKUP'")
    assert (neo4j_server.count(), constraints, indexes) == (0, [], [])


def test_recovers_from_a_crash(neo4j_server: Neo4jServer) -> None:
    """What was committed before a crash is there after it, at the same address."""
    if not isinstance(neo4j_server, LocalNeo4j):
        pytest.skip("a server given by TRACKTWO_TEST_NEO4J is not ours to crash")
    neo4j_server.clear()
    with neo4j_server.driver() as driver:
        driver.execute_query("CREATE (:Body {id: 1})")
    neo4j_server.kill()
    neo4j_server.restart()
    assert neo4j_server.count() == 1
    neo4j_server.clear()


def test_refuses_a_server_in_use(
    neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database given from outside is never erased when something is in it."""
    monkeypatch.setenv("TRACKTWO_TEST_NEO4J_PASSWORD", neo4j_server.password)
    neo4j_server.clear()
    assert given_server(neo4j_server.routing_uri).uri == neo4j_server.uri
    with neo4j_server.driver() as driver:
        driver.execute_query("CREATE (:Body {id: 1})")
    with pytest.raises(UnavailableError, match="1 nodes in it, and the tests would erase them"):
        given_server(neo4j_server.uri)
    neo4j_server.clear()


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty cache, and a path on which Maven may be put as `mvn`."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path / "tracktwo"


def maven(folder: Path, script: str) -> None:
    """Write a Maven that runs `script`, in which `$last` is the folder it was told to fill."""
    program = folder / "mvn"
    program.write_text(f"#!/bin/sh\nfor last; do :; done; last=${{last#*=}}\n{script}\n")
    program.chmod(0o755)


def test_a_broken_download_is_never_used(cache: Path) -> None:
    """What Maven left half done is gone, and its words are in the reason."""
    maven(cache.parent, 'mkdir "$last"; touch "$last/half.jar"; echo "[ERROR] no route"; exit 1')
    with pytest.raises(
        UnavailableError, match=r"Neo4j 5\.26\.20 could not be fetched: \[ERROR\] no rout"
    ):
        require_library()
    assert list(cache.iterdir()) == []


def test_a_download_is_kept(cache: Path) -> None:
    """The jars are fetched once, and found again without Maven."""
    maven(cache.parent, 'mkdir "$last"; touch "$last/neo4j.jar"')
    library = require_library()
    (cache.parent / "mvn").unlink()
    assert require_library() == library
    assert [jar.name for jar in library.iterdir()] == ["neo4j.jar"]
