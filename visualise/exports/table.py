"""Every format that the network can be exported to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from graph.views.view import View
from visualise.exports.csv_pair import write_csv
from visualise.exports.cypher import write_cypher
from visualise.exports.cytoscape import write_cytoscape
from visualise.exports.ftm import write_ftm
from visualise.exports.gexf import write_gexf
from visualise.exports.graphml import write_graphml
from visualise.exports.kumu import write_kumu, write_kumu_remote
from visualise.exports.nodelink import write_nodelink
from visualise.exports.oligrapher import write_oligrapher
from visualise.exports.xlsx import write_xlsx

_JSON = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """A format: what it is called, its media type, how its files end, what writes it."""

    title: str
    media_type: str
    suffix: str
    write: Callable[[View, IO[bytes]], None]


#: Every format by its short name.
EXPORTS = {
    "csv": Exporter(
        title="two CSV files in a zip",
        media_type="application/zip",
        suffix=".csv.zip",
        write=write_csv,
    ),
    "cypher": Exporter(
        title="Cypher script for Neo4j",
        media_type="text/plain; charset=utf-8",
        suffix=".cypher",
        write=write_cypher,
    ),
    "cytoscape": Exporter(
        title="Cytoscape.js", media_type=_JSON, suffix=".cyjs", write=write_cytoscape
    ),
    "ftm": Exporter(
        title="FollowTheMoney entities",
        media_type="application/json+ftm",
        suffix=".ftm.json",
        write=write_ftm,
    ),
    "gexf": Exporter(
        title="GEXF 1.3 for Gephi",
        media_type="application/gexf+xml",
        suffix=".gexf",
        write=write_gexf,
    ),
    "graphml": Exporter(
        title="GraphML",
        media_type="application/graphml+xml",
        suffix=".graphml",
        write=write_graphml,
    ),
    "kumu": Exporter(title="Kumu project", media_type=_JSON, suffix=".kumu.json", write=write_kumu),
    "kumu-remote": Exporter(
        title="Kumu remote link", media_type=_JSON, suffix=".remote.json", write=write_kumu_remote
    ),
    "nodelink": Exporter(
        title="networkx node-link data",
        media_type=_JSON,
        suffix=".nodelink.json",
        write=write_nodelink,
    ),
    "oligrapher": Exporter(
        title="Oligrapher map", media_type=_JSON, suffix=".oligrapher.json", write=write_oligrapher
    ),
    "xlsx": Exporter(
        title="workbook",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        suffix=".xlsx",
        write=write_xlsx,
    ),
}
