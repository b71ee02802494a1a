"""What a Neo4j store holds, in columns: a record for each claim would take ten times longer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import orjson
from neo4j import ManagedTransaction, Record

from graph.claims import EntityRows, TieRows
from graph.labels import Label
from graph.model import Judgement, Source
from graph.stores.neo4j_terms import ANY_TIE, ENTITY, TIE_KINDS
from graph.vocabulary import vocabulary

#: How many nodes or ties come in one record.
_PART = 5_000
_LABELS = {label.text: int(label) for label in Label}
_DEFAULT_LABELS = {kind.code: int(kind.default_label) for kind in vocabulary().kinds.values()}

# What is born after the revision belongs to a load that is not out yet.
_NODES = """
    MATCH (n:{label}) WHERE n.born <= $revision
    WITH collect(n) AS found UNWIND range(0, size(found) - 1, $part) AS place
    WITH found[place..place + $part] AS part
    RETURN {columns}
"""
_TIES = """
    MATCH {pattern} WHERE t.born <= $revision AND {condition}
    WITH type(t) AS kind, collect(DISTINCT t) AS found
    UNWIND range(0, size(found) - 1, $part) AS place
    WITH kind, found[place..place + $part] AS part
    RETURN kind, {columns}
"""
_TIE_COLUMNS = (
    *("seq", "id", "source", "start", "end", "since", "until", "weight", "label", "details"),
)

#: Every tie; ties of one source; ties of entities that moved to another node.
EVERY = (f"()-[t:{ANY_TIE}]->()", "t.label IN $labels")
OF_SOURCE = (f"()-[t:{ANY_TIE}]->()", "t.source = $source")
OF_MOVED = (
    f"(n:{ENTITY})-[t:{ANY_TIE}]-()",
    "n.seq IN $nodes AND (t.start IN $moved OR t.end IN $moved) AND NOT t.source IN $brought",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entities:
    """Entities oldest first, with their numbers and those of their nodes."""

    rows: EntityRows
    seqs: Sequence[int]
    nodes: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """Ties oldest first, with their numbers."""

    rows: TieRows
    seqs: Sequence[int]


def _lists(name: str, *columns: str) -> str:
    return ", ".join(f"[{name} IN part | {name}.{column}] AS {column}" for column in columns)


def find_records(
    transaction: ManagedTransaction, revision: int, kind: type[Source] | type[Judgement]
) -> list[Record]:
    """Find all sources or judgements of a revision."""
    query = _NODES.format(label=kind.__name__, columns=_lists("n", "seq", "claim"))
    return list(transaction.run(query, revision=revision, part=_PART))


def records_of(found: Sequence[Record]) -> list[tuple[int, str]]:
    """The number and the record of each source or judgement, oldest first."""
    return sorted(zip(_joined(found, "seq"), _joined(found, "claim"), strict=True))


def find_entities(transaction: ManagedTransaction, revision: int) -> list[Record]:
    """Find the nodes of a revision, in which entities judged the same are one."""
    query = _NODES.format(label=ENTITY, columns=_lists("n", "seq", "seqs", "claims"))
    return list(transaction.run(query, revision=revision, part=_PART))


def entities_of(found: Sequence[Record]) -> Entities:
    """All entities of the nodes that were found."""
    nodes = zip(
        _joined(found, "seq"), _joined(found, "seqs"), _joined(found, "claims"), strict=True
    )
    kept = sorted(
        (seq, node, text)
        for node, seqs, claims in nodes
        for seq, text in zip(seqs, claims, strict=True)
    )
    return Entities(
        rows=entity_rows([text for *_, text in kept]),
        seqs=[seq for seq, *_ in kept],
        nodes=[node for _, node, _ in kept],
    )


def entity_rows(records: Sequence[str]) -> EntityRows:
    """The columns of entities, from their records."""
    values = [orjson.loads(text) for text in records]
    return EntityRows(
        ids=[value["id"] for value in values],
        sources=[value["source"] for value in values],
        kinds=[value["kind"] for value in values],
        labels=[value.get("label", _DEFAULT_LABELS[value["kind"]]) for value in values],
        records=records,
    )


def find_ties(
    transaction: ManagedTransaction,
    revision: int,
    which: tuple[str, str],
    values: Mapping[str, object],
) -> list[Record]:
    """
    Find ties of a revision.

    Args:
        which: `EVERY`, `OF_SOURCE` or `OF_MOVED`.

        values: What the condition of *which* asks for.
    """
    pattern, condition = which
    query = _TIES.format(pattern=pattern, condition=condition, columns=_lists("t", *_TIE_COLUMNS))
    return list(transaction.run(query, {"revision": revision, "part": _PART, **values}))


def ties_of(found: Sequence[Record], names: Mapping[int, str]) -> Ties:
    """The ties that were found; *names* are the ids of entities by their numbers."""
    columns = {name: _joined(found, name) for name in _TIE_COLUMNS}
    columns["kind"] = list(
        chain.from_iterable([TIE_KINDS[one["kind"]]] * len(one["seq"]) for one in found)
    )
    columns = _in_order(columns)
    rows = TieRows(
        ids=columns["id"],
        sources=columns["source"],
        kinds=columns["kind"],
        starts=[names[seq] for seq in columns["start"]],
        ends=[names[seq] for seq in columns["end"]],
        since=columns["since"],
        until=columns["until"],
        weights=[1.0 if weight is None else weight for weight in columns["weight"]],
        labels=[_LABELS[text] for text in columns["label"]],
        rests=[text or "" for text in columns["details"]],
    )
    return Ties(rows=rows, seqs=columns["seq"])


def _joined(found: Sequence[Record], name: str) -> list[Any]:
    return list(chain.from_iterable(record[name] for record in found))


def _in_order(columns: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """The same columns, by the number of each row."""
    places = np.argsort(np.array(columns["seq"], np.int64), kind="stable").tolist()
    return {name: [column[place] for place in places] for name, column in columns.items()}
