"""Who could be our partner on this, here, and why."""

import numpy as np

from graph.answers.answer import Partner, Partners
from graph.answers.fit import backing
from graph.answers.need import Need
from graph.answers.partners import exclusions as leaving_out
from graph.answers.partners.reasons import Reasons
from graph.answers.partners.scoring import Points, leaders, points
from graph.answers.resolved_need import understood
from graph.measures.collaboration import fabric
from graph.measures.watch_lists import watch
from graph.views.view import KINDS, LEVELS, View


def prepare(view: View) -> None:
    """Make what questions on *view* need, so that the first of them does not wait for it."""
    fabric(view)
    watch(view)
    view.ties_of(0)


def partners(view: View, need: Need) -> Partners:
    """
    Who in *view* could be a partner, best first, with the reasons.

    The score is the sum of named parts. What was asked leads: up to 40 points for
    the themes, 30 for the places, 10 for how fresh and independent the evidence
    is; closeness to who asks and standing add up to 20 within it. A need that says
    only who asks is ranked by these two alone, up to 100. Definitions, reasons and
    measurements are in `docs/partners.md`.

    More evidence on a candidate never lowers its score or a part of it; equal scores
    go by id.

    Example:
        For mediation in Mali, one source says in 2024 who works on what and where. Who
        works on mediation in Mali has 40 + 30 + 7.22 points; who does so in Western
        Africa half of the 30; who works on peace processes there half of both, and 4.25
        for its one tie: 46.47.

    Raises:
        NeedError: An unknown theme, place, kind or level.
        NotHereError: An id that this View does not hold.
    """
    asked = understood(view, need)
    reasons = leaving_out.left_out(view, asked)
    support = backing(view, asked.fits)
    pool = np.flatnonzero(reasons == -1)
    best = leaders(view, points(view, asked, support, pool), need.first)
    speaker = Reasons(view, asked, support)
    chosen = tuple(_partner(view, speaker, best, at) for at in range(len(best.pool)))
    missed = leaving_out.nearest(view, asked, reasons)
    labels = [partner.label for partner in chosen]
    labels += [leaving_out.label(view, asked, reasons, missed), speaker.own_label]
    return Partners(
        partners=chosen,
        left_out=leaving_out.named(view, asked, reasons, missed),
        left_out_counts=leaving_out.counted(reasons),
        considered=len(pool),
        label=max(labels),
        as_of=view.as_of,
        revision=view.revision,
    )


def _partner(view: View, speaker: Reasons, best: Points, at: int) -> Partner:
    node, row = int(best.pool[at]), int(best.rows[at])
    parts = speaker.parts(node, {name: float(part[row]) for name, part in best.parts.items()})
    against = speaker.against(node)
    level = int(view.levels[node])
    return Partner(
        id=view.ids[node],
        name=view.names[node],
        kind=KINDS[view.kinds[node]],
        level=LEVELS[level] if level >= 0 else None,
        score=float(best.totals[at]),
        parts=parts,
        against=against,
        label=speaker.label(node),
    )
