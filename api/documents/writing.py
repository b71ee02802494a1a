"""Needs and asks back into documents, and what is the same in two of them."""

from dataclasses import MISSING, fields
from typing import Any

import orjson

from api.documents.reading import Question
from api.documents.sections import MADE, sections
from api.documents.values import SORTS, written

Json = dict[str, Any]


def document_of(question: Question) -> Json:
    """Write *question* as a document, leaving out fields at their default."""
    name = type(question).__name__.lower()
    return {name: _section(name, question)}


def text_of(question: Question) -> str:
    """*question* as JSON; equal questions give the same text."""
    return orjson.dumps(document_of(question), option=orjson.OPT_INDENT_2).decode()


def _section(name: str, value: Any) -> Json:  # noqa: ANN401 - what `MADE` says
    unsaid = {field.name: field.default for field in fields(MADE[name])}
    found: Json = {}
    for key, told in sections()[name].items():
        one = getattr(value, key)
        if unsaid[key] is MISSING or one != unsaid[key]:
            found[key] = _value(told.takes, one)
    return found


def _value(takes: str, value: object) -> object:
    if takes in SORTS:
        return written(value)
    if isinstance(value, tuple):
        return [_section(takes, each) for each in value]
    return _section(takes, value)
