"""Which part of a View a map shows: a network, or an answer with what it rests on."""

from collections.abc import Sequence

import numpy as np

from graph.answers.answer import Partner, Partners
from graph.answers.asked import understood, within_need
from graph.answers.need import Need
from graph.claims import Numbers
from graph.closeness import fabric
from graph.scope import within
from graph.view import Scope, View
from graph.vocabulary import vocabulary
from visualise.camps import with_camps
from visualise.picture import Picture
from visualise.scene import Mark, Scene

#: The most dots a map shows unless more are asked for.
MOST = 3_000
#: The most stakeholders an answer's map shows between those it is about.
BETWEEN = 60


def network_map(view: View, need: Need | None = None, *, most: int = MOST) -> Picture:
    """
    The network of *view*: its stakeholders, and the events and activities that join them.

    Args:
        need: Only who fits its themes, places, kinds and levels is shown; who asks
            and how many are of no account here.

        most: When there are more, the best connected are shown, and the map says so.
    """
    fitting = within(view, Scope()) if need is None else within_need(view, need)
    shown = np.flatnonzero(fitting & view.acting)
    degree = fabric(view).activity
    dropped = len(shown) - most
    if dropped > 0:
        shown = np.sort(shown[np.argsort(-degree[shown], kind="stable")[:most]])
    nodes = [*shown.tolist(), *_joining(view, shown, fitting)]
    note = f"{dropped:,} less connected stakeholders are left out." if dropped > 0 else ""
    scene = Scene(view, nodes)
    title = _title(view, need) or "The network"
    subtitle = f"{len(shown):,} stakeholders"
    return with_camps(scene.picture(title=title, subtitle=subtitle, note=note))


def partners_map(view: View, need: Need, answer: Partners) -> Picture:
    """
    An answer as a map: who was found, in rank, who asks, and what joins them.

    Shown are the partners, who asks, who is already in, what was asked for, and
    everything that the reasons go through.
    """
    asked = understood(view, need)
    marks = {view.node(p.id): _mark(p, rank) for rank, p in enumerate(answer.partners, 1)}
    marks |= {node: Mark(badge="already in") for node in asked.already_in}
    if asked.asking is not None:
        marks[asked.asking] = Mark(badge="asking")
    around = [each.asked for each in asked.fits]
    around += [node for partner in answer.partners for node in _through(view, partner)]
    around += _between(view, list(marks))
    nodes = list(dict.fromkeys([*marks, *around]))
    title = f"Partners: {_title(view, need)}" if _title(view, need) else "Partners"
    scene = Scene(view, nodes, marks)
    return with_camps(
        scene.picture(
            title=title,
            subtitle=f"the best {len(answer.partners)} of {answer.considered:,} who fit",
            note=_left_out(answer),
            ranking="Partners, best first",
        )
    )


def _joining(view: View, shown: Numbers, fitting: Numbers) -> list[int]:
    """Events and activities that fit, and that at least two of those shown have a part in."""
    mask = np.zeros(len(view), bool)
    mask[shown] = True
    parts = mask[view.starts] & fitting[view.ends] & ~view.acting[view.ends]
    pairs = np.unique(np.stack([view.ends[parts], view.starts[parts]]), axis=1)
    counts = np.bincount(pairs[0], minlength=len(view))
    return [int(node) for node in np.flatnonzero(counts > 1)]


def _mark(partner: Partner, rank: int) -> Mark:
    parts = []
    for part in partner.parts:
        if part.value:
            reasons = "; ".join(reason.words for reason in part.because)
            sources = dict.fromkeys(s for reason in part.because for s in reason.sources)
            parts.append((f"{part.name}, {part.value:g}: {reasons}", tuple(sources)))
    parts += [(f"Against: {reason.words}", reason.sources) for reason in partner.against]
    return Mark(rank=rank, score=f"{partner.score:g}", parts=tuple(parts))


def _through(view: View, partner: Partner) -> list[int]:
    """The nodes at the ends of the ties that a partner's reasons rest on."""
    cited = {tie for part in partner.parts for reason in part.because for tie in reason.ties}
    node = view.node(partner.id)
    ties = view.ties_of(node).tolist()
    return [view.other_end(place, node) for place in ties if view.tie(place).id in cited]


def _between(view: View, marked: Sequence[int]) -> list[int]:
    """Stakeholders that work with at least two of those marked."""
    matrix = fabric(view).partners
    counts = np.zeros(len(view), np.int64)
    for node in marked:
        counts[matrix.indices[matrix.indptr[node] : matrix.indptr[node + 1]]] += 1
    return [int(node) for node in np.flatnonzero(counts > 1)[:BETWEEN]]


def _title(view: View, need: Need | None) -> str:
    """What was asked for, in words."""
    if need is None:
        return ""
    asked = understood(view, need)
    themes = " and ".join(view.names[each.asked] for each in asked.themes)
    places = " and ".join(view.names[each.asked] for each in asked.places)
    kinds = " or ".join(vocabulary().kinds[kind].label for kind in asked.kinds)
    words = " in ".join(part for part in (themes, places) if part)
    words = ", ".join(part for part in (words, kinds) if part)
    if asked.asking is not None:
        words = f"{words} for {view.names[asked.asking]}".strip()
    return words


def _left_out(answer: Partners) -> str:
    counts = ", ".join(f"{reason} {count:,}" for reason, count in answer.left_out_counts.items())
    return f"Left out, by reason: {counts}." if counts else ""
