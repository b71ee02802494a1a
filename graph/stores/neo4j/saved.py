"""
Saved questions in a Neo4j database: one node to each version.

They are no part of the network, so that a load need not be over for one to be saved:
writers of questions take turns at a node of their own.
"""

from uuid import uuid4

from neo4j import ManagedTransaction

from graph.domain.labels import Label
from graph.domain.saved import Saved
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.schema import present

# To change the node is to lock it, until the transaction ends.
_TURN = "MERGE (turn:Tracktwo {name: 'questions'}) SET turn.touched = $token"
_NEWEST = """
    MATCH (q:SavedQuestion {name: $name})
    RETURN q.text AS text, q.label AS label, q.token AS token ORDER BY q.seq DESC LIMIT 1
"""
_CREATE = """
    OPTIONAL MATCH (q:SavedQuestion)
    WITH coalesce(max(q.seq), 0) + 1 AS seq
    CREATE (:SavedQuestion {
        seq: seq, name: $name, text: $text, label: $label, saved: $saved, token: $token
    })
"""
_ALL = """
    MATCH (q:SavedQuestion) WHERE q.label <= $clearance
    RETURN q.name AS name, q.text AS text, q.label AS label, q.saved AS saved
    ORDER BY q.name, q.seq
"""
_FORGET = """
    MATCH (q:SavedQuestion {name: $name}) WHERE q.label <= $clearance
    WITH collect(q) AS gone, count(q) AS count
    FOREACH (q IN gone | DELETE q)
    RETURN count
"""


def save(connection: Connection, question: Saved) -> bool:
    """Keep *question* as the newest version of its name; False where it is that already."""
    token = uuid4().hex
    values = {
        "name": question.name,
        "text": question.text,
        "label": int(question.label),
        "saved": question.saved,
        "token": token,
    }

    def work(transaction: ManagedTransaction) -> bool:
        present(transaction, connection.address)
        transaction.run(_TURN, token=token).consume()
        newest = transaction.run(_NEWEST, name=question.name).single()
        if newest is not None:
            if newest["token"] == token:
                # The connection broke after the server had kept it, and this is done again.
                return True
            if (newest["text"], newest["label"]) == (question.text, int(question.label)):
                return False
        transaction.run(_CREATE, values).consume()
        return True

    return connection.write(work)


def saved(connection: Connection, clearance: Label) -> list[Saved]:
    """Every version of every question that *clearance* may see, by name, oldest first."""

    def work(transaction: ManagedTransaction) -> list[Saved]:
        present(transaction, connection.address)
        return [
            Saved(
                name=record["name"],
                text=record["text"],
                label=Label(record["label"]),
                saved=record["saved"],
            )
            for record in transaction.run(_ALL, clearance=int(clearance))
        ]

    return connection.read(work)


def forget(connection: Connection, name: str, clearance: Label) -> int:
    """Remove the versions of *name* that *clearance* may see; how many there were."""

    def work(transaction: ManagedTransaction) -> int:
        present(transaction, connection.address)
        result = transaction.run(_FORGET, name=name, clearance=int(clearance))
        return int(result.single(strict=True)["count"])

    return connection.write(work)
