"""Nodes in Neo4j, read in columns: a record for each would take ten times longer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from neo4j import ManagedTransaction, Record

from graph.domain.model import Judgement, Source
from graph.domain.records import values_of
from graph.domain.vocabulary import vocabulary
from graph.stores.neo4j.terms import ENTITY
from graph.views.claims import EntityRows

#: How many nodes or ties come in one record.
PART = 5_000
_DEFAULT_LABELS = {kind.code: int(kind.default_label) for kind in vocabulary().kinds.values()}

# What is born after the revision belongs to a load that is not out yet.
_FIND = """
    MATCH (n:{label}) WHERE n.born <= $revision
    WITH collect(n) AS found UNWIND range(0, size(found) - 1, $part) AS place
    WITH found[place..place + $part] AS part
    RETURN {columns}
"""
_RECORDS = "[n IN part | n.seq] AS seq, [n IN part | n.claim] AS claim"
_ENTITIES = """
    [n IN part | id(n)] AS place, [n IN part | n.seqs] AS seqs, [n IN part | n.claims] AS claims
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entities:
    """
    Entities oldest first, with their numbers and those of their nodes.

    `names` are their ids by number; `firsts` the id of each node's earliest entity, by
    what Neo4j calls the node; `places` what it calls each node, by the node's number.
    """

    rows: EntityRows
    seqs: Sequence[int]
    nodes: Sequence[int]
    names: Mapping[int, str]
    firsts: Mapping[int, str]
    places: Mapping[int, int]


def find_records(
    transaction: ManagedTransaction, revision: int, kind: type[Source] | type[Judgement]
) -> list[tuple[int, str]]:
    """Find the number and the record of each source or judgement of a revision, oldest first."""
    found = _found(transaction, revision, kind.__name__, _RECORDS)
    return sorted(zip(_joined(found, "seq"), _joined(found, "claim"), strict=True))


def find_entities(transaction: ManagedTransaction, revision: int) -> Entities:
    """Find all entities of a revision; those judged the same are at one node."""
    found = _found(transaction, revision, ENTITY, _ENTITIES)
    places, seqs, claims = (_joined(found, name) for name in ("place", "seqs", "claims"))
    kept = sorted(
        (seq, numbers[0], text)
        for numbers, texts in zip(seqs, claims, strict=True)
        for seq, text in zip(numbers, texts, strict=True)
    )
    rows = entity_rows([text for *_, text in kept])
    names = {seq: name for (seq, *_), name in zip(kept, rows.ids, strict=True)}
    return Entities(
        rows=rows,
        seqs=list(names),
        nodes=[node for _, node, _ in kept],
        names=names,
        firsts={place: names[numbers[0]] for place, numbers in zip(places, seqs, strict=True)},
        places={numbers[0]: place for place, numbers in zip(places, seqs, strict=True)},
    )


def entity_rows(records: Sequence[str]) -> EntityRows:
    """The columns of entities, from their records."""
    ids, sources, kinds, labels = [], [], [], []
    for text in records:
        value = values_of(text)
        ids.append(value["id"])
        sources.append(value["source"])
        kinds.append(value["kind"])
        labels.append(value.get("label", _DEFAULT_LABELS[value["kind"]]))
    return EntityRows(ids=ids, sources=sources, kinds=kinds, labels=labels, records=records)


def _found(
    transaction: ManagedTransaction, revision: int, label: str, columns: str
) -> list[Record]:
    query = _FIND.format(label=label, columns=columns)
    return list(transaction.run(query, revision=revision, part=PART))


def _joined(found: Sequence[Record], name: str) -> list[Any]:
    return list(chain.from_iterable(record[name] for record in found))
