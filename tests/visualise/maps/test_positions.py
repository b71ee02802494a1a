"""Every dot has its place: apart from all others, the same every time, about where it was."""

from dataclasses import replace

import networkx as nx
import numpy as np
import pytest

from benchmarks.invented import invented
from visualise.maps.camps import camps
from visualise.maps.ground import Ground, Layout
from visualise.maps.positions import TALL, WIDE, layouts


def ground(pairs: np.ndarray, count: int) -> Ground:
    """What is placed when dots have these ties and nothing else to say."""
    ids = [f"id-{at:05d}" for at in range(count)]
    ties = np.bincount(pairs.ravel(), minlength=count)
    radii = (22 + 30 * np.sqrt(ties / max(ties.max(initial=0), 1))) * max(count, 1) ** -0.3
    of = camps(ids, pairs, np.ones(len(pairs)))
    return Ground(ids=ids, ends=pairs, camps=of, radii=radii)


def invented_ground(count: int) -> Ground:
    """An invented network of *count* stakeholders to be placed."""
    return ground(np.array([(one.start, one.end) for one in invented(count).lines]), count)


def without(before: Ground, ties: int, seed: int) -> Ground:
    """The same ground with so many ties fewer."""
    kept = np.ones(len(before.ends), bool)
    kept[np.random.default_rng(seed).choice(len(kept), ties, replace=False)] = False
    return replace(before, ends=before.ends[kept])


def places_by_id(before: Ground, layout: Layout) -> dict[str, tuple[float, float]]:
    """What is kept of a map for the next one."""
    return {name: (x, y) for name, (x, y) in zip(before.ids, layout.places, strict=True)}


NETWORKS = {
    "karate": lambda: ground(np.array(nx.karate_club_graph().edges()), 34),
    "women": lambda: ground(
        np.array(nx.convert_node_labels_to_integers(nx.davis_southern_women_graph()).edges()),
        32,
    ),
    "300": lambda: invented_ground(300),
    "1000": lambda: invented_ground(1000),
}


@pytest.fixture(scope="module", params=NETWORKS)
def placed(request: pytest.FixtureRequest) -> tuple[Ground, tuple[Layout, ...]]:
    """A network and its layouts."""
    found = NETWORKS[request.param]()
    return found, layouts(found)


def test_no_dot_covers_another(placed: tuple[Ground, tuple[Layout, ...]]) -> None:
    """No two dots touch, on a wide screen or a tall one."""
    network, found = placed
    for layout in found:
        delta = np.linalg.norm(layout.places[:, None] - layout.places, axis=2)
        delta += np.diag([np.inf] * len(delta))
        assert (delta > network.radii[:, None] + network.radii).all()


def test_dots_stand_in_their_own_disc(placed: tuple[Ground, tuple[Layout, ...]]) -> None:
    """A dot is within a disc of its camp and of no other, or in no disc at all."""
    network, found = placed
    for layout in found:
        homes = [
            {disc.camp for disc in layout.discs if np.hypot(x - disc.x, y - disc.y) < disc.radius}
            for x, y in layout.places
        ]
        assert all(home <= {camp} for home, camp in zip(homes, network.camps, strict=True))
        assert sum(map(len, homes)) > 0.9 * len(homes)


def test_everything_is_on_the_screen(placed: tuple[Ground, tuple[Layout, ...]]) -> None:
    """Both layouts fill the screens they are for, and nothing stands beyond."""
    found = placed[1]
    for layout, (width, height) in zip(found, (WIDE, TALL), strict=True):
        assert (layout.places >= 0).all()
        assert (layout.places <= [width + 1, height + 8]).all()
        assert np.ptp(layout.places[:, 0]) > 0.6 * width


def test_the_same_every_time(placed: tuple[Ground, tuple[Layout, ...]]) -> None:
    """Laid out again, no dot moves by a tenth of a pixel."""
    network, found = placed
    for one, other in zip(found, layouts(network), strict=True):
        assert np.abs(one.places - other.places).max() < 0.1


