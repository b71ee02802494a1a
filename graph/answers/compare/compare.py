"""Two asks side by side: who is at both tables, who enters, who leaves, at what cost, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from graph.answers.coalition.answer import Coalition, Member, Met
from graph.answers.coalition.ask import Ask
from graph.answers.coalition.candidates import UNIT, candidates
from graph.answers.coalition.coalition import coalition
from graph.answers.coalition.demands import demands
from graph.answers.coalition.explanation import Telling
from graph.answers.coalition.reduction import impossible
from graph.answers.coalition.system import system
from graph.answers.evidence_words import count_words
from graph.domain.labels import Label
from graph.measures.collaboration import fabric
from graph.views.claims import Numbers
from graph.views.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """
    Somebody who is at either table: what they are worth to each ask, and why they are there.

    `left` and `right` are points; None where they could not sit at that table at all,
    as its convenor.
    """

    id: str
    name: str
    left: float | None
    right: float | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """
    One table held against the other ask: its points there, and what it has of each demand.

    `broken` are those of the demands that it would break.
    """

    points: float
    demands: tuple[Met, ...]
    broken: tuple[Met, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """
    Two asks and their tables.

    `enters` are at the right table alone, `leaves` at the left one alone. What the
    left table would be worth to the right ask, and which of its demands it would
    break, says `left_for_right`; the reverse `right_for_left`. Both are None where
    a table is missing, because its demands contradict each other.
    """

    left: Coalition
    right: Coalition
    both: tuple[Change, ...]
    enters: tuple[Change, ...]
    leaves: tuple[Change, ...]
    left_for_right: Exchange | None
    right_for_left: Exchange | None
    words: tuple[str, ...]
    label: Label
    as_of: date
    revision: str


def compare(view: View, left: Ask, right: Ask) -> Comparison:
    """
    The tables of two asks, and what going from the *left* to the *right* one costs.

    Members are told those of most points first. The reasons of one who enters are the
    demands of the right ask that it is there for; those of one who leaves are the
    demands that it alone would break, or else that it was there for and at what points
    it now stands.

    Ada and Bea mediate, Ada in a women's network; Dot is a donor. A table of two who
    mediate is Ada and Bea. Ask for a donor as well, and Dot enters, there for the donor;
    Bea leaves, who was there for her points.

    Raises:
        NeedError: As for `coalition`, of either ask.
        NotHereError: An id that this View does not hold.
    """
    sides = _Side(view, left), _Side(view, right)
    here, there = ({member.id: member for member in side.answer.members} for side in sides)
    both = tuple(_change(member, sides, _same(member, there)) for member in _of(here, there))
    enters = tuple(_change(m, sides, _served(m)) for m in there.values() if m.id not in here)
    leaves = tuple(
        _change(m, sides, _gone(m, sides[1])) for m in here.values() if m.id not in there
    )
    exchanges = sides[1].exchange(here), sides[0].exchange(there)
    complete = bool(here and there)
    found = Comparison(
        left=sides[0].answer,
        right=sides[1].answer,
        both=both,
        enters=enters,
        leaves=leaves,
        left_for_right=exchanges[0] if complete else None,
        right_for_left=exchanges[1] if complete else None,
        words=(),
        label=max(side.label((*here, *there)) for side in sides),
        as_of=view.as_of,
        revision=view.revision,
    )
    return replace(found, words=tuple(_words(found)))


class _Side:
    """One ask with its table, its candidates and its demands."""

    def __init__(self, view: View, ask: Ask) -> None:
        self._view = view
        self.answer = coalition(view, ask)
        self._pool = candidates(view, ask)
        self._whole = system(self._pool, demands(view, ask, self._pool), ask.joined)
        self._telling = Telling(view, self._whole)
        self._out = impossible(self._whole)

    def points(self, name: str) -> float | None:
        """What somebody is worth to this ask."""
        place = self._place(name)
        return None if place < 0 else int(self._pool.points[place]) / UNIT

    def ruled_out(self, name: str) -> str | None:
        """The demand that somebody alone breaks, in words."""
        place = self._place(name)
        if place < 0:
            return "it convenes"
        at = int(self._out[place])
        return None if at < 0 else f"cannot keep: {self._whole.demands[at].words}"

    def exchange(self, names: Iterable[str]) -> Exchange:
        """The table of *names* held against this ask."""
        places = [self._place(name) for name in names]
        chosen: Numbers = np.array(sorted(place for place in places if place >= 0), np.int64)
        met = self._telling.met(chosen)
        return Exchange(
            points=int(self._pool.points[chosen].sum()) / UNIT,
            demands=met,
            broken=tuple(met[at] for at in self._whole.broken(chosen)),
        )

    def label(self, names: Iterable[str]) -> Label:
        """The highest label of this table, and of what is told of *names*."""
        told = fabric(self._view).labels[[self._view.node(name) for name in names]]
        return Label(max(int(self.answer.label), int(self._telling.label), *told.tolist(), 0))

    def _place(self, name: str) -> int:
        return int(self._pool.place[self._view.node(name)])


def _of(here: dict[str, Member], there: dict[str, Member]) -> Iterator[Member]:
    return (member for member in here.values() if member.id in there)


def _change(member: Member, sides: tuple[_Side, _Side], because: Iterable[str]) -> Change:
    return Change(
        id=member.id,
        name=member.name,
        left=sides[0].points(member.id),
        right=sides[1].points(member.id),
        because=tuple(because),
    )


def _served(member: Member) -> Iterator[str]:
    """What a member is there for."""
    yield from (f"there for: {service.words}" for service in member.serves)
    if not member.serves:
        yield "there for its points"


def _same(member: Member, there: dict[str, Member]) -> Iterator[str]:
    """What a member of both tables is there for at one of them alone."""
    services = [{each.words for each in one.serves} for one in (member, there[member.id])]
    yield from (f"no longer needed for: {words}" for words in sorted(services[0] - services[1]))
    yield from (f"now there for: {words}" for words in sorted(services[1] - services[0]))


def _gone(member: Member, side: _Side) -> Iterator[str]:
    """Why a member of the left table is not at the right one."""
    out = side.ruled_out(member.id)
    if out is not None:
        yield out
        return
    yield from (f"was {words}" for words in _served(member))


def _words(found: Comparison) -> Iterator[str]:
    """The comparison in a few sentences."""
    for name, answer in (("first", found.left), ("second", found.right)):
        yield f"The {name}: {answer.words}."
    if found.left_for_right is None or found.right_for_left is None:
        return
    yield (
        f"{count_words(len(found.both), 'member')} in both; "
        f"{len(found.enters)} enter and {len(found.leaves)} leave."
    )
    for name, other, swap in (
        ("first", "second", found.left_for_right),
        ("second", "first", found.right_for_left),
    ):
        kept = "would keep all its demands"
        if swap.broken:
            kept = f"would break: {'; '.join(met.words for met in swap.broken)}"
        yield (
            f"By what the {other} asks, the table of the {name} has {swap.points:g} points, "
            f"and {kept}."
        )
