"""One batch of changes to a SQLite store, inside the transaction that its store opened."""

import sqlite3
from collections.abc import Iterator

from graph.errors import StoreError
from graph.labels import Label
from graph.model import RULE, Claim, Entity
from graph.places import shared_claims, shared_edition
from graph.records import claim_of
from graph.stores.base import NOUNS, Counts, Identified, Tally
from graph.stores.sqlite_rows import COLUMNS, TABLES, Row

#: How many rows go to SQLite in one call.
_CHUNK = 2_000
#: The column that says whose a claim is.
_AUTHORS = {"sources": "id", "entities": "source", "ties": "source", "judgements": "author"}

# What a rule found about an entity that is gone is found again when it comes back. What a
# person decided is not: it waits for the entity, but leaves no trace of a source that is gone.
_OBSOLETE = " OR ".join(
    f"""
    ({end} NOT IN (SELECT id FROM entities) AND
        (author GLOB '{RULE}*' OR substr({end}, 1, instr({end}, '/') - 1) NOT IN
            (SELECT id FROM sources)))
    """  # noqa: S608
    for end in ('"left"', '"right"')
)


def _upsert(table: str) -> str:
    """Insert a row, or replace what differs; `changed` moves only when the content does."""
    names = [f'"{name}"' for name in COLUMNS[table]]
    content = ", ".join(names[1:])
    offered = ", ".join(f"excluded.{name}" for name in names[1:])
    # Only names of our own tables and columns are put into a statement, here and below.
    return f"""
        INSERT INTO {table} ({", ".join(names)}, born, changed, seen)
        VALUES ({", ".join("?" * len(names))}, :now, :now, :now)
        ON CONFLICT (id) DO UPDATE SET ({content}) = ({offered}),
            changed = iif(({content}) IS ({offered}), changed, :now),
            clashed = clashed OR (seen = :now AND ({content}) IS NOT ({offered})),
            seen = :now
    """  # noqa: S608


class SqliteBatch:
    """
    A batch of changes; see `graph.stores.base.Batch`.

    Rows are written as they come, a few thousand at a time, so that memory does
    not grow with the file that is read.
    """

    def __init__(self, connection: sqlite3.Connection, number: int | None = None) -> None:
        self._connection = connection
        now = connection.execute("SELECT revision + 1 FROM meta").fetchone()[0]
        self._now = now if number is None else number
        self._rows: dict[str, list[Row]] = {noun: [] for noun in NOUNS}
        self._upserts = {noun: _upsert(noun).replace(":now", str(self._now)) for noun in NOUNS}
        self._withdrawn = dict.fromkeys(NOUNS, 0)
        self._settled: Tally | None = None

    def put(self, claim: Claim) -> None:
        """Add *claim*, or replace what was known under its id; equal claims change nothing."""
        self._settled = None
        table, row = TABLES[type(claim)]
        rows = self._rows[table]
        rows.append(row(claim))
        if len(rows) >= _CHUNK:
            self._flush(table)

    def withdraw_rest(self, author: str) -> None:
        """Withdraw what *author* said before and did not say again in this batch."""
        self._settled = None
        self._flush(*NOUNS)
        # A person who is called like a source does not speak for it.
        tables = ("judgements",) if author.startswith(RULE) else ("sources", "entities", "ties")
        for table in tables:
            self._withdraw(table, f"{_AUTHORS[table]} = ?", author)
        self._withdraw("judgements", _OBSOLETE)

    def identified(self) -> Iterator[Identified]:
        """Yield every entity that has identifiers, this batch's included, oldest first."""
        self._flush(*NOUNS)
        rows = self._connection.execute("""
            SELECT e.record, max(e.label, s.label) FROM entities e JOIN sources s ON s.id = e.source
            WHERE identified ORDER BY e.seq
        """)
        for text, label in rows:
            entity = claim_of(Entity, text)
            yield Identified(
                id=entity.id,
                kind=entity.kind,
                name=entity.name,
                label=Label(label),
                identifiers=entity.identifiers,
            )

    def tally(self) -> Tally:
        """Settle the batch: check every tie's ends, and count what changed."""
        if self._settled is None:
            self._flush(*NOUNS)
            self._check_clashes()
            self._check_ends()
            self._settled = Tally(by_noun={noun: self._counts(noun) for noun in NOUNS})
        return self._settled

    def _flush(self, *tables: str) -> None:
        for table in tables:
            if self._rows[table]:
                self._connection.executemany(self._upserts[table], self._rows[table])
                self._rows[table].clear()

    def _withdraw(self, table: str, where: str, *values: str) -> None:
        query = f"DELETE FROM {table} WHERE ({where}) AND seen < {self._now}"  # noqa: S608
        self._withdrawn[table] += self._connection.execute(query, values).rowcount

    def _counts(self, table: str) -> Counts:
        query = f"""
            SELECT sum(born = :now), sum(born < :now AND changed = :now), sum(changed < :now)
            FROM {table} WHERE seen = :now
        """  # noqa: S608
        row = self._connection.execute(query, {"now": self._now}).fetchone()
        created, changed, unchanged = (int(number or 0) for number in row)
        return Counts(
            created=created,
            changed=changed,
            unchanged=unchanged,
            withdrawn=self._withdrawn[table],
        )

    def _check_clashes(self) -> None:
        for noun in NOUNS:
            row = self._connection.execute(
                f"SELECT id FROM {noun} WHERE clashed LIMIT 1"  # noqa: S608
            ).fetchone()
            if row is not None:
                raise StoreError(f"{row[0]!r} is said twice in one load, and differently")

    def _check_ends(self) -> None:
        row = self._connection.execute("""
            SELECT t.id, CASE WHEN s.id IS NULL THEN t.start ELSE t."end" END FROM ties t
            LEFT JOIN entities s ON s.id = t.start LEFT JOIN entities e ON e.id = t."end"
            WHERE s.id IS NULL OR e.id IS NULL LIMIT 1
        """).fetchone()
        if row is not None:
            raise StoreError(f"tie {row[0]!r} has an end that nobody describes: {row[1]!r}")


def put_shared(connection: sqlite3.Connection) -> None:
    """
    Put the shared themes and places into a store.

    In a new one they are there before its first revision; in one that has those of an
    older Tracktwo, to change them makes a revision.
    """
    (is_new,) = connection.execute("SELECT NOT EXISTS (SELECT 1 FROM sources)").fetchone()
    batch = SqliteBatch(connection, number=0 if is_new else None)
    for claim in shared_claims():
        batch.put(claim)
    steps = 1 if batch.tally().moved and not is_new else 0
    connection.execute(
        "UPDATE meta SET revision = revision + ?, shared = ?", (steps, shared_edition())
    )
