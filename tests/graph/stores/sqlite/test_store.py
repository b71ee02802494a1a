"""What is particular to stores in a SQLite file."""

import os
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.domain.errors import StoreError
from graph.domain.labels import Label
from graph.domain.saved import Saved
from graph.stores.sqlite.store import SqliteStore
from tests.graph.stores.conftest import SqliteSite
from tests.graph.stores.examples import REGISTER, body, held, load


def test_made_with_its_folders(sqlite_site: SqliteSite) -> None:
    """The file and the folders above it are made on first use."""
    assert not sqlite_site.path.parent.exists()
    sqlite_site.open().close()
    assert sqlite_site.path.is_file()


def test_wal(sqlite_site: SqliteSite) -> None:
    """The file is in WAL mode, so that readers never wait, and marked as ours."""
    sqlite_site.open().close()
    connection = sqlite3.connect(sqlite_site.path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("PRAGMA application_id").fetchone() == (0x54726B32,)
    connection.close()


def another_program(path: Path) -> None:
    """Make a database that holds somebody else's table."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        pytest.param(another_program, "another program's database", id="database"),
        pytest.param(lambda path: path.write_text("a,b\n" * 200), "not a database", id="text"),
        pytest.param(Path.mkdir, "unable to open", id="folder"),
    ],
)
def test_foreign_file(tmp_path: Path, make: Callable[[Path], object], message: str) -> None:
    """A file that is no store is refused by name, and not touched."""
    path = tmp_path / "file"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(StoreError, match=f"file: .*{message}"):
        SqliteStore(path)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A path below a file is refused in words."""
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"cannot be used as a store: .*exists|Not a directory"):
        SqliteStore(tmp_path / "file" / "network.db")


def test_empty_file(tmp_path: Path) -> None:
    """An empty file is a store that lost what it held, and is not filled anew."""
    path = tmp_path / "network.db"
    path.touch()
    with pytest.raises(StoreError, match="the file is empty, and a store never is; restore it"):
        SqliteStore(path)
    assert path.stat().st_size == 0


def test_emptied_while_it_is_used(sqlite_site: SqliteSite) -> None:
    """A store that is emptied under whoever has opened it is refused as well."""
    store = sqlite_site.open()
    load(store, REGISTER, body("1"))
    os.truncate(sqlite_site.path, 0)
    with pytest.raises(StoreError, match="the file is empty"):
        store.sources(Label.RED)


def test_brought_up(sqlite_site: SqliteSite) -> None:
    """A file of the first version gets the table that it lacks, and keeps all it has."""
    store = sqlite_site.open()
    load(store, REGISTER, body("a"))
    before, revision = held(store), store.revision
    store.close()
    connection = sqlite3.connect(sqlite_site.path)
    connection.executescript(
        "DROP TABLE questions; ALTER TABLE meta DROP COLUMN shared;"
        "ALTER TABLE meta DROP COLUMN stamp; PRAGMA user_version = 1"
    )
    connection.close()
    store = sqlite_site.open()

    assert (held(store), store.revision) == (before, revision)
    assert store.save(Saved(name="table", text="{}"))
    assert store.saved(Label.CLEAR) == [Saved(name="table", text="{}")]
    store.close()


def test_opened_while_another_writes(sqlite_site: SqliteSite) -> None:
    """Whoever opens the file to read does not wait for a load."""
    writer = sqlite_site.open()
    with writer.writing() as batch:
        batch.put(REGISTER)
        reader = sqlite_site.open()
        assert held(reader) == []
        reader.close()
    writer.close()


def test_nothing_stays_open(sqlite_site: SqliteSite) -> None:
    """No use of a store leaves a file open or beside it, in whichever thread, dead ones too."""
    store = sqlite_site.open()
    load(store, REGISTER, body("1"))
    with ThreadPoolExecutor(5) as threads:
        assert list(threads.map(lambda _: store.revision, range(20))) == [1] * 20
        assert list(sqlite_site.path.parent.iterdir()) == [sqlite_site.path]
    opened = [os.path.realpath(link) for link in Path("/proc/self/fd").iterdir()]
    assert not [name for name in opened if str(sqlite_site.path) in name]


def test_used_after_closing(sqlite_site: SqliteSite) -> None:
    """A closed store opens its file again when it is asked."""
    store = SqliteStore(sqlite_site.path)
    load(store, REGISTER, body("1"))
    store.close()
    assert held(store) == [REGISTER, body("1")]
    store.close()


def test_reader_does_not_wait(sqlite_site: SqliteSite) -> None:
    """A reader sees the last whole revision while a batch is open."""
    store = SqliteStore(sqlite_site.path)
    load(store, REGISTER, body("1"))
    seen = []
    with store.writing() as batch:
        batch.put(body("2"))
        batch.tally()
        thread = threading.Thread(target=lambda: seen.append(store.claims(Label.RED).revision))
        thread.start()
        thread.join(5)
    assert (seen, store.revision) == ([1], 2)
    store.close()


def test_writer_gives_up(sqlite_site: SqliteSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that waited in vain for another says so, and names the file."""
    monkeypatch.setattr("graph.stores.sqlite.file.PATIENCE", 0.1)
    store, other = SqliteStore(sqlite_site.path), SqliteStore(sqlite_site.path)
    with store.writing(), pytest.raises(StoreError, match=r"network\.db: database is locked"):
        load(other, REGISTER)
    store.close()
    other.close()