@pytest.mark.parametrize("count", [300, 3000])
@pytest.mark.parametrize("share", [pytest.param(0.0, id="a tie"), pytest.param(0.01, id="1%")])
def test_an_earlier_map_is_kept(count: int, share: float) -> None:
    """Without one tie, or one in a hundred, dots stay within a few pixels of where they were."""
    before = invented_ground(count)
    first = layouts(before, (WIDE,))[0]
    fewer = without(before, max(1, round(share * len(before.ends))), seed=5)
    after = layouts(fewer, (WIDE,), earlier=places_by_id(before, first))[0]
    moved = np.linalg.norm(after.places - first.places, axis=1)
    assert np.median(moved) < 8
    assert np.quantile(moved, 0.9) < 20


def test_a_tie_less_does_not_turn_the_map() -> None:
    """Even with no earlier map at hand, a tie less leaves most maps as they are."""
    before = invented_ground(300)
    first = layouts(before, (WIDE,))[0].places
    moved = [
        np.median(
            np.linalg.norm(layouts(without(before, 1, seed), (WIDE,))[0].places - first, axis=1)
        )
        for seed in range(9)
    ]
    assert np.median(moved) < 10


def test_newcomers_leave_the_others_where_they_were() -> None:
    """A dot that joins a camp finds room; those that were there stay about."""
    before = NETWORKS["karate"]()
    first = layouts(before, (WIDE,))[0]
    joined = ground(np.concatenate([before.ends, [[34, 0], [34, 1]]]), 35)
    joined = replace(joined, camps=[*before.camps, before.camps[0]])
    after = layouts(joined, (WIDE,), earlier=places_by_id(before, first))[0]
    assert np.median(np.linalg.norm(after.places[:34] - first.places, axis=1)) < 40


def test_a_new_part_finds_room() -> None:
    """A part of the network that the earlier map did not have gets discs beside the others."""
    club = NETWORKS["karate"]()
    first = layouts(club, (WIDE,))[0]
    twice = ground(np.concatenate([club.ends, club.ends + 34]), 68)
    after = layouts(twice, (WIDE,), earlier=places_by_id(club, first))[0]
    homes = {(camp, at < 34) for at, camp in enumerate(twice.camps)}
    assert len(after.discs) == len(homes)
    delta = np.linalg.norm(after.places[:, None] - after.places, axis=2)
    assert (delta + np.diag([np.inf] * 68) > twice.radii[:, None] + twice.radii).all()


@pytest.mark.parametrize(
    ("pairs", "count", "discs", "captions"),
    [
        pytest.param([], 0, 0, {}, id="nothing"),
        pytest.param([], 1, 0, {"Without a known tie": 1}, id="one"),
        pytest.param([], 40, 0, {"Without a known tie": 40}, id="forty alone"),
        pytest.param([(0, 1)], 2, 0, {"Small groups": 2}, id="a pair"),
        pytest.param([(0, 1), (1, 2)], 3, 1, {}, id="three in a row"),
        pytest.param(
            [(0, 1), (1, 2), (3, 4)],
            6,
            1,
            {"Small groups": 2, "Without a known tie": 1},
            id="some of all",
        ),
    ],
)
def test_small_networks(
    pairs: list[tuple[int, int]], count: int, discs: int, captions: dict[str, int]
) -> None:
    """Networks of next to nothing have a layout too, and say what stands in no disc."""
    found = layouts(ground(np.array(pairs, int).reshape(-1, 2), count))[0]
    assert len(found.discs) == discs
    assert {one.words: one.count for one in found.captions} == captions
    assert np.isfinite(found.places).all()
    assert len(np.unique(found.places.round(1), axis=0)) == count


def test_camps_may_be_missing() -> None:
    """Dots whose camps nobody knows share one disc."""
    club = NETWORKS["karate"]()
    found = layouts(replace(club, camps=[None] * 34))[0]
    assert [disc.camp for disc in found.discs] == [-1]
