"""Who could be a partner, and why: the whole answer, and what always holds of it."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph.answers.answer import Partner, Partners
from graph.answers.need import Need
from graph.answers.partners.partners import partners, prepare
from graph.domain.errors import NeedError, NotHereError
from graph.domain.labels import Label
from graph.domain.model import Claim, Entity, Judgement, Tie
from tests.networks import TODAY, entity, judged, shared, tie, view_of

MEDIATION, MALI = "theme:mediation", "country:ML"
#: Three themes and three places, and which of them are part of which.
FEW = shared(
    *(MEDIATION, "theme:peace_processes", "theme:youth", MALI, "country:SN", "region:011"),
    *(f"vocabulary/{part}" for part in (MEDIATION, MALI, "country:SN")),
)


def ask(need: Need, *claims: Claim, clearance: Label = Label.RED) -> Partners:
    """The answer to *need* in a network of *claims*."""
    return partners(view_of(*FEW, *claims, clearance=clearance), need)


def named(answer: Partners) -> list[str]:
    """The keys of the partners, best first."""
    return [each.id.partition("/")[2] for each in answer.partners]


def values(partner: Partner) -> dict[str, float]:
    """A partner's points, part by part."""
    return {part.name: part.value for part in partner.parts}


BODIES = tuple(
    entity(f"a/{key}", name=key.upper()) for key in ("here", "near", "half", "idle", "asker", "kin")
)
TIES = (
    tie("a/here", "works_on", MEDIATION, since="2024-06-01"),
    tie("a/here", "active_in", MALI, since="2024-06-01"),
    tie("a/near", "works_on", MEDIATION, since="2024-06-01"),
    tie("a/near", "active_in", "region:011", since="2024-06-01"),
    tie("a/half", "works_on", "theme:peace_processes", since="2024-06-01"),
    tie("a/half", "active_in", "region:011", since="2024-06-01"),
    tie("a/asker", "knows", "a/kin"),
    tie("a/half", "knows", "a/kin"),
)
NEED = Need(themes=("mediation",), places=("ML",))


def test_answer() -> None:
    """
    What was asked leads, part by part: the worked example of the docstring.

    Evidence of one year and one source: 10 * (0.6 * 0.5 ** (1 / 5) + 0.4 / 2) = 7.22.
    `half` has one tie to the busiest's two: 20 * 1.65 / 4.9 * log(2) / log(3) = 4.25.
    """
    answer = ask(NEED, *BODIES, *TIES)

    assert [(each.name, each.score) for each in answer.partners] == [
        *(("HERE", 77.22), ("NEAR", 62.22), ("HALF", 46.47)),
    ]
    assert values(answer.partners[2]) == {
        "fit to the themes": 20.0,
        "presence in the places": 15.0,
        "fresh and independent evidence": 7.22,
        "well connected": 4.25,
    }
    assert (answer.considered, answer.label, answer.as_of) == (3, Label.CLEAR, TODAY)
    assert answer.left_out == ()


def test_closeness_within() -> None:
    """
    Closeness ranks within what was asked: it does not carry `half` past others.

    The asker's one partner is kin, of two: `half` shares all of it, 20 * 0.75 / 4.9 = 3.06.
    """
    answer = ask(replace(NEED, asking="a/asker"), *BODIES, *TIES)

    assert named(answer) == ["here", "near", "half"]
    assert values(answer.partners[2])["partners in common"] == 3.06
    assert list(values(answer.partners[0])) == [
        "fit to the themes",
        "presence in the places",
        "fresh and independent evidence",
        "partners in common",
        "partners of partners",
        "like your partners",
        "its partners are like you",
        "works with many like you",
        "in common with you",
        "well connected",
    ]


def test_asking_only() -> None:
    """Who only says who asks is answered by closeness and standing, the near ones first."""
    answer = ask(Need(asking="a/asker"), *BODIES, *TIES)

    assert named(answer) == ["half", "here", "idle", "near"]
    assert values(answer.partners[0])["partners in common"] == 15.31
    assert [(each.id, each.reason) for each in answer.left_out] == [("a/kin", "already a partner")]


def test_untyped() -> None:
    """Any network will do, such as one that says no more than who is linked."""
    bodies = [entity(f"a/{key}", "organisation") for key in "abcdef"]
    pairs = ("ab", "ac", "bd", "cd", "de", "ef")
    ties = [tie(f"a/{pair[0]}", "linked_to", f"a/{pair[1]}") for pair in pairs]

    assert named(ask(Need(asking="a/a"), *bodies, *ties)) == ["d", "e", "f"]


def test_asking_context() -> None:
    """Of an event or a place that asks nothing is known but who is well connected."""
    answer = ask(Need(asking=MALI), *BODIES, *TIES)

    assert named(answer)[0] == "kin"
    assert {name for name, value in values(answer.partners[0]).items() if value} == {
        "well connected"
    }


