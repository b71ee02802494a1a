"""Choosing among many: what is dropped by its price was never needed."""

import numpy as np
import pytest

from graph.answers.coalition import selection as choosing
from graph.answers.coalition.ask import JOINED, Ask, Cover, Share
from graph.answers.coalition.candidates import candidates
from graph.answers.coalition.demands import demands
from graph.answers.coalition.selection import Chooser
from graph.answers.coalition.solver import Patience
from graph.answers.coalition.system import System, system
from tests.coalitions import asked, ranked, seen
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


@pytest.mark.parametrize("core", [1, 20])
def test_a_small_core(monkeypatch: pytest.MonkeyPatch, core: int) -> None:
    """Where the best priced make no coalition, one is looked for among all, and bettered."""
    values = {"at_least": 4, "shares": (Share(what="kind", of=("fund",), at_least=0.5),)}
    best = Chooser(many(**values), np.arange(COUNT), Patience(3_600)).best()
    monkeypatch.setattr(choosing, "CORE", core)
    again = Chooser(many(**values), np.arange(COUNT), Patience(3_600)).best()
    assert again.proven
    assert again.worth == best.worth


def test_seats_that_can_be_shared_only() -> None:
    """A half of three is no number of members, though a half of a seat would do."""
    half = Share(what="women_led", at_least=0.5, at_most=0.5)
    whole = many(at_least=3, at_most=3, shares=(half,))
    best = Chooser(whole, np.arange(COUNT), Patience(3_600)).best()
    assert (best.chosen, best.proven) == (None, True)


@pytest.mark.parametrize("joined", JOINED)
def test_cuts_alone(monkeypatch: pytest.MonkeyPatch, joined: str) -> None:
    """Without a first coalition, and without tightening, cuts lead to the same best."""
    claims = ranked("abcdef")
    pairs = ("af", "fe", "bd", "dc", "ce")
    claims += [tie(f"l/{pair[0]}", "partners_with", f"l/{pair[1]}") for pair in pairs]
    convenor = "l/f" if joined == JOINED[1] else None
    ask = {"joined": joined, "convenor": convenor, "at_most": 4}
    best = asked(*claims, **ask)
    monkeypatch.setattr(choosing, "STARTS", 0)
    monkeypatch.setattr(choosing, "FLOW", 0)
    monkeypatch.setattr(choosing, "ROUNDS", 0)
    monkeypatch.setattr(choosing, "grown", lambda *_, **__: choosing.NOTHING)
    again = asked(*claims, **ask)
    assert (again.points, again.proven) == (best.points, True)


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
