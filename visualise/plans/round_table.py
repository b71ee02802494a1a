"""The table as a drawing: seats around it, and the chains by which the convenor comes to each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, cos, dist, pi, sin
from textwrap import wrap

from graph.answers.plan.doubts import Way
from graph.answers.plan.plan import Plan
from graph.measures.tie_strength import hops
from graph.views.view import View
from visualise.plans.markup import Markup, tag

#: With more members than this names would lie over each other, so that only numbers are drawn.
NAMED = 24
#: A seat of this radius has room for its number.
READABLE = 12.0
#: The names of those who introduce; there are never more of them than can be told apart.
LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: How far apart they stand at least, and by what angle one gives way.
ROOM, TURN = 30.0, 0.3
_LINE = 30

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a drawing is: its size, the half axes of the table, and whether it has names."""

    width: float
    height: float
    across: float
    along: float
    names: bool

    def spot(self, angle: float, part: float = 1.0) -> Spot:
        """A spot on the rim at *angle*, clockwise from the top, or a *part* of the way there."""
        x = self.width / 2 + self.across * part * sin(angle)
        return x, self.height / 2 - self.along * part * cos(angle)


WIDE = Shape(width=1040, height=560, across=255, along=212, names=True)
COMPACT = Shape(width=420, height=420, across=170, along=170, names=False)


def round_table(view: View, plan: Plan, shape: Shape) -> Markup:
    """The table of *plan*; what it shows is in the lists of the page as well."""
    drawing = _Drawing(view, plan, shape)
    return tag(
        "svg",
        tag("g", drawing.between_members(), class_="tied"),
        tag("g", drawing.chains(), class_="chain"),
        drawing.convenor(),
        tag("g", drawing.introducers(), class_="between"),
        tag("g", drawing.seats()),
        viewBox=f"0 0 {shape.width:g} {shape.height:g}",
        role="img",
        aria_label="The table: members by their numbers, and how the convenor comes to each",
        class_="wide" if shape.names else "compact",
    )


