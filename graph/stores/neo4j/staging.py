"""
Where a load waits before it is written to Neo4j: a SQLite store in a temporary file.

It is told what the server holds, so that `SqliteBatch` finds out what a load changes
exactly as it does in a SQLite store. It can be read again when a transaction has to be
repeated.
"""

import sqlite3
from collections.abc import Iterable
from itertools import islice

import numpy as np

from graph.domain.model import VOCABULARY_SOURCE, Judgement, Source
from graph.domain.records import claim_of
from graph.domain.vocabulary import ROLES, vocabulary
from graph.stores.base import NOUNS
from graph.stores.neo4j.nodes import Entities
from graph.stores.neo4j.schema import State
from graph.stores.neo4j.ties import Ties
from graph.stores.sqlite.rows import COLUMNS, Row, row_of
from graph.stores.sqlite.schema import TABLES as SCHEMA
from graph.views.merging import merged

# known_…: what the server holds, and at which node (for a tie: where it starts).
# merged: entities that are at the node of an earlier one after this load.
# places: what Neo4j calls a node; it finds it so without looking into an index.
# ordered: ties to be written, by the numbers of their nodes and of their ends.
_MORE = """
CREATE TABLE merged (seq INTEGER PRIMARY KEY, node INT NOT NULL);
CREATE INDEX merged_node ON merged (node);
CREATE TABLE places (node INTEGER PRIMARY KEY, place INT NOT NULL);
CREATE TABLE ordered (
    place INTEGER PRIMARY KEY, tie INT NOT NULL, start_node INT NOT NULL, end_node INT NOT NULL,
    start INT NOT NULL, "end" INT NOT NULL);
CREATE VIEW placed AS
    SELECT e.*, coalesce(m.node, e.seq) AS node
    FROM entities e LEFT JOIN merged m ON m.seq = e.seq;
"""


#: How many rows are held at a time.
_PART = 10_000
_SETTINGS = ("PRAGMA journal_mode = OFF", "PRAGMA cache_size = -64000", "BEGIN")


