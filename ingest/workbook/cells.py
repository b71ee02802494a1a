"""What may stand in a cell: dates, numbers, places, labels and lists of them."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.identity import identifier
from graph.domain.model import WHOLE
from graph.domain.places import places
from ingest.decoding.sheets import Figure
from ingest.words import fold, known, meant, shown

_YEAR_FIRST = re.compile(r"(\d{4})(?:\.0|([-/.])(\d{1,2})(?:\2(\d{1,2}))?(?:[T ]\d\d:[\d:.+Z]*)?)?")
_YEAR_LAST = re.compile(r"(?:(\d{1,2})([-/.]))?(\d{1,2})[-/.](\d{4})")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|o|a)?")
_BETWEEN = {"de", "del", "do", "of", "the", "le"}
_GROUPED = re.compile(
    r"(?P<whole>\d{1,3}(?:(?P<mark>[,. '’\u00a0\u202f])\d{3})(?:(?P=mark)\d{3})*)"
    r"(?:(?!(?P=mark))[.,](?P<fraction>\d+))?"
)
_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
_MONTHS = 12


#: What parts the values in a cell of several.
Parting = Callable[[str], Iterator[str]]


def parts(text: str) -> Iterator[str]:
    """The values in a cell of several, without blanks and repeats."""
    found = (part.strip() for part in re.split(r"[|;\n]", text))
    yield from dict.fromkeys(part for part in found if part)


def words_of(sort: str) -> Parting:
    """The same for one *sort* of words, which may be parted by commas if each is known."""

    def spread(text: str) -> Iterator[str]:
        for part in parts(text):
            pieces = [piece.strip() for piece in part.split(",")]
            whole = known(sort, part) or not all(known(sort, piece) for piece in pieces)
            yield from (part,) if whole else pieces

    return spread


@lru_cache(maxsize=10_000)
def day(text: str) -> PartialDate:
    """
    The date in a cell, as precise as it is written, in any order that is clear.

    >>> day("15/07/2019").text, day("July 2019").text, day("2019").text
    ('2019-07-15', '2019-07', '2019')

    Raises:
        ClaimError: It is no date, no day of the calendar, or may mean two days.
    """
    found = _from_year_first(text) or _from_year_last(text) or _in_words(text)
    if found is None:
        raise ClaimError(f"{shown(text)} is no date; write 2019, 2019-07 or 2019-07-15")
    try:
        return PartialDate("-".join(part.zfill(2) for part in found if part))
    except ClaimError as error:
        raise ClaimError(f"{shown(text)} is no day of the calendar") from error


def _from_year_first(text: str) -> tuple[str, ...] | None:
    found = _YEAR_FIRST.fullmatch(text)
    return found and (found[1], found[3] or "", found[4] or "")


def _from_year_last(text: str) -> tuple[str, ...] | None:
    found = _YEAR_LAST.fullmatch(text)
    if found is None:
        return None
    first, mark, second, year = found[1], found[2], found[3], found[4]
    if first is None:
        return year, second
    # With points, the day always comes first; with slashes and hyphens, not in America.
    if mark != "." and int(first) <= _MONTHS:
        if int(second) <= _MONTHS and int(first) != int(second):
            iso = f"{year}-{second.zfill(2)}-{first.zfill(2)}"
            raise ClaimError(f"{shown(text)} may mean two days; write one like {iso}")
        first, second = second, first
    return year, second, first


def _in_words(text: str) -> tuple[str, ...] | None:
    said = [word for word in fold(text).split() if word not in _BETWEEN]
    named = [word for word in said if known("months", word)]
    rest = [word for word in said if word not in named]
    if len(named) != 1 or not rest or not re.fullmatch(r"\d{4}", rest[-1]):
        return None
    month = meant("months", named[0])
    if len(rest) == 1:
        return rest[0], month
    found = _ORDINAL.fullmatch(rest[0])
    return (rest[1], month, found[1]) if found and len(rest[1:]) == 1 else None


def amount(text: str) -> Decimal:
    """
    The amount of money in a cell.

    Raises:
        ClaimError: It is no number alone, or may mean two.
    """
    if isinstance(text, Figure):
        return Decimal(text)
    if text.startswith("0"):
        return _decimal(text)
    if _AMBIGUOUS.fullmatch(text):
        whole = text.replace(",", "").replace(".", "")
        raise ClaimError(
            f"{shown(text)} may mean two numbers; write {whole} or {text[:-3]}{text[-2:]}"
        )
    if found := _GROUPED.fullmatch(text):
        whole, fraction = re.sub(r"\D", "", found["whole"]), found["fraction"]
        return Decimal(f"{whole}.{fraction}" if fraction else whole)
    return _decimal(text)


def _decimal(text: str) -> Decimal:
    if not _PLAIN.fullmatch(text):
        raise ClaimError(f"{shown(text)} is no number; write it alone, like 1250 or 1250.50")
    return Decimal(text.replace(",", "."))


def number(text: str) -> float:
    """The number in a cell, its decimals after a point or a comma."""
    return float(_decimal(text))


def strength(text: str) -> float:
    """The weight in a cell, from 0 up."""
    weight = number(text)
    if weight < 0:
        raise ClaimError(f"{shown(text)} is less than nothing; write a number from 0 up")
    return weight


def share(text: str) -> float:
    """The percentage in a cell, with or without its sign."""
    percent = number(text.removesuffix("%").rstrip())
    if not 0 <= percent <= WHOLE:
        raise ClaimError(f"{shown(text)} is no part of a whole; write a percentage from 0 to 100")
    return percent


def link(text: str) -> str:
    """The web address in a cell; one that begins with www. is completed."""
    address = f"https://{text}" if text.lower().startswith("www.") else text
    if not re.fullmatch(r"https?://[^\s/]+\S*", address, re.IGNORECASE):
        raise ClaimError(f"{shown(text)} is no web address; write one that begins with https://")
    return address


def mail(text: str) -> str:
    """The e-mail address in a cell."""
    address = text.removeprefix("mailto:")
    if not _ADDRESS.fullmatch(address):
        raise ClaimError(f"{shown(text)} is no e-mail address; part several with '|'")
    return address


def place(text: str) -> str:
    """The id of the country or region in a cell, by name, ISO 3166 or UN M49 code."""
    # A spreadsheet takes the code 011 for the number 11.
    code = text.zfill(3) if text.isascii() and text.isdigit() else text
    return places()[meant("places", code)].id


def theme(text: str) -> str:
    """The id of the theme in a cell, by code or name."""
    return f"theme:{meant('themes', text)}"


def named(scheme: str) -> Callable[[str], str]:
    """What reads an identifier of *scheme*."""
    return lambda text: identifier(scheme, text)


def any_identifier(text: str) -> str:
    """The identifier in a cell of any scheme, written as scheme:value."""
    for scheme in ("wikidata", "ror"):
        if re.match(rf"https?://(?:www\.)?{scheme}\.org/", text):
            return identifier(scheme, text)
    scheme, _, value = text.partition(":")
    if not value or scheme.lower() in ("http", "https"):
        raise ClaimError(f"{shown(text)} is no identifier; write one as scheme:value")
    return identifier(scheme, value)