def test_include_partners() -> None:
    """Who works with the asker already is considered when asked for, and then comes first."""
    answer = ask(Need(asking="a/asker", include_partners=True), *BODIES, *TIES)

    assert named(answer)[0] == "kin"
    assert values(answer.partners[0])["works with you already"] == 10.2
    assert answer.left_out_counts == {}


def test_first() -> None:
    """No more are listed than asked for; all are considered."""
    answer = ask(replace(NEED, first=1), *BODIES, *TIES)

    assert (named(answer), answer.considered) == (["here"], 3)


def test_equal() -> None:
    """Equal scores go by id."""
    many = [entity(f"a/{number:02d}") for number in (7, 3, 9, 1)]
    ties = [tie(body.id, "works_on", MEDIATION) for body in many]

    assert named(ask(Need(themes=("mediation",), first=3), *many, *ties)) == ["01", "03", "07"]


def test_nobody() -> None:
    """Where nobody fits, nobody is listed."""
    answer = ask(Need(themes=("youth",)), *BODIES, *TIES)

    assert (answer.partners, answer.considered, answer.label) == ((), 0, Label.CLEAR)


@pytest.mark.parametrize(
    ("need", "error", "message"),
    [
        pytest.param(Need(themes=("football",)), NeedError, "no theme", id="theme"),
        pytest.param(Need(places=("Atlantis",)), NeedError, "no country", id="place"),
        pytest.param(Need(kinds=("club",)), NeedError, "no kind", id="kind"),
        pytest.param(Need(levels=("village",)), NeedError, "no level", id="level"),
        pytest.param(Need(asking="a/nobody"), NotHereError, "not in this network", id="asking"),
        pytest.param(
            Need(asking="a/asker", already_in=("a/x",)),
            NotHereError,
            "not in this",
            id="already in",
        ),
    ],
)
def test_refused(need: Need, error: type[Exception], message: str) -> None:
    """What makes no sense is refused in words."""
    with pytest.raises(error, match=message):
        ask(need, *BODIES, *TIES)


ECOWAS = (
    entity("a/ecowas", "regional_body"),
    tie(MALI, "member_of", "a/ecowas", since="1975-05-28", until="2025-01-29"),
    tie("country:SN", "member_of", "a/ecowas", since="1975-05-28"),
)


@pytest.mark.parametrize(
    ("since", "until", "counts"),
    [
        pytest.param("2010", "2015", True, id="while a member"),
        pytest.param("2025-06", None, False, id="after it left"),
    ],
)
def test_membership(since: str, until: str | None, counts: bool) -> None:  # noqa: FBT001
    """A body's places are those of its members, while they were members."""
    dates = {"since": since} | ({"until": until} if until else {})
    claims = (
        entity("a/net"),
        tie("a/net", "works_on", MEDIATION),
        tie("a/net", "active_in", MALI, **dates),
    )
    answer = ask(Need(themes=("mediation",), places=("a/ecowas",)), *ECOWAS, *claims)

    assert ("net" in named(answer)) == counts
    assert [one.reason for one in answer.left_out if one.id == "a/net"] == ["place"] * (not counts)


def test_prepare() -> None:
    """A prepared View answers as any other."""
    view = view_of(*FEW, *BODIES, *TIES)
    prepare(view)

    assert partners(view, NEED) == ask(NEED, *BODIES, *TIES)


def test_empty_network() -> None:
    """A network of nobody is prepared and asked like any other."""
    view = view_of(*FEW)
    prepare(view)

    assert partners(view, NEED).partners == ()


# What always holds, in any network of up to seven bodies that two sources speak of.

NAMES = "abcdefg"
ON = {"works_on": (MEDIATION, "theme:peace_processes", "theme:youth")}
ON["active_in"] = (MALI, "region:011", "country:SN")
JOINS = ("knows", "funds", "member_of", "opposes")
DATES = ("2001", "2012-05", "2020-06-01", "2025")
NEEDS = (
    Need(themes=("mediation",)),
    Need(themes=("mediation", "youth"), places=("ML",)),
    Need(places=("011",), asking="a/a"),
    Need(themes=("peace_processes",), asking="a/a", include_partners=True),
    Need(asking="a/a"),
    Need(asking="a/a", include_partners=True),
    Need(kinds=("civil_society",)),
)


