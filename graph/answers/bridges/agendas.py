"""Who works on an agenda: some themes with their parts, perhaps in some places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from graph.answers.answer import Because
from graph.answers.citations import Citations
from graph.answers.evidence_words import row_words
from graph.answers.fit import Fit, fit, rows_for
from graph.domain.dates import day_number
from graph.domain.errors import NeedError
from graph.domain.labels import Label
from graph.measures.evidence import evidence
from graph.measures.names import place_node, theme_node
from graph.measures.scope import within
from graph.views.claims import Numbers
from graph.views.view import KINDS, Scope, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """
    One agenda in one View: its themes, and for every node how it works on them.

    `worth` is that of the best evidence on any of the themes or their parts, 0 to 1;
    `newest` the day of the newest word, `member` who counts. Work on what the themes
    are part of does not count.
    """

    themes: tuple[int, ...]
    fits: tuple[Fit, ...]
    worth: Numbers
    newest: Numbers
    member: Numbers

    def label(self, view: View) -> Label:
        """The highest label of whoever works on it, and of what says so."""
        rows = evidence(view)
        counted = np.concatenate([each.rows[self.member[each.nodes]] for each in self.fits])
        then = rows.then[counted]
        ties = np.concatenate([rows.tie[counted], then[then >= 0]])
        said = int(view.tie_labels[ties].max(initial=0))
        return Label(max(said, int(view.labels[self.member].max(initial=0))))

    def reasons(self, view: View, node: int, citations: Citations) -> tuple[Because, ...]:
        """The best that says that *node* works on each of the themes."""
        found = []
        for each in self.fits:
            for row, entry in rows_for(view, each, node, most=1):
                words, places = row_words(view, row, entry)
                named = [each.asked, entry.node]
                found.append(citations.cite(node, words, places, named=named))
        return tuple(found)


def agendas(
    view: View,
    left: Sequence[str],
    right: Sequence[str],
    *,
    places: Iterable[str] = (),
    kinds: Sequence[str] = (),
) -> tuple[Agenda, Agenda]:
    """
    Two agendas, told apart.

    Where one lies within the other, as the responsibility to protect within women, peace
    and security, what lies in it counts for it alone.

    Raises:
        NeedError: An unknown theme or place, or the same agenda twice.
    """
    sides = [
        tuple(dict.fromkeys(theme_node(view, text) for text in texts)) for texts in (left, right)
    ]
    inside = [_contexts(view, themes) for themes in sides]
    counted = [inside[0], inside[1]]
    for mine, other in ((0, 1), (1, 0)):
        if set(sides[other]) <= inside[mine]:
            counted[mine] = inside[mine] - inside[other]
    for themes, contexts in zip(sides, counted, strict=True):
        if not contexts:
            names = " and ".join(view.names[node] for node in themes)
            raise NeedError(f"{names}: nothing of it is left beside the other agenda")
    pool = _pool(view, tuple(places), kinds)
    first, second = (
        _agenda(view, themes, contexts, pool)
        for themes, contexts in zip(sides, counted, strict=True)
    )
    return first, second


def _contexts(view: View, themes: Sequence[int]) -> set[int]:
    """The themes and all that is part of them."""
    whole = (fit(view, theme).reaches for theme in themes)
    return {entry.node for reaches in whole for entry in reaches if entry.factor == 1}


def _pool(view: View, places: tuple[str, ...], kinds: Sequence[str]) -> Numbers:
    """Who can count: whoever acts still, is of the kinds, and in the places."""
    pool = view.acting & (view.ended >= day_number(view.as_of))
    if kinds:
        pool &= np.isin(view.kinds, [KINDS.index(kind) for kind in kinds])
    if places:
        ids = tuple(view.ids[place_node(view, text)] for text in places)
        pool &= within(view, Scope(places=ids))
    return pool


def _agenda(view: View, themes: tuple[int, ...], contexts: set[int], pool: Numbers) -> Agenda:
    fits = tuple(_only(fit(view, theme), contexts) for theme in themes)
    worth = np.zeros(len(view))
    newest = np.zeros(len(view), np.int64)
    for each in fits:
        np.maximum(worth, each.value, out=worth)
        np.maximum.at(newest, each.nodes, each.newest)
    return Agenda(
        themes=themes,
        fits=fits,
        worth=worth,
        newest=newest,
        member=pool & (worth > 0),
    )


def _only(each: Fit, contexts: set[int]) -> Fit:
    """The same fit by what is on *contexts* alone."""
    counts = np.array([entry.factor == 1 and entry.node in contexts for entry in each.reaches])
    kept = counts[each.under]
    value = np.zeros(len(each.value))
    np.maximum.at(value, each.nodes[kept], each.worth[kept])
    return replace(
        each,
        value=value,
        rows=each.rows[kept],
        nodes=each.nodes[kept],
        worth=each.worth[kept],
        under=each.under[kept],
        newest=each.newest[kept],
    )
