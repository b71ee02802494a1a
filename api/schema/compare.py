"""Two asks side by side, in the schema."""

import strawberry

from api.networks.network import Network
from api.schema.answer import Somebody, Supposed, supposing
from api.schema.coalition import Coalition, MetDemand, coalition_node, demand_nodes
from api.schema.descriptions import described
from graph.answers.compare import compare as answer


@described
@strawberry.type
class TableChange(Somebody):
    """Somebody who is at either table: what they are worth to each ask, and why they are there."""

    id: strawberry.ID = strawberry.field(description="The id of the stakeholder.")
    name: str = strawberry.field(description="What it is called.")
    left: float | None = strawberry.field(
        description="Its points by the left ask; null for its convenor."
    )
    right: float | None = strawberry.field(
        description="Its points by the right ask; null for its convenor."
    )
    because: list[str] = strawberry.field(description="Why it stays, enters or leaves.")


@described
@strawberry.type
class Exchange:
    """One table held against the other ask."""

    points: float = strawberry.field(description="What it is worth to the other ask.")
    demands: list[MetDemand] = strawberry.field(description="What it has of each demand.")
    broken: list[MetDemand] = strawberry.field(description="The demands that it would break.")


@described
@strawberry.type
class Comparison(Supposed):
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
        **supposing(network, found),
    )


def _changes(network: Network, found: tuple[answer.Change, ...]) -> list[TableChange]:
    return [
        TableChange(
            network=network,
            found=each,
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
