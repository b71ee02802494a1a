"""Connections to the file of a SQLite store, also where nothing can be written beside it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.domain.errors import StoreError
from graph.stores.sqlite.faults import is_around
from graph.stores.sqlite.schema import prepare

#: How long a connection waits for another one, in seconds.
PATIENCE = 60.0
#: How much of the file a connection may keep in memory, in kilobytes.
CACHE = 32_000
#: How a file is opened. A reader who finds a full disk has SQLite keep its index of changes in
#: memory, and so keeps everybody else out. One who may not even lock the file, as on a disk that
#: is only read, takes it for one that nobody changes.
USUAL, ALONE, UNCHANGING = "usual", "alone", "unchanging"
_MODES = {USUAL: "mode=rw", ALONE: "mode=rw", UNCHANGING: "mode=ro&immutable=1"}


@contextmanager
def connected(path: Path, *, to_write: bool) -> Iterator[sqlite3.Connection]:
    """
    A connection to the store at *path*, closed after the block.

    Whoever does not mean to write may read a file beside which nothing can be
    written, on a disk that is full or that is only read.

    Raises:
        StoreError: It is no store of ours, or cannot be read as it is now.
    """
    ways = (USUAL,) if to_write else (USUAL, ALONE, UNCHANGING)
    connection, way = _opened(path, *ways)
    with closing(connection), _unchanged(path, way):
        yield connection


def connect(path: Path, way: str) -> sqlite3.Connection:
    """Open the file at *path*, which has to be there, in one of the ways."""
    address = f"{path.absolute().as_uri()}?{_MODES[way]}"
    connection = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)
    try:
        if way == ALONE:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{CACHE}")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def closing(connection: sqlite3.Connection) -> Iterator[None]:
    """Close *connection* after the block, without what was not committed."""
    try:
        yield
    finally:
        try:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        finally:
            connection.close()


def _opened(path: Path, way: str, *others: str) -> tuple[sqlite3.Connection, str]:
    """A connection by the first way that leads to one, and which way that is."""
    try:
        connection = connect(path, way)
        try:
            prepare(connection, path, make=False)
        except BaseException:
            connection.close()
            raise
        return connection, way
    except sqlite3.OperationalError as error:
        if not others or not is_around(error):
            raise
        try:
            return _opened(path, *others)
        except sqlite3.Error:
            # The first says why there is no usual way.
            raise error from None


@contextmanager
def _unchanged(path: Path, way: str) -> Iterator[None]:
    """Where a file is taken for one that nobody changes, see that nobody did."""
    if way != UNCHANGING:
        yield
        return
    changes = path.with_name(f"{path.name}-wal")
    if changes.exists() and changes.stat().st_size:
        raise StoreError(
            f"{path}: its last changes are in {changes.name}, which cannot be read without "
            "writing to its folder; copy both files to where you may write"
        )
    before = _state(path)
    yield
    if changes.exists() or _state(path) != before:
        raise StoreError(f"{path}: it was changed while it was read; do it again")


def _state(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns
