"""Read networks in GEXF, the format of Gephi: 1.1 to 1.3, at rest or in time."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from lxml.etree import _Element as Element

from ingest.decoding.beginning import Beginning
from ingest.decoding.json_document import Value
from ingest.decoding.sheets import Figure
from ingest.decoding.xml_elements import checked_root, children, elements, local, place_of, text_in
from ingest.errors import Place
from ingest.networks import times
from ingest.networks.header import said_in
from ingest.networks.parts import Edge, Node, Span
from ingest.networks.reading import read
from ingest.reader import Given, Item, Refused

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?")
_NUMERIC = ("integer", "long", "double", "float", "bigdecimal", "biginteger", "byte", "short")
DRAWN = "colours, sizes and positions of nodes, not kept"
_VIZ = ("color", "position", "size", "shape")
#: Times that are dates; in other files time may be counted in anything.
_DATES = ("date", "datetime")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A declared attribute: what it is called, its type, and the value where none is given."""

    title: str
    type: str = "string"
    default: str | None = None


@dataclass(slots=True, kw_only=True)
class _Head:
    """What stands before the nodes: the graph's own attributes and what its parts may have."""

    graph: Mapping[str, str] = field(default_factory=dict)
    columns: dict[str, dict[str, Column]] = field(default_factory=lambda: {"node": {}, "edge": {}})
    about: str = ""
    counted: Counter[str] = field(default_factory=Counter)

    @property
    def dates(self) -> bool:
        return self.graph.get("timeformat", "date").casefold() in _DATES


def fits(beginning: Beginning) -> bool:
    """Whether it begins as GEXF does."""
    return beginning.is_markup and re.search(r"<(?:\w+:)?gexf\b", beginning.text) is not None


def read_gexf(path: Path, given: Given) -> Iterator[Item]:
    """
    Read the GEXF file at *path*.

    An edge that was there several times makes a tie for each; a node that stands in
    another is a part of it. Colours, sizes and positions are not kept.
    """
    checked_root(path, "gexf")
    head = _head(path)
    said = said_in(head.about, path, head.counted)
    yield from read(path, given, said, partial(_nodes, path, head), partial(_edges, path, head))


def _head(path: Path) -> _Head:
    head = _Head()
    for element in elements(path, "node", "edge", "attributes", "meta"):
        name = local(element.tag)
        if name == "meta":
            head.about = "\n".join(text_in(part) for part in children(element, "description"))
        elif name == "attributes":
            declared = head.columns.setdefault(element.get("class", ""), {})
            declared.update(_columns(element))
        else:
            graph = next(
                (one for one in element.iterancestors() if local(one.tag) == "graph"), None
            )
            head.graph = {} if graph is None else _attributes(graph)
            break
    return head


def _columns(element: Element) -> Iterator[tuple[str, Column]]:
    for one in children(element, "attribute"):
        default = next(map(text_in, children(one, "default")), None)
        key = one.get("id") or ""
        yield (
            key,
            Column(
                title=one.get("title") or key, type=one.get("type", "").casefold(), default=default
            ),
        )


def _attributes(element: Element) -> dict[str, str]:
    return {local(name): str(value) for name, value in element.attrib.items()}


def _nodes(path: Path, head: _Head) -> Iterator[Node]:
    for element in elements(path, "node", "edge"):
        if local(element.tag) != "node":
            continue
        own = _attributes(element)
        place = place_of(element, path)
        values, spans, refused = _said(element, head, "node", place)
        head.counted[DRAWN] += any(local(one.tag) in _VIZ for one in element)
        yield Node(
            place=place,
            key=own.get("id") or f"line {element.sourceline}",
            label=own.get("label"),
            values=values,
            spans=spans,
            parent=own.get("pid") or _around(element),
            fault=None if own.get("id") else "the node has no id",
            refused=refused,
        )


def _around(element: Element) -> str | None:
    """The key of the node that *element* stands in, by nesting or by its list of parents."""
    outer = next((one for one in element.iterancestors() if local(one.tag) == "node"), None)
    if outer is not None:
        return outer.get("id")
    named = (one.get("for") for parents in children(element, "parents") for one in parents)
    return next((name for name in named if name), None)


def _edges(path: Path, head: _Head) -> Iterator[Edge]:
    usual = head.graph.get("defaultedgetype", "undirected")
    for element in elements(path, "node", "edge"):
        if local(element.tag) != "edge":
            continue
        own = _attributes(element)
        place = place_of(element, path)
        values, spans, refused = _said(element, head, "edge", place)
        if "weight" in own:
            values = {"weight": own["weight"], **values}
        yield Edge(
            place=place,
            key=own.get("id"),
            start=own.get("source", ""),
            end=own.get("target", ""),
            label=own.get("label"),
            word=own.get("kind"),
            direction=own.get("type") or usual,
            values=values,
            spans=spans,
            refused=refused,
        )


def _said(
    element: Element, head: _Head, what: str, place: Place
) -> tuple[dict[str, Value], tuple[Span, ...], tuple[Refused, ...]]:
    """The attributes and the times of a node or edge, and those times that are none."""
    spells = (_attributes(one) for outer in children(element, "spells") for one in outer)
    values = _values(element, head.columns[what])
    found = times.spans_of(_attributes(element), spells, dates=head.dates)
    for name, text in found.left:
        values.setdefault(f"{name} (as the file counts time)", text)
    spans, problems = tuple(found.spans), list(found.problems)
    if len(spans) > times.MOST:
        problems.append(f"it has more than {times.MOST:,} times, which were left out")
        spans = ()
    return values, spans, tuple(Refused(place=place, problem=problem) for problem in problems)


def _values(element: Element, columns: Mapping[str, Column]) -> dict[str, Value]:
    """The attributes of a node or edge by their titles, those in time each with its time."""
    found: dict[str, list[tuple[str, str]]] = {}
    for outer in children(element, "attvalues"):
        for one in outer:
            own = _attributes(one)
            # In GEXF 1.1 the attribute was called id.
            key = own.get("for") or own.get("id") or ""
            found.setdefault(key, []).append((own.get("value", ""), _when(own)))
    for key, column in columns.items():
        if column.default is not None:
            found.setdefault(key, [(column.default, "")])
    values: dict[str, Value] = {}
    for key, given in found.items():
        column = columns.get(key, Column(title=key))
        if len(given) == 1 and not given[0][1]:
            values[column.title] = _typed(given[0][0], column.type)
        else:
            values[column.title] = tuple(
                f"{text} ({when})" if when else text for text, when in given
            )
    return values


def _when(own: Mapping[str, str]) -> str:
    start, end = own.get("start", own.get("timestamp", "")), own.get("end", "")
    return f"{start} – {end}".strip() if end else start


def _typed(text: str, type_: str) -> Value:
    if type_ in _NUMERIC and _NUMBER.fullmatch(text.strip()):
        return Figure(text.strip())
    if type_.startswith("list") and not text.startswith('["'):
        sign = next((sign for sign in "|;," if sign in text), "|")
        bare = text.removeprefix("[").removesuffix("]")
        return tuple(part.strip() for part in bare.split(sign))
    return text
