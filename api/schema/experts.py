"""The answers to who can be there and which funds pay quickly, in the schema."""

from collections.abc import Mapping

import strawberry

from api.networks.network import Network
from api.schema.answer import Answered, Somebody, carried
from api.schema.descriptions import described
from api.schema.introductions import Introduction, introduction_node
from api.schema.partners import Because, LeftOutCount, Part, parts_of, reasons_of
from api.schema.subjects import Source, sources_of
from api.schema.terms import TrafficLight, traffic_light
from graph.answers.experts import endorsements as vouching
from graph.answers.experts import experts
from graph.answers.funds import funds


@described
@strawberry.type
class Spoken:
    """A language that somebody speaks."""

    network: strawberry.Private[Network]
    found: strawberry.Private[experts.Spoken]
    name: str = strawberry.field(description="Its English name, or the name that a source gives.")

    @strawberry.field
    def sources(self) -> list[Source]:
        """The sources that say so."""
        return sources_of(self.network, self.found.sources)


@described
@strawberry.type
class Voucher(Somebody):
    """Somebody who stands for another."""

    found: strawberry.Private[vouching.Voucher]
    known: bool = strawberry.field(description="Whether who asks is tied to them.")

    @strawberry.field
    def because(self) -> list[Because]:
        """The ties by which they do."""
        return reasons_of(self.network, self.found.because)


@described
@strawberry.type
class Expert(Somebody):
    """A candidate, why them, and who vouches for them."""

    found: strawberry.Private[experts.Expert]
    score: float = strawberry.field(description="The sum of the parts.")
    voices: int = strawberry.field(description="How many independent voices vouch for them.")
    instead: list[str] = strawberry.field(description="What there is in place of a chain to them.")
    label: TrafficLight = strawberry.field(description="The highest label that this rests on.")

    @strawberry.field
    def parts(self) -> list[Part]:
        """What the score is made of."""
        return parts_of(self.network, self.found.parts)

    @strawberry.field
    def languages(self) -> list[Spoken]:
        """The languages that sources say they speak."""
        return [
            Spoken(network=self.network, found=each, name=each.name)
            for each in self.found.languages
        ]

    @strawberry.field
    def vouchers(self) -> list[Voucher]:
        """People and bodies that vouch for this expert; those the asker knows come first."""
        return [
            Voucher(network=self.network, found=each, known=each.known)
            for each in self.found.vouchers
        ]

    @strawberry.field
    def consent(self) -> list[Source]:
        """The sources that say a person agreed; none for organisations, which are not asked."""
        return sources_of(self.network, self.found.consent)

    @strawberry.field
    def against(self) -> list[Because]:
        """What speaks against asking them."""
        return reasons_of(self.network, self.found.against)

    @strawberry.field
    def introduction(self) -> Introduction | None:
        """The strongest chain to them from who asks; null where nobody asks or there is none."""
        chain = self.found.introduction
        return None if chain is None else introduction_node(self.network, chain)


@described
@strawberry.type
class Experts(Answered):
    """The answer to who can be there."""

    experts: list[Expert] = strawberry.field(description="The pool, the best first.")
    left_out_counts: list[LeftOutCount] = strawberry.field(
        description="How many who would fit are not in the pool, by reason."
    )
    considered: int = strawberry.field(description="How many are in the pool.")
    words: list[str] = strawberry.field(description="What the pool is judged by.")


@described
@strawberry.type
class RapidFund(Somebody):
    """A fund or donor that could pay quickly, and why."""

    found: strawberry.Private[funds.QuickFund]
    score: float = strawberry.field(description="The sum of the parts.")
    against: list[str] = strawberry.field(description="What is not known of it.")
    instead: list[str] = strawberry.field(description="What there is in place of a chain to it.")
    label: TrafficLight = strawberry.field(description="The highest label that this rests on.")

    @strawberry.field
    def parts(self) -> list[Part]:
        """What the score is made of."""
        return parts_of(self.network, self.found.parts)

    @strawberry.field
    def introduction(self) -> Introduction | None:
        """The strongest chain to it from who asks; null where nobody asks or there is none."""
        chain = self.found.introduction
        return None if chain is None else introduction_node(self.network, chain)


@described
@strawberry.type
class RapidFunds(Answered):
    """The answer to which funds could pay quickly."""

    funds: list[RapidFund] = strawberry.field(description="The funds, the best first.")
    left_out_counts: list[LeftOutCount] = strawberry.field(
        description="How many givers were left out, by reason."
    )
    considered: int = strawberry.field(description="How many were ranked.")
    words: list[str] = strawberry.field(description="What they are judged by.")


def experts_node(network: Network, found: experts.Experts) -> Experts:
    """A pool as the API shows it."""
    return Experts(
        experts=[
            Expert(
                network=network,
                found=each,
                score=each.score,
                voices=each.voices,
                instead=list(each.instead),
                label=traffic_light(each.label),
            )
            for each in found.experts
        ],
        left_out_counts=_counts(found.left_out_counts),
        considered=found.considered,
        words=list(found.words),
        **carried(network, found),
    )


def funds_node(network: Network, found: funds.QuickFunds) -> RapidFunds:
    """Funds as the API shows them."""
    return RapidFunds(
        funds=[
            RapidFund(
                network=network,
                found=each,
                score=each.score,
                against=list(each.against),
                instead=list(each.instead),
                label=traffic_light(each.label),
            )
            for each in found.funds
        ],
        left_out_counts=_counts(found.left_out_counts),
        considered=found.considered,
        words=list(found.words),
        **carried(network, found),
    )


def _counts(counts: Mapping[str, int]) -> list[LeftOutCount]:
    return [LeftOutCount(reason=reason, count=count) for reason, count in counts.items()]
