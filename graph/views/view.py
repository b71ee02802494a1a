"""What one reader may see, as of one date: an immutable network held in memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import networkx as nx
import numpy as np

from graph.domain.errors import NotHereError
from graph.domain.labels import Label
from graph.domain.model import Entity, Source, Tie
from graph.domain.stakeholder import Stakeholder, stakeholder_of
from graph.domain.vocabulary import vocabulary
from graph.views.claims import Claims, Numbers

KINDS = tuple(vocabulary().kinds)
TIE_KINDS = tuple(vocabulary().ties)
LEVELS = tuple(vocabulary().levels)
#: The kinds of entity that only vet others (`measures.watch_lists`), by their places in `KINDS`.
WATCHED = tuple(
    place for place, kind in enumerate(vocabulary().kinds.values()) if kind.role == "watch"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """
    What part of the world and of the agenda a View is about; empty means all of it.

    `places` are ids of countries, regions or regional bodies, `themes` of themes.
    """

    places: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class View:
    """
    The network of one clearance, as of one date, within one scope.

    Nodes are stakeholders and contexts, each the union of the entities judged the
    same; ties are the claims that had begun by `as_of`, the ended ones among them.
    Columns are parallel arrays: `ids`, `names`, `kinds` (places in `KINDS`),
    `levels` (places in `LEVELS`, -1 unknown), `labels`, `acting` (stakeholders) and
    `ended` (last day of existence) for nodes.
    Ties have `starts`, `ends`, `tie_kinds` (places in `TIE_KINDS`), `since` and `until`
    (days as in `graph.domain.dates.day_number`). They also have `holds` (whether it holds
    at `as_of`), `weights`, `tie_labels` and `tie_sources`.

    Built by `graph.views.building.build`; nothing above it ever looks at a clearance.
    """

    clearance: Label
    as_of: date
    scope: Scope
    revision: str
    claims: Claims
    members: tuple[Numbers, Numbers]
    ids: Sequence[str]
    names: Sequence[str]
    kinds: Numbers
    levels: Numbers
    labels: Numbers
    acting: Numbers
    ended: Numbers
    rows: Numbers
    starts: Numbers
    ends: Numbers
    tie_kinds: Numbers
    since: Numbers
    until: Numbers
    holds: Numbers
    weights: Numbers
    tie_labels: Numbers
    tie_sources: Numbers

    def __post_init__(self) -> None:
        for column in (*vars(self).values(), *self.members):
            if isinstance(column, np.ndarray):
                column.setflags(write=False)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source that this reader may see, the shared vocabulary among them."""
        return self.claims.sources

    @cached_property
    def _nodes(self) -> dict[str, int]:
        """Every entity's id, the hidden ones not among them, to its node."""
        order, bounds = self.members
        ids = self.claims.entities.ids
        spans = np.repeat(np.arange(len(self)), np.diff(bounds)).tolist()
        return {ids[row]: node for row, node in zip(order.tolist(), spans, strict=True)}

    def node(self, name: str) -> int:
        """
        The node that the entity id *name* belongs to.

        Raises:
            NotHereError: No entity that this reader may see has that id.
        """
        if name not in self._nodes:
            raise NotHereError(f"{name!r} is not in this network, or not for this reader")
        return self._nodes[name]

    def __contains__(self, name: str) -> bool:
        return name in self._nodes

    def entities(self, node: int) -> list[Entity]:
        """What each source says of *node*, oldest first."""
        order, bounds = self.members
        return [self.claims.entity(row) for row in order[bounds[node] : bounds[node + 1]].tolist()]

    def stakeholder(self, node: int) -> Stakeholder:
        """Everything known of *node*, each value with the sources that say it."""
        return stakeholder_of(self.entities(node), Label(int(self.labels[node])), self.ids[node])

    def tie(self, place: int) -> Tie:
        """The claim behind the tie in *place*; its ends are entities, not nodes."""
        return self.claims.tie(int(self.rows[place]))

    def tie_id(self, place: int) -> str:
        """The id of the tie in *place*, without reading the rest of it."""
        return self.claims.ties.ids[int(self.rows[place])]

    @cached_property
    def _incidence(self) -> tuple[Numbers, Numbers]:
        """Ties in the order of their nodes, each twice, and where each node's begin."""
        both = np.concatenate([self.starts, self.ends])
        order = np.argsort(both, kind="stable")
        bounds = np.concatenate([[0], np.cumsum(np.bincount(both, minlength=len(self)))])
        return (order % max(len(self.starts), 1)).astype(np.int32), bounds

    def ties_of(self, node: int) -> Numbers:
        """Places of the ties that start or end at *node*, the earliest claim first."""
        order, bounds = self._incidence
        return np.sort(order[bounds[node] : bounds[node + 1]])

    def other_end(self, place: int, node: int) -> int:
        """The node that the tie in *place* joins to *node*."""
        start, end = int(self.starts[place]), int(self.ends[place])
        return end if start == node else start

    def source(self, place: int) -> Source:
        """The source that claims the tie in *place*."""
        return self.sources[int(self.tie_sources[place])]

    def of_kinds(self, *codes: str) -> Numbers:
        """For every tie, whether its kind is one of *codes*."""
        wanted = np.array([code in codes for code in TIE_KINDS])
        return wanted[self.tie_kinds]

    def of_family(self, *families: str) -> Numbers:
        """For every tie, whether its kind belongs to one of *families*."""
        kinds = vocabulary().ties.values()
        return self.of_kinds(*(kind.code for kind in kinds if kind.family in families))

    def to_networkx(self) -> "nx.MultiDiGraph[str]":
        """A copy for notebooks: nodes by id, each tie an edge whose key is the tie's id."""
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
            as_of=self.as_of.isoformat(), revision=self.revision
        )
        for node, name in enumerate(self.ids):
            label = Label(int(self.labels[node])).text
            graph.add_node(name, name=self.names[node], kind=KINDS[self.kinds[node]], label=label)
        for place in range(len(self.starts)):
            tie = self.tie(place)
            graph.add_edge(
                self.ids[self.starts[place]],
                self.ids[self.ends[place]],
                key=tie.id,
                kind=tie.kind,
                since=None if tie.since is None else tie.since.text,
                until=None if tie.until is None else tie.until.text,
                holds=bool(self.holds[place]),
                weight=tie.weight,
                source=tie.source,
                label=Label(int(self.tie_labels[place])).text,
            )
        return graph
