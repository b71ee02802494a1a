"""Who is left out, and for what reason."""

import pytest

from graph.answers.need import Need
from graph.answers.partners.exclusions import (
    NAMED,
    REASONS,
    counted,
    label,
    left_out,
    named,
    nearest,
)
from graph.answers.resolved_need import Asked, understood
from graph.domain.labels import Label
from graph.domain.model import Claim
from graph.views.view import View
from tests.networks import entity, shared, tie, view_of

#: Each is here for a reason to be left out, or for none.
BODIES = (
    entity("a/fits", "womens_network", level="local"),
    entity("a/asks", "womens_network", level="local"),
    entity("a/seated", "womens_network", level="local"),
    entity("a/ended", "womens_network", level="local", until="2024"),
    entity("a/ends", "womens_network", level="local", until="2025"),
    entity("a/partner", "womens_network", level="local"),
    entity("a/fund", "fund", level="local"),
    entity("a/wide", "womens_network", level="global"),
    entity("a/unlevelled", "womens_network"),
    entity("a/elsewhere", "womens_network", level="local"),
    entity("a/other", "womens_network", level="local"),
    entity("a/nothing", "womens_network", level="local"),
)
NEITHER = ("a/nothing", "a/other", "a/elsewhere")
TIES = (
    *(
        made
        for body in BODIES
        if body.id not in NEITHER
        for made in (
            tie(body.id, "works_on", "theme:mediation"),
            tie(body.id, "active_in", "country:ML"),
        )
    ),
    tie("a/elsewhere", "works_on", "theme:mediation"),
    tie("a/other", "active_in", "country:ML"),
    tie("a/asks", "partners_with", "a/partner"),
)
WHOLE = Need(
    themes=("mediation",),
    places=("ML",),
    kinds=("womens_network",),
    levels=("local",),
    asking="a/asks",
    already_in=("a/seated",),
)


def asked_of(need: Need, *more: Claim) -> tuple[View, Asked]:
    """A need understood in the network above."""
    view = view_of(*shared(), *BODIES, *TIES, *more)
    return view, understood(view, need)


def reasons(need: Need) -> dict[str, str]:
    """Everybody's reason by key; those of no concern are not there, candidates have none."""
    view, asked = asked_of(need)
    found = left_out(view, asked)
    return {
        view.ids[node][2:]: "" if place == -1 else REASONS[place]
        for node, place in enumerate(found.tolist())
        if place != -2
    }


def test_every_reason() -> None:
    """Everybody is left out for the first reason that holds; contexts and strangers are none."""
    assert reasons(WHOLE) == {
        "fits": "",
        "asks": "asking",
        "seated": "already in",
        "ended": "ended",
        "ends": "",
        "partner": "already a partner",
        "fund": "kind",
        "wide": "level",
        "unlevelled": "level",
        "elsewhere": "place",
        "other": "theme",
    }


@pytest.mark.parametrize(
    ("need", "fits"),
    [
        pytest.param({"themes": ("mediation",)}, 9, id="theme"),
        pytest.param({"places": ("ML",)}, 9, id="place"),
        pytest.param({"kinds": ("fund",)}, 1, id="kind"),
        pytest.param({"levels": ("local", "global")}, 10, id="levels"),
        pytest.param({"asking": "a/asks"}, 9, id="asking"),
        pytest.param({"asking": "a/asks", "include_partners": True}, 10, id="partners too"),
        pytest.param({"asking": "a/asks", "already_in": ("a/fits",)}, 8, id="already in"),
        pytest.param({"themes": ("mediation", "youth")}, 9, id="any of the themes"),
    ],
)
def test_only_what_was_asked(need: dict[str, object], fits: int) -> None:
    """What was not asked is no reason; the one that ended is never a candidate."""
    found = reasons(Need(**need))  # type: ignore[arg-type]

    assert list(found.values()).count("") == fits
    assert found["ended"] == "ended"


def test_counted() -> None:
    """All are counted by reason, but for who asks."""
    view, asked = asked_of(WHOLE)

    assert counted(left_out(view, asked)) == {
        "already in": 1,
        "ended": 1,
        "already a partner": 1,
        "kind": 1,
        "level": 2,
        "theme": 1,
        "place": 1,
    }


def test_words() -> None:
    """Everybody named is told why, the nearest first, equal ones by id."""
    view, asked = asked_of(WHOLE)
    found = left_out(view, asked)
    told = named(view, asked, found, nearest(view, asked, found))

    assert [(one.name, one.reason, one.words) for one in told] == [
        ("partner", "already a partner", "already works with asks"),
        ("ended", "ended", "ended by 2024-12-31"),
        ("fund", "kind", "is of the kind fund"),
        ("seated", "already in", "is already at the table"),
        ("unlevelled", "level", "its level is not known"),
        ("wide", "level", "its level is global"),
        ("elsewhere", "place", "not known to be active in Mali"),
        ("other", "theme", "no known work on mediation"),
    ]


def test_several_asked() -> None:
    """Of several themes or places, none fits who is left out for them."""
    view, asked = asked_of(Need(themes=("mediation", "youth"), places=("ML", "KE")))
    found = left_out(view, asked)
    words = {one.name: one.words for one in named(view, asked, found, nearest(view, asked, found))}

    assert words["other"] == "no known work on mediation or youth, peace and security"
    assert words["elsewhere"] == "not known to be active in Mali or Kenya"


def test_most_named() -> None:
    """The nearest are named, whatever the order in which they came."""
    many = [entity(f"a/more {number:02d}", "fund") for number in reversed(range(20))]
    ties = [tie(body.id, "works_on", "theme:mediation") for body in many]
    need = Need(themes=("mediation",), kinds=("media",))
    view = view_of(*shared(), *many, *ties)
    asked = understood(view, need)
    nodes = nearest(view, asked, left_out(view, asked))

    assert [view.ids[node] for node in nodes] == [f"a/more {n:02d}" for n in range(NAMED)]


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        pytest.param([], Label.CLEAR, id="open"),
        pytest.param(
            [
                entity("a/more", "fund", label=Label.AMBER),
                tie("a/more", "works_on", "theme:mediation"),
            ],
            Label.AMBER,
            id="who is named",
        ),
        pytest.param(
            [
                entity("a/more", "fund"),
                tie("a/more", "works_on", "theme:mediation", label=Label.GREEN),
            ],
            Label.GREEN,
            id="what it fits by",
        ),
        pytest.param(
            [
                entity("a/more", "womens_network", level="local"),
                entity("a/forum", "event"),
                tie("a/more", "works_on", "theme:mediation"),
                tie("a/more", "active_in", "country:ML"),
                tie("a/more", "took_part_in", "a/forum", label=Label.AMBER),
                tie("a/asks", "took_part_in", "a/forum"),
            ],
            Label.AMBER,
            id="what makes it a partner",
        ),
        pytest.param(
            [
                entity("a/more", "fund"),
                entity("a/project", "activity"),
                tie("a/more", "funds", "a/project"),
                tie("a/project", "active_in", "country:ML", label=Label.RED),
            ],
            Label.RED,
            id="what its activity is on",
        ),
        pytest.param(
            [
                entity("a/more", "womens_network", level="local"),
                tie("a/more", "works_on", "theme:youth", label=Label.RED),
            ],
            Label.CLEAR,
            id="what was not asked",
        ),
    ],
)
def test_label(claims: list[Claim], expected: Label) -> None:
    """Those left out are as closed as they are, and as what is told of them rests on."""
    view, asked = asked_of(WHOLE, *claims)
    found = left_out(view, asked)

    assert label(view, asked, found, nearest(view, asked, found)) == expected
