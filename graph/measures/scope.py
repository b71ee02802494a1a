"""A part of the world and of the agenda, cut out of a View."""

from collections.abc import Iterable
from weakref import WeakKeyDictionary

import numpy as np

from graph.domain.model import SHARED_PREFIXES
from graph.measures.containment import reach
from graph.measures.evidence import evidence
from graph.views.building import narrowed
from graph.views.claims import Numbers
from graph.views.view import KINDS, WATCHED, Scope, View

#: Contexts that happen somewhere and on something, and so may be outside a scope.
HAPPENING = ("activity", "event", "peace_process")


def scoped(view: View, scope: Scope) -> View:
    """
    *view* with only who has to do with the places and the themes of *scope*.

    A stakeholder is within it if ties join it to one of the themes and to one of the
    places that are named, or to a part of these. A tie may go through an activity or
    event, and activities and events are within a scope by the same rule. Other
    contexts that a stakeholder within it is tied to stay, and so do the shared themes
    and places, and the watch lists: their entries may be met in any scope.

    Raises:
        NotHereError: A theme or place of the scope is not in the view.
    """
    if not scope.places and not scope.themes:
        return view
    kept = within(view, scope)
    touched = np.zeros(len(view), bool)
    touched[view.ends[kept[view.starts]]] = True
    touched[view.starts[kept[view.ends]]] = True
    happening = np.isin(view.kinds, [KINDS.index(kind) for kind in HAPPENING])
    shared = np.array([name.startswith(SHARED_PREFIXES) for name in view.ids])
    watched = np.isin(view.kinds, WATCHED)
    touched[view.ends[watched[view.starts]]] = True
    kept |= shared | watched | (touched & ~view.acting & ~happening)
    return narrowed(view, kept, scope)


def within(view: View, scope: Scope) -> Numbers:
    """For every node, whether it is a stakeholder, activity or event within *scope*."""
    kept = view.acting | np.isin(view.kinds, [KINDS.index(kind) for kind in HAPPENING])
    for names in (scope.places, scope.themes):
        if names:
            kept &= _concerned(view, names)
    return kept


_KNOWN: WeakKeyDictionary[View, Numbers] = WeakKeyDictionary()


def _of_happenings(view: View) -> Numbers:
    """Places of the ties by which activities and events have themes and places of their own."""
    if view not in _KNOWN:
        own = view.of_kinds("works_on", "active_in") & ~view.acting[view.starts]
        _KNOWN[view] = np.flatnonzero(own)
    return _KNOWN[view]


def proofs(view: View, names: Iterable[str]) -> tuple[Numbers, Numbers]:
    """
    Who has to do with one of the contexts *names* or a part of it, once for each proof.

    The second column holds the highest label of the ties that each proof rests on.
    """
    rows = evidence(view)
    nodes = [view.node(name) for name in names]
    whole = [entry for node in nodes for entry in reach(view, node) if entry.factor == 1]
    picked, under = rows.rows_of(np.array([entry.node for entry in whole], np.int64))
    since = np.array([entry.since for entry in whole], np.int64)[under]
    until = np.array([entry.until for entry in whole], np.int64)[under]
    held = np.maximum(rows.since[picked], since) <= np.minimum(rows.until[picked], until)
    picked, under = picked[held], under[held]
    member = np.array([entry.tie for entry in whole], np.int64)[under]
    ties = (rows.tie[picked], rows.then[picked], member)
    # A tie that is not there, -1, picks the appended label, which is the lowest.
    labels = np.append(view.tie_labels, np.int8(0))
    return rows.node[picked], np.max([labels[each] for each in ties], axis=0)


def _concerned(view: View, names: tuple[str, ...]) -> Numbers:
    """For every node, whether it has to do with one of the contexts *names* or a part of it."""
    direct = _of_happenings(view)
    found = np.zeros(len(view), bool)
    found[proofs(view, names)[0]] = True
    for name in names:
        whole = [entry for entry in reach(view, view.node(name)) if entry.factor == 1]
        there = np.isin(view.ends[direct], [entry.node for entry in whole])
        found[view.starts[direct[there]]] = True
        # The body that is asked for belongs to its own scope.
        found[view.node(name)] |= bool(view.acting[view.node(name)])
    return found
