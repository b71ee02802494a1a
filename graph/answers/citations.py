"""Reasons that cite what they rest on, and the labels of all that was cited."""

from collections.abc import Iterable

from graph.answers.answer import Because
from graph.domain.labels import Label
from graph.domain.model import VOCABULARY_SOURCE
from graph.domain.records import values_of
from graph.views.view import View


def because(view: View, words: str, places: Iterable[int]) -> Because:
    """A reason that rests on the ties in *places*; the shared vocabulary is not worth citing."""
    shown = [place for place in places if view.source(place).id != VOCABULARY_SOURCE]
    cited = (_cited(view, place) for place in shown)
    return Because(
        words=words,
        ties=tuple(view.tie_id(place) for place in shown),
        sources=tuple(dict.fromkeys(view.source(place).id for place in shown)),
        cited=tuple(dict.fromkeys(text for text in cited if text is not None)),
    )


def _cited(view: View, place: int) -> str | None:
    # Most ties cite nothing, and reading a whole tie takes fifty times as long.
    rest = view.claims.ties.rests[int(view.rows[place])]
    text: str | None = values_of(rest).get("cited") if '"cited"' in rest else None
    return text


class Citations:
    """
    What the reasons for each candidate rest on.

    Everything that a reason names, cites or counts is noted here, so that an answer
    carries the highest label of what it used.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._highest: dict[int, int] = {}

    def note(self, candidate: int, label: int) -> None:
        """Say that what is told of *candidate* used claims of this *label*."""
        self._highest[candidate] = max(self._highest.get(candidate, 0), int(label))

    def cite(
        self, candidate: int, words: str, places: Iterable[int], *, named: Iterable[int] = ()
    ) -> Because:
        """A reason that rests on the ties in *places*, and speaks of the nodes *named*."""
        view = self._view
        ties = list(dict.fromkeys(places))
        self.note(candidate, view.tie_labels[ties].max(initial=0))
        self.note(candidate, view.labels[list(named)].max(initial=0))
        return because(view, words, ties)

    def label(self, candidate: int) -> Label:
        """The highest label of *candidate* and of what is told of it."""
        own = int(self._view.labels[candidate])
        return Label(max(own, self._highest.get(candidate, 0)))
