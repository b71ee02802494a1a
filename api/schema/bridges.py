"""The answer to what bridges two agendas, in the schema."""

import strawberry

from api.networks.network import Network
from api.schema.answer import Answered, Somebody, carried
from api.schema.descriptions import described
from api.schema.introductions import Introduction, introduction_node
from api.schema.partners import Because, reasons_of
from api.schema.terms import TrafficLight, traffic_light
from graph.answers.bridges import bridges as answer


@described
@strawberry.type
class AgendaSide:
    """One of two agendas."""

    themes: list[str] = strawberry.field(description="What its themes are called.")
    actors: int = strawberry.field(description="How many work on it.")


@described
@strawberry.type
class OnBoth(Somebody):
    """Somebody who works on both agendas."""

    found: strawberry.Private[answer.OnBoth]
    fit: float = strawberry.field(description="How well it fits the one it fits less, 0 to 1.")
    label: TrafficLight = strawberry.field(description="The highest label that this rests on.")

    @strawberry.field
    def left(self) -> list[Because]:
        """What says that it works on the left one."""
        return reasons_of(self.network, self.found.left)

    @strawberry.field
    def right(self) -> list[Because]:
        """What says that it works on the right one."""
        return reasons_of(self.network, self.found.right)


@described
@strawberry.type
class Connector(Somebody):
    """Somebody who could bring two agendas together."""

    found: strawberry.Private[answer.Connector]
    worth: float = strawberry.field(
        description="The strengths of the chains through it, over all pairs of one from each side."
    )
    side: str = strawberry.field(description="What it works on itself: left, right or neither.")
    left: int = strawberry.field(description="How many of the left it is tied to.")
    right: int = strawberry.field(description="How many of the right it is tied to.")
    label: TrafficLight = strawberry.field(description="The highest label that this rests on.")

    @strawberry.field
    def because(self) -> list[Because]:
        """What ties it best to either side."""
        return reasons_of(self.network, self.found.because)


@described
@strawberry.type
class Holder(Somebody):
    """One of the fewest who hold two agendas together."""

    found: strawberry.Private[answer.Holder]
    always: bool = strawberry.field(description="Whether no such set is without it.")


@described
@strawberry.type
class Bridges(Answered):
    """The answer to what bridges two agendas."""

    left: AgendaSide = strawberry.field(description="The one agenda.")
    right: AgendaSide = strawberry.field(description="The other.")
    both: list[OnBoth] = strawberry.field(description="Who works on both, the best fit first.")
    on_both: int = strawberry.field(description="How many work on both.")
    connectors: list[Connector] = strawberry.field(
        description="Who stands between most pairs, those on both left out."
    )
    held_by: int | None = strawberry.field(
        description="How many have to leave until no chain joins the two; null if too large to say."
    )
    holding: list[Holder] = strawberry.field(description="The first of these.")
    joined: int = strawberry.field(description="How many pairs are tied already.")
    nearest: list[Introduction] = strawberry.field(
        description="The nearest pairs that are not, by the strongest chain between them."
    )


def bridges_node(network: Network, found: answer.Bridges) -> Bridges:
    """An answer as the API shows it."""
    return Bridges(
        left=_side(found.left),
        right=_side(found.right),
        both=[
            OnBoth(network=network, found=each, fit=each.fit, label=traffic_light(each.label))
            for each in found.both
        ],
        on_both=found.on_both,
        connectors=[_connector(network, each) for each in found.connectors],
        held_by=found.held_by,
        holding=[Holder(network=network, found=each, always=each.always) for each in found.holding],
        joined=found.joined,
        nearest=[introduction_node(network, each) for each in found.nearest],
        **carried(network, found),
    )


def _side(side: answer.Side) -> AgendaSide:
    return AgendaSide(themes=list(side.themes), actors=side.actors)


def _connector(network: Network, found: answer.Connector) -> Connector:
    return Connector(
        network=network,
        found=found,
        worth=found.worth,
        side=found.side,
        left=found.left,
        right=found.right,
        label=traffic_light(found.label),
    )
