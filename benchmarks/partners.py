"""
How soon partners are found, beside plain networkx and careful Cypher.

    python -m benchmarks.partners [--sizes 1000 10000 100000] [--without-neo4j]

All answer the same questions on the same network in one run, one after another.
Ours gives reasons, and who was left out; the others give ten names.
"""

import argparse
import gc
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

import numpy as np
from neo4j import GraphDatabase, NotificationMinimumSeverity

from benchmarks.asked import Question, body, questions
from benchmarks.careful_cypher import CarefulCypher
from benchmarks.networks import network
from benchmarks.plain_networkx import PlainNetworkx
from graph.answers.partners.partners import partners, prepare
from graph.domain.labels import Label
from graph.measures.collaboration import fabric
from graph.measures.evidence import evidence
from graph.views.view import View
from tests.machine import UnavailableError
from tests.neo4j_server import running_neo4j
from tests.networks import shared, view_of

SIZES = (1_000, 10_000, 100_000)
TIES_EACH = 5
CLEARANCE = Label.AMBER
MIX = "all"
#: What the server needs to be filled with half a million ties.
HEAP = "4g"
Contender = tuple[str, Callable[[Question], object]]


@dataclass(slots=True, kw_only=True)
class Times:
    """Milliseconds of one contender, by sort of question."""

    name: str
    taken: dict[str, list[float]] = field(default_factory=dict)

    def add(self, sort: str, seconds: float) -> None:
        """Note one answer."""
        for each in (sort, MIX):
            self.taken.setdefault(each, []).append(seconds * 1000)

    def at(self, sort: str, percent: float) -> float:
        """A percentile."""
        return float(np.percentile(self.taken[sort], percent))


def measure(size: int, *, neo4j: bool) -> Iterator[str]:
    """The rows of the table for one size."""
    claims = [*shared(), *network(size, TIES_EACH * size), *body()]
    whole, ours = view_of(*claims), view_of(*claims, clearance=CLEARANCE)
    del claims
    yield f"{size:,} stakeholders, {len(whole.starts):,} ties: {_made(ours)}"
    asked = questions(ours)
    contenders: list[Contender] = [
        ("partners", lambda question: partners(ours, question.need)),
        ("networkx", PlainNetworkx(whole, CLEARANCE).ask),
    ]
    with ExitStack() as stack:
        if neo4j:
            contenders.append(("Cypher", stack.enter_context(_cypher(whole)).ask))
        yield from _table(_timed(contenders, asked))


def _made(view: View) -> str:
    """How long it takes to prepare a View, what it holds then, and its first answer."""
    begin = time.perf_counter()
    prepare(view)
    seconds = time.perf_counter() - begin
    question = questions(view)[1]
    begin = time.perf_counter()
    partners(view, question.need)
    first = (time.perf_counter() - begin) * 1000
    held = _bytes(view) + _bytes(evidence(view)) + _bytes(fabric(view))
    return (
        f"prepared in {seconds:.2f} s, first answer {first:.0f} ms, "
        f"arrays of View, evidence and fabric {held / 1e6:.0f} MB"
    )


def _bytes(thing: object) -> int:
    names = getattr(thing, "__slots__", None) or vars(thing)
    held = 0
    for name in names:
        value = getattr(thing, name)
        parts = (
            [value] if not hasattr(value, "indptr") else [value.data, value.indices, value.indptr]
        )
        held += sum(part.nbytes for part in parts if isinstance(part, np.ndarray))
    return held


@contextmanager
def _cypher(view: View) -> Iterator[CarefulCypher]:
    with running_neo4j(heap=HEAP) as server:
        access = (server.user, server.password)
        # It warns of every kind of tie that the network happens not to have.
        quiet = NotificationMinimumSeverity.OFF
        with GraphDatabase.driver(
            server.uri, auth=access, notifications_min_severity=quiet
        ) as driver:
            yield CarefulCypher(driver, view, CLEARANCE)


def _timed(contenders: Sequence[Contender], asked: Sequence[Question]) -> list[Times]:
    """
    Ask everything of everybody, question by question, so that all share the machine's moods.

    Each is asked once for warmth and then three times; the fastest counts.
    """
    times = [Times(name=name) for name, _ in contenders]
    gc.collect()
    for question in asked:
        for each, (_, ask) in zip(times, contenders, strict=True):
            each.add(question.sort, min(_seconds(ask, question) for _ in range(4)))
    return times


def _seconds(ask: Callable[[Question], object], question: Question) -> float:
    begin = time.perf_counter()
    ask(question)
    return time.perf_counter() - begin


def _table(times: Sequence[Times]) -> Iterator[str]:
    yield (
        "| question | " + " | ".join(f"{each.name} p50 | p95 | times ours" for each in times) + " |"
    )
    yield "|---|" + "---|---|---|" * len(times)
    for sort in sorted(times[0].taken, key=lambda sort: sort == MIX):
        cells = [
            f"{each.at(sort, 50):.1f} | {each.at(sort, 95):.1f} "
            f"| {each.at(sort, 50) / times[0].at(sort, 50):.1f}"
            for each in times
        ]
        yield f"| {sort} | " + " | ".join(cells) + " |"


def main() -> None:
    """Measure and print, size by size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--without-neo4j", action="store_true")
    options = parser.parse_args()
    for size in options.sizes:
        try:
            print("\n".join(measure(size, neo4j=not options.without_neo4j)), flush=True)
        except UnavailableError as error:
            sys.exit(f"Neo4j cannot be had here: {error} (or ask for --without-neo4j)")


if __name__ == "__main__":
    main()
