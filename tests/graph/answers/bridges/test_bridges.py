"""Bridges: who works on two agendas, who connects them, and which pairs are nearest."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answers.bridges.bridges import Agendas, Bridges, bridges
from graph.domain.errors import NeedError
from graph.domain.labels import Label
from graph.domain.model import Claim, Tie
from tests.networks import entity, shared, source, tie, view_of

MEDIATION, JUSTICE = "theme:mediation", "theme:justice"
#: Ann's and Amy's are on mediation, Ben's and Bob's on justice, Cy's on both, Dan's on neither.
PEOPLE: tuple[Claim, ...] = (
    source(),
    *(entity(f"list/{name}") for name in ("ann", "amy", "ben", "bob", "cy", "dan")),
    *(tie(f"list/{name}", "works_on", MEDIATION) for name in ("ann", "amy", "cy")),
    *(tie(f"list/{name}", "works_on", JUSTICE) for name in ("ben", "bob", "cy")),
)
TIES: tuple[Tie, ...] = (
    tie("list/ann", "partners_with", "list/dan"),
    tie("list/amy", "knows", "list/dan"),
    tie("list/dan", "member_of", "list/ben"),
    tie("list/amy", "funds", "list/bob"),
)


def found(*more: Claim, clearance: Label = Label.RED, **ask: Any) -> Bridges:  # noqa: ANN401
    """The bridges between mediation and justice, if nothing else is said."""
    values: dict[str, Any] = {"left": ("mediation",), "right": ("justice",), **ask}
    view = view_of(*shared(), *PEOPLE, *more, clearance=clearance)
    return bridges(view, Agendas(**values))


def test_the_sides() -> None:
    """Each side is told in words, with how many work on it; who is on both is on either."""
    answer = found()

    assert (answer.left.themes, answer.left.actors) == (("mediation",), 3)
    assert (answer.right.themes, answer.right.actors) == (("justice and the rule of law",), 3)


def test_who_works_on_both() -> None:
    """Whoever works on both is named with what says so of each."""
    (cy,) = found().both

    assert (cy.name, cy.fit) == ("cy", 1.0)
    assert [each.words for each in cy.left] == ["works on mediation"]
    assert [each.words for each in cy.right] == ["works on justice and the rule of law"]
    assert found().on_both == 1


def test_parts_count_and_wholes_do_not() -> None:
    """Work on a part is work on the agenda; work on what the agenda is part of is not."""
    more = (
        entity("list/eve"),
        tie("list/eve", "works_on", "theme:transitional_justice"),
        tie("list/eve", "works_on", "theme:peace_processes"),
    )
    answer = found(*more)

    assert (answer.left.actors, answer.right.actors) == (3, 4)


def test_the_lesser_fit_ranks() -> None:
    """Whoever works on one of the two only through an activity comes later."""
    more = (
        entity("list/bea"),
        entity("list/project", "activity"),
        tie("list/bea", "works_on", MEDIATION, since="2025"),
        tie("list/bea", "implements", "list/project", since="2025"),
        tie("list/project", "works_on", JUSTICE, since="2025"),
    )

    assert [(each.name, each.fit) for each in found(*more).both] == [("cy", 1.0), ("bea", 0.9)]
    assert [each.name for each in found(*more, first=1).both] == ["cy"]
    assert found(*more, first=1).on_both == 2


def test_an_agenda_within_another() -> None:
    """What lies within the narrower agenda counts for it alone."""
    answer = found(left=("mediation",), right=("women_peace_security",))

    # Ben, Bob and Cy work on justice, which is part of the wider agenda; Ann and Amy do not.
    assert (answer.left.actors, answer.right.actors, answer.on_both) == (3, 3, 1)


def test_connectors() -> None:
    """A connector is worth the chains through it, summed over all pairs of one from either side."""
    answer = found(*TIES)
    worth = {each.name: each.worth for each in answer.connectors}

    # Dan: Ann 0.9 and Amy 0.9 on the left, Ben 0.8 on the right: 1.8 x 0.8.
    # Amy is herself on the left: 1 x 0.7 for the money to Bob; and so is Bob on the right.
    assert worth == {"dan": 1.44, "amy": 0.7, "bob": 0.7}
    dan, amy, bob = answer.connectors
    assert (dan.side, amy.side, bob.side) == ("neither", "left", "right")
    assert (dan.left, dan.right) == (2, 1)
    assert [each.words for each in dan.because] == ["dan knows amy", "dan member of ben"]
    assert [each.words for each in amy.because] == ["amy funds bob"]


def test_who_holds_them_together() -> None:
    """Without Cy, Dan or Ben, and Amy or Bob, no chain of ties joins the two."""
    answer = found(*TIES)

    assert answer.held_by == 3
    assert [(each.name, each.always) for each in answer.holding] == [
        ("cy", True),
        ("dan", False),
        ("amy", False),
    ]
    assert len(found(*TIES, first=1).holding) == 1


def test_in_every_cut() -> None:
    """Whoever alone stands between many is in every smallest set."""
    more = (tie("list/dan", "knows", "list/bob"), *(each for each in TIES if each.kind != "funds"))
    answer = found(*more)

    assert [(each.name, each.always) for each in answer.holding] == [("dan", True), ("cy", True)]


def test_too_large_for_a_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the network is too large, the answer says that no cut was looked for."""
    monkeypatch.setattr("graph.answers.bridges.vertex_cut.MOST_HOPS", 1)
    answer = found(*TIES)

    assert (answer.held_by, answer.holding) == (None, ())
    assert answer.connectors


