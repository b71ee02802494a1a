"""Amounts of money as people write them, and the currencies that they are in."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from graph.domain.errors import ClaimError
from ingest.decoding.sheets import Figure
from ingest.words import LONGEST_WORD, shown

# A number, with what stands before or behind it.
_PARTS = re.compile(r"([^\d+-]*)([+-]?\d(?:.*\d)?)(.*)", re.DOTALL)
_CODE = re.compile(r"[A-Za-z]{3}")
_GONE = str.maketrans("", "", ".")


class Money(NamedTuple):
    """An amount and the code of its currency."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What `currencies.yaml` says, each word folded."""

    codes: Mapping[str, tuple[str, ...]]
    cfa: frozenset[str]
    listed: frozenset[str]
    central_africa: frozenset[str]


@cache
def _words() -> _Words:
    said: dict[str, Any] = yaml.safe_load(
        files("ingest").joinpath("currencies.yaml").read_text("utf-8")
    )
    codes = {_folded(word): (code,) for code, words in said["one"].items() for word in words}
    codes |= {_folded(word): tuple(several) for word, several in said["several"].items()}
    return _Words(
        codes=codes,
        cfa=frozenset(map(_folded, said["cfa"])),
        listed=frozenset(said["codes"]),
        central_africa=frozenset(f"country:{code}" for code in said["central_africa"]),
    )


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word).casefold()
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return "".join(bare.translate(_GONE).split())


@lru_cache(maxsize=4096)
def currencies(text: str, places: Collection[str] = frozenset()) -> tuple[str, ...]:
    """
    The codes of the currencies that *text* may stand for; none if it is no currency.

    Args:
        text: A code of ISO 4217, a sign or a word.

        places: The ids of the countries that are named beside it.

    >>> currencies("US$"), currencies("FCFA"), currencies("FCFA", frozenset({"country:TD"}))
    (('USD',), ('XOF',), ('XAF',))
    """
    if len(text) > LONGEST_WORD:
        return ()
    words, folded = _words(), _folded(text)
    if folded in words.cfa:
        return ("XAF",) if places and words.central_africa.issuperset(places) else ("XOF",)
    if codes := words.codes.get(folded):
        return codes
    return (text.upper(),) if _CODE.fullmatch(text) else ()


def currency(text: str) -> str:
    """
    The code of the currency that *text* stands for.

    Raises:
        ClaimError: It stands for none, or may stand for several.
    """
    codes = currencies(text)
    if not codes:
        raise ClaimError(f"{shown(text)} is no currency; write three letters, such as USD")
    return _only(codes, text)


def _only(codes: tuple[str, ...], text: str) -> str:
    if len(codes) > 1:
        some = ", ".join(codes)
        raise ClaimError(f"{shown(text)} may mean several currencies; write one of {some}")
    return codes[0]


class Sum(NamedTuple):
    """An amount as it is written: the number, the currency that stands beside it, the whole."""

    amount: Decimal
    beside: str
    text: str


def sum_of(text: str, number: Callable[[str], Decimal]) -> Sum:
    """
    The amount that *text* is, which may have a currency before or behind its number.

    Args:
        text: The text.

        number: Reads a number.

    >>> sum_of("USD 12000", Decimal)
    Sum(amount=Decimal('12000'), beside='USD', text='USD 12000')

    Raises:
        ClaimError: There is no number in it, or something else beside it.
    """
    found = None if isinstance(text, Figure) else _PARTS.fullmatch(text.strip())
    before, after = (found[1].strip(), found[3].strip()) if found else ("", "")
    beside = before or after
    if found is None or (before and after) or not _is_beside(beside):
        return Sum(number(text), "", text)
    return Sum(number(found[2]), beside, text)


def _is_beside(word: str) -> bool:
    """Whether a word beside a number is a currency."""
    found = currencies(word)
    return bool(found) and (_folded(word) != found[0].casefold() or found[0] in _words().listed)


def money(amount: Sum, said: str | None, places: Collection[str] = frozenset()) -> Money:
    """
    The money that an amount and a currency make.

    Args:
        amount: The amount.

        said: The currency, where it has a place of its own.

        places: The ids of the countries that are named beside it.

    Raises:
        ClaimError: It has no currency, or may be of several; `field` is the one to mend.
    """
    field = "amount" if said is None else "currency"
    try:
        codes = _codes(amount, said, frozenset(places))
        return Money(amount.amount, _only(codes, said or amount.beside))
    except ClaimError as error:
        raise ClaimError(f"{error}; the amount was left out", field=field) from error


def _codes(amount: Sum, said: str | None, places: frozenset[str]) -> tuple[str, ...]:
    """The currencies that both an amount and what stands apart from it allow."""
    own = currencies(amount.beside, places)
    if said is None:
        if not own:
            raise ClaimError("an amount needs a currency, such as USD")
        return own
    found = currencies(said, places)
    if not found:
        raise ClaimError(f"{shown(said)} is no currency; write three letters, such as USD")
    both = tuple(code for code in found if code in own) if own else found
    if not both:
        raise ClaimError(f"{shown(amount.text)} is not in {shown(said)}; mend one of the two")
    return both
