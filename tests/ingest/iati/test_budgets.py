"""Organisation files: who the organisations are, and whom and what their budgets are for."""

from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from graph.domain.dates import PartialDate
from tests.ingest.iati.written import REPORTER, Read, read_text, reading

PERIOD = '<period-start iso-date="2024-01-01"/><period-end iso-date="2024-12-31"/>'
VALUE = '<value value-date="2024-01-01">500</value>'
FUND = '<recipient-org ref="XX-A-1"><narrative>Peace Fund</narrative></recipient-org>'
SELF, TAKER = "s/org:XM-DAC-7", "s/org:XX-A-1"


def organisation(*parts: str, identifier: str = "XM-DAC-7", name: str = "Reporter") -> str:
    """An organisation with these parts after what it must have; each begins on a line."""
    lines = "\n".join(parts)
    return f"""<iati-organisation default-currency="EUR" xml:lang="en">
<organisation-identifier>{identifier}</organisation-identifier>
<name><narrative>{name}</narrative></name>
{REPORTER}
{lines}
</iati-organisation>
"""


def read_organisations(folder: Path, *organisations: str) -> Read:
    """Read a file of these organisations; the first begins on its second line."""
    inside = "".join(organisations)
    text = f'<iati-organisations version="2.03">\n{inside}</iati-organisations>'
    return read_text(folder, text)


def budget(whom: str = "org", *parts: str, status: str = "") -> str:
    """A budget for an organisation, a region or a country."""
    tag = f"recipient-{whom}-budget"
    return f"<{tag}{status}>{''.join(parts)}</{tag}>"


def told(read: Read, name: str = "Reporter") -> list[tuple[str, str]]:
    """What is said of an organisation beyond its fields and its type."""
    return [pair for pair in read.named(name).extra if pair[0] != "organisation type"]


def test_official_example(real_data: Path) -> None:
    """The official example: two names, a budget each for a body, a region and a country."""
    name = "organisation-standard-example-annotated.xml"
    path = real_data / "iati-standard" / "examples" / name
    read = reading(path)
    assert read.refused == []
    own = read.entities["s/org:AA-AAA-123456789"]
    assert (own.name, own.aliases) == ("Organisation name", ("Nom de l'organisme",))
    assert own.identifiers == ("org-id:AA-AAA-123456789",)
    ties = {tie.end: tie for tie in read.of("funds")}
    assert ties["s/org:AA-ABC-1234567"].amount == Decimal(2_500_000)
    assert ties["country:AF"].amount == Decimal(25_000_000)
    assert own.extra[1:] == (
        ("total budget", "2014-01-01 to 2014-12-31: 250000000 USD, committed"),
        ("total budget, line", "2014-01-01 to 2014-12-31: Budget Line: 200000000 USD"),
        ("total expenditure", "2014-01-01 to 2014-12-31: 250000000 USD"),
        ("total expenditure, line", "2014-01-01 to 2014-12-31: Expense Line: 200000000 USD"),
    )
    tree = etree.parse(path)
    assert read.held["documents"] == len(tree.findall(".//document-link")) == 6


@pytest.mark.parametrize(
    "name", ["00-container", "01-minimal-organization", "02-top-level-extensibility"]
)
def test_should_pass(real_data: Path, name: str) -> None:
    """Official files without fault have none, but for values that they make up as xx."""
    read = reading(real_data / "iati-standard" / "org-should-pass" / f"{name}.xml")
    assert [line for line in read.problems() if "'xx'" not in line] == []
    assert ("reference", "12345") in read.named("Name here").extra


def test_every_official_file_is_read(real_data: Path) -> None:
    """Each of the eight files has one organisation, and says what is wrong with its codes."""
    paths = sorted((real_data / "iati-standard" / "org-should-pass").iterdir())
    reads = [reading(path) for path in paths]
    assert [read.held["organisations described"] for read in reads] == [1] * 8
    odd = ("'xx'", "'xxx'", "no currency", "no region")
    problems = [line for read in reads for line in read.problems()]
    assert [line for line in problems if not any(word in line for word in odd)] == []


def test_budget(tmp_path: Path) -> None:
    """A budget for an organisation is a tie of money with its period, amount and lines."""
    line = f'<budget-line ref="7">{VALUE}<narrative>Travel</narrative></budget-line>'
    text = budget("org", FUND, PERIOD, VALUE, line, status=' status="2"')
    (tie,) = read_organisations(tmp_path, organisation(text)).of("funds")
    assert (tie.start, tie.end, tie.role) == (SELF, TAKER, "budget")
    assert (tie.amount, tie.currency) == (Decimal(500), "EUR")
    assert (tie.since, tie.until) == (PartialDate("2024-01-01"), PartialDate("2024-12-31"))
    assert tie.extra == (("status", "committed"), ("budget line", "Travel: 500 EUR"))


@pytest.mark.parametrize(
    ("whom", "part", "end"),
    [
        pytest.param("country", '<recipient-country code="ML"/>', "country:ML", id="country"),
        pytest.param("region", '<recipient-region code="298"/>', "region:002", id="region"),
        pytest.param(
            "region",
            '<recipient-region vocabulary="99" code="S">'
            "<narrative>Sahel</narrative></recipient-region>",
            "Sahel",
            id="region of its own",
        ),
    ],
)
def test_places(tmp_path: Path, whom: str, part: str, end: str) -> None:
    """A budget for a place is a tie to it; places of the source's own go by their names."""
    read = read_organisations(tmp_path, organisation(budget(whom, part, PERIOD, VALUE)))
    (tie,) = read.of("funds")
    named = {name: one.name for name, one in read.entities.items()}
    assert named.get(tie.end, tie.end) == end
    assert read.refused == []


