"""Claims read back from the records that stores keep."""

from dataclasses import fields
from decimal import Decimal
from typing import Any, TypeVar

import orjson

from graph.dates import PartialDate
from graph.labels import Label
from graph.model import Contact, Entity, Judgement, Source, Tie

C = TypeVar("C", Source, Entity, Tie, Judgement)

_DATES = ("since", "until", "retrieved", "at")
_TUPLES = ("aliases", "identifiers", "reasons")


def claim_of(kind: type[C], text: bytes | str) -> C:
    """
    The claim that `graph.model.record` wrote.

    Fields that a newer release added are left out, so that a record can be read
    by an older one.
    """
    values: dict[str, Any] = orjson.loads(text)
    known = {field.name for field in fields(kind)}
    return kind(**{name: _value(name, value) for name, value in values.items() if name in known})


def _value(name: str, value: Any) -> Any:
    if name in _DATES:
        return PartialDate(value)
    if name in _TUPLES:
        return tuple(value)
    if name == "label":
        return Label(value)
    if name == "amount":
        return Decimal(value)
    if name == "extra":
        return tuple((key, text) for key, text in value)
    if name == "contacts":
        return tuple(Contact(**{**contact, "label": Label(contact["label"])}) for contact in value)
    return value
