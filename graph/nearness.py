"""How near everybody is to who asks, in six measures between 0 and 1."""

from dataclasses import dataclass

import numpy as np

from graph.claims import Numbers
from graph.closeness import Fabric, fabric, ones_of
from graph.view import View

#: Half of what can be had: so many partners of partners, partners with a value of
#: the asker, and partners like the asker, give half the points of their part.
BEYOND_HALF, LIKE_YOU_HALF, PEERS_HALF = 1.0, 2.0, 8.0
#: As if the asker had so many more partners, with nothing in common with anybody.
CAUTION = 2.0
#: The most that rounding leaves of a sum that ought to be nothing.
TINY = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """
    How near each node is to who asks, 0 to 1; columns are as long as the View.

    - `shared`: what share of the asker's partners it works with, each weighed by 1 /
      (how many partners it has) (resource allocation: Zhou, Lü, Zhang 2009).
    - `beyond`: how far its partners' partners are those of the asker.
    - `like_yours`: how much it has of what the asker's partners have.
    - `like_you`: how many of its partners have each of the asker's values.
    - `peers`: how many partners like the asker it has.
    - `in_common`: how many of the asker's values it has, weighed by how rare each is.
    - `already`: 1 for who works with the asker.

    None sees the tie between candidate and asker itself: who works with the asker
    already is measured by the asker's other partners, and `already` says the rest.
    """

    shared: Numbers
    beyond: Numbers
    like_yours: Numbers
    like_you: Numbers
    peers: Numbers
    in_common: Numbers
    already: Numbers


def nearness(view: View, asker: int) -> Nearness:
    """The nearness of everybody in *view* to *asker*; see `docs/partners.md`."""
    woven = fabric(view)
    ours, mine = ones_of(woven.partners, asker), ones_of(woven.values, asker)
    already = np.zeros(len(view))
    already[ours] = 1
    like_you, peers = _company(woven, already, mine)
    return Nearness(
        shared=_shared(woven, ours),
        beyond=_beyond(woven, asker, ours),
        like_yours=_like_yours(woven, ours),
        like_you=like_you,
        peers=peers,
        in_common=_in_common(woven, mine),
        already=already,
    )


def _shared(woven: Fabric, ours: Numbers) -> Numbers:
    telling = 1 / woven.degrees[ours]
    found: Numbers = telling @ woven.partners[ours]
    whole = np.full(len(found), telling.sum())
    # A partner does not work with itself: what it can share are the others.
    whole[ours] -= telling
    return _share(found, whole)


def _beyond(woven: Fabric, asker: int, ours: Numbers) -> Numbers:
    """How much of the circles of its partners is ours, each counted up to 1."""
    each = 1 / np.maximum(woven.degrees, 1)
    theirs: Numbers = np.ones(len(ours)) @ woven.partners[ours]
    theirs[asker] = 0
    found: Numbers = woven.partners @ (theirs * each)
    found[ours] -= woven.partners[ours] @ each - each[asker]
    found = np.maximum(found, 0.0)
    return found / (found + BEYOND_HALF)


def _like_yours(woven: Fabric, ours: Numbers) -> Numbers:
    """What it has of what our partners have, beside what such a partner has on the average."""
    weights = woven.rarity * (np.ones(len(ours)) @ woven.values[ours])
    found: Numbers = woven.values @ weights
    whole = np.full(len(found), weights.sum())
    count = np.full(len(found), float(len(ours)))
    itself = woven.values[ours] @ woven.rarity
    found[ours] -= itself
    whole[ours] -= itself
    count[ours] -= 1
    return np.minimum(_share(found * count, whole * (count + CAUTION)), 1.0)


def _company(woven: Fabric, already: Numbers, mine: Numbers) -> tuple[Numbers, Numbers]:
    """How many partners of each have our values: evenly over the values, and in all."""
    evenly, in_all = np.zeros(len(already)), np.zeros(len(already))
    company = woven.company
    for value in mine.tolist():
        begin, end = company.indptr[value], company.indptr[value + 1]
        whose = company.indices[begin:end]
        # We are among the partners of our partners, and do not count as like ourselves.
        count = company.data[begin:end] - already[whose]
        evenly[whose] += count / (count + LIKE_YOU_HALF)
        in_all[whose] += count
    values = max(len(mine), 1)
    in_all /= values
    return evenly / values, in_all / (in_all + PEERS_HALF)


def _in_common(woven: Fabric, mine: Numbers) -> Numbers:
    held = np.zeros(len(woven.rarity))
    held[mine] = woven.rarity[mine]
    return _share(woven.values @ held, np.full(len(woven.degrees), held.sum()))


def _share(part: Numbers, whole: Numbers) -> Numbers:
    """*part* of *whole*, 0 where there is nothing to have; never below 0 by rounding."""
    share = np.divide(part, whole, out=np.zeros(len(part)), where=whole > TINY)
    return np.maximum(share, 0.0)
