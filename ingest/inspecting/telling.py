"""What the values of a column tell: how they are parted, how dates and numbers are written."""

from collections.abc import Iterable

from graph.errors import ClaimError
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


def readable(column: Column, meaning: Meaning[object], writing: Writing) -> bool:
    """Whether every value that was seen can be read so."""
    return all(_reads(value, meaning, writing) for value in column.values)


def _reads(value: str, meaning: Meaning[object], writing: Writing) -> bool:
    try:
        meaning(value, writing)
    except ClaimError:
        return False
    return True


def forms_of(column: Column) -> list[DateForm] | None:
    """
    The forms that every date of *column* fits beside ISO 8601.

    None if all are as ISO 8601 writes them. Several are several ways to read the same
    dates, and which is meant the column does not tell.
    """
    odd = [value for value in column.values if not _reads(value, _date, Writing())]
    if not odd:
        return None
    return [form for form in FORMS if all(_fits(form, value) for value in odd)]


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
