"""Whom a demand rules out by itself, and whom others always beat."""

import numpy as np
import pytest

from graph.answers.coalition.ask import Ask, Cost, Share
from graph.answers.coalition.candidates import candidates
from graph.answers.coalition.demands import demands
from graph.answers.coalition.reduction import dominated, impossible
from graph.answers.coalition.system import System, system
from tests.coalitions import ranked, seen
from tests.networks import tie


def asking(**values: object) -> System:
    """The system of an ask; a opposes f, and d and e are led by women."""
    claims = ranked("abcdef", d="womens_network", e="womens_network")
    view = seen(*claims, tie("l/a", "opposes", "l/f"))
    ask = Ask(**{"at_most": 2, "themes": ("mediation",), **values})  # type: ignore[arg-type]
    pool = candidates(view, ask)
    return system(pool, demands(view, ask, pool), ask.joined)


@pytest.mark.parametrize(
    ("values", "out"),
    [
        pytest.param({}, "", id="nobody"),
        pytest.param({"exclude": ("l/b",)}, "b", id="excluded"),
        pytest.param({"include": ("l/a",)}, "f", id="beside whom it opposes"),
        pytest.param({"include": ("l/b",), "apart": (("l/b", "l/c"),)}, "c", id="apart"),
        pytest.param({"budget": 5, "costs": (Cost(id="l/c", amount=6),)}, "c", id="too dear"),
        pytest.param(
            {
                "budget": 5,
                "cost_of_others": 2,
                "costs": (Cost(id="l/c", amount=4),),
                "include": ("l/a",),
            },
            "cf",
            id="too dear beside who is included",
        ),
        pytest.param({"shares": (Share(what="women_led", at_most=0),)}, "de", id="none of them"),
        pytest.param({"shares": (Share(what="women_led", at_least=1),)}, "abcf", id="all of them"),
        pytest.param({"shares": (Share(what="women_led", at_least=0.5),)}, "", id="half of them"),
    ],
)
def test_impossible(values: dict[str, object], out: str) -> None:
    """A demand rules out whoever exceeds it beside those who have to be there."""
    places = np.flatnonzero(impossible(asking(**values)) >= 0)
    assert "".join("abcdef"[place] for place in places.tolist()) == out


def test_dominated() -> None:
    """Who serves all demands as others do, who are worth more and enough, is not needed."""
    whole = asking(shares=(Share(what="women_led", at_least=0.5),), opposed_may_meet=True)
    assert dominated(whole, np.arange(6), 2).tolist() == [False, False, True, False, False, True]
    assert not dominated(whole, np.arange(6), 4).any()


def test_nobody_stands_for_another_where_ties_count() -> None:
    """Where members have to hang together nobody is dropped for serving as others do."""
    whole = asking(joined="among themselves", opposed_may_meet=True)
    assert not dominated(whole, np.arange(6), 1).any()
