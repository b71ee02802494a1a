"""The fewest who hold two groups together, against every set that could."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.answers.bridges import vertex_cut as parting
from graph.answers.bridges.vertex_cut import Cut, cut
from graph.measures.tie_strength import Hops, hops
from tests.networks import entity, tie, view_of

Pairs = list[tuple[int, int]]


def joined(size: int, pairs: Pairs, strength: float = 1.0) -> Hops:
    """Hops among so many nodes, each pair both ways round."""
    both = sorted({*pairs, *((far, near) for near, far in pairs)})
    near = np.array([pair[0] for pair in both], np.int64)
    counts = np.bincount(near, minlength=size)
    empty = hops(view_of(entity("list/a"))).bonds
    return Hops(
        bonds=empty,
        bounds=np.concatenate([[0], np.cumsum(counts)]),
        far=np.array([pair[1] for pair in both], np.int32),
        strength=np.full(len(both), strength),
    )


def mask(size: int, nodes: set[int]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Nodes as a column."""
    found = np.zeros(size, bool)
    found[list(nodes)] = True
    return found


def found(size: int, pairs: Pairs, left: set[int], right: set[int]) -> Cut:
    """The cut of a small network."""
    answer = cut(joined(size, pairs), mask(size, left), mask(size, right))
    assert answer is not None
    return answer


@pytest.mark.parametrize(
    ("pairs", "left", "right", "nodes", "always"),
    [
        pytest.param([(0, 2), (1, 2), (2, 3), (3, 4)], {0, 1}, {4}, (2,), set(), id="a line"),
        pytest.param(
            [(0, 2), (1, 2), (2, 3), (2, 4)], {0, 1}, {3, 4}, (2,), {2}, id="one between many"
        ),
        pytest.param([(0, 1), (1, 2), (2, 3)], {0}, {3}, (1,), set(), id="not one of their own"),
        pytest.param([(0, 1), (2, 3)], {0, 2}, {1, 3}, (0, 2), set(), id="two pairs"),
        pytest.param([], {0, 1}, {1, 2}, (1,), {1}, id="one on both sides"),
        pytest.param([(0, 1)], {0}, {2}, (), set(), id="nothing joins them"),
        pytest.param([], set(), {2}, (), set(), id="nobody on one side"),
    ],
)
def test_by_hand(
    pairs: Pairs, left: set[int], right: set[int], nodes: tuple[int, ...], always: set[int]
) -> None:
    """The cut is the smallest, of few of their own, and says who is in every one."""
    answer = found(5, pairs, left, right)

    assert answer.nodes == nodes
    assert answer.always == always


def test_weak_hops_hold_nothing() -> None:
    """What has all but faded does not join the two sides."""
    left, right = mask(3, {0}), mask(3, {2})

    assert cut(joined(3, [(0, 1), (1, 2)], 0.24), left, right) == Cut(nodes=(), always=frozenset())
    assert cut(joined(3, [(0, 1), (1, 2)], 0.25), left, right) != Cut(nodes=(), always=frozenset())


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a network of too many hops no cut is looked for."""
    monkeypatch.setattr(parting, "MOST_HOPS", 1)

    assert cut(joined(2, [(0, 1)]), mask(2, {0}), mask(2, {1})) is None


def parted(pairs: Pairs, left: set[int], right: set[int], gone: set[int]) -> bool:
    """Whether no chain joins the two sides once some are gone."""
    reached, waiting = set(left - gone), list(left - gone)
    while waiting:
        node = waiting.pop()
        for pair in pairs:
            for near, far in (pair, pair[::-1]):
                if near == node and far not in reached | gone:
                    reached.add(far)
                    waiting.append(far)
    return not reached & (right - gone)


def smallest(size: int, pairs: Pairs, left: set[int], right: set[int]) -> list[set[int]]:
    """Every set of the fewest nodes that parts the two sides, by trying all."""
    for count in range(size + 1):
        tried = (set(gone) for gone in combinations(range(size), count))
        if good := [gone for gone in tried if parted(pairs, left, right, gone)]:
            return good
    raise AssertionError


SIZE = 7
NODES = st.integers(0, SIZE - 1)
PAIRS = st.lists(st.tuples(NODES, NODES).filter(lambda pair: pair[0] != pair[1]), max_size=14)


@settings(max_examples=200)
@given(PAIRS, st.sets(NODES, max_size=4), st.sets(NODES, max_size=4))
def test_brute_force(pairs: Pairs, left: set[int], right: set[int]) -> None:
    """
    Of all sets that part the sides none is smaller, nor as small with fewer of their own.

    And `always` are those who are in each of the smallest.
    """
    answer = found(SIZE, pairs, left, right)
    every = smallest(SIZE, pairs, left, right)

    assert set(answer.nodes) in every
    own = left | right
    assert len(own & set(answer.nodes)) == min(len(own & each) for each in every)
    assert answer.always == frozenset(set.intersection(*every))


@given(PAIRS, st.sets(NODES, max_size=4), st.sets(NODES, max_size=4), st.permutations(range(SIZE)))
def test_the_order_of_nodes_changes_nothing(
    pairs: Pairs, left: set[int], right: set[int], order: list[int]
) -> None:
    """The same network with its nodes numbered otherwise has the same cut."""
    renamed = [(order[near], order[far]) for near, far in pairs]
    sides = {order[node] for node in left}, {order[node] for node in right}
    answer, other = found(SIZE, pairs, left, right), found(SIZE, renamed, *sides)

    assert {order[node] for node in answer.nodes} == set(other.nodes)
    assert {order[node] for node in answer.always} == set(other.always)


def test_of_a_view() -> None:
    """Ties of a View that stand in the way are hops; opposing ones are not."""
    view = view_of(
        *(entity(f"list/{name}") for name in "abc"),
        tie("list/a", "knows", "list/b"),
        tie("list/b", "knows", "list/c"),
        tie("list/a", "opposes", "list/c"),
    )
    a, c = view.node("list/a"), view.node("list/c")
    answer = cut(hops(view), mask(len(view), {a}), mask(len(view), {c}))

    assert answer is not None
    assert len(answer.nodes) == 1
