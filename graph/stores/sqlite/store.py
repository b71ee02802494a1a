"""Claims in one SQLite file: no server, made on first use."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graph.domain.errors import StoreError
from graph.domain.labels import Label
from graph.domain.model import VOCABULARY_SOURCE, Judgement, Source
from graph.domain.records import claim_of
from graph.domain.saved import Saved
from graph.stores.base import Batch
from graph.stores.sqlite.batch import SqliteBatch
from graph.stores.sqlite.schema import prepare
from graph.views.claims import Claims, EntityRows, TieRows, sift
from graph.views.garbage import uncollected

#: How long a writer waits for another one to finish, in seconds.
PATIENCE = 60.0
#: How much of the file a connection may keep in memory, in kilobytes.
CACHE = 32_000


class SqliteStore:
    """
    A store in the file at *path*, made with its folders on first use.

    Each thread gets a connection of its own. Readers see the last whole revision
    and never wait for a writer (WAL); a second writer waits for the first.

    Raises:
        StoreError: The file is not a store, or was made by a newer Tracktwo.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._all: list[tuple[threading.Thread, sqlite3.Connection]] = []
        self._guard = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            prepare(self._connection, path)
        except (sqlite3.DatabaseError, OSError) as error:
            self.close()
            raise StoreError(f"{path}: this file cannot be used as a store: {error}") from error
        except StoreError:
            self.close()
            raise

    @property
    def revision(self) -> int:
        """How many batches changed something."""
        return int(self._connection.execute("SELECT revision FROM meta").fetchone()[0])

    @contextmanager
    def writing(self, *, rehearsal: bool = False) -> Iterator[Batch]:
        """Open a batch, dropped if the block raises or if it is a *rehearsal*."""
        with self._transaction(immediate=True) as connection:
            batch = SqliteBatch(connection)
            yield batch
            if rehearsal or not batch.tally().moved:
                connection.execute("ROLLBACK")
            else:
                connection.execute("UPDATE meta SET revision = revision + 1")

    def sources(self, clearance: Label) -> list[Source]:
        """The sources that *clearance* may see, oldest first, without the shared vocabulary."""
        rows = self._connection.execute(
            "SELECT record FROM sources WHERE label <= ? AND id <> ? ORDER BY seq",
            (int(clearance), VOCABULARY_SOURCE),
        )
        return [claim_of(Source, record) for (record,) in rows]

    @uncollected
    def claims(self, clearance: Label) -> Claims:
        """Everything that *clearance* may see, of one revision."""
        top = (int(clearance),)
        with self._transaction() as connection:
            revision = connection.execute("SELECT revision FROM meta").fetchone()[0]
            sources = connection.execute(
                "SELECT record FROM sources WHERE label <= ? ORDER BY seq", top
            ).fetchall()
            entities = _columns(connection, _ENTITIES, top, 5)
            ties = _columns(connection, _TIES, top, 10)
            judgements = connection.execute(
                "SELECT record FROM judgements WHERE label <= ? ORDER BY seq", top
            ).fetchall()
        return sift(
            clearance=clearance,
            revision=revision,
            sources=(claim_of(Source, record) for (record,) in sources),
            entities=EntityRows(**dict(zip(EntityRows.__slots__, entities, strict=True))),
            ties=TieRows(**dict(zip(TieRows.__slots__, ties, strict=True))),
            judgements=(claim_of(Judgement, record) for (record,) in judgements),
        )

    def save(self, question: Saved) -> bool:
        """Keep *question* as the newest version of its name; False where it is that already."""
        row = (question.name, question.text, int(question.label))
        with self._transaction(immediate=True) as connection:
            newest = connection.execute(
                "SELECT name, text, label FROM questions WHERE name = ? ORDER BY seq DESC LIMIT 1",
                (question.name,),
            ).fetchone()
            if newest == row:
                return False
            connection.execute(
                "INSERT INTO questions (name, text, label, saved) VALUES (?, ?, ?, ?)",
                (*row, question.saved),
            )
        return True

    def saved(self, clearance: Label) -> list[Saved]:
        """Every version of every question that *clearance* may see, by name, oldest first."""
        rows = self._connection.execute(
            "SELECT name, text, label, saved FROM questions WHERE label <= ? ORDER BY name, seq",
            (int(clearance),),
        )
        return [
            Saved(name=name, text=text, label=Label(label), saved=saved)
            for name, text, label, saved in rows
        ]

    def forget(self, name: str, clearance: Label) -> int:
        """Remove the versions of *name* that *clearance* may see; how many there were."""
        with self._transaction(immediate=True) as connection:
            return connection.execute(
                "DELETE FROM questions WHERE name = ? AND label <= ?", (name, int(clearance))
            ).rowcount

    def close(self) -> None:
        """Let go of the file; calling it twice is harmless."""
        with self._guard:
            for _, connection in self._all:
                connection.close()
            self._all.clear()
            self._local = threading.local()

    @property
    def _connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._connect()
        return connection

    def _connect(self) -> sqlite3.Connection:
        """
        Make a connection for this thread, and close those of threads that have ended.

        Closing is done by other threads than the one that works with it, hence no
        check of threads by SQLite.
        """
        connection = sqlite3.connect(
            self.path, timeout=PATIENCE, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{CACHE}")
        with self._guard:
            for thread, other in self._all:
                if not thread.is_alive():
                    other.close()
            self._all = [kept for kept in self._all if kept[0].is_alive()]
            self._all.append((threading.current_thread(), connection))
        return connection

    @contextmanager
    def _transaction(self, *, immediate: bool = False) -> Iterator[sqlite3.Connection]:
        connection = self._connection
        try:
            connection.execute("BEGIN IMMEDIATE" if immediate else "BEGIN")
            yield connection
            if connection.in_transaction:
                connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: {error}") from error
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


_ENTITIES = "SELECT id, source, kind, label, record FROM entities WHERE label <= ? ORDER BY seq"
_TIES = """
    SELECT id, source, kind, start, "end", since, until, weight, label, rest
    FROM ties WHERE label <= ? ORDER BY seq
"""


def _columns(
    connection: sqlite3.Connection, query: str, values: tuple[int], width: int
) -> list[Sequence[Any]]:
    rows = connection.execute(query, values).fetchall()
    return list(zip(*rows, strict=True)) if rows else [()] * width
