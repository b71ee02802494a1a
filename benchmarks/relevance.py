"""
Which score finds real partners that were hidden from it.

    python -m benchmarks.relevance

Needs the real files beside the checkout (`../shared/data`).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from benchmarks.hiding import Question, Split, splits
from benchmarks.real_networks import (
    Network,
    donations,
    forum_all,
    forum_parts,
    forum_seminars,
    forum_small,
    karate,
    need_data,
    unhcr,
    votes,
)
from graph.answers.fit import backing
from graph.answers.need import MOST, Need
from graph.answers.partners.partners import partners
from graph.answers.partners.scoring import CLOSENESS, points
from graph.answers.resolved_need import understood
from graph.measures.collaboration import fabric
from graph.views.claims import Numbers
from graph.views.view import View

HIDINGS: Sequence[tuple[Callable[[], Network], Sequence[str]]] = (
    (unhcr, ("activities", "seats")),
    (forum_seminars, ("activities", "seats")),
    (forum_parts, ("ties",)),
    (forum_all, ("both",)),
    (forum_small, ("ties",)),
    (donations, ("ties", "date")),
    (votes, ("activities", "seats", "date")),
    (karate, ("ties",)),
)
BASELINES = ("popularity", "activity", "AA, then pop.", "RA", "PPR 0.5", "attributes")
FORMULA = "formula"
PARTS = (*CLOSENESS, "well connected")
#: How many are looked at, and against how many of like activity one is set.
TOP, LIKE = 10, 20
#: Fewer candidates than this, or more by chance, measure the size of the network.
LEAST_CANDIDATES, MOST_BY_CHANCE = 40, 0.25


@dataclass(slots=True, kw_only=True)
class Found:
    """What one score found, question by question."""

    recall: list[float] = field(default_factory=list)
    rank: list[float] = field(default_factory=list)
    hit: list[float] = field(default_factory=list)
    like: list[float] = field(default_factory=list)

    def add(self, worth: Numbers, question: Question, activity: Numbers) -> None:
        """Rank the candidates by *worth*, equal ones by a seeded draw, and look who is on top."""
        draw = np.random.default_rng(question.asker).random(len(worth))
        wanted = question.wanted[question.candidates][np.lexsort((draw, -worth))]
        self.recall.append(wanted[:TOP].sum() / min(TOP, wanted.sum()))
        self.hit.append(float(wanted[:TOP].any()))
        self.rank.append(1 / (1 + int(np.argmax(wanted))))
        self.like.append(_like(worth + 1e-9 * draw, question, activity))


@dataclass(slots=True, kw_only=True)
class Result:
    """All scores on one network with one way of hiding."""

    name: str
    way: str
    questions: list[Question] = field(default_factory=list)
    found: dict[str, Found] = field(default_factory=dict)

    @property
    def chance(self) -> float:
        """The recall of a draw."""
        return float(
            np.mean([min(1.0, TOP / len(q.candidates)) * _most(q) for q in self.questions])
        )

    @property
    def candidates(self) -> float:
        """How many there are to choose from, on the average."""
        return float(np.mean([len(question.candidates) for question in self.questions]))

    @property
    def counts(self) -> bool:
        """Whether the network is large enough to tell scores apart by their first ten."""
        return self.candidates >= LEAST_CANDIDATES and self.chance < MOST_BY_CHANCE

    def mean(self, score: str, what: str = "recall", *, cold: bool | None = None) -> float:
        """The mean over all questions, or over those of askers with ties, or without."""
        values = getattr(self.found[score], what)
        kept = [v for v, q in zip(values, self.questions, strict=True) if cold in (None, q.cold)]
        return float(np.mean(kept)) if kept else float("nan")


def _most(question: Question) -> float:
    wanted = int(question.wanted.sum())
    return wanted / min(TOP, wanted)


def _like(worth: Numbers, question: Question, activity: Numbers) -> float:
    """How many of the twenty candidates nearest in activity a wanted one is set above."""
    wanted = question.wanted[question.candidates]
    others = np.flatnonzero(~wanted)
    if not len(others):
        return float("nan")
    busy = activity[question.candidates]
    shares = []
    for one in np.flatnonzero(wanted).tolist():
        near = others[np.argsort(np.abs(busy[others] - busy[one]), kind="stable")[:LIKE]]
        shares.append(float((worth[near] < worth[one]).mean()))
    return float(np.mean(shares))


def measure(network: Network, way: str) -> Result:
    """Ask all questions of all splits, of every score."""
    result = Result(name=network.name, way=way)
    for split in splits(network, way):
        activity = fabric(split.view).activity
        tables = baselines(split.view)
        for question in split.questions:
            result.questions.append(question)
            scores = {name: table[question.asker] for name, table in tables.items()}
            scores |= {FORMULA: _answered(split, question)} | _by_part(split.view, question)
            for name, worth in scores.items():
                found = result.found.setdefault(name, Found())
                found.add(np.asarray(worth)[question.candidates], question, activity)
    return result


def _answered(split: Split, question: Question) -> Numbers:
    """Worth by the place in the real answer; those it does not list come last."""
    view = split.view
    strangers = int(view.acting.sum()) - len(question.candidates)
    need = Need(asking=view.ids[question.asker], first=min(TOP + strangers, MOST))
    worth = np.zeros(len(view))
    for place, partner in enumerate(partners(view, need).partners):
        worth[view.node(partner.id)] = 1 / (1 + place)
    return worth


def _by_part(view: View, question: Question) -> dict[str, Numbers]:
    """The sum of points without each part, and each part alone."""
    asked = understood(view, Need(asking=view.ids[question.asker]))
    scored = points(view, asked, backing(view, ()), question.candidates)
    found = {}
    for part in PARTS:
        for name, worth in (
            (f"without {part}", scored.totals - scored.parts[part][scored.rows]),
            (f"only {part}", scored.parts[part][scored.rows]),
        ):
            found[name] = np.zeros(len(view))
            found[name][question.candidates] = np.round(worth, 6)
    return found


def baselines(view: View) -> dict[str, Numbers]:
    """Every baseline: a row for each asker, a column for each candidate."""
    woven = fabric(view)
    joined, degrees = woven.partners.toarray(), woven.degrees
    many = np.maximum(degrees, 1)
    adamic = joined * np.where(degrees > 1, 1 / np.log(np.maximum(degrees, 2)), 0) @ joined
    values, size = woven.values.toarray(), len(view)
    rare = np.log((size + 1) / (values.sum(axis=0) + 1))
    restart = np.linalg.inv(np.eye(size) - 0.5 * joined / many[:, None])
    everybody = np.ones((size, 1))
    return {
        "popularity": everybody * degrees,
        "activity": everybody * woven.activity,
        "AA": adamic,
        "AA, then pop.": adamic + 1e-6 * degrees,
        "RA": joined / many @ joined,
        "PPR 0.5": restart,
        "attributes": (values * rare) @ values.T,
    }


def tell(results: Sequence[Result]) -> Iterator[str]:
    """The tables of docs/partners.md."""
    yield (
        "| network, hidden | questions | cand. | cold | in reach | random | "
        + " | ".join((*BASELINES, "AA", f"**{FORMULA}**", "of the best"))
        + " |"
    )
    yield "|" + "---|" * (6 + len(BASELINES) + 3)
    for each in results:
        best = max(each.mean(name) for name in BASELINES)
        cells = [f"{each.mean(name):.2f}" for name in (*BASELINES, "AA", FORMULA)]
        mark = "" if each.counts else " (small)"
        cold = np.mean([q.cold for q in each.questions])
        reach = np.mean([q.reach for q in each.questions])
        yield (
            f"| {each.name}, {each.way}{mark} | {len(each.questions)} | {each.candidates:.0f} "
            f"| {cold:.0%} | {reach:.0%} | {each.chance:.2f} | {' | '.join(cells)} "
            f"| {each.mean(FORMULA) / best:.2f} |"
        )
    yield ""
    yield from _means(results)
    yield ""
    yield from _goals([each for each in results if each.counts])


def _means(results: Sequence[Result]) -> Iterator[str]:
    """Each score on the mean over networks, those of a size that counts, and over all."""
    yield "| score | recall@10 | MRR | hits@10 | with ties | cold | among its like | all networks |"
    yield "|---|---|---|---|---|---|---|---|"
    large = [each for each in results if each.counts]
    for name in results[0].found:
        cells = [
            *(
                np.nanmean([r.mean(name, what) for r in large])
                for what in ("recall", "rank", "hit")
            ),
            *(np.nanmean([_warm(r, name, cold=cold) for r in large]) for cold in (False, True)),
            np.nanmean([r.mean(name, "like") for r in large]),
            np.mean([r.mean(name) for r in results]),
        ]
        yield f"| {name} | " + " | ".join(f"{cell:.3f}" for cell in cells) + " |"


def _warm(result: Result, name: str, *, cold: bool) -> float:
    there = any(question.cold == cold for question in result.questions)
    return result.mean(name, cold=cold) if there else float("nan")


def _goals(results: Sequence[Result]) -> Iterator[str]:
    least = min(each.mean(FORMULA) / max(each.mean(name) for name in BASELINES) for each in results)
    formula, popular = (
        float(np.mean([each.mean(name) for each in results])) for name in (FORMULA, "AA, then pop.")
    )
    near, adamic = (
        float(np.nanmean([_warm(each, name, cold=False) for each in results]))
        for name in (FORMULA, "AA")
    )
    yield f"least share of the best baseline: {least:.2f} (goal 0.95)"
    yield f"beside AA, then popularity: {formula / popular:.2f} (goal 1.10)"
    yield f"beside AA, askers with ties: {near / adamic:.2f} (goal 1.30)"


def main() -> None:
    """Measure and print."""
    need_data()
    results = [measure(make(), way) for make, ways in HIDINGS for way in ways]
    print("\n".join(tell(results)))


if __name__ == "__main__":
    main()
