"""Who cannot sit at one table: opponents, those with a conflict of interest, the watched."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from graph.answers.coalition.candidates import Candidates
from graph.answers.evidence_words import tie_words
from graph.domain.errors import NeedError
from graph.domain.vocabulary import vocabulary
from graph.measures.watch_lists import NEVER, listing_words, matches, sureness
from graph.views.claims import Numbers
from graph.views.view import WATCHED, View

#: Ties that make somebody one of those whom a watch list surely names, if they start at them.
BELONGING = ("member_of", "part_of", "affiliated_with")
#: Ties that do so at either end.
SIDING = ("partners_with", "linked_to", "funds")
#: Less sure than this is a name alone.
SURE = 2
#: How many of the watched are named.
NAMED = 3


#: Pairs of candidates of whom one can be chosen, with the highest label of what says so.
Pairs = dict[tuple[int, int], int]


@dataclass(frozen=True, kw_only=True, eq=False)
class Watched:
    """Candidates who stay out, why some of them do, and the highest label of what says so."""

    places: Numbers
    words: str
    label: int


def opposed(view: View, pool: Candidates) -> Pairs:
    """Candidates joined by a tie against one another that has not ended."""
    return _pairs(view, pool, view.of_family("against"))


def conflicting(view: View, pool: Candidates, kinds: tuple[str, ...]) -> Pairs:
    """
    Candidates joined by a tie of one of *kinds* that has not ended.

    Raises:
        NeedError: There is no such kind of tie.
    """
    for kind in kinds:
        if kind not in vocabulary().ties:
            known = ", ".join(vocabulary().ties)
            raise NeedError(f"{kind!r} is no kind of tie that makes a conflict; known are {known}")
    return _pairs(view, pool, view.of_kinds(*kinds))


def _pairs(view: View, pool: Candidates, wanted: Numbers) -> Pairs:
    ties = np.flatnonzero(wanted & view.holds)
    near, far = pool.place[view.starts[ties]], pool.place[view.ends[ties]]
    both = (near >= 0) & (far >= 0) & (near != far)
    low, high = np.minimum(near, far)[both], np.maximum(near, far)[both]
    labels = view.tie_labels[ties[both]]
    # In the order of their labels, so that of each pair the highest is the last.
    order = np.lexsort((labels, high, low))
    columns = (column[order].tolist() for column in (low, high, labels))
    return {(one, other): label for one, other, label in zip(*columns, strict=True)}


def watched(view: View, pool: Candidates) -> Watched:
    """
    Candidates that a watch list may name, and those tied to one it surely names.

    `graph.measures.watch_lists` says which ones it may name. A tie counts while it holds: one that
    belongs to such a body, or funds, partners with or is linked to one. Whoever has
    such a one among its members is not tied to it.
    """
    sure = sureness(view)
    listed = (sure < SURE) | np.isin(view.kinds, WATCHED)
    tied = _tied(view, listed) if listed.any() else {}
    nodes = [n for n in pool.nodes.tolist() if sure[n] < NEVER or n in tied]
    words, labels = [], [0]
    for node in sorted(nodes, key=lambda each: (int(sure[each]), view.ids[each])):
        found = matches(view, node)
        ties = [tie for match in found for tie in match.ties] + tied.get(node, [])[:1]
        others = [match.node for match in found] + [view.other_end(tie, node) for tie in ties]
        labels += [*view.tie_labels[ties].tolist(), *view.labels[[node, *others]].tolist()]
        why = listing_words(view, found[0]) if found else tie_words(view, ties[0], node)
        words.append(f"{view.names[node]}: {why}")
    return Watched(places=pool.place[nodes], words=_first(words), label=max(labels))


def _tied(view: View, listed: Numbers) -> dict[int, list[int]]:
    """For each node that a tie joins to one *listed*, those ties, the earliest claim first."""
    from_start = view.of_kinds(*BELONGING, *SIDING) & view.holds & listed[view.ends]
    from_end = view.of_kinds(*SIDING) & view.holds & listed[view.starts]
    found: dict[int, list[int]] = {}
    for mask, nodes in ((from_start, view.starts), (from_end, view.ends)):
        for tie in np.flatnonzero(mask & ~listed[nodes]).tolist():
            found.setdefault(int(nodes[tie]), []).append(tie)
    return {node: sorted(ties, key=view.tie_id) for node, ties in found.items()}


def _first(words: Iterable[str]) -> str:
    """The first few of *words*, and how many more there are."""
    each = list(words)
    more = [f"{len(each) - NAMED} more"] if len(each) > NAMED else []
    return "; ".join(each[:NAMED] + more)
