"""The network as node-link data of networkx: JSON, and nothing that would be run."""

from collections.abc import Iterator
from typing import IO

import orjson

from graph.views.view import View
from visualise.exports.packing import write_list
from visualise.exports.rows import Export
from visualise.exports.texts import source_values


def write_nodelink(view: View, file: IO[bytes]) -> None:
    """
    Write *view* to *file* for `networkx.node_link_graph(..., edges="edges")`.

    It becomes a MultiDiGraph: nodes by id, each tie an edge whose key is the tie's id.
    Ties that read the same both ways have `directed` false, and one edge.
    """
    export = Export(view)
    header = {
        "title": export.title,
        "tlp": f"TLP:{export.label.text}",
        "as_of": view.as_of.isoformat(),
        "revision": view.revision,
        "sources": [source_values(source) for source in export.sources],
    }
    file.write(b'{"directed":true,"multigraph":true,"graph":' + orjson.dumps(header))
    file.write(b',\n"nodes":')
    write_list(file, _nodes(export))
    file.write(b',\n"edges":')
    write_list(file, _edges(export))
    file.write(b"}\n")


def _nodes(export: Export) -> Iterator[dict[str, object]]:
    for row in export.nodes():
        yield {"id": row.id, "name": row.name, **row.values}


def _edges(export: Export) -> Iterator[dict[str, object]]:
    for row in export.edges():
        ends = {"source": row.start, "target": row.end, "key": row.id}
        yield {**ends, "directed": row.directed, "weight": row.weight, **row.values}
