"""The reference network, read once for all of its tests."""

from datetime import date
from functools import cache

from graph.domain.model import Entity, Source, Tie
from graph.views.building import build
from graph.views.view import View
from ingest.reader import Given
from ingest.reference.reader import read_reference
from tests.networks import shared, sifted

TODAY = date(2026, 11, 21)


@cache
def claims() -> tuple[Source | Entity | Tie, ...]:
    """Everything that the network claims."""
    return tuple(
        item for item in read_reference(Given()) if isinstance(item, Source | Entity | Tie)
    )


@cache
def entities() -> dict[str, Entity]:
    """Its entities by their keys."""
    found = (claim for claim in claims() if isinstance(claim, Entity))
    return {entity.id.removeprefix("reference/"): entity for entity in found}


@cache
def ties(*kinds: str) -> tuple[Tie, ...]:
    """Its ties, or those of these kinds."""
    every = (claim for claim in claims() if isinstance(claim, Tie))
    return tuple(tie for tie in every if not kinds or tie.kind in kinds)


@cache
def view(as_of: date = TODAY) -> View:
    """The network as of a date, with the shared themes and places."""
    return build(sifted([*shared(), *claims()]), as_of)


def members(body: str, as_of: date = TODAY) -> set[str]:
    """The codes of the states that belonged to a body on a day."""
    network = view(as_of)
    return {
        network.tie(place).start.removeprefix("country:")
        for place in network.ties_of(network.node(f"reference/{body}"))
        if network.holds[place]
        and network.tie(place).kind == "member_of"
        and network.tie(place).start.startswith("country:")
        and network.tie(place).end == f"reference/{body}"
    }
