"""Small networks made in a line each, and Views of them without a store."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, TypeVar

import numpy as np

from graph.domain.dates import PartialDate
from graph.domain.labels import Label
from graph.domain.model import EXTRA, Claim, Entity, Judgement, Source, Tie, record
from graph.domain.places import shared_claims
from graph.views.building import build
from graph.views.claims import Claims, EntityRows, TieRows, sift, tie_rest
from graph.views.view import View

TODAY = date(2025, 6, 1)
C = TypeVar("C", Entity, Tie)


def source(name: str = "list", label: Label = Label.CLEAR) -> Source:
    """A source of which no more is said than its name."""
    return Source(id=name, title=f"The {name}", label=label)


def entity(name: str, kind: str = "civil_society", /, **more: object) -> Entity:
    """An entity by its id, `source/key`, called by its key if nothing else is said."""
    origin, _, key = name.partition("/")
    values = {"name": key, **_dated(more)}
    return Entity(id=name, source=origin, kind=kind, **values)  # type: ignore[arg-type]


def tie(start: str, kind: str, end: str, /, **more: object) -> Tie:
    """A tie in the order of a sentence; it is of the source of its start, or else of its end."""
    origin = (start if "/" in start else end).partition("/")[0]
    values = {"id": f"{origin}/{start} {kind} {end}", "source": origin, **_dated(more)}
    return Tie(kind=kind, start=start, end=end, **values)  # type: ignore[arg-type]


def judged(left: str, verdict: str, right: str, /, **more: object) -> Judgement:
    """A judgement in the order of a sentence, a person's if nothing else is said."""
    values = {"author": "a steward", **more}
    return Judgement(left=left, right=right, verdict=verdict, **values)  # type: ignore[arg-type]


def _dated(more: dict[str, object]) -> dict[str, object]:
    """Values as they are, and dates made of their texts."""
    return {
        name: PartialDate(str(value)) if name in ("since", "until", "cited_on") else value
        for name, value in more.items()
    }


@cache
def shared(*names: str) -> tuple[Claim, ...]:
    """The shared claims; with *names*, no more than the source and the entities called so."""
    claims = tuple(shared_claims())
    chosen = ("vocabulary", *names)
    return tuple(claim for claim in claims if claim.id in chosen) if names else claims


def sifted(claims: Iterable[Claim], clearance: Label = Label.RED) -> Claims:
    """What *clearance* may see of *claims*, read as a store would read them, in their order."""
    every = list(claims)
    ties = [claim for claim in every if isinstance(claim, Tie)]
    entities = [claim for claim in every if isinstance(claim, Entity)]
    return sift(
        clearance=clearance,
        revision=1,
        stamp="1",
        sources=[claim for claim in every if isinstance(claim, Source)],
        entities=EntityRows(
            ids=[one.id for one in entities],
            sources=[one.source for one in entities],
            kinds=[one.kind for one in entities],
            labels=[int(one.own_label) for one in entities],
            records=[record(one).decode() for one in entities],
        ),
        ties=TieRows(
            ids=[one.id for one in ties],
            sources=[one.source for one in ties],
            kinds=[one.kind for one in ties],
            starts=[one.start for one in ties],
            ends=[one.end for one in ties],
            since=[_text(one.since) for one in ties],
            until=[_text(one.until) for one in ties],
            weights=[one.weight for one in ties],
            labels=[int(one.own_label) for one in ties],
            rests=[tie_rest(one) for one in ties],
        ),
        judgements=[claim for claim in every if isinstance(claim, Judgement)],
    )


def _text(day: PartialDate | None) -> str | None:
    return None if day is None else day.text


def view_of(
    *claims: Claim,
    as_of: date = TODAY,
    clearance: Label = Label.RED,
) -> View:
    """The View of *claims*, with a source for each entity that comes without one."""
    named = {claim.id for claim in claims if isinstance(claim, Source)}
    origins = dict.fromkeys(claim.source for claim in claims if isinstance(claim, Entity))
    sources = [source(name) for name in origins if name not in named]
    return build(sifted([*sources, *claims], clearance), as_of)


def visible(claims: list[Claim], clearance: Label) -> list[Claim]:
    """What a reader may see of *claims*, by the rules as they are written down."""
    sources = {one.id for one in claims if isinstance(one, Source) and one.label <= clearance}
    own = [one for one in claims if isinstance(one, Entity) and one.own_label <= clearance]
    seen = {one.id: _opened(one, clearance) for one in own if one.source in sources}
    found: list[Claim] = []
    for claim in claims:
        if isinstance(claim, Entity):
            found += [seen[claim.id]] if claim.id in seen else []
        elif _is_seen(claim, clearance, sources, seen):
            found.append(_without_closed(claim, clearance) if isinstance(claim, Tie) else claim)
    return found


def _opened(one: Entity, clearance: Label) -> Entity:
    """An entity as if its source had said nothing in it that is above the clearance."""
    contacts = tuple(c for c in one.contacts if c.label <= clearance)
    return _without_closed(replace(one, contacts=contacts), clearance)


def _without_closed(one: C, clearance: Label) -> C:
    above = {name for name, label in one.closed if label > clearance}
    gone = (name for name in above if hasattr(one, name) and name != "extra")
    whole: dict[str, Any] = dict.fromkeys(gone)
    extra = [p for p in one.extra if not above & {"extra", f"{EXTRA}{p[0]}"}]
    left = tuple(pair for pair in one.closed if pair[1] <= clearance)
    return replace(one, extra=tuple(extra), closed=left, **whole)


def _is_seen(
    claim: Source | Tie | Judgement, clearance: Label, sources: set[str], seen: dict[str, Entity]
) -> bool:
    """Whether a claim may be seen where *sources* and the entities *seen* may be."""
    match claim:
        case Source():
            return claim.id in sources
        case Tie():
            ends = claim.start in seen and claim.end in seen
            return ends and claim.source in sources and claim.own_label <= clearance
        case Judgement():
            return claim.left in seen and claim.right in seen and claim.label <= clearance


def told(view: View) -> dict[str, object]:
    """Everything that a View can tell its reader, in a form that can be compared."""
    columns = {
        name: value.tolist() if isinstance(value, np.ndarray) else value
        for name, value in vars(view).items()
        if name not in ("claims", "members") and not name.startswith("_")
    }
    graph = view.to_networkx()
    return columns | {
        "members": [column.tolist() for column in view.members],
        "sources": view.sources,
        "entities": [view.entities(node) for node in range(len(view))],
        "stakeholders": [view.stakeholder(node) for node in range(len(view))],
        "ties": [view.tie(place) for place in range(len(view.starts))],
        "judgements": view.claims.judgements,
        "networkx": (graph.graph, list(graph.nodes.items()), list(graph.edges.items())),
    }


#: We know Ann and the forum, both know the council, which met the women at the talks.
ACQUAINTED: tuple[Claim, ...] = (
    *(entity(f"list/{key}") for key in ("us", "ann", "forum", "council", "far")),
    entity("list/talks", "event"),
    entity("list/women", "womens_network"),
    tie("list/us", "partners_with", "list/ann"),
    tie("list/us", "knows", "list/forum"),
    tie("list/ann", "member_of", "list/council"),
    tie("list/forum", "funds", "list/council"),
    tie("list/council", "took_part_in", "list/talks", since="2024"),
    tie("list/women", "took_part_in", "list/talks", since="2024"),
)
