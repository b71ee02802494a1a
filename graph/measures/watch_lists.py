"""Watch lists: the entries they hold, and which stakeholders these may be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from graph.domain.identity import is_exact
from graph.domain.records import values_of
from graph.measures.search import fold
from graph.views.claims import Numbers
from graph.views.view import TIE_KINDS, WATCHED, View

#: Shorter names are initials that too many share.
SHORTEST = 3
#: Less sure than any match.
NEVER = 3
_LISTED_BY = TIE_KINDS.index("listed_by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """
    A listed entity that may be the stakeholder that was looked at.

    `why` says by what: a judgement, an identifier or a name. `ties` are the places of
    the ties that put it on a list, those that ended among them.
    """

    node: int
    why: str
    ties: tuple[int, ...]


_KNOWN: WeakKeyDictionary[View, "Watch"] = WeakKeyDictionary()


def watch(view: View) -> "Watch":
    """The watch lists of *view*, indexed once for each View."""
    if view not in _KNOWN:
        _KNOWN[view] = Watch(view)
    return _KNOWN[view]


def matches(view: View, node: int) -> list[Match]:
    """
    Watch-list entries that may be the same as *node*; empty for other kinds.

    An entry matches that was judged the same, that shares an exact identifier, or one
    of whose names has the same words in any order; case, accents and signs do not
    count. What was judged different does not match. The surest come first.
    """
    found = watch(view).found(view, node) if view.acting[node] else {}
    ranked = sorted(found.items(), key=lambda item: (item[1][0], view.ids[item[0]]))
    return [
        Match(node=listed, why=why, ties=_listings(view, listed)) for listed, (_, why) in ranked
    ]


def sureness(view: View) -> Numbers:
    """
    For every node how surely a watch list names it; the lower, the surer.

    0 is by a judgement, 1 by an identifier, 2 by a name alone, and `NEVER` for all else.
    """
    index = watch(view)
    if index.sureness is None:
        index.sureness = np.full(len(view), NEVER)
        for node in np.flatnonzero(view.acting).tolist() if index else []:
            found = index.found(view, node).values()
            index.sureness[node] = min((sure for sure, _ in found), default=NEVER)
    return index.sureness


class Watch:
    """
    Listed entities by their names and identifiers, and what was judged of them.

    It holds nothing of the View, so that it goes when the View goes.
    """

    def __init__(self, view: View) -> None:
        self._names: dict[str, list[int]] = {}
        self._identifiers: dict[str, list[int]] = {}
        self._judged: dict[int, list[tuple[int, str]]] = {}
        self.sureness: Numbers | None = None
        nodes = np.flatnonzero(np.isin(view.kinds, WATCHED)).tolist()
        for node in nodes:
            names, identifiers = _called(view, node)
            for key in keys(names):
                self._names.setdefault(key, []).append(node)
            for name in identifiers:
                self._identifiers.setdefault(name, []).append(node)
        if nodes:
            self._judge(view, set(nodes))

    def _judge(self, view: View, listed: set[int]) -> None:
        for judgement in view.claims.judgements:
            # What a rule doubts, the names and identifiers say themselves.
            doubted = judgement.by_rule and judgement.verdict != "same"
            if doubted or judgement.left not in view or judgement.right not in view:
                continue
            pair = view.node(judgement.left), view.node(judgement.right)
            for one, other in (pair, pair[::-1]):
                if one in listed and other not in listed:
                    self._judged.setdefault(other, []).append((one, judgement.verdict))

    def __bool__(self) -> bool:
        return bool(self._names or self._identifiers)

    def found(self, view: View, node: int) -> dict[int, tuple[int, str]]:
        """The listed entities that *node* may be, each with how sure that is and why."""
        if not self:
            return {}
        verdicts = self._judged.get(node, [])
        names, identifiers = _called(view, node)
        found = {one: (0, "was judged the same as") for one, said in verdicts if said == "same"}
        for name in identifiers:
            for one in self._identifiers.get(name, ()):
                found.setdefault(one, (1, f"has the identifier {name} of"))
        for key in keys(names):
            for one in self._names.get(key, ()):
                found.setdefault(one, (2, "has the name of"))
        different = {one for one, said in verdicts if said == "different"}
        return {one: why for one, why in found.items() if one not in different}


def keys(names: Iterable[str]) -> Iterator[str]:
    """
    What names are compared by: their words in order, without case, accents and signs.

    >>> list(keys(["Front, Popular"])) == list(keys(["popular FRONT"]))
    True
    """
    found = (" ".join(sorted(fold(name).split())) for name in names)
    return (key for key in dict.fromkeys(found) if len(key) >= SHORTEST)


def _called(view: View, node: int) -> tuple[list[str], list[str]]:
    """The names and the exact identifiers of *node*."""
    order, bounds = view.members
    names: list[str] = []
    identifiers: list[str] = []
    for row in order[bounds[node] : bounds[node + 1]].tolist():
        said = values_of(view.claims.entities.records[row])
        names += [said["name"], *said.get("aliases", ())]
        identifiers += [name for name in said.get("identifiers", ()) if is_exact(name)]
    return names, list(dict.fromkeys(identifiers))


def _listings(view: View, node: int) -> tuple[int, ...]:
    ties = view.ties_of(node)
    ties = ties[(view.tie_kinds[ties] == _LISTED_BY) & (view.starts[ties] == node)]
    return tuple(ties.tolist())


def listing_words(view: View, match: Match) -> str:
    """Why a match speaks against its stakeholder, in words."""
    words = f"{match.why} {view.names[match.node]}"
    if not match.ties:
        return f"{words}, an entry of a watch list"
    standing = [place for place in match.ties if view.holds[place]]
    shown = standing or list(match.ties)
    lists = dict.fromkeys(view.names[int(view.ends[place])] for place in shown)
    return f"{words}, {'' if standing else 'once '}listed by {' and '.join(lists)}"


def only_watching(view: View) -> Numbers:
    """For every node, whether it is an entry of a watch list, or a list and nothing else."""
    watched: Numbers = np.isin(view.kinds, WATCHED)
    listing = view.tie_kinds == _LISTED_BY
    lists = np.zeros(len(view), bool)
    lists[view.ends[listing]] = True
    others = ~(watched[view.starts] | watched[view.ends])
    lists[view.starts[others]] = False
    lists[view.ends[others]] = False
    return watched | (lists & ~view.acting)
