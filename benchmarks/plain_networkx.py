"""The ranking that a careful user of networkx would write, over dictionaries."""

from collections.abc import Iterable, Iterator
from heapq import nsmallest
from math import log
from typing import Any

from benchmarks.asked import Counts, Question
from graph.domain.dates import ALWAYS_FROM, ALWAYS_UNTIL, first_number, last_number
from graph.domain.labels import Label
from graph.domain.vocabulary import vocabulary
from graph.views.view import View

ALLIES = frozenset(
    kind.code for kind in vocabulary().ties.values() if kind.family in ("alliance", "money")
)
ACTING = frozenset(kind.code for kind in vocabulary().kinds.values() if kind.role == "stakeholder")
Found = dict[str, tuple[float, int]]


class PlainNetworkx:
    """
    Fit, presence, freshness, standing and Adamic-Adar nearness, below a label.

    The label is weighed wherever a tie or a node is met; standing, which is the same
    for all questions, is counted once for the clearance. No reasons are given, and
    nobody is told who was left out.
    """

    def __init__(self, view: View, clearance: Label) -> None:
        self._clearance = clearance
        self._today = view.as_of.year
        self._graph = view.to_networkx()
        for _, data in self._graph.nodes(data=True):
            data["label"] = Label.parse(data["label"])
        for _, _, data in self._graph.edges(data=True):
            data["label"] = Label.parse(data["label"])
            data["from"], data["to"] = first_number(data["since"]), last_number(data["until"])
        self._standing = {
            name: log(1 + len(set(self._partners(name))))
            for name, data in self._graph.nodes(data=True)
            if data["kind"] in ACTING and data["label"] <= clearance
        }

    def ask(self, question: Question) -> list[tuple[float, str]]:
        """The ten best, with their points."""
        themes = self._fitting(question.themes, ("works_on",))
        places = self._fitting(question.places, ("active_in", "based_in"))
        near = self._near(question.asker)
        if question.themes or question.places:
            pool: Iterable[str] = themes.keys() & places.keys()
        else:
            pool = self._standing.keys() - set(self._partners(question.need.asking or ""))
        closest = max(near.values(), default=0.0) or 1.0
        ranked = (
            (-self._points(name, themes, places, near.get(name, 0.0) / closest), name)
            for name in pool
            if name != question.asker
        )
        return nsmallest(10, ranked)

    def _points(self, name: str, themes: Found, places: Found, near: float) -> float:
        fit, said = themes.get(name, (0.0, 0))
        presence, seen = places.get(name, (0.0, 0))
        fresh: float = 0.5 ** ((self._today - max(said, seen) // 10_000) / 5)
        return 40 * fit + 30 * presence + 10 * fresh + 10 * near + self._standing[name]

    def _fitting(self, counts: Iterable[Counts], kinds: tuple[str, ...]) -> Found:
        """Who has to do with what counts, for how much, and the newest word on it."""
        found: Found = {}
        for each in counts:
            if each.id not in self._graph:
                continue
            for name, _, tie in self._graph.in_edges(each.id, data=True):
                if tie["kind"] in kinds and self._seen(name, tie) and _overlap(tie, each):
                    worth, newest = found.get(name, (0.0, 0))
                    found[name] = (max(worth, each.factor), max(newest, tie["from"]))
        return found

    def _near(self, asker: str | None) -> dict[str, float]:
        """Adamic-Adar: the partners in common, the rarer the better."""
        near: dict[str, float] = {}
        if asker is None:
            return near
        ours = set(self._partners(asker))
        for partner in ours:
            theirs = set(self._partners(partner))
            for name in theirs - ours:
                near[name] = near.get(name, 0.0) + 1 / log(len(theirs) + 1)
        return near

    def _partners(self, name: str) -> Iterator[str]:
        graph = self._graph
        for _, other, tie in graph.out_edges(name, data=True):
            if tie["kind"] in ALLIES and self._seen(other, tie):
                yield other
        for other, _, tie in graph.in_edges(name, data=True):
            if tie["kind"] in ALLIES and self._seen(other, tie):
                yield other

    def _seen(self, name: str, tie: dict[str, Any]) -> bool:
        node = self._graph.nodes[name]
        return (
            tie["label"] <= self._clearance
            and node["label"] <= self._clearance
            and node["kind"] in ACTING
        )


def _overlap(tie: dict[str, Any], each: Counts) -> bool:
    if (each.since, each.until) == (ALWAYS_FROM, ALWAYS_UNTIL):
        return True
    return bool(max(tie["from"], each.since) <= min(tie["to"], each.until))
