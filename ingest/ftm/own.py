"""Read back the entities of FollowTheMoney that Tracktwo exported."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.domain.model import SHARED_PREFIXES
from ingest.decoding.json_document import Value, text_of, values_of
from ingest.decoding.json_objects import JsonObject, objects
from ingest.decoding.sheets import Figure
from ingest.errors import Place
from ingest.networks.header import said_of
from ingest.networks.parts import Edge, Node
from ingest.networks.reading import read
from ingest.reader import Given, Item, Refused

#: The key under which our exports keep what FollowTheMoney has no property for.
OWN = "tracktwo"
_HEADER = "revision"
_NUMBERS = ("amount", "share", "weight", "gender_marker")
_STRUCTURE = ("name", "ties", "start", "end")


def is_own(path: Path) -> bool:
    """Whether the first line of the file at *path* is of an export of ours."""
    first = next(objects(path), None)
    return isinstance(first, JsonObject) and isinstance(first.values.get(OWN), dict)


def read_own(path: Path, given: Given) -> Iterator[Item]:
    """
    Read the export at *path*: what stands under `tracktwo` in each line.

    Raises:
        ReadError: The file is no JSON, or has an unknown label.
    """
    header: dict[str, Any] = {}
    for line in objects(path):
        if isinstance(line, Refused):
            yield line
        elif not header and _HEADER in _own(line):
            header = _own(line)
    said = said_of(header, path)
    yield from read(path, given, said, lambda: _nodes(path), lambda: _edges(path))


def _own(line: JsonObject) -> dict[str, Any]:
    own = line.values.get(OWN)
    return own if isinstance(own, dict) else {}


def _lines(path: Path) -> Iterator[tuple[JsonObject, dict[str, Any]]]:
    for line in objects(path):
        if isinstance(line, JsonObject) and _HEADER not in _own(line):
            yield line, _own(line)


def _nodes(path: Path) -> Iterator[Node]:
    """The entities, and the shared places and themes that their ties lead to."""
    shared: set[str] = set()
    for line, own in _lines(path):
        place = Place(file=line.file, line=line.line)
        if "start" not in own:
            key = text_of(own.get("tracktwo_id")) or text_of(line.values.get("id"))
            fault = None if own and key else f"the line has no id under {OWN!r}"
            name, values = text_of(own.get("name")), _values(own)
            yield Node(place=place, key=key or str(place), label=name, values=values, fault=fault)
        for tie in _ties(own):
            for end in (text_of(tie.get("start")) or "", text_of(tie.get("end")) or ""):
                if end.startswith(SHARED_PREFIXES) and end not in shared:
                    shared.add(end)
                    yield Node(place=place, key=end)


def _edges(path: Path) -> Iterator[Edge]:
    for line, own in _lines(path):
        place = Place(file=line.file, line=line.line)
        for tie in (own,) if "start" in own else _ties(own):
            yield Edge(
                place=place,
                start=text_of(tie.get("start")) or "",
                end=text_of(tie.get("end")) or "",
                values=_values(tie),
            )


def _ties(own: dict[str, Any]) -> Iterator[dict[str, Any]]:
    ties = own.get("ties")
    yield from (tie for tie in (ties if isinstance(ties, list) else ()) if isinstance(tie, dict))


def _values(own: dict[str, Any]) -> dict[str, Value]:
    """What is said, numbers as what they are: they are written as texts, to keep their digits."""
    said = {name: value for name, value in own.items() if name not in _STRUCTURE}
    found = values_of(said)
    for name in _NUMBERS:
        if isinstance(text := found.get(name), str):
            found[name] = Figure(text)
    return found