class Spool:
    """
    The tables of a SQLite store, with what the server holds of them.

    Args:
        state: Where the Neo4j store stands; numbers go on from there.
    """

    def __init__(self, state: State) -> None:
        self.now = state.revision + 1
        # Without a name, SQLite makes a file that goes when it is closed.
        self.connection = sqlite3.connect("", isolation_level=None)
        # Numbers of what was withdrawn are not given again while it is still there.
        tables = SCHEMA.replace("INTEGER PRIMARY KEY", "INTEGER PRIMARY KEY AUTOINCREMENT")
        known = (
            f"CREATE TABLE known_{noun} (seq INTEGER PRIMARY KEY, node INT, id TEXT)"
            for noun in NOUNS
        )
        for statement in (*_SETTINGS, *tables.split(";\n"), *known, *_MORE.split(";\n")):
            self.run(statement)
        self.run("UPDATE meta SET revision = ?", state.revision)
        for noun in NOUNS:
            self.run("INSERT INTO sqlite_sequence VALUES (?, ?)", noun, state.last[noun])

    def run(self, query: str, *values: object) -> sqlite3.Cursor:
        """Run one statement; rows of its answer come as they are asked for."""
        return self.connection.execute(query, values)

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def know_sources(self, records: Iterable[tuple[int, str]]) -> None:
        """Note the sources that the server holds."""
        claims = ((seq, claim_of(Source, text)) for seq, text in records)
        self._know("sources", ((seq, seq, *row_of(claim)) for seq, claim in claims))

    def know_judgements(self, records: Iterable[tuple[int, str]]) -> None:
        """Note the judgements that the server holds."""
        claims = ((seq, claim_of(Judgement, text)) for seq, text in records)
        self._know("judgements", ((seq, seq, *row_of(claim)) for seq, claim in claims))

    def know_entities(self, found: Entities) -> None:
        """Note the entities that the server holds, and their nodes."""
        rows = found.rows
        identified = (
            source != VOCABULARY_SOURCE and '"identifiers":[' in text
            for source, text in zip(rows.sources, rows.records, strict=True)
        )
        columns = (rows.ids, rows.sources, rows.kinds, rows.labels, identified, rows.records)
        self._know("entities", zip(found.seqs, found.nodes, *columns, strict=True))
        self.know_places(found.places.items())

    def know_places(self, places: Iterable[tuple[int, int]]) -> None:
        """Note what Neo4j calls nodes that are there, or were just made."""
        self.connection.executemany("INSERT INTO places VALUES (?, ?)", places)

    def know_ties(self, found: Ties) -> None:
        """Note ties that the server holds."""
        nodes = dict(
            self.run("SELECT e.id, k.node FROM known_entities k JOIN entities e ON e.seq = k.seq")
        )
        rows = found.rows
        starts = (nodes[start] for start in rows.starts)
        columns = (rows.ids, rows.sources, rows.kinds, rows.starts, rows.ends, rows.since)
        more = (rows.until, rows.weights, rows.labels, rows.rests)
        self._know("ties", zip(found.seqs, starts, *columns, *more, strict=True))

    def _know(self, noun: str, rows: Iterable[Row]) -> None:
        """Keep rows that begin with a number, a node and an id."""
        names = ", ".join(f'"{name}"' for name in COLUMNS[noun])
        marks = ", ".join("?" * len(COLUMNS[noun]))
        # Only names of our own tables and columns are put into a statement.
        kept = f"""
            INSERT INTO {noun} (seq, {names}, born, changed, seen)
            VALUES (?, {marks}, -1, -1, -1)
        """  # noqa: S608
        known = f"INSERT INTO known_{noun} VALUES (?, ?, ?)"  # noqa: S608
        rest = iter(rows)
        while part := list(islice(rest, _PART)):
            self.connection.executemany(known, (row[:3] for row in part))
            self.connection.executemany(kept, ((row[0], *row[2:]) for row in part))

    def place(self) -> None:
        """Find out which entities are one node, by all judgements after this load."""
        self.run("DELETE FROM merged")
        rows = self.run("""
            SELECT seq, id, kind FROM entities WHERE id IN
            (SELECT "left" FROM judgements UNION SELECT "right" FROM judgements) ORDER BY seq
        """).fetchall()
        ids = [name for _, name, _ in rows]
        here = set(ids)
        roles = np.array([ROLES.index(vocabulary().kind(kind).role) for *_, kind in rows], np.int8)
        judgements = (
            claim_of(Judgement, text)
            for left, right, text in self.run('SELECT "left", "right", record FROM judgements')
            if left in here and right in here
        )
        nodes = merged(ids, roles, judgements).tolist()
        first: dict[int, int] = {}
        for (seq, *_), node in zip(rows, nodes, strict=True):
            first.setdefault(node, seq)
        apart = ((seq, first[node]) for (seq, *_), node in zip(rows, nodes, strict=True))
        self.connection.executemany(
            "INSERT INTO merged VALUES (?, ?)", (pair for pair in apart if pair[0] != pair[1])
        )

    def last(self, noun: str) -> int:
        """The highest number that a claim of this sort has."""
        return int(self.run("SELECT seq FROM sqlite_sequence WHERE name = ?", noun).fetchone()[0])

    def moved(self) -> list[int]:
        """The nodes from which entities moved to another."""
        rows = self.run("""
            SELECT DISTINCT k.node FROM placed p JOIN known_entities k ON k.seq = p.seq
            WHERE k.node <> p.node ORDER BY 1
        """)
        return [node for (node,) in rows]

    def take_along(self) -> None:
        """Have the ties of entities that moved written anew, at their new nodes."""
        self.run(
            """
            WITH moved AS (
                SELECT p.id FROM placed p JOIN known_entities k ON k.seq = p.seq
                WHERE k.node <> p.node)
            UPDATE ties SET changed = ? WHERE start IN moved OR "end" IN moved
        """,
            self.now,
        )

    def order_ties(self) -> None:
        """
        Put the ties that are new, or written anew, in the order of their nodes.

        Neo4j writes ties at one node side by side a quarter faster than here and there.
        """
        self.run(
            """
            INSERT INTO ordered (tie, start_node, end_node, start, "end")
            SELECT t.seq, a.node, b.node, a.seq, b.seq
            FROM ties t JOIN placed a ON a.id = t.start JOIN placed b ON b.id = t."end"
            WHERE t.changed = ? ORDER BY 2, 3, 1
        """,
            self.now,
        )
