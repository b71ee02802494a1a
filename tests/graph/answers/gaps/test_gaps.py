"""Gaps: every theme, place and kind of actor, and how well each is covered."""

from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answers.gaps.gaps import STATES, Cell, Gap, Gaps, Grid, gaps
from graph.domain.errors import NeedError, NotHereError
from graph.domain.labels import Label
from graph.domain.model import Claim, Entity, Source, Tie
from graph.measures.scope import scoped
from graph.views.view import Scope
from tests.networks import entity, judged, shared, source, tie, view_of

WOMEN, CIVIL = "womens_network", "civil_society"
#: The one cell that most tests look at.
ONE: dict[str, Any] = {"themes": ("mediation",), "places": ("ML",), "kinds": (WOMEN,)}


def answer(*claims: Claim, clearance: Label = Label.RED, **grid: object) -> Gaps:
    """The gaps of a small network, on mediation in Mali by women if nothing else is said."""
    view = view_of(*shared(), *claims, clearance=clearance)
    return gaps(view, Grid(**{**ONE, **grid}))


def works(name: str, *more: str, since: str = "2024", kind: str = WOMEN) -> list[Claim]:
    """A stakeholder who works on mediation in Mali, and says so since a year."""
    ends = more or ("theme:mediation", "country:ML")
    verbs = ["works_on" if end.startswith("theme") else "active_in" for end in ends]
    ties = [tie(name, verb, end, since=since) for verb, end in zip(verbs, ends, strict=True)]
    return [entity(name, kind), *ties]


def cell(*claims: Claim, **grid: Any) -> Cell:  # noqa: ANN401
    """The only cell of an answer."""
    (found,) = answer(*claims, **grid).cells()
    return found


def gap(*claims: Claim, **grid: Any) -> Gap:  # noqa: ANN401
    """The only gap of an answer."""
    (found,) = answer(*claims, **grid).gaps
    return found


@pytest.mark.parametrize(
    ("claims", "state", "counts"),
    [
        pytest.param([], "no actor known", (0, 0, 0), id="nobody"),
        pytest.param(works("list/a"), "thin", (1, 1, 1), id="one"),
        pytest.param([*works("list/a"), *works("list/b")], "covered", (2, 2, 2), id="two"),
        pytest.param(
            [*works("list/a"), *works("list/b", since="2010")],
            "covered",
            (2, 2, 1),
            id="two, one of them long ago",
        ),
        pytest.param(
            [*works("list/a", since="2010"), *works("list/b", since="2012")],
            "stale evidence",
            (2, 2, 0),
            id="long ago",
        ),
        pytest.param(
            [entity("list/a", WOMEN), tie("list/a", "works_on", "theme:mediation", since="2024")],
            "no actor known",
            (0, 0, 0),
            id="not there",
        ),
        pytest.param(works("list/a", kind=CIVIL), "no actor known", (0, 0, 0), id="other kind"),
    ],
)
def test_states(claims: list[Claim], state: str, counts: tuple[int, int, int]) -> None:
    """A cell is judged by who is known in it, how many they are, and when last heard of."""
    found = cell(*claims)

    assert found.state == state
    assert (found.actors, found.independent, found.fresh) == counts


@pytest.mark.parametrize(
    ("years", "state"),
    [pytest.param(5, "stale evidence", id="too old"), pytest.param(6, "covered", id="new enough")],
)
def test_thresholds(years: int, state: str) -> None:
    """How many make a cell covered, and how old word may be, are asked."""
    claims = works("list/a", since="2019-06-02")
    view = view_of(*shared(), *claims, as_of=date(2025, 6, 1))
    (found,) = gaps(view, Grid(**ONE, at_least=1, years=years)).cells()

    assert found.state == state


