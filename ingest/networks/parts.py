"""What a network file is made of, whatever its format: nodes and edges with attributes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.domain.dates import PartialDate
from graph.domain.labels import Label
from ingest.decoding.json_document import Value
from ingest.errors import Place
from ingest.reader import Given, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A time at which a node or an edge is there; an open side has no date."""

    since: PartialDate | None = None
    until: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """
    A node as its file has it.

    `key` is what edges call it; `parent` the key of the node it stands in, `fault` why
    it cannot be used, `refused` what of it cannot be used where the rest can.
    """

    place: Place
    key: str
    label: str | None = None
    values: Mapping[str, Value] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
    parent: str | None = None
    fault: str | None = None
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """
    An edge as its file has it, from the node `start` to the node `end`, by their keys.

    `direction` is one of the directions that workbooks know, None where the file does
    not say; `word` is a kind that stands outside the attributes. An edge of several
    spans was there several times.
    """

    place: Place
    start: str
    end: str
    key: str | None = None
    word: str | None = None
    label: str | None = None
    direction: str | None = None
    values: Mapping[str, Value] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
    fault: str | None = None
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """
    What a file says of itself.

    `label` holds for every node and edge that has none of its own, so that what was
    taken out of a closed file by an editor stays closed; `counted` are the things in
    it that are no part of a network.
    """

    source: Given = field(default_factory=Given)
    label: Label | None = None
    counted: Mapping[str, int] = field(default_factory=dict)
