"""The sorts of value that keys of a document take: how each is read, and its JSON Schema."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

from graph.answers.coalition.ask import JOINED, TRAITS
from graph.domain.vocabulary import Term, vocabulary
from ingest.decoding.yaml_nodes import Items, Node
from ingest.errors import ReadError
from ingest.mapping.sections import choice_of, text_of, texts_of
from ingest.words import shown

Json = dict[str, Any]

_FLAGS = {"true": True, "yes": True, "false": False, "no": False}
_PLAIN = r"\d{1,20}(?:\.\d{1,20})?(?:[eE][+-]?\d{1,3})?"
_NUMBER = re.compile(_PLAIN, re.ASCII)
_SHARE = re.compile(rf"(?P<over>{_PLAIN})\s*(?P<under>%|/\s*[1-9]\d{{0,5}})?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """A sort of value: what a node of it means, and how editors are told."""

    read: Callable[[Node], object]
    schema: Json


def _texts(node: Node) -> tuple[str, ...]:
    return tuple(text for _, text in texts_of(node))


def _groups(node: Node) -> tuple[tuple[str, ...], ...]:
    if not isinstance(node, Items):
        raise ReadError("write a list of lists here, such as [[one, other]]", node.place)
    return tuple(_texts(item) for item in node.items)


def _flag(node: Node) -> bool:
    return _FLAGS[choice_of(node, tuple(_FLAGS))]


def _number(node: Node) -> float:
    text = text_of(node)
    if not _NUMBER.fullmatch(text):
        raise ReadError(f"{shown(text)} is no number; write one like 40000 or 2.5", node.place)
    return float(text)


def _whole(node: Node) -> int:
    text = text_of(node)
    if not re.fullmatch(r"\d{1,7}", text, re.ASCII):
        raise ReadError(f"{shown(text)} is no whole number", node.place)
    return int(text)


def _share(node: Node) -> float:
    """Half as 0.5, 50% or 1/2."""
    text = text_of(node)
    found = _SHARE.fullmatch(text)
    if found is None:
        raise ReadError(f"{shown(text)} is no share; write 0.5, 50% or 1/2", node.place)
    under = found["under"] or ""
    if under == "%":
        # As text: 55 / 100 may be another number than 0.55.
        return float(f"{found['over']}e-2")
    return float(found["over"]) / float(under.lstrip("/ ") or 1)


def _codes(terms: Mapping[str, Term]) -> Json:
    # Labels are understood too, so that a code is offered but nothing else refused.
    return _some({"anyOf": [{"enum": list(terms)}, {"type": "string"}]})


def _some(one: Json) -> Json:
    return {"anyOf": [one, {"type": "array", "items": one}]}


_TEXT: Json = {"type": "string", "minLength": 1}
_ACTING = {code: kind for code, kind in vocabulary().kinds.items() if kind.role == "stakeholder"}

#: Every sort, by the name that the table of keys gives it.
SORTS: dict[str, Sort] = {
    "text": Sort(read=text_of, schema=_TEXT),
    "id": Sort(read=text_of, schema=_TEXT),
    "texts": Sort(read=_texts, schema=_some(_TEXT)),
    "ids": Sort(read=_texts, schema=_some(_TEXT)),
    "places": Sort(read=_texts, schema=_some(_TEXT)),
    "themes": Sort(read=_texts, schema=_codes(vocabulary().themes)),
    "kinds": Sort(read=_texts, schema=_codes(_ACTING)),
    "levels": Sort(read=_texts, schema=_codes(vocabulary().levels)),
    "tie_kinds": Sort(read=_texts, schema=_codes(vocabulary().ties)),
    "groups": Sort(
        read=_groups,
        schema={"type": "array", "items": {"type": "array", "minItems": 2, "items": _TEXT}},
    ),
    "flag": Sort(read=_flag, schema={"type": "boolean"}),
    "whole": Sort(read=_whole, schema={"type": "integer", "minimum": 0}),
    "number": Sort(read=_number, schema={"type": "number", "minimum": 0}),
    "share_of_one": Sort(
        read=_share,
        schema={
            "anyOf": [
                {"type": "number", "minimum": 0, "maximum": 1},
                {"type": "string", "pattern": r"^\d+(\.\d+)?\s*(%|/\s*[1-9]\d*)?$"},
            ]
        },
    ),
    "trait": Sort(
        read=lambda node: choice_of(node, TRAITS),
        schema={"enum": list(TRAITS)},
    ),
    "joined": Sort(read=lambda node: choice_of(node, JOINED), schema={"enum": list(JOINED)}),
}


def written(value: object) -> object:
    """A value as a document says it: whole numbers without a point, tuples as lists."""
    if isinstance(value, tuple):
        return [written(each) for each in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < inf:
        return int(value)
    return value
