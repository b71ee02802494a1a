"""What cells mean."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from graph.domain.errors import ClaimError
from ingest.decoding.sheets import Figure
from ingest.workbook import cells


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2019", "2019", id="year"),
        pytest.param("2019.0", "2019", id="year as a number"),
        pytest.param("2019-7", "2019-07", id="month"),
        pytest.param("07/2019", "2019-07", id="month first"),
        pytest.param("2019-07-15", "2019-07-15", id="day"),
        pytest.param("2019/7/5", "2019-07-05", id="day with slashes"),
        pytest.param("2019-07-15T12:30:00", "2019-07-15", id="moment"),
        pytest.param("2019-07-15 12:30", "2019-07-15", id="moment with a space"),
        pytest.param("15/07/2019", "2019-07-15", id="day first"),
        pytest.param("07/15/2019", "2019-07-15", id="month first, clearly"),
        pytest.param("05/05/2019", "2019-05-05", id="the same either way"),
        pytest.param("5.6.2020", "2020-06-05", id="points put the day first"),
        pytest.param("July 2019", "2019-07", id="month in words"),
        pytest.param("15 July 2019", "2019-07-15", id="day in words"),
        pytest.param("July 15th, 2019", "2019-07-15", id="american"),
        pytest.param("Sept. 2019", "2019-09", id="short"),
        pytest.param("1er mai 2020", "2020-05-01", id="french"),
        pytest.param("15 de julio de 2019", "2019-07-15", id="spanish"),
        pytest.param("15 de março de 2019", "2019-03-15", id="portuguese"),
    ],
)
def test_day(text: str, expected: str) -> None:
    """A date is read as precisely as it is written."""
    assert cells.day(text).text == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("05/06/2020", "may mean two days; write one like 2020-06-05", id="ambiguous"),
        pytest.param("31/02/2020", "'31/02/2020' is no day of the calendar", id="31 February"),
        pytest.param("31.11.2020", "no day of the calendar", id="31 November"),
        pytest.param("2019-20", "no day of the calendar", id="month 20"),
        pytest.param("0000", "no day of the calendar", id="year 0"),
        pytest.param("15/07/19", "no date; write 2019, 2019-07 or 2019-07-15", id="two digits"),
        pytest.param("43661", "no date", id="a number of days"),
        pytest.param("circa 2019", "no date", id="about"),
        pytest.param("15 May", "no date", id="no year"),
        pytest.param("May June 2019", "no date", id="two months"),
        pytest.param("1 2 May 2019", "no date", id="two days"),
        pytest.param("TRUE", "no date", id="boolean"),
        pytest.param("٢٠١٩", "no day of the calendar", id="other digits"),
    ],
)
def test_no_day(text: str, problem: str) -> None:
    """What is no date, or may be two, is refused."""
    with pytest.raises(ClaimError, match=problem):
        cells.day(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("5000", "5000", id="plain"),
        pytest.param("5000.50", "5000.50", id="point"),
        pytest.param("5000,50", "5000.50", id="comma"),
        pytest.param("5,000.50", "5000.50", id="english"),
        pytest.param("5.000,50", "5000.50", id="german"),
        pytest.param("1 500 000", "1500000", id="spaces"),
        pytest.param("1\u202f500,5", "1500.5", id="french"),
        pytest.param("1'500", "1500", id="swiss"),
        pytest.param("1,500,000", "1500000", id="millions"),
        pytest.param("0.125", "0.125", id="less than one"),
        pytest.param("-5", "-5", id="negative"),
        pytest.param(Figure("1.125"), "1.125", id="number of a spreadsheet"),
        pytest.param(Figure("5000"), "5000", id="whole number of a spreadsheet"),
    ],
)
def test_amount(text: str, expected: str) -> None:
    """Amounts are read as they are grouped."""
    assert cells.amount(text) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("5,000", "'5,000' may mean two numbers; write 5000 or 5,00", id="comma"),
        pytest.param("5.000", "'5.000' may mean two numbers; write 5000 or 5.00", id="point"),
        pytest.param("USD 5", "no number; write it alone", id="currency"),
        pytest.param("1,50,000", "no number", id="grouped otherwise"),
        pytest.param("1e9", "no number", id="exponent"),
        pytest.param("NaN", "no number", id="not a number"),
        pytest.param("TRUE", "no number", id="boolean"),
    ],
)
def test_no_amount(text: str, problem: str) -> None:
    """What is no number alone, or may be two, is refused."""
    with pytest.raises(ClaimError, match=problem):
        cells.amount(text)


@pytest.mark.parametrize(
    ("meaning", "text", "expected"),
    [
        pytest.param(cells.number, "1,5", 1.5, id="number"),
        pytest.param(cells.strength, "0", 0.0, id="strength"),
        pytest.param(cells.share, "25%", 25.0, id="percent"),
        pytest.param(cells.share, "12,5 %", 12.5, id="percent in french"),
        pytest.param(cells.share, "100", 100.0, id="the whole"),
        pytest.param(cells.link, "https://un.org/a?b", "https://un.org/a?b", id="link"),
        pytest.param(cells.link, "www.un.org", "https://www.un.org", id="link without scheme"),
        pytest.param(cells.mail, "info@example.org", "info@example.org", id="mail"),
        pytest.param(cells.mail, "mailto:info@example.org", "info@example.org", id="mail as link"),
        pytest.param(cells.place, "Mali", "country:ML", id="country"),
        pytest.param(cells.place, "11", "region:011", id="code that lost its zero"),
        pytest.param(cells.theme, "SGBV", "theme:gender_based_violence", id="theme"),
        pytest.param(cells.any_identifier, "ROR:05a28rw58", "ror:05a28rw58", id="identifier"),
        pytest.param(cells.any_identifier, "https://www.wikidata.org/wiki/Q7159", "wikidata:Q7159",
                     id="identifier as link"),
        pytest.param(cells.named("lei"), "7zw8qjwvpr4p1j1kqy45", "lei:7ZW8QJWVPR4P1J1KQY45",
                     id="identifier of a scheme"),
    ],
)  # fmt: skip
def test_meanings(meaning: Callable[[str], object], text: str, expected: object) -> None:
    """Cells of other sorts are read and written in one form."""
    assert meaning(text) == expected


@pytest.mark.parametrize(
    ("meaning", "text", "problem"),
    [
        pytest.param(cells.strength, "-1", "less than nothing", id="negative strength"),
        pytest.param(cells.share, "101", "no part of a whole", id="more than the whole"),
        pytest.param(cells.share, "-1%", "no part of a whole", id="less than nothing"),
        pytest.param(cells.link, "javascript:alert(1)", "no web address", id="script"),
        pytest.param(cells.link, "https://a b", "no web address", id="space"),
        pytest.param(cells.mail, "info@example", "no e-mail address", id="no domain"),
        pytest.param(cells.mail, "a@b.org c@d.org", "part several with", id="two"),
        pytest.param(cells.place, "Sahel", "no country or region", id="unknown place"),
        pytest.param(cells.place, "²", "no country or region", id="a digit that is none"),
        pytest.param(cells.theme, "peace", "no theme", id="unknown theme"),
        pytest.param(cells.any_identifier, "Q7159", "write one as scheme:value", id="no scheme"),
        pytest.param(cells.any_identifier, "https://un.org", "no identifier", id="a link"),
        pytest.param(cells.any_identifier, "lei:1", "'1' is not of the form of lei", id="no lei"),
    ],
)
def test_no_meanings(meaning: Callable[[str], object], text: str, problem: str) -> None:
    """What is not of its sort is refused with what would do."""
    with pytest.raises(ClaimError, match=problem):
        meaning(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a|b", ("a", "b"), id="as Kumu does"),
        pytest.param(" a ;b\nc||a", ("a", "b", "c"), id="otherwise, with blanks and repeats"),
        pytest.param("a, b", ("a, b",), id="commas part nothing"),
        pytest.param("|", (), id="nothing"),
    ],
)
def test_several(text: str, expected: tuple[str, ...]) -> None:
    """A cell may hold several values."""
    assert tuple(cells.parts(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ghana, Mali", ("country:GH", "country:ML"), id="commas"),
        pytest.param("Ghana|Mali, Ghana", ("country:GH", "country:ML"), id="both"),
        pytest.param("Bolivia (Plurinational State of)", ("country:BO",), id="formal name"),
    ],
)
def test_listed(text: str, expected: tuple[str, ...]) -> None:
    """Known words may be parted by commas as well."""
    assert tuple(dict.fromkeys(map(cells.place, cells.words_of("places")(text)))) == expected


def test_listed_with_an_unknown_word() -> None:
    """A list with an unknown word is not parted at its commas, which may be of a name."""
    assert list(cells.words_of("places")("Ghana, Sahel|Mali")) == ["Ghana, Sahel", "Mali"]
