"""Whoever is killed while writing leaves the old state or the new one, and a store that works."""

import os
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.domain.errors import StoreError
from graph.domain.labels import Label
from graph.domain.saved import Saved
from graph.stores.base import Store
from tests.graph.stores.conftest import Neo4jSite, Site, SqliteSite
from tests.graph.stores.examples import FIRST, everything_of, held, load, load_edition
from tests.graph.stores.tidiness import faults
from tests.neo4j_server import LocalNeo4j

ROOT = Path(__file__).parents[3]
KILLED, STOPPED, DONE = "-9", "stopped", "0"


class Process:
    """A process that writes, and dies or stops when told; see `tests.graph.stores.dying`."""

    def __init__(self, site: Site | SqliteSite) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.graph.stores.dying", site.address],
            cwd=ROOT,
            env={**os.environ, "PASSWORD": site.access.password},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def tell(self, line: str) -> str:
        """Give the process a line of input; what it answers."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()

    def killed(self, job: str, point: int) -> bool:
        """Do a job, dying at that point; False when it was done before."""
        said = self.tell(f"{job} SIGKILL {point}")
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
    while process.killed("load", point):
        now = whole(store)
        outcomes.append(now - number)
        if point % 3 == 0:
            load_edition(store, now + 1)
        number, point = whole(store), point + 1 + point // 8
    assert whole(store) == number + 1
    assert len(outcomes) > 10
    assert 0 in outcomes
    assert set(outcomes) <= {0, 1}


def test_killed_while_saving(store: Store, process: Process) -> None:
    """Wherever the saving of a question is killed, there are whole versions and nothing else."""
    outcomes = []
    point = count = 0
    while process.killed("save", point := point + 1 + point // 8):
        found = [saved.text for saved in store.saved(Label.RED)]
        outcomes.append(len(found) - count)
        count = len(found)
        assert found == [f"{number:08}" * 5_000 for number in range(count)]
    assert store.save(Saved(name="table", text="{}"))
    assert len(store.saved(Label.RED)) == count + 2
    assert len(outcomes) > 5
    assert set(outcomes) <= {0, 1}


def kept_out(store: Store) -> bool:
    """Whether a writer is kept out by another one, which it is told."""
    try:
        store.save(Saved(name="table", text=f"{len(store.saved(Label.RED))}"))
    except StoreError as error:
        return "database is locked; another load is writing to it; wait" in str(error)
    return False


def test_stopped_while_loading(
    sqlite_site: SqliteSite, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Wherever a load is stopped, readers read on; another load waits, says so, and gives up."""
    monkeypatch.setattr("graph.stores.sqlite.file.SOON", 0.05)
    monkeypatch.setattr("graph.stores.sqlite.file.PATIENCE", 0.2)
    store, process = sqlite_site.open(), Process(sqlite_site)
    load(store, *FIRST)
    waits, point = 0, 1
    while process.tell(f"load SIGSTOP {point}") == STOPPED:
        number = whole(sqlite_site.open())
        waits += kept_out(store)
        assert process.tell("go on") == DONE
        assert whole(store) in (number, number + 1)
        point += 1 + point // 4
    process.close()
    words = f"{sqlite_site.path}: another load is writing to it; waiting for that, 0.2 seconds"
    assert waits > 5
    assert [each.getMessage() for each in caplog.records] == [f"{words} at most"] * waits


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