@pytest.mark.parametrize(
    ("parts", "problem", "ties"),
    [
        pytest.param(
            budget("org", PERIOD, VALUE),
            "6: the <recipient-org-budget> has no <recipient-org>: no tie was made of it",
            0,
            id="for nobody",
        ),
        pytest.param(
            budget("org", "<recipient-org/>", PERIOD, VALUE),
            "6: <recipient-org> names nobody: it has neither a ref nor a narrative",
            0,
            id="nobody named",
        ),
        pytest.param(
            budget("org", '<recipient-org ref="XM-DAC-7"/>', PERIOD, VALUE),
            "6: the budget is for the organisation itself: no tie was made of it",
            0,
            id="for itself",
        ),
        pytest.param(
            budget("country", '<recipient-country code="XX"/>', PERIOD, VALUE),
            "6: 'XX' is no country of ISO 3166-1: no tie was made to it",
            0,
            id="no country",
        ),
        pytest.param(
            budget("org", FUND, PERIOD),
            "6: the <recipient-org-budget> has no <value>: nothing was made of it",
            0,
            id="no value",
        ),
        pytest.param(
            budget("org", FUND, PERIOD, '<value value-date="2024-01-01">lots</value>'),
            "6: the value is 'lots', which is no amount: no tie",
            0,
            id="no amount",
        ),
        pytest.param(
            budget("org", FUND, VALUE),
            "6: the <recipient-org-budget> has no <period-start>",
            1,
            id="no period",
        ),
        pytest.param(
            budget(
                *("org", FUND, '<period-start iso-date="2024-02-01"/>'),
                *('<period-end iso-date="2024-01-01"/>', VALUE),
            ),
            "6: the period ends (2024-01-01) before it begins (2024-02-01): the end was left out",
            1,
            id="period turned round",
        ),
        pytest.param(
            budget("org", FUND, PERIOD, VALUE, status=' status="9"'),
            "6: '9' is no status of a budget",
            1,
            id="status",
        ),
        pytest.param(
            "<total-budget><value>1</value></total-budget>",
            "6: <value> without value-date",
            0,
            id="total without dates",
        ),
        pytest.param(
            "<total-expenditure/>",
            "6: the <total-expenditure> has no <value>: nothing was made of it",
            0,
            id="total without value",
        ),
        pytest.param("<odd/>", "6: <odd> is no element of IATI 2.03", 0, id="unknown element"),
    ],
)
def test_faults(tmp_path: Path, parts: str, problem: str, ties: int) -> None:
    """What is wrong with a budget is reported at its line, and what is right of it kept."""
    read = read_organisations(tmp_path, organisation(parts))
    assert any(line.startswith(problem) for line in read.problems())
    assert len(read.of("funds")) == ties


def test_value_without_currency(tmp_path: Path) -> None:
    """A value of no currency stays in words, on a tie without an amount."""
    text = organisation(budget("org", FUND, PERIOD, VALUE)).replace('default-currency="EUR"', "")
    (tie,) = read_organisations(tmp_path, text).of("funds")
    assert (tie.amount, tie.extra) == (None, (("value", "500"),))


def test_line_without_words(tmp_path: Path) -> None:
    """A line of a budget is known by its reference where it has no words, or no value."""
    lines = f'<budget-line ref="7">{VALUE}</budget-line><budget-line ref="8"/>'
    (tie,) = read_organisations(
        tmp_path, organisation(budget("org", FUND, PERIOD, VALUE, lines))
    ).of("funds")
    assert tie.extra == (("budget line", "7: 500 EUR"), ("budget line", "8"))


def test_two_organisations(tmp_path: Path) -> None:
    """A file may describe several; who was described already is not described again."""
    other = organisation(identifier="XX-B-2", name="Other")
    read = read_organisations(tmp_path, organisation(), other, other)
    assert read.named("Other").identifiers == ("org-id:XX-B-2",)
    assert told(read, "Other") == [("reported by", "Reporter")]
    assert read.problems() == ["14: 'XX-B-2' was already in this file: nothing was made"]


@pytest.mark.parametrize(
    ("identifier", "name", "expected"),
    [
        pytest.param("XX-C-3", "", "XX-C-3", id="no name"),
        pytest.param("", "Circle", "Circle", id="no identifier"),
        pytest.param("\x7f", "Circle", "Circle", id="unusable identifier"),
        pytest.param("", "", None, id="neither"),
    ],
)
def test_unnamed(tmp_path: Path, identifier: str, name: str, expected: str | None) -> None:
    """An organisation goes by its identifier or its name; without both nothing is made of it."""
    read = read_organisations(tmp_path, organisation(identifier=identifier, name=name))
    found = {one.name for one in read.entities.values()}
    assert found - {"Reporter"} == ({expected} if expected else set())
    assert ("2: the organisation has no name" in read.problems()) == (not name)


def test_one_organisation(tmp_path: Path) -> None:
    """An organisation may be the root of its file, which has then no version."""
    read = read_text(tmp_path, organisation(budget("org", FUND, PERIOD, VALUE)))
    assert len(read.of("funds")) == 1
    assert read.problems() == ["1: <iati-organisation> has no version; the file is read as 2.03"]