def test_word_is_as_new_as_the_older_half() -> None:
    """Recent word of the theme and old word of the place is old word of the two."""
    claims: list[Claim] = [
        entity("list/a", WOMEN),
        tie("list/a", "works_on", "theme:mediation", since="2025"),
        tie("list/a", "active_in", "country:ML", since="2010"),
    ]

    assert cell(*claims).state == "stale evidence"


def test_undated_word_is_not_new() -> None:
    """Without a date of its own, word is as new as the day its source was read, or of no day."""
    claims: list[Claim] = [
        entity("list/a", WOMEN),
        tie("list/a", "works_on", "theme:mediation"),
        tie("list/a", "active_in", "country:ML"),
    ]

    assert cell(*claims).state == "stale evidence"


@pytest.mark.parametrize(
    ("theme", "place", "actors"),
    [
        pytest.param("theme:mediation", "country:ML", 1, id="itself"),
        pytest.param("theme:participation", "country:ML", 0, id="the wider theme is not it"),
        pytest.param("theme:mediation", "region:011", 0, id="the wider place is not it"),
    ],
)
def test_what_counts(theme: str, place: str, actors: int) -> None:
    """Work on the wider theme or in the wider region says nothing of the cell itself."""
    assert cell(*works("list/a", theme, place)).actors == actors


def test_parts_count() -> None:
    """Mediation in Mali counts for participation in Western Africa."""
    wide = {"themes": ("participation",), "places": ("011",)}

    assert cell(*works("list/a"), **wide).actors == 1


def test_through_an_activity() -> None:
    """A part in an activity counts for the themes and places of the activity."""
    claims: list[Claim] = [
        entity("list/a", WOMEN),
        entity("list/project", "activity"),
        tie("list/a", "implements", "list/project", since="2024"),
        tie("list/project", "works_on", "theme:mediation", since="2024"),
        tie("list/project", "active_in", "country:ML", since="2024"),
    ]

    assert cell(*claims).actors == 1


BODY = (
    source(),
    entity("list/bloc", "regional_body"),
    tie("country:ML", "member_of", "list/bloc", since="1975", until="2024"),
    tie("country:GH", "member_of", "list/bloc", since="1975"),
)


@pytest.mark.parametrize(
    ("since", "actors"),
    [
        pytest.param("2020", 1, id="while it was a member"),
        pytest.param("2025", 0, id="after it left"),
    ],
)
def test_a_body_is_its_members(since: str, actors: int) -> None:
    """A regional body stands for its members while they were members."""
    claims = (*BODY, *works("list/a", since=since))

    assert cell(*claims, places=("list/bloc",)).actors == actors


def test_each_country() -> None:
    """A body can be looked at country by country, as it is on the day."""
    found = answer(*BODY, *works("list/a"), places=("list/bloc", "TD"), each_country=True)

    assert [place.name for place in found.places] == ["Chad", "Ghana"]


def test_who_has_ended_is_in_no_cell() -> None:
    """What no longer exists fills nothing, and is not near to it."""
    claims = [*works("list/a"), entity("list/b", WOMEN, until="2020")]
    claims += [
        tie("list/b", "works_on", "theme:mediation", since="2019"),
        tie("list/b", "active_in", "country:ML", since="2019"),
    ]

    assert cell(*claims).actors == 1
    assert gap(*claims).nearest == ()


PART = tie("list/part", "part_of", "list/whole")


@pytest.mark.parametrize(
    ("claims", "independent"),
    [
        pytest.param([], 2, id="apart"),
        pytest.param([PART], 1, id="part and whole"),
        pytest.param([tie("list/part", "part_of", "list/whole", until="2020")], 2, id="no longer"),
        pytest.param([PART, tie("list/whole", "part_of", "list/part")], 1, id="in a circle"),
        pytest.param(
            [
                entity("list/middle", CIVIL),
                tie("list/part", "part_of", "list/middle"),
                tie("list/middle", "part_of", "list/whole"),
            ],
            1,
            id="by way of somebody of another kind",
        ),
        pytest.param(
            [PART, *works("list/b"), tie("list/b", "part_of", "list/whole")],
            2,
            id="two parts",
        ),
    ],
)
def test_independence(claims: list[Claim], independent: int) -> None:
    """An organisation and its own parts count once: as its parts."""
    found = cell(*works("list/part"), *works("list/whole"), *claims)

    assert found.independent == independent
    assert found.actors >= found.independent


