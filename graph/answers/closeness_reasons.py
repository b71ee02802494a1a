"""Why a candidate is near to who asks."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

import numpy as np

from graph.answers.answer import Because
from graph.answers.citing import Citations
from graph.answers.wording import count_words, listed, tie_words
from graph.claims import Numbers
from graph.closeness import bonds, fabric, ones_of
from graph.evidence import evidence
from graph.view import KINDS, View
from graph.vocabulary import vocabulary

#: How many names a reason lists.
NAMES = 3


class ClosenessReasons:
    """
    Reasons for the parts of closeness, for one asker on one View.

    Counts are those that the points were made of: who asks is never among the
    candidate's partners, nor the candidate among the asker's.
    """

    def __init__(self, view: View, asker: int, citations: Citations) -> None:
        self._view = view
        self._asker = asker
        self._citations = citations
        self._woven = fabric(view)

    @property
    def say(self) -> Mapping[str, Callable[[int], Iterator[Because]]]:
        """What gives the reasons of each part, by its name."""
        return {
            "works with you already": self._already,
            "partners in common": self._shared,
            "partners of partners": self._beyond,
            "like your partners": self._like_yours,
            "its partners are like you": self._like_you,
            "works with many like you": self._peers,
            "in common with you": self._in_common,
        }

    def _already(self, node: int) -> Iterator[Because]:
        view = self._view
        for place in self._bonds(node, self._asker)[:NAMES]:
            end = self._asker if self._asker in self._ends(place) else node
            words = (
                f"you: {tie_words(view, place, end)}"
                if end == self._asker
                else tie_words(view, place, node)
            )
            yield self._citations.cite(node, words, [place])

    def _shared(self, node: int) -> Iterator[Because]:
        common = self._sorted(np.intersect1d(self._partners(node), self._ours), self._telling)
        told = common[:NAMES]
        ties = [
            tie for other in told for end in (self._asker, node) for tie in self._bonds(end, other)
        ]
        names = listed([self._view.names[other] for other in common], NAMES)
        words = f"you share {count_words(len(common), 'partner')}: {names}"
        self._citations.note(node, self._woven.labels[[node, self._asker]])
        yield self._citations.cite(node, words, ties, named=told)

    def _beyond(self, node: int) -> Iterator[Because]:
        """The ways through whom most of whose partners are the asker's."""
        view = self._view
        ours = np.zeros(len(view))
        ours[self._ours[self._ours != node]] = 1
        around = self._others(node)
        shares = np.zeros(len(view))
        shares[around] = self._woven.partners[around] @ ours * self._telling[around]
        for first in self._sorted(around[shares[around] > 0], shares)[:NAMES]:
            firsts = self._partners(first)
            second = self._sorted(firsts[ours[firsts] > 0], self._telling)[0]
            words = (
                f"works with {view.names[first]}, who works with your partner {view.names[second]}"
            )
            steps = ((node, first), (first, second), (second, self._asker))
            ties = [tie for one, other in steps for tie in self._bonds(one, other)]
            yield self._citations.cite(node, words, ties, named=[first, second])

    def _like_yours(self, node: int) -> Iterator[Because]:
        partners, theirs = self._ours[self._ours != node], self._values(node)
        yield self._having(node, "your partners have the same", partners, theirs)

    def _like_you(self, node: int) -> Iterator[Because]:
        partners = self._others(node)
        yield self._having(node, "its partners are like you", partners, self._mine)

    def _having(self, node: int, words: str, partners: Numbers, values: Numbers) -> Because:
        """How many of *partners* have the most usual of *values*."""
        counts = np.ones(len(partners)) @ self._woven.values[partners]
        usual = [value for value in self._sorted(values, counts) if counts[value]][:NAMES]
        told = [f"{self._value(v)} ({int(counts[v])} of {len(partners)})" for v in usual]
        self._citations.note(node, self._woven.labels[[*partners.tolist(), node, self._asker]])
        return Because(words=f"{words}: {', '.join(told)}")

    def _peers(self, node: int) -> Iterator[Because]:
        mine = np.zeros(self._woven.values.shape[1])
        mine[self._mine] = 1
        partners = self._others(node)
        like = int((self._woven.values[partners] @ mine > 0).sum())
        counted = count_words(len(partners), "partner")
        self._citations.note(node, self._woven.labels[[*partners.tolist(), self._asker]])
        verb = "has" if like == 1 else "have"
        yield Because(words=f"{like} of its {counted} {verb} something in common with you")

    def _in_common(self, node: int) -> Iterator[Because]:
        both = self._sorted(np.intersect1d(self._values(node), self._mine), self._woven.rarity)
        names = listed([self._value(value) for value in both], NAMES)
        told = [value for value in both[:NAMES] if value < len(self._view)]
        ties = [
            tie for end in (node, self._asker) for value in told for tie in self._known(end, value)
        ]
        self._citations.note(node, self._woven.labels[[node, self._asker]])
        yield self._citations.cite(node, f"you both have {names}", ties, named=told)

    def _known(self, node: int, context: int) -> list[int]:
        """The ties of one row of evidence that *node* has to do with *context*."""
        rows = evidence(self._view)
        picked, _ = rows.rows_of(np.array([context]))
        own = picked[rows.node[picked] == node].tolist()
        ways = [[p for p in (int(rows.tie[r]), int(rows.then[r])) if p >= 0] for r in own]
        return min(ways, key=lambda ties: (len(ties), [self._view.tie_id(p) for p in ties]))

    @cached_property
    def _ours(self) -> Numbers:
        return ones_of(self._woven.partners, self._asker)

    @cached_property
    def _mine(self) -> Numbers:
        return ones_of(self._woven.values, self._asker)

    @cached_property
    def _telling(self) -> Numbers:
        """What a partner in common is worth: the less, the more partners it has."""
        telling: Numbers = 1 / np.maximum(self._woven.degrees, 1)
        return telling

    def _partners(self, node: int) -> Numbers:
        return ones_of(self._woven.partners, node)

    def _others(self, node: int) -> Numbers:
        """The partners of *node* without who asks."""
        partners = self._partners(node)
        others: Numbers = partners[partners != self._asker]
        return others

    def _values(self, node: int) -> Numbers:
        return ones_of(self._woven.values, node)

    def _value(self, value: int) -> str:
        """The name of a theme, place or kind that is known of somebody."""
        if value < len(self._view):
            return self._view.names[value]
        return vocabulary().kinds[KINDS[value - len(self._view)]].label

    def _bonds(self, one: int, other: int) -> list[int]:
        return sorted(bonds(self._view, one, other), key=self._view.tie_id)

    def _ends(self, place: int) -> tuple[int, int]:
        return int(self._view.starts[place]), int(self._view.ends[place])

    def _sorted(self, which: Numbers, worth: Numbers) -> list[int]:
        """Nodes or values, those of most worth first, equal ones by id."""
        order = self._best(which.tolist(), worth[which])
        return [int(which[at]) for at in order]

    def _best(self, which: list[int], worth: Numbers) -> list[int]:
        """Places in *which*, those of most worth first, equal ones by id."""
        names = [self._view.ids[each] if each < len(self._view) else "" for each in which]
        return sorted(range(len(which)), key=lambda at: (-worth[at], names[at], which[at]))
