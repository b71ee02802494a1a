"""Opponents, conflicts of interest and watch lists."""

import pytest

from graph.domain.labels import Label
from graph.domain.model import Claim
from tests.coalitions import asked, chosen, contradicting, ranked
from tests.networks import entity, judged, tie

SIX = ranked("abcdef")
ROR = "ror:05a28rw58"


def listing(**more: object) -> list[Claim]:
    """A watch list and its one entry."""
    values = {"name": "Front of Peace", "label": Label.CLEAR, **more}
    return [
        entity("un/1", "listed", **values),
        entity("un/list", "instrument", name="List of the Council"),
        tie("un/1", "listed_by", "un/list"),
    ]


def test_opposed() -> None:
    """Nobody sits beside whom they oppose, whoever of the two opposes, unless that is wanted."""
    against = tie("l/b", "opposes", "l/a")
    assert chosen(*SIX, against) == "ac"
    assert chosen(*SIX, against, opposed_may_meet=True) == "ab"
    assert contradicting(*SIX, against, include=("l/a", "l/b")) == [
        "a is a member",
        "b is a member",
        "nobody beside somebody they oppose",
    ]


@pytest.mark.parametrize(
    "against",
    [
        pytest.param(tie("l/b", "opposes", "l/a", until="2019"), id="ended"),
        pytest.param(tie("l/f", "opposes", "l/a"), id="the convenor takes no seat"),
        pytest.param(tie("country:ML", "opposes", "l/a"), id="a country takes no seat"),
    ],
)
def test_not_opposed(against: Claim) -> None:
    """What has ended, or who takes no seat, keeps nobody out."""
    assert chosen(*SIX, against, convenor="l/f") == "ab"


def test_conflict_of_interest() -> None:
    """Of two joined by a tie of a kind that is asked for one at most sits."""
    pays = tie("l/a", "funds", "l/b")
    assert chosen(*SIX, pays) == "ab"
    assert chosen(*SIX, pays, conflicts=("affiliated_with",)) == "ab"
    assert chosen(*SIX, pays, conflicts=("affiliated_with", "funds")) == "ac"


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        pytest.param(
            [entity("l/z", name="Peace, FRONT of")],
            "Peace, FRONT of: has the name of Front of Peace, listed by List of the Council",
            id="by name",
        ),
        pytest.param(
            [entity("l/z", identifiers=(ROR,))],
            f"z: has the identifier {ROR} of Front of Peace, listed by List of the Council",
            id="by identifier",
        ),
        pytest.param(
            [entity("l/z"), judged("l/z", "same", "un/1")],
            "z: was judged the same as Front of Peace, listed by List of the Council",
            id="by a judgement",
        ),
        pytest.param(
            [
                entity("l/z"),
                entity("un/z", name="z"),
                judged("l/z", "same", "un/z"),
                tie("un/z", "linked_to", "un/1"),
            ],
            "z: linked to Front of Peace",
            id="tied to the entry",
        ),
    ],
)
def test_watched(claims: list[Claim], words: str) -> None:
    """Whom a list may name, or who is tied to its entry, stays out, and the answer says why."""
    z = [*claims, tie("l/z", "works_on", "theme:mediation", since="2025-05")]
    found = asked(*SIX, *listing(identifiers=(ROR,)), *z)
    assert [each.name for each in found.members] == ["a", "b"]
    assert found.dropped["watched"] == 1
    assert found.demands[-1].words == f"nobody on a watch list or tied to who is; out stay {words}"
    assert chosen(*SIX, *listing(identifiers=(ROR,)), *z, watched_may_sit=True) == "az"


@pytest.mark.parametrize(
    ("claim", "members"),
    [
        pytest.param(tie("l/a", "member_of", "l/f"), "bc", id="belongs to it"),
        pytest.param(tie("l/f", "member_of", "l/a"), "ab", id="has it as a member"),
        pytest.param(tie("l/f", "funds", "l/a"), "bc", id="takes its money"),
        pytest.param(tie("l/a", "member_of", "l/f", until="2019"), "ab", id="belonged to it"),
        pytest.param(tie("l/a", "knows", "l/f"), "ab", id="knows it"),
    ],
)
def test_tied_to_the_watched(claim: Claim, members: str) -> None:
    """Who is surely listed taints whoever belongs to it, pays it or works with it now."""
    assert chosen(*SIX, *listing(), judged("l/f", "same", "un/1"), claim) == members


def test_a_name_alone_taints_nobody_else() -> None:
    """Who has but the name of an entry stays out itself; those tied to it may sit."""
    claims: list[Claim] = [entity("l/z", name="Front of Peace"), tie("l/a", "member_of", "l/z")]
    assert chosen(*SIX, *listing(), *claims) == "ab"


def test_judged_different() -> None:
    """A steward clears a name by judging it different."""
    z: list[Claim] = [
        entity("l/z", name="Front of Peace"),
        tie("l/z", "works_on", "theme:mediation"),
    ]
    assert chosen(*SIX, *listing(), *z, include=("l/z",)) == ""
    cleared = judged("l/z", "different", "un/1")
    assert chosen(*SIX, *listing(), *z, cleared, include=("l/z",)) == "az"


def test_more_than_three_are_counted() -> None:
    """Three who stay out are named, and how many more there are."""
    same = [entity(f"l/z{number}", name="Front of Peace") for number in range(5)]
    found = asked(*SIX, *listing(), *same)
    assert found.demands[-1].words.endswith("; 2 more")
    assert found.dropped["watched"] == 5


@pytest.mark.parametrize(
    "secret",
    [
        pytest.param(
            [*listing(label=Label.AMBER), entity("l/z", name="Front of Peace")], id="watch list"
        ),
        pytest.param([tie("l/a", "opposes", "l/f", label=Label.AMBER)], id="opposition"),
        pytest.param([tie("l/a", "knows", "l/f", label=Label.AMBER)], id="conflict of interest"),
    ],
)
def test_label(secret: list[Claim]) -> None:
    """An answer has the label of whatever kept somebody from sitting beside a member."""
    assert asked(*SIX, conflicts=("knows",)).label == Label.CLEAR
    assert asked(*SIX, *secret, conflicts=("knows",)).label == Label.AMBER


def test_label_of_what_was_not_used() -> None:
    """Opponents who are no members lend the answer no label, unless they contradict it."""
    secret = tie("l/e", "opposes", "l/f", label=Label.AMBER)
    assert asked(*SIX, secret).label == Label.CLEAR
    assert asked(*SIX, secret, include=("l/e", "l/f")).label == Label.AMBER