def test_parts_of_another_kind_are_independent() -> None:
    """The women's wing of a civil society organisation is another kind of actor."""
    claims = [*works("list/part"), *works("list/whole", kind=CIVIL), PART]
    counts = [each.independent for each in answer(*claims, kinds=(WOMEN, CIVIL)).cells()]

    assert counts == [1, 1]


#: Two themes, two places, two kinds. Ann's is on both themes in Mali, Ben's on one in both.
TABLE = [
    *works("list/ann", "theme:mediation", "theme:justice", "country:ML"),
    *works("list/ben", "theme:mediation", "country:ML", "country:TD", kind=CIVIL),
    *works("list/cat", "theme:mediation", "country:ML"),
]
SIDES: dict[str, Any] = {
    "themes": ("mediation", "justice"),
    "places": ("ML", "TD"),
    "kinds": (WOMEN, CIVIL),
}


def test_cells_in_the_order_asked() -> None:
    """Cells come theme by theme, place by place, kind by kind."""
    found = list(answer(*TABLE, **SIDES).cells())

    assert [each.actors for each in found] == [2, 1, 0, 1, 1, 0, 0, 0]
    assert [STATES.index(each.state) for each in found] == [0, 1, 3, 1, 1, 3, 3, 3]
    assert (found[1].theme, found[1].place, found[1].kind) == (
        "theme:mediation",
        "country:ML",
        CIVIL,
    )


def test_sums() -> None:
    """Each row of the table is summed up: actors each once, cells by state."""
    found = answer(*TABLE, **SIDES)

    assert found.counts == {
        "covered": 1,
        "thin": 3,
        "stale evidence": 0,
        "no actor known": 4,
    }
    assert [(each.name, each.actors) for each in found.themes] == [
        ("mediation", 3),
        ("justice and the rule of law", 1),
    ]
    assert [(each.id, each.actors) for each in found.places] == [
        ("country:ML", 3),
        ("country:TD", 1),
    ]
    assert [(each.name, each.actors) for each in found.kinds] == [
        ("women's network", 2),
        ("civil society organisation", 1),
    ]
    for side in (found.themes, found.places, found.kinds):
        for state, count in found.counts.items():
            assert sum(each.states[state] for each in side) == count


def test_foremost_gaps() -> None:
    """Empty cells come first, and among them those where one would expect most."""
    found = answer(*TABLE, **SIDES).gaps

    # Two women's networks, of which two are on mediation and none in Chad: 2 x 0 / 2 = 0.
    # One civil society organisation: none on justice, so nothing is expected there either.
    assert [STATES.index(each.cell.state) for each in found] == [3, 3, 3, 3, 1, 1, 1]
    assert {each.expected for each in found[:4]} == {0.0}
    assert [each.expected for each in found[4:]] == [1.0, 1.0, 1.0]


def test_expected() -> None:
    """Of three on mediation and two in Mali, among four, one would expect one and a half there."""
    claims: list[Claim] = [
        *works("list/a", "theme:mediation", "country:TD"),
        *works("list/b", "theme:mediation", "country:TD"),
        *works("list/c", "theme:mediation", "country:TD"),
        *works("list/d", "theme:justice", "country:ML"),
        *works("list/e", "theme:justice", "country:ML"),
    ]

    # Five of the kind in all: 3 x 2 / 5.
    assert gap(*claims).expected == 1.2


def test_how_many_are_told() -> None:
    """No more gaps are told than are asked for, but all are counted."""
    found = answer(*TABLE, **SIDES, first=2)

    assert len(found.gaps) == 2
    assert found.counts["no actor known"] == 4


