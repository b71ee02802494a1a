"""From claims to a View, in one pass."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from typing import Any

import numpy as np
import orjson

from graph.domain.dates import ALWAYS_UNTIL, day_number, first_number, last_number
from graph.domain.labels import Label
from graph.domain.records import values_of
from graph.domain.stakeholder import kind_of
from graph.domain.vocabulary import ROLES, UNKNOWN_KIND, vocabulary
from graph.views.claims import Claims, Numbers
from graph.views.garbage import uncollected
from graph.views.merging import merged
from graph.views.view import KINDS, LEVELS, TIE_KINDS, Scope, View

_KIND_CODES = {kind: code for code, kind in enumerate(KINDS)}
_TIE_CODES = {kind: code for code, kind in enumerate(TIE_KINDS)}
_LEVEL_CODES = {level: code for code, level in enumerate(LEVELS)}
_ROLES = np.array([ROLES.index(kind.role) for kind in vocabulary().kinds.values()], np.int8)
_ACTING = np.array([kind.role == "stakeholder" for kind in vocabulary().kinds.values()])


@uncollected
def build(claims: Claims, as_of: date) -> View:
    """
    The View of *claims* as of a date.

    Entities that began after that day and ties that had not begun by it are not in
    it. A tie whose two ends turned out to be one stakeholder is left out.
    """
    today = day_number(as_of)
    records = [values_of(text) for text in claims.entities.records]
    began = np.array([first_number(record.get("since")) for record in records], np.int32)
    here = np.flatnonzero(began <= today).astype(np.int32)
    nodes = _merged(claims, here)
    order = here[np.argsort(nodes[here], kind="stable")]
    bounds = np.concatenate([[0], np.cumsum(np.bincount(nodes[here], minlength=0))])
    firsts = order[bounds[:-1]].tolist()
    kinds = _kinds(claims, nodes, firsts)
    size = len(firsts)
    return View(
        clearance=claims.clearance,
        as_of=as_of,
        scope=Scope(),
        revision=fingerprint(claims),
        claims=claims,
        members=(order, bounds),
        ids=[claims.entities.ids[row] for row in firsts],
        names=[records[row]["name"] for row in firsts],
        kinds=kinds,
        levels=_levels(records, nodes, size),
        labels=_labels(claims, nodes, size),
        acting=_ACTING[kinds],
        ended=_ended(records, nodes, size),
        **_tie_columns(claims, nodes, today),
    )


def _merged(claims: Claims, here: Numbers) -> Numbers:
    """
    The node of every entity; -1 for those that had not begun.

    Who is one is judged over all of them, since an entity that begins late may be
    what shows two earlier ones to be the same.
    """
    kinds = _codes(claims.entities.kinds, _KIND_CODES)
    groups = merged(claims.entities.ids, _ROLES[kinds], claims.judgements)
    _, firsts, places = np.unique(groups[here], return_index=True, return_inverse=True)
    nodes = np.full(len(kinds), -1, np.int32)
    nodes[here] = np.argsort(np.argsort(firsts))[places]
    return nodes


def _tie_columns(claims: Claims, nodes: Numbers, today: int) -> dict[str, Numbers]:
    starts, ends = nodes[claims.starts], nodes[claims.ends]
    since, until = _days(claims.ties.since, first_number), _days(claims.ties.until, last_number)
    kept = np.flatnonzero((since <= today) & (starts != ends) & (starts >= 0) & (ends >= 0))
    return {
        "rows": kept.astype(np.int32),
        "starts": starts[kept],
        "ends": ends[kept],
        "tie_kinds": _codes(claims.ties.kinds, _TIE_CODES)[kept],
        "since": since[kept],
        "until": until[kept],
        "holds": until[kept] >= today,
        "weights": np.array(claims.ties.weights, np.float32)[kept],
        "tie_labels": claims.tie_labels[kept],
        "tie_sources": claims.tie_sources[kept],
    }


def _codes(words: Sequence[str], codes: dict[str, int]) -> Numbers:
    return np.fromiter(map(codes.__getitem__, words), np.int8, len(words))


def _days(texts: Sequence[str | None], number: Callable[[str | None], int]) -> Numbers:
    days = {text: number(text) for text in set(texts)}
    return np.fromiter(map(days.__getitem__, texts), np.int32, len(texts))


def _labels(claims: Claims, nodes: Numbers, size: int) -> Numbers:
    """Each node's highest label: of its entities, and of what says that these are one."""
    found = np.zeros(size, np.int8)
    here = nodes >= 0
    np.maximum.at(found, nodes[here], claims.entity_labels[here])
    closed = [j for j in claims.judgements if j.verdict == "same" and j.label > Label.CLEAR]
    if closed:
        rows = {name: row for row, name in enumerate(claims.entities.ids)}
        for judgement in closed:
            node, other = nodes[rows[judgement.left]], nodes[rows[judgement.right]]
            if node == other >= 0:
                found[node] = max(found[node], judgement.label)
    return found


