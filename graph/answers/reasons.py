"""Why a candidate scores as it does, and what speaks against it."""

from collections.abc import Callable, Iterator

import numpy as np

from graph.answers.answer import Because, Part
from graph.answers.asked import Asked
from graph.answers.fit import Backing, Fit, rows_for, years
from graph.answers.wording import day_words, row_words, tie_words
from graph.claims import Numbers
from graph.closeness import fabric
from graph.dates import day_number
from graph.labels import Label
from graph.view import KINDS, View
from graph.vocabulary import vocabulary

#: How many names a reason lists.
NAMES = 3
#: Evidence older than this, in years, speaks against a candidate.
STALE = 5.0
#: A fit below this comes from far up: a region for a country, an agenda for a theme.
DISTANT = 0.3


class Reasons:
    """Reasons for and against candidates, for one question on one View."""

    def __init__(self, view: View, asked: Asked, support: Backing) -> None:
        self._view = view
        self._asked = asked
        self._support = support
        self._used: dict[int, int] = {}
        self._say: dict[str, Callable[[int], Iterator[Because]]] = {
            "fit to the themes": lambda node: self._fitting(asked.themes, node),
            "presence in the places": lambda node: self._fitting(asked.places, node),
            "fresh and independent evidence": self._backing,
            "partners in common": self._shared,
            "partners of partners": lambda _: self._beyond(),
            "like your partners": self._like_yours,
            "its partners are like you": self._like_you,
            "works with many like you": self._peers,
            "in common with you": self._in_common,
            "well connected": self._connected,
        }

    def parts(self, node: int, points: dict[str, float]) -> tuple[Part, ...]:
        """The parts of *node*'s score, each with its reasons; parts of no points have none."""
        return tuple(
            Part(name=name, value=value, because=tuple(self._say[name](node)) if value else ())
            for name, value in points.items()
        )

    def against(self, node: int) -> tuple[Because, ...]:
        """What speaks against *node*."""
        return (*self._opposing(node), *self._weak_evidence(node))

    def label(self, node: int) -> Label:
        """The highest label of *node* and of the ties that its reasons rest on."""
        return Label(max(int(self._view.labels[node]), self._used.get(node, 0)))

    def _cite(self, node: int, words: str, places: list[int]) -> Because:
        """A reason that rests on the ties in *places*, whose labels are noted."""
        view = self._view
        highest = int(view.tie_labels[places].max(initial=0))
        self._used[node] = max(self._used.get(node, 0), highest)
        return Because(
            words=words,
            ties=tuple(view.tie(place).id for place in places),
            sources=tuple(dict.fromkeys(view.source(place).id for place in places)),
        )

    def _fitting(self, fits: tuple[Fit, ...], node: int) -> Iterator[Because]:
        for each in fits:
            for row, entry in rows_for(self._view, each, node):
                yield self._cite(node, *row_words(self._view, row, entry))

    def _backing(self, node: int) -> Iterator[Because]:
        newest, voices = int(self._support.newest[node]), int(self._support.voices[node])
        last = (
            f"the latest word on it is of {day_words(newest)}" if newest else "none of it is dated"
        )
        yield Because(words=f"{voices} independent {_plural('source', voices)}; {last}")

    def _shared(self, node: int) -> Iterator[Because]:
        common = np.intersect1d(self._partners(node), self._partners(self._asker))
        yield self._naming("you share", "partner", common)

    def _beyond(self) -> Iterator[Because]:
        yield Because(words="your partners' partners work with it")

    def _like_yours(self, node: int) -> Iterator[Because]:
        ours = self._partners(self._asker)
        matrix = fabric(self._view).values
        counts = np.asarray(matrix[ours].sum(axis=0)).ravel()
        held = self._values(node)
        best = held[np.argsort(-counts[held], kind="stable")][:NAMES]
        told = [f"{self._value(v)} ({int(counts[v])} of {len(ours)})" for v in best if counts[v]]
        yield Because(words=f"your partners have the same: {', '.join(told)}")

    def _like_you(self, node: int) -> Iterator[Because]:
        matrix, theirs = fabric(self._view).values, self._partners(node)
        counts = np.asarray(matrix[theirs].sum(axis=0)).ravel()
        mine = self._values(self._asker)
        best = mine[np.argsort(-counts[mine], kind="stable")][:NAMES]
        told = [f"{self._value(v)} ({int(counts[v])} of {len(theirs)})" for v in best if counts[v]]
        yield Because(words=f"its partners are like you: {', '.join(told)}")

    def _peers(self, node: int) -> Iterator[Because]:
        mine = np.zeros(fabric(self._view).values.shape[1])
        mine[self._values(self._asker)] = 1
        like = int((fabric(self._view).values[self._partners(node)] @ mine > 0).sum())
        yield Because(words=f"{like} of its partners have something in common with you")

    def _in_common(self, node: int) -> Iterator[Because]:
        both = np.intersect1d(self._values(node), self._values(self._asker))
        rare = both[np.argsort(fabric(self._view).holders[both], kind="stable")]
        told = [self._value(value) for value in rare[:NAMES].tolist()]
        more = f" and {len(rare) - NAMES} more" if len(rare) > NAMES else ""
        yield Because(words=f"you both have {', '.join(told)}{more}")

    def _connected(self, node: int) -> Iterator[Because]:
        woven = fabric(self._view)
        partners, activity = int(woven.degrees[node]), int(woven.activity[node])
        yield Because(
            words=f"{partners} known {_plural('partner', partners)}, "
            f"{activity} {_plural('tie', activity)} and parts in activities"
        )

    def _opposing(self, node: int) -> Iterator[Because]:
        view = self._view
        table = {
            *self._asked.already_in,
            *([self._asker] if self._asked.asking is not None else []),
        }
        ties = view.ties_of(node)
        for place in ties[view.of_family("against")[ties]].tolist():
            sits = " (at the table)" if view.other_end(place, node) in table else ""
            yield self._cite(node, tie_words(view, place, node) + sits, [place])

    def _weak_evidence(self, node: int) -> Iterator[Because]:
        if not self._asked.fits:
            return
        newest, voices = int(self._support.newest[node]), int(self._support.voices[node])
        if voices == 1:
            yield Because(words="all of this rests on one source")
        if not newest:
            yield Because(words="none of the evidence is dated")
        elif years(day_number(self._view.as_of)) - years(newest) > STALE:
            yield Because(words=f"nothing is known of it since {day_words(newest)}")
        for each in self._asked.fits:
            if each.value[node] < DISTANT:
                yield Because(words=f"little is known of {self._view.names[each.asked]} itself")

    @property
    def _asker(self) -> int:
        return -1 if self._asked.asking is None else self._asked.asking

    def _partners(self, node: int) -> Numbers:
        matrix = fabric(self._view).partners
        return matrix.indices[matrix.indptr[node] : matrix.indptr[node + 1]]

    def _values(self, node: int) -> Numbers:
        matrix = fabric(self._view).values
        return matrix.indices[matrix.indptr[node] : matrix.indptr[node + 1]]

    def _value(self, value: int) -> str:
        """The name of a theme, place or kind that is known of somebody."""
        if value < len(self._view):
            return self._view.names[value]
        return vocabulary().kinds[KINDS[value - len(self._view)]].label

    def _naming(self, words: str, what: str, nodes: Numbers) -> Because:
        names = [self._view.names[each] for each in nodes[:NAMES].tolist()]
        more = f" and {len(nodes) - NAMES} more" if len(nodes) > NAMES else ""
        return Because(
            words=f"{words} {len(nodes)} {_plural(what, len(nodes))}: {', '.join(names)}{more}"
        )


def _plural(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"