def test_who_is_nearest() -> None:
    """Nearest is who lacks least; of equals, the one of whom there is the newest word."""
    found = gap(
        *works("list/far", "theme:mediation", "country:TD"),
        *works("list/near", "theme:mediation", "region:011"),
        *works("list/other", "theme:justice", "country:ML", since="2025"),
        *works("list/kind", "theme:mediation", "country:TD", kind=CIVIL),
    )

    assert [(each.name, each.fit) for each in found.nearest] == [
        ("near", 0.75),
        ("other", 0.5),
        ("far", 0.5),
    ]
    near, other, far = found.nearest
    assert [each.words for each in near.because] == [
        "works on mediation (since 2024)",
        "active in Western Africa (since 2024); Mali is part of it",
    ]
    assert near.because[0].ties == ("list/list/near works_on theme:mediation",)
    assert near.missing == ("not known to be active in Mali",)
    assert other.missing == ("no known work on mediation",)
    assert far.missing == ("not known to be active in Mali",)


def test_through_whom() -> None:
    """Where somebody asks, each who is near comes with the strongest chain to it."""
    claims: list[Claim] = [
        *works("list/far", "theme:mediation", "country:TD"),
        *works("list/alone", "theme:mediation", "country:TD", since="2023"),
        entity("list/us"),
        entity("list/friend"),
        tie("list/us", "partners_with", "list/friend"),
        tie("list/friend", "partners_with", "list/far"),
    ]
    far, alone = gap(*claims, asking="list/us").nearest

    assert far.introduction is not None
    assert far.introduction.between == ("list/friend",)
    assert alone.introduction is None
    assert alone.instead[0] == "nothing joins the two sides"
    assert gap(*claims).nearest[0].introduction is None


def test_the_asker_is_not_introduced_to_itself() -> None:
    """Who asks is not told to fill the gap itself."""
    claims = works("list/us", "theme:mediation", "country:TD")

    assert gap(*claims, asking="list/us").nearest == ()


def test_who_is_there() -> None:
    """Of a thin or stale cell is told who is in it, the one heard of last first."""
    claims = [*works("list/a", since="2010"), *works("list/b", since="2012-03")]
    undated: list[Claim] = [
        entity("list/c", WOMEN),
        tie("list/c", "works_on", "theme:mediation"),
        tie("list/c", "active_in", "country:ML"),
    ]
    found = gap(*claims, *undated)

    assert [(each.name, each.newest) for each in found.there] == [
        ("b", "2012-03-01"),
        ("a", "2010-01-01"),
        ("c", None),
    ]
    assert found.nearest == ()


def test_many_who_are_near() -> None:
    """Of many who are equally near, those whose ids come first are named."""
    claims: list[Claim] = [
        each
        for name in ("e", "b", "d", "a", "c")
        for each in works(f"list/{name}", "theme:mediation", "country:TD")
    ]

    assert [each.name for each in gap(*claims, nearest=2).nearest] == ["a", "b"]
    assert gap(*claims, nearest=0).nearest == ()


def test_unless_named() -> None:
    """Without themes the pillars are meant, without kinds all but persons and the like."""
    found = gaps(view_of(*shared()), Grid(places=("ML",)))

    assert [each.name for each in found.themes] == [
        "participation",
        "protection",
        "prevention",
        "relief and recovery",
        "implementation of the agenda",
    ]
    codes = [each.id for each in found.kinds]
    assert WOMEN in codes
    assert not {"person", "armed_actor", "organisation"} & set(codes)


def test_the_scope_of_the_view() -> None:
    """Where none are named, the themes and places are those of the view's scope."""
    scope = Scope(places=("country:ML",), themes=("theme:mediation",))
    view = scoped(view_of(*shared(), *works("list/a")), scope)
    found = gaps(view, Grid(kinds=(WOMEN,)))

    assert [each.actors for each in found.cells()] == [1]


