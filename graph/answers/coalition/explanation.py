"""A coalition in words: what each member is there for, and how tight each demand is."""

from collections.abc import Iterator
from math import inf

import numpy as np

from graph.answers.citations import Citations
from graph.answers.coalition.answer import (
    Alternative,
    Contradicting,
    Contradiction,
    Eased,
    Member,
    Met,
    Service,
    StandIn,
)
from graph.answers.coalition.candidates import UNIT
from graph.answers.coalition.conflict import Conflict
from graph.answers.coalition.demands import Row
from graph.answers.coalition.seats import Seats
from graph.answers.coalition.selection import Choice
from graph.answers.coalition.system import System
from graph.answers.partners.reasons import Reasons
from graph.domain.labels import Label
from graph.measures.collaboration import fabric
from graph.views.claims import Numbers
from graph.views.view import KINDS, LEVELS, View


class Telling:
    """Tells coalitions of one ask on one View, and notes the labels of what it tells."""

    def __init__(self, view: View, whole: System) -> None:
        self._view, self._whole, self._pool = view, whole, whole.pool
        self._reasons = Reasons(view, whole.pool.asked, whole.pool.support)
        self._citations = Citations(view)
        self._labels = [int(view.labels[node]) for each in whole.demands for node in each.named]
        self._labels += [each.label for each in whole.demands]

    @property
    def label(self) -> Label:
        """The highest label of what was asked about, and of all that was told."""
        return max(Label(max(self._labels, default=0)), self._reasons.own_label)

    def members(self, seats: Seats) -> tuple[Member, ...]:
        """The members, those of most points first, equal ones by id."""
        return tuple(self._member(seats, place) for place in self._ordered(seats.chosen))

    def met(self, chosen: Numbers) -> tuple[Met, ...]:
        """Every demand with what the *chosen* have of it."""
        return tuple(self._met(at, chosen) for at in range(len(self._whole.demands)))

    def alternative(self, choice: Choice, best: Numbers) -> Alternative | None:
        """Another coalition, beside the *best*; None where none was found."""
        if choice.chosen is None:
            return None
        members = self._ordered(choice.chosen)
        enters = [place for place in members if place not in best]
        leaves = [place for place in self._ordered(best) if place not in choice.chosen]
        return Alternative(
            members=self._ids(members),
            names=tuple(self._view.names[node] for node in self._pool.nodes[members]),
            enters=self._ids(enters),
            leaves=self._ids(leaves),
            points=choice.worth / UNIT,
            bound=choice.bound / UNIT,
            proven=choice.proven,
        )

    def contradiction(self, found: Conflict) -> Contradiction:
        """Demands that cannot be kept together, and the cheapest way out."""
        demands = self._whole.demands
        for at in (*found.demands, *(at for at, _ in found.eased)):
            # How many there are is told, so what says so is told as well.
            counted = self._pool.nodes[demands[at].counted]
            self._labels += fabric(self._view).labels[counted].tolist()
            self._labels += [row.label for row in demands[at].rows]
        return Contradiction(
            demands=tuple(
                Contradicting(
                    id=demands[at].id, words=demands[at].words, known=len(demands[at].counted)
                )
                for at in found.demands
            ),
            eased=tuple(
                Eased(id=demands[at].id, by=by, words=demands[at].easing.format(by=f"{by:g}"))
                for at, by in found.eased
            ),
            minimal=found.minimal,
            smallest=found.smallest,
            cheapest=found.cheapest,
        )

    def _member(self, seats: Seats, place: int) -> Member:
        view, node = self._view, int(self._pool.nodes[place])
        level = int(view.levels[node])
        parts = {name: int(part[place]) / UNIT for name, part in self._pool.parts.items()}
        serves = tuple(self._services(place))
        told = self._reasons.parts(node, parts)
        against = self._reasons.against(node)
        for row in self._whole.matrix[:, [place]].nonzero()[0].tolist():
            self._citations.note(node, self._whole.rows[row].label)
        label = max(self._reasons.label(node), self._citations.label(node))
        self._labels.append(int(label))
        return Member(
            id=view.ids[node],
            name=view.names[node],
            kind=KINDS[view.kinds[node]],
            level=LEVELS[level] if level >= 0 else None,
            points=int(self._pool.points[place]) / UNIT,
            parts=told,
            serves=serves,
            breaks=tuple(self._broken(seats, place)),
            stand_in=self._stand_in(seats, place),
            against=against,
            label=label,
        )

    def _services(self, place: int) -> Iterator[Service]:
        """The demands for some, or for this one, that the candidate in *place* serves."""
        node = int(self._pool.nodes[place])
        for demand in self._whole.demands:
            for row in demand.rows:
                if row.low > -inf and (row.trait or not demand.graded) and place in row.counted:
                    because = row.trait.because(node, self._citations) if row.trait else ()
                    yield Service(demand=demand.id, words=demand.words, because=tuple(because))

    def _broken(self, seats: Seats, place: int) -> Iterator[Service]:
        rest = seats.chosen[seats.chosen != place]
        for at in seats.without(place):
            demand = self._whole.demands[at]
            words = f"{demand.words}: without it {self._left(at, rest)}"
            yield Service(demand=demand.id, words=words)

    def _left(self, at: int, rest: Numbers) -> str:
        """What is left of a demand that breaks."""
        demand = self._whole.demands[at]
        if demand.joined and self._whole.connection is not None:
            return f"the others fall into {len(self._whole.connection.parts(rest))} parts"
        return self._count(at, rest)

    def _count(self, at: int, chosen: Numbers) -> str:
        """How much the *chosen* have of a graded demand."""
        demand, (_, row) = self._whole.demands[at], self._whole.slack(at, chosen)
        has = self._whole.amount(at, row, chosen)
        among = f" of {len(chosen)}" if demand.id.startswith("share") else ""
        where = f" {row.trait.words}" if row.trait and len(demand.rows) > 1 else ""
        return f"{has:g}{among}{where}"

    def _met(self, at: int, chosen: Numbers) -> Met:
        demand = self._whole.demands[at]
        if not demand.rows:
            return Met(id=demand.id, words=demand.words, has=float(demand.joined))
        slack, row = self._whole.slack(at, chosen)
        if len(demand.rows) > 1:
            self._note(row, chosen)
        if not demand.graded:
            return Met(id=demand.id, words=demand.words, has=float(row.low > -inf))
        has = self._whole.amount(at, row, chosen)
        words = f"{demand.words}: {self._count(at, chosen)}"
        return Met(id=demand.id, words=words, has=has, slack=slack)

    def _note(self, row: Row, chosen: Numbers) -> None:
        """Note what says that some of the *chosen* have the trait of *row*."""
        for place in np.intersect1d(row.counted, chosen).tolist():
            node = int(self._pool.nodes[place])
            if row.trait is not None:
                tuple(row.trait.because(node, self._citations))
            self._labels.append(int(self._citations.label(node)))

    def _stand_in(self, seats: Seats, place: int) -> StandIn | None:
        other = seats.stand_in(place)
        if other is None:
            return None
        node, points = int(self._pool.nodes[other]), self._pool.points
        self._labels.append(int(fabric(self._view).labels[node]))
        return StandIn(
            id=self._view.ids[node],
            name=self._view.names[node],
            points=int(points[other]) / UNIT,
            loses=int(points[place] - points[other]) / UNIT,
        )

    def _ordered(self, places: Numbers) -> list[int]:
        """*places* by their points, the most first, equal ones by id."""
        found: list[int] = places[np.lexsort((places, -self._pool.points[places]))].tolist()
        return found

    def _ids(self, places: list[int]) -> tuple[str, ...]:
        nodes = self._pool.nodes[places].tolist()
        self._labels += self._view.labels[nodes].tolist()
        return tuple(self._view.ids[node] for node in nodes)
