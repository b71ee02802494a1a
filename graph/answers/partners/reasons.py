"""Why a candidate scores as it does, and what speaks against it."""

from collections.abc import Callable, Iterator

import numpy as np

from graph.answers.answer import Because, Part
from graph.answers.citations import Citations
from graph.answers.evidence_words import count_words, newest_words, row_words, tie_words
from graph.answers.fit import Backing, Fit, own_rows, rows_for
from graph.answers.partners.proximity_reasons import ClosenessReasons
from graph.answers.resolved_need import Asked
from graph.domain.dates import day_number
from graph.domain.labels import Label
from graph.domain.vocabulary import vocabulary
from graph.measures.ages import years
from graph.measures.collaboration import fabric
from graph.measures.evidence import evidence
from graph.measures.watch_lists import listing_words, matches
from graph.views.view import View

#: Evidence older than this, in years, speaks against a candidate.
STALE = 5.0
#: A fit below this comes from far up: a region for a country, an agenda for a theme.
DISTANT = 0.3
#: How many ties that speak against a candidate are told one by one.
OPPOSED = 5
#: For every kind of tie, whether it speaks against those whom it joins.
AGAINST = np.array([kind.family == "against" for kind in vocabulary().ties.values()])


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
        return (*self._watched(node), *self._opposing(node), *self._weak_evidence(node))

    def label(self, node: int) -> Label:
        """The highest label of *node* and of all that the reasons given for it rest on."""
        return self._citations.label(node)

    @property
    def own_label(self) -> Label:
        """The highest label of who and what the question itself is about."""
        asked, labels = self._asked, self._view.labels
        nodes = [each.asked for each in asked.fits] + list(asked.already_in)
        nodes += [] if asked.asking is None else [asked.asking]
        return Label(int(labels[nodes].max(initial=0)))

    def _fitting(self, fits: tuple[Fit, ...], node: int) -> Iterator[Because]:
        for each in fits:
            for row, entry in rows_for(self._view, each, node):
                words, places = row_words(self._view, row, entry)
                self._citations.note(node, fabric(self._view).lineage if entry.why else 0)
                yield self._citations.cite(node, words, places, named=[each.asked, entry.node])

    def _backing(self, node: int) -> Iterator[Because]:
        view, rows = self._view, evidence(self._view)
        for each in self._asked.fits:
            counted = each.rows[own_rows(each, node)]
            onward = rows.then[counted]
            for places in (rows.tie[counted], onward[onward >= 0]):
                self._citations.note(node, view.tie_labels[places].max(initial=0))
        voices, newest = int(self._support.voices[node]), self._newest(node)
        dated = "dated " if self._support.undated[node] else ""
        last = f"the latest {dated}word is of {newest}" if newest else "none of it is dated"
        yield Because(words=f"{count_words(voices, 'independent source')}; {last}")

    def _newest(self, node: int) -> str:
        """The day of the newest word on *node*, as its source gives it; empty without one."""
        newest, rows = int(self._support.newest[node]), evidence(self._view)
        if not newest:
            return ""
        counted = np.concatenate([each.rows[own_rows(each, node)] for each in self._asked.fits])
        ties = np.unique([rows.tie[counted], rows.then[counted]])
        return newest_words(self._view, ties[ties >= 0].tolist(), newest)

    def _connected(self, node: int) -> Iterator[Because]:
        woven = fabric(self._view)
        self._citations.note(node, woven.labels[node])
        known = count_words(int(woven.degrees[node]), "known partner")
        activity = int(woven.activity[node])
        ties = "1 tie or part" if activity == 1 else f"{activity} ties and parts"
        yield Because(words=f"{known}, {ties} in activities")

    def _watched(self, node: int) -> Iterator[Because]:
        """Which entries of watch lists it may be."""
        for match in matches(self._view, node)[:OPPOSED]:
            words = listing_words(self._view, match)
            lists = [int(self._view.ends[place]) for place in match.ties]
            yield self._citations.cite(node, words, match.ties, named=[match.node, *lists])

    def _opposing(self, node: int) -> Iterator[Because]:
        """Its opponents, those at the table first."""
        view, ties = self._view, self._view.ties_of(node)
        against = ties[AGAINST[view.tie_kinds[ties]]]
        if not len(against):
            return
        table = [*self._asked.already_in, -1 if self._asked.asking is None else self._asked.asking]
        sits = np.isin(view.starts[against] + view.ends[against] - node, table)
        places = sorted(zip(~sits, against.tolist(), strict=True), key=self._by_table)
        for absent, place in places[:OPPOSED]:
            other = view.other_end(place, node)
            words = tie_words(view, place, node) + ("" if absent else " (at the table)")
            yield self._citations.cite(node, words, [place], named=[other])
        if len(places) > OPPOSED:
            rest = [place for _, place in places[OPPOSED:]]
            yield self._citations.cite(node, f"and {len(rest)} more ties of this sort", rest)

    def _by_table(self, entry: tuple[bool, int]) -> tuple[bool, str]:
        absent, place = entry
        return absent, self._view.tie_id(place)

    def _weak_evidence(self, node: int) -> Iterator[Because]:
        if not self._asked.fits:
            return
        newest = int(self._support.newest[node])
        if self._support.voices[node] == 1:
            yield Because(words="all of this rests on one source")
        if not newest:
            yield Because(words="none of the evidence is dated")
        elif years(day_number(self._view.as_of)) - years(newest) > STALE:
            dated = "dated " if self._support.undated[node] else ""
            yield Because(words=f"nothing {dated}is known of it since {self._newest(node)}")
        for each in self._asked.fits:
            if each.value[node] < DISTANT:
                yield Because(words=f"little is known of {self._view.names[each.asked]} itself")