def test_nearest_pairs() -> None:
    """Pairs that are not tied yet come by the strongest chain between them, each once."""
    answer = found(*TIES)

    # Amy and Bob are joined already. Amy – Dan – Ben is 0.9 x 0.8, and so is Ann – Dan – Ben.
    assert answer.joined == 1
    assert [(chain.hops[0].near, chain.hops[-1].far) for chain in answer.nearest] == [
        ("list/amy", "list/ben"),
        ("list/ann", "list/ben"),
    ]
    assert [chain.strength for chain in answer.nearest] == [0.72, 0.72]
    assert len(found(*TIES, first=1).nearest) == 1


def test_a_pair_that_is_joined_is_not_near() -> None:
    """A way round between two who are joined already is not told, nor a second way to a pair."""
    more = (
        tie("list/dan", "knows", "list/bob"),
        entity("list/ed"),
        tie("list/ann", "knows", "list/ed"),
        tie("list/ed", "knows", "list/ben"),
    )
    pairs = [(chain.hops[0].near, chain.hops[-1].far) for chain in found(*TIES, *more).nearest]

    assert sorted(pairs) == [
        ("list/amy", "list/ben"),
        ("list/ann", "list/ben"),
        ("list/ann", "list/bob"),
    ]


def test_nobody_on_a_side() -> None:
    """Where nobody works on one side, there is nothing to bridge."""
    answer = found(right=("trafficking",))

    assert (answer.right.actors, answer.both, answer.connectors) == (0, (), ())
    assert (answer.held_by, answer.nearest) == (0, ())


PLACED = (
    tie("list/ann", "active_in", "country:ML"),
    tie("list/ben", "active_in", "country:ML"),
    entity("list/fem", "womens_network"),
    tie("list/fem", "works_on", MEDIATION),
)


@pytest.mark.parametrize(
    ("ask", "actors"),
    [
        pytest.param({"places": ("ML",)}, (1, 1), id="place"),
        pytest.param({"places": ("011",)}, (1, 1), id="wider place"),
        pytest.param({"kinds": ("womens_network",)}, (1, 0), id="kind"),
        pytest.param({}, (4, 3), id="all"),
    ],
)
def test_who_counts(ask: dict[str, Any], actors: tuple[int, int]) -> None:
    """Places and kinds say who counts on either side."""
    answer = found(*PLACED, **ask)

    assert (answer.left.actors, answer.right.actors) == actors


def test_who_has_ended() -> None:
    """What no longer exists works on nothing."""
    more = (entity("list/old", until="2020"), tie("list/old", "works_on", MEDIATION))

    assert found(*more).left.actors == 3


@pytest.mark.parametrize(
    ("more", "label"),
    [
        pytest.param(tie("list/dan", "works_on", MEDIATION, label=Label.AMBER), "AMBER", id="work"),
        pytest.param(tie("list/ann", "knows", "list/ben", label=Label.GREEN), "GREEN", id="tie"),
        pytest.param(entity("list/x", label=Label.RED), "CLEAR", id="unconcerned"),
    ],
)
def test_label(more: Claim, label: str) -> None:
    """The answer carries the highest label of the sides and of all ties between."""
    assert found(*TIES, more).label.text == label
    assert found(*TIES, more, clearance=Label.CLEAR).label == Label.CLEAR


