"""Transactions as ties of money."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.dates import PartialDate
from tests.ingest.iati.written import (
    MONEY,
    PARTICIPANT,
    Read,
    activity,
    document,
    read_activity,
    read_text,
)

ACTIVITY, REPORTER = "s/activity:XM-DAC-7-A", "s/org:XM-DAC-7"
GIVER, TAKER = "s/org:XX-A-1", "s/org:XX-A-2"
FROM, TO = '<provider-org ref="XX-A-1"/>', '<receiver-org ref="XX-A-2"/>'


def transaction(code: str, *parts: str, money: str = MONEY, attributes: str = "") -> str:
    """A transaction of this type, with further parts."""
    kind = f'<transaction-type code="{code}"/>'
    return f"<transaction {attributes}>{kind}{money}{''.join(parts)}</transaction>"


def flows(read: Read) -> list[tuple[str, str]]:
    """From where to where the money of a file goes."""
    return [(tie.start, tie.end) for tie in read.of("funds")]


def test_all_there_is(tmp_path: Path) -> None:
    """A transaction is a tie with its amount, day, type in words and reference."""
    text = transaction("11", FROM, TO, attributes='ref="G158"')
    (tie,) = read_activity(tmp_path, text).of("funds")
    assert (tie.amount, tie.currency) == (Decimal(1000), "EUR")
    assert tie.since == tie.until == PartialDate("2021-05-06")
    assert tie.role == "incoming commitment"
    assert tie.extra == (("transaction", "G158"), ("activity", "XM-DAC-7-A"))


@pytest.mark.parametrize(
    ("code", "parts", "expected"),
    [
        pytest.param("1", FROM, (GIVER, REPORTER), id="incoming funds reach the reporter"),
        pytest.param("11", FROM + TO, (GIVER, TAKER), id="unless they name another"),
        pytest.param("13", FROM, (GIVER, REPORTER), id="incoming pledge"),
        pytest.param("2", TO, (REPORTER, TAKER), id="outgoing commitment leaves the reporter"),
        pytest.param("3", TO, (REPORTER, TAKER), id="disbursement"),
        pytest.param("3", FROM + TO, (GIVER, TAKER), id="disbursement of another"),
        pytest.param("12", TO, (REPORTER, TAKER), id="outgoing pledge"),
        pytest.param("7", TO, (REPORTER, TAKER), id="reimbursement"),
        pytest.param("3", "", (REPORTER, ACTIVITY), id="disbursement to nobody named"),
        pytest.param("4", "", (REPORTER, ACTIVITY), id="expenditure"),
        pytest.param("4", FROM, (GIVER, ACTIVITY), id="expenditure of another"),
        pytest.param("3", FROM, (GIVER, ACTIVITY), id="disbursement of another to nobody named"),
        pytest.param("6", FROM, (GIVER, REPORTER), id="a loan is paid back to the reporter"),
        pytest.param("6", TO, (REPORTER, TAKER), id="or by the reporter"),
        pytest.param("5", "", (REPORTER, ACTIVITY), id="interest"),
        pytest.param(
            "1", FROM + '<receiver-org ref="XX-A-1"/>', (GIVER, ACTIVITY), id="from one to itself"
        ),
    ],
)
def test_ends(tmp_path: Path, code: str, parts: str, expected: tuple[str, str]) -> None:
    """Money goes as the transaction says, or else as the standard assumes for its type."""
    assert flows(read_activity(tmp_path, transaction(code, parts))) == [expected]


def test_only_funder(tmp_path: Path) -> None:
    """Incoming money of an activity with one funder is that funder's, and the tie says so."""
    funder = '<participating-org role="1" ref="XX-A-1"/>'
    read = read_activity(tmp_path, transaction("1"), participants=funder)
    assert flows(read) == [(GIVER, ACTIVITY), (GIVER, REPORTER)]
    assert ("provider", "the only funder of the activity; the transaction does not name it") in (
        read.of("funds")[1].extra
    )


@pytest.mark.parametrize("funders", [0, 2])
def test_nobody_gives(tmp_path: Path, funders: int) -> None:
    """Incoming money that could be anybody's is reported, and no tie is made."""
    orgs = [f'<participating-org role="1" ref="XX-A-{n}"/>' for n in range(funders)]
    read = read_activity(tmp_path, transaction("1"), participants="".join(orgs) or PARTICIPANT)
    assert len(read.of("funds")) == funders
    assert "11: the transaction does not say who gives the money: no tie was made of it" in (
        read.problems()
    )


def test_no_reporter(tmp_path: Path) -> None:
    """Without a reporting organisation, money goes to or from whom the transaction names."""
    texts = [transaction("1", FROM), transaction("3", TO), transaction("6", FROM)]
    read = read_activity(tmp_path, *texts, reporter="")
    assert flows(read) == [(GIVER, ACTIVITY), (GIVER, ACTIVITY)]


