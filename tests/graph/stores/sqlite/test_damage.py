"""Damaged pages are found when a store is opened, whichever they are."""

import sqlite3
from pathlib import Path

import pytest

from graph.domain.errors import StoreError
from graph.domain.saved import Saved
from graph.stores.sqlite import damage
from graph.stores.sqlite.store import SqliteStore
from tests.graph.stores.examples import EVERYTHING, body, load

PAGE = 4_096


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a store with something of everything."""
    path = tmp_path_factory.mktemp("sound") / "network.db"
    store = SqliteStore(path)
    load(store, *EVERYTHING, *(body(f"more-{number}") for number in range(50)))
    store.save(Saved(name="table", text="x" * 3 * PAGE))
    return path


def damaged(sound: Path, path: Path, page: int, content: bytes) -> Path:
    """A copy of a store with other content in one of its pages."""
    whole = bytearray(sound.read_bytes())
    whole[page * PAGE : (page + 1) * PAGE] = content
    path.write_bytes(whole)
    return path


def test_every_page(sound: Path, tmp_path: Path) -> None:
    """A store is refused as damaged whichever of its pages is overwritten."""
    pages = sound.stat().st_size // PAGE
    assert pages > 20
    for page in range(pages):
        path = damaged(sound, tmp_path / "network.db", page, b"\xff" * PAGE)
        with pytest.raises(StoreError, match=r"network\.db: .*(damaged|not a database)") as caught:
            SqliteStore(path)
        assert "\n" not in str(caught.value)


def test_cut_short(sound: Path, tmp_path: Path) -> None:
    """A store that is cut short, as by a copy that was broken off, is damaged."""
    path = tmp_path / "network.db"
    path.write_bytes(sound.read_bytes()[: -3 * PAGE])
    with pytest.raises(StoreError, match="the store is damaged; restore it from a backup"):
        SqliteStore(path)


def test_pages_are_checked_without_time_for_rows(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However little time there is for rows, every page is looked at; a sound store passes."""
    monkeypatch.setattr(damage, "PATIENCE", -1.0)
    SqliteStore(sound)
    path = damaged(sound, tmp_path / "network.db", 10, bytes(PAGE))
    with pytest.raises(StoreError, match="the store is damaged"):
        SqliteStore(path)


def test_row(sound: Path, tmp_path: Path) -> None:
    """A row that lacks what every row has is damage too."""
    path = tmp_path / "network.db"
    path.write_bytes(sound.read_bytes())
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("CREATE TABLE odd (a)")
    connection.execute("INSERT INTO odd VALUES (NULL)")
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_schema SET sql = 'CREATE TABLE odd (a NOT NULL)' WHERE name = 'odd'"
    )
    connection.close()
    with pytest.raises(StoreError, match=r"the store is damaged \(NULL value in odd\.a\)"):
        SqliteStore(path)
