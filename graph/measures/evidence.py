"""Which stakeholders have to do with which themes and places, by which ties."""

from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from graph.domain.records import values_of
from graph.measures.recency import newest
from graph.views.claims import Numbers
from graph.views.view import TIE_KINDS, View

#: What a tie to a theme or a place is worth as evidence of having to do with it.
DIRECT = {"works_on": 1.0, "active_in": 1.0, "based_in": 0.7, "member_of": 0.6}
#: What a part in an activity or event says of its themes and places.
THROUGH = {
    "implements": 0.9,
    "convened": 0.8,
    "manages": 0.8,
    "accountable_for": 0.8,
    "took_part_in": 0.6,
    "funds": 0.6,
}
#: The most voices of one stakeholder that are told apart.
MOST_VOICES = 62


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """
    One row for each way in which a stakeholder has to do with a theme or place.

    Parallel columns, in the order of `context`: the `node`, the `context`, and the days
    `since` and `until` in which it held. `worth` is from 0 to 1; `newest` is the day of
    the newest evidence (`graph.measures.recency`; 0 unknown). `voice` is one bit: each
    source, or each citation of a source, is a voice. `tie` is the tie it rests on. Where
    that leads to an activity or event, `then` is the tie from there, else -1.
    """

    node: Numbers
    context: Numbers
    since: Numbers
    until: Numbers
    worth: Numbers
    newest: Numbers
    voice: Numbers
    tie: Numbers
    then: Numbers
    bounds: Numbers

    def rows_of(self, contexts: Numbers) -> tuple[Numbers, Numbers]:
        """The rows on any of *contexts*, and for each its place in *contexts*."""
        first, last = self.bounds[contexts], self.bounds[contexts + 1]
        counts = last - first
        total = int(counts.sum())
        whose = np.repeat(np.arange(len(contexts)), counts)
        ahead = np.repeat(np.cumsum(counts) - counts, counts)
        return np.repeat(first, counts) + np.arange(total) - ahead, whose


_KNOWN: WeakKeyDictionary[View, Evidence] = WeakKeyDictionary()


def evidence(view: View) -> Evidence:
    """The evidence in *view*, gathered once for each View."""
    if view not in _KNOWN:
        _KNOWN[view] = _gather(view)
    return _KNOWN[view]


def _gather(view: View) -> Evidence:
    ties = _Ties(view)
    direct, through = ties.direct(), ties.through()
    columns = {name: np.concatenate([direct[name], through[name]]) for name in direct}
    order = np.argsort(columns["context"], kind="stable")
    columns = {name: column[order] for name, column in columns.items()}
    columns["voice"] = _bits(columns["node"], columns["voice"])
    counts = np.bincount(columns["context"], minlength=len(view))
    return Evidence(**columns, bounds=np.concatenate([[0], np.cumsum(counts)]))


class _Ties:
    """The ties of a View that are evidence, with what their records say of share and voice."""

    def __init__(self, view: View) -> None:
        self.view = view
        worth = np.array([DIRECT.get(kind, 0.0) for kind in TIE_KINDS], np.float32)
        self.of_context = np.flatnonzero((worth[view.tie_kinds] > 0) & ~view.of_kinds("member_of"))
        countries = view.of_kinds("member_of") & ~view.acting[view.starts]
        self.members = np.flatnonzero(countries & view.acting[view.ends])
        self.share, self.voices = self._said(np.concatenate([self.of_context, self.members]))
        self.worth = worth[view.tie_kinds]
        parts = np.flatnonzero(view.of_kinds(*THROUGH) & view.acting[view.starts])
        self.newest = newest(view, np.concatenate([self.of_context, self.members, parts]))

    def direct(self) -> dict[str, Numbers]:
        """Ties of stakeholders to contexts, and of bodies to the countries that are members."""
        view = self.view
        stated = self.of_context[view.acting[view.starts[self.of_context]]]
        ties = np.concatenate([stated, self.members])
        node = np.concatenate([view.starts[stated], view.ends[self.members]])
        context = np.concatenate([view.ends[stated], view.starts[self.members]])
        return self._columns(node, context, ties, np.full(len(ties), -1), self.worth[ties])

    def through(self) -> dict[str, Numbers]:
        """Parts in activities and events, joined to the themes and places of these."""
        view = self.view
        worth = np.array([THROUGH.get(kind, 0.0) for kind in TIE_KINDS], np.float32)[view.tie_kinds]
        onward = self.of_context[~view.acting[view.starts[self.of_context]]]
        onward = onward[np.argsort(view.starts[onward], kind="stable")]
        counts = np.bincount(view.starts[onward], minlength=len(view))
        begins = np.cumsum(counts) - counts
        parts = np.flatnonzero((worth > 0) & view.acting[view.starts])
        each = counts[view.ends[parts]]
        first = np.repeat(parts, each)
        ahead = np.repeat(np.cumsum(each) - each, each)
        then = onward[np.repeat(begins[view.ends[parts]], each) + np.arange(each.sum()) - ahead]
        return self._columns(view.starts[first], view.ends[then], first, then, worth[first])

    def _columns(
        self, node: Numbers, context: Numbers, tie: Numbers, then: Numbers, worth: Numbers
    ) -> dict[str, Numbers]:
        view, onward = self.view, then >= 0
        last = np.where(onward, then, tie)
        since, until = view.since[tie], view.until[tie]
        since = np.where(onward, np.maximum(since, view.since[last]), since)
        until = np.where(onward, np.minimum(until, view.until[last]), until)
        latest = np.where(onward, np.minimum(self.newest[tie], self.newest[last]), self.newest[tie])
        columns = {
            "node": node,
            "context": context,
            "since": since,
            "until": until,
            "worth": worth * self.share[last],
            "newest": np.minimum(latest, until),
            "voice": self.voices[last],
            "tie": tie.astype(np.int64),
            "then": then.astype(np.int64),
        }
        kept = since <= until
        return {name: column[kept] for name, column in columns.items()}

    def _said(self, ties: Numbers) -> tuple[Numbers, Numbers]:
        """What a tie's percentage makes it worth, and the number of the voice that says it."""
        view = self.view
        codes: dict[tuple[int, str], int] = {}
        share = np.ones(len(view.starts), np.float32)
        voices = view.tie_sources.astype(np.int64)
        rests = view.claims.ties.rests
        for tie, row in zip(ties.tolist(), view.rows[ties].tolist(), strict=True):
            if rests[row]:
                said: dict[str, Any] = values_of(rests[row])
                share[tie] = 0.5 + 0.5 * said.get("share", 100.0) / 100
                if "cited" in said:
                    voice = (int(voices[tie]), said["cited"])
                    voices[tie] = codes.setdefault(voice, len(view.sources) + len(codes))
        return share, voices


def _bits(nodes: Numbers, voices: Numbers) -> Numbers:
    """Each row's voice as a bit of its own among the voices on the same stakeholder."""
    order = np.lexsort((voices, nodes))
    node, voice = nodes[order], voices[order]
    fresh = np.ones(len(order), bool)
    fresh[1:] = (node[1:] != node[:-1]) | (voice[1:] != voice[:-1])
    number = np.cumsum(fresh)
    begins = np.ones(len(order), bool)
    begins[1:] = node[1:] != node[:-1]
    place = number - np.maximum.accumulate(np.where(begins, number, 0))
    bits = np.empty(len(order), np.uint64)
    bits[order] = np.uint64(1) << np.minimum(place, MOST_VOICES).astype(np.uint64)
    return bits
