"""The answer to an ask for a table, in the schema."""

from collections.abc import Iterable

import strawberry

from api.networks.network import Network
from api.schema.answer import Somebody, Supposed, supposing
from api.schema.descriptions import described
from api.schema.partners import Because, Part, parts_of, reasons_of
from api.schema.terms import TrafficLight, traffic_light
from graph.answers.coalition import answer


@described
@strawberry.type
class Service:
    """A demand that a member is there for, or that breaks without it."""

    network: strawberry.Private[Network]
    found: strawberry.Private[answer.Service]
    demand: str = strawberry.field(description="The id of the demand.")
    words: str = strawberry.field(description="The demand in words.")

    @strawberry.field
    def because(self) -> list[Because]:
        """What says that the member serves it."""
        return reasons_of(self.network, self.found.because)


@described
@strawberry.type
class StandIn(Somebody):
    """Who could take a member's seat, all others staying."""

    id: strawberry.ID = strawberry.field(description="The id of the stakeholder.")
    name: str = strawberry.field(description="What it is called.")
    points: float = strawberry.field(description="What it is worth.")
    loses: float = strawberry.field(description="How many points less that is.")


@described
@strawberry.type
class Member(Somebody):
    """A member of the table: what it is worth, what it is there for, what breaks without it."""

    found: strawberry.Private[answer.Member]
    id: strawberry.ID = strawberry.field(description="The id of the stakeholder.")
    name: str = strawberry.field(description="What it is called.")
    kind: str = strawberry.field(description="The code of its kind.")
    level: str | None = strawberry.field(description="The code of the level it works on, if known.")
    points: float = strawberry.field(description="The sum of the parts.")
    label: TrafficLight = strawberry.field(description="The highest label that it rests on.")

    @strawberry.field
    def parts(self) -> list[Part]:
        """What the points are made of."""
        return parts_of(self.network, self.found.parts)

    @strawberry.field
    def serves(self) -> list[Service]:
        """The demands that it is there for; with none it is there for its points."""
        return [_service(self.network, each) for each in self.found.serves]

    @strawberry.field
    def breaks(self) -> list[Service]:
        """The demands that break without it."""
        return [_service(self.network, each) for each in self.found.breaks]

    @strawberry.field
    def stand_in(self) -> StandIn | None:
        """Who could take its seat; null where nobody could and keep all demands."""
        other = self.found.stand_in
        if other is None:
            return None
        return StandIn(
            network=self.network,
            found=other,
            id=strawberry.ID(other.id),
            name=other.name,
            points=other.points,
            loses=other.loses,
        )

    @strawberry.field
    def against(self) -> list[Because]:
        """What speaks against them."""
        return reasons_of(self.network, self.found.against)


@described
@strawberry.type
class MetDemand:
    """A demand, and what the table has of it."""

    id: str = strawberry.field(description="The id of the demand.")
    words: str = strawberry.field(description="The demand and what there is of it, in words.")
    has: float = strawberry.field(description="How many members, or how much money, it counts.")
    slack: float | None = strawberry.field(
        description="How many it has to spare; null for what is kept or not."
    )
    tight: bool = strawberry.field(description="Whether one member would break it.")


@described
@strawberry.type
class OtherCoalition:
    """Another table, the best that differs enough."""

    members: list[strawberry.ID] = strawberry.field(description="The ids of its members.")
    names: list[str] = strawberry.field(description="What they are called.")
    enters: list[strawberry.ID] = strawberry.field(description="Of those, who is not at the best.")
    leaves: list[strawberry.ID] = strawberry.field(description="Who is at the best, and not here.")
    points: float = strawberry.field(description="What it is worth.")
    bound: float = strawberry.field(description="What no such table exceeds.")
    proven: bool = strawberry.field(description="Whether it is proven the best of those.")


@described
@strawberry.type
class ContradictingDemand:
    """One of the demands that cannot be kept together."""

    id: str = strawberry.field(description="The id of the demand.")
    words: str = strawberry.field(description="The demand in words.")
    known: int = strawberry.field(description="How many candidates have what it counts.")


