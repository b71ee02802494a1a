"""Choosing among many: what is dropped by its price was never needed."""

import numpy as np
import pytest

from graph.answers.ask import Ask, Cover, Share
from graph.answers.coalitions.candidates import candidates
from graph.answers.coalitions.choosing import Chooser
from graph.answers.coalitions.demands import demands
from graph.answers.coalitions.solver import Patience
from graph.answers.coalitions.system import System, system
from tests.coalitions import seen
from tests.networks import entity, tie

COUNT = 1_200
KINDS = ("womens_network", "civil_society", "academic", "media", "fund")


def many(**values: object) -> System:
    """The system of an ask on so many candidates, no two of whom are worth the same."""
    claims = [
        part
        for number in range(COUNT)
        for part in (
            entity(f"l/{number:04}", KINDS[number * 7 % 5]),
            tie(
                f"l/{number:04}",
                "works_on",
                "theme:mediation",
                since=f"{1990 + number % 35}-{1 + number * 5 % 12:02}-{1 + number * 11 % 28:02}",
            ),
        )
    ]
    ask = Ask(**{"at_most": 10, "themes": ("mediation",), **values})  # type: ignore[arg-type]
    pool = candidates(seen(*claims), ask)
    return system(pool, demands(pool.view, ask, pool), ask.joined)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="size alone"),
        pytest.param({"shares": (Share(what="women_led", at_least=0.5),)}, id="half"),
        pytest.param(
            {
                "cover": tuple(Cover(what="kind", of=(kind,), at_least=2) for kind in KINDS),
                "shares": (Share(what="kind", of=("fund", "media"), at_least=0.4),),
            },
            id="kinds",
        ),
    ],
)
def test_as_good_as_solving_the_whole(values: dict[str, object]) -> None:
    """What is chosen after most were dropped is worth as much as the best of all."""
    whole = many(**values)
    every = np.arange(COUNT)
    best = Chooser(whole, every, Patience(3_600)).best()
    chooser = Chooser(whole, every, Patience(3_600))
    direct = chooser._sheet.cheapest(every, Patience(3_600))
    assert best.proven
    assert best.worth == -direct.cost
    assert best.beaten > COUNT / 2
    assert best.chosen is not None
    assert whole.broken(best.chosen) == []


def test_nothing_to_choose() -> None:
    """Where no coalition keeps all demands this is known."""
    whole = many(cover=(Cover(what="kind", of=("donor",)),))
    best = Chooser(whole, np.arange(COUNT), Patience(3_600)).best()
    assert (best.chosen, best.proven) == (None, True)


def test_differing() -> None:
    """What is chosen next leaves out as many as were asked, of every choice before."""
    whole = many()
    chooser = Chooser(whole, np.arange(COUNT), Patience(3_600))
    first = chooser.best()
    assert first.chosen is not None
    chooser.differ(first.chosen, 3)
    second = chooser.best()
    assert second.chosen is not None
    assert len(np.setdiff1d(first.chosen, second.chosen)) == 3
    assert second.worth < first.worth
