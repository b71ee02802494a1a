"""Who can introduce us: the strongest chains of real ties to somebody we do not know."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from math import exp, log

import numpy as np

from graph.answers.answer import Because
from graph.answers.citations import because
from graph.answers.evidence_words import tie_words
from graph.answers.introductions.chains import Chain, chains
from graph.answers.introductions.lower_bounds import Ahead, Search
from graph.answers.need import Need
from graph.answers.resolved_need import label_within, within_need
from graph.domain.errors import NeedError
from graph.domain.labels import Label
from graph.domain.questions import asked
from graph.domain.vocabulary import vocabulary
from graph.measures.tie_strength import Bonds, Hops, bonds, hops, joined
from graph.views.view import TIE_KINDS, View

#: Each time somebody stands between again, a further chain counts half as strong.
REPEATED = 0.5
#: The longest chain that may be asked for, and how many of them.
LONGEST, MOST = 6, 50
#: How many bonds of a hop are told.
TOLD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """
    A wish for introductions: to which stakeholders, and how.

    `near` are ids of ours, `far` those to reach: one each, or groups; `fitting` adds to
    `far` whoever is of the kinds and within the themes and places of a need. Chains have at
    most `most_hops` hops; none goes through `avoid`, and each through one of
    `through` if some are named; `without_kinds` (of tie) and `without_sources` do not
    count. `diverse` chains share as few as they can of those who stand between.
    """

    near: tuple[str, ...] = asked("ids", "Ids of ours, who are to be introduced.", name="from")
    far: tuple[str, ...] = asked("ids", "Ids of those to reach.", default=(), name="to")
    fitting: Need | None = asked(
        "need",
        "Anybody who fits this is to be reached too.",
        default=None,
        parts={
            "themes": "Reach anybody who works on these themes.",
            "places": "Reach anybody who is active in these places.",
            "kinds": "Reach anybody of these kinds.",
            "levels": "Reach anybody of these levels.",
        },
    )
    first: int = asked("whole", "How many chains, 1 to 50.", default=3)
    most_hops: int = asked("whole", "The longest chain, 1 to 6 hops.", default=4)
    avoid: tuple[str, ...] = asked("ids", "Ids of those who are not to introduce.", default=())
    through: tuple[str, ...] = asked(
        "ids", "Ids of stakeholders, one of which has to introduce.", default=()
    )
    without_kinds: tuple[str, ...] = asked(
        "tie_kinds", "Codes of kinds of tie that do not count.", default=()
    )
    without_sources: tuple[str, ...] = asked("ids", "Ids of sources that do not count.", default=())
    diverse: bool = asked(
        "flag", "Whether chains are to share as few as they can of those between.", default=True
    )

    def __post_init__(self) -> None:
        if not self.near or not (self.far or self.fitting):
            raise NeedError("an introduction needs somebody at each end")
        if not 1 <= self.most_hops <= LONGEST:
            raise NeedError(f"{self.most_hops} hops cannot be asked for; ask for 1 to {LONGEST}")
        if not 1 <= self.first <= MOST:
            raise NeedError(f"{self.first} chains cannot be listed; ask for 1 to {MOST}")
        for kind in self.without_kinds:
            if kind not in vocabulary().ties:
                raise NeedError(
                    f"{kind!r} is no kind of tie; known are {', '.join(vocabulary().ties)}"
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One introduction: the two it joins, how likely it is, and what joins them."""

    near: str
    far: str
    near_name: str
    far_name: str
    strength: float
    because: tuple[Because, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """A chain of hops; its strength is the product of theirs."""

    hops: tuple[Hop, ...]
    strength: float
    label: Label

    @property
    def between(self) -> tuple[str, ...]:
        """The ids of those who would introduce, in order."""
        return tuple(hop.far for hop in self.hops[:-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Introductions:
    """
    Chains, the strongest first; where there is none, `instead` says what is nearest.

    With `diverse`, the order is that in which they were chosen; see `introductions`.
    """

    introductions: tuple[Introduction, ...]
    instead: tuple[str, ...] = ()
    label: Label
    as_of: date
    revision: str


def introductions(view: View, wish: Wish) -> Introductions:
    """
    The best chains of ties by which *wish* could be met.

    A hop is a pair of stakeholders joined by ties (`measures.tie_strength`: kind, freshness and
    independent voices make its strength); what opposes never introduces. A chain is as
    strong as the product of its hops, so the cheapest path by minus the logarithm.

    With `diverse`, chains are chosen one after the other: the strongest first, then
    the strongest when each who stands between in a chain chosen before halves it once
    for each time. The strength told is always the chain's own.

    Example:
        We partner with Ann's network (0.9), which is a member of the council (0.8), and
        know the forum (0.9), which funds the council (0.7). Two chains lead to the
        council: by way of Ann, 0.9 x 0.8 = 0.72, and of the forum, 0.9 x 0.7 = 0.63.

    Raises:
        NotHereError: An id that this View does not hold.
        NeedError: One and the same at both ends.
    """
    search = _search(view, wish)
    found = list(
        _diverse(search, wish.first) if wish.diverse else islice(chains(search), wish.first)
    )
    told = tuple(_told(view, wish, search, chain) for chain in found)
    instead, label = ((), Label.CLEAR) if told else _instead(view, search)
    return Introductions(
        introductions=told,
        instead=instead,
        label=max([label, *(each.label for each in told)]),
        as_of=view.as_of,
        revision=view.revision,
    )


def _search(view: View, wish: Wish) -> Search:
    starts, ends = _nodes(view, wish.near), _nodes(view, wish.far)
    if wish.fitting is not None:
        fitting = np.flatnonzero(within_need(view, wish.fitting) & view.acting)
        ends += np.setdiff1d(fitting, [*starts, *ends]).tolist()
    if set(starts) & set(ends):
        both = ", ".join(view.names[node] for node in sorted(set(starts) & set(ends)))
        raise NeedError(f"{both}: nobody needs an introduction to themselves")
    return Search(
        hops=_hops(view, wish),
        starts=starts,
        ends=ends,
        most=wish.most_hops,
        ids=view.ids,
        avoid=frozenset(_nodes(view, wish.avoid)),
        through=frozenset(_nodes(view, wish.through)),
    )


def _nodes(view: View, names: Iterable[str]) -> list[int]:
    return list(dict.fromkeys(view.node(name) for name in names))


def _hops(view: View, wish: Wish) -> Hops:
    """The hops that may be used."""
    if not wish.without_kinds and not wish.without_sources:
        return hops(view)
    found: Bonds = bonds(view)
    kinds = np.array([kind in wish.without_kinds for kind in TIE_KINDS])
    sources = np.array([source.id in wish.without_sources for source in view.sources])
    refused = kinds[view.tie_kinds] | sources[view.tie_sources]
    through = np.where(found.other >= 0, found.other, found.tie)
    return joined(found.but(~refused[found.tie] & ~refused[through]), len(view))


def _diverse(search: Search, first: int) -> Iterator[Chain]:
    """Chains one after the other, each paying for those between who stood there before."""
    tolls: dict[int, float] = {}
    seen: set[tuple[int, ...]] = set()
    tolled, ahead = replace(search, toll=tolls), Ahead(search)
    for _ in range(first):
        chosen = next((chain for chain in chains(tolled, ahead) if chain.nodes not in seen), None)
        if chosen is None:
            return
        seen.add(chosen.nodes)
        paid = sum(tolls.get(node, 0.0) for node in chosen.nodes[1:-1])
        yield Chain(nodes=chosen.nodes, cost=chosen.cost - paid)
        for node in chosen.nodes[1:-1]:
            tolls[node] = tolls.get(node, 0.0) - log(REPEATED)


def _told(view: View, wish: Wish, search: Search, chain: Chain) -> Introduction:
    """A chain in words; one to somebody who was not named says that they fit the need."""
    found, far = introduction_of(view, search.hops, chain), chain.nodes[-1]
    if wish.fitting is None or view.ids[far] in wish.far:
        return found
    return replace(found, label=max(found.label, label_within(view, wish.fitting, [far])))


def introduction_of(view: View, found: Hops, chain: Chain) -> Introduction:
    """A chain in words: each hop with what joins the two."""
    labels = [int(view.labels[node]) for node in chain.nodes]
    told = []
    for near, far in zip(chain.nodes, chain.nodes[1:], strict=False):
        rows = found.between(near, far)
        ties = [int(found.bonds.tie[row]) for row in rows]
        ties += [int(found.bonds.other[row]) for row in rows if found.bonds.other[row] >= 0]
        labels += view.tie_labels[ties].tolist()
        told.append(
            Hop(
                near=view.ids[near],
                far=view.ids[far],
                near_name=view.names[near],
                far_name=view.names[far],
                strength=round(found.strength_of(near, far), 4),
                because=tuple(bond_reason(view, found, row) for row in _worth_telling(found, rows)),
            )
        )
    return Introduction(
        hops=tuple(told), strength=round(exp(-chain.cost), 4), label=Label(max(labels))
    )


def _worth_telling(found: Hops, rows: Sequence[int]) -> list[int]:
    """The strongest rows, each tie of the near one once."""
    by_tie = {int(found.bonds.tie[row]): row for row in reversed(rows)}
    return sorted(by_tie.values(), key=rows.index)[:TOLD]


def bond_reason(view: View, found: Hops, row: int) -> Because:
    """What one bond says of the two it joins."""
    bond = found.bonds
    near, far = int(bond.near[row]), int(bond.far[row])
    tie, other = int(bond.tie[row]), int(bond.other[row])
    words, places = f"{view.names[near]} {tie_words(view, tie, near)}", [tie]
    if other >= 0:
        words += f"; {view.names[far]} {tie_words(view, other, far)}"
        places.append(other)
    return because(view, words, places)


def _ends_label(view: View, search: Search) -> Label:
    return Label(int(view.labels[[*search.starts, *search.ends]].max()))


def _instead(view: View, search: Search) -> tuple[tuple[str, ...], Label]:
    """What there is instead of a chain, and its label: a longer one, or the tie to make."""
    for most in range(search.most + 1, LONGEST + 1):
        longer = next(chains(replace(search, most=most)), None)
        if longer is not None:
            names = " – ".join(view.names[node] for node in longer.nodes)
            label = introduction_of(view, search.hops, longer).label
            return (f"the nearest chain has {most} hops: {names}",), label
    return _opening(view, search)


def _opening(view: View, search: Search) -> tuple[tuple[str, ...], Label]:
    """The tie that would join the two sides best, with the label of who is named."""
    label, best = _ends_label(view, search), []
    for ends in (search.starts, search.ends):
        side = _known_around(search, ends)
        if not side:
            return (), label
        best.append(_best_connected(view, side))
        label = max(label, _label_beside(view, search, ends, best[-1]))
    ours, theirs = (view.names[node] for node in best)
    return (
        "nothing joins the two sides",
        f"a tie between {ours} and {theirs}, the best connected of each side, would open a chain",
    ), label


def _best_connected(view: View, side: Mapping[int, int]) -> int:
    return min(side, key=lambda node: (-side[node], view.ids[node]))


def _label_beside(view: View, search: Search, ends: Sequence[int], node: int) -> Label:
    """The label of *node*, and of the most open ties that say it is at *ends* or next to them."""
    bond, own = search.hops.bonds, Label(int(view.labels[node]))
    if node in ends:
        return own
    labels = np.append(view.tie_labels, np.int8(0))
    rows = [row for end in ends for row in search.hops.between(end, node)]
    return max(own, min(Label(int(labels[[bond.tie[row], bond.other[row]]].max())) for row in rows))


def _known_around(search: Search, ends: Sequence[int]) -> dict[int, int]:
    """Those at *ends* and next to them who may be used, with how many each is joined to."""
    rows, _ = search.hops.rows(np.array(list(ends), np.int64))
    around = {*ends, *search.hops.far[rows].tolist()} - search.avoid
    return {node: int(search.hops.bounds[node + 1] - search.hops.bounds[node]) for node in around}