class _Drawing:
    def __init__(self, view: View, plan: Plan, shape: Shape) -> None:
        self._view, self._plan, self._shape = view, plan, shape
        members = plan.table.members
        self._angles = {
            member.id: 2 * pi * at / max(len(members), 1) for at, member in enumerate(members)
        }
        self._ways = {way.id: way for way in plan.ways}
        self._names = shape.names and len(members) <= NAMED
        # Along the rim there is room for each, and a little between them.
        around = pi * (shape.across + shape.along)
        self._seat = min(16.0, around / max(len(members), 1) / 2.4)
        self._between = dict(self._introducers())

    def between_members(self) -> Iterator[Markup]:
        """A line for each two members joined by ties."""
        found = hops(self._view)
        nodes = {self._view.node(name): name for name in self._angles}
        for near, name in nodes.items():
            begin, end = found.bounds[near], found.bounds[near + 1]
            for far in found.far[begin:end].tolist():
                if far in nodes and near < far:
                    yield self._curve(self._angles[name], self._angles[nodes[far]])

    def chains(self) -> Iterator[Markup]:
        """A line from the convenor to each member, through those who introduce."""
        drawn: dict[tuple[Spot, Spot], None] = {}
        for way in self._plan.ways:
            spots = [self._at(name) for name in _names_of(way)]
            drawn |= dict.fromkeys(pairwise(spots))
        for (x1, y1), (x2, y2) in drawn:
            yield tag("line", x1=x1, y1=y1, x2=x2, y2=y2)

    def convenor(self) -> Markup:
        """Who convenes, in the middle."""
        name = self._plan.dialogue.table.convenor
        if name is None:
            return Markup("")
        called = self._view.names[self._view.node(name)]
        x, y = self._centre
        words = self._words(called, x, y + 28, "middle") if self._names else ""
        return tag("g", tag("circle", cx=x, cy=y, r=13), words, class_="convenor")

    def introducers(self) -> Iterator[Markup]:
        """Those who introduce and are no members themselves, by their letters."""
        for letter, (name, (x, y)) in zip(LETTERS, self._between.items(), strict=False):
            called = self._view.names[self._view.node(name)]
            text = tag("text", letter, x=x, y=y + 4, text_anchor="middle")
            yield tag("g", tag("title", called), tag("circle", cx=x, cy=y, r=9), text)

    def seats(self) -> Iterator[Markup]:
        """Every member with its number; how it is reached says how it is drawn."""
        for rank, member in enumerate(self._plan.table.members, start=1):
            angle = self._angles[member.id]
            x, y = self._shape.spot(angle)
            parts = [
                tag("title", member.name),
                tag("circle", cx=x, cy=y, r=self._seat),
            ]
            if self._seat >= READABLE:
                number = tag("text", str(rank), x=x, y=y + 5, text_anchor="middle", class_="number")
                parts.append(number)
            if self._names:
                parts.append(self._beside(member.name, angle))
            yield tag("g", parts, class_=f"seat {_reached(self._ways.get(member.id))}")

    @property
    def _centre(self) -> Spot:
        return self._shape.width / 2, self._shape.height / 2

    def _at(self, name: str) -> Spot:
        if name in self._angles:
            return self._shape.spot(self._angles[name])
        return self._between.get(name, self._centre)

    def _introducers(self) -> Iterator[tuple[str, Spot]]:
        """Where those who introduce stand: on the way to the members they introduce to."""
        spots: list[Spot] = []
        for name, ways in _introducing(self._plan).items():
            sides = [(self._angles[way.id], part) for way, part in ways]
            angle = atan2(sum(sin(a) for a, _ in sides), sum(cos(a) for a, _ in sides))
            part = sum(part for _, part in sides) / len(sides)
            turns = (angle + turn * TURN for turn in (0, 1, -1, 2, -2, 3, -3))
            free = (self._shape.spot(turned, part) for turned in turns)
            spot = next((one for one in free if all(dist(one, s) > ROOM for s in spots)), None)
            spots.append(spot or self._shape.spot(angle, part))
            yield name, spots[-1]

    def _curve(self, one: float, other: float) -> Markup:
        (x1, y1), (x2, y2) = self._shape.spot(one), self._shape.spot(other)
        x, y = self._centre
        bend = [(a + b) / 2 * 0.6 + c * 0.4 for a, b, c in ((x1, x2, x), (y1, y2, y))]
        path = f"M{x1:.1f} {y1:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {x2:.1f} {y2:.1f}"
        return tag("path", d=path)

    def _beside(self, name: str, angle: float) -> Markup:
        x, y = self._shape.spot(angle)
        side = sin(angle)
        if abs(side) < 0.2:  # noqa: PLR2004 - nearly at the top or at the bottom
            lines = len(wrap(name, _LINE)[:3])
            return self._words(name, x, y - 24 - 15 * (lines - 1) if cos(angle) > 0 else y + 34)
        anchor, away = ("start", 24) if side > 0 else ("end", -24)
        middle = 15 * (len(wrap(name, _LINE)[:3]) - 1) / 2
        return self._words(name, x + away, y + 5 - middle, anchor)

    def _words(self, words: str, x: float, y: float, anchor: str = "middle") -> Markup:
        lines: Sequence[str] = wrap(words, _LINE)
        if len(lines) > 3:  # noqa: PLR2004 - no name needs the room of a paragraph
            lines = [*lines[:2], f"{lines[2]} …"]
        spans = (tag("tspan", line, x=x, y=y + 15 * at) for at, line in enumerate(lines))
        return tag("text", spans, text_anchor=anchor, class_="name")


def introducing(view: View, plan: Plan) -> list[str]:
    """The names of those who introduce and are no members, in the order of their letters."""
    return [view.names[view.node(name)] for name in _introducing(plan)]


def _introducing(plan: Plan) -> dict[str, list[tuple[Way, float]]]:
    """Those who introduce and are no members, each with the ways and how far along it stands."""
    members = {member.id for member in plan.table.members}
    found: dict[str, list[tuple[Way, float]]] = {}
    for way in plan.ways:
        names = _names_of(way)
        for at, name in enumerate(names[1:-1], start=1):
            if name not in members:
                found.setdefault(name, []).append((way, 0.15 + 0.75 * at / (len(names) - 1)))
    return dict(list(found.items())[: len(LETTERS)])


def _names_of(way: Way) -> list[str]:
    """The ids along the chain to a member, from the convenor; none where there is no chain."""
    if way.introduction is None:
        return []
    return [way.introduction.hops[0].near, *(hop.far for hop in way.introduction.hops)]


def _reached(way: Way | None) -> str:
    """How a seat is drawn, by how the convenor comes to it."""
    if way is None or way.known:
        return "known"
    return "introduced" if way.introduction is not None else "unreached"


def reached_words(ways: Iterable[Way]) -> Iterator[tuple[str, str]]:
    """The ways of drawing that are used, each with what it means."""
    meanings = {
        "known": "knows the convenor directly",
        "introduced": "reached by introductions",
        "unreached": "no chain of ties leads there",
    }
    used = {_reached(way) for way in ways}
    yield from ((name, words) for name, words in meanings.items() if name in used)
