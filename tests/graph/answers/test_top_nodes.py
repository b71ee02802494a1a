"""The first few of many, whatever the order they were loaded in."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.answers.top_nodes import foremost
from tests.networks import entity, view_of

NAMES = "fbdace"
VIEW = view_of(*(entity(f"list/{name}") for name in NAMES))


@given(
    st.lists(st.integers(0, 2), min_size=6, max_size=6),
    st.lists(st.integers(0, 2), min_size=6, max_size=6),
    st.sets(st.integers(0, 5)),
    st.integers(1, 7),
)
def test_as_if_all_were_sorted(
    one: list[int], other: list[int], nodes: set[int], first: int
) -> None:
    """It is the same as to sort all by measures and id, and to take the first."""
    ranked = sorted(nodes, key=lambda node: (-one[node], -other[node], VIEW.ids[node]))
    found = foremost(VIEW, np.array(sorted(nodes), np.int64), first, np.array(one), np.array(other))

    assert found == ranked[:first]


def test_none_are_asked_for() -> None:
    """The first none of many are none."""
    assert foremost(VIEW, np.arange(6), 0, np.ones(6)) == []
