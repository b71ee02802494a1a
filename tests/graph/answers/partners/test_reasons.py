"""Why a candidate scores as it does, and what speaks against it, in words and with ties."""

import pytest

from graph.answers.answer import Because, Partner
from graph.answers.need import Need
from graph.answers.partners.partners import partners
from graph.domain.labels import Label
from graph.domain.model import Claim
from tests.networks import entity, judged, shared, source, tie, view_of

ASKER, NET = entity("a/asker"), entity("a/net", name="The Network")
KEYS = ("kin", "hub", "far", "more")
OTHERS = tuple(entity(f"a/{key}", name=key.title()) for key in KEYS)


def found(need: Need, *claims: Claim, name: str = "a/net") -> Partner:
    """The network as a partner, in a world of *claims*."""
    view = view_of(*shared(), ASKER, NET, *OTHERS, *claims)
    return next(one for one in partners(view, need).partners if one.id == name)


def because(part: str, need: Need, *claims: Claim) -> list[Because]:
    """The reasons of one part."""
    return [
        reason
        for each in found(need, *claims).parts
        for reason in each.because
        if each.name == part
    ]


def words(part: str, need: Need, *claims: Claim) -> list[str]:
    """The reasons of one part, in words."""
    return [reason.words for reason in because(part, need, *claims)]


WORKS = tie("a/net", "works_on", "theme:mediation", since="2021")
ACTIVE = tie("a/net", "active_in", "region:011", since="2012", until="2013")
ASKED = Need(themes=("mediation",), places=("ML",))
ASKING = Need(asking="a/asker")


def test_fit() -> None:
    """What was asked is answered with the ties and sources that say so."""
    (reason,) = because("fit to the themes", ASKED, WORKS, ACTIVE)

    assert reason == Because(
        words="works on mediation (since 2021)", ties=(WORKS.id,), sources=("a",)
    )
    assert words("presence in the places", ASKED, WORKS, ACTIVE) == [
        "active in Western Africa (2012 to 2013); Mali is part of it"
    ]


def test_evidence() -> None:
    """The evidence is counted and dated."""
    assert words("fresh and independent evidence", ASKED, WORKS, ACTIVE) == [
        "1 independent source; the latest word is of 2021"
    ]
    undated = tie("a/net", "works_on", "theme:mediation")
    assert words("fresh and independent evidence", Need(themes=("mediation",)), undated) == [
        "1 independent source; none of it is dated"
    ]


def test_no_points_no_reason() -> None:
    """A part of no points has no reasons."""
    parts = {each.name: each for each in found(ASKED, WORKS, ACTIVE).parts}

    assert parts["well connected"].value == 0
    assert parts["well connected"].because == ()


def test_connected() -> None:
    """Standing tells what it counted."""
    one = tie("a/net", "knows", "a/kin")
    more = [tie("a/net", "funds", "a/kin"), tie("a/net", "knows", "a/hub")]

    assert words("well connected", ASKING, one) == ["1 known partner, 1 tie or part in activities"]
    assert words("well connected", ASKING, one, *more) == [
        "2 known partners, 3 ties and parts in activities"
    ]


def test_shared() -> None:
    """Partners in common are named, the closest circles first, with the ties to both."""
    ties = [
        tie("a/asker", "knows", "a/hub"),
        tie("a/net", "knows", "a/hub"),
        tie("a/hub", "knows", "a/more"),
        tie("a/asker", "funds", "a/kin"),
        tie("a/kin", "partners_with", "a/net"),
    ]
    (reason,) = because("partners in common", ASKING, *ties)

    assert reason.words == "you share 2 partners: Kin, Hub"
    assert reason.ties == (ties[3].id, ties[4].id, ties[0].id, ties[1].id)


def test_shared_many() -> None:
    """Of many partners in common a few are named."""
    ties = [tie(one, "knows", f"a/{key}") for key in KEYS for one in ("a/asker", "a/net")]

    assert words("partners in common", ASKING, *ties) == [
        "you share 4 partners: Far, Hub, Kin and 1 more"
    ]


def test_shared_through_event() -> None:
    """Partners by an event are so by the parts of both."""
    forum = entity("a/forum", "event")
    ties = [
        tie("a/asker", "convened", "a/forum"),
        tie("a/kin", "took_part_in", "a/forum"),
        tie("a/kin", "knows", "a/net"),
    ]
    (reason,) = because("partners in common", ASKING, forum, *ties)

    assert reason.words == "you share 1 partner: Kin"
    assert set(reason.ties) == {one.id for one in ties}


