"""Who is known to work on which theme in which place, counted by kind, in columns."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.domain.dates import day_number
from graph.domain.labels import Label
from graph.measures.containment import reach
from graph.measures.evidence import evidence
from graph.views.claims import Numbers
from graph.views.view import KINDS, TIE_KINDS, View

_PART_OF = TIE_KINDS.index("part_of")
#: So many steps from a part to its whole are followed, and no more.
DEEPEST = 20
#: A year, in day numbers.
YEAR = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """
    How many actors are known in each cell: theme by place by kind, in that order.

    `actors` counts all, `independent` an organisation and its own parts in the cell
    once, `fresh` those with evidence since the day asked. `on_theme` and
    `in_place` count the actors of each kind on a theme, wherever, and in a place, on
    whatever, and `everybody` all of a kind; `by_theme`, `by_place` and `by_kind` those who
    are in some cell there, each once. `themes` and `places` are the nodes asked for;
    `known` are pairs of a node and the column it is known in, the themes first. `label`
    is the highest of all this.
    """

    themes: tuple[int, ...]
    places: tuple[int, ...]
    kinds: tuple[str, ...]
    known: tuple[Numbers, Numbers]
    actors: Numbers
    independent: Numbers
    fresh: Numbers
    on_theme: Numbers
    in_place: Numbers
    everybody: Numbers
    by_theme: Numbers
    by_place: Numbers
    by_kind: Numbers
    label: Label

    def members(self, view: View, theme: int, place: int, kind: int) -> Numbers:
        """The nodes in one cell, given by its places along the three sides."""
        node, column = self.known
        on, there = node[column == theme], node[column == len(self.themes) + place]
        inside = np.intersect1d(on, there, assume_unique=True)
        found: Numbers = inside[view.kinds[inside] == KINDS.index(self.kinds[kind])]
        return found


def coverage(
    view: View, themes: Sequence[int], places: Sequence[int], kinds: Sequence[str], years: int
) -> Coverage:
    """
    Count who is known in each cell.

    An actor is in a cell when one source ties it to the theme or a part of it, and one
    to the place or what lies in it. Either tie may go through an activity or event.
    An actor that has ended is in none. Evidence is as new as the older of the two ties.
    """
    sides = (len(themes), len(places), len(kinds))
    codes = np.full(len(KINDS), -1)
    codes[[KINDS.index(kind) for kind in kinds]] = np.arange(len(kinds))
    kind = np.where(view.acting & (view.ended >= day_number(view.as_of)), codes[view.kinds], -1)
    since = day_number(view.as_of) - years * YEAR
    (node, column), new, label = _known(view, [*themes, *places], kind >= 0, since)
    member, cell = _crossed(node, column, sides)
    recent, lately = _crossed(node[new], column[new], sides)
    actors = _counted(kind[member], cell, sides)
    wide = _counted(kind[node], column, (1, sides[0] + sides[1], sides[2]))[0]
    inside = np.bincount(member, minlength=len(view)) > 0
    each = np.bincount(column[inside[node]], minlength=sides[0] + sides[1])
    return Coverage(
        themes=tuple(themes),
        places=tuple(places),
        kinds=tuple(kinds),
        known=(node, column),
        actors=actors,
        independent=actors - _wholes(view, kind, (member, cell), sides),
        fresh=_counted(kind[recent], lately, sides),
        on_theme=wide[: sides[0]],
        in_place=wide[sides[0] :],
        everybody=np.bincount(kind[kind >= 0], minlength=sides[2]),
        by_theme=each[: sides[0]],
        by_place=each[sides[0] :],
        by_kind=np.bincount(kind[inside], minlength=sides[2]),
        label=label,
    )


def _known(
    view: View, contexts: Sequence[int], pool: Numbers, since: int
) -> tuple[tuple[Numbers, Numbers], Numbers, Label]:
    """Pairs of a node of *pool* and a context it has to do with; whether word is newer; a label."""
    rows = evidence(view)
    counted = [
        (column, entry)
        for column, node in enumerate(contexts)
        for entry in reach(view, node)
        if entry.factor == 1
    ]
    picked, under = rows.rows_of(np.array([entry.node for _, entry in counted], np.int64))
    begin = np.array([entry.since for _, entry in counted], np.int64)[under]
    end = np.array([entry.until for _, entry in counted], np.int64)[under]
    held = np.maximum(rows.since[picked], begin) <= np.minimum(rows.until[picked], end)
    held &= pool[rows.node[picked]]
    picked, under, end = picked[held], under[held], end[held]
    node = rows.node[picked].astype(np.int64)
    key = node * len(contexts) + np.array([column for column, _ in counted], np.int64)[under]
    # Sorted with what is new behind what is not, the last of each pair says whether any is.
    said = np.sort(2 * key + (np.minimum(rows.newest[picked], end) >= since))
    said = said[np.append(said[1:] // 2 != said[:-1] // 2, True)[: len(said)]]
    pairs, new = said // 2, said % 2 == 1
    ties = [entry.tie for _, entry in counted if entry.tie >= 0]
    tie, then = rows.tie[picked], rows.then[picked]
    labels = (
        *(view.labels[node], view.labels[list(contexts)], view.tie_labels[tie]),
        *(view.tie_labels[then[then >= 0]], view.tie_labels[ties], _lineage(view)),
    )
    label = Label(max(int(each.max(initial=0)) for each in labels))
    return (pairs // len(contexts), pairs % len(contexts)), new, label


def _lineage(view: View) -> Numbers:
    """The labels of what says which is part of which."""
    found: Numbers = view.tie_labels[view.tie_kinds == _PART_OF]
    return found


def _crossed(
    node: Numbers, column: Numbers, sides: tuple[int, int, int]
) -> tuple[Numbers, Numbers]:
    """Every node with every cell it is in, in order: each theme of it with each place of it."""
    on = column < sides[0]
    there, place = node[~on], column[~on] - sides[0]
    counts = np.bincount(there, minlength=int(node.max(initial=0)) + 1)
    each = counts[node[on]]
    ahead = np.repeat(np.cumsum(each) - each, each)
    first = np.repeat((np.cumsum(counts) - counts)[node[on]], each)
    places = place[first + np.arange(each.sum()) - ahead]
    return np.repeat(node[on], each), np.repeat(column[on], each) * sides[1] + places


def _counted(kind: Numbers, cell: Numbers, sides: tuple[int, int, int]) -> Numbers:
    """How many there are of each kind in each cell."""
    size = sides[0] * sides[1] * sides[2]
    found: Numbers = np.bincount(cell * sides[2] + kind, minlength=size).reshape(sides)
    return found


def _wholes(
    view: View, kind: Numbers, inside: tuple[Numbers, Numbers], sides: tuple[int, int, int]
) -> Numbers:
    """How many in each cell have a part in it that is counted instead."""
    node, cell = inside
    size = sides[0] * sides[1]
    part, whole = _families(view, np.flatnonzero(np.bincount(node)))
    first, last = np.searchsorted(node, part), np.searchsorted(node, part, side="right")
    each = last - first
    ahead = np.repeat(np.cumsum(each) - each, each)
    rows = np.repeat(first, each) + np.arange(each.sum()) - ahead
    keys = np.unique(np.repeat(whole, each) * size + cell[rows])
    found = keys[np.isin(keys, node * size + cell, assume_unique=True)]
    return _counted(kind[found // size], found % size, sides)


def _families(view: View, inside: Numbers) -> tuple[Numbers, Numbers]:
    """
    Each of *inside* that is part of another of the same kind, with the whole.

    Of several wholes it belongs to the one whose id comes first. Where parts go in a
    circle, the one whose id comes first is the part of the others.
    """
    whole = _whole(view)
    member = np.zeros(len(view), bool)
    member[inside] = True
    above, pairs = whole[inside], []
    for _ in range(DEEPEST):
        kept = above >= 0
        inside, above = inside[kept], above[kept]
        pairs += list(zip(inside.tolist(), above.tolist(), strict=True))
        above = whole[above]
    found = {(part, top) for part, top in pairs if member[top] and part != top}
    alike = [
        pair
        for pair in found
        if view.kinds[pair[0]] == view.kinds[pair[1]]
        and (pair[::-1] not in found or view.ids[pair[0]] < view.ids[pair[1]])
    ]
    columns = np.array(alike, np.int64).reshape(-1, 2)
    return columns[:, 0], columns[:, 1]


def _whole(view: View) -> Numbers:
    """For every node, the stakeholder that it is part of on the day of the view; -1 for none."""
    ties = np.flatnonzero((view.tie_kinds == _PART_OF) & view.holds)
    ties = ties[view.acting[view.starts[ties]] & view.acting[view.ends[ties]]]
    found = np.full(len(view), -1, np.int64)
    pairs = zip(view.starts[ties].tolist(), view.ends[ties].tolist(), strict=True)
    for part, whole in sorted(pairs, key=lambda pair: view.ids[pair[1]], reverse=True):
        found[part] = whole
    return found
