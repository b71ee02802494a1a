"""
What a Neo4j database holds beside the network, and how a new one is prepared.

Loads are written in many transactions, so that no load is too large for the
server's memory, and still show at once or not at all: what a load brings carries
its number in `born`, what it ends carries it in `died`, what it changes carries
the new state in `next`. None of that is read until the one node `Tracktwo {name:
'store'}` says that the revision of that number is out. Then what died is deleted
and what changed is put in place ("swept").
"""

from dataclasses import dataclass, field

from neo4j import ManagedTransaction

from graph.domain.errors import StoreError
from graph.stores.base import NOUNS
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.terms import ENTITY

#: Grows when what is kept changes its shape.
VERSION = 3
#: The revision of a database in which even the shared places are still missing, so that
#: these come in with revision 0.
UNFILLED = -1

#: The node that says where the store stands, as a pattern.
STORE = "(store:Tracktwo {name: 'store'})"
#: Holds off other writers for as long as the transaction is open.
TURN = "MATCH (turn:Tracktwo {name: 'turn'}) SET turn.taken = true"

_INDEXES = (
    "CREATE CONSTRAINT tracktwo IF NOT EXISTS FOR (n:Tracktwo) REQUIRE n.name IS UNIQUE",
    *(
        f"CREATE CONSTRAINT {label.lower()}_seq IF NOT EXISTS FOR (n:{label}) "
        "REQUIRE n.seq IS UNIQUE"
        for label in (ENTITY, "Source", "Judgement")
    ),
    *(
        f"CREATE INDEX {label.lower()}_{name} IF NOT EXISTS FOR (n:{label}) ON (n.{name})"
        for label, name in ((ENTITY, "id"), (ENTITY, "name"), ("Source", "id"))
    ),
)
# Since version 3 records may have closed fields, which Tracktwo of before would show to anybody.
# Up to version 1 the text of a tie began with its load and its number, and had no id.
_STEP_FROM_1 = """
    MATCH ()-[t]->() WHERE size(split(t.claim, '\t')) = 9
    CALL (t) {
        WITH t, split(t.claim, '\t') AS fields, '00000000000' AS zeros
        SET t.claim = right(zeros + fields[1], 12) + '\t' + right(zeros + fields[0], 12) + '\t'
            + t.id + substring(t.claim, size(fields[0]) + size(fields[1]) + 1)
    } IN TRANSACTIONS OF 10000 ROWS
"""
_FIRST_NODES = f"""
    MERGE {STORE}
    ON CREATE SET store.version = $version, store.revision = $revision, store.swept = $revision
    MERGE (:Tracktwo {{name: 'turn'}})
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """
    Where a store stands.

    `revision` is what readers see; `swept` the last one after which everything was put
    in place; `writer` the load that began to write and has not ended, `published` the
    last one that has; `last` the highest number given to each sort of claim; `shared`
    the edition of the shared themes and places.
    """

    version: int
    revision: int
    swept: int
    writer: str | None = None
    published: str | None = None
    last: dict[str, int] = field(default_factory=dict)
    shared: str | None = None

    @property
    def stamp(self) -> str:
        """What tells this state of this store from every other."""
        return f"{self.revision}:{self.published}"


def read_state(transaction: ManagedTransaction) -> State | None:
    """Where the store stands; None when there is none yet."""
    record = transaction.run(f"MATCH {STORE} RETURN store").single()
    if record is None:
        return None
    kept = dict(record["store"])
    return State(
        version=kept["version"],
        revision=kept["revision"],
        swept=kept["swept"],
        writer=kept.get("writer"),
        published=kept.get("published"),
        last={noun: kept.get(f"last_{noun}", 0) for noun in NOUNS},
        shared=kept.get("shared"),
    )


def present(transaction: ManagedTransaction, address: str) -> State:
    """
    Where the store stands that has to be in the database at *address*.

    Raises:
        StoreError: Somebody deleted it.
    """
    state = read_state(transaction)
    if state is None:
        raise StoreError(f"{address}: the store in this database was deleted; load everything anew")
    return state


def existing(connection: Connection, *, latest: bool = False) -> State:
    """Where the store stands that has to be there; StoreError when it is not."""
    return connection.read(lambda found: present(found, connection.address), latest=latest)


def prepare(connection: Connection) -> None:
    """
    Make constraints, indexes and the first nodes of a new store, or bring up an old one.

    Raises:
        StoreError: Another program's database, or one of a newer Tracktwo.
    """
    state = connection.read(read_state, latest=True)
    if state is None:
        _refuse_others(connection)
        for statement in _INDEXES:
            connection.ask(statement)
        connection.ask(_FIRST_NODES, version=VERSION, revision=UNFILLED)
    elif state.version > VERSION:
        raise StoreError(
            f"{connection.address}: made by a newer Tracktwo (schema of version {state.version}; "
            f"this one knows {VERSION}); upgrade Tracktwo, or name another database"
        )
    elif state.version < VERSION:
        with connection.holding(TURN):
            # What was brought up before this broke, or by who had the turn before, stays so.
            connection.run_in_parts(_STEP_FROM_1)
            connection.ask(f"MATCH {STORE} SET store.version = $version", version=VERSION)


def _refuse_others(connection: Connection) -> None:
    found = connection.ask("MATCH (n) WHERE NOT n:Tracktwo RETURN labels(n) AS labels LIMIT 1")
    if found:
        raise StoreError(
            f"{connection.address}: this database holds something else (a node labelled "
            f"{':'.join(found[0]['labels'])!r}); name an empty database"
        )