def test_beyond() -> None:
    """A way over two others is told with its three ties; the closest circle comes first."""
    ties = [
        tie("a/asker", "knows", "a/kin"),
        tie("a/kin", "knows", "a/far"),
        tie("a/far", "knows", "a/net"),
        tie("a/net", "knows", "a/hub"),
        tie("a/hub", "knows", "a/kin"),
        tie("a/hub", "knows", "a/more"),
    ]
    first, second = because("partners of partners", ASKING, *ties)

    assert first.words == "works with Far, who works with your partner Kin"
    assert first.ties == (ties[2].id, ties[1].id, ties[0].id)
    assert second.words == "works with Hub, who works with your partner Kin"


KNOWN = (
    tie("a/asker", "knows", "a/kin"),
    tie("a/asker", "knows", "a/hub"),
    tie("a/kin", "active_in", "country:ML"),
    tie("a/hub", "active_in", "country:ML"),
    tie("a/net", "active_in", "country:ML"),
    tie("a/net", "knows", "a/far"),
    tie("a/net", "knows", "a/more"),
    tie("a/far", "works_on", "theme:mediation"),
    tie("a/asker", "works_on", "theme:mediation"),
)


def test_likeness() -> None:
    """How the candidate is like the partners, and its partners are like the asker, is counted."""
    assert words("like your partners", ASKING, *KNOWN) == [
        "your partners have the same: Mali (2 of 2), civil society organisation (2 of 2)"
    ]
    assert words("its partners are like you", ASKING, *KNOWN) == [
        "its partners are like you: civil society organisation (2 of 2), mediation (1 of 2)"
    ]
    assert words("works with many like you", ASKING, *KNOWN) == [
        "2 of its 2 partners have something in common with you"
    ]


def test_one_like() -> None:
    """One has, two have."""
    other = entity("a/paper", "media", name="Paper")
    known = tie("a/net", "knows", "a/kin"), tie("a/net", "knows", "a/paper")

    assert words("works with many like you", ASKING, other, *known) == [
        "1 of its 2 partners has something in common with you"
    ]


def test_in_common() -> None:
    """What both have is told with the ties that say so, the rarest first."""
    (reason,) = because(
        "in common with you",
        ASKING,
        *KNOWN,
        WORKS,
        tie("a/asker", "active_in", "country:ML"),
    )

    assert reason.words == "you both have mediation, Mali, civil society organisation"
    assert reason.ties == (
        WORKS.id,
        "a/a/net active_in country:ML",
        "a/a/asker works_on theme:mediation",
        "a/a/asker active_in country:ML",
    )


def test_in_common_through_activity() -> None:
    """A direct tie is cited before a part in an activity; a part cites both of its ties."""
    work = entity("a/work", "activity")
    ties = [
        tie("a/net", "implements", "a/work"),
        tie("a/work", "active_in", "country:ML"),
        tie("a/asker", "active_in", "country:ML"),
        tie("a/asker", "funds", "a/work"),
    ]
    (reason,) = because(
        "in common with you", Need(asking="a/asker", include_partners=True), work, *ties
    )

    assert reason.words.startswith("you both have Mali")
    assert reason.ties == (ties[0].id, ties[1].id, ties[2].id)


def test_already() -> None:
    """Who is a partner already is told by which ties, seen from it or from the asker."""
    forum = entity("a/forum", "event", name="The Forum")
    need = Need(asking="a/asker", include_partners=True)
    direct = tie("a/asker", "funds", "a/net", since="2019")
    parts = tie("a/asker", "convened", "a/forum"), tie("a/net", "took_part_in", "a/forum")

    assert words("works with you already", need, direct) == ["funded by asker (since 2019)"]
    assert words("works with you already", need, forum, *parts) == [
        "you: convened The Forum",
        "took part in The Forum",
    ]


def test_against() -> None:
    """Ties of opposition speak against, those to the table first, the rest in sum."""
    many = [entity(f"a/rival {n}", name=f"Rival {n}") for n in range(7)]
    ties = [tie("a/net", "opposes", body.id, since="2020") for body in many]
    seated = tie("a/more", "opposes", "a/net")
    need = Need(themes=("mediation",), already_in=("a/more",))
    told = found(need, WORKS, *many, *ties, seated).against

    assert [reason.words for reason in told] == [
        "opposed by More (at the table)",
        *(f"opposes Rival {n} (since 2020)" for n in range(4)),
        "and 3 more ties of this sort",
        "all of this rests on one source",
    ]
    assert len(told[5].ties) == 3


