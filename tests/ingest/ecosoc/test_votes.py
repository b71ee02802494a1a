"""Roll-call votes, from rows to ties."""

from pathlib import Path

import pytest

from tests.ingest.ecosoc.written import JUNE, Row, entities, held, read, refused, ties, workbook

HEADINGS = ("Vote_topic", "Country", "Country_vote", "Vote_outcome", "Session_number")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Give the place of a workbook of votes."""
    return tmp_path / "votes.xlsx"


def vote(topic: str, outcome: str, **states: str) -> list[Row]:
    """Rows as the papers have them: the topic, the outcome and the session in the first alone."""
    rows = [[None, state, how, None, None] for state, how in states.items()]
    rows[0][0::3] = [topic, outcome]
    rows[0][4] = JUNE  # type: ignore[call-overload]
    return [tuple(row) for row in rows]


def test_signed(book: Path) -> None:
    """A vote on an application supports or opposes the organisation; the rest is recorded."""
    rows = vote(
        "New Women", "against", Chile="in favor ", Cuba="against", Peru="against", Togo="abstent"
    )
    items = read(workbook(book, HEADINGS, *rows))

    assert [(tie.start, tie.kind, tie.role) for tie in ties(items)] == [
        ("country:CL", "supports", "voted in favour"),
        ("country:CU", "opposes", "voted against"),
        ("country:PE", "opposes", "voted against"),
        ("country:TG", "voted_on", "abstained"),
    ]
    assert {tie.end for tie in ties(items)} == {entities(items)["New Women"].id}
    assert {(str(tie.since), str(tie.until)) for tie in ties(items)} == {("2024-06-14",) * 2}


def test_against(book: Path) -> None:
    """Who votes in favour of withdrawing status opposes the organisation."""
    topic = "New Women, Withdrawal of the consultative status from the organization"
    rows = vote(
        topic, "in favor", Cuba="in favor", China="in favor", Chile="against", Peru="absent"
    )
    items = read(workbook(book, HEADINGS, *rows))

    assert [tie.kind for tie in ties(items)] == ["opposes", "opposes", "supports", "voted_on"]
    assert ties(items)[0].extra == (("vote on", topic), ("outcome", "in favor"))


def test_nobody_named(book: Path) -> None:
    """A vote that names no organisation is on the proposal itself, neither for nor against."""
    rows = vote("The proposal made by Cuba was carried", "in favor", Cuba="in favor")
    items = read(workbook(book, HEADINGS, *rows, *rows))

    found = entities(items)["The proposal made by Cuba was carried"]
    assert found.kind == "instrument"
    assert [tie.kind for tie in ties(items)] == ["voted_on", "voted_on"]
    assert len({tie.end for tie in ties(items)}) == 2, "two votes with one name are two votes"
    assert held(items)["votes neither for nor against an organisation"] == 2


def test_topic_in_every_row(book: Path) -> None:
    """A topic filled down by hand is one vote still."""
    (first,) = vote("New Women", "in favor", Cuba="in favor")
    second = ("New Women", "Peru", "against", None, JUNE)
    third = ("New Women", "Chile", "in favour", None, JUNE)
    items = read(workbook(book, HEADINGS, first, second, third))

    assert (held(items)["votes"], held(items)["rows of votes"]) == (1, 3)
    assert [tie.kind for tie in ties(items)] == ["supports", "opposes", "supports"]


def test_same_topic_again(book: Path) -> None:
    """A topic that returns with a state that voted already is another vote."""
    rows = vote("New Women", "in favor", Cuba="in favor")
    items = read(workbook(book, HEADINGS, *rows, *rows))
    assert held(items)["votes"] == 2
    assert len({tie.id for tie in ties(items)}) == 2


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param(
            (None, "Atlantis", "absent"),
            "row 3, column 'Country': 'Atlantis' is no country",
            id="country",
        ),
        pytest.param(
            (None, "Peru", "maybe"), "row 3, column 'Country_vote': 'maybe' is no vote", id="vote"
        ),
        pytest.param((None, "Peru"), "column 'Country_vote': '' is no vote", id="no vote"),
        pytest.param(
            (None, "Cuba", "absent"), "this state votes in row 2 already", id="a state twice"
        ),
    ],
)
def test_refused(book: Path, row: Row, problem: str) -> None:
    """A row that is no vote of a state is refused where it stands; the others stay."""
    rows = vote("New Women", "in favor", Cuba="in favor")
    items = read(workbook(book, HEADINGS, *rows, row))
    (said,) = refused(items)
    assert problem in said
    assert len(ties(items)) == 1


@pytest.mark.parametrize(
    ("first", "problem"),
    [
        pytest.param(
            (None, "Peru", "absent", None, JUNE), "no vote has begun above", id="none begun"
        ),
        pytest.param(
            ("Us", "Peru", "absent", "against"), "Session_number is empty", id="no session"
        ),
        pytest.param(("—", "Peru", "absent", "against", JUNE), "'—' is no name", id="no name"),
        pytest.param(("x" * 2001, "Peru", "absent", "", JUNE), "more than 2,000", id="a report"),
    ],
)
def test_refused_vote(book: Path, first: Row, problem: str) -> None:
    """Without a topic that names something, or a session, nothing of a vote is kept."""
    items = read(workbook(book, HEADINGS, first))
    assert ties(items) == []
    (said,) = refused(items)
    assert said.startswith("votes.xlsx, sheet 'Tabelle1', row 2, column 'Vote_topic'")
    assert problem in said


def test_contradiction(book: Path) -> None:
    """Votes that do not make their outcome are kept without a side, and the report says so."""
    rows = vote("New Women", "in favor", Cuba="against", China="against")
    items = read(workbook(book, HEADINGS, *rows))
    assert [tie.kind for tie in ties(items)] == ["voted_on", "voted_on"]
    (said,) = refused(items)
    assert "row 2, column 'Vote_outcome': the outcome is 'in favor', with 0 votes" in said
