"""Who may be chosen, and what each is worth."""

import pytest

from graph.answers.coalition.ask import Ask, Cover
from graph.answers.coalition.candidates import UNREACHED, Candidates, candidates
from tests.coalitions import ranked, seen
from tests.networks import entity, tie


def pool_of(*claims: object, **values: object) -> Candidates:
    """The candidates of an ask."""
    ask = Ask(**{"at_most": 2, "themes": ("mediation",), **values})  # type: ignore[arg-type]
    return candidates(seen(*claims), ask)  # type: ignore[arg-type]


def test_who_may_be_chosen() -> None:
    """Everybody who exists and acts may, in the order of their ids, but for the convenor."""
    claims = [entity("l/event", "event"), entity("l/old", until="2019"), *ranked("cab")]
    pool = pool_of(*claims, convenor="l/b")
    assert [pool.view.ids[node] for node in pool.nodes] == ["l/a", "l/c"]
    assert pool.place[pool.nodes].tolist() == [0, 1]
    assert pool.place[pool.view.node("l/b")] == -1


def test_parts_add_up() -> None:
    """Points are whole hundredths, and the sum of their parts."""
    pool = pool_of(*ranked("abc"), tie("l/a", "partners_with", "l/b"), convenor="l/c")
    assert sum(pool.parts.values()).tolist() == pool.points.tolist()  # type: ignore[union-attr]
    assert pool.points.dtype == int


@pytest.mark.parametrize(
    ("values", "fits"),
    [
        pytest.param({}, "mediation", id="the themes named"),
        pytest.param(
            {"themes": (), "cover": (Cover(what="theme", of=("justice",)),)},
            "justice and the rule of law",
            id="or else those to be covered",
        ),
    ],
)
def test_what_is_fitted(values: dict[str, object], fits: str) -> None:
    """Candidates are valued for the themes named, or for those that are to be covered."""
    pool = pool_of(*ranked("a"), **values)
    assert [pool.view.names[each.asked] for each in pool.asked.themes] == [fits]


def test_distance() -> None:
    """Hops are counted through anybody, and who is not joined is far away."""
    claims = [
        *ranked("abcd"),
        entity("l/old", until="2019"),
        tie("l/a", "partners_with", "l/b"),
        tie("l/b", "partners_with", "l/c"),
    ]
    assert pool_of(*claims, convenor="l/a", within=1).distance.tolist() == [1, 2, UNREACHED]


def test_joined() -> None:
    """The last row and column are the convenor's."""
    claims = [*ranked("abc"), tie("l/a", "partners_with", "l/b"), tie("l/c", "opposes", "l/b")]
    matrix = pool_of(*claims, convenor="l/a").joined.toarray()
    assert matrix.tolist() == [[0, 0, 1], [0, 0, 0], [1, 0, 0]]
