"""Claims read back from the records that stores keep."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any, TypeVar

import orjson

from graph.domain.dates import PartialDate
from graph.domain.errors import StoreError
from graph.domain.labels import Label
from graph.domain.model import Claim, Contact, Entity, Judgement, Source, Tie

T = TypeVar("T")
C = TypeVar("C", Source, Entity, Tie, Judgement)

_DAMAGED = (
    "the store is damaged: a record in it is {}; restore it from a backup, or load its sources "
    "into a new one"
)


def values_of(text: bytes | str) -> dict[str, Any]:
    """
    The fields of a record that a store keeps, as JSON has them.

    Raises:
        StoreError: It is no JSON object, as after a disk failed.
    """
    try:
        values = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise StoreError(_DAMAGED.format("no JSON")) from error
    if not isinstance(values, dict):
        raise StoreError(_DAMAGED.format("no JSON object"))
    return values


def cells_of(text: str) -> tuple[Any, ...]:
    """The cells of a row that SQLite wrote as a JSON array, a moment before."""
    return tuple(orjson.loads(text))


def claim_of(kind: type[C], text: bytes | str) -> C:
    """
    The claim that `graph.domain.model.record` wrote.

    Fields that a newer release added are left out, so that a record can be read
    by an older one.

    Raises:
        StoreError: The record is damaged.
        ClaimError: It says what no claim can.
    """
    values = values_of(text)
    made = _MADES[kind]
    try:
        return kind(**{name: made[name](value) for name, value in values.items() if name in made})
    except (TypeError, ValueError, LookupError, ArithmeticError) as error:
        raise StoreError(_DAMAGED.format(f"no {kind.__name__.lower()}")) from error


def _contacts(rows: list[Mapping[str, Any]]) -> tuple[Contact, ...]:
    return tuple(
        Contact(kind=row["kind"], value=row["value"], label=Label(row["label"])) for row in rows
    )


def _extra(pairs: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((heading, text) for heading, text in pairs)


def _closed(pairs: list[tuple[str, int]]) -> tuple[tuple[str, Label], ...]:
    return tuple((name, Label(label)) for name, label in pairs)


#: How what JSON has no word for is made again, by field.
_MADE: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("since", "until", "cited_on", "published", "retrieved", "at"), PartialDate),
    **dict.fromkeys(("aliases", "identifiers", "reasons", "stated"), tuple),
    "label": Label,
    "amount": Decimal,
    "contacts": _contacts,
    "extra": _extra,
    "closed": _closed,
}


def _as_it_is(value: T) -> T:
    return value


#: The same for every field of each sort of claim; whatever else a record says is not known here.
_MADES: Mapping[type[Claim], Mapping[str, Callable[[Any], Any]]] = {
    kind: {field.name: _MADE.get(field.name, _as_it_is) for field in fields(kind)}
    for kind in (Source, Entity, Tie, Judgement)
}
