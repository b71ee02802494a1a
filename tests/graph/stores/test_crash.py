"""A load that is killed leaves either the old revision or the new one, and a store that works."""

import os
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.domain.errors import StoreError
from graph.domain.labels import Label
from graph.stores.base import Store
from tests.graph.stores.conftest import Neo4jSite, Site
from tests.graph.stores.examples import FIRST, everything_of, held, load, load_edition
from tests.graph.stores.tidiness import faults
from tests.neo4j_server import LocalNeo4j

ROOT = Path(__file__).parents[3]
KILLED, DONE = "-9\n", "0\n"


class Process:
    """A process that loads and dies when told; see `tests.graph.stores.dying`."""

    def __init__(self, site: Site) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.graph.stores.dying", site.address],
            cwd=ROOT,
            env={**os.environ, "PASSWORD": site.access.password},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def load(self, point: int) -> bool:
        """Load the next edition, dying at that point; False when it was done before."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{point}\n")
        self._process.stdin.flush()
        said = self._process.stdout.readline()
        assert said in (KILLED, DONE)
        return said == KILLED

    def close(self) -> None:
        """End the process."""
        self._process.communicate(timeout=10)


@pytest.fixture
def process(site: Site) -> Iterator[Process]:
    """Give a process that loads into the store."""
    started = Process(site)
    yield started
    started.close()


def whole(store: Store) -> int:
    """The number of the edition that a store holds, every claim of it and no other."""
    found = held(store)
    number = store.revision - 1
    assert len(found) == len(set(found))
    assert set(found) == everything_of(number)
    assert store.claims(Label.RED).revision == store.revision
    return number


def test_killed_anywhere(store: Store, process: Process) -> None:
    """Wherever a load is killed, the next one finds a whole revision and goes on from it."""
    load(store, *FIRST)
    outcomes = []
    number, point = whole(store), 1
    while process.load(point):
        now = whole(store)
        outcomes.append(now - number)
        if point % 3 == 0:
            load_edition(store, now + 1)
        number, point = whole(store), point + 1 + point // 8
    assert whole(store) == number + 1
    assert len(outcomes) > 10
    assert 0 in outcomes
    assert set(outcomes) <= {0, 1}


@pytest.fixture
def own_server(neo4j_site: Neo4jSite, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalNeo4j]:
    """Give the server of this run, if it may be killed; it runs again afterwards."""
    server = neo4j_site.server
    if not isinstance(server, LocalNeo4j):
        pytest.skip("a server given by TRACKTWO_TEST_NEO4J is not ours to crash")
    monkeypatch.setattr("graph.stores.neo4j.connection.SECONDS_TO_RETRY", 1)
    yield server
    if server.process is None:
        server.start()


#: Before which call of which step the server dies, and the edition that is there afterwards.
DEATHS = [
    pytest.param("neo4j.transactions.Writing._write", 3, 0, id="while it is written"),
    pytest.param("neo4j.transactions.sweep", 1, 1, id="before it is swept"),
]


@pytest.mark.parametrize(("step", "call", "expected"), DEATHS)
def test_server_killed(
    neo4j_site: Neo4jSite,
    own_server: LocalNeo4j,
    monkeypatch: pytest.MonkeyPatch,
    *,
    step: str,
    call: int,
    expected: int,
) -> None:
    """A server that dies leaves a whole revision, and the same store object goes on with it."""
    store = neo4j_site.open()
    load(store, *FIRST)
    real = pkgutil.resolve_name(f"graph.stores.{step}")
    calls = []

    def deadly(*arguments: object, **options: object) -> object:
        calls.append(arguments)
        if len(calls) == call:
            own_server.kill()
        return real(*arguments, **options)

    monkeypatch.setattr(f"graph.stores.{step}", deadly)
    with pytest.raises(StoreError, match=r"no Neo4j answers there|the connection"):
        load_edition(store, 1)
    monkeypatch.undo()
    own_server.start()
    load_edition(store, expected + 1)
    assert whole(store) == expected + 1
    store.close()
    assert faults(own_server) == []
