"""Bridges between two agendas: who works on both, who connects them, which pairs are nearest."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

import numpy as np

from graph.answers.answer import Because
from graph.answers.bridges.agendas import Agenda, agendas
from graph.answers.bridges.vertex_cut import Cut, cut
from graph.answers.citations import Citations
from graph.answers.introductions.chains import chains
from graph.answers.introductions.introductions import Introduction, bond_reason, introduction_of
from graph.answers.introductions.lower_bounds import Search
from graph.answers.top_nodes import foremost
from graph.domain.errors import NeedError
from graph.domain.labels import Label
from graph.domain.questions import ASKED_KINDS, ASKED_PLACES, asked
from graph.measures.names import kind_codes, place_node
from graph.measures.tie_strength import Hops, hops
from graph.views.claims import Numbers
from graph.views.view import KINDS, View

#: The longest chain between a pair, the most of each list, and how many chains are looked at.
LONGEST, MOST, LOOKED = 3, 100, 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Agendas:
    """
    Two agendas to be bridged, each some themes by code or label, with their parts.

    `places` and `kinds` say who counts on either side; `first` how many of each list.
    """

    left: tuple[str, ...] = asked("themes", "Themes of the one agenda, by code or label.")
    right: tuple[str, ...] = asked("themes", "Themes of the other.")
    places: tuple[str, ...] = asked(
        "places",
        ASKED_PLACES,
        default=(),
    )
    kinds: tuple[str, ...] = asked("kinds", ASKED_KINDS, default=())
    first: int = asked("whole", "How many of each list, 1 to 100.", default=10)

    def __post_init__(self) -> None:
        if not self.left or not self.right:
            raise NeedError("a bridge needs a theme on each side")
        if not 1 <= self.first <= MOST:
            raise NeedError(f"{self.first} of each cannot be listed; ask for 1 to {MOST}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One agenda: its themes in words, and how many work on it."""

    themes: tuple[str, ...]
    actors: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OnBoth:
    """Somebody who works on both: how well it fits the one it fits less, and what says so."""

    id: str
    name: str
    kind: str
    fit: float
    left: tuple[Because, ...]
    right: tuple[Because, ...]
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Connector:
    """
    Somebody who could bring the two together.

    `worth` is the sum, over every pair of one from either side, of the strength of the
    chain through it; `left` and `right` are how many of each side it is tied to, `side`
    which agenda it works on itself, and `because` what ties it best to either.
    """

    id: str
    name: str
    kind: str
    worth: float
    side: str
    left: int
    right: int
    because: tuple[Because, ...]
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """One of the fewest who hold two agendas together; `always` if no such set is without it."""

    id: str
    name: str
    always: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridges:
    """
    The answer: who is on both sides, who connects them, who holds them together.

    `held_by` is how many at least would have to leave until no chain of ties joins the
    two, None where the network is too large to look; `holding` names the first of them.
    `joined` counts pairs that are tied already, `nearest` are the pairs that are not, by
    the strongest chain between them.
    """

    left: Side
    right: Side
    both: tuple[OnBoth, ...]
    on_both: int
    connectors: tuple[Connector, ...]
    held_by: int | None
    holding: tuple[Holder, ...]
    joined: int
    nearest: tuple[Introduction, ...]
    label: Label
    as_of: date
    revision: str


def bridges(view: View, ask: Agendas) -> Bridges:
    """
    What joins two agendas, and what could.

    Who works on both comes first where it fits both well: by the lesser fit, then the
    newest word. Connectors are measured as brokers are (Gould and Fernandez 1989), by the
    pairs they stand between, each weighed by how strong its two hops are; who works on an
    agenda counts as one of its side. For the smallest cut see `graph.answers.bridges.vertex_cut`.

    Example:
        Ann and Amy are on mediation, Ben and Bob on justice, Cy on both. Dan partners with
        Ann and knows Amy (0.9 each) and is a member of Ben (0.8), and Amy funds Bob (0.7).
        Dan stands between two pairs: 2 x 0.9 x 0.8 = 1.44. Three hold the two sides
        together: Cy, whose place nobody can take, Dan and Amy.

    Raises:
        NeedError: An unknown theme, place or kind; the same agenda twice.
    """
    left, right = agendas(view, ask.left, ask.right, places=ask.places, kinds=kind_codes(ask.kinds))
    both = left.member & right.member
    only = left.member & ~both, right.member & ~both
    known = hops(view)
    worth = _pairs_between(known, only)
    joined, apart = _apart(known, *only)
    citations = Citations(view)
    on_both = tuple(_on_both(view, (left, right), both, citations, ask.first))
    pool = np.flatnonzero((worth > 0) & view.acting & ~both)
    best = foremost(view, pool, ask.first, worth)
    connectors = tuple(_connectors(view, known, worth, only, best))
    nearest = tuple(_nearest(view, apart, joined, only, ask.first))
    parted = cut(known, left.member, right.member)
    labels = [left.label(view), right.label(view), _asked(view, ask, (left, right))]
    for told in (on_both, connectors, nearest):
        labels += [each.label for each in told]
    # A cut says of every tie that there is no way past it.
    labels += [] if parted is None else [_of_ties(view, known.bonds.tie)]
    return Bridges(
        left=_side(view, left),
        right=_side(view, right),
        both=on_both,
        on_both=int(both.sum()),
        connectors=connectors,
        held_by=None if parted is None else len(parted.nodes),
        holding=() if parted is None else _holding(view, parted, worth, ask.first),
        joined=len(joined) // 2,
        nearest=nearest,
        label=max(labels),
        as_of=view.as_of,
        revision=view.revision,
    )