@pytest.mark.parametrize(
    ("ask", "problem"),
    [
        pytest.param({"left": ()}, "a bridge needs a theme on each side", id="no theme"),
        pytest.param({"right": ("mediation",)}, "mediation: nothing of it is left", id="the same"),
        pytest.param(
            {"right": ("mediation", "negotiation"), "left": ("mediation",)},
            None,
            id="one more on one side",
        ),
        pytest.param({"left": ("tea",)}, "'tea' is no theme", id="no such theme"),
        pytest.param({"places": ("tea",)}, "'tea' is no country", id="no such place"),
        pytest.param({"kinds": ("tea",)}, "'tea' is no kind", id="no such kind"),
        pytest.param({"first": 0}, "0 of each cannot be listed; ask for 1 to 100", id="none"),
    ],
)
def test_refused(ask: dict[str, Any], problem: str | None) -> None:
    """What cannot be meant is refused in words."""
    if problem is None:
        assert found(**ask).right.actors == 0
    else:
        with pytest.raises(NeedError, match=problem):
            found(**ask)


NAMES = tuple(f"list/{name}" for name in ("ann", "amy", "ben", "bob", "cy", "dan"))
THEMES = (MEDIATION, JUSTICE)
FEW = shared(*THEMES)


@st.composite
def networks(draw: st.DrawFn) -> list[Tie]:
    """A few ties among six, and to two themes, some of them closed."""
    made = {}
    for _ in range(draw(st.integers(0, 12))):
        start, end = draw(st.sampled_from(NAMES)), draw(st.sampled_from((*NAMES, *THEMES)))
        kind = draw(st.sampled_from(("knows", "funds", "opposes")))
        label = draw(st.sampled_from((None, Label.AMBER)))
        if start != end:
            one = tie(start, "works_on" if end in THEMES else kind, end, label=label)
            made[one.id] = one
    return list(made.values())


def told(claims: list[Claim], clearance: Label = Label.RED) -> Bridges:
    """The bridges of such a network."""
    ask = Agendas(left=("mediation",), right=("justice",), first=20)
    return bridges(view_of(*FEW, source(), *claims, clearance=clearance), ask)


BODIES: list[Claim] = [entity(name) for name in NAMES]


@given(networks())
def test_hidden_ties_change_nothing(ties: list[Tie]) -> None:
    """A reader is told what somebody is told in whose network the closed ties never were."""
    open_ties = [each for each in ties if each.label is None]

    assert told([*BODIES, *ties], Label.CLEAR) == told([*BODIES, *open_ties], Label.CLEAR)


def summary(answer: Bridges) -> tuple[object, ...]:
    """All of an answer but the reasons, of which the earliest claim comes first."""
    return (
        *(answer.left, answer.right, answer.on_both, answer.held_by, answer.holding),
        [(each.id, each.fit) for each in answer.both],
        [(each.id, each.worth, each.left, each.right, each.because) for each in answer.connectors],
        [(each.between, each.hops[0].near, each.hops[-1].far) for each in answer.nearest],
        *(answer.joined, answer.label),
    )


@given(networks(), st.randoms(use_true_random=False))
def test_the_order_of_loading_changes_nothing(ties: list[Tie], chance: Random) -> None:
    """Ties and entities in another order give the same answer."""
    bodies, shuffled = [*BODIES], [*ties]
    chance.shuffle(bodies)
    chance.shuffle(shuffled)

    assert summary(told([*bodies, *shuffled])) == summary(told([*BODIES, *ties]))


@given(networks(), networks())
def test_more_ties_never_lower_a_connector(ties: list[Tie], more: list[Tie]) -> None:
    """Another tie between stakeholders makes nobody a weaker connector, nor the cut smaller."""
    known = {each.id for each in ties}
    learnt = [each for each in more if each.id not in known and each.kind != "works_on"]
    before, after = told([*BODIES, *ties]), told([*BODIES, *ties, *learnt])
    worth = {each.id: each.worth for each in after.connectors}

    assert all(worth[each.id] >= each.worth for each in before.connectors)
    assert (after.held_by or 0) >= (before.held_by or 0)
    assert after.joined >= before.joined


def test_worked_example() -> None:
    """What the docstring tells of Ann, Amy, Ben, Bob, Cy and Dan is so."""
    answer = found(*TIES)

    assert (answer.connectors[0].name, answer.connectors[0].worth) == ("dan", 1.44)
    assert [(each.name, each.always) for each in answer.holding] == [
        *(("cy", True), ("dan", False), ("amy", False)),
    ]
