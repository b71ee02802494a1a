"""Who can never be chosen, and the proof."""

from math import inf

import numpy as np

from graph.answers.coalition.equivalents import Classes, alike
from graph.answers.coalition.system import System
from graph.views.claims import Numbers


def impossible(whole: System) -> Numbers:
    """
    For each candidate the place of a row that rules it out by itself; -1 for others.

    A row rules out whoever exceeds it beside those who have to be members: the
    excluded, who is beyond the hops, who opposes somebody included, who costs more
    than there is left. Where a is included, b, who opposes a, is ruled out: a and b
    are two of a row that may come to one.
    """
    must = np.zeros(len(whole.pool), bool)
    for row in whole.rows:
        if len(row.places) == 1 and row.low > 0:
            must[row.places] = True
    found = np.full(len(whole.pool), -1)
    for at, row in reversed(list(enumerate(whole.rows))):
        places, values = row.places, row.values
        if row.each:
            places, values = np.arange(len(must)), np.full(len(must), row.each)
            values[row.places] += row.values
        # What asks for all to have a trait is read from the other side: none without it.
        for signed, high in ((values, row.high), (-values, -row.low)):
            if high < inf and len(signed) and signed.min() >= 0:
                needed = signed[must[places]].sum()
                found[places[(signed + needed > high) & ~must[places]]] = at
    return found


def dominated(whole: System, places: Numbers, most: int) -> Numbers:
    """
    Which of *places* have *most* others that serve all demands alike and are worth more.

    Where *most* members can be chosen, one of these others is free whenever such a
    candidate is a member, and could take the seat. Equal worth goes by id. Where
    members have to hang together nobody can stand for another. Of five who serve the
    same demands, where there are two seats, the three of the fewest points are.
    """
    if whole.connection is not None:
        return np.zeros(len(places), bool)
    ranks = Classes(alike(whole.matrix[:, places]), -whole.pool.points[places]).ranks
    found: Numbers = ranks >= most
    return found
