"""What the page draws: a picture laid out, in the order and the numbers the page reads."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from pyvis.edge import Edge
from pyvis.network import Network
from pyvis.node import Node

from visualise.maps.ground import Ground, Layout
from visualise.maps.picture import Dot, Fact, Line, Picture
from visualise.maps.positions import layouts
from visualise.maps.symbols import NO_CAMP, OTHER_KINDS, colours, readable, shapes

Floats = npt.NDArray[np.float64]
Json = dict[str, Any]

# Physics off, and nothing restyled by vis-network on hover: the page paints a veil.
OPTIONS: Json = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"chosen": False, "shape": "custom"},
    "interaction": {
        "dragNodes": False,
        "selectConnectedEdges": False,
        "keyboard": {"enabled": False},
        "tooltipDelay": 1_000_000_000,
    },
}
HOVERED = 1500
RANKED_RADIUS = 10.0
# From here on dots shrink as the room for each does.
MANY = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture with the places of its dots, ready to be written into a page."""

    data: Json
    places: dict[str, tuple[float, float]]


def drawn(picture: Picture, earlier: Mapping[str, tuple[float, float]] | None = None) -> Drawing:
    """
    Return *picture* laid out; *earlier* places by dot id are kept to where given.

    Every field that goes into the page is named here. None is taken over wholesale.
    """
    strokes = _strokes(picture.lines)
    ends = np.array(list(strokes), int).reshape(-1, 2)
    ties = np.bincount(ends.ravel(), minlength=len(picture.dots))
    radii = _radii(picture.dots, ties)
    camps = [dot.camp for dot in picture.dots]
    ids = [dot.id for dot in picture.dots]
    wide, tall = layouts(Ground(ids=ids, ends=ends, camps=camps, radii=radii), earlier=earlier)
    shown = {disc.camp for disc in wide.discs if disc.camp >= 0}
    sizes = Counter(camp for camp in camps if camp in shown and camp is not None)
    paint = colours(dict(sizes))
    # The page counts camps from the largest.
    colour = {camp: paint[camp] for camp in sorted(paint, key=lambda camp: (-sizes[camp], camp))}
    kinds = _kinds(picture.dots)
    data = {
        "net": _net(picture, strokes, wide, radii, colour),
        "tall": _places(tall),
        "dots": _dots(picture.dots, kinds, colour, ties),
        "lines": _lines(picture.lines, strokes),
        "kinds": [[label, mark, context, count] for label, mark, context, count in kinds.values()],
        "camps": _camps(picture, colour, sizes, ties),
        "discs": [_discs(one, list(colour)) for one in (wide, tall)],
        "captions": [_captions(one) for one in (wide, tall)],
        "themes": _themes(picture.dots),
        "tieKinds": _tie_kinds(picture.lines),
        "labels": _labels(picture),
        "sources": [[source.words, source.link or ""] for source in picture.sources],
    }
    spots = [(float(x), float(y)) for x, y in wide.places.round(1)]
    return Drawing(data=data, places=dict(zip(ids, spots, strict=True)))


def _strokes(lines: Sequence[Line]) -> dict[tuple[int, int], list[int]]:
    """Lines by the pair they join, whichever way they go."""
    strokes: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        strokes[min(line.start, line.end), max(line.start, line.end)].append(at)
    return dict(strokes)


def _radii(dots: Sequence[Dot], ties: npt.NDArray[np.int64]) -> Floats:
    # The more dots, the smaller; a dot's area grows with its ties.
    low = 24 * min(max(len(dots), 1), MANY) ** -0.3 * max(len(dots) / MANY, 1) ** -0.5
    radii = low * (0.8 + 1.5 * np.sqrt(ties / max(int(ties.max(initial=0)), 1)))
    ranked = np.array([dot.rank is not None for dot in dots], bool)
    radii[ranked] = np.maximum(radii[ranked], RANKED_RADIUS)
    rounded: Floats = radii.round(1)
    return rounded


def _net(
    picture: Picture,
    strokes: Mapping[tuple[int, int], Sequence[int]],
    layout: Layout,
    radii: Floats,
    colour: Mapping[int, str],
) -> Json:
    # pyvis's add_node and add_edge search all nodes each time; its models do not. Ids
    # are row numbers: vis-network does not draw a node called "__proto__".
    net = Network(directed=True)
    spots = layout.places.round(1).tolist()
    for at, dot in enumerate(picture.dots):
        paint = NO_CAMP if dot.camp is None else colour.get(dot.camp, NO_CAMP)
        x, y = spots[at]
        node = Node(at, "custom", "", x=x, y=y, size=float(radii[at]), color=paint)
        net.nodes.append(node.options)
    widths = _widths(picture.lines, strokes)
    for (start, end), width in zip(strokes, widths, strict=True):
        net.edges.append(Edge(start, end, width=width).options)
    net.options = OPTIONS | {
        "interaction": OPTIONS["interaction"] | {"hover": len(picture.dots) <= HOVERED}
    }
    return {"nodes": net.nodes, "edges": net.edges, "options": net.options}


def _widths(lines: Sequence[Line], strokes: Mapping[tuple[int, int], Sequence[int]]) -> list[float]:
    # Several lines between a pair add up to one stroke. By its logarithm: a payment of
    # millions beside memberships would leave all else a hair.
    weights = np.log1p([sum(lines[at].weight for at in ats) for ats in strokes.values()])
    most = float(weights.max(initial=0)) or 1.0
    widths: list[float] = (0.6 + 1.8 * weights / most).round(2).tolist()
    return widths


