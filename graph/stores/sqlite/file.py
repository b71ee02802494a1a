"""The file of a SQLite store: opened for each use, and what goes wrong with it in words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.domain.errors import StoreError
from graph.stores.sqlite.schema import prepare

#: How long a writer waits for another one to finish, in seconds.
PATIENCE = 60.0
#: How much of the file a connection may keep in memory, in kilobytes.
CACHE = 32_000


class SqliteFile:
    """
    The file at *path*, which every use opens and closes again.

    So each use reads the file that is there now, even after it was replaced or restored
    from a backup. And no `-wal` file stays beside it between uses: SQLite would read
    the one of the old file as a part of the new file.

    Every error of SQLite leaves here as a `StoreError`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def make(self) -> None:
        """
        Make the file and its folders if they are not there, and bring an old file up to date.

        Raises:
            StoreError: The file is not a store, or was made by a newer Tracktwo.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with _closing(self._connect("rwc")) as connection:
                prepare(connection, self.path, make=True)
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"{self.path}: this file cannot be used as a store: {error}"
            ) from error

    def identity(self) -> str:
        """
        What the file system calls the file that is there now.

        Raises:
            StoreError: There is none, or nobody may look at it.
        """
        try:
            found = self.path.stat()
        except FileNotFoundError as error:
            raise StoreError(
                f"{self.path}: the file of the store is gone; put it back, or load everything anew"
            ) from error
        except OSError as error:
            raise StoreError(f"{self.path}: {error}") from error
        return f"{found.st_dev}:{found.st_ino}"

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """A connection to the file that is there now, closed after the block."""
        # Without this, a file that is gone could not be told from one that may not be opened.
        self.identity()
        try:
            with _closing(self._connect("rw")) as connection:
                prepare(connection, self.path, make=False)
                yield connection
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: {error}") from error

    @contextmanager
    def transaction(self, *, immediate: bool = False) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction, which is committed unless the block ended it or raises."""
        with self.connection() as connection:
            connection.execute("BEGIN IMMEDIATE" if immediate else "BEGIN")
            yield connection
            if connection.in_transaction:
                connection.execute("COMMIT")

    def _connect(self, mode: str) -> sqlite3.Connection:
        address = f"{self.path.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{CACHE}")
        return connection


@contextmanager
def _closing(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Close *connection* after the block, without what was not committed."""
    try:
        yield connection
    finally:
        try:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        finally:
            connection.close()
