"""A plan for a dialogue, in the schema."""

import strawberry

from api.networks.network import Network
from api.schema.answer import Supposed, supposing
from api.schema.coalition import Coalition, coalition_node
from api.schema.descriptions import described
from api.schema.experts import Experts, RapidFunds, experts_node, funds_node
from api.schema.gaps import Gaps, gaps_node
from api.schema.introductions import Introduction, introduction_node
from api.schema.subjects import Source, sources_of
from graph.answers.plan import plan as answer
from graph.answers.plan.doubts import Way


@described
@strawberry.type
class PlanWay:
    """How the convenor comes to a member."""

    network: strawberry.Private[Network]
    found: strawberry.Private[Way]
    id: strawberry.ID = strawberry.field(description="The id of the member.")
    name: str = strawberry.field(description="What it is called.")
    known: bool = strawberry.field(description="Whether nobody has to introduce them.")
    instead: list[str] = strawberry.field(description="Where there is no chain: what there is.")

    @strawberry.field
    def introduction(self) -> Introduction | None:
        """The strongest chain to it; null where there is none."""
        chain = self.found.introduction
        return None if chain is None else introduction_node(self.network, chain)


@described
@strawberry.type
class PlanHeld:
    """A theme, place or language of the dialogue, and the members who have it."""

    what: str = strawberry.field(description="`theme`, `place` or `language`.")
    name: str = strawberry.field(description="What it is called.")
    members: list[str] = strawberry.field(description="The names of the members who have it.")


@described
@strawberry.type
class PlanDoubt:
    """Something that is not sure."""

    words: str = strawberry.field(description="What is not sure.")
    names: list[str] = strawberry.field(
        description="The members it is about; empty where it is about the table."
    )


@described
@strawberry.type
class PlanCitation:
    """Sources that reasons of the plan rest on together."""

    network: strawberry.Private[Network]
    found: strawberry.Private[answer.Cited]
    cited: list[str] = strawberry.field(description="What they cite in turn, in their words.")

    @strawberry.field
    def sources(self) -> list[Source]:
        """The sources; reasons do not say which of several cites what."""
        return sources_of(self.network, self.found.sources)


@described
@strawberry.type
class Plan(Supposed):
    """Everything that is asked for one dialogue."""

    network: strawberry.Private[Network]
    found: strawberry.Private[answer.Plan]
    held: list[PlanHeld] = strawberry.field(
        description="What of the dialogue is at the table, and what is not."
    )
    doubts: list[PlanDoubt] = strawberry.field(description="What is not sure.")

    @strawberry.field
    def table(self) -> Coalition:
        """The table that is proposed."""
        return coalition_node(self.network, self.found.table)

    @strawberry.field
    def ways(self) -> list[PlanWay]:
        """How the convenor comes to each member; nothing where nobody convenes."""
        return [
            PlanWay(
                network=self.network,
                found=way,
                id=strawberry.ID(way.id),
                name=way.name,
                known=way.known,
                instead=list(way.instead),
            )
            for way in self.found.ways
        ]

    @strawberry.field
    def gaps(self) -> Gaps | None:
        """Who is missing in the network; null where no place is named."""
        return None if self.found.gaps is None else gaps_node(self.network, self.found.gaps)

    @strawberry.field
    def experts(self) -> Experts:
        """Who else could be there."""
        return experts_node(self.network, self.found.experts)

    @strawberry.field
    def funds(self) -> RapidFunds:
        """Which funds could pay quickly."""
        return funds_node(self.network, self.found.funds)

    @strawberry.field
    def sources(self) -> list[PlanCitation]:
        """The sources of all reasons."""
        return [
            PlanCitation(network=self.network, found=each, cited=list(each.cited))
            for each in self.found.sources
        ]


def plan_node(network: Network, found: answer.Plan) -> Plan:
    """A plan as the API shows it."""
    return Plan(
        network=network,
        found=found,
        held=[
            PlanHeld(what=row.what, name=row.name, members=list(row.members)) for row in found.held
        ],
        doubts=[PlanDoubt(words=each.words, names=list(each.names)) for each in found.doubts],
        **supposing(network, found),
    )
