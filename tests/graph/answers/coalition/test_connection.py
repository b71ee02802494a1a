"""Members that hang together, on a path, a star and a ring."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from graph.answers.coalition.connection import Connection, Cut, cut_rows
from graph.views.claims import Numbers
from tests.coalitions import asked, chosen, contradicting, ranked
from tests.networks import tie


def joined(size: int, *pairs: tuple[int, int], root: int | None = None) -> Connection:
    """So many candidates, of whom *pairs* are joined."""
    matrix = np.zeros((size, size), np.int8)
    for one, other in pairs:
        matrix[one, other] = matrix[other, one] = 1
    return Connection(joined=csr_array(matrix), root=root)


PATH = joined(5, (0, 1), (1, 2), (2, 3), (3, 4))


@pytest.mark.parametrize(
    ("chosen", "parts"),
    [
        pytest.param([1, 2, 3], [[1, 2, 3]], id="whole"),
        pytest.param([0, 3, 4], [[3, 4], [0]], id="the largest first"),
        pytest.param([0, 2], [[0], [2]], id="as large, the earlier first"),
        pytest.param([], [], id="nobody"),
    ],
)
def test_parts(chosen: list[int], parts: list[list[int]]) -> None:
    """A coalition falls into the parts that ties among its members leave."""
    found = PATH.parts(np.array(chosen, np.int64))
    assert [part.tolist() for part in found] == parts


def test_root() -> None:
    """The convenor sits at the table without being chosen, and its part comes first."""
    rooted = joined(5, (0, 1), (2, 3), (0, 4), root=4)
    assert [part.tolist() for part in rooted.parts(np.array([0, 2, 3]))] == [[0, 4], [2, 3]]
    assert rooted.beside_root(np.array([0, 1, 2])).tolist() == [1, 0, 0]


def test_cuts() -> None:
    """Of two parts who are both there one needs somebody between them, near to either."""
    cuts = [(cut.these, cut.those.tolist()) for cut in PATH.cuts(np.array([0, 3]))]
    assert cuts == [((3, 0), [2]), ((3, 0), [1])]


def test_cuts_of_small_parts() -> None:
    """In a part too small to be a coalition everybody needs somebody next to it."""
    cuts = [(cut.these, cut.those.tolist()) for cut in PATH.cuts(np.array([0, 3, 4]), least=3)]
    assert cuts == [((3,), [2]), ((4,), [2]), ((0,), [1])]


@pytest.mark.parametrize("chosen", [[], [1, 2]])
def test_no_cuts(chosen: list[int]) -> None:
    """What hangs together is not cut."""
    assert list(PATH.cuts(np.array(chosen, np.int64))) == []


def test_cut_rows() -> None:
    """A row holds who is there all at once to those between; the convenor is always there."""
    rows, most = cut_rows([Cut(these=(0, 1), those=np.array([2, 3]))], 3)
    assert (rows.toarray().tolist(), most.tolist()) == ([[1, 1, -1]], [1])


@given(
    st.frozensets(st.sampled_from([(a, b) for a in range(6) for b in range(a)]), max_size=9),
    st.frozensets(st.integers(0, 5), min_size=1),
    st.integers(1, 4),
)
@settings(max_examples=200, deadline=None)
def test_cuts_hold_for_all_that_hang_together(
    pairs: frozenset[tuple[int, int]], some: frozenset[int], least: int
) -> None:
    """No cut forbids a coalition that is large enough and hangs together."""
    ties = joined(6, *pairs)
    fallen = np.array(sorted(some))
    cuts = list(ties.cuts(fallen, least))
    for number in range(1, 64):
        taken = np.array([one for one in range(6) if number >> one & 1])
        if len(taken) >= least and len(ties.parts(taken)) == 1:
            assert not any(broken(cut, taken) for cut in cuts)
    if len(fallen) >= least and len(ties.parts(fallen)) > 1:
        assert any(broken(cut, fallen) for cut in cuts)


@given(
    st.frozensets(st.sampled_from([(a, b) for a in range(6) for b in range(a)]), max_size=9),
    st.lists(st.sampled_from((0.0, 0.3, 0.5, 1.0)), min_size=6, max_size=6),
    st.booleans(),
    st.integers(1, 4),
)
@settings(max_examples=200, deadline=None)
def test_shared_cuts_hold_for_all_that_hang_together(
    pairs: frozenset[tuple[int, int]],
    shares: list[float],
    rooted: bool,  # noqa: FBT001 - drawn
    least: int,
) -> None:
    """No cut of shared seats forbids a coalition that is large enough and hangs together."""
    ties = joined(6, *pairs, root=5 if rooted else None)
    cuts = list(ties.shared_cuts(np.array(shares[: 5 + (not rooted)]), least))
    for number in range(1, 32 if rooted else 64):
        taken = np.array([one for one in range(6) if number >> one & 1])
        if len(taken) >= least and len(ties.parts(taken)) == 1:
            table = np.append(taken, 5) if rooted else taken
            assert not any(broken(cut, table) for cut in cuts)


def test_shares_that_run_thin() -> None:
    """Who holds more than can run from the root is cut off from it where it is narrowest."""
    ties = joined(5, (4, 0), (0, 1), (1, 2), (2, 3), (1, 3), root=4)
    cuts = list(ties.shared_cuts(np.array([0.5, 1.0, 0.5, 0.5]), 1))
    assert [(cut.these, cut.those.tolist()) for cut in cuts] == [((1,), [0])]


def broken(cut: Cut, taken: Numbers) -> bool:
    """Whether those *taken* break a cut."""
    held = np.isin(cut.these, taken).all()
    return bool(held and not np.isin(cut.those, taken).any())


#: e - d - f - a in a row; b and c know nobody.
ROW = [
    *ranked("abcdef"),
    tie("l/e", "partners_with", "l/d"),
    tie("l/d", "partners_with", "l/f"),
    tie("l/f", "partners_with", "l/a"),
]


@pytest.mark.parametrize(
    ("values", "members"),
    [
        pytest.param({"at_most": 3}, "adf", id="a chain"),
        pytest.param({"at_most": 4}, "adef", id="all who are joined"),
        pytest.param({"at_most": 9}, "adef", id="no more than hang together"),
        pytest.param({"at_most": 1}, "a", id="one alone hangs together"),
        pytest.param({"at_most": 3, "exclude": ("l/f",)}, "de", id="a gap"),
    ],
)
def test_joined_among_themselves(values: dict[str, object], members: str) -> None:
    """Every two members are joined by ties that run through members only."""
    assert chosen(*ROW, joined="among themselves", **values) == members


@pytest.mark.parametrize(
    ("convenor", "at_most", "members"),
    [
        pytest.param("l/d", 2, "af", id="both ways through a member"),
        pytest.param("l/d", 3, "aef", id="each side by itself"),
        pytest.param("l/e", 2, "df", id="one behind the other"),
        pytest.param("l/a", 1, "f", id="the neighbour"),
    ],
)
def test_joined_with_the_convenor(convenor: str, at_most: int, members: str) -> None:
    """The convenor, who takes no seat, joins members to one another."""
    found = chosen(*ROW, joined="with the convenor", convenor=convenor, at_most=at_most)
    assert found == members


def test_what_falls_apart_without_a_member() -> None:
    """It is told into how many parts the others would fall."""
    found = asked(*ROW, joined="among themselves", at_most=3)
    breaks = {each.id[-1]: [one.words for one in each.breaks] for each in found.members}
    assert breaks == {
        "a": [],
        "d": [],
        "f": ["joined by ties among themselves: without it the others fall into 2 parts"],
    }


def test_nobody_to_join() -> None:
    """Those who know nobody cannot both be members."""
    named = contradicting(*ROW, joined="among themselves", include=("l/b", "l/c"), at_most=6)
    assert named == ["b is a member", "c is a member", "joined by ties among themselves"]


def test_stand_ins_hang_together() -> None:
    """Who takes a seat keeps the table together."""
    found = asked(*ROW, joined="among themselves", at_most=3)
    others = {each.id[-1]: each.stand_in and each.stand_in.id for each in found.members}
    assert others == {"a": "l/e", "d": None, "f": None}
