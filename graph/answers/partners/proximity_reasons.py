"""Why a candidate is near to who asks."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

import numpy as np

from graph.answers.answer import Because
from graph.answers.citations import Citations
from graph.answers.evidence_words import count_words, listed, tie_words
from graph.answers.top_k import ranked
from graph.domain.vocabulary import vocabulary
from graph.measures.collaboration import bonds, fabric, ones_of, rows_of
from graph.measures.evidence import evidence
from graph.views.claims import Numbers
from graph.views.view import KINDS, View

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
            who, end = ("", node) if node in self._ends(place) else ("you: ", self._asker)
            yield self._citations.cite(node, who + tie_words(view, place, end), [place])

    def _shared(self, node: int) -> Iterator[Because]:
        theirs = self._partners(node)
        common = theirs[self._is_ours[theirs]]
        told = self._first(common, self._telling)
        ties = [
            tie for other in told for end in (self._asker, node) for tie in self._bonds(end, other)
        ]
        names = listed([self._view.names[other] for other in told], len(common))
        words = f"you share {count_words(len(common), 'partner')}: {names}"
        self._note(node)
        yield self._citations.cite(node, words, ties, named=told)

    def _beyond(self, node: int) -> Iterator[Because]:
        """The ways through those whose circle is the most the asker's own."""
        view, around = self._view, self._others(node)
        seconds, counts = rows_of(self._woven.partners, around)
        through = self._is_ours[seconds] & (seconds != node)
        firsts = np.repeat(np.arange(len(around)), counts)[through]
        shares = np.bincount(firsts, minlength=len(around)) * self._telling[around]
        for at in self._places(around, shares):
            if shares[at]:
                own = seconds[through][firsts == at]
                first, second = int(around[at]), self._first(own, self._telling)[0]
                ties = [
                    tie
                    for one, other in ((node, first), (first, second), (second, self._asker))
                    for tie in self._bonds(one, other)
                ]
                names = view.names[first], view.names[second]
                words = "works with {}, who works with your partner {}".format(*names)
                yield self._citations.cite(node, words, ties, named=[first, second])

    def _like_yours(self, node: int) -> Iterator[Because]:
        partners = self._ours[self._ours != node]
        yield self._having(node, "your partners have the same", partners, self._values(node))

    def _like_you(self, node: int) -> Iterator[Because]:
        yield self._having(node, "its partners are like you", self._others(node), self._mine)

    def _having(self, node: int, words: str, partners: Numbers, values: Numbers) -> Because:
        """How many of *partners* have the most usual of *values*."""
        held, _ = rows_of(self._woven.values, partners)
        counts = (held[:, None] == values).sum(axis=0)
        usual = [at for at in self._places(values, counts) if counts[at]]
        told = [f"{self._value(int(values[at]))} ({counts[at]} of {len(partners)})" for at in usual]
        self._note(node, partners)
        return Because(words=f"{words}: {', '.join(told)}")

    def _peers(self, node: int) -> Iterator[Because]:
        partners = self._others(node)
        held, counts = rows_of(self._woven.values, partners)
        alike = np.repeat(np.arange(len(partners)), counts)[self._is_mine[held]]
        like = int((np.bincount(alike) > 0).sum())
        verb = "has" if like == 1 else "have"
        self._note(node, partners)
        counted = count_words(len(partners), "partner")
        yield Because(words=f"{like} of its {counted} {verb} something in common with you")

    def _in_common(self, node: int) -> Iterator[Because]:
        theirs = self._values(node)
        both = theirs[self._is_mine[theirs]]
        told = self._first(both, self._woven.rarity)
        names = listed([self._value(value) for value in told], len(both))
        contexts = [value for value in told if value < len(self._view)]
        ends = (node, self._asker)
        ties = [tie for end in ends for value in contexts for tie in self._known(end, value)]
        self._note(node)
        yield self._citations.cite(node, f"you both have {names}", ties, named=contexts)

    def _known(self, node: int, context: int) -> list[int]:
        """The ties of one row of evidence that *node* has to do with *context*."""
        rows = evidence(self._view)
        picked, _ = rows.rows_of(np.array([context]))
        own = picked[rows.node[picked] == node].tolist()
        ways = [[p for p in (int(rows.tie[r]), int(rows.then[r])) if p >= 0] for r in own]
        return min(ways, key=lambda ties: (len(ties), [self._view.tie_id(p) for p in ties]))

    def _note(self, node: int, counted: Numbers | None = None) -> None:
        """Say that all that is known of *node*, of who asks and of those *counted* was used."""
        labels = self._woven.labels
        highest = 0 if counted is None else labels[counted].max(initial=0)
        self._citations.note(node, max(highest, labels[node], labels[self._asker]))

    @cached_property
    def _is_ours(self) -> Numbers:
        mask = np.zeros(len(self._view), bool)
        mask[self._ours] = True
        return mask

    @cached_property
    def _ours(self) -> Numbers:
        return ones_of(self._woven.partners, self._asker)

    @cached_property
    def _is_mine(self) -> Numbers:
        mask = np.zeros(self._woven.values.shape[1], bool)
        mask[self._mine] = True
        return mask

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

    def _first(self, which: Numbers, worth: Numbers) -> list[int]:
        """The few nodes or values of most *worth*, equal ones by id."""
        return [int(which[at]) for at in self._places(which, worth[which])]

    def _places(self, which: Numbers, worth: Numbers) -> list[int]:
        """Places in *which* of the few of most worth, equal ones by id."""
        return ranked(which, worth, NAMES, self._woven.order)
