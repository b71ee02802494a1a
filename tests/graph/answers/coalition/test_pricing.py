"""Prices prove what they say: nothing with a column costs less than its price allows."""

from itertools import combinations
from math import inf

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from graph.answers.coalition.pricing import Sheet
from graph.answers.coalition.solver import Patience

SIZE = 6


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Six columns under a few rows, of covers, caps and shares."""
    count = draw(st.integers(1, 4))
    entries = st.lists(st.integers(0, 3), min_size=SIZE, max_size=SIZE)
    rows = [draw(entries) for _ in range(count)]
    low = [draw(st.sampled_from((-inf, 0, 1, 2))) for _ in range(count)]
    high = [inf if each > -inf else draw(st.integers(0, 6)) for each in low]
    return Sheet(
        csr_array(np.array(rows)),
        np.array([draw(st.sampled_from((0, 0, -1))) for _ in range(count)]),
        np.array(low, np.float64),
        np.array(high, np.float64),
        -np.array(draw(st.lists(st.integers(0, 50), min_size=SIZE, max_size=SIZE))),
    )


def choices(sheet: Sheet) -> dict[tuple[int, ...], int]:
    """What each choice costs that keeps all rows."""
    found = {}
    for size in range(SIZE + 1):
        for taken in combinations(range(SIZE), size):
            sums = sheet.rows[:, list(taken)].sum(axis=1) + sheet.each * size
            if ((sums >= sheet.low) & (sums <= sheet.high)).all():
                found[taken] = int(sheet.costs[list(taken)].sum())
    return found


@given(sheets())
@settings(max_examples=100, deadline=None)
def test_prices_and_choices(sheet: Sheet) -> None:
    """No choice is cheaper than the bound, nor, with a column, than the bound and its price."""
    every = choices(sheet)
    prices = sheet.priced(Patience(3_600))
    found = sheet.cheapest(np.arange(SIZE), Patience(3_600))
    some = sheet.any_choice(Patience(3_600))

    assert found.cost == min(every.values(), default=inf)
    assert (some.chosen is None) == (not every)
    if some.chosen is not None:
        assert every[tuple(some.chosen.tolist())] == some.cost
    for taken, cost in every.items():
        least = prices.least + sum(max(0.0, float(prices.prices[one])) for one in taken)
        assert cost >= least - 1e-6


def test_columns_that_join_later() -> None:
    """Whoever a row needs is priced, however many others are cheaper."""
    count = 2_500
    rows = csr_array(np.eye(1, count, k=count - 1, dtype=np.int64))
    one, none = np.ones(1), np.zeros(1, np.int64)
    sheet = Sheet(rows, none, one, one, -np.arange(count, 0, -1))
    prices = sheet.priced(Patience(3_600))
    assert prices.shares[-1] == 1
    assert prices.least == sheet.costs.sum()


def test_more_rows() -> None:
    """A row that is added holds from then on."""
    sheet = Sheet(
        csr_array(np.ones((1, 3), np.int64)),
        np.zeros(1, np.int64),
        np.array([-inf]),
        np.array([2.0]),
        np.array([-3, -2, -1]),
    )
    sheet.add(csr_array(np.array([[1, 1, 0]])), np.array([1]))
    found = sheet.cheapest(np.arange(3), Patience(3_600))
    assert found.chosen is not None
    assert (found.chosen.tolist(), found.cost) == ([0, 2], -4)
