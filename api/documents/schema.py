"""The JSON Schema of documents, by which editors complete and check them."""

from collections.abc import Mapping
from typing import Any

from api.documents.sections import sections
from api.documents.values import SORTS
from ingest.mapping.sections import Key

Json = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> Json:
    """
    What a document may be.

    It knows the keys, their sorts and the vocabulary; whether ids are there, and
    numbers make sense together, only reading and asking tell.
    """
    parts = {name: _section(keys) for name, keys in sections().items()}
    whole = parts.pop("document")
    return {
        "$schema": _DRAFT,
        "title": "What is asked of Tracktwo: partners, a table, a dialogue",
        **whole,
        "minProperties": 1,
        "maxProperties": 1,
        "$defs": parts | {f"a_{name}": sort.schema for name, sort in SORTS.items()},
    }


def _section(keys: Mapping[str, Key]) -> Json:
    found: Json = {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _property(key) for name, key in keys.items()},
    }
    needed = [name for name, key in keys.items() if key.needed]
    return {**found, "required": needed} if needed else found


def _property(key: Key) -> Json:
    told: Json = {"description": key.means}
    ref = {"$ref": f"#/$defs/{f'a_{key.takes}' if key.takes in SORTS else key.takes}"}
    told |= {"type": "array", "items": ref} if key.several else ref
    return told if key.example is None else {**told, "examples": [key.example]}
