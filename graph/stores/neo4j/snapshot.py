"""Reading a Neo4j store as it is after one load, while others may write the next."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from neo4j import ManagedTransaction

from graph.domain.errors import StoreError
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.publication import recovered
from graph.stores.neo4j.schema import TURN, State, existing, read_state

#: Finds something of a revision.
Find = Callable[[ManagedTransaction, int], Any]

#: How often a reader begins anew because a load came out while it read.
ATTEMPTS = 20


def of_one_revision(connection: Connection, *finds: Find) -> tuple[State, list[Any]]:
    """
    What each of *finds* finds, side by side, and the state of the store that all of it is of.

    Neo4j shows what others commit while we read. Nothing of a load is read before
    it is out, so that only a load that comes out meanwhile makes us begin anew.

    Raises:
        StoreError: The store was deleted, or loads come out one upon the other.
    """
    for _ in range(ATTEMPTS):
        state = _settled(connection)
        try:
            with ThreadPoolExecutor(len(finds)) as threads:
                read = threads.map(partial(_found, connection, state.revision), finds)
                found, after = zip(*read, strict=True)
        except StoreError:
            # What is being read may be gone by now.
            if existing(connection).stamp == state.stamp:
                raise
            continue
        if set(after) == {state.stamp}:
            return state, list(found)
    raise StoreError(
        f"{connection.address}: loads come out faster than the network can be read; "
        "try again when they are done"
    )


def _found(connection: Connection, revision: int, find: Find) -> tuple[Any, str | None]:
    """What *find* finds, and the stamp after it, by the same member of a cluster."""

    def work(transaction: ManagedTransaction) -> tuple[Any, str | None]:
        found, state = find(transaction, revision), read_state(transaction)
        return found, None if state is None else state.stamp

    return connection.read(work)


def _settled(connection: Connection) -> State:
    """Where the store stands, when nothing is half put in place."""
    state = existing(connection)
    if state.swept == state.revision:
        return state
    # Either a writer is just putting it in place, or it died before it could.
    with connection.holding(TURN):
        return recovered(connection)