@pytest.mark.parametrize(
    ("money", "problem"),
    [
        ("<value value-date='2021-01-01'>1</value>", "the transaction has no <transaction-date>"),
        ("<transaction-date iso-date='2021-01-01'/>", "the transaction has no <value>"),
        (MONEY.replace("2021-05-06", "2021-02-30", 1), "is '2021-02-30', which is no day"),
        (MONEY.replace("1000", "1,000"), "the value is '1,000', which is no amount: no tie"),
        (MONEY.replace("1000", ""), "the value is '', which is no amount: no tie"),
        (MONEY.replace("1000", "1e99999"), "the value is '1e99999', which is no amount: no tie"),
        (MONEY.replace("1000", "NaN"), "the value is 'NaN', which is no amount: no tie"),
    ],
)
def test_no_tie(tmp_path: Path, money: str, problem: str) -> None:
    """A transaction without a day or an amount is reported and counted, and makes no tie."""
    read = read_activity(tmp_path, transaction("3", TO, money=money))
    assert [fault for fault in read.problems() if problem in fault]
    assert read.of("funds") == []
    assert read.held["transactions"] == 1


@pytest.mark.parametrize("code", ["", "X"])
def test_types(tmp_path: Path, code: str) -> None:
    """A transaction of no type makes no tie; one of an unknown type makes one without a role."""
    read = read_activity(tmp_path, transaction(code, FROM, TO))
    assert [tie.role for tie in read.of("funds")] == ["transaction of unknown type"] * bool(code)
    assert len(read.problems()) == 1


@pytest.mark.parametrize(
    ("attributes", "currency", "expected"),
    [
        pytest.param('default-currency="EUR"', "", "EUR", id="of the activity"),
        pytest.param('default-currency="EUR"', "currency='SEK'", "SEK", id="of the value"),
        pytest.param("", "currency='SEK'", "SEK", id="of the value alone"),
        pytest.param("", "", None, id="of neither"),
        pytest.param("", "currency='euro'", None, id="no currency"),
    ],
)
def test_currencies(tmp_path: Path, attributes: str, currency: str, expected: str | None) -> None:
    """An amount has the currency of its value, else the activity's; without, it is kept aside."""
    money = MONEY.replace("<value", f"<value {currency}")
    read = read_activity(tmp_path, transaction("3", TO, money=money), attributes=attributes)
    (tie,) = read.of("funds")
    assert tie.currency == expected
    assert (tie.amount is None) == (expected is None) == bool(read.refused)
    assert (dict(tie.extra).get("value", "").split(" ")[0] == "1000") == (expected is None)


def test_value_date(tmp_path: Path) -> None:
    """A value without the date that the schema wants is reported, and kept."""
    money = MONEY.replace(' value-date="2021-05-06"', "")
    read = read_activity(tmp_path, transaction("3", TO, money=money))
    assert read.problems() == ["11: <value> without value-date"]
    assert len(read.of("funds")) == 1


def test_equal_transactions(tmp_path: Path) -> None:
    """Transactions that are the same in all they say are as many ties."""
    text = transaction("3", TO)
    ties = read_activity(tmp_path, text, text, text).of("funds")
    assert len({tie.id for tie in ties}) == 3
    assert sum(tie.amount or 0 for tie in ties) == 3000


def test_ids_are_of_content(tmp_path: Path) -> None:
    """A transaction that a newer file adds in the middle leaves the ids of the others alone."""
    one, two = transaction("3", TO), transaction("4")
    before = read_activity(tmp_path, one, two).of("funds")
    after = read_activity(tmp_path, one, transaction("2", TO), two).of("funds")
    assert [after[0], after[2]] == before


@given(
    values=st.lists(
        st.tuples(
            st.decimals(-(10**12), 10**12, places=2),
            st.sampled_from(["USD", "XOF"]),
            st.sampled_from(["1", "2", "3", "4", "11", "12"]),
        ),
        max_size=20,
    )
)
def test_sums(
    values: list[tuple[Decimal, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever transactions a file has, the amounts of their ties add up to theirs."""
    money = MONEY.replace("<value", '<value currency="{}"').replace("1000", "{}")
    texts = [
        transaction(code, FROM, TO, money=money.format(currency, value))
        for value, currency, code in values
    ]
    read = read_text(tmp_path_factory.mktemp("sums"), document(activity("\n".join(texts))))
    assert len({tie.id for tie in read.of("funds")}) == len(values)
    for currency in ("USD", "XOF"):
        made = sum(tie.amount or 0 for tie in read.of("funds") if tie.currency == currency)
        assert made == sum(value for value, of, _ in values if of == currency)
