"""The first few of many nodes by several measures, in an order that no loading changes."""

import numpy as np

from graph.views.claims import Numbers
from graph.views.view import View


def foremost(view: View, nodes: Numbers, first: int, *measures: Numbers) -> list[int]:
    """
    The *first* of *nodes* by most of the first measure, then of the next; equal ones by id.

    Each measure is a column over all nodes of the view.
    """
    columns = [measure[nodes].astype(np.float64) for measure in measures]
    order = np.lexsort([-column for column in reversed(columns)])
    if len(order) > first > 0:
        last = order[first - 1]
        behind = np.zeros(len(nodes), bool)
        level = np.ones(len(nodes), bool)
        for column in columns:
            behind |= level & (column < column[last])
            level &= column == column[last]
        order = order[~behind[order]]
    ranked = [
        (tuple(-float(column[place]) for column in columns), view.ids[nodes[place]], place)
        for place in order.tolist()
    ]
    return [int(nodes[place]) for _, _, place in sorted(ranked)[:first]]
