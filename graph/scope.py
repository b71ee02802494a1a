"""A part of the world and of the agenda, cut out of a View."""

from collections.abc import Iterable

import numpy as np

from graph.building import narrowed
from graph.claims import Numbers
from graph.evidence import evidence
from graph.lineage import reach
from graph.view import Scope, View


def scoped(view: View, scope: Scope) -> View:
    """
    *view* with only who has to do with the places and the themes of *scope*.

    A stakeholder is within it if some tie joins it, directly or through an activity
    or event, to one of the themes or what is part of it, and to one of the places or
    what is part of it, whichever are named. Contexts that a stakeholder within it is
    tied to stay, and so do the shared themes and places.

    Raises:
        NotHereError: A theme or place of the scope is not in the view.
    """
    if not scope.places and not scope.themes:
        return view
    kept = view.acting.copy()
    for names in (scope.places, scope.themes):
        if names:
            kept &= concerned(view, names)
    touched = np.zeros(len(view), bool)
    touched[view.ends[kept[view.starts]]] = True
    touched[view.starts[kept[view.ends]]] = True
    shared = np.array([name.startswith(("theme:", "country:", "region:")) for name in view.ids])
    return narrowed(view, kept | shared | (touched & ~view.acting), scope)


def concerned(view: View, names: Iterable[str]) -> Numbers:
    """
    For every node, whether it has, or had, to do with one of the contexts *names* or a part of it.

    Raises:
        NotHereError: One of them is not in the view.
    """
    rows = evidence(view)
    found = np.zeros(len(view), bool)
    for name in names:
        whole = [entry for entry in reach(view, view.node(name)) if entry.factor == 1]
        picked, under = rows.rows_of(np.array([entry.node for entry in whole]))
        since = np.array([entry.since for entry in whole])[under]
        until = np.array([entry.until for entry in whole])[under]
        held = np.maximum(rows.since[picked], since) <= np.minimum(rows.until[picked], until)
        found[rows.node[picked[held]]] = True
        # The body that is asked for belongs to its own scope.
        found[view.node(name)] |= bool(view.acting[view.node(name)])
    return found
