"""Stakeholders and contexts, the ties between them and the sources of both, in the schema."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, TypeVar

import strawberry

from api.networks.context import Reading
from api.networks.network import Network
from api.schema.descriptions import described, given
from api.schema.paging import PageInfo, cursor_of, page, page_info, read_cursor
from api.schema.terms import (
    Kind,
    TieKind,
    TrafficLight,
    Word,
    kind_of,
    tie_kind_of,
    traffic_light,
    word_of,
)
from api.schema.ties import TieList, TiePosition, tie_codes, ties_in_order
from graph.domain import model, stakeholder
from graph.domain.dates import PartialDate
from graph.domain.vocabulary import vocabulary
from graph.views.view import KINDS, View

#: What the id of a tie begins with, since a source may call an entity and a tie the same.
TIE_PREFIX = "tie:"

Info = strawberry.Info[Reading, Any]

S = TypeVar("S", bound="Stakeholder | Context")


@described
@strawberry.interface
class Node:
    """Anything that `node` finds again by its id."""

    id: strawberry.ID = strawberry.field(
        description="The id, unique over everything in this API. Keep it and give it back as it is."
    )


@described
@strawberry.type
class Source(Node):
    """Where claims come from."""

    network: strawberry.Private[Network]
    claim: strawberry.Private[model.Source]
    title: str = strawberry.field(description="What it is called.")
    publisher: str | None = strawberry.field(description="Who published it.")
    licence: str | None = strawberry.field(description="Under what licence.")
    link: str | None = strawberry.field(description="Where it can be read.")
    published: PartialDate | None = strawberry.field(
        description="The date of the source itself, which dates what it says."
    )
    retrieved: PartialDate | None = strawberry.field(
        description="When it was read for this network; it dates nothing that is said."
    )
    label: TrafficLight = strawberry.field(description="How far what it says may travel.")

    @strawberry.field
    def entity_count(self) -> int:
        """How many stakeholders and contexts it tells of, as far as you may see them."""
        return self.network.claims_of_sources[self.claim.id][0]

    @strawberry.field
    def tie_count(self) -> int:
        """How many ties it tells of, as far as you may see them."""
        return self.network.claims_of_sources[self.claim.id][1]


@described
@strawberry.type
class Said:
    """A value, and who says so."""

    network: strawberry.Private[Network]
    said: strawberry.Private[stakeholder.Said]
    value: str = strawberry.field(description="The value.")

    @strawberry.field
    def sources(self) -> list[Source]:
        """The sources that say it."""
        return sources_of(self.network, self.said.sources)


@described
@strawberry.type
class Named(Said):
    """A value under a name, and who says so: a contact, or what a source keeps beside ours."""

    name: str = strawberry.field(
        description="What the value is: `email`, or the head of the column."
    )


@described
@strawberry.type
class Money:
    """An amount in a currency."""

    amount: Decimal = strawberry.field(description="The amount, exact, as text.")
    currency: str = strawberry.field(description="The currency, as three letters of ISO 4217.")


@described
@strawberry.interface
class Subject(Node):
    """What ties can join: a stakeholder, or a context such as a theme, country or event."""

    network: strawberry.Private[Network]
    node: strawberry.Private[int]
    name: str = strawberry.field(description="What the source that told of it first calls it.")
    kind: Kind = strawberry.field(description="What kind of stakeholder or context it is.")
    label: TrafficLight = strawberry.field(
        description="How far it may travel: the highest label of what it is made of."
    )

    @cached_property
    def _facts(self) -> stakeholder.Stakeholder:
        return self.network.view.stakeholder(self.node)

    def _said(self, values: Iterable[stakeholder.Said]) -> list[Said]:
        return [Said(network=self.network, said=each, value=each.value) for each in values]

    @strawberry.field
    def names(self) -> list[Said]:
        """Every name, alias and acronym."""
        return self._said(self._facts.names)

    @strawberry.field
    def identifiers(self) -> list[Said]:
        """Identifiers in registers, written `scheme:value`: `wikidata:Q7159`."""
        return self._said(self._facts.identifiers)

    @strawberry.field
    def summaries(self) -> list[Said]:
        """What it is or does, in the words of its sources."""
        return self._said(self._facts.summaries)

    @strawberry.field
    def links(self) -> list[Said]:
        """Addresses on the web."""
        return self._said(self._facts.links)

    @strawberry.field
    def since(self) -> list[Said]:
        """When it began to exist, as precise as its sources have it."""
        return self._said(self._facts.since)

    @strawberry.field
    def until(self) -> list[Said]:
        """When it ceased to exist."""
        return self._said(self._facts.until)

    @strawberry.field
    def extra(self) -> list[Named]:
        """What sources say beyond the fields here."""
        pairs = self._facts.extra
        return [
            Named(network=self.network, said=each, value=each.value, name=name)
            for name, each in pairs
        ]

    @strawberry.field
    def sources(self) -> list[Source]:
        """The sources that tell of it, the first of them first."""
        return sources_of(self.network, self._facts.sources)

    @strawberry.field
    def entity_ids(self) -> list[strawberry.ID]:
        """The ids under which its sources know it; any of them finds it."""
        return [strawberry.ID(name) for name in self._facts.entities]

    @strawberry.field
    def ties(
        self,
        info: Info,
        *,
        kinds: Annotated[
            list[str] | None, given("Only ties of these kinds, by code or label; see `vocabulary`.")
        ] = None,
        current: Annotated[
            bool, given("Only ties that hold at the date asked for, not those that have ended.")
        ] = False,
        first: Annotated[int | None, given("How many, 20 unless said.")] = None,
        after: Annotated[str | None, given("The `endCursor` of the page before.")] = None,
    ) -> "TieConnection":
        """Its ties: those that hold before those that ended, the newest first."""
        ties = ties_in_order(self.network.view, self.node, tie_codes(kinds or ()), current=current)
        position = None if after is None else read_cursor(after, TiePosition)
        places = page(ties, first, position, info.context.most_on_page)
        return tie_connection(self, ties, places)


@described
@strawberry.type
class Stakeholder(Subject):
    """
    Whoever can act, be asked, or sit at a table.

    Entities of several sources that were judged to be the same are one stakeholder.
    """

    @strawberry.field
    def levels(self) -> list[Said]:
        """Where it works: `local`, `national`, `regional` or `global`."""
        return self._said(self._facts.levels)

    @strawberry.field
    def contacts(self) -> list[Named]:
        """Ways to reach it; AMBER unless its source says otherwise."""
        return [_contact(self.network, each) for each in self._facts.contacts]

    @strawberry.field
    def themes(self) -> list["Context"]:
        """The themes and sectors that it is said to work on at the date asked for."""
        return self._contexts("works_on")

    @strawberry.field
    def places(self) -> list["Context"]:
        """The countries and regions that it is active or based in at the date asked for."""
        return self._contexts("active_in", "based_in")

    def _contexts(self, *codes: str) -> list["Context"]:
        view = self.network.view
        ties = ties_in_order(view, self.node, codes, current=True)
        ends = {int(view.ends[place]) for place in ties.places if view.starts[place] == self.node}
        found = [subject(self.network, end) for end in sorted(ends, key=view.names.__getitem__)]
        return [context for context in found if isinstance(context, Context)]


@described
@strawberry.type
class Context(Subject):
    """What stakeholders act in, on or under: a theme, country, event, activity, instrument."""


@described
@strawberry.type
class Tie(Node):
    """
    One source's claim that something joins two subjects.

    Two sources that agree are two ties.
    """

    network: strawberry.Private[Network]
    place: strawberry.Private[int]
    kind: TieKind = strawberry.field(description="What joins them.")
    label: TrafficLight = strawberry.field(
        description="How far it may travel: the highest label of its own, its source and its ends."
    )
    holds: bool = strawberry.field(description="Whether it holds at the date asked for.")

    @cached_property
    def _claim(self) -> model.Tie:
        return self.network.view.tie(self.place)

    @strawberry.field
    def start(self) -> Subject:
        """Where it starts."""
        return subject(self.network, int(self.network.view.starts[self.place]))

    @strawberry.field
    def end(self) -> Subject:
        """Where it leads."""
        return subject(self.network, int(self.network.view.ends[self.place]))

    @strawberry.field
    def since(self) -> PartialDate | None:
        """When it began, as precise as its source has it."""
        return self._claim.since

    @strawberry.field
    def until(self) -> PartialDate | None:
        """When it ended."""
        return self._claim.until

    @strawberry.field
    def role(self) -> str | None:
        """The role that the start has in the end."""
        return self._claim.role

    @strawberry.field
    def track(self) -> Word | None:
        """The track of diplomacy."""
        code = self._claim.track
        return None if code is None else word_of(vocabulary().track(code))

    @strawberry.field
    def weight(self) -> float:
        """How strong it is beside others of its kind; 1 unless its source says more."""
        return self._claim.weight

    @strawberry.field
    def share(self) -> float | None:
        """What part of the whole it concerns, in per cent."""
        return self._claim.share

    @strawberry.field
    def money(self) -> Money | None:
        """The amount that goes from start to end."""
        claim = self._claim
        if claim.amount is None or claim.currency is None:
            return None
        return Money(amount=claim.amount, currency=claim.currency)

    @strawberry.field
    def earmarking(self) -> str | None:
        """How freely the money may be used."""
        return self._claim.earmarking

    @strawberry.field
    def gender_marker(self) -> int | None:
        """The gender equality marker: 0 not targeted, 1 significant, 2 principal."""
        return self._claim.marker

    @strawberry.field
    def cited(self) -> str | None:
        """What stands behind it, in the words of its source."""
        return self._claim.cited

    @strawberry.field
    def cited_on(self) -> PartialDate | None:
        """The date of the document or record that stands behind it."""
        return self._claim.cited_on

    @strawberry.field
    def extra(self) -> list[Named]:
        """What the source says beyond the fields here."""
        claim = self._claim
        values = [
            (name, stakeholder.Said(value=text, sources=(claim.source,)))
            for name, text in claim.extra
        ]
        return [Named(network=self.network, said=s, value=s.value, name=n) for n, s in values]

    @strawberry.field
    def source(self) -> Source:
        """The source that says so."""
        return source_node(self.network, self.network.view.source(self.place))


@described
@strawberry.type
class TieEdge:
    """A tie, seen from one of its ends."""

    cursor: str = strawberry.field(description="Where it stands in the list: give it as `after`.")
    node: Tie = strawberry.field(description="The tie.")
    words: str = strawberry.field(
        description="The kind of tie as it reads from here: `has member`."
    )
    other: Subject = strawberry.field(description="What it joins this one to.")


@described
@strawberry.type
class TieConnection:
    """A page of ties."""

    edges: list[TieEdge] = strawberry.field(description="The ties on this page.")
    page_info: PageInfo = strawberry.field(description="Where the page stands.")
    total_count: int = strawberry.field(description="How many ties there are on all pages.")


def subject(network: Network, node: int) -> Stakeholder | Context:
    """A node of the View as the API shows it."""
    if network.view.acting[node]:
        return _made(Stakeholder, network, node)
    return _made(Context, network, node)


def stakeholder_node(network: Network, node: int) -> Stakeholder:
    """A node that is known to be a stakeholder."""
    return _made(Stakeholder, network, node)


def _made(kind: type[S], network: Network, node: int) -> S:
    view = network.view
    return kind(
        id=strawberry.ID(view.ids[node]),
        network=network,
        node=node,
        name=view.names[node],
        kind=kind_of(KINDS[view.kinds[node]]),
        label=traffic_light(view.labels[node]),
    )


def tie_node(network: Network, place: int) -> Tie:
    """The tie in one place of the View as the API shows it."""
    view = network.view
    row = int(view.rows[place])
    return Tie(
        id=strawberry.ID(TIE_PREFIX + view.claims.ties.ids[row]),
        network=network,
        place=place,
        kind=tie_kind_of(view.claims.ties.kinds[row]),
        label=traffic_light(view.tie_labels[place]),
        holds=bool(view.holds[place]),
    )


def source_node(network: Network, claim: model.Source) -> Source:
    """A source as the API shows it."""
    return Source(
        id=strawberry.ID(claim.id),
        network=network,
        claim=claim,
        title=claim.title,
        publisher=claim.publisher,
        licence=claim.licence,
        link=claim.link,
        published=claim.published,
        retrieved=claim.retrieved,
        label=traffic_light(claim.label),
    )


def sources_of(network: Network, ids: Iterable[str]) -> list[Source]:
    """The sources with these ids."""
    return [source_node(network, network.sources[name]) for name in ids]


def tie_connection(seen_from: Subject, ties: TieList, places: range) -> TieConnection:
    """The page of *ties* with these *places*."""
    edges = [_edge(seen_from, ties, place) for place in places]
    return TieConnection(
        edges=edges,
        page_info=page_info(places, len(ties), [edge.cursor for edge in edges]),
        total_count=len(ties),
    )


def _edge(seen_from: Subject, ties: TieList, number: int) -> TieEdge:
    network, place = seen_from.network, ties.places[number]
    view: View = network.view
    tie = tie_node(network, place)
    forward = view.starts[place] == seen_from.node
    position = ties.position(number)
    return TieEdge(
        cursor=cursor_of(position),
        node=tie,
        words=tie.kind.label if forward else tie.kind.reverse,
        other=subject(network, view.other_end(place, seen_from.node)),
    )


def _contact(network: Network, each: stakeholder.Said) -> Named:
    kind, _, value = each.value.partition(": ")
    return Named(network=network, said=each, value=value, name=kind)
