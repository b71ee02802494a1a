"""The file of a SQLite store: opened for each use, and what goes wrong with it in words."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.domain.errors import StoreError
from graph.files import exposure
from graph.stores.sqlite.connection import PATIENCE, connected
from graph.stores.sqlite.creation import create
from graph.stores.sqlite.damage import check_pages
from graph.stores.sqlite.faults import in_words, is_busy

log = logging.getLogger("tracktwo.stores")

#: After how many seconds the log is told that a writer waits for another one.
SOON = 1.0


class SqliteFile:
    """
    The file at *path*, which every use opens and closes again.

    So each use reads the file that is there now, even after it was replaced or restored
    from a backup. And no `-wal` file stays beside it between uses: SQLite would read
    the one of the old file as a part of the new file.

    The file is for its owner alone, whatever labels are in it, and so is what SQLite
    puts beside it. Every error of SQLite leaves here as a `StoreError`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def make(self) -> None:
        """
        Make the file and its folders if they are not there, and bring an old file up to date.

        Raises:
            StoreError: The file is not a store, is damaged, or was made by a newer Tracktwo.
        """
        try:
            if not self.path.exists():
                create(self.path)
            exposed = exposure(self.path)
        except sqlite3.Error as error:
            raise StoreError(in_words(self.path, error)) from error
        except OSError as error:
            raise StoreError(
                f"{self.path}: this file cannot be used as a store: {error.strerror or error}"
            ) from error
        if exposed is not None:
            log.warning("%s: %s; close it to them: chmod 600 %s", self.path, exposed, self.path)
        with self.connection() as connection:
            check_pages(connection, self.path)

    def identity(self) -> str:
        """
        What the file system calls the file that is there now.

        Raises:
            StoreError: There is none, it is empty, or nobody may look at it.
        """
        try:
            found = self.path.stat()
        except FileNotFoundError as error:
            raise StoreError(
                f"{self.path}: the file of the store is gone; put it back, or load everything anew"
            ) from error
        except OSError as error:
            raise StoreError(f"{self.path}: {error.strerror or error}") from error
        if found.st_size == 0:
            raise StoreError(
                f"{self.path}: the file is empty, and a store never is; restore it from a "
                "backup, or remove it to begin anew"
            )
        return f"{found.st_dev}:{found.st_ino}"

    @contextmanager
    def connection(self, *, to_write: bool = False) -> Iterator[sqlite3.Connection]:
        """A connection to the file that is there now, closed after the block."""
        # Without this, a file that is gone could not be told from one that may not be opened.
        self.identity()
        try:
            with connected(self.path, to_write=to_write) as connection:
                yield connection
        except sqlite3.Error as error:
            raise StoreError(in_words(self.path, error)) from error

    @contextmanager
    def transaction(self, *, immediate: bool = False) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction, which is committed unless the block ended it or raises."""
        with self.connection(to_write=immediate) as connection:
            if immediate:
                self._begin_to_write(connection)
            else:
                connection.execute("BEGIN")
            yield connection
            if connection.in_transaction:
                connection.execute("COMMIT")

    def _begin_to_write(self, connection: sqlite3.Connection) -> None:
        """Begin a transaction that writes, once nobody else does; tell the log if that takes."""
        _wait(connection, SOON)
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if not is_busy(error):
                raise
            words = "%s: another load is writing to it; waiting for that, %g seconds at most"
            log.warning(words, self.path, PATIENCE)
            _wait(connection, PATIENCE)
            connection.execute("BEGIN IMMEDIATE")
        _wait(connection, PATIENCE)


def _wait(connection: sqlite3.Connection, seconds: float) -> None:
    """Have *connection* wait so long for others from now on."""
    connection.execute(f"PRAGMA busy_timeout = {seconds * 1_000:.0f}")
