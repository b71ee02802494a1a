"""Ties in Neo4j: what a relationship shows to people, and the one text that is read back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Any

import numpy as np
from neo4j import ManagedTransaction, Record

from graph.domain.labels import Label
from graph.domain.records import values_of
from graph.stores.neo4j.nodes import PART, Entities
from graph.stores.neo4j.terms import ENTITY, TIE_KINDS, TIE_TYPES
from graph.views.claims import Numbers, TieRows

_LABELS = tuple(label.text for label in Label)

#: What of the rest of a tie is shown by name.
_MORE = (
    "role",
    "track",
    "share",
    "amount",
    "currency",
    "earmarking",
    "marker",
    "cited",
    "cited_on",
)
_SHOWN = ("id", "source", "label", "claim", "since", "until", "weight", *_MORE)
#: How many fields there are in the text that is read back; none of them can hold a tab.
_FIELDS = 10
#: The text begins with the numbers of the tie and of its load, in so many digits each.
_DIGITS = 12
_NUMBER, _LOAD = itemgetter(slice(_DIGITS)), itemgetter(slice(_DIGITS + 1, 2 * _DIGITS + 1))
_MAKE = """
    UNWIND $rows AS row
    MATCH (a:{entity}) WHERE id(a) = row[0] MATCH (b:{entity}) WHERE id(b) = row[1]
    CREATE (a)-[t:$(row[2]) {{born: $now, {shown}}}]->(b) RETURN count(t), collect(null)
"""
# Each property that is read costs as much as the relationship itself, so that all is
# in one, and what people see is not read.
_FIND = """
    MATCH {pattern} WHERE {condition} WITH type(t) AS kind, collect({each}) AS found
    UNWIND range(0, size(found) - 1, $part) AS place
    WITH kind, found[place..place + $part] AS part
    RETURN kind, [t IN part | t.claim] AS claims,
        [t IN part | id(startNode(t))] AS starts, [t IN part | id(endNode(t))] AS ends
"""
#: Every tie; ties of one source; ties at nodes that entities moved from.
EVERY = ("()-[t]->()", "true", "t")
OF_SOURCE = ("()-[t]->()", "t.source = $source", "t")
OF_MOVED = (f"(n:{ENTITY})-[t]-()", "n.seq IN $nodes AND NOT t.source IN $brought", "DISTINCT t")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """Ties oldest first, with their numbers."""

    rows: TieRows
    seqs: Sequence[int]


@cache
def making(size: int) -> str:
    """The statement that makes ties, each from a row of this size by `tie_row`."""
    names = enumerate(_SHOWN[: size - 3], start=3)
    shown = ", ".join(f"{name}: row[{place}]" for place, name in names)
    return _MAKE.format(entity=ENTITY, shown=shown)


def tie_row(now: int, row: Sequence[Any]) -> tuple[Any, ...]:
    """
    What a tie is made of: a row of what every tie may have, or of all that can be shown.

    Args:
        now: The number of the load.

        row: Where both ends are, and their nodes and entities, by number; then the
            columns of the tie.
    """
    a, b, start_node, end_node, start, end, seq, name, source, kind, *more = row
    since, until, weight, label, rest = more
    heaviness = None if weight == 1 else weight
    claim = (
        f"{seq:0{_DIGITS}}\t{now:0{_DIGITS}}\t{name}\t{since or ''}\t{until or ''}\t"
        f"{'' if heaviness is None else heaviness}\t{label or ''}\t"
        f"{'' if start == start_node else start}\t{'' if end == end_node else end}\t{rest}"
    )
    shown = (a, b, TIE_TYPES[kind], name, source, _LABELS[label], claim, since, until, heaviness)
    if not rest:
        return shown
    terms = values_of(rest)
    if terms.keys().isdisjoint(_MORE):
        return shown
    if "amount" in terms:
        terms["amount"] = float(terms["amount"])
    return (*shown, *map(terms.get, _MORE))


def find_ties(
    transaction: ManagedTransaction,
    _revision: int,
    which: tuple[str, str, str],
    values: Mapping[str, object],
) -> list[Record]:
    """
    Find ties, those of loads that are not out yet among them.

    Args:
        which: `EVERY`, `OF_SOURCE` or `OF_MOVED`.

        values: What the condition of *which* asks for.
    """
    pattern, condition, each = which
    query = _FIND.format(pattern=pattern, condition=condition, each=each)
    return list(transaction.run(query, {"part": PART, **values}))


def ties_of(found: Sequence[Record], revision: int, entities: Entities) -> Ties:
    """The ties of *revision* among those that were found."""
    parts = [_ours(part) for part in found if part["kind"] in TIE_KINDS]
    claims = _joined(parts, "claims")
    order = _order(claims, revision)
    texts = _split(_picked(claims, order))
    seqs, _, ids, since, until, weights, labels, starts, ends, rests = (
        texts[place::_FIELDS] for place in range(_FIELDS)
    )
    kinds = [TIE_KINDS[part["kind"]] for part in parts for _ in part["claims"]]
    rows = TieRows(
        ids=ids,
        sources=[name.partition("/")[0] for name in ids],
        kinds=_picked(kinds, order),
        starts=_names(entities, _picked(_firsts(entities, parts, "starts"), order), starts),
        ends=_names(entities, _picked(_firsts(entities, parts, "ends"), order), ends),
        since=[text or None for text in since],
        until=[text or None for text in until],
        weights=[float(text or 1) for text in weights],
        labels=[int(text or 0) for text in labels],
        rests=rests,
    )
    return Ties(rows=rows, seqs=list(map(int, seqs)))


def _order(claims: Sequence[str], revision: int) -> Numbers:
    """The places of the claims that are out by *revision*, oldest first."""
    order = np.argsort(np.fromiter(map(int, map(_NUMBER, claims)), np.int64, len(claims)))
    born = np.fromiter(map(int, map(_LOAD, claims)), np.int64, len(claims))
    return order[born[order] <= revision]


def _split(claims: Sequence[str]) -> list[str]:
    """The fields of all, one after the other: a list for each would take twice the time."""
    return "\t".join(claims).split("\t") if claims else []


def _firsts(entities: Entities, parts: Iterable[Mapping[str, Any]], name: str) -> list[Any]:
    """The earliest entity of the node at one end of each tie; None if that is not out yet."""
    return list(map(entities.firsts.get, _joined(parts, name)))


def _names(entities: Entities, firsts: Iterable[str], seqs: Iterable[str]) -> list[str]:
    """The entity at each end: the earliest of its node, unless a number says otherwise."""
    names = entities.names
    return [names[int(seq)] if seq else first for first, seq in zip(firsts, seqs, strict=True)]


def _ours(part: Record) -> Mapping[str, Any]:
    """The part without relationships that people drew by hand, of which we know nothing."""
    if None not in part["claims"]:
        return part
    ours = [place for place, text in enumerate(part["claims"]) if text is not None]
    columns = {name: part[name] for name in ("claims", "starts", "ends")}
    return {
        "kind": part["kind"],
        **{name: [column[place] for place in ours] for name, column in columns.items()},
    }


def _joined(parts: Iterable[Mapping[str, Any]], name: str) -> list[Any]:
    return list(chain.from_iterable(part[name] for part in parts))


def _picked(values: Sequence[Any], order: Numbers) -> list[Any]:
    """The values in *order*, without those that it leaves out."""
    return list(map(values.__getitem__, order.tolist()))