def _kinds(dots: Sequence[Dot]) -> dict[str, tuple[str, str, bool, int]]:
    """Label, shape, whether it is a context, and number of dots of each kind shown."""
    shape = shapes(dot.kind for dot in dots)
    label = {dot.kind: dot.kind_label for dot in dots}
    context = {dot.kind: dot.context for dot in dots}
    count = Counter(dot.kind if dot.kind in shape else "" for dot in dots)
    return {
        kind: (label.get(kind, OTHER_KINDS), mark, context.get(kind, False), count[kind])
        for kind, mark in shape.items()
    }


def _dots(
    dots: Sequence[Dot],
    kinds: Mapping[str, object],
    colour: Mapping[int, str],
    ties: npt.NDArray[np.int64],
) -> Json:
    kind = {one: at for at, one in enumerate(kinds)}
    camp = {one: at for at, one in enumerate(colour)}
    theme = {one: at for at, one in enumerate(_themes(dots))}
    return {
        "id": [dot.id for dot in dots],
        "name": [dot.name for dot in dots],
        "kind": [kind.get(dot.kind, len(kind) - 1) for dot in dots],
        "kindLabel": [dot.kind_label if dot.kind not in kind else "" for dot in dots],
        "context": [int(dot.context) for dot in dots],
        "camp": [-1 if dot.camp is None else camp.get(dot.camp, -1) for dot in dots],
        "ties": ties.tolist(),
        "summary": [dot.summary for dot in dots],
        "facts": [_facts(dot.facts) for dot in dots],
        "themes": [[theme[one] for one in dot.themes] for dot in dots],
        "rank": [dot.rank or 0 for dot in dots],
        "score": [dot.score for dot in dots],
        "parts": [_facts(dot.parts) for dot in dots],
        "badge": [dot.badge for dot in dots],
        "label": [dot.label for dot in dots],
        "link": [dot.link or "" for dot in dots],
    }


def _facts(facts: Sequence[Fact]) -> list[list[Any]]:
    return [[fact.words, list(fact.sources)] for fact in facts]


def _lines(lines: Sequence[Line], strokes: Mapping[tuple[int, int], Sequence[int]]) -> Json:
    kind = {one[0]: at for at, one in enumerate(_kinds_of_tie(lines))}
    stroke = {line: at for at, ats in enumerate(strokes.values()) for line in ats}
    return {
        "start": [line.start for line in lines],
        "end": [line.end for line in lines],
        "kind": [kind[line.kind] for line in lines],
        "words": [line.words for line in lines],
        "sources": [list(line.sources) for line in lines],
        "label": [line.label for line in lines],
        "stroke": [stroke[at] for at in range(len(lines))],
    }


def _kinds_of_tie(lines: Sequence[Line]) -> list[tuple[str, Line, int]]:
    first: dict[str, Line] = {}
    for line in lines:
        first.setdefault(line.kind, line)
    count = Counter(line.kind for line in lines)
    order = sorted(count, key=lambda kind: (-count[kind], kind))
    return [(kind, first[kind], count[kind]) for kind in order]


def _tie_kinds(lines: Sequence[Line]) -> list[list[Any]]:
    return [
        [
            line.kind_label,
            line.reverse_label or line.kind_label,
            int(line.directed),
            int(line.opposing),
            count,
        ]
        for _, line, count in _kinds_of_tie(lines)
    ]


def _themes(dots: Sequence[Dot]) -> list[str]:
    count = Counter(theme for dot in dots for theme in dot.themes)
    return sorted(count, key=lambda theme: (-count[theme], theme))


def _labels(picture: Picture) -> list[str]:
    found = {dot.label for dot in picture.dots} | {line.label for line in picture.lines}
    return sorted(found - {""})


def _camps(
    picture: Picture,
    colour: Mapping[int, str],
    sizes: Mapping[int, int],
    ties: npt.NDArray[np.int64],
) -> list[list[Any]]:
    """Title, colour, colour for text and size of each camp that has a disc."""
    head: dict[int, int] = {}
    for at, dot in enumerate(picture.dots):
        if dot.camp in colour and dot.camp is not None:
            best = head.get(dot.camp)
            # A country or a theme ties many together, but a camp is a camp of people.
            rank = (not dot.context, int(ties[at]))
            if best is None or rank > (not picture.dots[best].context, int(ties[best])):
                head[dot.camp] = at
    return [
        [
            picture.camps[camp]
            if camp < len(picture.camps)
            else f"Around {picture.dots[head[camp]].name}",
            paint,
            readable(paint),
            sizes[camp],
        ]
        for camp, paint in colour.items()
    ]


def _discs(layout: Layout, camps: Sequence[int]) -> list[list[float]]:
    place = {camp: at for at, camp in enumerate(camps)}
    return [
        [round(disc.x, 1), round(disc.y, 1), round(disc.radius, 1), place.get(disc.camp, -1)]
        for disc in layout.discs
    ]


def _captions(layout: Layout) -> list[list[Any]]:
    return [[round(one.x, 1), round(one.y, 1), one.words, one.count] for one in layout.captions]


def _places(layout: Layout) -> list[list[float]]:
    places: list[list[float]] = layout.places.round(1).tolist()
    return places
