"""Who are partners, in networks worked out by hand."""

from itertools import pairwise

import numpy as np
import pytest

from graph.domain.labels import Label
from graph.measures.collaboration import CROWD, FEW, bonds, fabric, ones_of, rows_of
from graph.views.view import View
from tests.networks import entity, shared, tie, view_of

ONE, TWO, THREE = (entity(f"a/{key}") for key in ("one", "two", "three"))
FORUM = entity("a/forum", "event")


def partners_of(view: View, name: str) -> set[str]:
    """The keys of who works with *name*."""
    nodes = ones_of(fabric(view).partners, view.node(f"a/{name}"))
    return {view.names[node] for node in nodes.tolist()}


@pytest.mark.parametrize(
    "kind",
    ["partners_with", "member_of", "affiliated_with", "knows", "linked_to", "funds", "part_of"],
)
def test_direct(kind: str) -> None:
    """Ties of alliance, money and structure make partners of both ends."""
    view = view_of(ONE, TWO, THREE, tie("a/one", kind, "a/two"))

    assert partners_of(view, "one") == {"two"}
    assert partners_of(view, "two") == {"one"}
    assert partners_of(view, "three") == set()


def test_opposing() -> None:
    """Who opposes another is no partner, and no busier for it."""
    view = view_of(ONE, TWO, tie("a/one", "opposes", "a/two"))

    assert partners_of(view, "one") == set()
    assert fabric(view).activity.tolist() == [0, 0]


@pytest.mark.parametrize("kind", ["took_part_in", "convened"])
def test_table(kind: str) -> None:
    """Who has a part in the same event works together, whatever the part."""
    ties = tie("a/one", kind, "a/forum"), tie("a/two", "took_part_in", "a/forum")
    view = view_of(ONE, TWO, THREE, FORUM, *ties)

    assert partners_of(view, "one") == {"two"}
    assert partners_of(view, "three") == set()
    assert partners_of(view, "forum") == set()


def test_linked_context() -> None:
    """A tie to an event that is no part in it joins nobody."""
    ties = tie("a/one", "linked_to", "a/forum"), tie("a/two", "linked_to", "a/forum")

    assert partners_of(view_of(ONE, TWO, FORUM, *ties), "one") == set()


@pytest.mark.parametrize(
    ("size", "known"),
    [pytest.param(CROWD, CROWD - 1, id="full"), pytest.param(CROWD + 1, 0, id="crowd")],
)
def test_crowd(size: int, known: int) -> None:
    """A crowd at one event does not know each other."""
    bodies = [entity(f"a/{number}") for number in range(size)]
    view = view_of(FORUM, *bodies, *(tie(body.id, "took_part_in", "a/forum") for body in bodies))

    assert fabric(view).degrees[view.node("a/0")] == known


def test_counts() -> None:
    """Partners are counted once however often they are tied; ties and parts each time."""
    ties = [
        tie("a/one", "funds", "a/two"),
        tie("a/two", "partners_with", "a/one"),
        tie("a/one", "partners_with", "a/three"),
        tie("a/one", "took_part_in", "a/forum"),
    ]
    woven = fabric(view_of(ONE, TWO, THREE, FORUM, *ties))

    assert woven.degrees.tolist() == [2, 1, 1, 0]
    assert woven.activity.tolist() == [4, 2, 1, 0]
    assert woven.standing.round(4).tolist() == [1.0, 0.6826, 0.4307, 0.0]


def test_nobody_tied() -> None:
    """Without ties nobody stands above anybody."""
    woven = fabric(view_of(ONE, TWO))

    assert woven.standing.tolist() == [0, 0]
    assert woven.partners.nnz == 0


def test_values() -> None:
    """Themes, places and the kind are known of somebody, by ties and by parts in activities."""
    ties = [
        tie("a/one", "works_on", "theme:mediation"),
        tie("a/two", "took_part_in", "a/forum"),
        tie("a/forum", "active_in", "country:ML"),
    ]
    view = view_of(*shared("theme:mediation", "country:ML"), ONE, TWO, FORUM, *ties)
    known = {
        name: [view.ids[v] for v in ones_of(fabric(view).values, view.node(name)) if v < len(view)]
        for name in ("a/one", "a/two", "a/forum")
    }

    assert known == {"a/one": ["theme:mediation"], "a/two": ["country:ML"], "a/forum": []}
    assert fabric(view).values.nnz == 4


def test_unknown_kind() -> None:
    """That nobody knows what kind it is of is no value."""
    view = view_of(entity("a/one", "organisation"), entity("a/two", "fund"))

    assert [len(ones_of(fabric(view).values, node)) for node in (0, 1)] == [0, 1]


