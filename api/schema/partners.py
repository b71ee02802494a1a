"""The answer to who could be our partner, in the schema."""

from collections.abc import Iterable

import strawberry

from api.networks.network import Network
from api.schema.answer import Somebody, Supposed, supposing
from api.schema.descriptions import described
from api.schema.subjects import Source, Tie, sources_of, tie_node
from api.schema.terms import TrafficLight, traffic_light
from graph.answers import answer


@described
@strawberry.type
class Because:
    """A reason in words, with what it rests on."""

    network: strawberry.Private[Network]
    reason: strawberry.Private[answer.Because]
    words: str = strawberry.field(description="The reason.")

    @strawberry.field
    def cited(self) -> list[str]:
        """What those sources cite in turn, in their words."""
        return list(self.reason.cited)

    @strawberry.field
    def ties(self) -> list[Tie]:
        """The ties that say so; none where the reason counts rather than cites."""
        places = self.network.tie_places
        return [tie_node(self.network, places[name]) for name in self.reason.ties]

    @strawberry.field
    def sources(self) -> list[Source]:
        """The sources that say so."""
        return sources_of(self.network, self.reason.sources)


@described
@strawberry.type
class Part:
    """A named part of a score."""

    name: str = strawberry.field(description="What the part is for.")
    value: float = strawberry.field(description="How many points of the score it is.")
    because: list[Because] = strawberry.field(description="What it rests on.")


@described
@strawberry.type
class Partner(Somebody):
    """Somebody worth asking, and why."""

    found: strawberry.Private[answer.Partner]
    id: strawberry.ID = strawberry.field(description="The id of the stakeholder.")
    name: str = strawberry.field(description="What it is called.")
    kind: str = strawberry.field(description="The code of its kind.")
    level: str | None = strawberry.field(description="The code of the level it works on, if known.")
    score: float = strawberry.field(description="The sum of the parts.")
    label: TrafficLight = strawberry.field(description="The highest label that the score rests on.")

    @strawberry.field
    def parts(self) -> list[Part]:
        """What the score is made of."""
        return parts_of(self.network, self.found.parts)

    @strawberry.field
    def against(self) -> list[Because]:
        """What speaks against asking them."""
        return reasons_of(self.network, self.found.against)


@described
@strawberry.type
class LeftOut(Somebody):
    """Somebody who is not in the answer, and why."""

    id: strawberry.ID = strawberry.field(description="The id of the stakeholder.")
    name: str = strawberry.field(description="What it is called.")
    reason: str = strawberry.field(description="The reason as a short code.")
    words: str = strawberry.field(description="The reason in words.")


@described
@strawberry.type
class LeftOutCount:
    """How many were left out for one reason."""

    reason: str = strawberry.field(description="The reason as a short code.")
    count: int = strawberry.field(description="How many.")


@described
@strawberry.type
class Partners(Supposed):
    """The answer to a need for partners."""

    partners: list[Partner] = strawberry.field(description="Who was found, the best first.")
    left_out: list[LeftOut] = strawberry.field(description="The nearest of those left out.")
    left_out_counts: list[LeftOutCount] = strawberry.field(
        description="How many were left out, by reason."
    )
    considered: int = strawberry.field(description="How many stakeholders were ranked.")


def partners_node(network: Network, found: answer.Partners) -> Partners:
    """An answer as the API shows it."""
    return Partners(
        partners=[_partner(network, each) for each in found.partners],
        left_out=[
            LeftOut(
                network=network,
                found=each,
                id=strawberry.ID(each.id),
                name=each.name,
                reason=each.reason,
                words=each.words,
            )
            for each in found.left_out
        ],
        left_out_counts=[
            LeftOutCount(reason=reason, count=count)
            for reason, count in found.left_out_counts.items()
        ],
        considered=found.considered,
        **supposing(network, found),
    )


def _partner(network: Network, found: answer.Partner) -> Partner:
    return Partner(
        network=network,
        found=found,
        id=strawberry.ID(found.id),
        name=found.name,
        kind=found.kind,
        level=found.level,
        score=found.score,
        label=traffic_light(found.label),
    )


def parts_of(network: Network, parts: Iterable[answer.Part]) -> list[Part]:
    """Parts of a score as the API shows them."""
    return [
        Part(name=part.name, value=part.value, because=reasons_of(network, part.because))
        for part in parts
    ]


def reasons_of(network: Network, reasons: Iterable[answer.Because]) -> list[Because]:
    """Reasons as the API shows them."""
    return [Because(network=network, reason=each, words=each.words) for each in reasons]
