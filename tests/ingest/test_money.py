"""Amounts as people write them, and what they may be amounts of."""

from decimal import Decimal

import pytest

from graph.domain.errors import ClaimError
from ingest.decoding.sheets import Figure
from ingest.money import Money, currencies, currency, money, sum_of
from ingest.workbook import cells


def read(amount: str, said: str | None, *places: str) -> Money:
    """Give the money that the cells of a row make."""
    return money(sum_of(amount, cells.amount), said, frozenset(places))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("EUR", "EUR", id="code"),
        pytest.param("eur", "EUR", id="small letters"),
        pytest.param("US$", "USD", id="dollars"),
        pytest.param("U.S. $", "USD", id="points and spaces"),
        pytest.param("dólares estadounidenses", "USD", id="Spanish"),
        pytest.param("Dollars américains", "USD", id="French"),
        pytest.param("Euro", "EUR", id="euro"),
        pytest.param("€", "EUR", id="its sign"),
        pytest.param("FCFA", "XOF", id="franc of West Africa"),
        pytest.param("F. CFA", "XOF", id="with a point"),
        pytest.param("CFA", "XOF", id="three letters that are no code"),
        pytest.param("KSh", "KES", id="shilling of Kenya"),
        pytest.param("₦", "NGN", id="naira"),
    ],
)
def test_currency(text: str, code: str) -> None:
    """A currency is known by its code, its sign or a word."""
    assert currency(text) == code


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("$", "'$' may mean several currencies; write one of USD, CAD", id="dollar"),
        pytest.param("£", "write one of GBP, SDG", id="pound"),
        pytest.param("shillings", "write one of KES, UGX, TZS, SOS", id="shilling"),
        pytest.param("kr.", "write one of SEK, NOK", id="crown"),
        pytest.param("in kind", "'in kind' is no currency; write three letters", id="words"),
        pytest.param("x" * 100, "is no currency", id="essay"),
    ],
)
def test_no_currency(text: str, problem: str) -> None:
    """What may mean several currencies is asked about, and never guessed."""
    with pytest.raises(ClaimError) as raised:
        currency(text)
    assert problem in str(raised.value)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        pytest.param([], "XOF", id="nowhere"),
        pytest.param(["country:ML"], "XOF", id="Mali"),
        pytest.param(["country:TD"], "XAF", id="Chad"),
        pytest.param(["country:TD", "country:CM"], "XAF", id="Central Africa"),
        pytest.param(["country:TD", "country:ML"], "XOF", id="both"),
    ],
)
def test_francs(places: list[str], expected: str) -> None:
    """The franc CFA is that of Central Africa where all countries beside it are there."""
    assert currencies("FCFA", frozenset(places)) == (expected,)


@pytest.mark.parametrize(
    ("amount", "said", "expected"),
    [
        pytest.param("25 000", "EUR", ("25000", "EUR"), id="apart"),
        pytest.param("$1,250.50", "USD", ("1250.50", "USD"), id="a sign that fits"),
        pytest.param("€ 3.000,50", None, ("3000.50", "EUR"), id="a sign"),
        pytest.param("USD 12000", None, ("12000", "USD"), id="a code"),
        pytest.param("12000 usd", None, ("12000", "USD"), id="behind"),
        pytest.param("1 200 F CFA", None, ("1200", "XOF"), id="words"),
        pytest.param("5 000€", "Euros", ("5000", "EUR"), id="said twice"),
        pytest.param("-5", "USD", ("-5", "USD"), id="taken back"),
        pytest.param(Figure("3.000"), "USD", ("3.000", "USD"), id="a number of a spreadsheet"),
    ],
)
def test_money(amount: str, said: str | None, expected: tuple[str, str]) -> None:
    """An amount and its currency are read apart, or beside each other."""
    assert read(amount, said) == Money(Decimal(expected[0]), expected[1])


@pytest.mark.parametrize(
    ("amount", "said", "field", "problem"),
    [
        pytest.param("25000", None, "amount", "an amount needs a currency", id="none"),
        pytest.param("$5", None, "amount", "'$' may mean several", id="several"),
        pytest.param("5", "$", "currency", "'$' may mean several", id="several, apart"),
        pytest.param("$5", "dollars", "currency", "'dollars' may mean several", id="both"),
        pytest.param("USD 5", "EUR", "currency", "'USD 5' is not in 'EUR'", id="another"),
        pytest.param("5", "goats", "currency", "'goats' is no currency", id="no currency"),
    ],
)
def test_no_money(amount: str, said: str | None, field: str, problem: str) -> None:
    """An amount that may be of several currencies, or is of none, is left out in words."""
    with pytest.raises(ClaimError) as raised:
        read(amount, said)
    assert raised.value.field == field
    assert problem in str(raised.value)
    assert str(raised.value).endswith("; the amount was left out")


@pytest.mark.parametrize(
    "text", ["max 5", "USD 5 EUR", "about 5", "five", "USD 3.000", "5 goats", "USD", ""]
)
def test_no_sum(text: str) -> None:
    """A word beside a number must be a currency, and the number must be one alone."""
    with pytest.raises(ClaimError, match=r"no number|may mean two numbers"):
        sum_of(text, cells.amount)
