"""
How fast claims get into a store and out again, beside writing the same rows and nothing else.

    python -m benchmarks.stores --stakeholders 10000 --rounds 3

Each round does everything once, one after the other, so that whatever else the machine
does falls on all alike. The table gives the medians of all rounds.
"""

import argparse
import multiprocessing
import resource
import sqlite3
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from datetime import date
from itertools import islice
from pathlib import Path

from benchmarks.networks import network
from graph.domain.labels import Label
from graph.domain.model import Claim, Entity, Tie
from graph.domain.places import shared_claims
from graph.stores.base import Store
from graph.stores.opening import Access, open_store
from graph.views.building import build
from tests.machine import UnavailableError
from tests.neo4j_server import Neo4jServer, running_neo4j

DAY = date(2025, 6, 1)
PART = 10_000
Seconds = dict[str, list[float]]

RAW_TABLES = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "CREATE TABLE nodes (id TEXT PRIMARY KEY, name TEXT, label INT, year INT)",
    "CREATE TABLE ties (a TEXT, b TEXT, kind TEXT, label INT, year INT)",
    "CREATE INDEX ties_a ON ties (a)",
    "CREATE INDEX ties_b ON ties (b)",
)
RAW_NODES = "UNWIND $rows AS r CREATE (:Raw {id: r[0], name: r[1], label: r[2], year: r[3]})"
RAW_TIES = """
    UNWIND $rows AS r MATCH (a:Raw {id: r[0]}) MATCH (b:Raw {id: r[1]})
    CREATE (a)-[:TIE {id: r[2], name: r[3], label: r[4], year: r[5]}]->(b)
"""


class Rows:
    """The claims of a network, and as rows of which nothing is kept but a few columns."""

    def __init__(self, stakeholders: int, ties: int) -> None:
        self.claims: list[Claim] = list(network(stakeholders, ties))
        entities = [claim for claim in self.claims if isinstance(claim, Entity)]
        self.ties = [claim for claim in self.claims if isinstance(claim, Tie)]
        self.size = len(entities) + len(self.ties)
        shared = [claim for claim in shared_claims() if isinstance(claim, Entity)]
        self.raw_nodes = [(one.id, one.name, 0, 2020) for one in (*shared, *entities)]

    def raw_sqlite(self, folder: Path) -> float:
        """Seconds for `executemany`, in one transaction."""
        connection = sqlite3.connect(folder / "raw.db", isolation_level=None)
        for statement in RAW_TABLES:
            connection.execute(statement)
        ties = [(tie.start, tie.end, tie.kind, 0, 2020) for tie in self.ties]
        begun = time.perf_counter()
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO nodes VALUES (?, ?, ?, ?)", self.raw_nodes)
        connection.executemany("INSERT INTO ties VALUES (?, ?, ?, ?, ?)", ties)
        connection.execute("COMMIT")
        seconds = time.perf_counter() - begun
        connection.close()
        return seconds

    def raw_neo4j(self, server: Neo4jServer) -> float:
        """Seconds for a loop of `UNWIND`, each ten thousand rows in a transaction."""
        ties = [(tie.start, tie.end, tie.id, tie.kind, 0, 2020) for tie in self.ties]
        with server.driver() as driver, driver.session(database=server.database) as session:
            session.run("CREATE CONSTRAINT FOR (n:Raw) REQUIRE n.id IS UNIQUE").consume()
            begun = time.perf_counter()
            for part in parts(self.raw_nodes):
                session.run(RAW_NODES, rows=part).consume()
            for part in parts(ties):
                session.run(RAW_TIES, rows=part).consume()
            return time.perf_counter() - begun


def parts(rows: Iterable[tuple[object, ...]]) -> Iterator[list[tuple[object, ...]]]:
    """The rows, ten thousand at a time."""
    rest = iter(rows)
    while part := list(islice(rest, PART)):
        yield part


def load(store: Store, claims: Sequence[Claim]) -> float:
    """Seconds to load all claims as one batch."""
    begun = time.perf_counter()
    with store.writing() as batch:
        for claim in claims:
            batch.put(claim)
    return time.perf_counter() - begun