def test_against_asker() -> None:
    """Who asks is at the table."""
    against = found(ASKING, tie("a/net", "opposes", "a/asker")).against

    assert [reason.words for reason in against] == ["opposes asker (at the table)"]


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        pytest.param([WORKS, ACTIVE], ["all of this rests on one source"], id="one source"),
        pytest.param(
            [ACTIVE, tie("a/net", "works_on", "theme:women_peace_security", until="2012")],
            [
                "all of this rests on one source",
                "nothing is known of it since 2013",
                "little is known of mediation itself",
            ],
            id="old and distant",
        ),
        pytest.param(
            [ACTIVE, tie("a/net", "works_on", "theme:mediation")],
            ["all of this rests on one source", "nothing dated is known of it since 2013"],
            id="old and undated",
        ),
        pytest.param(
            [
                tie("a/net", "works_on", "theme:mediation"),
                tie("a/net", "active_in", "region:002"),
            ],
            [
                "all of this rests on one source",
                "none of the evidence is dated",
                "little is known of Mali itself",
            ],
            id="undated and distant",
        ),
        pytest.param(
            [
                WORKS,
                entity("z/net"),
                judged("a/net", "same", "z/net"),
                tie("z/net", "active_in", "country:ML"),
            ],
            [],
            id="nothing",
        ),
    ],
)
def test_weak_evidence(claims: list[Claim], expected: list[str]) -> None:
    """Weak evidence speaks against a candidate."""
    assert [reason.words for reason in found(ASKED, *claims).against] == expected


LABELLED = Label.AMBER


@pytest.mark.parametrize(
    ("claims", "need"),
    [
        pytest.param(
            [tie("a/net", "works_on", "theme:mediation", label=LABELLED)],
            Need(themes=("mediation",)),
            id="what it fits by",
        ),
        pytest.param(
            [tie("a/net", "knows", "a/kin", label=LABELLED)],
            Need(kinds=("civil_society",)),
            id="what makes it well connected",
        ),
        pytest.param(
            [WORKS, tie("a/net", "opposes", "a/kin", label=LABELLED)],
            Need(themes=("mediation",)),
            id="what speaks against it",
        ),
        pytest.param(
            [
                tie("a/net", "knows", "a/kin"),
                tie("a/asker", "knows", "a/kin", label=LABELLED),
            ],
            ASKING,
            id="what the asker shares with it",
        ),
        pytest.param(
            [
                WORKS,
                tie("a/asker", "works_on", "theme:mediation", label=LABELLED),
            ],
            ASKING,
            id="what they have in common",
        ),
        pytest.param(
            [
                tie("a/net", "active_in", "country:ML"),
                tie("a/asker", "knows", "a/kin"),
                tie("a/kin", "active_in", "country:ML", label=LABELLED),
            ],
            ASKING,
            id="what the asker's partners have",
        ),
        pytest.param(
            [
                tie("a/net", "active_in", "country:ML"),
                entity("a/body", "regional_body"),
                tie("country:ML", "member_of", "a/body", label=LABELLED),
            ],
            Need(places=("a/body",)),
            id="a membership",
        ),
        pytest.param(
            [
                tie("a/net", "active_in", "country:ML"),
                entity("a/sahel", "region"),
                tie("country:ML", "part_of", "a/sahel", label=LABELLED),
            ],
            Need(places=("a/sahel",)),
            id="what is part of what",
        ),
        pytest.param(
            [
                source("a"),
                source("z", LABELLED),
                entity("z/net"),
                judged("a/net", "same", "z/net"),
                WORKS,
            ],
            Need(themes=("mediation",)),
            id="itself",
        ),
    ],
)
def test_label(claims: list[Claim], need: Need) -> None:
    """A partner, and the answer, are as closed as the most closed of what they used."""
    view = view_of(*shared(), ASKER, NET, *OTHERS, *claims)
    answer = partners(view, need)
    told = next(one for one in answer.partners if one.id == "a/net")

    assert told.label == answer.label == LABELLED


def test_label_of_what_was_not_used() -> None:
    """What no reason speaks of makes nothing closed."""
    closed = tie("a/net", "works_on", "theme:youth", label=LABELLED)
    plain = found(Need(themes=("mediation",)), WORKS, closed)

    assert plain.label == Label.CLEAR
