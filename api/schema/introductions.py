"""The answer to who can introduce us, in the schema."""

import strawberry

from api.networks.network import Network
from api.schema.answer import Supposed, supposing
from api.schema.descriptions import described
from api.schema.partners import Because, reasons_of
from api.schema.subjects import Stakeholder, stakeholder_node
from api.schema.terms import TrafficLight, traffic_light
from graph.answers.introductions import introductions as answer


@described
@strawberry.type
class Hop:
    """One introduction: the two it joins, and what joins them."""

    network: strawberry.Private[Network]
    found: strawberry.Private[answer.Hop]
    strength: float = strawberry.field(
        description="How likely the tie is to carry an introduction, 0 to 1."
    )

    @strawberry.field
    def near(self) -> Stakeholder:
        """Who would introduce."""
        return stakeholder_node(self.network, self.network.view.node(self.found.near))

    @strawberry.field
    def far(self) -> Stakeholder:
        """The one who is introduced to the first."""
        return stakeholder_node(self.network, self.network.view.node(self.found.far))

    @strawberry.field
    def because(self) -> list[Because]:
        """What joins the two, the strongest first."""
        return reasons_of(self.network, self.found.because)


@described
@strawberry.type
class Introduction:
    """A chain of introductions."""

    hops: list[Hop] = strawberry.field(description="The introductions, one after the other.")
    between: list[strawberry.ID] = strawberry.field(
        description="The ids of those who would introduce, in order."
    )
    strength: float = strawberry.field(description="The product of the strengths of the hops.")
    label: TrafficLight = strawberry.field(description="The highest label that the chain rests on.")


@described
@strawberry.type
class Introductions(Supposed):
    """The answer to a wish to be introduced."""

    introductions: list[Introduction] = strawberry.field(
        description="The chains, the strongest first; if diverse, in the order of choice."
    )
    instead: list[str] = strawberry.field(
        description="Where there is no chain: what is nearest, and what one tie would open."
    )


def introductions_node(network: Network, found: answer.Introductions) -> Introductions:
    """An answer as the API shows it."""
    return Introductions(
        introductions=[introduction_node(network, each) for each in found.introductions],
        instead=list(found.instead),
        **supposing(network, found),
    )


def introduction_node(network: Network, found: answer.Introduction) -> Introduction:
    """A chain as the API shows it."""
    return Introduction(
        hops=[Hop(network=network, found=hop, strength=hop.strength) for hop in found.hops],
        between=[strawberry.ID(name) for name in found.between],
        strength=found.strength,
        label=traffic_light(found.label),
    )