def test_words() -> None:
    """The answer says whose eyes the cells are judged by, and by which rules."""
    first, second = answer(clearance=Label.GREEN, at_least=3, years=1).words

    assert "a reader cleared for TLP:GREEN may see, as of 2025-06-01" in first
    assert "not that there is none" in first
    assert "fewer than 3 independent actors" in second
    assert "no word of the last 1 year." in second


@pytest.mark.parametrize(
    ("claims", "label"),
    [
        pytest.param([], Label.CLEAR, id="nothing closed"),
        pytest.param([entity("list/b", WOMEN, label=Label.RED)], Label.CLEAR, id="not in a cell"),
        pytest.param(
            [
                entity("list/b", WOMEN),
                tie("list/b", "active_in", "country:ML", label=Label.AMBER),
            ],
            Label.AMBER,
            id="closed tie to the place",
        ),
        pytest.param(
            [
                entity("list/b", WOMEN, label=Label.GREEN),
                tie("list/b", "works_on", "theme:mediation"),
            ],
            Label.GREEN,
            id="closed actor on the theme",
        ),
    ],
)
def test_label(claims: list[Claim], label: Label) -> None:
    """The answer carries the highest label of what was counted."""
    assert answer(*works("list/a"), *claims).label == label


def test_label_of_who_asks() -> None:
    """Who asks and how they reach somebody count too."""
    claims: list[Claim] = [
        *works("list/far", "theme:mediation", "country:TD"),
        entity("list/us"),
        tie("list/us", "knows", "list/far", label=Label.AMBER),
    ]

    assert answer(*claims).label == Label.CLEAR
    assert answer(*claims, asking="list/us").label == Label.AMBER


def test_merged_entities_are_one_actor() -> None:
    """Two sources that speak of one organisation do not make it two."""
    claims = [*works("list/a"), *works("other/a"), judged("list/a", "same", "other/a")]

    assert cell(*claims).actors == 1


@pytest.mark.parametrize(
    ("grid", "problem"),
    [
        pytest.param({"places": ()}, "no place is asked for", id="no place"),
        pytest.param({"themes": ("tea",)}, "'tea' is no theme", id="no theme"),
        pytest.param({"kinds": ("tea",)}, "'tea' is no kind", id="no kind"),
        pytest.param({"at_least": 0}, "0 actors to cover a cell: ask for 1", id="no threshold"),
        pytest.param({"first": 999}, "999 gaps to tell: ask for 0 to 200", id="too many"),
    ],
)
def test_refused(grid: dict[str, Any], problem: str) -> None:
    """What cannot be meant is refused in words."""
    with pytest.raises(NeedError, match=problem):
        answer(**grid)


