"""What if: a View of claims that are not so, made without touching a store."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from graph.domain.dates import PartialDate
from graph.domain.errors import NeedError
from graph.domain.model import SHARED_PREFIXES, Entity, Judgement, Source, record
from graph.domain.vocabulary import vocabulary
from graph.measures.scope import scoped
from graph.views.building import build
from graph.views.claims import Claims, EntityRows, Numbers, TieRows
from graph.views.view import View

#: The source that what is only supposed is said to be of.
SUPPOSED = "supposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """A tie that is supposed, between two stakeholders or contexts named by id."""

    start: str
    kind: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposition:
    """
    What is to be supposed: some gone, ties added, memberships ended.

    `gone` are ids; `bonds` are added as if they had always held; `ended` are pairs of
    ids whose ties of membership are taken to have ended on the day before `as_of`.
    """

    gone: tuple[str, ...] = ()
    bonds: tuple[Bond, ...] = ()
    ended: tuple[tuple[str, str], ...] = ()


def supposing(view: View, supposition: Supposition) -> View:
    """
    *view* as it would be if *supposition* held.

    The View keeps its clearance, date and scope. Whoever is gone is gone with every
    entity and tie; what is added is seen as CLEAR as its ends allow.

    Raises:
        NotHereError: An id that this View does not hold.
        NeedError: A bond of an unknown kind, or between what it cannot join; a
            membership that does not exist.
    """
    claims = _ended(view, view.claims, supposition.ended)
    claims = _bound(view, claims, supposition.bonds)
    gone = {row for name in supposition.gone for row in _rows(view, name)}
    return scoped(build(_without(claims, gone), view.as_of), view.scope)


def _rows(view: View, name: str) -> list[int]:
    """The rows of every entity of the node that *name* belongs to."""
    order, bounds = view.members
    node = view.node(name)
    rows: list[int] = order[bounds[node] : bounds[node + 1]].tolist()
    return rows


def _without(claims: Claims, gone: set[int]) -> Claims:
    """The claims without the entities in the rows *gone*, and without what speaks of them."""
    if not gone:
        return claims
    kept = [row for row in range(len(claims.entities.ids)) if row not in gone]
    places = np.full(len(claims.entities.ids), -1, np.int32)
    places[kept] = np.arange(len(kept))
    starts, ends = places[claims.starts], places[claims.ends]
    ties = np.flatnonzero((starts >= 0) & (ends >= 0))
    known = {claims.entities.ids[row] for row in kept}
    return replace(
        claims,
        entities=_picked(claims.entities, kept),
        entity_sources=claims.entity_sources[kept],
        entity_labels=claims.entity_labels[kept],
        ties=_picked(claims.ties, ties.tolist()),
        tie_sources=claims.tie_sources[ties],
        tie_labels=claims.tie_labels[ties],
        starts=starts[ties],
        ends=ends[ties],
        judgements=tuple(j for j in claims.judgements if j.left in known and j.right in known),
    )


def _picked(rows: Any, kept: list[int]) -> Any:  # noqa: ANN401 - the same sort of rows as given
    columns = {field.name: getattr(rows, field.name) for field in fields(rows)}
    return type(rows)(**{name: [column[p] for p in kept] for name, column in columns.items()})


def _bound(view: View, claims: Claims, bonds: Sequence[Bond]) -> Claims:
    """The claims with those of one more source, which says each of *bonds*."""
    if not bonds:
        return claims
    ends = {name: _rows(view, name)[0] for bond in bonds for name in (bond.start, bond.end)}
    for bond in bonds:
        _check(claims, bond, ends[bond.start], ends[bond.end])
    rows = list(dict.fromkeys(row for row in ends.values() if not _is_shared(claims, row)))
    place = {row: len(claims.entities.ids) + at for at, row in enumerate(rows)}
    starts = np.array([_end(place, ends[bond.start]) for bond in bonds], np.int32)
    finals = np.array([_end(place, ends[bond.end]) for bond in bonds], np.int32)
    labels = np.concatenate([claims.entity_labels, claims.entity_labels[rows]])
    tie_labels = np.maximum(labels[starts], labels[finals])
    entities = _added(claims.entities, _copies(claims, rows))
    source = len(claims.sources)
    return replace(
        claims,
        sources=(*claims.sources, Source(id=SUPPOSED, title="What is only supposed")),
        entities=entities,
        entity_sources=np.append(claims.entity_sources, [source] * len(rows)),
        entity_labels=labels,
        ties=_added(claims.ties, _ties(bonds, entities.ids, starts, finals, tie_labels)),
        tie_sources=np.append(claims.tie_sources, [source] * len(bonds)),
        tie_labels=np.concatenate([claims.tie_labels, tie_labels]),
        starts=np.concatenate([claims.starts, starts]),
        ends=np.concatenate([claims.ends, finals]),
        judgements=(*claims.judgements, *(_same(claims, row) for row in rows)),
    )


def _is_shared(claims: Claims, row: int) -> bool:
    return claims.entities.ids[row].startswith(SHARED_PREFIXES)


def _end(place: dict[int, int], row: int) -> int:
    """The row of the copy of an entity; shared ones need none."""
    return place.get(row, row)


def _copies(claims: Claims, rows: Sequence[int]) -> EntityRows:
    """The entities in *rows* as the supposed source would name them."""
    entities = [claims.entity(row) for row in rows]
    copies = [
        Entity(id=_copy_id(entity.id), source=SUPPOSED, kind=entity.kind, name=entity.name)
        for entity in entities
    ]
    return EntityRows(
        ids=[copy.id for copy in copies],
        sources=[SUPPOSED] * len(copies),
        kinds=[copy.kind for copy in copies],
        labels=[int(claims.entity_labels[row]) for row in rows],
        records=[record(copy).decode() for copy in copies],
    )


def _copy_id(name: str) -> str:
    return f"{SUPPOSED}/{name}"


def _same(claims: Claims, row: int) -> Judgement:
    name = claims.entities.ids[row]
    return Judgement(left=name, right=_copy_id(name), verdict="same", author=SUPPOSED)


def _ties(
    bonds: Sequence[Bond], ids: Sequence[str], starts: Numbers, ends: Numbers, labels: Numbers
) -> TieRows:
    nothing = [None] * len(bonds)
    return TieRows(
        ids=[_copy_id(f"{bond.start} {bond.kind} {bond.end}") for bond in bonds],
        sources=[SUPPOSED] * len(bonds),
        kinds=[bond.kind for bond in bonds],
        starts=[ids[row] for row in starts.tolist()],
        ends=[ids[row] for row in ends.tolist()],
        since=nothing,
        until=nothing,
        weights=[1.0] * len(bonds),
        labels=labels.tolist(),
        rests=[""] * len(bonds),
    )


def _added(rows: Any, more: Any) -> Any:  # noqa: ANN401 - the same sort of rows as given
    columns = (field.name for field in fields(rows))
    return type(rows)(**{name: [*getattr(rows, name), *getattr(more, name)] for name in columns})


def _check(claims: Claims, bond: Bond, start: int, end: int) -> None:
    if bond.kind not in vocabulary().ties:
        raise NeedError(
            f"{bond.kind!r} is no kind of tie; known are {', '.join(vocabulary().ties)}"
        )
    kinds = claims.entities.kinds[start], claims.entities.kinds[end]
    if misfit := vocabulary().misfit(bond.kind, *kinds):
        raise NeedError(f"{bond.start!r} {bond.kind} {bond.end!r} cannot be supposed: {misfit}")
    if start == end:
        raise NeedError(f"{bond.start!r} cannot be tied to itself")


def _ended(view: View, claims: Claims, pairs: Sequence[tuple[str, str]]) -> Claims:
    """The claims with the memberships of *pairs* ended on the day before the View's."""
    if not pairs:
        return claims
    before = PartialDate(str(view.as_of.fromordinal(view.as_of.toordinal() - 1))).text
    until = list(claims.ties.until)
    for member, body in pairs:
        ties = view.ties_of(view.node(member))
        joined = view.of_kinds("member_of")[ties] & view.holds[ties]
        ending = [
            place
            for place in ties[joined].tolist()
            if view.starts[place] == view.node(member) and view.ends[place] == view.node(body)
        ]
        if not ending:
            raise NeedError(
                f"{member!r} is no member of {body!r} on {view.as_of}, so that nothing would end"
            )
        for place in ending:
            until[int(view.rows[place])] = before
    return replace(claims, ties=replace(claims.ties, until=until))
