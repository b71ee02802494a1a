"""One batch of changes to a SQLite store, inside the transaction that its store opened."""

import sqlite3
from collections.abc import Collection, Iterator

from graph.domain.errors import StoreError
from graph.domain.labels import Label
from graph.domain.model import RULE, Claim, Entity, Source, Tie
from graph.domain.places import shared_claims, shared_edition
from graph.domain.records import claim_of, values_of
from graph.domain.vocabulary import misfit_of
from graph.stores.base import NOUNS, Changed, Counts, Identified, Tally
from graph.stores.sqlite.keeping import Keeping
from graph.stores.sqlite.rows import COLUMNS, TABLES, Row

#: How many rows go to SQLite in one call.
_CHUNK = 2_000
#: The claims that have ends, or are ends.
_JOINING = ("entities", "ties")
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

# Ties with their ends, as far as somebody describes these; and those that this batch put.
_JOINED = """
    FROM ties t LEFT JOIN entities s ON s.id = t.start LEFT JOIN entities e ON e.id = t."end"
"""
_PUT = f"{_JOINED} WHERE t.seen = :now"
_TAKE_OUT = f"""
    DELETE FROM ties WHERE seq IN (
        SELECT t.seq {_PUT} AND t.kind = :kind AND s.kind IS :start AND e.kind IS :end)
    RETURNING id, start, "end", born
"""  # noqa: S608


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
        self._fit = False
        self._keeping = Keeping(connection, self._now)

    def put(self, claim: Claim) -> None:
        """Add *claim*, or replace what was known under its id; equal claims change nothing."""
        self._settled = None
        table, row = TABLES[type(claim)]
        rows = self._rows[table]
        rows.append(row(claim))
        if len(rows) >= _CHUNK:
            self._flush(table)

    def source(self, id: str) -> Source | None:
        """The source of this id, as it was before this batch puts it; None if there is none."""
        row = self._connection.execute("SELECT record FROM sources WHERE id = ?", (id,)).fetchone()
        return None if row is None else claim_of(Source, row[0])

    def left_out(self, source: str) -> Iterator[str]:
        """Yield the names of entities that *source* named before and not again in this batch."""
        self._flush(*NOUNS)
        return self._keeping.left_out(source)

    def changed(self, source: str, ids: Collection[str] | None = None) -> Iterator[Changed]:
        """Yield what *source* said and this batch changed, each claim as it was and as it is."""
        self._flush(*NOUNS)
        return self._keeping.changed(source, ids)

    def amend(self, claim: Entity | Tie) -> None:
        """Replace an entity or a tie that this batch put; to put it twice would be refused."""
        self._settled, self._fit = None, False
        self._flush(*NOUNS)
        self._keeping.amend(claim)

    def keep(self, source: str, ids: Collection[str] | None = None) -> int:
        """Keep what *source* said before and not again in this batch; return how many claims."""
        self._settled, self._fit = None, False
        self._flush(*NOUNS)
        return self._keeping.keep(source, ids)

    def withdraw_rest(self, author: str) -> None:
        """Withdraw what *author* said before and did not say again in this batch."""
        self._settled = None
        self._flush(*NOUNS)
        # A person who is called like a source does not speak for it.
        tables = ("judgements",) if author.startswith(RULE) else ("sources", "entities", "ties")
        for table in tables:
            self._withdraw(table, f"{_AUTHORS[table]} = ?", author)
        self._withdraw("judgements", _OBSOLETE)

    def take_out_misfits(self) -> Iterator[str]:
        """Take out ties of this batch that cannot be, and yield in words why each cannot."""
        self._flush(*NOUNS)
        found = f"SELECT DISTINCT t.kind, s.kind, e.kind {_PUT}"
        # Put in order here: SQLite would put all ties in order to find the few that differ.
        joined = self._connection.execute(found, {"now": self._now}).fetchall()
        for kind, start, end in sorted(joined, key=repr):
            problem = misfit_of(kind, start, end)
            if problem or start is None or end is None:
                self._settled = None
                yield from self._take_out(kind, start, end, problem)
        self._fit = True

    def _take_out(
        self, kind: str, start: str | None, end: str | None, problem: str
    ) -> Iterator[str]:
        """Take out ties of *kind* whose ends are of these kinds; None where there is nobody."""
        values = {"now": self._now, "kind": kind, "start": start, "end": end}
        for name, one, other, born in self._connection.execute(_TAKE_OUT, values):
            self._withdrawn["ties"] += born < self._now
            if start is None or end is None:
                yield _dangling(name, one if start is None else other)
            else:
                yield f"tie {name!r} from {one!r} to {other!r}: {problem}"

    def identified(self) -> Iterator[Identified]:
        """Yield every entity that has identifiers, this batch's included, oldest first."""
        self._flush(*NOUNS)
        rows = self._connection.execute("""
            SELECT e.record, max(e.label, s.label) FROM entities e JOIN sources s ON s.id = e.source
            WHERE identified ORDER BY e.seq
        """)
        for text, label in rows:
            # A claim would be checked again, which takes ten times as long.
            values = values_of(text)
            yield Identified(
                id=values["id"],
                kind=values["kind"],
                name=values["name"],
                label=Label(label),
                identifiers=tuple(values["identifiers"]),
            )

    def tally(self) -> Tally:
        """Settle the batch: check every tie's ends, and count what changed."""
        if self._settled is None:
            self._flush(*NOUNS)
            self._check_clashes()
            if not self._fit:
                self._check_ends()
            self._settled = Tally(by_noun={noun: self._counts(noun) for noun in NOUNS})
        return self._settled

    def _flush(self, *tables: str) -> None:
        for table in tables:
            if self._rows[table]:
                self._connection.executemany(self._upserts[table], self._rows[table])
                self._rows[table].clear()
                self._fit &= table not in _JOINING

    def _withdraw(self, table: str, where: str, *values: str) -> None:
        query = f"DELETE FROM {table} WHERE ({where}) AND seen < {self._now}"  # noqa: S608
        self._withdrawn[table] += self._connection.execute(query, values).rowcount
        self._fit &= table not in _JOINING

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
        row = self._connection.execute(f"""
            SELECT t.id, CASE WHEN s.id IS NULL THEN t.start ELSE t."end" END {_JOINED}
            WHERE s.id IS NULL OR e.id IS NULL LIMIT 1
        """).fetchone()
        if row is not None:
            raise StoreError(_dangling(*row))


def _dangling(tie: str, end: str) -> str:
    return f"tie {tie!r} has an end that nobody describes: {end!r}"


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