def _side(view: View, agenda: Agenda) -> Side:
    names = tuple(view.names[node] for node in agenda.themes)
    return Side(themes=names, actors=int(agenda.member.sum()))


def _asked(view: View, ask: Agendas, sides: tuple[Agenda, Agenda]) -> Label:
    """The highest label of the themes and places that were asked for."""
    nodes = [node for side in sides for node in side.themes]
    nodes += [place_node(view, text) for text in ask.places]
    return Label(int(view.labels[nodes].max()))


def _of_ties(view: View, places: Numbers) -> Label:
    return Label(int(view.tie_labels[places].max(initial=0)))


def _on_both(
    view: View, sides: tuple[Agenda, Agenda], both: Numbers, citations: Citations, first: int
) -> Iterator[OnBoth]:
    worth = np.minimum(sides[0].worth, sides[1].worth)
    newest = np.minimum(sides[0].newest, sides[1].newest)
    for node in foremost(view, np.flatnonzero(both), first, worth, newest):
        left, right = (side.reasons(view, node, citations) for side in sides)
        yield OnBoth(
            id=view.ids[node],
            name=view.names[node],
            kind=KINDS[view.kinds[node]],
            fit=round(float(worth[node]), 3),
            left=left,
            right=right,
            label=citations.label(node),
        )


def _pairs_between(known: Hops, only: tuple[Numbers, Numbers]) -> Numbers:
    """For every node, the pairs it stands between, weighed by the strength of both hops."""
    size = len(known.bounds) - 1
    near = np.repeat(np.arange(size), np.diff(known.bounds))
    sums = [np.bincount(near, known.strength * side[known.far], size) + side for side in only]
    # Sums of the same strengths in another order differ in their last bit.
    found: Numbers = np.round(sums[0] * sums[1], 6)
    return found


def _connectors(
    view: View, known: Hops, worth: Numbers, only: tuple[Numbers, Numbers], nodes: list[int]
) -> Iterator[Connector]:
    for node in nodes:
        far = known.far[known.bounds[node] : known.bounds[node + 1]]
        rows = [row for side in only for row in _strongest(view, known, node, side)]
        side = "left" if only[0][node] else "right" if only[1][node] else "neither"
        yield Connector(
            id=view.ids[node],
            name=view.names[node],
            kind=KINDS[view.kinds[node]],
            worth=round(float(worth[node]), 2),
            side=side,
            left=int(only[0][far].sum()),
            right=int(only[1][far].sum()),
            because=tuple(bond_reason(view, known, row) for row in rows),
            label=_of_bonds(view, known, node, rows),
        )


def _of_bonds(view: View, known: Hops, node: int, rows: list[int]) -> Label:
    """The highest label of *node*, of what ties it to others, and of these."""
    ties = np.concatenate([known.bonds.tie[rows], known.bonds.other[rows]])
    labels = view.labels[[node, *known.bonds.far[rows].tolist()]]
    return max(_of_ties(view, ties[ties >= 0]), Label(int(labels.max())))


def _strongest(view: View, known: Hops, node: int, side: Numbers) -> list[int]:
    """The bond that says most of the strongest hop from *node* to one of a side."""
    begin, end = int(known.bounds[node]), int(known.bounds[node + 1])
    hop = [
        (-float(strength), view.ids[far], far)
        for far, strength in zip(
            known.far[begin:end].tolist(), known.strength[begin:end], strict=True
        )
        if side[far]
    ]
    if not hop:
        return []
    rows = known.between(node, min(hop)[2])
    bond = known.bonds
    best = min((-float(bond.strength[row]), view.tie_id(int(bond.tie[row])), row) for row in rows)
    return [best[2]]


def _apart(known: Hops, left: Numbers, right: Numbers) -> tuple[set[tuple[int, int]], Hops]:
    """The pairs of one from either side that are tied already, and the hops without these."""
    near = np.repeat(np.arange(len(known.bounds) - 1), np.diff(known.bounds))
    across = (left[near] & right[known.far]) | (right[near] & left[known.far])
    pairs = zip(near[across].tolist(), known.far[across].tolist(), strict=True)
    counts = np.bincount(near[~across], minlength=len(known.bounds) - 1)
    rest = replace(
        known,
        bounds=np.concatenate([[0], np.cumsum(counts)]),
        far=known.far[~across],
        strength=known.strength[~across],
    )
    return set(pairs), rest


def _nearest(
    view: View,
    apart: Hops,
    joined: set[tuple[int, int]],
    only: tuple[Numbers, Numbers],
    first: int,
) -> Iterator[Introduction]:
    """Pairs that are not tied yet, by the strongest chain, each pair once, equal ones by id."""
    sides = [np.flatnonzero(side).tolist() for side in only]
    if not all(sides):
        return
    search = Search(hops=apart, starts=sides[0], ends=sides[1], most=LONGEST, ids=view.ids)
    found: set[tuple[int, int]] = set()
    for chain in islice(chains(search), LOOKED):
        pair = chain.nodes[0], chain.nodes[-1]
        if pair not in joined and pair not in found:
            found.add(pair)
            yield introduction_of(view, apart, chain)
        if len(found) == first:
            return


def _holding(view: View, parted: Cut, worth: Numbers, first: int) -> tuple[Holder, ...]:
    """The first of a cut: who is in every cut, and then who stands between most pairs."""
    always = np.zeros(len(view), bool)
    always[list(parted.always)] = True
    nodes = np.array(parted.nodes, np.int64)
    return tuple(
        Holder(id=view.ids[node], name=view.names[node], always=bool(always[node]))
        for node in foremost(view, nodes, first, always, worth)
    )
