"""Putting in place what a load changed, and taking back what a broken load left behind."""

from collections import defaultdict
from typing import Any
from uuid import uuid4

from graph.domain.records import values_of
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.schema import STORE, State, existing
from graph.stores.neo4j.terms import ENTITY, NODE_LABELS

_NODE = f"(n:{ENTITY}|Source|Judgement)"
_IN_PARTS = "IN TRANSACTIONS OF 10000 ROWS"
_PART = 2_000

# The first change locks the node, so that what is asked of it afterwards is the latest.
_TAKE_OVER = f"""
    MATCH {STORE} SET store.touched = $token
    WITH store WHERE store.writer = $writer SET store.writer = $token RETURN store.writer
"""
_UNDO = (
    f"MATCH ()-[t]->() WHERE t.born > $revision CALL (t) {{ DELETE t }} {_IN_PARTS}",
    f"MATCH ()-[t]->() WHERE t.died > $revision CALL (t) {{ REMOVE t.died }} {_IN_PARTS}",
    f"MATCH {_NODE} WHERE n.born > $revision CALL (n) {{ DELETE n }} {_IN_PARTS}",
    f"MATCH {_NODE} WHERE n.died > $revision CALL (n) {{ REMOVE n.died }} {_IN_PARTS}",
    f"""
    MATCH {_NODE} WHERE n.next_at > $revision
    CALL (n) {{ REMOVE n.next, n.next_at }} {_IN_PARTS}
    """,
)
_DELETE_TIES = f"MATCH ()-[t]->() WHERE t.died <= $revision CALL (t) {{ DELETE t }} {_IN_PARTS}"
_DELETE_NODES = f"MATCH {_NODE} WHERE n.died <= $revision CALL (n) {{ DELETE n }} {_IN_PARTS}"
_CHANGED = """
    MATCH (n:{label}) WHERE n.next_at <= $revision
    RETURN n.seq AS seq, n.next AS next LIMIT $part
"""
_KIND_LABELS = ":".join(sorted({label for labels in NODE_LABELS.values() for label in labels[1:]}))


def recovered(connection: Connection) -> State:
    """
    Where the store stands, once whatever a writer that died left undone is done.

    To be called by who has the turn to write.
    """
    state = existing(connection, latest=True)
    if state.writer is not None:
        undo(connection, state)
    if state.swept < state.revision:
        sweep(connection, state.revision)
    return existing(connection, latest=True)


def undo(connection: Connection, state: State) -> None:
    """Take back what the writer that *state* names wrote, unless another one has done it."""
    token = uuid4().hex
    if not connection.ask(_TAKE_OVER, writer=state.writer, token=token):
        return
    for statement in _UNDO:
        connection.run_in_parts(statement, revision=state.revision)
    connection.ask(f"MATCH {STORE} WHERE store.writer = $token REMOVE store.writer", token=token)


def sweep(connection: Connection, revision: int) -> None:
    """Delete what ended with *revision* or before, and put in place what changed."""
    connection.run_in_parts(_DELETE_TIES, revision=revision)
    for label in (ENTITY, "Source", "Judgement"):
        _put_in_place(connection, label, revision)
    connection.run_in_parts(_DELETE_NODES, revision=revision)
    connection.ask(f"MATCH {STORE} SET store.swept = $revision", revision=revision)


def _put_in_place(connection: Connection, label: str, revision: int) -> None:
    query = _CHANGED.format(label=label)
    while found := connection.ask(query, revision=revision, part=_PART):
        by_kind: dict[str | None, list[dict[str, Any]]] = defaultdict(list)
        for record in found:
            change = values_of(record["next"])
            by_kind[change["kind"]].append(change["values"])
        for kind, rows in by_kind.items():
            labels = "" if kind is None else _labelled(kind)
            connection.ask(
                f"UNWIND $rows AS row MATCH (n:{label} {{seq: row.seq}}) SET n = row {labels}",
                rows=rows,
            )


def _labelled(kind: str) -> str:
    """The clauses that give a node the labels of *kind* and no other kind's."""
    return f"REMOVE n:{_KIND_LABELS} SET n:{':'.join(NODE_LABELS[kind])}"
