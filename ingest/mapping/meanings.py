"""What the values of a mapping mean, field by field."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from graph.domain.dates import PartialDate
from graph.domain.identity import EXACT, identifier
from graph.domain.labels import Label
from ingest.mapping.writing import Writing
from ingest.money import currency, sum_of
from ingest.words import meant
from ingest.workbook import cells

T = TypeVar("T")

#: What reads the text of a value, written as the mapping states.
Meaning = Callable[[str, Writing], T]


def plain(text: str, writing: Writing) -> str:
    """The text as it is."""
    del writing
    return text


def date(text: str, writing: Writing) -> PartialDate:
    """The date in a cell."""
    return writing.date(text)


def _alone(read: Callable[[str], T]) -> Meaning[T]:
    """The meaning that does not depend on how dates and numbers are written."""
    return lambda text, _: read(text)


def _word(sort: str) -> Meaning[str]:
    return lambda text, _: meant(sort, text)


def identified(scheme: str) -> Meaning[str]:
    """
    What reads an identifier of *scheme*.

    Raises:
        ClaimError: There can be no scheme of that name.
    """
    if scheme not in EXACT:
        identifier(scheme, "any")
    return lambda text, _: identifier(scheme, text)


def contact(kind: str) -> Meaning[str]:
    """What reads a contact of *kind*."""
    return _alone(cells.mail) if kind == "email" else plain


#: The fields of an entity, beside its names and what is read by a name of its own.
ENTITY: Mapping[str, Meaning[Any]] = {
    "kind": _word("kinds"),
    "key": plain,
    "name": plain,
    "aliases": plain,
    "level": _word("levels"),
    "summary": plain,
    "link": _alone(cells.link),
    "since": date,
    "until": date,
    "contact_label": _alone(Label.parse),
    "label": _alone(Label.parse),
    "cited": plain,
    "cited_on": date,
    "themes": _alone(cells.theme),
    "countries": _alone(cells.place),
    "based_in": _alone(cells.place),
}
#: The fields of a tie, and of the ends that are no entities of the file.
TIE: Mapping[str, Meaning[Any]] = {
    "kind": _word("ties"),
    "direction": _word("directions"),
    "key": plain,
    "since": date,
    "until": date,
    "date": date,
    "role": plain,
    "track": _word("tracks"),
    "weight": lambda text, writing: writing.weight(text),
    "share": lambda text, writing: writing.share(text),
    "amount": lambda text, writing: sum_of(text, writing.amount),
    "currency": _alone(currency),
    "earmarking": plain,
    "marker": lambda text, _: int(meant("markers", text)),
    "label": _alone(Label.parse),
    "cited": plain,
    "cited_on": date,
    "place": _alone(cells.place),
    "theme": _alone(cells.theme),
    "name": plain,
}
