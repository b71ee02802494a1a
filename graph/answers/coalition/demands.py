"""What an ask demands of the members together, as rows that a solver can hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import inf

import numpy as np

from graph.answers.coalition.ask import Ask, Share, fraction
from graph.answers.coalition.candidates import Candidates
from graph.answers.coalition.traits import Trait, each_country, trait
from graph.answers.coalition.vetting import Pairs, conflicting, opposed, watched
from graph.answers.evidence_words import count_words
from graph.domain.errors import NeedError
from graph.domain.vocabulary import vocabulary
from graph.views.claims import Numbers
from graph.views.view import KINDS, View

#: Shares that have a name.
SHARES = {
    Fraction(1, 4): "a quarter",
    Fraction(1, 3): "a third",
    Fraction(1, 2): "half",
    Fraction(2, 3): "two thirds",
    Fraction(3, 4): "three quarters",
    Fraction(1): "all",
}
#: Money is counted in hundredths of its unit, and eased by so many parts of the mean seat.
CENTS, STEPS = 100, 1_000


@dataclass(frozen=True, kw_only=True, eq=False)
class Row:
    """
    Sum of `values` over the chosen of `places`, and `each` for everybody chosen, between bounds.

    One member more or less moves it by `scale`, or one step of money; `counted` are the
    candidates that the demand counts: those with the `trait`, where it is about one.
    `label` is that of the claims which alone make the row.
    """

    places: Numbers
    values: Numbers
    low: float = -inf
    high: float = inf
    each: int = 0
    scale: int = 1
    counted: Numbers
    trait: Trait | None = None
    label: int = 0


@dataclass(frozen=True, kw_only=True, eq=False)
class Demand:
    """
    One demand of an ask: its id, itself in words, and the rows that hold it.

    `easing` says in words what it is to ask for `{by}` less. A demand that is
    `graded` has more and less; others are met or not. `joined` marks the one demand
    that no row can hold, `money` the one that counts no members. `named` are the nodes
    of which its words speak, `label` is that of what else they tell.
    """

    id: str
    words: str
    easing: str
    rows: tuple[Row, ...] = ()
    graded: bool = False
    joined: bool = False
    named: tuple[int, ...] = ()
    money: bool = False
    label: int = 0

    @property
    def counted(self) -> Numbers:
        """All candidates that its rows count."""
        found: Numbers = np.unique(np.concatenate([[], *(row.counted for row in self.rows)]))
        return found.astype(np.int64)


def demands(view: View, ask: Ask, pool: Candidates) -> tuple[Demand, ...]:
    """
    Everything that *ask* demands, in its order.

    Raises:
        NeedError: A demand that speaks of something unknown, or of nobody who could be
            chosen.
        NotHereError: An id that this View does not hold.
    """
    made = _Demands(view, ask, pool)
    return tuple(
        demand
        for makes in (
            made.size,
            made.covers,
            made.shares,
            made.persons,
            made.apart,
            made.vetting,
            made.ties,
        )
        for demand in makes()
    )


class _Demands:
    """The demands of one ask, kind by kind."""

    def __init__(self, view: View, ask: Ask, pool: Candidates) -> None:
        self._view, self._ask, self._pool = view, ask, pool
        self._all = np.arange(len(pool))

    def size(self) -> Iterator[Demand]:
        nobody = np.zeros(0, np.int64)
        for name, number, words, low, high in (
            ("size: at least", self._ask.at_least, "fewer", self._ask.at_least, inf),
            ("size: at most", self._ask.at_most, "more", -inf, self._ask.at_most),
        ):
            row = Row(places=nobody, values=nobody, each=1, low=low, high=high, counted=self._all)
            yield Demand(
                id=name,
                words=f"{name.partition(': ')[2]} {count_words(number, 'member')}",
                easing=f"a table of {{by}} {words}",
                rows=(row,),
                graded=True,
            )

    def covers(self) -> Iterator[Demand]:
        for number, cover in enumerate(self._ask.cover, start=1):
            has = trait(self._view, cover.what, cover.of)
            held = self._holding(has)
            ones = np.ones(len(held), np.int64)
            row = Row(places=held, values=ones, low=cover.at_least, counted=held, trait=has)
            yield Demand(
                id=f"cover {number}",
                words=f"at least {cover.at_least} {has.words}",
                easing=f"{{by}} fewer {has.words}",
                rows=(row,),
                graded=True,
                named=has.asked,
            )

    def shares(self) -> Iterator[Demand]:
        for number, share in enumerate(self._ask.shares, start=1):
            for word, part in (("least", share.at_least), ("most", share.at_most)):
                if part is not None:
                    yield self._share(f"share {number}: at {word}", share, fraction(part))

    def _share(self, name: str, share: Share, part: Fraction) -> Demand:
        most = name.endswith("most")
        words, traits = "from any one country", each_country(self._view)
        if share.what != "country" or share.of:
            traits = (trait(self._view, share.what, share.of),)
            words = traits[0].words
        rows = tuple(self._part(has, part, most=most) for has in traits)
        return Demand(
            id=name,
            words=f"{name.partition(': ')[2]} {_share_words(part)} {words}",
            easing=f"{{by}} {'more' if most else 'fewer'} {words}",
            rows=tuple(row for row in rows if len(row.counted) or not most),
            graded=True,
            named=traits[0].asked if len(traits) == 1 else (),
        )

    def _part(self, has: Trait, part: Fraction, *, most: bool) -> Row:
        """Holders - part * members, times what makes it whole numbers, above or below 0."""
        held = self._holding(has)
        return Row(
            places=held,
            values=np.full(len(held), part.denominator),
            each=-part.numerator,
            low=-inf if most else 0,
            high=0 if most else inf,
            scale=part.denominator,
            counted=held,
            trait=has,
        )

    def persons(self) -> Iterator[Demand]:
        for place, name in {self._place(name): name for name in self._ask.include}.items():
            node = int(self._pool.nodes[place])
            yield Demand(
                id=f"include {name}",
                words=f"{self._view.names[node]} is a member",
                easing=f"{self._view.names[node]} may be left out",
                rows=(_ones(np.array([place]), low=1),),
                named=(node,),
            )
        for node, name in {self._view.node(name): name for name in self._ask.exclude}.items():
            here = self._pool.place[[node]]
            yield Demand(
                id=f"exclude {name}",
                words=f"{self._view.names[node]} is no member",
                easing=f"{self._view.names[node]} may be a member",
                rows=(_ones(here[here >= 0], high=0),),
                named=(node,),
            )

    def apart(self) -> Iterator[Demand]:
        for number, group in enumerate(self._ask.apart, start=1):
            places = np.unique([self._place(name) for name in group])
            nodes = self._pool.nodes[places].tolist()
            names = ", ".join(self._view.names[node] for node in nodes)
            yield Demand(
                id=f"apart {number}",
                words=f"no two of {names}",
                easing=f"{{by}} more of {names}",
                rows=(_ones(places, high=1),),
                named=tuple(nodes),
            )

    def vetting(self) -> Iterator[Demand]:
        ask, view, pool = self._ask, self._view, self._pool
        if not ask.opposed_may_meet:
            words = "nobody beside somebody they oppose"
            yield from _pairs("opposed", opposed(view, pool), words)
        if ask.conflicts:
            found = conflicting(view, pool, ask.conflicts)
            kinds = ", ".join(vocabulary().ties[kind].label for kind in ask.conflicts)
            words = f"nobody beside somebody they have a conflict of interest with ({kinds})"
            yield from _pairs("conflicts", found, words)
        if not ask.watched_may_sit:
            yield from self._watched()

    def _watched(self) -> Iterator[Demand]:
        found = watched(self._view, self._pool)
        if len(found.places):
            yield Demand(
                id="watched",
                words=f"nobody on a watch list or tied to who is; out stay {found.words}",
                easing="those a watch list speaks against may be members",
                rows=(_ones(found.places, high=0),),
                label=found.label,
            )

    def ties(self) -> Iterator[Demand]:
        ask, view = self._ask, self._view
        if ask.within is not None and ask.convenor is not None:
            called = view.names[view.node(ask.convenor)]
            yield Demand(
                id="within",
                words=f"all within {count_words(ask.within, 'hop')} of {called}",
                easing=f"{{by}} farther away from {called}",
                rows=(_ones(np.flatnonzero(self._pool.distance > ask.within), high=0),),
            )
        if ask.joined is not None:
            yield Demand(
                id="joined",
                words=f"joined by ties {ask.joined}",
                easing="a table that does not hang together",
                joined=True,
            )
        if ask.budget is not None:
            yield self._budget(ask.budget)

    def _budget(self, budget: float) -> Demand:
        cents = np.full(len(self._all), round(self._ask.cost_of_others * CENTS), np.int64)
        for cost in self._ask.costs:
            place = self._pool.place[self._view.node(cost.id)]
            if place >= 0:
                cents[place] = round(cost.amount * CENTS)
        places = np.flatnonzero(cents)
        row = Row(
            places=places,
            values=cents[places],
            high=round(budget * CENTS),
            scale=max(1, round(budget * CENTS / self._ask.at_most / STEPS)),
            counted=places,
        )
        return Demand(
            id="budget",
            words=f"seats for {budget:g} at most",
            easing="{by} more to spend",
            rows=(row,),
            graded=True,
            money=True,
        )

    def _holding(self, has: Trait) -> Numbers:
        return np.flatnonzero(has.holders[self._pool.nodes])

    def _place(self, name: str) -> int:
        """The place of somebody who is named, among the candidates."""
        view, node = self._view, self._view.node(name)
        place = int(self._pool.place[node])
        if place >= 0:
            return place
        why = f"is of the kind {vocabulary().kinds[KINDS[view.kinds[node]]].label}"
        if view.acting[node]:
            why = "convenes" if node == self._pool.asked.asking else "has ended"
        raise NeedError(f"{view.names[node]} {why} and cannot be a member")


def _pairs(name: str, found: Pairs, words: str) -> Iterator[Demand]:
    """The demand that of each pair *found* one at most is chosen, if there are any."""
    rows = tuple(_ones(np.array(pair), high=1, label=label) for pair, label in found.items())
    if rows:
        yield Demand(id=name, words=words, easing=words.replace("nobody", "{by}", 1), rows=rows)


def _ones(places: Numbers, *, low: float = -inf, high: float = inf, label: int = 0) -> Row:
    """So many of *places*."""
    ones = np.ones(len(places), np.int64)
    return Row(places=places, values=ones, low=low, high=high, counted=places, label=label)


def _share_words(share: Fraction) -> str:
    return SHARES.get(share, f"{100 * float(share):.4g}%")
