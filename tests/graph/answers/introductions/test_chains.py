"""The strongest chains, held against looking at all of them."""

from itertools import islice, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.answers.introductions.chains import Chain, chains
from graph.answers.introductions.lower_bounds import Search
from graph.measures.tie_strength import Bonds, Hops, joined

Edges = dict[tuple[int, int], float]
#: The ids of nodes, in their order.
IDS = "abcdefgh"


def hops_of(size: int, edges: Edges) -> Hops:
    """Hops with one bond to a pair, of the strength given."""
    rows = [(near, far, strength) for (near, far), strength in edges.items()]
    rows = sorted([*rows, *((far, near, strength) for near, far, strength in rows)])
    columns = np.array(rows, float).reshape(-1, 3)
    nothing = np.zeros(len(rows), np.int64)
    bonds = Bonds(
        near=columns[:, 0].astype(np.int64),
        far=columns[:, 1].astype(np.int64),
        strength=columns[:, 2],
        voice=nothing,
        tie=np.arange(len(rows)),
        other=nothing - 1,
    )
    return joined(bonds, size)


def every_chain(search: Search) -> list[Chain]:
    """All chains that a search may find, by walking everywhere."""
    hops, found = search.hops, []
    stack: list[tuple[tuple[int, ...], float]] = [((start,), 0.0) for start in search.starts]
    while stack:
        nodes, cost = stack.pop()
        if nodes[-1] in search.ends:
            if not search.through or search.through & set(nodes[1:-1]):
                found.append(Chain(nodes=nodes, cost=cost))
            continue
        if len(nodes) > search.most:
            continue
        for row in range(int(hops.bounds[nodes[-1]]), int(hops.bounds[nodes[-1] + 1])):
            far = int(hops.far[row])
            if far in nodes or far in search.avoid or far in search.starts:
                continue
            toll = (search.toll or {}).get(far, 0.0) if far not in search.ends else 0.0
            stack.append(((*nodes, far), cost + float(hops.cost[row]) + toll))
    return sorted(found, key=lambda chain: chain.cost)


DIAMOND: Edges = {(0, 1): 0.9, (1, 3): 0.9, (0, 2): 0.8, (2, 3): 0.8, (0, 3): 0.5}


def diamond(**limits: object) -> Search:
    """From 0 to 3: by way of 1, by way of 2, or straight."""
    values = {"most": 4, **limits}
    return Search(ids=IDS, hops=hops_of(4, DIAMOND), starts=[0], ends=[3], **values)  # type: ignore[arg-type]


def test_strongest_first() -> None:
    """Two strong hops are worth more than a weak one: .81, then .64, then .5."""
    found = list(chains(diamond()))

    assert [chain.nodes for chain in found] == [(0, 1, 3), (0, 2, 3), (0, 3)]
    assert [np.exp(-chain.cost) for chain in found] == pytest.approx([0.81, 0.64, 0.5])


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        pytest.param(diamond(most=1), [(0, 3)], id="one hop"),
        pytest.param(diamond(avoid=frozenset({1})), [(0, 2, 3), (0, 3)], id="avoid"),
        pytest.param(diamond(through=frozenset({2})), [(0, 2, 3)], id="through"),
        pytest.param(diamond(toll={1: 1.0}), [(0, 2, 3), (0, 3), (0, 1, 3)], id="toll"),
        pytest.param(
            diamond(toll={3: 1.0}), [(0, 1, 3), (0, 2, 3), (0, 3)], id="no toll on an end"
        ),
    ],
)
def test_limits(search: Search, expected: list[tuple[int, ...]]) -> None:
    """What is asked for is kept to."""
    assert [chain.nodes for chain in chains(search)] == expected


def test_equal_chains() -> None:
    """Chains of the same strength come by their nodes, whichever way their costs add up."""
    ways = {
        (0, 5, 6, 7): (0.6, 0.7, 0.9),
        (0, 1, 2, 7): (0.9, 0.6, 0.7),
        (0, 3, 4, 7): (0.7, 0.9, 0.6),
    }
    edges: Edges = {
        pair: each
        for way, strengths in ways.items()
        for pair, each in zip(pairwise(way), strengths, strict=True)
    }
    search = Search(ids=IDS, hops=hops_of(8, edges), starts=[0], ends=[7], most=3)

    assert [chain.nodes for chain in chains(search)] == sorted(ways)


def test_between_groups() -> None:
    """A chain goes from any of ours to any of theirs, and through none of them."""
    search = Search(ids=IDS, hops=hops_of(4, DIAMOND), starts=[0, 1], ends=[2, 3], most=4)

    assert [chain.nodes for chain in chains(search)] == [(1, 3), (0, 2), (0, 3)]


def test_nothing_joins() -> None:
    """Where nothing joins two nodes there is no chain."""
    hops = hops_of(4, {(0, 1): 0.9, (2, 3): 0.9})

    assert list(chains(Search(ids=IDS, hops=hops, starts=[0], ends=[3], most=6))) == []


@st.composite
def searches(draw: st.DrawFn) -> Search:
    """Searches in small networks, with tolls, people to avoid and to pass."""
    size = draw(st.integers(3, 7))
    pairs = [(near, far) for near in range(size) for far in range(near + 1, size)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, min_size=1, max_size=12))
    strength = st.sampled_from([0.3, 0.5, 0.62, 0.71, 0.83, 0.97])
    others = st.frozensets(st.integers(1, size - 2), max_size=2)
    return Search(
        ids=IDS,
        hops=hops_of(size, {pair: draw(strength) for pair in chosen}),
        starts=[0],
        ends=[size - 1],
        most=draw(st.integers(1, 5)),
        avoid=draw(others),
        through=draw(others),
        toll=draw(st.dictionaries(st.integers(1, size - 1), st.floats(0, 2), max_size=3)),
    )


def test_equal_ones_by_id() -> None:
    """Of chains that are as strong, that of the earlier ids comes first, whatever their numbers."""
    same = {(0, 1): 0.5, (0, 2): 0.5, (1, 3): 0.5, (2, 3): 0.5}
    search = Search(ids="azbc", hops=hops_of(4, same), starts=[0], ends=[3], most=2)

    assert [chain.nodes for chain in chains(search)] == [(0, 2, 3), (0, 1, 3)]


@settings(max_examples=200)
@given(searches())
def test_all_of_them(search: Search) -> None:
    """Every chain there is comes once, none visits anybody twice, and the cheapest come first."""
    found, expected = list(chains(search)), every_chain(search)

    assert [chain.cost for chain in found] == pytest.approx([chain.cost for chain in expected])
    assert {chain.nodes for chain in found} == {chain.nodes for chain in expected}
    assert all(len(set(chain.nodes)) == len(chain.nodes) for chain in found)
    assert all(one.cost <= other.cost + 1e-9 for one, other in pairwise(found))


@given(searches(), st.integers(1, 3))
def test_only_the_first(search: Search, first: int) -> None:
    """The first few are the same whether or not more are asked for."""
    assert list(islice(chains(search), first)) == list(chains(search))[:first]
