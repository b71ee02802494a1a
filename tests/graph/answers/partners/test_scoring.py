"""Points, part by part, worked out by hand."""

from math import log

import numpy as np
import pytest

from graph.answers.fit import backing
from graph.answers.need import Need
from graph.answers.partners.scoring import CLOSENESS, WHOLE, Points, leaders, points
from graph.answers.resolved_need import understood
from graph.domain.model import Claim, Entity
from graph.measures.collaboration import fabric
from graph.measures.proximity import nearness
from graph.views.view import View
from tests.networks import entity, shared, tie, view_of

ONE, TWO, THREE = (entity(f"a/{key}") for key in ("one", "two", "three"))


def scored(view: View, need: Need, *names: str) -> dict[str, dict[str, float]]:
    """Exact points by part, of those *names* or of everybody."""
    asked = understood(view, need)
    pool = np.array([view.node(name) for name in names] or np.flatnonzero(view.acting))
    found = points(view, asked, backing(view, asked.fits), pool)
    return {
        view.ids[node][2:]: {name: float(part[row]) for name, part in found.parts.items()}
        | {"total": float(total)}
        for node, row, total in zip(pool, found.rows, found.totals, strict=True)
    }


def test_whole() -> None:
    """The weights, and so what a point of closeness is worth."""
    assert round(WHOLE, 9) == 4.9


def test_what_was_asked() -> None:
    """
    Forty points for the themes, thirty for the places, ten for the evidence.

    `one` works on half of the themes, in the country; its word on it is of five years
    ago and of one source. `two` is only around the country, and that has no date.
    """
    view = view_of(
        *shared(),
        *(ONE, TWO),
        tie("a/one", "works_on", "theme:mediation", since="2020-06-01"),
        tie("a/one", "active_in", "country:ML", since="2015", until="2015"),
        tie("a/two", "active_in", "region:011"),
    )
    found = scored(view, Need(themes=("mediation", "youth"), places=("ML",)))

    assert found["one"] == pytest.approx(
        {
            "fit to the themes": 20,
            "presence in the places": 30,
            "fresh and independent evidence": 10 * (0.6 * 0.5 + 0.4 * 0.5),
            "well connected": 0,
            "total": 55,
        }
    )
    assert found["two"]["fit to the themes"] == 0
    assert found["two"]["presence in the places"] == 15
    assert found["two"]["total"] == pytest.approx(20)


@pytest.mark.parametrize(
    ("places", "bound"),
    [pytest.param((), 100, id="alone"), pytest.param(("ML",), 20, id="within")],
)
def test_standing(places: tuple[str, ...], bound: float) -> None:
    """
    Standing is a logarithm: one tie to the busiest's two; who asks lets it fade.

    Without an asker it weighs 0.15 + 1.5; one who has two partners makes that
    0.15 + 1.5 * 10 / 12, of 4.9.
    """
    ties = tie("a/one", "knows", "a/two"), tie("a/two", "knows", "a/three")
    here = [tie(name, "active_in", "country:ML") for name in ("a/one", "a/two", "a/three")]
    view = view_of(*shared("country:ML"), ONE, TWO, THREE, *ties, *here)
    nobody = scored(view, Need(kinds=("civil_society",), places=places))
    two = scored(view, Need(asking="a/two", places=places), "a/two")
    standing = log(2) / log(3)

    assert nobody["two"]["well connected"] == pytest.approx(bound * 1.65 / 4.9)
    assert nobody["one"]["well connected"] == pytest.approx(bound * 1.65 / 4.9 * standing)
    assert two["two"]["well connected"] == pytest.approx(bound * (0.15 + 15 / 12) / 4.9)


def test_standing_beside_asker() -> None:
    """The tie of a candidate to the asker is not what makes the asker well known."""
    view = view_of(ONE, TWO, THREE, tie("a/one", "knows", "a/two"))
    found = scored(view, Need(asking="a/one", include_partners=True))

    assert found["two"]["works with you already"] == pytest.approx(100 * 0.5 / 4.9)
    assert found["three"]["works with you already"] == 0
    assert found["two"]["well connected"] == pytest.approx(100 * 1.65 / 4.9)


def world(count: int) -> tuple[list[Entity], list[Claim]]:
    """Bodies of which each knows the two that follow; every third works on mediation."""
    bodies = [entity(f"a/{number:02d}") for number in range(count)]
    ties: list[Claim] = [
        tie(bodies[at].id, "knows", bodies[(at + step) % count].id)
        for at in range(count)
        for step in (1, 2)
    ]
    ties += [tie(body.id, "works_on", "theme:mediation") for body in bodies[::3]]
    return bodies, ties


def test_closeness() -> None:
    """Each part is its measure by its weight, out of a hundred when nothing else was asked."""
    bodies, ties = world(12)
    view = view_of(*shared("theme:mediation"), *bodies, *ties)
    found = scored(view, Need(asking="a/00"))
    near = nearness(view, view.node("a/00"), slice(None))

    for name, (column, weight) in CLOSENESS.items():
        measure = getattr(near, column)[view.node("a/03")]
        assert found["03"][name] == pytest.approx(100 * weight / 4.9 * measure)
    assert found["03"]["partners in common"] > 0


def test_pool() -> None:
    """A candidate's points do not depend on who else is a candidate."""
    bodies, ties = world(12)
    view = view_of(*shared("theme:mediation"), *bodies, *ties)
    need = Need(asking="a/00", themes=("mediation",))
    everybody = scored(view, need)

    for name in ("03", "05"):
        assert scored(view, need, f"a/{name}")[name] == pytest.approx(everybody[name])


def chosen(totals: list[float], first: int) -> Points:
    """The leaders among *totals*, of bodies whose ids are in the opposite order."""
    view = view_of(*(entity(f"a/{at}") for at in reversed(range(len(totals)))))
    whole = np.array(totals)
    exact = Points(
        pool=np.arange(len(totals)),
        totals=whole,
        parts={"one": whole / 3, "two": 2 * whole / 3},
        rows=np.arange(len(totals)),
    )
    assert fabric(view).order[:3].tolist() == [len(totals) - at - 1 for at in range(3)]
    return leaders(view, exact, first)


def test_leaders() -> None:
    """The best come first, with parts of two decimals that add up."""
    found = chosen([1.0, 5.0, 3.337, 2.0], 2)

    assert found.pool.tolist() == [1, 2]
    assert found.parts["one"][found.rows].tolist() == [1.67, 1.11]
    assert found.parts["two"][found.rows].tolist() == [3.33, 2.22]
    assert found.totals.tolist() == [5.0, 3.33]


def test_leaders_equal() -> None:
    """Whoever is equal to two decimals is equal, however many there are."""
    found = chosen([2.0001, 2.0, 2.0002, 1.9999, 1.0], 3)

    assert found.totals.tolist() == [2.0, 2.0, 2.0]
    assert found.pool.tolist() == [3, 2, 1]
