"""The network as a project for Kumu, with a view that is ready, and as Kumu's remote JSON."""

from collections.abc import Iterator, Mapping
from typing import IO

import orjson

from graph.domain.model import key_of
from graph.domain.vocabulary import vocabulary
from graph.views.view import View
from visualise.exports.about import about
from visualise.exports.packing import json_value, write_list
from visualise.exports.rows import NODE_COLUMNS, TIE_COLUMNS, Export, NodeRow, TieRow
from visualise.exports.spiral import spiral

#: What Kumu calls our columns; other names have their underscores taken out.
_NAMES = {"tlp": "TLP", "url": "URL", "tracktwo_id": "Tracktwo ID", "entity_ids": "Entity IDs"}
_MAP, _VIEW = "map-network", "pers-kinds"
#: Colours by kind, larger where more is tied, filters by kind on top.
STYLE = """@settings {
  template: stakeholder;
}
@controls {
  top {
    filter { by: "element type"; as: buttons; }
    filter { by: "connection type"; as: buttons; }
  }
}
element { color: categorize("element type", set2); size: scale("degree", 0.5, 3); }
connection { color: categorize("connection type", set2); }
"""


def write_kumu(view: View, file: IO[bytes]) -> None:
    """
    Write *view* to *file* as the export of a Kumu project, for a blank project.

    Its map shows everything, and its view colours elements by their kind.
    """
    export = Export(view)
    head = {
        "name": export.title,
        "description": "\n".join(about(export)),
        "proxyImages": True,
        "defaultMap": _MAP,
        "defaultPerspective": _VIEW,
        "attributeRelevance": {},
        "attributes": list(_fields()),
    }
    file.write(orjson.dumps(head)[:-1] + b',\n"elements":')
    write_list(file, (_element(row) for row in export.nodes()))
    file.write(b',\n"connections":')
    write_list(file, (_connection(row) for row in export.edges()))
    file.write(b',\n"loops":[],\n"maps":')
    write_list(file, [_map(export)])
    file.write(b',\n"perspectives":')
    write_list(file, [{"_id": _VIEW, "name": "Kinds", "style": STYLE}])
    file.write(b"}\n")


def write_kumu_remote(view: View, file: IO[bytes]) -> None:
    """
    Write *view* to *file* as the JSON that a remote link of Kumu asks for.

    It holds elements and connections and no more, so each says its own label and
    sources, and the whole says nothing of itself.
    """
    export = Export(view)
    file.write(b'{"elements":')
    write_list(file, map(_flat_element, export.nodes()))
    file.write(b',\n"connections":')
    write_list(file, map(_flat_connection, export.edges()))
    file.write(b"}\n")


def name_of(column: str) -> str:
    """What Kumu calls a column of ours."""
    return _NAMES.get(column, column.replace("_", " ").capitalize())


def _fields() -> Iterator[dict[str, object]]:
    """The attributes that elements and connections may have, as Kumu declares them."""
    columns = {"element_type": "text", "connection_type": "text", "weight": "number"}
    for name, type_ in {**columns, **NODE_COLUMNS, **TIE_COLUMNS}.items():
        if name != "kind":
            shown = name_of(name)
            number = type_ in ("number", "decimal", "integer")
            yield {
                "_id": _id("attr", shown),
                "name": shown,
                "format": "number" if number else "string",
                "private": False,
                "limit": None if type_ == "list" else 1,
                "prompt": "autocomplete",
                "locked": False,
                "values": [],
            }


def _id(sort: str, name: str) -> str:
    return f"{sort}-{key_of(name)}"


def _element(row: NodeRow) -> dict[str, object]:
    attributes = {"label": row.name, "element type": vocabulary().kind(row.kind).label}
    return {"_id": _id("elem", row.id), "attributes": {**attributes, **_attributes(row)}}


def _connection(row: TieRow) -> dict[str, object]:
    attributes = {"connection type": vocabulary().tie(row.kind).label, "weight": row.weight}
    return {
        "_id": _id("conn", row.id),
        "direction": "directed" if row.directed else "undirected",
        "delayed": False,
        "reversed": False,
        "from": _id("elem", row.start),
        "to": _id("elem", row.end),
        "attributes": {**attributes, **_attributes(row)},
    }


def _attributes(row: NodeRow | TieRow) -> dict[str, object]:
    """The values of a row by the names of Kumu's fields, which its exports write small."""
    return {name.lower(): value for name, value in _named(row).items()}


def _named(row: NodeRow | TieRow) -> Mapping[str, object]:
    return {name_of(name): json_value(v) for name, v in row.values.items() if name != "kind"}


def _map(export: Export) -> dict[str, object]:
    chosen = [export.view.ids[node] for node in export.chosen.tolist()]
    ties = [export.view.tie_id(place) for place in export.ties.tolist()]
    return {
        "_id": _MAP,
        "name": export.title,
        "description": f"TLP:{export.label.text}",
        "scale": 1,
        "center": {"x": 0, "y": 0},
        "defaultPerspective": _VIEW,
        "elements": [
            {
                "_id": _id("node", name),
                "position": {"x": x, "y": y},
                "pinned": False,
                "element": _id("elem", name),
            }
            for name, (x, y) in zip(chosen, spiral(len(chosen)), strict=True)
        ],
        "connections": [
            {"_id": _id("edge", name), "connection": _id("conn", name)} for name in ties
        ],
        "loops": [],
    }


def _flat_element(row: NodeRow) -> dict[str, object]:
    own = {"id": key_of(row.id), "label": row.name, "type": vocabulary().kind(row.kind).label}
    return {**own, **_named(row)}


def _flat_connection(row: TieRow) -> dict[str, object]:
    return {
        "id": key_of(row.id),
        "from": key_of(row.start),
        "to": key_of(row.end),
        "type": vocabulary().tie(row.kind).label,
        "direction": "directed" if row.directed else "undirected",
        "Weight": row.weight,
        **_named(row),
    }
