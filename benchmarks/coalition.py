"""Coalitions beside HiGHS alone on the same programme: `python -m benchmarks.coalition`."""

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import numpy as np

from benchmarks.networks import network
from graph.answers.coalition.answer import Coalition
from graph.answers.coalition.ask import JOINED, Ask, Cover, Share
from graph.answers.coalition.candidates import candidates
from graph.answers.coalition.coalition import coalition
from graph.answers.coalition.demands import demands
from graph.answers.coalition.solver import Patience, Programme, Solution, counting
from graph.answers.coalition.system import System, system
from graph.answers.partners.partners import prepare
from graph.domain.labels import Label
from graph.domain.places import shared_claims
from graph.domain.vocabulary import vocabulary
from graph.measures.tie_strength import hops
from graph.views.building import build
from graph.views.view import View
from tests.networks import sifted

#: In smaller ones nobody meets forty demands.
SIZES = (10_000, 30_000, 100_000)
#: Stakeholders, and ties to each, of networks in which a table is to hang together.
WOVEN = ((1_000, 10), (10_000, 2), (10_000, 3), (10_000, 5), (10_000, 10))
THEMES = tuple(vocabulary().themes)[4:18]
LANDS = ("ML", "NE", "BF", "TD", "NG", "SN", "KE", "SO", "SD", "ET", "RW", "UG")
#: With two for the size: forty demands.
FORTY = Ask(
    at_least=10,
    at_most=15,
    cover=(
        *(Cover(what="theme", of=(name,), at_least=1 + (name == THEMES[0])) for name in THEMES),
        *(Cover(what="place", of=(name,)) for name in LANDS),
        *(Cover(what="kind", of=(name,)) for name in ("academic", "faith_based", "media")),
        Cover(what="level", of=("regional",), at_least=2),
    ),
    shares=(
        Share(what="women_led", at_least=0.5),
        Share(what="country", at_most=0.33),
        Share(what="level", of=("local",), at_least=0.3, at_most=0.8),
        Share(what="kind", of=("government",), at_most=0.2),
        Share(what="kind", of=("donor", "fund"), at_most=0.2),
    ),
    budget=150,
    cost_of_others=10,
    alternatives=0,
    seconds=300,
)
#: What is asked of tables that hang together: seventeen demands, that one among them.
FEWER = replace(
    FORTY, cover=(*FORTY.cover[:6], *FORTY.cover[14:18]), shares=FORTY.shares[::2][:2], budget=None
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """What was made, and in how many seconds of processor time."""

    made: Coalition | Solution
    seconds: float


def timed(make: Callable[[], Coalition | Solution]) -> Timed:
    """Make something once."""
    begin = time.process_time()
    made = make()
    return Timed(made=made, seconds=time.process_time() - begin)


def view_of(stakeholders: int, each: int) -> View:
    """An invented network as its keeper sees it, made ready as the service does."""
    claims = [*shared_claims(), *network(stakeholders, stakeholders * each)]
    view = build(sifted(claims, Label.RED), date(2026, 11, 21))
    prepare(view)
    hops(view)
    return view


def alone(whole: System, seconds: float) -> Solution:
    """What HiGHS says of all candidates under all rows, with nothing else done."""
    size = len(whole.pool)
    programme = Programme(
        costs=np.append(-whole.pool.points, 0),
        upper=np.append(np.ones(size), size),
        matrix=counting(whole.matrix, whole.each),
        low=np.append(whole.low, 0),
        high=np.append(whole.high, 0),
    )
    return Patience(seconds).solved(programme)


def beside(view: View, ask: Ask) -> None:
    """Print how long coalition takes beside HiGHS alone."""
    pool = candidates(view, ask)
    whole = system(pool, demands(view, ask, pool), ask.joined)
    rival = timed(lambda: alone(whole, ask.seconds))
    ours = timed(lambda: coalition(view, ask))
    more = timed(lambda: coalition(view, replace(ask, alternatives=2)))
    told = f"{ours.made.points:.2f}" if isinstance(ours.made, Coalition) else ""
    assert isinstance(ours.made, Coalition)
    assert isinstance(rival.made, Solution)
    same = ours.made.proven and round(-100 * ours.made.points) == rival.made.cost
    print(
        f"{len(pool):>10,} {len(whole.demands):>7} {len(whole.rows):>5,} {rival.seconds:>7.2f} "
        f"{ours.seconds:>7.2f} {ours.seconds / rival.seconds:>6.2f} {more.seconds:>8.2f}  "
        f"{'the same' if same else 'not the same'}, {told} points",
        flush=True,
    )


def hanging(view: View, ask: Ask) -> None:
    """Print how far tables get that have to hang together."""
    most = int(np.argmax(np.bincount(view.starts, minlength=len(view)) * view.acting))
    count = int(view.acting.sum())
    for joined in JOINED:
        convenor = view.ids[most] if joined == JOINED[1] else None
        found = timed(partial(coalition, view, replace(ask, joined=joined, convenor=convenor)))
        made = found.made
        assert isinstance(made, Coalition)
        gap = "-" if made.gap is None else f"{100 * made.gap:.1f}%"
        print(
            f"{count:>10,} {len(hops(view).far) / count:>5.1f} {joined:<18} {found.seconds:>7.1f}  "
            f"{'proven' if made.proven else 'unproven'}, gap {gap}, {made.points:.2f} points",
            flush=True,
        )


def main() -> None:
    """Print both tables, up to the size and in the time asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="the most candidates")
    parser.add_argument("--seconds", type=float, default=20, help="for each joined table")
    parser.add_argument("--only", choices=("beside", "joined"), help="one of the two tables")
    asked = parser.parse_args()
    if asked.only != "joined":
        print("seconds of processor time")
        print("candidates demands  rows   HiGHS    ours  times  and two more")
        for size in SIZES:
            if size <= asked.largest:
                beside(view_of(size, 5), FORTY)
    if asked.only != "beside":
        print("candidates  hops joined             seconds")
        for size, each in WOVEN:
            if size <= asked.largest:
                hanging(view_of(size, each), replace(FEWER, seconds=asked.seconds))


if __name__ == "__main__":
    main()