@st.composite
def claims_on(draw: st.DrawFn, *starts: str) -> Tie:
    """Any tie of one of the bodies *starts*, dated or not, of either source."""
    start, origin = draw(st.sampled_from(starts)), draw(st.sampled_from("az"))
    kind = draw(st.sampled_from((*ON, "took_part_in", *JOINS)))
    end = draw(
        st.sampled_from(ON[kind])
        if kind in ON
        else st.sampled_from([f"{origin}/{key}" for key in ("forum", "rally")])
        if kind == "took_part_in"
        else st.sampled_from([f"{origin}/{each}" for each in NAMES if each != start])
    )
    span = sorted(draw(st.lists(st.sampled_from(DATES), max_size=2)))
    dates = dict(zip(("since", "until"), span, strict=False))
    if draw(st.booleans()) and len(dates) == 1:
        dates = {"until": dates["since"]}
    cited = draw(st.sampled_from((None, "a page", "another")))
    made = tie(f"{origin}/{start}", kind, end, cited=cited, **dates)
    return replace(made, id=f"{made.id} {span} {len(dates)} {'until' in dates} {cited}")


def world() -> list[Claim]:
    """Everybody, as two sources know them, and two events that are about something."""
    bodies: list[Claim] = []
    for origin in "az":
        bodies += [entity(f"{origin}/{each}") for each in NAMES]
        bodies += [entity(f"{origin}/{key}", "event") for key in ("forum", "rally")]
        bodies += [tie(f"{origin}/forum", "works_on", MEDIATION)]
        bodies += [tie(f"{origin}/rally", "active_in", MALI, since="2015", until="2016")]
    keys = (*NAMES, "forum", "rally")
    return [*bodies, *(judged(f"a/{key}", "same", f"z/{key}") for key in keys)]


WORLD = world()
ties_of_anybody = st.lists(claims_on(*NAMES), max_size=14, unique_by=lambda one: one.id)


@given(st.sampled_from(NEEDS), ties_of_anybody, claims_on("b"))
def test_monotone(need: Need, ties: list[Tie], more: Tie) -> None:
    """
    More evidence on a candidate lowers neither its score nor any part of it.

    Be it a second word on what is known, a tie to a theme or place, asked for or not, a
    part in an event, or a tie to anybody, the asker among them.
    """
    assume(more.id not in {one.id for one in ties})
    before = [each for each in ask(need, *WORLD, *ties).partners if each.id == "a/b"]
    after = [each for each in ask(need, *WORLD, *ties, more).partners if each.id == "a/b"]
    for old, new in zip(before, after, strict=False):
        assert new.score >= old.score
        assert all(values(new)[name] >= value for name, value in values(old).items())
    # Who becomes a partner leaves the candidates, unless partners are asked for.
    assert after or not before or (need.asking and not need.include_partners)


@given(st.sampled_from(NEEDS), ties_of_anybody)
def test_adds_up(need: Need, ties: list[Tie]) -> None:
    """Parts add up to the score, which is at most a hundred; points have reasons."""
    answer = ask(need, *WORLD, *ties)
    for each in answer.partners:
        assert each.score == round(sum(values(each).values()), 2)
        assert 0 <= each.score <= 100
        assert all(bool(part.because) == bool(part.value) for part in each.parts)
        assert all(part.value >= 0 for part in each.parts)
    scores = [each.score for each in answer.partners]
    assert scores == sorted(scores, reverse=True)
    assert answer.considered + sum(answer.left_out_counts.values()) <= len(NAMES)


def of_source(claims: Iterable[Claim], name: str) -> list[Claim]:
    """Only what one source says."""
    return [claim for claim in claims if isinstance(claim, Entity | Tie) and claim.source == name]


@given(st.sampled_from(NEEDS), ties_of_anybody, st.randoms(use_true_random=False))
def test_order(need: Need, ties: list[Tie], chance: object) -> None:
    """The order in which claims were loaded changes nothing in the answer."""
    claims = of_source([*WORLD, *ties], "a")
    shuffled = list(claims)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert replace(ask(need, *shuffled), revision="") == replace(ask(need, *claims), revision="")


@given(st.sampled_from(NEEDS), ties_of_anybody, claims_on(*NAMES), st.booleans())
def test_no_leak(need: Need, ties: list[Tie], secret: Tie, whole: bool) -> None:  # noqa: FBT001
    """What is above the clearance changes nothing in the answer, not even its revision."""
    hidden: list[Claim] = [replace(secret, id=f"{secret.id} secret", label=Label.AMBER)]
    if whole:
        hidden += [
            entity("a/secret", label=Label.AMBER),
            tie("a/secret", "works_on", MEDIATION),
            tie("a/secret", "knows", "a/b"),
            Judgement(left="a/c", right="a/secret", verdict="same", author="a steward"),
        ]
    seen = ask(need, *WORLD, *ties, clearance=Label.GREEN)

    assert ask(need, *WORLD, *ties, *hidden, clearance=Label.GREEN) == seen


@given(st.sampled_from(NEEDS), ties_of_anybody)
def test_same_again(need: Need, ties: list[Tie]) -> None:
    """The same question has the same answer."""
    view = view_of(*FEW, *WORLD, *ties)

    assert partners(view, need) == partners(view, need)