def test_rarity() -> None:
    """A value that one more has is no less telling of the one who is looked at."""
    bodies = [entity(f"a/{number}") for number in range(3)]
    ties = [tie(body.id, "works_on", "theme:mediation") for body in bodies]
    rarity = {
        count: fabric(view_of(*shared("theme:mediation"), *bodies, *ties[:count])).rarity[0]
        for count in range(4)
    }

    assert rarity[0] == rarity[1] == pytest.approx(np.log(4))
    assert rarity[2] == pytest.approx(np.log(4 / 2))
    assert rarity[3] == pytest.approx(np.log(4 / 3))


def test_company() -> None:
    """For each value it is counted how many partners have it."""
    ties = [
        tie("a/one", "works_on", "theme:mediation"),
        tie("a/two", "works_on", "theme:mediation"),
        tie("a/one", "partners_with", "a/three"),
        tie("a/two", "partners_with", "a/three"),
    ]
    view = view_of(*shared("theme:mediation"), ONE, TWO, THREE, *ties)

    assert fabric(view).company[[view.node("theme:mediation")]].toarray()[0].tolist() == [
        0,
        0,
        0,
        2,
    ]


def test_labels() -> None:
    """What is known of somebody is as closed as the most closed tie it is known by."""
    ties = [
        tie("a/one", "took_part_in", "a/forum"),
        tie("a/forum", "works_on", "theme:mediation", label=Label.AMBER),
        tie("a/two", "partners_with", "a/three", label=Label.GREEN),
    ]
    view = view_of(*shared("theme:mediation"), ONE, TWO, THREE, FORUM, *ties)
    labels = {view.ids[node]: int(label) for node, label in enumerate(fabric(view).labels)}

    assert (labels["a/one"], labels["a/two"], labels["a/three"]) == (2, 1, 1)


def test_lineage() -> None:
    """What says which place is part of which may be closed, too."""
    place = entity("a/valley", "region")
    part = tie("a/valley", "part_of", "country:ML", label=Label.AMBER)

    assert fabric(view_of(*shared("country:ML"), ONE, place)).lineage == Label.CLEAR
    assert fabric(view_of(*shared("country:ML"), ONE, place, part)).lineage == Label.AMBER


def test_order() -> None:
    """Equal ones are put in the order of their ids, and kinds after them."""
    view = view_of(TWO, ONE, THREE)
    order = fabric(view).order

    assert order[:3].tolist() == [2, 0, 1]
    assert sorted(order.tolist()) == list(range(len(order)))


def test_known_once() -> None:
    """The fabric of a View is woven once."""
    view = view_of(ONE, TWO)

    assert fabric(view) is fabric(view)


def test_bonds() -> None:
    """Two are bound by the ties between them, whoever has more."""
    ties = [
        tie("a/one", "partners_with", "a/three"),
        tie("a/one", "funds", "a/two"),
        tie("a/two", "opposes", "a/one"),
        tie("a/two", "member_of", "a/one"),
    ]
    view = view_of(ONE, TWO, THREE, *ties)

    assert [view.tie(place).kind for place in bonds(view, 0, 1)] == ["funds", "member_of"]
    assert bonds(view, 1, 0) == bonds(view, 0, 1)
    assert bonds(view, 1, 2) == []


def test_bonds_by_tables() -> None:
    """Where no tie is between two, they are bound by what both took part in."""
    events = [entity(f"a/event {number}", "event") for number in range(5)]
    ties = [tie(body.id, "took_part_in", event.id) for event in events for body in (ONE, TWO)]
    other = tie("a/three", "took_part_in", "a/event 0")
    view = view_of(ONE, TWO, THREE, *events, *reversed(ties), other)
    told = [view.tie(place) for place in bonds(view, 0, 1)]

    assert [(one.start, one.end) for one in told] == [
        (body, f"a/event {number}") for number in range(3) for body in ("a/one", "a/two")
    ]
    assert [view.tie(place).start for place in bonds(view, 2, 0)] == ["a/three", "a/one"]


def test_rows_of() -> None:
    """The partners of several are listed one after the other."""
    ties = tie("a/one", "partners_with", "a/three"), tie("a/two", "partners_with", "a/three")
    columns, counts = rows_of(fabric(view_of(ONE, TWO, THREE, *ties)).partners, np.array([2, 0]))

    assert columns.tolist() == [0, 1, 2]
    assert counts.tolist() == [2, 1]


def test_rows_of_many() -> None:
    """Many rows are picked as few are, and none as well."""
    bodies = [entity(f"a/{number}") for number in range(2 * FEW)]
    ties = [tie(one.id, "knows", other.id) for one, other in pairwise(bodies)]
    partners = fabric(view_of(*bodies, *ties)).partners
    rows = np.arange(2 * FEW)[::-1]
    pieces = [rows_of(partners, rows[at : at + 9]) for at in range(0, 2 * FEW, 9)]

    assert rows_of(partners, rows)[0].tolist() == [c for columns, _ in pieces for c in columns]
    assert rows_of(partners, rows[:0])[0].tolist() == []
