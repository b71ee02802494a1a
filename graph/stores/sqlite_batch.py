"""One batch of changes to a SQLite store, inside the transaction that its store opened."""

import sqlite3
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from graph.claims import date_text, tie_rest
from graph.errors import StoreError
from graph.labels import Label
from graph.model import VOCABULARY_SOURCE, Claim, Entity, Judgement, Source, Tie, record
from graph.places import shared_claims
from graph.records import claim_of
from graph.stores.base import NOUNS, Counts, Identified, Tally

#: How many rows go to SQLite in one call.
_CHUNK = 2_000

_COLUMNS = {
    "sources": ("id", "label", "record"),
    "entities": ("id", "source", "kind", "label", "identified", "record"),
    "ties": (
        *("id", "source", "kind", "start", "end", "since", "until", "weight", "label", "rest"),
    ),
    "judgements": ("id", "author", "label", "record"),
}
_NOUN_OF = {Source: "sources", Entity: "entities", Tie: "ties", Judgement: "judgements"}


def _upsert(table: str) -> str:
    """Insert a row, or replace what differs; `changed` moves only when the content does."""
    names = [f'"{name}"' for name in (*_COLUMNS[table], "digest")]
    marks = ", ".join("?" * len(names))
    updates = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
    return f"""
        INSERT INTO {table} ({", ".join(names)}, born, changed, seen)
        VALUES ({marks}, :now, :now, :now) ON CONFLICT (id) DO UPDATE SET {updates},
            changed = CASE WHEN digest = excluded.digest THEN changed ELSE excluded.seen END,
            clashed = seen = excluded.seen AND digest <> excluded.digest OR clashed,
            seen = excluded.seen
    """


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
        self._rows: dict[str, list[tuple[Any, ...]]] = {noun: [] for noun in NOUNS}
        self._upserts = {noun: _upsert(noun).replace(":now", str(self._now)) for noun in NOUNS}
        self._withdrawn = dict.fromkeys(NOUNS, 0)
        self._settled: Tally | None = None

    def put(self, claim: Claim) -> None:
        """Add *claim*, or replace what was known under its id; equal claims change nothing."""
        self._settled = None
        noun = _NOUN_OF[type(claim)]
        rows = self._rows[noun]
        rows.append(_row(claim))
        if len(rows) >= _CHUNK:
            self._flush(noun)

    def withdraw_rest(self, author: str) -> None:
        """Withdraw what *author* said before and did not say again in this batch."""
        self._settled = None
        self._flush(*NOUNS)
        for noun, column in (
            *(("sources", "id"), ("entities", "source"), ("ties", "source")),
            ("judgements", "author"),
        ):
            self._withdraw(noun, f"{column} = ?", author)
        # A judgement on an entity that is gone has nothing left to judge.
        self._withdraw(
            "judgements",
            """EXISTS (SELECT 1 FROM json_each(json_array(record -> '$.left', record -> '$.right'))
               WHERE json_extract(value, '$') NOT IN (SELECT id FROM entities)) AND ? <> ''""",
            author,
        )

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

    def _flush(self, *nouns: str) -> None:
        for noun in nouns:
            if self._rows[noun]:
                self._connection.executemany(self._upserts[noun], self._rows[noun])
                self._rows[noun].clear()

    def _withdraw(self, noun: str, where: str, author: str) -> None:
        query = f"DELETE FROM {noun} WHERE {where} AND seen < ?"
        self._withdrawn[noun] += self._connection.execute(query, (author, self._now)).rowcount

    def _counts(self, noun: str) -> Counts:
        query = f"""
            SELECT sum(born = :now), sum(born < :now AND changed = :now), sum(changed < :now)
            FROM {noun} WHERE seen = :now
        """
        row = self._connection.execute(query, {"now": self._now}).fetchone()
        created, changed, unchanged = (int(number or 0) for number in row)
        return Counts(
            created=created,
            changed=changed,
            unchanged=unchanged,
            withdrawn=self._withdrawn[noun],
        )

    def _check_clashes(self) -> None:
        for noun in NOUNS:
            row = self._connection.execute(
                f"SELECT id FROM {noun} WHERE clashed LIMIT 1"
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


def fill_shared(connection: sqlite3.Connection) -> None:
    """Put the shared themes and places into a new store, before its first revision."""
    batch = SqliteBatch(connection, number=0)
    for claim in shared_claims():
        batch.put(claim)
    batch.tally()


def _row(claim: Claim) -> tuple[Any, ...]:
    """The values of a claim's columns, and the digest that tells it from another."""
    values = _values(claim)
    digest = blake2b(repr(values).encode(), digest_size=16).digest()
    return (*values, digest)


def _values(claim: Claim) -> tuple[Any, ...]:
    match claim:
        case Tie():
            return (
                *(claim.id, claim.source, claim.kind, claim.start, claim.end),
                *(date_text(claim.since), date_text(claim.until)),
                *(claim.weight, int(claim.own_label), tie_rest(claim)),
            )
        case Entity():
            identified = bool(claim.identifiers) and claim.source != VOCABULARY_SOURCE
            text = record(claim).decode()
            return (claim.id, claim.source, claim.kind, int(claim.own_label), identified, text)
        case Source():
            return (claim.id, int(claim.label), record(claim).decode())
        case Judgement():
            return (claim.id, claim.author, int(claim.label), record(claim).decode())
