"""Edges of FollowTheMoney: each schema becomes its kind of tie, with what it says."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph.domain.model import Tie
from ingest.reader import Item
from tests.ingest.ftm.lines import edge, read, thing
from tests.ingest.registers.written import named_ties, refused, ties

ENDS = (thing("a"), thing("b"), thing("p", "Person"), thing("q", "Person"), thing("j", "Project"))


def read_edge(tmp_path: Path, schema: str, /, **values: Any) -> list[Item]:  # noqa: ANN401
    """What is read of an edge beside two organisations, two persons and a project."""
    return read(tmp_path, *ENDS, edge("edge", schema, **values))


def only(items: list[Item]) -> Tie:
    """The one tie among *items*."""
    (tie,) = ties(items)
    return tie


@pytest.mark.parametrize(
    ("schema", "values", "expected", "role"),
    [
        pytest.param(
            "Membership",
            {"member": "a", "organization": "b"},
            ("a", "member_of", "b"),
            None,
            id="membership",
        ),
        pytest.param(
            "Directorship",
            {"director": "p", "organization": "b", "role": "chair"},
            ("p", "affiliated_with", "b"),
            "chair",
            id="directorship",
        ),
        pytest.param(
            "Employment",
            {"employee": "p", "employer": "a"},
            ("p", "affiliated_with", "a"),
            "employee",
            id="employment",
        ),
        pytest.param(
            "Ownership",
            {"owner": "a", "asset": "b"},
            ("a", "affiliated_with", "b"),
            "owner",
            id="ownership",
        ),
        pytest.param(
            "Control",
            {"controller": "a", "controlled": "b"},
            ("a", "affiliated_with", "b"),
            "in control",
            id="control",
        ),
        pytest.param(
            "Payment", {"payer": "a", "beneficiary": "b"}, ("a", "funds", "b"), None, id="payment"
        ),
        pytest.param(
            "ProjectParticipant",
            {"participant": "a", "project": "j", "role": "lead"},
            ("a", "took_part_in", "j"),
            "lead",
            id="project",
        ),
        pytest.param(
            "Representation",
            {"agent": "p", "client": "a"},
            ("p", "affiliated_with", "a"),
            "representative",
            id="representation",
        ),
        pytest.param(
            "Succession",
            {"predecessor": "a", "successor": "b"},
            ("a", "precedes", "b"),
            None,
            id="succession",
        ),
        pytest.param(
            "Associate",
            {"person": "p", "associate": "q", "relationship": "adviser"},
            ("p", "knows", "q"),
            "adviser",
            id="associate",
        ),
        pytest.param(
            "Family", {"person": "p", "relative": "q"}, ("p", "knows", "q"), "relative", id="family"
        ),
        pytest.param(
            "UnknownLink", {"subject": "a", "object": "p"}, ("a", "linked_to", "p"), None, id="link"
        ),
        pytest.param(
            "Debt", {"debtor": "a", "creditor": "b"}, ("a", "linked_to", "b"), "debtor", id="debt"
        ),
    ],
)
def test_schemata(
    tmp_path: Path,
    schema: str,
    values: dict[str, str],
    expected: tuple[str, str, str],
    role: str | None,
) -> None:
    """Each schema is the tie that it is in our words, in its direction."""
    items = read_edge(tmp_path, schema, **values)
    assert named_ties(items) == {expected}
    assert only(items).role == role
    assert refused(items) == []


def test_whole(tmp_path: Path) -> None:
    """An edge keeps its dates, its source, and what has no field of ours."""
    tie = only(
        read_edge(
            tmp_path,
            "Ownership",
            owner="a",
            asset="b",
            startDate="2010",
            endDate="2015-06",
            date="2011",
            percentage="51.5",
            ownershipType="direct",
            sourceUrl="https://example.org",
            modifiedAt="2016",
            role=["owner", "founder"],
        )
    )
    assert (str(tie.since), str(tie.until), tie.share) == ("2010", "2015-06", 51.5)
    assert (tie.role, tie.cited) == ("owner", "https://example.org")
    assert str(tie.cited_on) == "2016"
    assert set(tie.extra) == {
        ("schema", "Ownership"),
        ("date", "2011"),
        ("ownershipType", "direct"),
        ("role", "founder"),
    }


@pytest.mark.parametrize(
    ("values", "amount", "currency", "left"),
    [
        pytest.param(
            {"amount": "100", "currency": "usd", "amountEur": "90"},
            "100",
            "USD",
            {"amountEur": "90"},
            id="with its currency",
        ),
        pytest.param(
            {"amount": "100", "amountEur": "90.5"}, "90.5", "EUR", {"amount": "100"}, id="in euros"
        ),
        pytest.param({"amountUsd": "-7"}, "-7", "USD", {}, id="paid back"),
        pytest.param(
            {"amount": "100", "currency": "dollars"},
            None,
            None,
            {"amount": "100", "currency": "dollars"},
            id="no currency",
        ),
    ],
)
def test_money(
    tmp_path: Path,
    values: dict[str, str],
    amount: str | None,
    currency: str | None,
    left: dict[str, str],
) -> None:
    """An amount needs a currency; what is not used stays."""
    items = read_edge(
        tmp_path, "Payment", payer="a", beneficiary="b", date="2020-01", purpose="talks", **values
    )
    tie = only(items)
    assert (tie.amount, tie.currency) == (amount and Decimal(amount), currency)
    assert (str(tie.since), str(tie.until)) == ("2020-01", "2020-01")
    assert tie.earmarking == "talks"
    assert dict(tie.extra) == left


def test_several_ends(tmp_path: Path) -> None:
    """Each pair of ends is a tie; money between several is told, and counted for none."""
    items = read_edge(
        tmp_path, "Payment", payer=["a", "p"], beneficiary=["b"], amountEur="100", date="2020"
    )
    assert named_ties(items) == {("a", "funds", "b"), ("p", "funds", "b")}
    assert [(tie.amount, dict(tie.extra)) for tie in ties(items)] == [
        (None, {"amountEur": "100"})
    ] * 2
    assert len({tie.id for tie in ties(items)}) == 2


def test_posts(tmp_path: Path) -> None:
    """Whoever holds a position is affiliated with the organisation that it is in."""
    post = thing("post", "Position", name="Secretary", organization="a")
    items = read(tmp_path, *ENDS, edge("o", "Occupancy", holder="p", post="post"), post)
    assert named_ties(items) == {("p", "affiliated_with", "a")}
    assert only(items).role == "Secretary"


@pytest.mark.parametrize(
    ("schema", "values", "problem"),
    [
        pytest.param("Membership", {"member": "a"}, "'edge' has no organization", id="no end"),
        pytest.param("Payment", {}, "the Payment 'edge' has no payer", id="no start"),
        pytest.param(
            "UnknownLink", {"subject": "a", "object": "a"}, "cannot be tied to itself", id="itself"
        ),
        pytest.param(
            "Occupancy", {"holder": "p", "post": "x"}, "'x' is in no organisation", id="no post"
        ),
        pytest.param("Occupancy", {"holder": "p"}, "'edge' has no post", id="post not said"),
        pytest.param(
            "Payment",
            {"payer": "a", "beneficiary": "b", "amountEur": "much"},
            "column 'amountEur': 'edge': 'much' is no amount",
            id="no amount",
        ),
        pytest.param(
            "Payment",
            {"payer": "a", "beneficiary": "b", "amountEur": "1e999999999"},
            "is no amount",
            id="a bomb",
        ),
        pytest.param(
            "Membership",
            {"member": "a", "organization": "b", "startDate": "2021-02-30"},
            "column 'startDate': 'edge': '2021-02-30' is no day",
            id="no day",
        ),
        pytest.param(
            "Membership",
            {"member": "a", "organization": "b", "startDate": "2021", "endDate": "2020"},
            "it ends (2020) before it begins (2021)",
            id="backwards",
        ),
    ],
)
def test_refused(tmp_path: Path, schema: str, values: dict[str, str], problem: str) -> None:
    """An edge or a value of it that cannot be used is refused at its line."""
    items = read_edge(tmp_path, schema, **values)
    (said,) = refused(items)
    assert said.startswith("entities.ftm.json:6")
    assert problem in said


@pytest.mark.parametrize("text", ["150", "-1", "half", "NaN"])
def test_no_share(tmp_path: Path, text: str) -> None:
    """A percentage that is none of a whole stays as it is."""
    tie = only(read_edge(tmp_path, "Ownership", owner="a", asset="b", percentage=text))
    assert tie.share is None
    assert ("percentage", text) in tie.extra
