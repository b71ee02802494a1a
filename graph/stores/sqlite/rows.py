"""Claims as the rows of a SQLite store."""

from collections.abc import Callable, Mapping
from typing import Any

import orjson

from graph.domain.model import VOCABULARY_SOURCE, Claim, Entity, Judgement, Source, Tie, record
from graph.domain.records import claim_of, values_of
from graph.views.claims import tie_rest

Row = tuple[Any, ...]

#: Every table's columns, the id first; `graph.stores.sqlite.schema` says what else a row keeps.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "sources": ("id", "label", "record"),
    "entities": ("id", "source", "kind", "label", "identified", "record"),
    "ties": (
        *("id", "source", "kind", "start", "end", "since", "until", "weight", "label", "rest"),
    ),
    "judgements": ("id", "author", "left", "right", "label", "record"),
}


def _source(claim: Source) -> Row:
    return (claim.id, int(claim.label), record(claim).decode())


def _entity(claim: Entity) -> Row:
    # Shared places have identifiers too, and are nobody's to be matched with.
    identified = bool(claim.identifiers) and claim.source != VOCABULARY_SOURCE
    text = record(claim).decode()
    return (claim.id, claim.source, claim.kind, int(claim.own_label), identified, text)


def _tie(claim: Tie) -> Row:
    since, until, label = claim.since, claim.until, claim.label
    return (
        claim.id,
        claim.source,
        claim.kind,
        claim.start,
        claim.end,
        None if since is None else since.text,
        None if until is None else until.text,
        claim.weight,
        0 if label is None else int(label),
        tie_rest(claim),
    )


def _judgement(claim: Judgement) -> Row:
    text = record(claim).decode()
    return (claim.id, claim.author, claim.left, claim.right, int(claim.label), text)


#: For every sort of claim, its table and how it becomes a row of it.
TABLES: Mapping[type[Claim], tuple[str, Callable[[Any], Row]]] = {
    Source: ("sources", _source),
    Entity: ("entities", _entity),
    Tie: ("ties", _tie),
    Judgement: ("judgements", _judgement),
}


def tie_of(row: Row) -> Tie:
    """The tie of which *row* is the row; its label is in the rest."""
    columns = dict(zip(COLUMNS["ties"], row, strict=True))
    rest = values_of(columns.pop("rest") or "{}")
    del columns["label"]
    said = {name: value for name, value in columns.items() if value is not None}
    return claim_of(Tie, orjson.dumps(said | rest))


def row_of(claim: Claim) -> Row:
    """The row of any claim."""
    return TABLES[type(claim)][1](claim)
