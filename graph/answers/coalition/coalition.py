"""Who together meets what the table needs, proven best; or which demands contradict each other."""

from collections.abc import Iterator
from dataclasses import replace
from math import isfinite

import numpy as np

from graph.answers.coalition.answer import Alternative, Coalition
from graph.answers.coalition.ask import Ask
from graph.answers.coalition.candidates import UNIT, candidates
from graph.answers.coalition.conflict import conflict
from graph.answers.coalition.demands import demands
from graph.answers.coalition.explanation import Telling
from graph.answers.coalition.reduction import dominated, impossible
from graph.answers.coalition.seats import Seats
from graph.answers.coalition.selection import Chooser
from graph.answers.coalition.solver import Patience
from graph.answers.coalition.system import System, system
from graph.answers.evidence_words import count_words
from graph.views.claims import Numbers
from graph.views.view import View

NOTHING_FOUND = "nothing was found in the time given, nor is it known that there is nothing"


def coalition(view: View, ask: Ask) -> Coalition:
    """
    The members that together have the most points and keep every demand of *ask*.

    A member has the points that it would have as a partner of the convenor on the
    themes and in the places asked for (`graph.answers.partners.partners`). The best coalition
    is a mixed-integer programme, solved by HiGHS (Huangfu and Hall 2018, Mathematical
    Programming Computation 10: 119-142) on one thread with one seed. It is either
    proven that none is better, or, where the time was too short, the answer says what
    none exceeds. Definitions and measurements are in `docs/coalition.md`.

    Say a, b, c and d work on mediation and have 48, 45, 44 and 75 points; b opposes a;
    c and d are led by women; d alone works in Mali. Three members, one of them working
    in Mali and half of them led by women, are a, c and d with 167 points: b, c and d
    have 164, and a and b cannot both be there. Without d nobody works in Mali, so that
    d has no stand-in; b could take the seat of a. If d is excluded as well, two demands
    contradict each other: somebody works in Mali, and d is no member. The answer names
    both, and the cheapest way out: let d in.

    Raises:
        NeedError: An unknown theme, place, kind, level or track, or a demand
            of somebody who cannot be a member.
        NotHereError: An id that this View does not hold.
    """
    pool = candidates(view, ask)
    whole = system(pool, demands(view, ask, pool), ask.joined)
    out = impossible(whole)
    left = np.flatnonzero(out < 0)
    # Who enters an alternative must be free in all coalitions before it; so must a stand-in.
    least = dominated(whole, left, ask.at_most * (1 + ask.alternatives) + 1)
    chooser = Chooser(whole, left[~least], Patience(ask.seconds))
    best = chooser.best()
    telling = Telling(view, whole)
    dropped = _dropped(whole, out) | {"dominated": int(least.sum()), "bound": best.beaten}
    answer = Coalition(
        members=(),
        points=best.worth / UNIT,
        bound=best.bound / UNIT if isfinite(best.bound) else None,
        proven=best.proven,
        words="",
        considered=len(pool),
        dropped={reason: count for reason, count in dropped.items() if count},
        label=telling.label,
        as_of=view.as_of,
        revision=view.revision,
    )
    if best.chosen is None:
        return _without(answer, telling, whole, ask)
    return _with(answer, telling, Seats(whole, best.chosen, left[~least]), chooser, ask)


def _with(
    answer: Coalition, telling: Telling, seats: Seats, chooser: Chooser, ask: Ask
) -> Coalition:
    """The answer with the members in *seats*, and with alternatives to them."""
    members, met = telling.members(seats), telling.met(seats.chosen)
    others = tuple(_alternatives(telling, seats.chosen, chooser, ask))
    found = f"{count_words(len(members), 'member')} with {answer.points:g} points"
    sure = (
        "proven best" if answer.proven else f"the best found; none exceeds {answer.bound:g} points"
    )
    return replace(
        answer,
        members=members,
        demands=met,
        alternatives=others,
        words=f"{found}, {sure}",
        label=telling.label,
    )


def _alternatives(
    telling: Telling, best: Numbers, chooser: Chooser, ask: Ask
) -> Iterator[Alternative]:
    """The next best coalitions, each unlike all before it; as many as there are and time allows."""
    chooser.patience = Patience(ask.seconds)
    last = best
    for _ in range(ask.alternatives):
        chooser.differ(last, ask.differing)
        choice = chooser.best()
        found = telling.alternative(choice, best)
        if choice.chosen is None or found is None:
            return
        last = choice.chosen
        yield found


def _without(answer: Coalition, telling: Telling, whole: System, ask: Ask) -> Coalition:
    """The answer where no coalition was found: what contradicts itself, if it does."""
    found = conflict(whole, Patience(ask.seconds), sure=answer.proven)
    if found is None or not (found.demands or found.eased):
        return replace(answer, words=NOTHING_FOUND)
    told = telling.contradiction(found)
    words = NOTHING_FOUND
    if told.demands:
        named = "; ".join(each.words for each in told.demands)
        words = f"there is no such coalition, for these cannot all be: {named}"
    return replace(
        answer,
        bound=None if told.demands else answer.bound,
        proven=bool(told.demands),
        contradiction=told,
        words=words,
        label=telling.label,
    )


def _dropped(whole: System, out: Numbers) -> dict[str, int]:
    """How many candidates each demand rules out by itself."""
    places = whole.owner[out[out >= 0]]
    counts = np.bincount(places, minlength=len(whole.demands)).tolist()
    return {demand.id: count for demand, count in zip(whole.demands, counts, strict=True)}
