"""What a load changes in Neo4j, as the statements that do it and the rows they take."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

import orjson

from graph.domain.labels import Label
from graph.domain.records import values_of
from graph.domain.stakeholder import kind_of
from graph.stores.neo4j.staging import Spool
from graph.stores.neo4j.terms import ENTITY, NODE_LABELS
from graph.stores.neo4j.ties import making, tie_row

#: How many nodes or ties are written in one transaction.
_PART = 10_000
_LABELS = tuple(label.text for label in Label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """
    A statement, the rows it takes as `$rows`, and how many nodes or ties it must find.

    It returns how many it found, and the number of each node that it made with what
    Neo4j calls it. `marks` tells that it only marks what is there, for a sweep to act on.
    """

    statement: str
    rows: Sequence[Any]
    count: int
    marks: bool


# Where the store is another writer's there is no row, and still a count has to come back.
_NOWHERE = "collect(null)"
_END = f"""
    UNWIND $rows AS row MATCH (n:{{label}} {{{{seq: row}}}})
    SET n.died = $now RETURN count(n), {_NOWHERE}
"""
_MAKE = f"""
    UNWIND $rows AS row CREATE (n:{{label}}) SET n = row RETURN count(n), {_NOWHERE}
"""
# Labels by row, for a statement to each kind of stakeholder would be planned each.
_PROPERTIES = (
    *("seq", "born", "id", "name", "aliases", "identifiers", "level", "summary", "link"),
    *("since", "until", "sources", "labels", "seqs", "claims"),
)
_MAKE_NODES = f"""
    UNWIND $rows AS row CREATE (n:{ENTITY}:$(row[0])
        {{{", ".join(f"{name}: row[{place}]" for place, name in enumerate(_PROPERTIES, start=1))}}})
    RETURN count(n), collect([n.seq, id(n)])
"""
_MEND = """
    UNWIND $rows AS row MATCH (n:{label} {{seq: row[0]}})
    SET n.next = row[1], n.next_at = $now RETURN count(n), collect(null)
"""
_END_TIES = f"""
    UNWIND $rows AS row MATCH (:{ENTITY} {{seq: row[0]}})-[t]->() WHERE t.id IN row[1]
    SET t.died = $now RETURN count(t), collect(null)
"""


def changes(spool: Spool) -> Iterator[Iterator[Change]]:
    """Everything that has to be written: new ties once it is known where all nodes are."""
    yield _all_but_made_ties(spool)
    yield _made_ties(spool)


def _all_but_made_ties(spool: Spool) -> Iterator[Change]:
    yield from _records(spool, "sources", "Source")
    yield from _records(spool, "judgements", "Judgement")
    yield from _nodes(spool)
    yield from _ended_ties(spool)
    # The server still writes the last parts of this meanwhile.
    spool.order_ties()


def _records(spool: Spool, noun: str, label: str) -> Iterator[Change]:
    """The nodes of sources or judgements."""
    found = f"SELECT seq, id, record FROM {noun} WHERE changed = ? AND born"  # noqa: S608
    made = (_record(spool, *row) for row in spool.run(f"{found} = changed", spool.now))
    yield from _in_parts(_MAKE.format(label=label), made)
    mended = (
        [row[0], _next(None, _record(spool, *row))]
        for row in spool.run(f"{found} < changed", spool.now)
    )
    yield from _in_parts(_MEND.format(label=label), mended)
    gone = spool.run(
        f"SELECT seq FROM known_{noun} WHERE seq NOT IN (SELECT seq FROM {noun})"  # noqa: S608
    )
    yield from _in_parts(_END.format(label=label), (seq for (seq,) in gone))


def _record(spool: Spool, seq: int, name: str, text: str) -> dict[str, Any]:
    values = values_of(text)
    label = _LABELS[values["label"]]
    return {**values, "seq": seq, "id": name, "label": label, "claim": text, "born": spool.now}


def _next(kind: str | None, values: dict[str, Any]) -> str:
    return orjson.dumps({"kind": kind, "values": values}).decode()


# The nodes that a load touches: whose entities changed, joined or left.
_WRITTEN = """
    SELECT p.node FROM placed p LEFT JOIN known_entities k ON k.seq = p.seq
    WHERE p.changed = :now OR k.node IS NOT p.node
    UNION SELECT k.node FROM known_entities k LEFT JOIN placed p ON p.seq = k.seq
    WHERE p.node IS NOT k.node
"""
_MEMBERS = f"""
    WITH written AS ({_WRITTEN})
    SELECT p.node, p.seq, p.label, p.record,
        EXISTS (SELECT 1 FROM known_entities k WHERE k.seq = p.node AND k.node = p.node)
    FROM written w JOIN placed p ON p.seq = w.node AND p.node = w.node
    UNION ALL SELECT m.node, e.seq, e.label, e.record,
        EXISTS (SELECT 1 FROM known_entities k WHERE k.seq = m.node AND k.node = m.node)
    FROM written w JOIN merged m ON m.node = w.node JOIN entities e ON e.seq = m.seq
    ORDER BY 1, 2
