"""Two asks side by side, on a network of four whose tables can be worked out by hand."""

from dataclasses import replace
from itertools import chain

import pytest

from graph.answers.coalition.ask import Ask, Cover
from graph.answers.compare.compare import compare
from graph.domain.errors import NotHereError
from graph.domain.labels import Label
from graph.domain.model import Claim
from tests.networks import entity, shared, source, tie, view_of


def _of(name: str, kind: str, *themes: str) -> tuple[Claim, ...]:
    works = (tie(f"n/{name}", "works_on", f"theme:{theme}") for theme in themes)
    return (entity(f"n/{name}", kind), *works)


#: Two for mediation, one for justice, one for both; a donor who works on nothing.
NETWORK: tuple[Claim, ...] = (
    *shared(),
    source("n"),
    *chain(
        _of("ada", "womens_network", "mediation"),
        _of("bea", "civil_society", "mediation"),
        _of("cid", "civil_society", "justice"),
        _of("dot", "donor"),
    ),
)
VIEW = view_of(*NETWORK)
MEDIATORS = Ask(at_least=2, at_most=2, themes=("mediation",), alternatives=0)


def ids(changes: tuple[object, ...]) -> list[str]:
    """The keys of those who are told."""
    return [str(getattr(each, "id", "")).removeprefix("n/") for each in changes]


def test_same() -> None:
    """An ask beside itself moves nobody, and breaks nothing."""
    found = compare(VIEW, MEDIATORS, MEDIATORS)

    assert (ids(found.both), found.enters, found.leaves) == (["ada", "bea"], (), ())
    assert found.left_for_right is not None
    assert found.left_for_right.broken == ()
    assert found.left_for_right.points == found.left.points == found.right.points


def test_demand() -> None:
    """
    A demand brings in who serves it, and tells for which; who has fewest points leaves.

    This is the worked example of the docstring.
    """
    right = replace(MEDIATORS, cover=(Cover(what="kind", of=("donor",)),))
    found = compare(VIEW, MEDIATORS, right)

    assert (ids(found.both), ids(found.enters), ids(found.leaves)) == (["ada"], ["dot"], ["bea"])
    assert found.enters[0].because == ("there for: at least 1 of the kind donor",)
    assert found.leaves[0].because == ("was there for its points",)
    assert found.leaves[0].left == found.leaves[0].right


def test_exchange() -> None:
    """The table of one is held against the other: its points there, and what it would break."""
    right = replace(MEDIATORS, cover=(Cover(what="kind", of=("donor",)),))
    found = compare(VIEW, MEDIATORS, right)

    assert found.left_for_right is not None
    assert found.right_for_left is not None
    assert [met.id for met in found.left_for_right.broken] == ["cover 1"]
    assert found.left_for_right.broken[0].has == 0
    assert found.right_for_left.broken == ()
    assert found.right_for_left.points < found.left.points
    assert "would break: at least 1 of the kind donor: 0" in " ".join(found.words)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"exclude": ("n/bea",)}, "cannot keep: bea is no member", id="excluded"),
        pytest.param({"convenor": "n/bea"}, "it convenes", id="convenor"),
    ],
)
def test_ruled_out(change: dict[str, object], words: str) -> None:
    """Who breaks a demand alone leaves because of it; a convenor takes no seat."""
    found = compare(VIEW, MEDIATORS, replace(MEDIATORS, **change))  # type: ignore[arg-type]

    assert "bea" in ids(found.leaves)
    (bea,) = [each for each in found.leaves if each.id == "n/bea"]
    assert bea.because == (words,)


def test_points() -> None:
    """Everybody is told with the points of either ask: other themes, other worth."""
    found = compare(VIEW, MEDIATORS, replace(MEDIATORS, themes=("justice",)))
    (cid,) = [each for each in found.enters if each.id == "n/cid"]

    assert cid.left is not None
    assert cid.right is not None
    assert cid.left < cid.right


def test_contradiction() -> None:
    """Where one asks for what cannot be, the words say so and no table is held against it."""
    none = replace(MEDIATORS, cover=(Cover(what="kind", of=("armed_actor",)),))
    found = compare(VIEW, MEDIATORS, none)

    assert (found.left_for_right, found.right_for_left) == (None, None)
    assert ids(found.leaves) == ["ada", "bea"]
    assert "The second: there is no such coalition" in found.words[1]


def test_label() -> None:
    """The label is the highest of both answers, of whoever is told."""
    closed = (
        source("shut", Label.AMBER),
        entity("shut/eve", "donor"),
        tie("shut/eve", "works_on", "theme:mediation"),
    )
    view = view_of(*NETWORK, *closed)
    right = replace(MEDIATORS, cover=(Cover(what="kind", of=("donor",)),))

    assert compare(view, replace(MEDIATORS, exclude=()), right).label == Label.AMBER
    assert compare(VIEW, MEDIATORS, right).label == Label.CLEAR


def test_nobody() -> None:
    """Somebody who is not here is refused, in either ask."""
    with pytest.raises(NotHereError, match="n/zed"):
        compare(VIEW, MEDIATORS, replace(MEDIATORS, include=("n/zed",)))
