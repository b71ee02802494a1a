"""Camps are who stands closer to one another than to the rest."""

import networkx as nx
import numpy as np
import pytest

from tests.visualise.pictures import dot, line, picture, two_camps
from visualise.maps.camps import camps, modularity, with_camps

PAIRS = [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)]
IDS = [f"id-{at}" for at in range(6)]


def found(
    pairs: list[tuple[int, int]], ids: list[str], earlier: dict[str, int] | None = None
) -> list[int | None]:
    """The camps of a network whose ties all weigh the same."""
    ends = np.array(pairs, int).reshape(-1, 2)
    return camps(ids, ends, np.ones(len(ends)), earlier)


def test_two_triangles() -> None:
    """Two triangles with one tie between are two camps."""
    assert found(PAIRS, IDS) == [0, 0, 0, 1, 1, 1]


def test_camps_are_counted_by_their_smallest_id() -> None:
    """The camp that holds the smallest id is the first, wherever it stands in the list."""
    assert found(PAIRS, ["z", "y", "x", "c", "b", "a"]) == [1, 1, 1, 0, 0, 0]


def test_without_a_tie_there_is_no_camp() -> None:
    """Who is tied to nobody is in no camp; a network without ties has none at all."""
    assert found(PAIRS, [*IDS, "alone"])[6] is None
    assert found([], IDS) == [None] * 6
    assert found([], []) == []


def test_the_karate_club() -> None:
    """The club falls into four camps, as good as networkx's Louvain finds (0.41 and more)."""
    club = nx.karate_club_graph()
    ends = np.array(club.edges())
    of = found([(a, b) for a, b in club.edges()], [f"m{at:02d}" for at in club])
    assert set(of) == {0, 1, 2, 3}
    assert modularity(ends, np.ones(len(ends)), of) > 0.41


def test_modularity_by_hand() -> None:
    """Six of seven ties inside and halves of equal weight: 6/7 - 1/2."""
    ends = np.array(PAIRS)
    assert modularity(ends, np.ones(7), [0, 0, 0, 1, 1, 1]) == pytest.approx(6 / 7 - 1 / 2)
    assert modularity(ends[:0], np.ones(0), [None] * 6) == 0.0


def test_the_same_every_time() -> None:
    """Ten runs, one answer."""
    club = nx.karate_club_graph()
    runs = {tuple(found(list(club.edges()), [f"m{at:02d}" for at in club])) for _ in range(10)}
    assert len(runs) == 1


def test_earlier_camps_stay() -> None:
    """Camps of an earlier map that are about as good are kept, numbers and all."""
    assert found(PAIRS, IDS, dict(zip(IDS, [5, 5, 5, 2, 2, 2], strict=True))) == [5, 5, 5, 2, 2, 2]


def test_earlier_camps_go_when_ties_say_otherwise() -> None:
    """Camps that no longer explain the ties give way."""
    assert found(PAIRS, IDS, dict(zip(IDS, [0, 1, 0, 1, 0, 1], strict=True))) == [0, 0, 0, 1, 1, 1]


def test_newcomers_join_their_neighbours() -> None:
    """Who was not there joins the camp that most of those tied to it are in."""
    pairs = [*PAIRS, (6, 3), (6, 4), (6, 2)]
    earlier = dict(zip(IDS, [0, 0, 0, 1, 1, 1], strict=True))
    assert found(pairs, [*IDS, "new"], earlier)[6] == 1


def test_unknown_parts_are_camps_of_their_own() -> None:
    """A part of the network that no earlier map had is a new camp."""
    pairs = [*PAIRS, (6, 7)]
    earlier = dict(zip(IDS, [0, 0, 0, 1, 1, 1], strict=True))
    of = found(pairs, [*IDS, "new", "newer"], earlier)
    assert of[:6] == [0, 0, 0, 1, 1, 1]
    assert of[6] == of[7] not in {0, 1}


def test_a_picture_gets_its_camps() -> None:
    """Every dot of a picture is told its camp; nothing else about it changes."""
    before = two_camps(extra=(dot(10),))
    after = with_camps(before)
    assert [one.camp for one in after.dots] == [0] * 5 + [1] * 5 + [None]
    assert [one.name for one in after.dots] == [one.name for one in before.dots]


def test_opponents_are_not_joined() -> None:
    """A tie that opposes brings nobody into a camp."""
    shown = picture((dot(0), dot(1)), (line(0, 1, kind="opposes"),))
    assert [one.camp for one in with_camps(shown).dots] == [None, None]
