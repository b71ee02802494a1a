"""Claims in one SQLite file: no server, made on first use."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graph.domain.labels import Label
from graph.domain.model import VOCABULARY_SOURCE, Judgement, Source
from graph.domain.records import claim_of
from graph.domain.saved import Saved
from graph.stores.base import Batch
from graph.stores.sqlite.batch import SqliteBatch
from graph.stores.sqlite.file import SqliteFile
from graph.stores.sqlite.schema import REVISE, standing
from graph.views.claims import Claims, EntityRows, TieRows, sift
from graph.views.garbage import uncollected


class SqliteStore:
    """
    A store in the file at *path*, made with its folders on first use.

    Readers see the last whole revision and never wait for a writer (WAL); a second writer
    waits for the first. Any thread may use it.

    Raises:
        StoreError: The file is not a store, or was made by a newer Tracktwo.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = SqliteFile(path)
        self._file.make()

    @property
    def revision(self) -> int:
        """How many batches changed something."""
        with self._file.connection() as connection:
            return standing(connection, self.path)[0]

    @property
    def stamp(self) -> str:
        """What tells this state of this store from every other; see `graph.stores.base.Store`."""
        identity = self._file.identity()
        with self._file.connection() as connection:
            return _stamp(identity, *standing(connection, self.path))

    @contextmanager
    def writing(self, *, rehearsal: bool = False) -> Iterator[Batch]:
        """Open a batch, dropped if the block raises or if it is a *rehearsal*."""
        with self._file.transaction(immediate=True) as connection:
            batch = SqliteBatch(connection)
            yield batch
            if rehearsal or not batch.tally().moved:
                connection.execute("ROLLBACK")
            else:
                connection.execute(REVISE)

    def sources(self, clearance: Label) -> list[Source]:
        """The sources that *clearance* may see, oldest first, without the shared vocabulary."""
        with self._file.connection() as connection:
            rows = connection.execute(
                "SELECT record FROM sources WHERE label <= ? AND id <> ? ORDER BY seq",
                (int(clearance), VOCABULARY_SOURCE),
            ).fetchall()
        return [claim_of(Source, record) for (record,) in rows]

    @uncollected
    def claims(self, clearance: Label) -> Claims:
        """Everything that *clearance* may see, of one revision."""
        top = (int(clearance),)
        # Asked for first: if the file is replaced in between, the next look sees another one.
        identity = self._file.identity()
        with self._file.transaction() as connection:
            revision, mark = standing(connection, self.path)
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
            stamp=_stamp(identity, revision, mark),
            sources=(claim_of(Source, record) for (record,) in sources),
            entities=EntityRows(**dict(zip(EntityRows.__slots__, entities, strict=True))),
            ties=TieRows(**dict(zip(TieRows.__slots__, ties, strict=True))),
            judgements=(claim_of(Judgement, record) for (record,) in judgements),
        )

    def save(self, question: Saved) -> bool:
        """Keep *question* as the newest version of its name; False where it is that already."""
        row = (question.name, question.text, int(question.label))
        with self._file.transaction(immediate=True) as connection:
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
        with self._file.connection() as connection:
            rows = connection.execute(
                "SELECT name, text, label, saved FROM questions WHERE label <= ?"
                " ORDER BY name, seq",
                (int(clearance),),
            ).fetchall()
        return [
            Saved(name=name, text=text, label=Label(label), saved=saved)
            for name, text, label, saved in rows
        ]

    def forget(self, name: str, clearance: Label) -> int:
        """Remove the versions of *name* that *clearance* may see; how many there were."""
        with self._file.transaction(immediate=True) as connection:
            return connection.execute(
                "DELETE FROM questions WHERE name = ? AND label <= ?", (name, int(clearance))
            ).rowcount

    def close(self) -> None:
        """Do nothing: no use of the file outlasts itself."""


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


def _stamp(identity: str, revision: int, mark: str) -> str:
    return f"{identity}:{revision}:{mark}"