def view(address: str, access: Access) -> tuple[float, float, int]:
    """Seconds to read claims and build a View, the megabytes it holds, and its ties."""
    store = open_store(address, access)
    before = megabytes()
    begun = time.perf_counter()
    built = build(store.claims(Label.RED), DAY)
    seconds = time.perf_counter() - begun
    held = megabytes() - before
    store.close()
    return seconds, held, len(built.claims.ties.ids)


def megabytes() -> float:
    """What this process holds in memory now, as Linux counts it."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def view_apart(address: str, access: Access) -> tuple[float, float, int]:
    """`view` in a process of its own, whose memory nothing else has grown."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(view, (address, access))


def empty(server: Neo4jServer) -> None:
    """Leave nothing in the database, not even a schema."""
    with server.driver() as driver, driver.session(database=server.database) as session:
        session.run(
            "MATCH ()-[t]->() CALL (t) { DELETE t } IN TRANSACTIONS OF 20000 ROWS"
        ).consume()
    server.clear()
    server.drop_schema()


def measure(name: str, address: str, access: Access, rows: Rows, found: Seconds) -> None:
    """Load twice, and read."""
    store = open_store(address, access)
    found[f"{name}: load"].append(load(store, rows.claims))
    found[f"{name}: the same load again"].append(load(store, rows.claims))
    store.close()
    seconds, held, ties = view_apart(address, access)
    found[f"{name}: View"].append(seconds)
    found[f"{name}: memory"].append(held)
    found[f"{name}: ties"].append(ties)


def one_round(rows: Rows, server: Neo4jServer | None, found: Seconds) -> None:
    """Everything once."""
    with tempfile.TemporaryDirectory(prefix="tracktwo-bench-") as folder:
        found["SQLite: raw"].append(rows.raw_sqlite(Path(folder)))
        measure("SQLite", f"sqlite:{folder}/store.db", Access(), rows, found)
    if server is not None:
        access = Access(user=server.user, password=server.password, database=server.database)
        empty(server)
        found["Neo4j: raw"].append(rows.raw_neo4j(server))
        empty(server)
        measure("Neo4j", server.uri, access, rows, found)
        empty(server)


def table(rows: Rows, found: Seconds) -> Iterator[str]:
    """A table in Markdown."""
    yield "| store | rows written | rows/s | of raw | again, of raw | View, ties/s | View, MB |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for name in ("SQLite", "Neo4j"):
        if f"{name}: raw" not in found:
            continue
        raw, first, again, seconds, memory, ties = (
            found[f"{name}: {what}"]
            for what in ("raw", "load", "the same load again", "View", "memory", "ties")
        )
        yield (
            f"| {name} | {rows.size:,} | {rows.size / statistics.median(first):,.0f} "
            f"| {ratio(raw, first)} | {ratio(raw, again)} "
            f"| {ties[0] / statistics.median(seconds):,.0f} | {statistics.median(memory):,.0f} |"
        )


def ratio(raw: Sequence[float], ours: Sequence[float]) -> str:
    """How fast *ours* is beside *raw*: the median of all rounds, and their range."""
    each = sorted(one / other for one, other in zip(raw, ours, strict=True))
    return f"{statistics.median(each):.2f} ({each[0]:.2f}–{each[-1]:.2f})"


def main() -> None:
    """Measure, and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--stakeholders", type=int, default=10_000)
    arguments.add_argument("--ties", type=int, help="five to a stakeholder, if not given")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--without-neo4j", action="store_true")
    given = arguments.parse_args()
    rows = Rows(given.stakeholders, given.ties or 5 * given.stakeholders)
    found: Seconds = defaultdict(list)
    try:
        with nullcontext() if given.without_neo4j else running_neo4j() as server:
            for _ in range(given.rounds):
                one_round(rows, server, found)
    except UnavailableError as error:
        print(f"Without Neo4j: {error}")
        for _ in range(given.rounds):
            one_round(rows, None, found)
    print("\n".join(table(rows, found)))


if __name__ == "__main__":
    main()
