"""A store whose file is replaced, removed or damaged under a service that runs."""

import logging
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.networks.views import SERVED_MEANWHILE, UNREADABLE
from api.settings import Settings
from graph.domain.labels import Label
from graph.domain.model import Source
from tests.api.sample import PUBLIC, hidden, store_of

#: Until when the service has to have noticed.
SOON = 20.0
SOURCES = {"query": "{ sources { id } }"}
BEFORE, AFTER = ["open", "s0"], ["open", "other"]

#: A client over a socket, or one that calls the application in process.
Client = httpx2.Client


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the file of a store of two sources and two revisions."""
    path = tmp_path / "network.db"
    store_of(path, PUBLIC, hidden(Label.CLEAR)).close()
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Give a file of as many revisions with another second source: a backup that went on."""
    path = tmp_path / "other.db"
    store_of(path, PUBLIC, (Source(id="other", title="Other"),)).close()
    return path


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    """Give a client of a service on the store, called in process."""
    store = store_of(path)
    app = create_app(Settings(freshness=0.05), store)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
    store.close()


def served(client: Client) -> list[str]:
    """The sources that the service knows."""
    answer = client.post("/graphql", json=SOURCES).json()
    return [source["id"] for source in answer["data"]["sources"]]


def readiness(client: Client) -> str:
    """What the service says of itself: `ready`, or why it is not."""
    answer = client.get("/readyz")
    body = answer.json()
    if answer.status_code == 200:
        return str(body["status"])
    assert answer.status_code == 503
    assert body["errors"][0]["extensions"] == {"code": "NOT_READY"}
    return str(body["errors"][0]["message"])


def comes(what: Callable[[], object], expected: object) -> None:
    """Wait until *what* gives what is *expected*."""
    deadline = time.monotonic() + SOON
    while (found := what()) != expected:
        assert time.monotonic() < deadline, found
        time.sleep(0.05)


def move(other: Path, path: Path) -> None:
    """Put another file in the place of the old one."""
    other.replace(path)


def copy(other: Path, path: Path) -> None:
    """Write over the old file, which stays the same file."""
    # In a process of its own: to close the file here would take the locks of the service away.
    subprocess.run(["cp", other, path], check=True)


def restore(other: Path, path: Path) -> None:
    """Restore a backup with the means of SQLite."""
    source, target = sqlite3.connect(other), sqlite3.connect(path)
    source.backup(target)
    source.close()
    target.close()


def remove_and_move(other: Path, path: Path) -> None:
    """Remove the old file, and put another one there a moment later."""
    path.unlink()
    time.sleep(0.2)
    other.replace(path)


@pytest.mark.parametrize("replace", [move, copy, restore, remove_and_move])
def test_replaced(
    client: TestClient, path: Path, other: Path, replace: Callable[[Path, Path], None]
) -> None:
    """However another store takes the place of the old one, that one is served."""
    assert served(client) == BEFORE
    replace(other, path)

    comes(lambda: served(client), AFTER)
    comes(lambda: readiness(client), "ready")


def test_restored_and_loaded(client: TestClient, path: Path, tmp_path: Path) -> None:
    """A backup that has got as many revisions as the store had is told from it."""
    backup = tmp_path / "backup.db"
    store_of(backup, PUBLIC).close()
    assert served(client) == BEFORE
    backup.replace(path)
    store_of(path, (Source(id="other", title="Other"),)).close()

    comes(lambda: served(client), AFTER)


def gone(path: Path) -> None:
    """Remove the file."""
    path.unlink()


def emptied(path: Path) -> None:
    """Leave a file of no bytes."""
    subprocess.run(["truncate", "--size=0", path], check=True)


def foreign(path: Path) -> None:
    """Put the database of another program there."""
    stranger = path.with_name("stranger.db")
    connection = sqlite3.connect(stranger)
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    stranger.replace(path)


def garbage(path: Path) -> None:
    """Put a file there that is no database."""
    text = path.with_name("text")
    text.write_text("a,b\n" * 2_000)
    text.replace(path)


