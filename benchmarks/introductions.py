"""
How soon introductions are found, beside plain networkx.

    python -m benchmarks.introductions [--sizes 1000 10000 100000] [--million] [--each 10]

All answer the same questions on the same network in one run, one after another. Ours keeps
to four hops, tells what joins the two at each, and what there is instead of a chain; it
finds who is of a kind somewhere, which networkx is told.
"""

import argparse
import gc
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import exp

import numpy as np

from benchmarks.networks import network
from benchmarks.plain_chains import PlainChains
from graph.answers.introductions.introductions import Introductions, Wish, introductions
from graph.answers.need import Need
from graph.answers.partners.partners import prepare
from graph.answers.resolved_need import within_need
from graph.domain.labels import Label
from graph.domain.places import places
from graph.measures.tie_strength import hops
from graph.views.view import View
from tests.networks import shared, view_of

SIZES = (1_000, 10_000, 100_000)
MILLION = 1_000_000
TIES_EACH = 5
FIRST = 3
#: Each question is asked so often of everybody; the fastest counts.
ROUNDS = 3
REGIONS = ("011", "014", "013", "035", "151")
COUNTRIES = tuple(place.id for place in places().values() if place.iso3)
ANYBODY, CLOSE, COUNTRY, REGION = SORTS = (
    "anybody to anybody",
    "two within four hops",
    "three of ours to a kind in a country",
    "three of ours to a kind in a region",
)
Ask = Callable[["Question"], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Who wants to be introduced to whom: as nodes, and as a wish."""

    sort: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    fitting: Need | None = None

    def wish(self, view: View, *, diverse: bool) -> Wish:
        """The same for us."""
        return Wish(
            near=tuple(view.ids[node] for node in self.starts),
            far=() if self.fitting else tuple(view.ids[node] for node in self.ends),
            fitting=self.fitting,
            first=FIRST,
            diverse=diverse,
        )


def questions(view: View, each: int, seed: int = 5) -> list[Question]:
    """A mix of the four sorts."""
    chance = random.Random(seed)
    joined = np.flatnonzero(np.diff(hops(view).bounds)).tolist()
    found = []
    for _ in range(each):
        found += [
            _two(ANYBODY, chance, joined),
            _close(view, chance, joined),
            _group(view, COUNTRY, COUNTRIES, chance, joined),
            _group(view, REGION, REGIONS, chance, joined),
        ]
    return found


def _two(sort: str, chance: random.Random, joined: Sequence[int]) -> Question:
    start, end = chance.sample(joined, 2)
    return Question(sort=sort, starts=(start,), ends=(end,))


def _close(view: View, chance: random.Random, joined: Sequence[int]) -> Question:
    """Two strangers drawn until a chain joins them."""
    while True:
        question = _two(CLOSE, chance, joined)
        if introductions(view, question.wish(view, diverse=False)).introductions:
            return question


def _group(
    view: View, sort: str, where: Sequence[str], chance: random.Random, joined: Sequence[int]
) -> Question:
    """Three of ours, and every women's network of a place where there is one."""
    while True:
        starts, place = chance.sample(joined, 3), chance.choice(where).removeprefix("country:")
        need = Need(kinds=("womens_network",), places=(place,))
        there = np.flatnonzero(within_need(view, need) & view.acting)
        ends = tuple(np.setdiff1d(there, starts).tolist())
        if ends:
            return Question(sort=sort, starts=tuple(starts), ends=ends, fitting=need)


def measure(size: int, each: int) -> Iterator[str]:
    """The rows of the table for one size."""
    view = view_of(*shared(), *network(size, TIES_EACH * size), clearance=Label.AMBER)
    yield f"{size:,} stakeholders, {len(view.starts):,} ties: {_made(view)}"
    plain = PlainChains(view)
    asked = questions(view, each)
    check(view, plain, asked)
    contenders: dict[str, Ask] = {
        "diverse": lambda q: introductions(view, q.wish(view, diverse=True)),
        "networkx diverse": lambda q: plain.diverse(q.starts, q.ends, FIRST),
        "best": lambda q: introductions(view, q.wish(view, diverse=False)),
        "networkx best": lambda q: plain.best(q.starts, q.ends, FIRST),
    }
    yield from _table(asked, timed(asked, contenders))


def _made(view: View) -> str:
    begin = time.process_time()
    prepare(view)
    middle = time.process_time()
    pairs = len(hops(view).far) // 2
    seconds = time.process_time() - middle
    return f"{pairs:,} pairs joined, found in {seconds:.2f} s (the rest {middle - begin:.2f} s)"


def check(view: View, plain: PlainChains, asked: Sequence[Question]) -> None:
    """See that both find the same, where a chain of four hops is the best of any length."""
    for question in asked:
        ours: Introductions = introductions(view, question.wish(view, diverse=False))
        theirs = plain.best(question.starts, question.ends, 1)
        if theirs and len(theirs[0]) <= 5:
            assert ours.introductions[0].strength == round(exp(-plain.cost(theirs[0])), 4)


def timed(asked: Sequence[Question], contenders: dict[str, Ask]) -> dict[str, list[float]]:
    """Milliseconds of the processor for each, question by question, as the machine is shared."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    gc.collect()
    for question in asked:
        rounds = [
            {name: _seconds(ask, question) for name, ask in contenders.items()}
            for _ in range(ROUNDS)
        ]
        for name, taken in times.items():
            taken.append(1000 * min(each[name] for each in rounds))
    return times


def _seconds(ask: Ask, question: Question) -> float:
    begin = time.process_time()
    ask(question)
    return time.process_time() - begin


def _table(asked: Sequence[Question], times: dict[str, list[float]]) -> Iterator[str]:
    names = [("diverse", "networkx diverse"), ("best", "networkx best")]
    cells = " | ".join(f"{ours} p50 | p95 | networkx p50 | p95 | times" for ours, _ in names)
    yield f"| question | {cells} |"
    yield "| --- |" + " --- |" * 5 * len(names)
    for sort in (*SORTS, "all"):
        at = [place for place, each in enumerate(asked) if sort in (each.sort, "all")]
        pairs = [[np.array(times[name])[at] for name in pair] for pair in names]
        row = " | ".join(
            f"{' | '.join(_percentiles(taken) for taken in pair)} | "
            f"{np.median(pair[1]) / np.median(pair[0]):.0f}"
            for pair in pairs
        )
        yield f"| {sort} | {row} |"


def _percentiles(taken: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> str:
    return " | ".join(f"{np.percentile(taken, percent):.1f}" for percent in (50, 95))


def main() -> None:
    """Measure and print, size by size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--million", action="store_true", help="a million too: minutes, gigabytes")
    parser.add_argument("--each", type=int, default=10, help="questions of each sort")
    options = parser.parse_args()
    for size in (*options.sizes, *([MILLION] if options.million else [])):
        print("\n".join(measure(size, options.each)), flush=True)


if __name__ == "__main__":
    main()
