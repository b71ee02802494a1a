"""The network as a Cypher script for Neo4j, which it may be given any number of times."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import islice
from typing import IO

from graph.views.view import TIE_KINDS, View
from visualise.exports.packing import plain_number
from visualise.exports.rows import Export, NodeRow, TieRow
from visualise.exports.texts import source_values

#: How many rows one statement brings.
ROWS = 500
_NODE, _EXPORT, _SOURCE = "TracktwoNode", "TracktwoExport", "TracktwoSource"
# What is no text to look at, or ends a line.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_HEAD = f"""// Tracktwo network. Its label and its sources are in the nodes {_EXPORT} and {_SOURCE}.
CREATE CONSTRAINT tracktwo_node IF NOT EXISTS FOR (n:{_NODE}) REQUIRE n.id IS UNIQUE;
"""


def write_cypher(view: View, file: IO[bytes]) -> None:
    """
    Write *view* to *file*: nodes `TracktwoNode`, ties by their kind, such as `FUNDS`.

    One statement to a line, each ended by a semicolon. Statements merge by id, so that
    a later script brings what is there up to date; nothing is deleted.
    """
    export = Export(view)
    file.write(_HEAD.encode())
    about = {
        "title": export.title,
        "tlp": f"TLP:{export.label.text}",
        "as_of": view.as_of.isoformat(),
        "revision": view.revision,
    }
    _merge(file, [about], f"MERGE (n:{_EXPORT} {{title: row.title}}) SET n = row")
    sources = (dict(source_values(source)) for source in export.sources)
    _merge(file, sources, f"MERGE (n:{_SOURCE} {{id: row.id}}) SET n = row")
    _merge(file, map(_node, export.nodes()), f"MERGE (n:{_NODE} {{id: row.id}}) SET n = row")
    for kind in TIE_KINDS:
        rows = map(_tie, export.edges(kind))
        ends = f"MATCH (a:{_NODE} {{id: row.start}}), (b:{_NODE} {{id: row.end}})"
        merged = f"MERGE (a)-[r:{kind.upper()} {{id: row.tie.id}}]->(b) SET r = row.tie"
        _merge(file, rows, f"{ends} {merged}")


def _node(row: NodeRow) -> dict[str, object]:
    return {"id": row.id, "name": row.name, **row.values}


def _tie(row: TieRow) -> dict[str, object]:
    own: dict[str, object] = {"id": row.id, "directed": row.directed, "weight": row.weight}
    amount = row.values.get("amount")
    # Neo4j knows amounts of some 15 digits; longer ones are beside it in words.
    if isinstance(amount, Decimal) and Decimal(repr(float(amount))) != amount:
        own["amount_exact"] = plain_number(amount)
    return {"start": row.start, "end": row.end, "tie": {**own, **row.values}}


def _merge(file: IO[bytes], rows: Iterable[Mapping[str, object]], what: str) -> None:
    for part in _parts(rows):
        listed = ", ".join(literal(row) for row in part)
        file.write(f"UNWIND [{listed}] AS row {what};\n".encode())


def _parts(rows: Iterable[Mapping[str, object]]) -> Iterator[list[Mapping[str, object]]]:
    left = iter(rows)
    while part := list(islice(left, ROWS)):
        yield part


def literal(value: object) -> str:
    r"""
    A value as Cypher writes it; there are no parameters in a script.

    Nothing in a text can end it: quotes and backslashes are escaped, and control
    characters written by number. Neo4j takes `\u0027` for a quote wherever it stands,
    so no backslash is left before a `u`.

    >>> print(literal({"name": "it's", "path": r"c:\users"}))
    {name: 'it\'s', path: 'c:\\' + 'users'}
    """
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{name}: {literal(one)}' for name, one in value.items())}}}"
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return repr(float(value))
    return _text(value) if isinstance(value, str) else repr(value)


def _text(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace("'", "\\'")
    plain = re.sub(r"\\\\(?=[uU])", lambda _: "\\\\' + '", plain)
    return f"'{_UNPRINTABLE.sub(_by_number, plain)}'"


def _by_number(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