"""  # noqa: S608
_GONE = """
    SELECT k.seq FROM known_entities k LEFT JOIN placed p ON p.seq = k.seq
    WHERE k.node = k.seq AND p.node IS NOT k.node
"""


def _nodes(spool: Spool) -> Iterator[Change]:
    """The nodes of stakeholders and contexts, each of all entities that are one."""
    # A node takes as long as two ties.
    yield from _by_statement(_written_nodes(spool), _PART // 2)
    yield from _in_parts(_END.format(label=ENTITY), (seq for (seq,) in spool.run(_GONE)))


def _written_nodes(spool: Spool) -> Iterator[tuple[str, Any]]:
    members = spool.connection.execute(_MEMBERS, {"now": spool.now})
    for (_, known), group in groupby(members, lambda row: (row[0], row[4])):
        kind, values = _node(spool, list(group))
        if known:
            yield _MEND.format(label=ENTITY), [values["seq"], _next(kind, values)]
        else:
            yield _MAKE_NODES, [NODE_LABELS[kind][1:], *map(values.get, _PROPERTIES)]


def _node(spool: Spool, members: Sequence[tuple[int, int, int, str, int]]) -> tuple[str, Any]:
    """The kind of a node, and its properties: what is read back, and what people want to see."""
    records = [values_of(text) for *_, text, _ in members]
    names = dict.fromkeys(
        name for record in records for name in (record["name"], *record.get("aliases", ()))
    )
    values = {
        "seq": members[0][1],
        "born": spool.now,
        "id": records[0]["id"],
        "name": records[0]["name"],
        "aliases": list(names)[1:],
        "identifiers": list(
            dict.fromkeys(name for record in records for name in record.get("identifiers", ()))
        ),
        **{name: _first(records, name) for name in ("level", "summary", "link", "since", "until")},
        "sources": [record["source"] for record in records],
        "labels": [_LABELS[label] for _, _, label, *_ in members],
        "seqs": [seq for _, seq, *_ in members],
        "claims": [text for *_, text, _ in members],
    }
    kind = kind_of(record["kind"] for record in records)
    return kind, {name: value for name, value in values.items() if value not in (None, [])}


def _first(records: Iterable[dict[str, Any]], name: str) -> object:
    return next((record[name] for record in records if name in record), None)


_MADE_TIES = """
    SELECT p.place, q.place, o.start_node, o.end_node, o."start", o."end", t.seq, t.id, t.source,
        t.kind, t.since, t.until, t.weight, t.label, t.rest
    FROM ordered o CROSS JOIN ties t ON t.seq = o.tie
    JOIN places p ON p.node = o.start_node JOIN places q ON q.node = o.end_node
    ORDER BY o.place
"""


def _ended_ties(spool: Spool) -> Iterator[Change]:
    """Ties that are withdrawn, or written anew because something about them changed."""
    ended = spool.run(
        """
        SELECT k.node, k.id FROM known_ties k LEFT JOIN ties t ON t.seq = k.seq
        WHERE t.seq IS NULL OR t.changed = ? ORDER BY 1, 2
        """,
        spool.now,
    )
    while part := list(islice(ended, _PART)):
        rows = [
            [node, [name for _, name in group]] for node, group in groupby(part, lambda row: row[0])
        ]
        yield Change(statement=_END_TIES, rows=rows, count=len(part), marks=True)


def _made_ties(spool: Spool) -> Iterator[Change]:
    """Ties that are new, or written anew."""
    rows = (tie_row(spool.now, row) for row in spool.run(_MADE_TIES))
    yield from _by_statement(((making(len(row)), row) for row in rows), _PART)


def _by_statement(rows: Iterable[tuple[str, Any]], size: int) -> Iterator[Change]:
    """Rows that come with the statement they are for, so many of one at a time."""
    waiting: dict[str, list[Any]] = defaultdict(list)
    for statement, row in rows:
        waiting[statement].append(row)
        if len(waiting[statement]) >= size:
            yield _change(statement, waiting.pop(statement))
    yield from (_change(statement, rest) for statement, rest in waiting.items())


def _in_parts(statement: str, rows: Iterable[Any]) -> Iterator[Change]:
    rest = iter(rows)
    while part := list(islice(rest, _PART)):
        yield _change(statement, part)


def _change(statement: str, rows: Sequence[Any]) -> Change:
    marks = "SET n.died" in statement or "SET n.next" in statement
    return Change(statement=statement, rows=rows, count=len(rows), marks=marks)
