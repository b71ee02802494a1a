"""Which part of a View a map shows: a network, or an answer with what it rests on."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from graph.answers.answer import Because, Part, Partner, Partners
from graph.answers.need import Need
from graph.answers.resolved_need import label_within, understood, within_need
from graph.domain.labels import Label
from graph.domain.vocabulary import vocabulary
from graph.measures.collaboration import fabric
from graph.measures.scope import within
from graph.views.claims import Numbers
from graph.views.view import Scope, View
from visualise.maps.camps import with_camps
from visualise.maps.picture import Picture
from visualise.maps.scene import Mark, Scene

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
    title = need_words(view, need) or "The network"
    subtitle = f"{len(shown):,} stakeholders"
    label = Label.CLEAR if need is None else _label_of_need(view, need, shown)
    return with_camps(scene.picture(title=title, subtitle=subtitle, note=note, label=label))


def _label_of_need(view: View, need: Need, shown: Numbers) -> Label:
    """The label of all that the title names, and of what says that *shown* fit."""
    asked = understood(view, need)
    named = [each.asked for each in asked.fits]
    named += [] if asked.asking is None else [asked.asking]
    label = Label(int(view.labels[named].max(initial=0)))
    return max(label, label_within(view, need, shown.tolist()))


def partners_map(view: View, need: Need, answer: Partners) -> Picture:
    """
    An answer as a map: who was found, in rank, who asks, and what joins them.

    Shown are the partners, who asks, who is already in, what was asked for, and
    everything that the reasons go through.
    """
    asked = understood(view, need)
    marks = {
        view.node(partner.id): Mark(
            rank=rank,
            score=f"{partner.score:g}",
            parts=score_parts(partner.parts, partner.against),
        )
        for rank, partner in enumerate(answer.partners, 1)
    }
    marks |= {node: Mark(badge="already in") for node in asked.already_in}
    if asked.asking is not None:
        marks[asked.asking] = Mark(badge="asking")
    around = [each.asked for each in asked.fits]
    around += [node for partner in answer.partners for node in _through(view, partner)]
    around += _between(view, list(marks))
    nodes = list(dict.fromkeys([*marks, *around]))
    words = need_words(view, need)
    scene = Scene(view, nodes, marks)
    return with_camps(
        scene.picture(
            title=f"Partners: {words}" if words else "Partners",
            subtitle=f"the best {len(answer.partners)} of {answer.considered:,} who fit",
            note=left_out_words(answer.left_out_counts),
            ranking="Partners, best first",
            label=answer.label,
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


def score_parts(
    parts: Iterable[Part], against: Iterable[Because] = ()
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The parts of a score for a card, each with its points, reasons and sources."""
    told = []
    for part in parts:
        if part.value:
            reasons = "; ".join(reason.words for reason in part.because)
            sources = dict.fromkeys(s for reason in part.because for s in reason.sources)
            told.append((f"{part.name}, {part.value:g}: {reasons}", tuple(sources)))
    told += [(f"Against: {reason.words}", reason.sources) for reason in against]
    return tuple(told)


def _through(view: View, partner: Partner) -> list[int]:
    """The nodes at the ends of the ties that a partner's reasons rest on."""
    return led_to(view, view.node(partner.id), [r for part in partner.parts for r in part.because])


def led_to(view: View, node: int, reasons: Iterable[Because]) -> list[int]:
    """Where the ties of *node* lead that *reasons* rest on."""
    cited = {tie for reason in reasons for tie in reason.ties}
    ties = [place for place in view.ties_of(node).tolist() if view.tie_id(place) in cited]
    return [view.other_end(place, node) for place in ties]


def _between(view: View, marked: Sequence[int]) -> list[int]:
    """Stakeholders that work with at least two of those marked."""
    matrix = fabric(view).partners
    counts = np.zeros(len(view), np.int64)
    for node in marked:
        counts[matrix.indices[matrix.indptr[node] : matrix.indptr[node + 1]]] += 1
    return [int(node) for node in np.flatnonzero(counts > 1)[:BETWEEN]]


def need_words(view: View, need: Need | None) -> str:
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


def left_out_words(left_out: Mapping[str, int]) -> str:
    """How many were left out, by reason."""
    counts = ", ".join(f"{reason} {count:,}" for reason, count in left_out.items())
    return f"Left out, by reason: {counts}." if counts else ""
