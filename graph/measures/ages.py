"""How old things are, in years."""

import numpy as np

from graph.views.claims import Numbers


def years(day: Numbers | int) -> Numbers:
    """A day number in years, near enough to tell ages by."""
    days = np.asarray(day, np.int64)
    return days // 10_000 + (days // 100 % 100) / 12 + (days % 100) / 365
