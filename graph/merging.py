"""Which entities are one stakeholder, by the judgements on them."""

from collections.abc import Iterable, Sequence

import numpy as np

from graph.claims import Numbers
from graph.model import Judgement


def merged(ids: Sequence[str], acting: Numbers, judgements: Iterable[Judgement]) -> Numbers:
    """
    The node of every entity: entities judged the same share one.

    Nodes are numbered by their earliest entity. People's judgements come before
    those of rules, the surer before the less sure; "different" keeps two groups
    apart whatever else would join them, and so do a stakeholder and a context.

    Args:
        ids: Entity ids, oldest first.

        acting: For each entity, whether it is a stakeholder.

        judgements: Those whose two entities are all among *ids*.

    >>> same = Judgement(left="a/1", right="b/1", verdict="same", author="a steward")
    >>> merged(["a/1", "a/2", "b/1"], np.ones(3, bool), [same]).tolist()
    [0, 1, 0]
    """
    rows = {name: row for row, name in enumerate(ids)}
    groups = _Groups(len(ids))
    ordered = sorted(judgements, key=lambda j: (j.by_rule, -j.score, j.id))
    for judgement in ordered:
        if judgement.verdict == "different":
            groups.keep_apart(rows[judgement.left], rows[judgement.right])
    for judgement in ordered:
        left, right = rows[judgement.left], rows[judgement.right]
        if judgement.verdict == "same" and acting[left] == acting[right]:
            groups.join(left, right)
    return groups.numbered()


class _Groups:
    """Disjoint sets whose root is their earliest member, with pairs that must stay apart."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))
        self._apart: dict[int, set[int]] = {}

    def root(self, row: int) -> int:
        above = self._above
        while above[row] != row:
            above[row] = above[above[row]]
            row = above[row]
        return row

    def keep_apart(self, left: int, right: int) -> None:
        self._apart.setdefault(left, set()).add(right)
        self._apart.setdefault(right, set()).add(left)

    def join(self, left: int, right: int) -> None:
        first, second = sorted((self.root(left), self.root(right)))
        if first == second or second in self._apart.get(first, ()):
            return
        self._above[second] = first
        for other in self._apart.pop(second, set()):
            self._apart[other].discard(second)
            self.keep_apart(first, other)

    def numbered(self) -> Numbers:
        """Each row's group, groups numbered in the order of their roots."""
        roots = np.array([self.root(row) for row in range(len(self._above))], np.int64)
        return np.unique(roots, return_inverse=True)[1].astype(np.int32)
