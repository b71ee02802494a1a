"""The network in GraphML, which most tools for networks read."""

from collections.abc import Iterable, Mapping
from typing import IO

from lxml import etree

from graph.domain.vocabulary import vocabulary
from graph.views.view import View
from visualise.exports.packing import xml_text
from visualise.exports.rows import NODE_COLUMNS, TIE_COLUMNS, Export, TieRow, Value
from visualise.exports.texts import source_text

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {"number": "double", "decimal": "double", "integer": "int", "boolean": "boolean"}
_GRAPH = dict.fromkeys(("title", "tlp", "as_of", "revision", "sources"), "text")


def write_graphml(view: View, file: IO[bytes]) -> None:
    """
    Write *view* to *file*.

    Several texts are a list of JSON, since GraphML knows none. The keys of nodes and
    of ties have ids of their own: some tools take one id for one key. An edge has its kind
    as `label` beside its ends; the second of a kind between two nodes has one of its own,
    such as `funds 2`. Gephi takes the label for the type and keeps one of two parallel edges
    of a type. It does not open a file where one of them is directed and the other is not.
    """
    export = Export(view)
    said: dict[str, Value] = {
        "title": export.title,
        "tlp": f"TLP:{export.label.text}",
        "as_of": view.as_of.isoformat(),
        "revision": view.revision,
        "sources": "\n".join(map(source_text, export.sources)),
    }
    with etree.xmlfile(file, encoding="utf-8") as out:
        out.write_declaration()
        with out.element("graphml", nsmap={None: _NAMESPACE}):
            _declare(out, "graph", _GRAPH)
            _declare(out, "node", {"label": "text", **NODE_COLUMNS})
            _declare(out, "edge", {"label": "text", "weight": "number", **TIE_COLUMNS})
            with out.element("graph", {"id": "network", "edgedefault": "directed"}):
                _data(out, "graph", said.items())
                for row in export.nodes():
                    with out.element("node", {"id": xml_text(row.id)}):
                        _data(out, "node", (("label", row.name), *row.values.items()))
                for edge in export.edges():
                    _edge(out, edge)


def _edge(out: "etree._IncrementalFileWriter", row: TieRow) -> None:
    own = {"id": xml_text(row.id), "source": xml_text(row.start), "target": xml_text(row.end)}
    own["label"] = row.kind if row.turn == 1 else f"{row.kind} {row.turn}"
    if not row.directed:
        own["directed"] = "false"
    words = ("label", vocabulary().tie(row.kind).label), ("weight", row.weight)
    with out.element("edge", own):
        _data(out, "edge", (*words, *row.values.items()))


def _declare(out: "etree._IncrementalFileWriter", what: str, columns: Mapping[str, str]) -> None:
    for name, type_ in columns.items():
        own = {"attr.name": name, "attr.type": _TYPES.get(type_, "string")}
        with out.element("key", {"id": f"{what}_{name}", "for": what, **own}):
            pass


def _data(
    out: "etree._IncrementalFileWriter", what: str, values: Iterable[tuple[str, Value]]
) -> None:
    for name, value in values:
        with out.element("data", {"key": f"{what}_{name}"}):
            out.write(xml_text(value))
