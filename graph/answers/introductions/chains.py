"""The strongest chains of hops between two stakeholders, or two groups of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np

from graph.answers.introductions.lower_bounds import Ahead, Search

#: Costs that differ by less are the same, however their parts were added up.
DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Nodes from one end to the other, and what the chain costs: minus the log of its strength."""

    nodes: tuple[int, ...]
    cost: float


def chains(search: Search, ahead: Ahead | None = None) -> Iterator[Chain]:
    """
    Yield chains, the cheapest first, equal ones by the ids of their nodes.

    Best first search (A*), where what is still to pay is known exactly but for
    repeated visits and tolls: the cost of the cheapest walk on to an end within the
    hops that are left, found from both ends (Hart, Nilsson, Raphael 1968; for the k
    cheapest, Eppstein 1998 and the loopless case of Yen 1971). So hardly more is looked
    at than what is yielded. *ahead* may come from a search that differs in its tolls.
    """
    ahead, ends, toll = ahead or Ahead(search), frozenset(search.ends), search.toll or {}
    queue: list[tuple[float, tuple[str, ...], tuple[int, ...], float, bool]] = []
    ids, passed = search.ids, not search.through
    for start in dict.fromkeys(search.starts):
        rest = ahead.start(start, passed=passed)
        if rest < np.inf:
            heappush(queue, (round(rest, DIGITS), (ids[start],), (start,), 0.0, passed))
    while queue:
        _, names, nodes, paid, passed = heappop(queue)
        if nodes[-1] in ends and len(nodes) > 1:
            if passed:
                yield Chain(nodes=nodes, cost=paid)
            continue
        for far, cost, rest in ahead.onward(nodes, passed=passed):
            reached = passed or far in search.through
            due = paid + cost + (0.0 if far in ends else toll.get(far, 0.0))
            whole = round(due + rest, DIGITS)
            heappush(queue, (whole, (*names, ids[far]), (*nodes, far), due, reached))
