"""Read networks in GraphML, as yEd, Gephi, igraph, networkx and others write them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from lxml.etree import _Element as Element

from ingest.decoding.beginning import Beginning
from ingest.decoding.json_document import Value
from ingest.decoding.sheets import Figure
from ingest.decoding.xml_elements import checked_root, children, elements, local, place_of, text_in
from ingest.networks.header import said_of
from ingest.networks.parts import Edge, Node
from ingest.networks.reading import read
from ingest.reader import Given, Item

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?")
_NUMERIC = ("int", "integer", "long", "float", "double")
DRAWN = "shapes and colours of nodes and edges, not kept"
_LABELS = ("NodeLabel", "EdgeLabel")


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A declared attribute: what it is called, its type, and the value where none is given."""

    name: str
    type: str = "string"
    default: str | None = None


@dataclass(slots=True, kw_only=True)
class _Head:
    """
    What stands before the nodes.

    Keys are told apart by what they are for, since files use one id for two of them.
    """

    keys: dict[tuple[str, str], Key] = field(default_factory=dict)
    said: dict[str, object] = field(default_factory=dict)
    counted: Counter[str] = field(default_factory=Counter)

    def key(self, what: str, name: str) -> Key:
        return self.keys.get((what, name)) or self.keys.get(("all", name)) or Key(name=name)

    def of(self, what: str) -> Iterator[Key]:
        return (key for (sort, _), key in self.keys.items() if sort in (what, "all"))


def fits(beginning: Beginning) -> bool:
    """Whether it begins as GraphML does."""
    return beginning.is_markup and re.search(r"<(?:\w+:)?graphml\b", beginning.text) is not None


def read_graphml(path: Path, given: Given) -> Iterator[Item]:
    """
    Read the GraphML file at *path*.

    A node that stands in another is a part of it. What yEd says of the looks of
    things is counted, not kept, but for the words on nodes and edges.
    """
    checked_root(path, "graphml")
    head = _head(path)
    said = said_of(head.said, path, head.counted)
    yield from read(path, given, said, partial(_nodes, path, head), partial(_edges, path, head))


def _head(path: Path) -> _Head:
    head = _Head()
    for element in elements(path, "node", "edge", "key"):
        if local(element.tag) != "key":
            head.said = _about(element, head)
            break
        own = {local(name): str(value) for name, value in element.attrib.items()}
        default = next(map(text_in, children(element, "default")), None)
        name = own.get("id", "")
        head.keys[own.get("for", "all"), name] = Key(
            name=own.get("attr.name") or name,
            type=own.get("attr.type", "string"),
            default=default,
        )
    return head


def _about(first: Element, head: _Head) -> dict[str, object]:
    """What the graph, in which the *first* node stands, says of itself."""
    graph = first.getparent()
    values = {} if graph is None else _values(graph, head, "graph")[0]
    said: dict[str, object] = {**values}
    if isinstance(sources := values.get("sources"), str):
        said["sources"] = sources.splitlines()
    return said


def _nodes(path: Path, head: _Head) -> Iterator[Node]:
    for element in elements(path, "node", "edge"):
        if local(element.tag) != "node":
            continue
        values, label = _values(element, head, "node")
        outer = (one for one in element.iterancestors() if local(one.tag) == "node")
        key = element.get("id")
        yield Node(
            place=place_of(element, path),
            key=key or f"line {element.sourceline}",
            label=label,
            values=values,
            parent=next((one.get("id") for one in outer), None),
            fault=None if key else "the node has no id",
        )


def _edges(path: Path, head: _Head) -> Iterator[Edge]:
    for element in elements(path, "node", "edge", "hyperedge"):
        name = local(element.tag)
        if name == "node":
            continue
        values, label = _values(element, head, "edge")
        yield Edge(
            place=place_of(element, path),
            key=element.get("id"),
            start=element.get("source", ""),
            end=element.get("target", ""),
            label=label,
            direction=_direction(element),
            values=values,
            fault="hyperedges, which join any number of nodes, are not read"
            if name == "hyperedge"
            else None,
        )


def _direction(element: Element) -> str:
    graph = element.getparent()
    usual = graph is not None and graph.get("edgedefault") == "directed"
    said = element.get("directed", "true" if usual else "false")
    return "directed" if said in ("true", "1") else "undirected"


def _values(element: Element, head: _Head, what: str) -> tuple[dict[str, Value], str | None]:
    """The attributes of a node, an edge or a graph by their names, and the words drawn on it."""
    values, label = (
        {key.name: _typed(key.default, key) for key in head.of(what) if key.default},
        None,
    )
    for data in children(element, "data"):
        key = head.key(what, data.get("key", ""))
        if len(data) == 0:
            values[key.name] = _typed(text_in(data), key)
            continue
        head.counted[DRAWN] += 1
        drawn = (text_in(one) for one in data.iter() if local(one.tag) in _LABELS)
        label = next((text for text in drawn if text), label)
    return values, label


def _typed(text: str, key: Key) -> Value:
    return Figure(text) if key.type in _NUMERIC and _NUMBER.fullmatch(text) else text
