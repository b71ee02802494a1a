"""Who is in a cell of the gaps, who is nearest to filling it, and how to reach them."""

from dataclasses import dataclass

import numpy as np

from graph.answers.answer import Because
from graph.answers.citations import Citations
from graph.answers.evidence_words import day_words, row_words
from graph.answers.fit import Fit, fit, own_rows, rows_for
from graph.answers.gaps.coverage import Coverage
from graph.answers.introductions.contact_chain import Reaching
from graph.answers.introductions.introductions import Introduction
from graph.answers.top_nodes import foremost
from graph.domain.dates import day_number
from graph.domain.labels import Label
from graph.views.view import KINDS, View

#: How many who are in a cell already are named, the ones heard of last first.
NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """Somebody who is in a cell: the day of the newest word that they are, if any has a date."""

    id: str
    name: str
    newest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """
    Somebody who could fill a cell.

    `fit` is the mean of how it fits the theme and the place, 0 to 1; `because` says what
    it does, `missing` what it is not known to do. Where somebody asks, `introduction` is
    the strongest chain to it, or `instead` says what there is in place of one.
    """

    id: str
    name: str
    fit: float
    because: tuple[Because, ...]
    missing: tuple[str, ...]
    introduction: Introduction | None = None
    instead: tuple[str, ...] = ()
    label: Label


class Filling:
    """Looks into the cells of one coverage; what it works out for one cell serves the next."""

    def __init__(self, view: View, cover: Coverage, asking: int | None, most: int) -> None:
        self._view = view
        self.cover = cover
        self._asking = asking
        self._most = most
        self._fits: dict[int, Fit] = {}
        self._reaching = Reaching(view, asking)
        self._citations = Citations(view)

    def there(self, cell: tuple[int, int, int]) -> tuple[There, ...]:
        """Who is in a cell, the one heard of last first, equal ones by id."""
        view, sides = self._view, self._sides(cell)
        members = self.cover.members(view, *cell).tolist()
        newest = {node: min(_newest(each, node) for each in sides) for node in members}
        chosen = sorted(members, key=lambda node: (-newest[node], view.ids[node]))[:NAMED]
        return tuple(
            There(
                id=view.ids[node],
                name=view.names[node],
                newest=day_words(newest[node]) if newest[node] > 0 else None,
            )
            for node in chosen
        )

    def nearest(self, cell: tuple[int, int, int]) -> tuple[Nearest, ...]:
        """
        Those of the kind who fit a cell best without being in it.

        Equal fits go by the newest word on them, and then by id.
        """
        view, sides = self._view, self._sides(cell)
        worth = (sides[0].value + sides[1].value) / 2
        pool = (worth > 0) & (view.kinds == KINDS.index(self.cover.kinds[cell[2]]))
        pool &= view.acting & (view.ended >= day_number(view.as_of))
        pool[self.cover.members(view, *cell)] = False
        if self._asking is not None:
            pool[self._asking] = False
        newest = np.zeros(len(view), np.int64)
        for each in sides:
            np.maximum.at(newest, each.nodes, each.newest)
        chosen = foremost(view, np.flatnonzero(pool), self._most, worth, newest)
        return tuple(self._told(node, cell, float(worth[node])) for node in chosen)

    def _told(self, node: int, cell: tuple[int, int, int], worth: float) -> Nearest:
        view, reasons, missing = self._view, [], []
        names = ("no known work on {}", "not known to be active in {}")
        for each, nothing, little in zip(
            self._sides(cell), names, ("not known to work on {} itself", names[1]), strict=True
        ):
            for row, entry in rows_for(view, each, node, most=1):
                words, places = row_words(view, row, entry)
                named = [each.asked, entry.node]
                reasons.append(self._citations.cite(node, words, places, named=named))
            if not _known(each, node):
                words = little if each.value[node] else nothing
                missing.append(words.format(view.names[each.asked]))
        introduction, instead, label = self._reaching.to(node)
        return Nearest(
            id=view.ids[node],
            name=view.names[node],
            fit=round(worth, 3),
            because=tuple(reasons),
            missing=tuple(missing),
            introduction=introduction,
            instead=instead,
            label=max(self._citations.label(node), label),
        )

    def _sides(self, cell: tuple[int, int, int]) -> tuple[Fit, Fit]:
        """How everybody fits the theme and the place of a cell."""
        nodes = self.cover.themes[cell[0]], self.cover.places[cell[1]]
        for node in nodes:
            if node not in self._fits:
                self._fits[node] = fit(self._view, node)
        return self._fits[nodes[0]], self._fits[nodes[1]]


def _whole(each: Fit, node: int) -> list[int]:
    """Rows on *node* that are on what was asked or a part of it, not on what it is part of."""
    return [row for row in own_rows(each, node) if each.reaches[int(each.under[row])].factor == 1]


def _known(each: Fit, node: int) -> bool:
    return bool(_whole(each, node))


def _newest(each: Fit, node: int) -> int:
    return max((int(each.newest[row]) for row in _whole(each, node)), default=0)
