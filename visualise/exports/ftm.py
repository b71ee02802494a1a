"""The network as entities of FollowTheMoney, one to a line."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import IO

from graph.domain.model import SHARED_PREFIXES, VOCABULARY_SOURCE, key_of
from graph.domain.vocabulary import vocabulary
from graph.views.view import KINDS, View
from visualise.exports.packing import json_bytes, plain_number
from visualise.exports.rows import Export, NodeRow, TieRow
from visualise.exports.texts import source_values

#: The schema of each kind; a stakeholder of another kind is an Organization, a context a Document.
_SCHEMATA = {
    "person": "Person",
    "government": "PublicBody",
    "private_sector": "Company",
    "activity": "Project",
    "event": "Event",
    "peace_process": "Event",
}
_ORGANISATIONS = ("Organization", "PublicBody", "Company")
_LEGAL = ("Person", *_ORGANISATIONS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edge:
    """A schema of edges: the properties at its ends, and the schemata that may stand there."""

    schema: str
    start: str
    end: str
    starts: tuple[str, ...] = _LEGAL
    ends: tuple[str, ...] = _LEGAL


_EDGES = {
    "member_of": _Edge(
        schema="Membership", start="member", end="organization", ends=_ORGANISATIONS
    ),
    "funds": _Edge(schema="Payment", start="payer", end="beneficiary"),
    "took_part_in": _Edge(
        schema="ProjectParticipant", start="participant", end="project", ends=("Project",)
    ),
    "precedes": _Edge(schema="Succession", start="predecessor", end="successor"),
    "knows": _Edge(
        schema="Associate", start="person", end="associate", starts=("Person",), ends=("Person",)
    ),
}
_ANY = _Edge(schema="UnknownLink", start="subject", end="object")
_SINCE = {"Person": "birthDate", "Project": "startDate", "Event": "startDate"}
_UNTIL = {"Person": "deathDate", "Project": "endDate", "Event": "endDate"}
_ID = re.compile(r"[0-9a-zA-Z](?:[0-9a-zA-Z.-]*[0-9a-zA-Z])?")
_URL = re.compile(r"https?://[^\s/]+\S*")


def write_ftm(view: View, file: IO[bytes]) -> None:
    """
    Write *view* to *file*, valid under the model of FollowTheMoney.

    Beside its properties, each line has what they cannot hold under `tracktwo`, which
    other tools leave alone: its label, and ties to countries and themes, which are
    properties there. The first line says what the file is.
    """
    export = Export(view)
    _write(file, _header(export))
    schemata = {view.ids[node]: _schema(KINDS[view.kinds[node]]) for node in export.chosen.tolist()}
    told: dict[str, list[TieRow]] = defaultdict(list)
    for row in export.edges():
        for one, other in ((row.start, row.end), (row.end, row.start)):
            if _is_shared(other) and not _is_shared(one):
                told[one].append(row)
    for node in export.nodes():
        if not _is_shared(node.id):
            _write(file, _entity(node, told.get(node.id, [])))
    for row in export.edges():
        if not (_is_shared(row.start) or _is_shared(row.end)):
            _write(file, _edge(row, schemata[row.start], schemata[row.end]))


def _write(file: IO[bytes], line: Mapping[str, object]) -> None:
    file.write(json_bytes(line) + b"\n")


def _header(export: Export) -> dict[str, object]:
    about = {
        "title": export.title,
        "tlp": f"TLP:{export.label.text}",
        "as_of": export.view.as_of.isoformat(),
        "revision": export.view.revision,
        "sources": [source_values(source) for source in export.sources],
    }
    titles = [source.title for source in export.sources if source.id != VOCABULARY_SOURCE]
    properties = {
        "title": [about["title"]],
        "fileName": ["tracktwo"],
        "summary": [about["tlp"]],
        "publisher": titles,
    }
    kept = {name: values for name, values in properties.items() if values}
    return {"id": "tracktwo", "schema": "Document", "properties": kept, "tracktwo": about}


def _is_shared(name: str) -> bool:
    return name.startswith(SHARED_PREFIXES)


def _schema(kind: str) -> str:
    stakeholder = vocabulary().is_stakeholder(kind)
    return _SCHEMATA.get(kind, "Organization" if stakeholder else "Document")


def _entity(row: NodeRow, ties: list[TieRow]) -> dict[str, object]:
    schema = _schema(row.kind)
    properties: dict[str, list[str]] = {"name": [row.name], "alias": _texts(row, "aliases")}
    if schema == "Document":
        properties |= {"title": [row.name], "fileName": [row.name]}
    elif vocabulary().is_stakeholder(row.kind):
        properties["classification"] = [vocabulary().kinds[row.kind].label]
        properties["website"] = _urls(row, "url")
    properties |= {
        "summary": _texts(row, "description"),
        "sourceUrl": _urls(row, "cited"),
        "modifiedAt": _texts(row, "cited_on"),
        "notes": _texts(row, "extra"),
        "wikidataId": _identifiers(row, "wikidata"),
        "keywords": [*_texts(row, "level"), *_shared(ties, "works_on", "theme")],
        "country": [code.lower() for code in _shared(ties, "active_in", "country")],
    }
    if schema in _LEGAL:
        properties["mainCountry"] = [c.lower() for c in _shared(ties, "based_in", "country")]
        properties["leiCode"] = _identifiers(row, "lei")
    if schema != "Document":
        properties[_SINCE.get(schema, "incorporationDate")] = _texts(row, "since")
        properties[_UNTIL.get(schema, "dissolutionDate")] = _texts(row, "until")
    own = {"name": row.name, **row.values, "ties": [_tie(tie) for tie in ties]}
    return _line(_name(row.id), schema, row, properties, own)


def _edge(row: TieRow, start: str, end: str) -> dict[str, object]:
    edge = _EDGES.get(row.kind, _ANY)
    if start not in edge.starts or end not in edge.ends:
        edge = _ANY
    dates = {"startDate": _texts(row, "since"), "endDate": _texts(row, "until")}
    if edge.schema == "Payment":
        amount = row.values.get("amount")
        dates |= {"date": dates["startDate"]} if row.since == row.until else {}
        dates |= {"amount": [] if amount is None else [_text(amount)]}
        dates |= {"currency": _texts(row, "currency"), "purpose": _texts(row, "earmarking")}
    role = "relationship" if edge.schema == "Associate" else "role"
    words = vocabulary().tie(row.kind).label
    said = [words] if edge is _ANY else _texts(row, "role")
    properties = {
        edge.start: [_name(row.start)],
        edge.end: [_name(row.end)],
        **({} if edge.schema == "Payment" else {role: said}),
        **dates,
        "sourceUrl": _urls(row, "cited"),
        "modifiedAt": _texts(row, "cited_on"),
        "summary": _texts(row, "role") if edge is _ANY or edge.schema == "Payment" else [],
        "description": _texts(row, "extra"),
    }
    return _line(f"tie-{key_of(row.id)}", edge.schema, row, properties, _tie(row))


def _line(
    name: str,
    schema: str,
    row: NodeRow | TieRow,
    properties: Mapping[str, list[str]],
    own: Mapping[str, object],
) -> dict[str, object]:
    return {
        "id": name,
        "schema": schema,
        "datasets": _texts(row, "claimed_by"),
        "properties": {key: values for key, values in properties.items() if values},
        "tracktwo": {key: _own(value) for key, value in own.items()},
    }


def _tie(row: TieRow) -> dict[str, object]:
    """A tie as `tracktwo` has it: its ends by their ids, and all that is said of it."""
    ends = {"start": row.start, "end": row.end, "directed": row.directed}
    values = {**ends, "weight": row.weight, **row.values}
    return {name: _own(value) for name, value in values.items()}


def _own(value: object) -> object:
    """A value without a number in it, since other tools would round it."""
    return value if isinstance(value, list | tuple) else _text(value)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return plain_number(value) if isinstance(value, Decimal) else str(value)


def _texts(row: NodeRow | TieRow, name: str) -> list[str]:
    value = row.values.get(name)
    if value is None:
        return []
    return list(value) if isinstance(value, tuple) else [_text(value)]


def _urls(row: NodeRow | TieRow, name: str) -> list[str]:
    return [text for text in _texts(row, name) if _URL.fullmatch(text)]


def _identifiers(row: NodeRow, scheme: str) -> list[str]:
    named = (name.partition(":") for name in _texts(row, "identifiers"))
    return [value for known, _, value in named if known == scheme]


def _shared(ties: list[TieRow], kind: str, prefix: str) -> Iterator[str]:
    """What ties of one kind lead to: codes of countries, labels of themes."""
    ends = (tie.end.partition(":") for tie in ties if tie.kind == kind)
    codes = (code for sort, _, code in ends if sort == prefix)
    themes = vocabulary().themes
    yield from dict.fromkeys(themes[code].label if prefix == "theme" else code for code in codes)


def _name(name: str) -> str:
    """An id that FollowTheMoney takes, the same one each time."""
    return name if _ID.fullmatch(name) else f"tt-{key_of(name)}"
