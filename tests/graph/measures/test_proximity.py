"""How near candidates are to who asks, worked out by hand and once more the slow way."""

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.measures.collaboration import fabric, ones_of
from graph.measures.proximity import nearness
from graph.views.view import View
from tests.networks import entity, shared, tie, view_of

FEW = shared("theme:mediation", "theme:youth", "country:ML")
MEASURES = ("shared", "beyond", "like_yours", "like_you", "peers", "in_common", "already")


def network(pairs: str, known: str = "", kinds: str = "") -> View:
    """
    Bodies of one letter each: `ab` joins a and b, `am` in *known* says a works on mediation.

    Bodies are of one kind, but for those in *kinds*.
    """
    bodies = sorted({*pairs.replace(" ", ""), *(word[0] for word in known.split()), *kinds})
    values = {"m": "theme:mediation", "y": "theme:youth", "M": "country:ML"}
    return view_of(
        *FEW,
        *(entity(f"a/{b}", "media" if b in kinds else "civil_society") for b in bodies),
        *(tie(f"a/{word[0]}", "partners_with", f"a/{word[1]}") for word in pairs.split()),
        *(
            tie(
                f"a/{word[0]}",
                "active_in" if word[1] == "M" else "works_on",
                values[word[1]],
            )
            for word in known.split()
        ),
    )


def near(view: View, asker: str) -> dict[str, dict[str, float]]:
    """Every measure of everybody, by key."""
    found = nearness(view, view.node(f"a/{asker}"), slice(None))
    return {
        view.ids[node][2:]: {name: float(getattr(found, name)[node]) for name in MEASURES}
        for node in np.flatnonzero(view.acting).tolist()
    }


def test_shared() -> None:
    """
    Partners in common count the more, the fewer others they have.

    a's partners are k (of 2) and h (of 3): 1/2 + 1/3 is the whole. b shares k, c shares h.
    """
    found = near(network("ak ah kb hc hd"), "a")

    assert found["b"]["shared"] == pytest.approx(3 / 5)
    assert found["c"]["shared"] == found["d"]["shared"] == pytest.approx(2 / 5)
    assert found["k"]["shared"] == 0


def test_beyond() -> None:
    """
    Partners of partners: half of l's partners are the asker's, all of m's but one of three.

    l has k and b: 1/2. m has k, h and c: 2/3. So b has 1/2 / (1/2 + 1), c 2/3 / (2/3 + 1).
    """
    found = near(network("ak ah kl lb km hm mc"), "a")

    assert found["b"]["beyond"] == pytest.approx(1 / 3)
    assert found["c"]["beyond"] == pytest.approx(2 / 5)


def test_like_yours() -> None:
    """
    What the asker's partners have: mediation both, Mali one; b has mediation, c nothing.

    Of 5 bodies k, h and b have mediation, k is in Mali, and a, k and h are of one kind.
    """
    view = network("ak ah bc", known="km hm kM bm", kinds="bc")
    rare = {"m": log(6 / 3), "M": log(6 / 1), "kind": log(6 / 3)}
    whole = (2 * rare["m"] + rare["M"] + 2 * rare["kind"]) / 2

    assert near(view, "a")["b"]["like_yours"] == pytest.approx(2 * rare["m"] / 4 / whole)
    assert near(view, "a")["c"]["like_yours"] == 0


def test_like_you() -> None:
    """Two of b's partners work on mediation as a does, one is of its kind: the mean of both."""
    found = near(network("bk bh cx", known="am km hm", kinds="akx"), "a")

    assert found["b"]["like_you"] == pytest.approx((2 / 4 + 1 / 3) / 2)
    assert found["b"]["peers"] == pytest.approx(1.5 / 9.5)
    assert found["c"]["like_you"] == pytest.approx((0 / 2 + 1 / 3) / 2)


def test_in_common() -> None:
    """Of what a has, b has mediation, which both have, not the kind, which a alone has."""
    view = network("", known="am bm", kinds="b")
    rare = {"m": log(3 / 2), "kind": log(3 / 1)}

    assert near(view, "a")["b"]["in_common"] == pytest.approx(rare["m"] / sum(rare.values()))


def test_alone() -> None:
    """Without partners, closeness is what both have in common, and who is like the asker."""
    found = near(network("bc", known="am cm"), "a")

    assert {name for name, value in found["b"].items() if value} == {
        "like_you",
        "peers",
        "in_common",
    }
    assert found["b"]["already"] == 0


def test_only_partner() -> None:
    """The asker's only partner has nobody to share with it, and is none of its own circle."""
    found = near(network("ab"), "a")

    assert found["b"] == dict.fromkeys(MEASURES, 0) | {"in_common": 1, "already": 1}


def test_rows() -> None:
    """Some candidates are measured as they are among all."""
    view = network("ak ah kl lb km hm mc ab", known="am km bM")
    some = np.array([view.node("a/c"), view.node("a/b")])
    whole, few = nearness(view, 3, slice(None)), nearness(view, 3, some)

    for name in MEASURES:
        assert getattr(few, name) == pytest.approx(getattr(whole, name)[some])


def slowly(view: View, asker: int, node: int) -> dict[str, float]:
    """The same measures by their definitions, on sets, with the tie to the asker taken out."""
    woven = fabric(view)
    of = [set(ones_of(woven.partners, each).tolist()) for each in range(len(view))]
    has = [set(ones_of(woven.values, each).tolist()) for each in range(len(view))]
    ours, theirs, mine = of[asker] - {node}, of[node] - {asker}, has[asker]

    def weight(nodes: set[int]) -> float:
        return sum(1 / len(of[each]) for each in nodes)

    def rarity(values: set[int]) -> float:
        return float(sum(woven.rarity[value] for value in values))

    circle = sum(len(of[each] & ours) / len(of[each]) for each in theirs)
    counts = [len({each for each in theirs if value in has[each]}) for value in mine]
    peers = sum(counts) / len(mine)
    alike = sum(rarity(has[each] & has[node]) for each in ours) / (len(ours) + 2)
    usual = part(sum(rarity(has[each]) for each in ours), len(ours))
    return {
        "shared": part(weight(ours & theirs), weight(ours)),
        "beyond": circle / (circle + 1),
        "like_yours": min(1.0, part(alike, usual)),
        "like_you": sum(count / (count + 2) for count in counts) / len(counts),
        "peers": peers / (peers + 8),
        "in_common": part(rarity(has[node] & mine), rarity(mine)),
        "already": float(node in of[asker]),
    }


def part(some: float, whole: float) -> float:
    """*some* of *whole*; nothing of nothing."""
    return some / whole if whole else 0.0


@st.composite
def networks(draw: st.DrawFn) -> View:
    """Any network of up to seven bodies."""
    names = "abcdefg"[: draw(st.integers(2, 7))]
    twos = [one + other for one in names for other in names if one < other]
    pairs = draw(st.lists(st.sampled_from(twos), unique=True))
    known = draw(st.lists(st.sampled_from([n + v for n in names for v in "myM"]), unique=True))
    kinds = draw(st.sets(st.sampled_from(names)))
    return network(" ".join(pairs), " ".join(known), "".join(sorted(kinds | {"a", "b"})))


@given(networks())
def test_definitions(view: View) -> None:
    """The matrices give what the definitions say, of partners and of others."""
    for name, found in near(view, "a").items():
        if name != "a":
            plain = slowly(view, view.node("a/a"), view.node(f"a/{name}"))
            assert found == pytest.approx(plain, abs=1e-9)
            assert all(0 <= value <= 1 for value in found.values())
