"""Who may be chosen, what each is worth, and which candidates are near to each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from graph.answers.coalition.ask import Ask, Weights
from graph.answers.fit import Backing, backing
from graph.answers.need import Need
from graph.answers.partners.scoring import points
from graph.answers.resolved_need import Asked, understood
from graph.domain.dates import day_number
from graph.domain.vocabulary import vocabulary
from graph.measures.tie_strength import hops
from graph.views.claims import Numbers
from graph.views.view import View

#: The weight under which each part of the points counts; all others are closeness.
WEIGHED = {
    "fit to the themes": "themes",
    "presence in the places": "places",
    "fresh and independent evidence": "evidence",
    "well connected": "standing",
}
#: Points are whole numbers of so many to the point, so that sums are exact.
UNIT = 100
#: Farther from the convenor than any number of hops.
UNREACHED = 1_000


@dataclass(frozen=True, kw_only=True, eq=False)
class Candidates:
    """
    Everybody who could sit at the table, in the order of their ids.

    `nodes` are all stakeholders that still exist but the convenor, `points` what each
    is worth in hundredths of a point, `parts` the same part by part.
    """

    view: View
    asked: Asked
    support: Backing
    nodes: Numbers
    parts: Mapping[str, Numbers]
    points: Numbers

    def __len__(self) -> int:
        return len(self.nodes)

    @cached_property
    def place(self) -> Numbers:
        """For every node its place among the candidates; -1 for all others."""
        places = np.full(len(self.view), -1)
        places[self.nodes] = np.arange(len(self.nodes))
        return places

    @cached_property
    def joined(self) -> csr_array:
        """
        The pairs joined by ties across which one could be introduced.

        The last row and column are the convenor's, if there is one.
        """
        found, size = hops(self.view), len(self.nodes) + 1
        place = self.place.copy()
        if self.asked.asking is not None:
            place[self.asked.asking] = size - 1
        near = np.repeat(np.arange(len(self.view)), np.diff(found.bounds))
        near, far = place[near], place[found.far]
        here = (near >= 0) & (far >= 0)
        ones = np.ones(int(here.sum()), np.int8)
        return csr_array((ones, (near[here], far[here])), shape=(size, size))

    @cached_property
    def distance(self) -> Numbers:
        """In how many hops the convenor reaches each candidate, through anybody at all."""
        found, away = hops(self.view), np.full(len(self.view), UNREACHED)
        front = np.array([self.asked.asking])
        away[front] = 0
        step = 0
        while len(front):
            step += 1
            far = np.unique(found.far[found.rows(front)[0]])
            front = far[away[far] == UNREACHED]
            away[front] = step
        return away[self.nodes]


def candidates(view: View, ask: Ask) -> Candidates:
    """
    Everybody in *view* who could be chosen, and what each is worth to *ask*.

    Points are those that a candidate would have as a partner
    (`graph.answers.partners.scoring`), each part times its weight.
    """
    asked = understood(view, _need(ask))
    support = backing(view, asked.fits)
    existing = np.flatnonzero(view.acting & (view.ended >= day_number(view.as_of)))
    pool = [node for node in existing.tolist() if node != asked.asking]
    nodes = np.array(sorted(pool, key=lambda node: view.ids[node]), np.int64)
    exact = points(view, asked, support, nodes)
    parts = {
        name: _hundredths(part[exact.rows] * _weight(ask.weights, name))
        for name, part in exact.parts.items()
    }
    return Candidates(
        view=view,
        asked=asked,
        support=support,
        nodes=nodes,
        parts=parts,
        points=sum(parts.values(), np.zeros(len(nodes), np.int64)),
    )


def _hundredths(value: Numbers) -> Numbers:
    # Rounded twice, so that sums which differ in their last bit, as sums in another
    # order do, do not fall on two sides of a half.
    rounded: Numbers = np.rint(np.round(value, 9) * UNIT)
    return rounded.astype(np.int64)


def _weight(weights: Weights, part: str) -> float:
    weight: float = getattr(weights, WEIGHED.get(part, "closeness"))
    return weight


def _need(ask: Ask) -> Need:
    """The need for partners by which candidates are valued."""
    kinds = vocabulary().kinds.values()
    return Need(
        themes=ask.themes or _covered(ask, "theme"),
        places=ask.places or _covered(ask, "place"),
        kinds=tuple(kind.code for kind in kinds if kind.role == "stakeholder"),
        asking=ask.convenor,
        include_partners=True,
    )


def _covered(ask: Ask, what: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(of for each in ask.cover if each.what == what for of in each.of))
