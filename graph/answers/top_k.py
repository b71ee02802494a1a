"""The first few of many, in an order that does not depend on how they were loaded."""

import numpy as np

from graph.views.claims import Numbers

#: So few are faster to sort one by one than all at once.
FEW = 50


def ranked(which: Numbers, worth: Numbers, first: int, order: Numbers) -> list[int]:
    """Places in *which* of the *first* of most *worth*, equal ones in *order*."""
    if len(which) < FEW:
        keys = zip((-worth).tolist(), order[which].tolist(), range(len(which)), strict=True)
        return [at for _, _, at in sorted(keys)[:first]]
    near = np.arange(len(which))
    if len(which) > first:
        least = np.partition(worth, len(which) - first)[len(which) - first]
        near = np.flatnonzero(worth >= least)
    found: list[int] = near[np.lexsort((order[which[near]], -worth[near]))[:first]].tolist()
    return found
