"""Read networks of Cytoscape: the JSON of Cytoscape.js, which Cytoscape Desktop exports too."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from ingest.decoding.beginning import Beginning
from ingest.decoding.json_document import (
    Twice,
    document,
    fault_of,
    no_numbers,
    objects,
    text_of,
    values_of,
)
from ingest.errors import Place, ReadError
from ingest.networks.header import said_of
from ingest.networks.parts import Edge, Node
from ingest.networks.reading import read
from ingest.reader import Given, Item

#: What of an element is no attribute of it.
_STRUCTURE = ("id", "source", "target", "parent", "label")
# What Cytoscape Desktop writes of itself beside the attributes.
_OWN = ("SUID", "shared_name", "shared_interaction", "selected")
_BEGINS = re.compile(
    r'"elements"\s*:\s*(?:\{\s*"(?:nodes|edges)"|\[\s*\{\s*"(?:data|group|position|classes)")'
    r'|\[\s*\{\s*"(?:data|group)"\s*:'
)
_DRAWING = ("position", "classes", "style", "renderedPosition")


def fits(beginning: Beginning) -> bool:
    """Whether it begins as the elements of Cytoscape.js do."""
    text = beginning.text
    if text.startswith("["):
        return _BEGINS.match(text) is not None
    return beginning.is_json and _BEGINS.search(text) is not None


def read_cytoscape(path: Path, given: Given) -> Iterator[Item]:
    """
    Read the network of Cytoscape at *path*.

    Elements may be one list, or lists of nodes and edges. Where an element was drawn
    is counted, not kept; a node that stands in another is a part of it.
    """
    whole = document(path)
    elements = list(_elements(whole, path))
    about = whole.get("data") if isinstance(whole, dict) else None
    header = about if isinstance(about, dict) else {}
    drawn = sum(any(name in one for name in _DRAWING) for _, _, one in elements)
    said = said_of(header, path, Counter({"positions and classes of elements, not kept": drawn}))
    nodes = [part for part in elements if not _is_edge(part)]
    edges = [part for part in elements if _is_edge(part)]
    yield from read(path, given, said, partial(map, _node, nodes), partial(map, _edge, edges))


Part = tuple[Place, str, dict[str, Any]]


def _elements(whole: object, path: Path) -> Iterator[Part]:
    listed = whole.get("elements") if isinstance(whole, dict) else whole
    if isinstance(listed, Twice):
        raise ReadError(str(fault_of(listed)), Place(file=path.name, column="elements"))
    for name in ("nodes", "edges") if isinstance(listed, dict) else ("elements",):
        within = listed.get(name) if isinstance(listed, dict) else listed
        for number, one in objects(within):
            yield Place(file=path.name, sheet=name, row=number), name, one


def _data(one: Mapping[str, Any]) -> dict[str, Any]:
    data = one.get("data")
    return data if isinstance(data, dict) else {}


def _is_edge(part: Part) -> bool:
    _, name, one = part
    data = _data(one)
    return name == "edges" or one.get("group") == "edges" or {"source", "target"} <= data.keys()


def _attributes(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in (*_STRUCTURE, *_OWN)}


def _node(part: Part) -> Node:
    place, _, one = part
    data = _data(one)
    key = text_of(data.get("id"))
    fault = fault_of(one) or (None if key else "the node has no id")
    return Node(
        place=place,
        key=key or str(place),
        label=text_of(data.get("label")),
        values={} if fault else values_of(_attributes(data)),
        parent=text_of(data.get("parent")),
        fault=fault,
        refused=tuple(no_numbers(data, place)),
    )


def _edge(part: Part) -> Edge:
    place, _, one = part
    data = _data(one)
    fault = fault_of(one)
    return Edge(
        place=place,
        key=text_of(data.get("id")),
        start=text_of(data.get("source")) or "",
        end=text_of(data.get("target")) or "",
        label=text_of(data.get("label")),
        word=text_of(data.get("interaction")),
        values={} if fault else values_of(_attributes(data)),
        fault=fault,
        refused=tuple(no_numbers(data, place)),
    )
