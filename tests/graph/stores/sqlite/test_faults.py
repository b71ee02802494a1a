"""A full disk and one that is only read are told from damage, and a sound store is read there."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.domain.errors import StoreError
from graph.domain.labels import Label
from graph.domain.saved import Saved
from graph.stores.base import Store
from graph.stores.sqlite.faults import in_words
from graph.stores.sqlite.store import SqliteStore
from tests.disks import close, fill, small_disk
from tests.graph.stores.examples import ATLAS, EVERYTHING, REGISTER, body, held, load

Use = Callable[[Store], object]

QUESTION = Saved(name="table", text="{}")
READS: dict[str, Use] = {
    "revision": lambda store: store.revision,
    "sources": lambda store: store.sources(Label.RED),
    "claims": lambda store: store.claims(Label.RED).revision,
    "saved": lambda store: store.saved(Label.RED),
}
WRITES: dict[str, Use] = {
    "writing": lambda store: load(store, REGISTER, *(body(f"{n}" * 500) for n in range(9))),
    "save": lambda store: store.save(Saved(name="table", text="x" * 100_000)),
}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk with a store, in which there is something of everything."""
    with small_disk(tmp_path / "disk") as folder:
        store = SqliteStore(folder / "network.db")
        load(store, *EVERYTHING)
        store.save(QUESTION)
        yield folder


@pytest.fixture(params=[fill, close], ids=["full", "only read"])
def stuck(request: pytest.FixtureRequest, disk: Path) -> Path:
    """The same disk, when it is full, and when it is only read."""
    request.param(disk)
    return disk / "network.db"


def test_read(stuck: Path) -> None:
    """A sound store is opened and read, whatever is asked of it."""
    found = [use(SqliteStore(stuck)) for use in READS.values()]
    assert found == [1, [REGISTER, ATLAS], 1, [QUESTION]]
    assert set(held(SqliteStore(stuck))) >= set(EVERYTHING)


@pytest.mark.parametrize("use", WRITES.values(), ids=WRITES)
def test_written(stuck: Path, use: Use) -> None:
    """What would write is refused in words that do not speak of damage, and changes nothing."""
    words = r"network\.db: .*; the store (is not|need not be) damaged"
    with pytest.raises(StoreError, match=words):
        use(SqliteStore(stuck))
    assert READS["claims"](SqliteStore(stuck)) == 1


def test_room_again(disk: Path) -> None:
    """Once there is room again, the same store is written to."""
    fill(disk)
    store = SqliteStore(disk / "network.db")
    with pytest.raises(StoreError, match="the disk is full; the store is not damaged; make room"):
        WRITES["writing"](store)
    (disk / "ballast").unlink()
    WRITES["writing"](store)
    assert store.revision == 2


def left_behind(store: Path) -> None:
    """Leave changes in the `-wal` file, as a process does that is killed."""
    connection = sqlite3.connect(store, isolation_level=None)
    connection.execute("UPDATE meta SET revision = 7")
    shutil.copy(f"{store}-wal", store.with_name("kept"))
    before = store.read_bytes()
    connection.close()
    store.write_bytes(before)
    store.with_name("kept").rename(f"{store}-wal")


def test_changes_left_behind_on_a_full_disk(disk: Path) -> None:
    """Changes that a killed process left are read on a full disk too."""
    left_behind(disk / "network.db")
    fill(disk)
    assert SqliteStore(disk / "network.db").revision == 7


def test_changes_left_behind_where_nothing_is_written(disk: Path) -> None:
    """Where those changes cannot be read, they are not passed over."""
    left_behind(disk / "network.db")
    close(disk)
    with pytest.raises(StoreError, match=r"its last changes are in network\.db-wal, which cannot"):
        SqliteStore(disk / "network.db")


def test_new_store_on_a_full_disk(disk: Path) -> None:
    """A store that cannot be made leaves nothing, and says so."""
    fill(disk)
    with pytest.raises(StoreError, match="database or disk is full"):
        SqliteStore(disk / "new" / "other.db")
    assert not (disk / "new" / "other.db").exists()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        pytest.param(sqlite3.SQLITE_CORRUPT, "x; the store is damaged; restore", id="damage"),
        pytest.param(sqlite3.SQLITE_IOERR_READ, "x; the disk fails or cannot be", id="disk"),
        pytest.param(sqlite3.SQLITE_CANTOPEN, "x; the store need not be damaged", id="rights"),
        pytest.param(sqlite3.SQLITE_BUSY_RECOVERY, "x; another load is writing", id="busy"),
        pytest.param(sqlite3.SQLITE_CONSTRAINT, "x", id="other"),
    ],
)
def test_words(tmp_path: Path, code: int, words: str) -> None:
    """The words of SQLite are followed by what would do."""
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = code
    assert in_words(tmp_path / "a.db", error).startswith(f"{tmp_path}/a.db: {words}")


def test_words_without_a_folder(tmp_path: Path) -> None:
    """Where nothing can be learnt of the disk, nothing is said of it."""
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    assert "full" not in in_words(tmp_path / "nowhere" / "a.db", error)
