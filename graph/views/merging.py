"""Which entities are one stakeholder, by the judgements on them."""

from collections.abc import Iterable, Sequence

import numpy as np

from graph.domain.model import Judgement
from graph.views.claims import Numbers


def merged(ids: Sequence[str], roles: Numbers, judgements: Iterable[Judgement]) -> Numbers:
    """
    The node of every entity: entities judged the same share one.

    Nodes are numbered by their earliest entity. People come before rules: what a
    person says of a pair, "unsure" included, is all that counts of that pair, and a
    rule neither parts nor joins what people have joined or kept apart. Among people
    and among rules, "different" keeps two groups apart whatever else would join
    them, and the surer "same" comes first. Entities of two roles stay apart: what a watch
    list names is not the stakeholder it warns of.

    Args:
        ids: Entity ids, oldest first.

        roles: The role of each entity, as a number.

        judgements: Those whose two entities are all among *ids*.

    >>> same = Judgement(left="a/1", right="b/1", verdict="same", author="a steward")
    >>> merged(["a/1", "a/2", "b/1"], np.ones(3, bool), [same]).tolist()
    [0, 1, 0]
    """
    rows = {name: row for row, name in enumerate(ids)}
    groups = _Groups(len(ids))
    for judgement in _in_order(judgements):
        left, right = rows[judgement.left], rows[judgement.right]
        if judgement.verdict == "different":
            groups.keep_apart(left, right)
        elif roles[left] == roles[right]:
            groups.join(left, right)
    return groups.numbered()


def _in_order(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Verdicts in the order in which they count, without those that do not."""
    every = list(judgements)
    spoken = {(one.left, one.right) for one in every if not one.by_rule}
    counted = (
        one
        for one in every
        if one.verdict != "unsure" and not (one.by_rule and (one.left, one.right) in spoken)
    )
    return sorted(counted, key=lambda one: (one.by_rule, one.verdict == "same", -one.score, one.id))


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
        """Keep two groups apart from now on; those that are one already stay so."""
        first, second = self.root(left), self.root(right)
        if first != second:
            self._apart.setdefault(first, set()).add(second)
            self._apart.setdefault(second, set()).add(first)

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
