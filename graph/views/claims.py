"""All claims that one clearance may see, in columns, as a View takes them from a store."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from itertools import repeat
from operator import attrgetter
from typing import Any, TypeVar

import numpy as np
import orjson

from graph.domain.labels import Label
from graph.domain.model import EXTRA, Entity, Judgement, Source, Tie
from graph.domain.records import claim_of, values_of

# What a record holds that has contacts or closed fields; few have, and to read one takes time.
_CONTACTS, _CLOSED = '"contacts":', '"closed":'

Numbers = np.ndarray[Any, np.dtype[Any]]

#: Fields of a tie that have columns of their own; the rest of it travels as JSON.
COLUMNS = ("id", "source", "kind", "start", "end", "since", "until", "weight", "label")


@dataclass(slots=True, kw_only=True)
class EntityRows:
    """Entities as a store reads them, oldest first; `labels` are their own, as numbers."""

    ids: Sequence[str]
    sources: Sequence[str]
    kinds: Sequence[str]
    labels: Sequence[int]
    records: Sequence[str]


@dataclass(slots=True, kw_only=True)
class TieRows:
    """Ties as a store reads them, oldest first; ends are entity ids, dates are texts or None."""

    ids: Sequence[str]
    sources: Sequence[str]
    kinds: Sequence[str]
    starts: Sequence[str]
    ends: Sequence[str]
    since: Sequence[str | None]
    until: Sequence[str | None]
    weights: Sequence[float]
    labels: Sequence[int]
    rests: Sequence[str]


R = TypeVar("R", EntityRows, TieRows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """
    What one clearance may see, and nothing else.

    `entity_labels` and `tie_labels` are the labels that hold: the highest of the
    claim's own, its source's, those of the closed fields that are seen and, for a
    tie, its ends'. `starts` and `ends` are
    rows of `entities`; `revision` and `stamp` are the store's, for telling copies
    apart, and are never shown to a reader.
    """

    clearance: Label
    revision: int
    stamp: str
    sources: tuple[Source, ...]
    entities: EntityRows
    entity_sources: Numbers
    entity_labels: Numbers
    ties: TieRows
    tie_sources: Numbers
    tie_labels: Numbers
    starts: Numbers
    ends: Numbers
    judgements: tuple[Judgement, ...]

    def entity(self, row: int) -> Entity:
        """The entity in *row*, whole."""
        return claim_of(Entity, self.entities.records[row])

    def tie(self, row: int) -> Tie:
        """The tie in *row*, whole."""
        rows = self.ties
        dates = {"since": rows.since[row], "until": rows.until[row]}
        columns = {
            "id": rows.ids[row],
            "source": rows.sources[row],
            "kind": rows.kinds[row],
            "start": rows.starts[row],
            "end": rows.ends[row],
            "weight": rows.weights[row],
            **{name: text for name, text in dates.items() if text},
        }
        return claim_of(Tie, orjson.dumps(columns | values_of(rows.rests[row] or "{}")))


def tie_rest(tie: Tie) -> str:
    """What a tie says beyond `COLUMNS`, as JSON; empty when it says nothing more."""
    values = _rest(tie)
    if values == _NOTHING and tie.label is None:
        return ""
    named = zip(_REST, values, strict=True)
    kept = {name: value for name, value in named if value is not None and value != ()}
    if tie.label is not None:
        kept["label"] = int(tie.label)
    return orjson.dumps(kept, default=str, option=orjson.OPT_PASSTHROUGH_DATACLASS).decode()


_REST = tuple(field.name for field in fields(Tie) if field.name not in COLUMNS)
_NOTHING = tuple(field.default for field in fields(Tie) if field.name in _REST)
_rest = attrgetter(*_REST)


def sift(
    *,
    clearance: Label,
    revision: int,
    stamp: str,
    sources: Iterable[Source],
    entities: EntityRows,
    ties: TieRows,
    judgements: Iterable[Judgement],
) -> Claims:
    """
    Keep what *clearance* may see of what a store holds.

    This is the one place where labels are weighed. A claim is dropped when its own
    label, its source's or that of one of its ends is above the clearance. A judgement
    is dropped when either of its entities is. Contacts and closed fields above the
    clearance are dropped from what is kept.
    """
    seen = tuple(
        replace(source, stated=(), origin=None) for source in sources if source.label <= clearance
    )
    places = {source.id: place for place, source in enumerate(seen)}
    source_labels = np.array([source.label for source in seen] + [Label.RED + 1], np.int8)

    entity_sources = _rows_of(entities.sources, places)
    entity_labels = np.maximum(np.array(entities.labels, np.int8), source_labels[entity_sources])
    kept = np.flatnonzero(entity_labels <= clearance)
    entities = _picked(entities, kept)
    records, closed = _opened(entities.records, clearance)
    entities = replace(entities, records=records)
    rows = {name: row for row, name in enumerate(entities.ids)}

    tie_sources = _rows_of(ties.sources, places)
    starts, ends = _rows_of(ties.starts, rows), _rows_of(ties.ends, rows)
    entity_labels = np.maximum(entity_labels[kept], closed)
    ends_labels = np.append(entity_labels, np.int8(Label.RED + 1))
    tie_labels = np.array(ties.labels, np.int8)
    for label in (source_labels[tie_sources], ends_labels[starts], ends_labels[ends]):
        tie_labels = np.maximum(tie_labels, label)
    visible = np.flatnonzero(tie_labels <= clearance)
    ties = _picked(ties, visible)
    rests, closed = _opened(ties.rests, clearance)
    return Claims(
        clearance=clearance,
        revision=revision,
        stamp=stamp,
        sources=seen,
        entities=entities,
        entity_sources=entity_sources[kept],
        entity_labels=entity_labels,
        ties=replace(ties, rests=rests),
        tie_sources=tie_sources[visible],
        tie_labels=np.maximum(tie_labels[visible], closed),
        starts=starts[visible],
        ends=ends[visible],
        judgements=tuple(
            judgement
            for judgement in judgements
            if judgement.label <= clearance and judgement.left in rows and judgement.right in rows
        ),
    )


def _opened(records: Sequence[str], clearance: Label) -> tuple[list[str], Numbers]:
    """
    The *records* as if their sources had never said what is above the clearance in them.

    With them comes, for each, the highest label of the closed fields that are left: a
    claim is as closed as anything that a reader sees of it.
    """
    found, labels = list(records), np.zeros(len(records), np.int8)
    for row, text in enumerate(records):
        if _CLOSED in text or _CONTACTS in text:
            values = values_of(text)
            _without_contacts(values, clearance)
            labels[row] = _without_closed(values, clearance)
            found[row] = orjson.dumps(values).decode()
    return found, labels


def _without_contacts(values: dict[str, Any], clearance: Label) -> None:
    contacts = [one for one in values.pop("contacts", ()) if one["label"] <= clearance]
    if contacts:
        values["contacts"] = contacts


def _without_closed(values: dict[str, Any], clearance: Label) -> int:
    """Take out the fields above the clearance; the highest label of those that stay."""
    closed = values.pop("closed", ())
    for name, label in closed:
        if label > clearance:
            _take_out(values, name)
    if left := [(name, label) for name, label in closed if label <= clearance]:
        values["closed"] = left
    return max((label for _, label in left), default=0)


def _take_out(values: dict[str, Any], name: str) -> None:
    if not name.startswith(EXTRA):
        values.pop(name, None)
    elif "extra" in values:
        heading = name.removeprefix(EXTRA)
        values["extra"] = [pair for pair in values["extra"] if pair[0] != heading]
        if not values["extra"]:
            del values["extra"]


def _rows_of(names: Sequence[str], rows: dict[str, int]) -> Numbers:
    """The row of each name; -1, which picks the appended last one, for names not seen."""
    return np.fromiter(map(rows.get, names, repeat(-1)), np.int32, len(names))


def _picked(rows: R, kept: Numbers) -> R:
    """Only the *kept* rows of every column; the same columns when all are kept."""
    if len(kept) == len(rows.ids):
        return rows
    places = kept.tolist()
    names = [field.name for field in fields(rows)]
    return type(rows)(**{name: [getattr(rows, name)[p] for p in places] for name in names})