@described
@strawberry.type
class EasedDemand:
    """A demand that would have to ask for less."""

    id: str = strawberry.field(description="The id of the demand.")
    by: float = strawberry.field(description="By how many members, or how much money.")
    words: str = strawberry.field(description="The same in words.")


@described
@strawberry.type
class Contradiction:
    """Why there is no such table, and the cheapest way out."""

    demands: list[ContradictingDemand] = strawberry.field(
        description="Demands that cannot be kept together."
    )
    eased: list[EasedDemand] = strawberry.field(
        description="What together would make the whole ask possible."
    )
    minimal: bool = strawberry.field(description="Whether all but any one of them can be kept.")
    smallest: bool = strawberry.field(description="Whether no fewer contradict each other.")
    cheapest: bool = strawberry.field(description="Whether nothing does at less cost.")


@described
@strawberry.type
class DroppedCount:
    """How many candidates were left aside because they can be in nothing better."""

    reason: str = strawberry.field(description="What shows it: a demand, `dominated` or `bound`.")
    count: int = strawberry.field(description="How many.")


@described
@strawberry.type
class Coalition(Supposed):
    """The answer to an ask for a table."""

    members: list[Member] = strawberry.field(description="The table, those of most points first.")
    points: float = strawberry.field(description="The sum of their points.")
    bound: float | None = strawberry.field(description="What no table that keeps all exceeds.")
    proven: bool = strawberry.field(
        description="Whether it is known that there is none better, or none at all."
    )
    words: str = strawberry.field(description="The answer in a sentence.")
    demands: list[MetDemand] = strawberry.field(description="Every demand, and how tight it is.")
    alternatives: list[OtherCoalition] = strawberry.field(description="The best that differ.")
    contradiction: Contradiction | None = strawberry.field(
        description="Where there is no table: what contradicts itself."
    )
    considered: int = strawberry.field(description="How many stakeholders were considered.")
    dropped: list[DroppedCount] = strawberry.field(
        description="How many of them were left aside, by what shows that they may be."
    )


def coalition_node(network: Network, found: answer.Coalition) -> Coalition:
    """An answer as the API shows it."""
    return Coalition(
        members=[_member(network, each) for each in found.members],
        points=found.points,
        bound=found.bound,
        proven=found.proven,
        words=found.words,
        demands=demand_nodes(found.demands),
        alternatives=[_other(each) for each in found.alternatives],
        contradiction=None if found.contradiction is None else _contradiction(found.contradiction),
        considered=found.considered,
        dropped=[
            DroppedCount(reason=reason, count=count) for reason, count in found.dropped.items()
        ],
        **supposing(network, found),
    )


def demand_nodes(found: Iterable[answer.Met]) -> list[MetDemand]:
    """Demands as the API shows them."""
    return [
        MetDemand(id=met.id, words=met.words, has=met.has, slack=met.slack, tight=met.tight)
        for met in found
    ]


def _member(network: Network, found: answer.Member) -> Member:
    return Member(
        network=network,
        found=found,
        id=strawberry.ID(found.id),
        name=found.name,
        kind=found.kind,
        level=found.level,
        points=found.points,
        label=traffic_light(found.label),
    )


def _service(network: Network, found: answer.Service) -> Service:
    return Service(network=network, found=found, demand=found.demand, words=found.words)


def _other(found: answer.Alternative) -> OtherCoalition:
    return OtherCoalition(
        members=_ids(found.members),
        names=list(found.names),
        enters=_ids(found.enters),
        leaves=_ids(found.leaves),
        points=found.points,
        bound=found.bound,
        proven=found.proven,
    )


def _ids(names: tuple[str, ...]) -> list[strawberry.ID]:
    return [strawberry.ID(name) for name in names]


def _contradiction(found: answer.Contradiction) -> Contradiction:
    return Contradiction(
        demands=[
            ContradictingDemand(id=each.id, words=each.words, known=each.known)
            for each in found.demands
        ],
        eased=[EasedDemand(id=each.id, by=each.by, words=each.words) for each in found.eased],
        minimal=found.minimal,
        smallest=found.smallest,
        cheapest=found.cheapest,
    )