def test_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table too large to be of use is refused, with its size."""
    monkeypatch.setattr("graph.answers.gaps.gaps.MOST_CELLS", 4)
    with pytest.raises(NeedError, match="5 themes, 1 places and 1 kinds make too many cells; 4"):
        answer(themes=())


def test_nobody_of_that_id() -> None:
    """An asker who is not here is refused as everywhere."""
    with pytest.raises(NotHereError, match="'list/x' is not in this network"):
        answer(asking="list/x")


NAMES = ("list/a", "list/b", "other/c", "other/d")
THEMES, PLACES = ("mediation", "peace_processes"), ("ML", "011")
TABLE_OF_ALL = Grid(themes=THEMES, places=PLACES, kinds=(WOMEN, CIVIL), first=8)
ENDS = ("theme:mediation", "theme:peace_processes", "country:ML", "region:011")

#: No more of the vocabulary than is tied to here, and what of it is part of what.
FEW = shared(*ENDS, "vocabulary/theme:mediation", "vocabulary/country:ML")


@st.composite
def evidence(draw: st.DrawFn, most: int = 12) -> list[Tie]:
    """Ties of a few stakeholders to themes and places, of any date and label, and to each other."""
    found = {}
    for _ in range(draw(st.integers(0, most))):
        start, end = draw(st.sampled_from(NAMES)), draw(st.sampled_from(ENDS))
        verb = "works_on" if end.startswith("theme") else "active_in"
        since = draw(st.sampled_from((None, "2005", "2018-03", "2022", "2025-01")))
        label = draw(st.sampled_from((None, Label.AMBER)))
        dated = {} if since is None else {"since": since}
        made = tie(start, verb, end, **dated, label=label, id=f"{start} {end} {since} {label}")
        found[made.id] = made
    if draw(st.booleans()):
        found["part"] = tie("list/a", "part_of", "list/b")
    return list(found.values())


def table(claims: list[Claim], clearance: Label = Label.RED) -> Gaps:
    """Every cell there can be for such evidence."""
    return gaps(view_of(*FEW, *PEOPLE, *claims, clearance=clearance), TABLE_OF_ALL)


PEOPLE: tuple[Source | Entity, ...] = (
    *(source("list"), source("other")),
    *(entity(name, WOMEN if name[-1] in "abc" else CIVIL) for name in NAMES),
)


def told(found: Gaps) -> tuple[object, ...]:
    """Everything that an answer tells."""
    sides = (found.themes, found.places, found.kinds)
    return (*sides, list(found.cells()), found.gaps, found.words, found.label, found.as_of)


@given(evidence())
def test_hidden_ties_change_nothing(ties: list[Tie]) -> None:
    """A reader is told what somebody is told in whose network the closed ties never were."""
    open_ties = [each for each in ties if each.label is None]

    less, more = table([*open_ties], Label.CLEAR), table([*ties], Label.CLEAR)
    assert told(less) == told(more)
    assert less.revision == more.revision


@given(evidence(), st.randoms(use_true_random=False))
def test_the_order_of_loading_changes_nothing(ties: list[Tie], chance: Random) -> None:
    """Ties and entities in another order give the same answer."""
    shuffled: list[Claim] = [*ties]
    chance.shuffle(shuffled)
    people = list(PEOPLE[2:])
    chance.shuffle(people)
    other = view_of(*FEW, *PEOPLE[:2], *people, *shuffled)

    assert told(gaps(other, TABLE_OF_ALL)) == told(table([*ties]))


@given(evidence(), evidence(most=3))
def test_more_evidence_never_makes_a_cell_worse(ties: list[Tie], more: list[Tie]) -> None:
    """Whatever else is learnt of who works on what where, no cell falls back."""
    known = {each.id for each in ties}
    learnt = [each for each in more if each.id not in known and each.kind != "part_of"]

    for before, after in zip(table([*ties]).cells(), table([*ties, *learnt]).cells(), strict=True):
        assert STATES.index(after.state) <= STATES.index(before.state)
        assert (after.actors, after.independent) >= (before.actors, before.independent)


def test_near_to_two_cells() -> None:
    """Whoever is nearest to two cells is reached in the same way in both."""
    claims = [
        *works("list/far", "theme:mediation", "country:TD"),
        entity("list/us"),
        tie("list/us", "partners_with", "list/far"),
    ]
    one, other = answer(*claims, places=("ML", "GH"), asking="list/us").gaps

    assert one.nearest[0].introduction == other.nearest[0].introduction is not None


def test_worked_example() -> None:
    """What the docstring tells of mediation and justice in Mali and Chad is so."""
    chad = tie("list/b", "active_in", "country:TD", since="2024")
    themes, places = ("mediation", "justice"), ("ML", "TD")
    found = answer(*works("list/a"), *works("list/b"), chad, themes=themes, places=places)

    assert [each.state for each in found.cells()] == [
        *("covered", "thin"),
        *("no actor known", "no actor known"),
    ]
    (thin,) = (each for each in found.gaps if each.cell.state == "thin")
    assert [each.name for each in thin.nearest] == ["a"]
