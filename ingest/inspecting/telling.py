"""What the values of a column tell: how they are parted, how dates and numbers are written."""

import re
from collections.abc import Iterable

from graph.domain.errors import ClaimError
from ingest.inspecting.columns import Column
from ingest.mapping.meanings import Meaning
from ingest.mapping.writing import DateForm, Writing
from ingest.words import known

#: The forms in which dates are usually written; with points, the day always comes first.
FORMS = tuple(
    map(
        DateForm,
        (
            *("DD/MM/YYYY", "MM/DD/YYYY", "DD.MM.YYYY", "DD-MM-YYYY", "MM-DD-YYYY", "YYYY/MM/DD"),
            *(
                "MM/YYYY",
                "DD MONTH YYYY",
                "MONTH DD, YYYY",
                "MONTH DD YYYY",
                "MONTH YYYY",
                "MM.YYYY",
            ),
        ),
    )
)
#: The signs that usually part values, and which are also found within one.
SIGNS = ("|", ";", "\n")
_COMMA = ","
_SIGNS_BETWEEN = re.compile(r"\w+")


def readable(column: Column, meaning: Meaning[object], writing: Writing) -> bool:
    """Whether every value that was seen can be read so."""
    return all(_reads(value, meaning, writing) for value in column.values)


def _reads(value: str, meaning: Meaning[object], writing: Writing) -> bool:
    try:
        meaning(value, writing)
    except ClaimError:
        return False
    return True


def forms_of(column: Column) -> list[list[DateForm]]:
    """
    The ways in which the dates of *column* are written beside ISO 8601.

    Dates with the same signs between their parts are written one way: each way is the
    forms that all of its dates fit. Several are several ways to read the same dates, and
    which is meant the column does not tell.
    """
    odd = [value for value in column.values if not _reads(value, _date, Writing())]
    ways: dict[str, list[str]] = {}
    for value in odd:
        ways.setdefault(_SIGNS_BETWEEN.sub("", value), []).append(value)
    return [
        [form for form in FORMS if all(_fits(form, value) for value in way)]
        for way in ways.values()
    ]


def _date(text: str, writing: Writing) -> object:
    return writing.date(text)


def _fits(form: DateForm, value: str) -> bool:
    try:
        return form.read(value) is not None
    except ClaimError:
        return False


def decimals_of(column: Column, meaning: Meaning[object]) -> list[str | None]:
    """The signs before decimals with which every number can be read; None is for no sign."""
    plain: list[str | None] = [None]
    if readable(column, meaning, Writing()):
        return plain
    return [sign for sign in (".", ",") if readable(column, meaning, Writing(decimal=sign))]


def signs_of(column: Column, sort: str | None = None) -> list[str]:
    """
    The signs that part several values in the cells of *column*.

    A comma parts them only when what is between commas is known as one *sort* of words.
    """
    found = [sign for sign in SIGNS if any(sign in value for value in column.values)]
    if sort and _COMMA not in found and _parts_known(column.values, sort):
        found.append(_COMMA)
    return found


def _parts_known(values: Iterable[str], sort: str) -> bool:
    parted = [value for value in values if _COMMA in value and not known(sort, value)]
    parts = [part.strip() for value in parted for part in value.split(_COMMA)]
    return bool(parts) and 2 * sum(known(sort, part) is not None for part in parts) > len(parts)
