"""The answer to who is missing, in the schema."""

from datetime import date
from itertools import islice
from typing import Annotated

import strawberry

from api.networks.network import Network
from api.schema.answer import Somebody, Supposed, supposing
from api.schema.descriptions import described, given
from api.schema.introductions import Introduction, introduction_node
from api.schema.partners import Because, reasons_of
from api.schema.subjects import Info
from api.schema.terms import TrafficLight, traffic_light
from graph.answers.gaps import cell as filling
from graph.answers.gaps import gaps as answer
from graph.domain.errors import NeedError


@described
@strawberry.type
class StateCount:
    """How many cells are in one state."""

    state: str = strawberry.field(
        description="`covered`, `thin`, `stale evidence` or `no actor known`."
    )
    count: int = strawberry.field(description="How many.")


@described
@strawberry.type
class GapMargin:
    """One theme, place or kind, summed up over the others."""

    id: str = strawberry.field(description="The id of the theme or place, or the code of the kind.")
    name: str = strawberry.field(description="What it is called.")
    actors: int = strawberry.field(description="How many actors are in its cells, each once.")
    states: list[StateCount] = strawberry.field(description="How many of its cells are how.")


@described
@strawberry.type
class GapCell:
    """One theme, place and kind of actor."""

    theme: strawberry.ID = strawberry.field(description="The id of the theme.")
    place: strawberry.ID = strawberry.field(description="The id of the place.")
    kind: str = strawberry.field(description="The code of the kind.")
    state: str = strawberry.field(
        description="`covered`, `thin`, `stale evidence` or `no actor known`."
    )
    actors: int = strawberry.field(description="How many actors are known in it.")
    independent: int = strawberry.field(
        description="How many, with an organisation and its own parts counted once."
    )
    fresh: int = strawberry.field(description="Of how many there is recent word.")


@described
@strawberry.type
class InCell(Somebody):
    """Somebody who is in a cell that is thin or stale."""

    found: strawberry.Private[filling.There]
    newest: date | None = strawberry.field(
        description="The day of the newest word that they are; null without a date."
    )


@described
@strawberry.type
class NearCell(Somebody):
    """Somebody who could fill a cell."""

    found: strawberry.Private[filling.Nearest]
    fit: float = strawberry.field(description="How well they fit the theme and the place, 0 to 1.")
    missing: list[str] = strawberry.field(description="What they are not known to do.")
    instead: list[str] = strawberry.field(description="What there is in place of a chain to them.")
    label: TrafficLight = strawberry.field(description="The highest label that this rests on.")

    @strawberry.field
    def because(self) -> list[Because]:
        """What they do."""
        return reasons_of(self.network, self.found.because)

    @strawberry.field
    def introduction(self) -> Introduction | None:
        """The strongest chain to them from who asks; null where nobody asks or there is none."""
        chain = self.found.introduction
        return None if chain is None else introduction_node(self.network, chain)


@described
@strawberry.type
class Gap:
    """A cell that is not covered, who is there, and who could fill it."""

    cell: GapCell = strawberry.field(description="The cell.")
    theme: str = strawberry.field(description="What the theme is called.")
    place: str = strawberry.field(description="What the place is called.")
    expected: float = strawberry.field(
        description="How many would be there if themes had nothing to do with places."
    )
    there: list[InCell] = strawberry.field(description="Who is there, heard of last first.")
    nearest: list[NearCell] = strawberry.field(description="Who is nearest to filling it.")


@described
@strawberry.type
class Gaps(Supposed):
    """The answer to who is missing."""

    found: strawberry.Private[answer.Gaps]
    counts: list[StateCount] = strawberry.field(description="How many cells are in which state.")
    themes: list[GapMargin] = strawberry.field(description="The sums by theme.")
    places: list[GapMargin] = strawberry.field(description="The sums by place.")
    kinds: list[GapMargin] = strawberry.field(description="The sums by kind of actor.")
    gaps: list[Gap] = strawberry.field(
        description="The foremost gaps: nobody, then stale, then thin; most expected first."
    )
    words: list[str] = strawberry.field(description="What the cells are judged by.")

    @strawberry.field
    def cells(
        self,
        info: Info,
        *,
        first: Annotated[int, given("How many.")] = 20,
        skip: Annotated[int, given("How many to leave out before them.")] = 0,
    ) -> list[GapCell]:
        """The cells, theme by theme, then place by place, then kind by kind."""
        most = info.context.most_on_page
        if not (1 <= first <= most and skip >= 0):
            raise NeedError(f"cells: ask for 1 to {most}, behind none or more")
        return [cell_node(cell) for cell in islice(self.found.cells(), skip, skip + first)]


def gaps_node(network: Network, found: answer.Gaps) -> Gaps:
    """An answer as the API shows it."""
    return Gaps(
        found=found,
        counts=_counts(found.counts),
        themes=[_margin(each) for each in found.themes],
        places=[_margin(each) for each in found.places],
        kinds=[_margin(each) for each in found.kinds],
        gaps=[_gap(network, each) for each in found.gaps],
        words=list(found.words),
        **supposing(network, found),
    )


def cell_node(cell: answer.Cell) -> GapCell:
    """A cell as the API shows it."""
    return GapCell(
        theme=strawberry.ID(cell.theme),
        place=strawberry.ID(cell.place),
        kind=cell.kind,
        state=cell.state,
        actors=cell.actors,
        independent=cell.independent,
        fresh=cell.fresh,
    )


def _counts(states: dict[str, int]) -> list[StateCount]:
    return [StateCount(state=state, count=count) for state, count in states.items()]


def _margin(margin: answer.Margin) -> GapMargin:
    return GapMargin(
        id=margin.id, name=margin.name, actors=margin.actors, states=_counts(margin.states)
    )


def _gap(network: Network, gap: answer.Gap) -> Gap:
    return Gap(
        cell=cell_node(gap.cell),
        theme=gap.theme,
        place=gap.place,
        expected=gap.expected,
        there=[InCell(network=network, found=each, newest=_day(each.newest)) for each in gap.there],
        nearest=[_near(network, each) for each in gap.nearest],
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _near(network: Network, near: filling.Nearest) -> NearCell:
    return NearCell(
        network=network,
        found=near,
        fit=near.fit,
        missing=list(near.missing),
        instead=list(near.instead),
        label=traffic_light(near.label),
    )
