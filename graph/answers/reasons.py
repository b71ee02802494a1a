"""Why a candidate scores as it does, and what speaks against it."""

from collections.abc import Callable, Iterator

from graph.answers.answer import Because, Part
from graph.answers.asked import Asked
from graph.answers.citing import Citations
from graph.answers.closeness_reasons import ClosenessReasons
from graph.answers.fit import Backing, Fit, own_rows, rows_for, years
from graph.answers.wording import count_words, day_words, row_words, tie_words
from graph.closeness import fabric
from graph.dates import day_number
from graph.evidence import evidence
from graph.labels import Label
from graph.view import View

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
        self._citations = Citations(view)
        self._say: dict[str, Callable[[int], Iterator[Because]]] = {
            "fit to the themes": lambda node: self._fitting(asked.themes, node),
            "presence in the places": lambda node: self._fitting(asked.places, node),
            "fresh and independent evidence": self._backing,
            "well connected": self._connected,
        }
        if asked.asking is not None:
            self._say |= ClosenessReasons(view, asked.asking, self._citations).say

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
        """The highest label of *node* and of all that the reasons given for it rest on."""
        return self._citations.label(node)

    def _fitting(self, fits: tuple[Fit, ...], node: int) -> Iterator[Because]:
        for each in fits:
            for row, entry in rows_for(self._view, each, node):
                words, places = row_words(self._view, row, entry)
                self._citations.note(node, [fabric(self._view).lineage if entry.why else 0])
                yield self._citations.cite(node, words, places, named=[each.asked, entry.node])

    def _backing(self, node: int) -> Iterator[Because]:
        view, rows = self._view, evidence(self._view)
        for each in self._asked.fits:
            counted = each.rows[own_rows(view, each, node)]
            onward = rows.then[counted]
            for places in (rows.tie[counted], onward[onward >= 0]):
                self._citations.note(node, view.tie_labels[places].tolist())
        newest, voices = int(self._support.newest[node]), int(self._support.voices[node])
        last = f"the latest word is of {day_words(newest)}" if newest else "none of it is dated"
        yield Because(words=f"{count_words(voices, 'independent source')}; {last}")

    def _connected(self, node: int) -> Iterator[Because]:
        woven = fabric(self._view)
        self._citations.note(node, [int(woven.labels[node])])
        known = count_words(int(woven.degrees[node]), "known partner")
        activity = int(woven.activity[node])
        ties = "1 tie or part" if activity == 1 else f"{activity} ties and parts"
        yield Because(words=f"{known}, {ties} in activities")

    def _opposing(self, node: int) -> Iterator[Because]:
        view = self._view
        table = {*self._asked.already_in, self._asked.asking}
        ties = view.ties_of(node)
        against = ties[view.of_family("against")[ties]].tolist()
        for place in sorted(against, key=view.tie_id):
            other = view.other_end(place, node)
            sits = " (at the table)" if other in table else ""
            words = tie_words(view, place, node) + sits
            yield self._citations.cite(node, words, [place], named=[other])

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
