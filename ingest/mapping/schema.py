"""The JSON Schema of mappings, by which editors complete and check them."""

from collections.abc import Mapping
from typing import Any

from graph.domain.labels import Label
from graph.domain.vocabulary import Term, vocabulary
from ingest.mapping.finding import ENCODINGS, FORMATS
from ingest.mapping.sections import Key, sections

Json = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> Json:
    """
    What a mapping may be.

    It knows the keys, their sorts and the vocabulary; whether columns are there, and
    ends are found, only reading tells.
    """
    keys = {name: _section(name) for name in sections()}
    whole, table = keys.pop("mapping"), keys["table"]
    alone = {name: told for name, told in whole["properties"].items() if name != "tables"}
    return {
        "$schema": _DRAFT,
        "title": "A mapping of Tracktwo: which column of a table is what",
        "if": {"required": ["tables"]},
        "then": whole,
        "else": {**table, "properties": {**alone, **table["properties"]}},
        "$defs": {**keys, **_shapes()},
    }


def _section(name: str) -> Json:
    keys = sections()[name]
    found: Json = {
        "type": "object",
        "additionalProperties": False,
        "properties": {key: _property(told) for key, told in keys.items()},
    }
    needed = [key for key, told in keys.items() if told.needed]
    return {**found, "required": needed} if needed else found


def _property(key: Key) -> Json:
    told = {"description": key.means, **_ref(key.takes)}
    return told if key.example is None else {**told, "examples": [key.example]}


def _ref(shape: str) -> Json:
    # What takes a section is called as it is; the section itself has a name of its own.
    return {"$ref": f"#/$defs/{'source' if shape == 'source' else f'a_{shape}'}"}


def _shapes() -> dict[str, Json]:
    """What each sort of thing that a key takes looks like."""
    text: Json = {"type": ["string", "number", "boolean"]}
    name: Json = {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,39}$"}
    one: Json = {"anyOf": [text, {"$ref": "#/$defs/value"}]}
    shapes: dict[str, Json] = {
        "text": text,
        "template": text,
        "word": name,
        "texts": _some(text),
        "value": _some(one),
        "values": _some(one),
        "kind": {"anyOf": [_codes(vocabulary().kinds), _some(one)]},
        "tie_kind": {"anyOf": [_codes(vocabulary().ties), _some(one)]},
        "named": {"type": "object", "additionalProperties": _some(one)},
        "words": {"type": "object", "additionalProperties": {"type": [*text["type"], "null"]}},
        "end": {"anyOf": [name, {"$ref": "#/$defs/end"}]},
        "keep": _some(text),
        "label": {"enum": [label.text for label in Label]},
        "date": {"type": ["string", "integer"]},
        "dates": _some({"type": "string"}),
        "decimal": {"enum": [".", ","]},
        "format": {"enum": list(FORMATS)},
        "encoding": {"enum": list(ENCODINGS)},
        "delimiter": {"type": "string", "minLength": 1, "maxLength": 2},
        "number": {"type": "integer", "minimum": 1},
        "flag": {"type": "boolean"},
        "where": _by_name(_some(text), "condition"),
        "tables": _list("table"),
        "ties": _list("tie"),
        "entities": _own("entity"),
        "lookups": _own("lookup"),
    }
    return {f"a_{name}": shape for name, shape in shapes.items()}


def _some(one: Json) -> Json:
    return {"anyOf": [one, {"type": "array", "minItems": 1, "items": one}]}


def _codes(terms: Mapping[str, Term]) -> Json:
    return {"enum": list(terms)}


def _list(section: str) -> Json:
    return {"type": "array", "minItems": 1, "items": {"$ref": f"#/$defs/{section}"}}


def _own(section: str) -> Json:
    """Sections under names of the owner's own."""
    names = {"pattern": "^[a-z][a-z0-9_]{0,39}$"}
    return {
        "type": "object",
        "minProperties": 1,
        "propertyNames": names,
        "additionalProperties": {"$ref": f"#/$defs/{section}"},
    }


def _by_name(one: Json, section: str) -> Json:
    other = {"$ref": f"#/$defs/{section}"}
    return {"type": "object", "additionalProperties": {"anyOf": [one, other]}}
