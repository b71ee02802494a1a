"""A new store is there whole or not at all, and for its owner alone."""

import logging
import os
import sqlite3
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.stores.sqlite import creation
from graph.stores.sqlite.creation import create
from graph.stores.sqlite.store import SqliteStore
from tests.graph.stores.conftest import SqliteSite
from tests.graph.stores.examples import REGISTER, body, held, load


@pytest.fixture(autouse=True)
def _usual_umask() -> Iterator[None]:
    """Have the system give new files the mode 0644, whatever it gives them here."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    """The mode of every file in a folder, by name."""
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}


def test_modes(sqlite_site: SqliteSite) -> None:
    """The file, what SQLite puts beside it, and the folder are for the owner alone."""
    store = sqlite_site.open()
    folder = sqlite_site.path.parent
    with store.writing() as batch:
        batch.put(REGISTER)
        batch.tally()
        assert modes(folder) == dict.fromkeys(
            ("network.db", "network.db-wal", "network.db-shm"), 0o600
        )
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_wider_mode(sqlite_site: SqliteSite, caplog: pytest.LogCaptureFixture) -> None:
    """A store that others can open stays so, which is said in one line."""
    sqlite_site.open().close()
    sqlite_site.path.chmod(0o640)
    sqlite_site.open().close()
    path = sqlite_site.path

    assert caplog.record_tuples == [
        (
            "tracktwo.stores",
            logging.WARNING,
            f"{path}: other accounts may open it (mode 0640); close it to them: chmod 600 {path}",
        )
    ]
    assert modes(path.parent) == {"network.db": 0o640}


def test_made_at_once(sqlite_site: SqliteSite) -> None:
    """Where several make the same store, there is one, and all use it."""
    with ThreadPoolExecutor(4) as threads:
        stores = list(threads.map(lambda _: SqliteStore(sqlite_site.path), range(8)))
    load(stores[0], REGISTER, body("1"))

    assert [held(store) for store in stores] == [[REGISTER, body("1")]] * 8
    assert list(modes(sqlite_site.path.parent)) == ["network.db"]


def test_through_a_link(tmp_path: Path) -> None:
    """A link to where no file is yet stays a link, and the store is where it leads."""
    (tmp_path / "link.db").symlink_to("deep/network.db")
    SqliteStore(tmp_path / "link.db").close()

    assert (tmp_path / "link.db").is_symlink()
    assert modes(tmp_path / "deep") == {"network.db": 0o600}


def test_nothing_is_left_of_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be made whole leaves nothing."""

    def fail(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(creation, "prepare", fail)
    with pytest.raises(sqlite3.OperationalError, match="disk is full"):
        create(tmp_path / "network.db")
    assert list(tmp_path.iterdir()) == []


def test_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system where a file has one name will do; a store that is there stays."""

    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", refuse)
    create(tmp_path / "network.db")
    load(SqliteStore(tmp_path / "network.db"), REGISTER)
    create(tmp_path / "network.db")

    assert held(SqliteStore(tmp_path / "network.db")) == [REGISTER]
    assert list(modes(tmp_path)) == ["network.db"]
