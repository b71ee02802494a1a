"""The network as the elements of Cytoscape.js, which Cytoscape Desktop reads too."""

from collections.abc import Iterator
from typing import IO

import orjson

from graph.domain.vocabulary import vocabulary
from graph.views.view import View
from visualise.exports.packing import json_value, write_list
from visualise.exports.rows import Export, NodeRow, TieRow
from visualise.exports.texts import source_values


def write_cytoscape(view: View, file: IO[bytes]) -> None:
    """Write *view* to *file*; `data` of the whole says what it is and where it comes from."""
    export = Export(view)
    header = {
        "name": export.title,
        "tlp": f"TLP:{export.label.text}",
        "as_of": view.as_of.isoformat(),
        "revision": view.revision,
        "sources": [source_values(source) for source in export.sources],
    }
    file.write(b'{"data":' + orjson.dumps(header) + b',\n"elements":{"nodes":')
    write_list(file, _nodes(export))
    file.write(b',\n"edges":')
    write_list(file, _edges(export))
    file.write(b"}}\n")


def _nodes(export: Export) -> Iterator[dict[str, object]]:
    for row in export.nodes():
        yield {"data": _node(row)}


def _node(row: NodeRow) -> dict[str, object]:
    return {"id": row.id, "label": row.name, **_plain(row)}


def _edges(export: Export) -> Iterator[dict[str, object]]:
    for row in export.edges():
        yield {"data": _edge(row)}


def _edge(row: TieRow) -> dict[str, object]:
    # One element has one id: a tie must not have that of a node.
    return {
        "id": f"tie:{row.id}",
        "source": row.start,
        "target": row.end,
        "label": vocabulary().tie(row.kind).label,
        "directed": row.directed,
        "weight": row.weight,
        **_plain(row),
    }


def _plain(row: NodeRow | TieRow) -> dict[str, object]:
    return {name: json_value(value) for name, value in row.values.items()}
