"""Demands that contradict each other: the fewest there are, and the cheapest way out."""

import numpy as np
import pytest

from graph.answers.coalition.ask import Ask, Cover, Share
from graph.answers.coalition.candidates import candidates
from graph.answers.coalition.conflict import Conflict, Oracle, OutOfTimeError, conflict
from graph.answers.coalition.demands import demands
from graph.answers.coalition.solver import Patience
from graph.answers.coalition.system import System, system
from tests.coalitions import ranked, seen

WOMEN = Cover(what="women_led", at_least=2)


def asking(**values: object) -> System:
    """The system of an ask for two of six, of whom d, e and f are led by women."""
    view = seen(*ranked("abcdef", d="womens_network", e="womens_network", f="womens_network"))
    ask = Ask(**{"at_most": 2, "themes": ("mediation",), **values})  # type: ignore[arg-type]
    pool = candidates(view, ask)
    return system(pool, demands(view, ask, pool), ask.joined)


def ids(whole: System, found: Conflict | None) -> list[str]:
    """The ids of the demands found."""
    return [] if found is None else [whole.demands[at].id for at in found.demands]


def told(whole: System) -> Conflict:
    """What contradicts itself in a system that cannot be kept."""
    found = conflict(whole, Patience(3_600), sure=True)
    assert found is not None
    return found


def test_two_sets_and_the_smaller_is_told() -> None:
    """Of two sets of demands that contradict each other the smaller one is found."""
    whole = asking(
        cover=(WOMEN, Cover(what="kind", of=("civil_society",)), Cover(what="kind", of=("fund",)))
    )
    found = told(whole)
    assert ids(whole, found) == ["cover 3"]
    assert found.smallest


def test_every_part_can_be_kept() -> None:
    """None of the demands told can be struck without the rest being possible."""
    whole = asking(cover=(WOMEN,), shares=(Share(what="women_led", at_most=0.5),), at_least=2)
    found = told(whole)
    assert ids(whole, found) == ["size: at most", "cover 1", "share 1: at most"]
    oracle = Oracle(whole, Patience(3_600))
    for at in found.demands:
        assert oracle.kept(frozenset(found.demands) - {at}) is not None


def test_easing_makes_it_possible() -> None:
    """The demands to ease, by how much, and no easing is cheaper."""
    found = told(asking(cover=(WOMEN, Cover(what="kind", of=("civil_society",), at_least=2))))
    assert len(found.eased) >= 1
    assert sum(by for _, by in found.eased) == 2
    assert found.cheapest


def test_no_contradiction() -> None:
    """What can be kept does not contradict itself."""
    assert conflict(asking(cover=(WOMEN,)), Patience(3_600), sure=False) is None


def test_what_a_coalition_keeps_is_remembered() -> None:
    """A coalition found for some demands shows that fewer can be kept, without a new search."""
    whole = asking(cover=(WOMEN,))
    patience = Patience(3_600)
    oracle = Oracle(whole, patience)
    assert oracle.kept(frozenset({0, 1, 2})) == frozenset({0, 1, 2})
    left = patience.left
    assert oracle.kept(frozenset({2})) == frozenset({0, 1, 2})
    assert patience.left == left


def test_no_time() -> None:
    """Without time nothing is claimed."""
    whole = asking(cover=(Cover(what="kind", of=("fund",)),))
    assert conflict(whole, Patience(0), sure=True) == Conflict()
    with pytest.raises(OutOfTimeError):
        Oracle(whole, Patience(0)).hitting([frozenset({0})])


def test_hitting() -> None:
    """The fewest demands that hit every set."""
    oracle = Oracle(asking(cover=(WOMEN, WOMEN)), Patience(3_600))
    sets = [frozenset({0, 1}), frozenset({1, 2}), frozenset({1, 3}), frozenset({3})]
    assert oracle.hitting(sets) == frozenset({1, 3})


def test_a_table_that_falls_apart_is_eased() -> None:
    """Where ties are missing, that members hang together is what has to be given up."""
    whole = asking(joined="among themselves", include=("l/a", "l/b"))
    found = told(whole)
    assert ids(whole, found) == ["include l/a", "include l/b", "joined"]
    assert len(found.eased) == 1
    assert np.array(found.eased)[0][1] == 1
