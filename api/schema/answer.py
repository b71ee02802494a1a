"""What every answer carries, and what leads on from whoever is named in one, in the schema."""

from datetime import date
from typing import Protocol, TypedDict

import strawberry

from api.networks.network import Network
from api.schema.descriptions import described
from api.schema.subjects import Stakeholder, stakeholder_node
from api.schema.terms import TrafficLight, traffic_light
from graph.domain.labels import Label


class Named(Protocol):
    """Whatever an answer says of somebody."""

    @property
    def id(self) -> str:
        """The id of the stakeholder."""


class Answer(Protocol):
    """Any answer of `graph.answers`."""

    @property
    def label(self) -> Label:
        """The highest label of what it used."""

    @property
    def as_of(self) -> date:
        """The date that it is for."""

    @property
    def revision(self) -> str:
        """What could be seen."""


@described
@strawberry.type
class Somebody:
    """Somebody who is named in an answer."""

    network: strawberry.Private[Network]
    found: strawberry.Private[Named]

    @strawberry.field
    def stakeholder(self) -> Stakeholder:
        """Everything known of them."""
        return stakeholder_node(self.network, self.network.view.node(self.found.id))


@strawberry.type
class Answered:
    """An answer: how closed it is, for which day, on what."""

    label: TrafficLight = strawberry.field(description="The highest label of what the answer used.")
    as_of: date = strawberry.field(description="The date that the answer is for.")
    revision: str = strawberry.field(
        description="Names what you could see when this was answered; it moves when that moves."
    )


@strawberry.type
class Supposed(Answered):
    """An answer for which what is not so may have been supposed."""

    supposed: list[str] = strawberry.field(
        description="What was supposed for this answer, in words; empty where nothing was supposed."
    )


class Carried(TypedDict):
    """The fields of `Answered`."""

    label: TrafficLight
    as_of: date
    revision: str


class Supposing(Carried):
    """The fields of `Supposed`."""

    supposed: list[str]


def carried(network: Network, found: Answer) -> Carried:
    """What an answer carries: it is as closed as what was supposed for it, too."""
    return Carried(
        label=traffic_light(max(found.label, network.said.label)),
        as_of=found.as_of,
        revision=found.revision,
    )


def supposing(network: Network, found: Answer) -> Supposing:
    """The same for an answer that tells what was supposed."""
    return Supposing(**carried(network, found), supposed=list(network.said.words))
