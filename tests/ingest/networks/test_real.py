"""Real drawings of networks, against counts that json and lxml make of the same files."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from graph.domain.model import Entity, Tie
from graph.domain.vocabulary import vocabulary
from ingest.formats import format_of
from ingest.reader import Given, Held, Item, Refused
from ingest.words import known

FILES = (
    ("kumu/jrskim7_kumu_network.json", "kumu"),
    ("gexf/simple-1.3.gexf", "gexf"),
    ("esf-movements/networks.graphml", "graphml"),
    ("esf-movements/transform.graphml", "graphml"),
)
#: A node by its key, name and country; an edge by its ends, and its type.
Counted = tuple[dict[str, tuple[str, str]], list[tuple[str, str, str]]]


def counted(path: Path) -> Counted:
    """The nodes and edges of a file, as a few lines of json or lxml see them."""
    if path.suffix == ".json":
        return of_json(json.loads(path.read_text("utf-8")))
    root = etree.parse(path).getroot()
    nodes, edges = {}, []
    for one in root.iter("{*}node"):
        values = {data.get("key"): data.text or "" for data in one.iter("{*}data")}
        name = one.get("label") or values.get("name", "")
        nodes[str(one.get("id"))] = name.strip(), values.get("country", "")
    for one in root.iter("{*}edge"):
        values = {data.get("key"): data.text or "" for data in one.iter("{*}data")}
        edges.append((str(one.get("source")), str(one.get("target")), values.get("type", "")))
    return nodes, edges


def of_json(whole: Any) -> Counted:  # noqa: ANN401 - whatever JSON can hold
    """The elements and connections of a map of Kumu."""
    nodes = {one["_id"]: (one["label"], "") for one in whole["elements"]}
    return nodes, [(one["from"], one["to"], one["label"]) for one in whole["connections"]]


def ends(edge: tuple[str, str, str]) -> tuple[str, str]:
    """Both ends of an edge, in any order where its type has no direction."""
    start, end, word = edge
    code = known("ties", word)
    if code and not vocabulary().tie(code.removeprefix("-")).directed:
        return min(start, end), max(start, end)
    return start, end


def read(path: Path) -> list[Item]:
    """What the reader that is found for a file yields."""
    return list(format_of(path).reader(path, Given(source="s")))


@pytest.mark.parametrize(("name", "form"), FILES, ids=[Path(name).name for name, _ in FILES])
def test_nodes(real_data: Path, name: str, form: str) -> None:
    """Each node is one entity under its own key and name."""
    path = real_data / name
    nodes, _ = counted(path)
    entities = {item.id: item.name for item in read(path) if isinstance(item, Entity)}

    assert format_of(path).name == form
    assert entities == {f"s/{key}": said for key, (said, _) in nodes.items()}


@pytest.mark.parametrize("name", [name for name, _ in FILES], ids=lambda name: Path(name).name)
def test_edges(real_data: Path, name: str) -> None:
    """Each edge is one tie, but for those from a node to itself and those said twice."""
    path = real_data / name
    _, edges = counted(path)
    items = read(path)
    between = Counter(
        frozenset((item.start, item.end))
        for item in items
        if isinstance(item, Tie) and item.end.startswith("s/")
    )
    meant = {(*ends(edge), edge[2]) for edge in edges if edge[0] != edge[1]}

    assert between == Counter(frozenset((f"s/{a}", f"s/{b}")) for a, b, _ in meant)
    assert sum(isinstance(item, Refused) for item in items) == len(edges) - len(meant)


@pytest.mark.parametrize("name", [name for name, _ in FILES], ids=lambda name: Path(name).name)
def test_countries(real_data: Path, name: str) -> None:
    """A node that names a country that is known is active there; the others are counted."""
    path = real_data / name
    nodes, _ = counted(path)
    items = read(path)
    codes = {key: known("places", said) for key, (_, said) in nodes.items() if said}
    active = {(t.start, t.end) for t in items if isinstance(t, Tie) and t.kind == "active_in"}
    odd = Counter(said for key, (_, said) in nodes.items() if said and not codes[key])
    told = {
        item.what.partition(": ")[2]: item.count
        for item in items
        if isinstance(item, Held) and item.what.startswith("country or region not")
    }

    assert len(active) == sum(code is not None for code in codes.values())
    assert all(odd[word] == count for word, count in told.items())
