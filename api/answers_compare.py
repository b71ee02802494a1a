"""Two asks side by side, in the schema."""

from datetime import date

import strawberry

from api.answers_coalition import Coalition, MetDemand, coalition_node, demand_nodes
from api.described import described
from api.network import Network
from api.subjects import Stakeholder, stakeholder_node
from api.terms import TrafficLight, traffic_light
from graph.answers import compare as answer


@described
@strawberry.type
class TableChange:
    """Somebody who is at either table: what they are worth to each ask, and why they are there."""

    network: strawberry.Private[Network]
    id: strawberry.ID = strawberry.field(description="The id of the stakeholder.")
    name: str = strawberry.field(description="What it is called.")
    left: float | None = strawberry.field(
        description="Its points by the left ask; null for its convenor."
    )
    right: float | None = strawberry.field(
        description="Its points by the right ask; null for its convenor."
    )
    because: list[str] = strawberry.field(description="Why it stays, enters or leaves.")

    @strawberry.field
    def stakeholder(self) -> Stakeholder:
        """Everything known of them."""
        return stakeholder_node(self.network, self.network.view.node(self.id))


@described
@strawberry.type
class Exchange:
    """One table held against the other ask."""

    points: float = strawberry.field(description="What it is worth to the other ask.")
    demands: list[MetDemand] = strawberry.field(description="What it has of each demand.")
    broken: list[MetDemand] = strawberry.field(description="The demands that it would break.")


@described
@strawberry.type
class Comparison:
    """Two asks and their tables."""

    left: Coalition = strawberry.field(description="The answer to the left ask.")
    right: Coalition = strawberry.field(description="The answer to the right ask.")
    both: list[TableChange] = strawberry.field(description="Who is at both tables.")
    enters: list[TableChange] = strawberry.field(description="Who is at the right table alone.")
    leaves: list[TableChange] = strawberry.field(description="Who is at the left table alone.")
    left_for_right: Exchange | None = strawberry.field(
        description="The left table held against the right ask; null where a table is missing."
    )
    right_for_left: Exchange | None = strawberry.field(
        description="The right table held against the left ask; null where a table is missing."
    )
    words: list[str] = strawberry.field(description="The comparison in a few sentences.")
    supposed: list[str] = strawberry.field(
        description="What was supposed for this answer, in words; nothing for what is so."
    )
    label: TrafficLight = strawberry.field(description="The highest label of what the answer used.")
    as_of: date = strawberry.field(description="The date that the answer is for.")
    revision: str = strawberry.field(
        description="Names what you could see when this was answered; it moves when that moves."
    )


def comparison_node(network: Network, found: answer.Comparison) -> Comparison:
    """A comparison as the API shows it."""
    return Comparison(
        left=coalition_node(network, found.left),
        right=coalition_node(network, found.right),
        both=_changes(network, found.both),
        enters=_changes(network, found.enters),
        leaves=_changes(network, found.leaves),
        left_for_right=_exchange(found.left_for_right),
        right_for_left=_exchange(found.right_for_left),
        words=list(found.words),
        supposed=list(network.said.words),
        label=traffic_light(max(found.label, network.said.label)),
        as_of=found.as_of,
        revision=found.revision,
    )


def _changes(network: Network, found: tuple[answer.Change, ...]) -> list[TableChange]:
    return [
        TableChange(
            network=network,
            id=strawberry.ID(each.id),
            name=each.name,
            left=each.left,
            right=each.right,
            because=list(each.because),
        )
        for each in found
    ]


def _exchange(found: answer.Exchange | None) -> Exchange | None:
    if found is None:
        return None
    demands, broken = demand_nodes(found.demands), demand_nodes(found.broken)
    return Exchange(points=found.points, demands=demands, broken=broken)
