"""The network as a map of Oligrapher, the drawing tool of LittleSis."""

from collections import defaultdict
from collections.abc import Iterator
from typing import IO

import orjson

from graph.domain.vocabulary import vocabulary
from graph.views.view import View
from visualise.exports.about import about
from visualise.exports.packing import json_bytes
from visualise.exports.rows import Export, TieRow
from visualise.exports.spiral import spiral


def write_oligrapher(view: View, file: IO[bytes]) -> None:
    """
    Write *view* to *file*; ended ties are dashed, places are on a spiral.

    Oligrapher knows names, words and arrows: kinds and dates are in the words on a
    node and an edge.
    """
    export = Export(view)
    edges_of: dict[str, list[str]] = defaultdict(list)
    for place in export.ties.tolist():
        for node in (int(view.starts[place]), int(view.ends[place])):
            edges_of[view.ids[node]].append(f"tie:{view.tie_id(place)}")
    file.write(b'{"graph_data":{"nodes":{')
    _write_entries(file, _nodes(export, edges_of))
    file.write(b'},\n"edges":{')
    _write_entries(file, (_edge(row) for row in export.edges()))
    file.write(b'},\n"captions":{}},\n"attributes":')
    attributes = {
        "title": export.title,
        "description": "\n".join(about(export)),
        "is_private": True,
        "is_cloneable": True,
        "list_sources": False,
        "settings": "{}",
        "annotations_data": "[]",
    }
    file.write(orjson.dumps(attributes) + b"}\n")


def _write_entries(file: IO[bytes], values: Iterator[dict[str, object]]) -> None:
    """Write the members of an object, each under its own id."""
    for number, value in enumerate(values):
        file.write((b",\n" if number else b"\n") + orjson.dumps(value["id"]) + b":")
        file.write(json_bytes(value))


def _nodes(export: Export, edges_of: dict[str, list[str]]) -> Iterator[dict[str, object]]:
    places = spiral(len(export.chosen))
    for row, (x, y) in zip(export.nodes(), places, strict=True):
        words = (vocabulary().kinds[row.kind].label, f"TLP:{row.label.text}")
        about_it = row.values.get("description")
        yield {
            "id": row.id,
            "name": row.name,
            "description": "; ".join((*words, about_it) if isinstance(about_it, str) else words),
            "x": x,
            "y": y,
            "scale": 1,
            "url": row.values.get("url"),
            "edgeIds": edges_of[row.id],
        }


def _edge(row: TieRow) -> dict[str, object]:
    dates = f" ({row.since or ''}–{row.until or ''})" if row.since or row.until else ""
    role = row.values.get("role")
    words = vocabulary().tie(row.kind).label + (f": {role}" if role else "") + dates
    return {
        "id": f"tie:{row.id}",
        "node1_id": row.start,
        "node2_id": row.end,
        "label": words,
        "scale": 1,
        "arrow": "1->2" if row.directed else None,
        "dash": row.values["holds"] is False,
    }