def damaged(path: Path) -> None:
    """Put a copy there that gives its stamp and not its claims: its ties are written over."""
    ruined = path.with_name("ruined.db")
    subprocess.run(["cp", path, ruined], check=True)
    connection = sqlite3.connect(ruined)
    query = "SELECT rootpage FROM sqlite_master WHERE name = 'ties'"
    (page,) = connection.execute(query).fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with ruined.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    ruined.replace(path)


@pytest.mark.parametrize("ruin", [gone, emptied, foreign, garbage, damaged])
def test_ruined(
    client: TestClient,
    path: Path,
    other: Path,
    ruin: Callable[[Path], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """While there is no sound store, what is in memory is served, and that is told; then it is."""
    assert served(client) == BEFORE
    ruin(path)

    comes(lambda: readiness(client), f"{UNREADABLE}; {SERVED_MEANWHILE}")
    assert served(client) == BEFORE
    assert client.get("/healthz").status_code == 200
    told = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(told) == 1
    other.replace(path)
    comes(lambda: served(client), AFTER)
    comes(lambda: readiness(client), "ready")


def test_not_in_memory(client: TestClient, path: Path) -> None:
    """What is asked of the store itself while it is gone is refused in the one shape."""
    assert served(client) == BEFORE
    path.unlink()
    answer = client.post("/graphql", json={"query": "{ asks { name } }"}).json()

    assert answer["errors"][0]["extensions"] == {"code": "STORE_UNAVAILABLE"}
    assert str(path) not in str(answer)


def test_made_anew(client: TestClient, path: Path) -> None:
    """A store that is removed and loaded anew, as `tracktwo load` does, is served."""
    assert served(client) == BEFORE
    path.unlink()
    comes(lambda: readiness(client), f"{UNREADABLE}; {SERVED_MEANWHILE}")
    store_of(path, PUBLIC).close()

    comes(lambda: served(client), ["open"])


def test_two_replicas(client: TestClient, path: Path, other: Path) -> None:
    """Two services on one store see the same loads, and the same replacement."""
    with TestClient(create_app(Settings(freshness=0.05), store_of(path))) as replica:
        assert served(replica) == served(client) == BEFORE
        store_of(path, (Source(id="late", title="Late"),)).close()
        for one in (client, replica):
            comes(lambda one=one: served(one), [*BEFORE, "late"])  # type: ignore[misc]
        other.replace(path)
        for one in (client, replica):
            comes(lambda one=one: served(one), AFTER)  # type: ignore[misc]


def test_watcher_goes_on(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """An error that nobody foresaw ends one look at the store, and not the looking."""
    monkeypatch.setattr("api.networks.views.Views.refresh", lambda _: 1 / 0)
    app = create_app(Settings(freshness=0.05), store_of(path))
    with TestClient(app) as client:
        comes(lambda: len(caplog.records) > 2, expected=True)
        monkeypatch.undo()
        store_of(path, (Source(id="late", title="Late"),)).close()
        comes(lambda: served(client), [*BEFORE, "late"])
    assert "looking at the store failed" in caplog.text


@pytest.fixture
def service(path: Path) -> Iterator[httpx2.Client]:
    """Give a client of a service in a process of its own, over a socket."""
    process = subprocess.Popen(
        [sys.executable, "-m", "api", "--store", f"sqlite:{path}", "serve", "--port", "0"],
        env={**os.environ, "TRACKTWO_FRESHNESS": "0.05", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    address = process.stdout.readline().split()[0]
    with httpx2.Client(base_url=address, timeout=SOON) as client:
        yield client
    process.terminate()
    _, said = process.communicate(timeout=SOON)
    assert "Traceback" not in said


def test_over_a_socket(service: httpx2.Client, path: Path, other: Path) -> None:
    """The service as it is run notices that its store goes, and that another one comes."""
    comes(lambda: readiness(service), "ready")
    assert served(service) == BEFORE
    path.unlink()
    comes(lambda: readiness(service), f"{UNREADABLE}; {SERVED_MEANWHILE}")
    assert served(service) == BEFORE
    other.replace(path)
    comes(lambda: served(service), AFTER)
    comes(lambda: readiness(service), "ready")
