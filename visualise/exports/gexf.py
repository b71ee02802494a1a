"""The network in GEXF 1.3, the format of Gephi, with the times of nodes and ties."""

from collections.abc import Iterable, Mapping
from typing import IO

from lxml import etree

from graph.domain.dates import PartialDate
from graph.domain.vocabulary import vocabulary
from graph.views.view import View
from visualise.exports.about import about
from visualise.exports.packing import xml_text
from visualise.exports.rows import (
    NODE_COLUMNS,
    TIE_COLUMNS,
    Export,
    NodeRow,
    TieRow,
    Value,
)

_NAMESPACE = "http://gexf.net/1.3"
_TYPES = {
    "text": "string",
    "list": "liststring",
    "number": "double",
    "decimal": "bigdecimal",
    "integer": "integer",
    "boolean": "boolean",
}


def write_gexf(view: View, file: IO[bytes]) -> None:
    """
    Write *view* to *file*.

    `start` and `end` are the first and the last day that a partial date can mean,
    since GEXF knows days alone; `since` and `until` have it as it was said. The second
    tie of a kind between the same two has a `kind` of its own, such as `funds 2`: of
    parallel edges of one kind, Gephi keeps one. Every edge says whether it is directed,
    and the graph does not: of a directed graph, Gephi leaves the other edges out.
    """
    export = Export(view)
    with etree.xmlfile(file, encoding="utf-8") as out:
        out.write_declaration()
        with out.element("gexf", {"version": "1.3"}, nsmap={None: _NAMESPACE}):
            with out.element("meta", {"lastmodifieddate": view.as_of.isoformat()}):
                _write(out, "creator", "Tracktwo")
                _write(out, "description", xml_text("\n".join(about(export))))
            graph = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"}
            with out.element("graph", graph):
                _declare(out, "node", NODE_COLUMNS)
                _declare(out, "edge", TIE_COLUMNS)
                with out.element("nodes"):
                    for node in export.nodes():
                        _node(out, node)
                with out.element("edges"):
                    for edge in export.edges():
                        _edge(out, edge)


def _write(out: "etree._IncrementalFileWriter", name: str, text: str) -> None:
    with out.element(name):
        out.write(text)


def _declare(out: "etree._IncrementalFileWriter", what: str, columns: Mapping[str, str]) -> None:
    with out.element("attributes", {"class": what, "mode": "static"}):
        for name, type_ in columns.items():
            _empty(out, "attribute", {"id": name, "title": name, "type": _TYPES[type_]})


def _empty(out: "etree._IncrementalFileWriter", name: str, attributes: Mapping[str, str]) -> None:
    with out.element(name, dict(attributes)):
        pass


def _node(out: "etree._IncrementalFileWriter", row: NodeRow) -> None:
    own = {"id": row.id, "label": row.name, **_times(row)}
    with out.element("node", {name: xml_text(text) for name, text in own.items()}):
        _values(out, row.values.items())


def _edge(out: "etree._IncrementalFileWriter", row: TieRow) -> None:
    own = {
        "id": row.id,
        "source": row.start,
        "target": row.end,
        "type": "directed" if row.directed else "undirected",
        "label": vocabulary().tie(row.kind).label,
        "kind": row.kind if row.turn == 1 else f"{row.kind} {row.turn}",
        "weight": repr(row.weight),
        **_times(row),
    }
    with out.element("edge", {name: xml_text(text) for name, text in own.items()}):
        _values(out, row.values.items())


def _times(row: NodeRow | TieRow) -> dict[str, str]:
    times = {}
    if row.since:
        times["start"] = PartialDate(row.since).first.isoformat()
    if row.until:
        times["end"] = PartialDate(row.until).last.isoformat()
    return times


def _values(out: "etree._IncrementalFileWriter", values: Iterable[tuple[str, Value]]) -> None:
    with out.element("attvalues"):
        for name, value in values:
            _empty(out, "attvalue", {"for": name, "value": xml_text(value)})