def _kinds(claims: Claims, nodes: Numbers, firsts: list[int]) -> Numbers:
    """Each node's kind: that of its earliest entity whose kind is known."""
    words = [claims.entities.kinds[row] for row in firsts]
    if UNKNOWN_KIND in words:
        said: dict[int, list[str]] = {}
        for row, node in enumerate(nodes.tolist()):
            if node >= 0 and words[node] == UNKNOWN_KIND:
                said.setdefault(node, []).append(claims.entities.kinds[row])
        for node, kinds in said.items():
            words[node] = kind_of(kinds)
    return _codes(words, _KIND_CODES)


def _levels(records: list[dict[str, Any]], nodes: Numbers, size: int) -> Numbers:
    """Each node's level as its earliest entity states it; -1 when none does."""
    levels = np.full(size, -1, np.int8)
    for record, node in zip(reversed(records), reversed(nodes.tolist()), strict=True):
        if node >= 0 and "level" in record:
            levels[node] = _LEVEL_CODES[record["level"]]
    return levels


def _ended(records: list[dict[str, Any]], nodes: Numbers, size: int) -> Numbers:
    """The last day each node can have existed, by the source that gives the latest."""
    stated = [
        (node, record["until"])
        for record, node in zip(records, nodes.tolist(), strict=True)
        if node >= 0 and "until" in record
    ]
    ended = np.full(size, ALWAYS_UNTIL, np.int32)
    for node, _ in stated:
        ended[node] = 0
    for node, text in stated:
        ended[node] = max(ended[node], last_number(text))
    return ended


def fingerprint(claims: Claims) -> str:
    """
    A name for exactly these claims, shown to readers as the revision.

    It is made of what the reader sees and of nothing else. So it changes when something
    changed for this reader, is the same over every store, and tells nothing of changes
    above the clearance.
    """
    digest = blake2b(digest_size=6)
    ties = claims.ties
    for texts in (claims.entities.ids, claims.entities.records, ties.ids, ties.kinds, ties.rests):
        digest.update(orjson.dumps(texts))
    for dates in (ties.since, ties.until):
        digest.update(orjson.dumps(dates))
    for numbers in (claims.starts, claims.ends, claims.tie_labels, claims.entity_labels):
        digest.update(np.ascontiguousarray(numbers).tobytes())
    digest.update(np.array(ties.weights, np.float64).tobytes())
    judgements = sorted(claims.judgements, key=lambda judgement: judgement.id)
    digest.update(repr((claims.sources, judgements)).encode())
    return digest.hexdigest()


def narrowed(view: View, kept: Numbers, scope: Scope) -> View:
    """*view* with only the nodes in the mask *kept*, and the ties among them."""
    places = np.cumsum(kept) - 1
    nodes = np.flatnonzero(kept)
    order, bounds = view.members
    counts = np.diff(bounds)
    ties = np.flatnonzero(kept[view.starts] & kept[view.ends])
    chosen = nodes.tolist()
    return replace(
        view,
        scope=scope,
        members=(
            order[np.repeat(kept, counts)],
            np.concatenate([[0], np.cumsum(counts[nodes])]),
        ),
        ids=[view.ids[node] for node in chosen],
        names=[view.names[node] for node in chosen],
        starts=places[view.starts[ties]].astype(np.int32),
        ends=places[view.ends[ties]].astype(np.int32),
        **{name: getattr(view, name)[nodes] for name in _NODE_COLUMNS},
        **{name: getattr(view, name)[ties] for name in _TIE_COLUMNS},
    )


_NODE_COLUMNS = ("kinds", "levels", "labels", "acting", "ended")
_TIE_COLUMNS = (
    *("rows", "tie_kinds", "since", "until", "holds", "weights", "tie_labels", "tie_sources"),
)
