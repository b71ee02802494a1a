"""Who can introduce us: chains of real ties, each hop with its reasons."""

from dataclasses import replace
from random import Random

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answers.introductions.introductions import Introductions, Wish, introductions
from graph.answers.need import Need
from graph.domain.errors import NeedError, NotHereError
from graph.domain.labels import Label
from graph.domain.model import Claim, Tie
from graph.views.view import View
from tests.networks import ACQUAINTED, entity, judged, shared, source, tie, view_of

#: We know Ann's network and the forum; both know the council, only the forum knows them twice.
PEOPLE: tuple[Claim, ...] = (
    source(),
    *ACQUAINTED,
    tie("list/women", "active_in", "country:TD"),
    tie("list/us", "opposes", "list/far"),
)


def found(*more: Claim, clearance: Label = Label.RED, **wish: object) -> Introductions:
    """The introductions from us, to the council if nothing else is said."""
    values = {"near": ("list/us",), "far": ("list/council",), **wish}
    view: View = view_of(*PEOPLE, *more, clearance=clearance)
    return introductions(view, Wish(**values))  # type: ignore[arg-type]


def ways(answer: Introductions) -> list[tuple[str, ...]]:
    """Who stands between, chain by chain."""
    return [each.between for each in answer.introductions]


def test_strongest_first() -> None:
    """
    A partner's membership (0.9 x 0.8) is worth more than an acquaintance's money (0.9 x 0.7).

    This is the worked example of the docstring.
    """
    answer = found()

    assert ways(answer) == [("list/ann",), ("list/forum",)]
    assert [each.strength for each in answer.introductions] == [0.72, 0.63]


def test_reasons() -> None:
    """Every hop says in words what joins the two, with its ties and sources."""
    first, second = found().introductions[0].hops

    assert (first.near, first.far, first.strength) == ("list/us", "list/ann", 0.9)
    assert first.because[0].words == "us partners with ann"
    assert second.because[0].words == "ann member of council"
    assert second.because[0].sources == ("list",)
    assert second.because[0].ties == ("list/list/ann member_of list/council",)


def test_met_at_an_event() -> None:
    """Two who took part in the same talks can introduce, and the talks are named."""
    hop = found(far=("list/women",)).introductions[0].hops[-1]

    assert (hop.near, hop.far) == ("list/council", "list/women")
    assert hop.because[0].words == (
        "council took part in talks (since 2024); women took part in talks (since 2024)"
    )
    assert len(hop.because[0].ties) == 2


def test_voices() -> None:
    """Another tie of one source adds nothing; one of another source does, up to 0.98."""
    again = tie("list/us", "knows", "list/ann")
    other = (
        source("other"),
        entity("other/us"),
        entity("other/ann"),
        tie("other/us", "partners_with", "other/ann"),
        judged("list/us", "same", "other/us"),
        judged("list/ann", "same", "other/ann"),
    )

    assert found(again).introductions[0].hops[0].strength == 0.9
    assert found(*other).introductions[0].hops[0].strength == 0.98


def test_opposing_ties_never_introduce() -> None:
    """Whoever we are only against, nobody introduces us to; the answer says what would."""
    answer = found(far=("list/far",))

    assert answer.introductions == ()
    assert answer.instead[0] == "nothing joins the two sides"
    assert "would open a chain" in answer.instead[1]


def test_longer_than_asked() -> None:
    """Where only a longer chain is to be had, the answer says how long and through whom."""
    answer = found(far=("list/women",), most_hops=2)

    assert answer.introductions == ()
    assert answer.instead == ("the nearest chain has 3 hops: us – ann – council – women",)


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        pytest.param({"avoid": ("list/ann",)}, [("list/forum",)], id="avoid somebody"),
        pytest.param({"through": ("list/forum",)}, [("list/forum",)], id="through somebody"),
        pytest.param({"without_kinds": ("funds",)}, [("list/ann",)], id="without a kind of tie"),
        pytest.param({"without_sources": ("list",)}, [], id="without a source"),
        pytest.param({"first": 1}, [("list/ann",)], id="only the best"),
    ],
)
def test_wishes(wish: dict[str, object], expected: list[tuple[str, ...]]) -> None:
    """What is avoided, required or not counted is kept to."""
    assert ways(found(**wish)) == expected  # type: ignore[arg-type]


def test_diverse() -> None:
    """A way that shares nobody comes before a stronger one that goes through Ann again."""
    more = (
        entity("list/beth"),
        tie("list/ann", "partners_with", "list/beth"),
        tie("list/beth", "partners_with", "list/council"),
    )

    # 0.9 x 0.9 x 0.9 by way of Beth is worth more than 0.9 x 0.8 without her.
    assert ways(found(*more, diverse=False, first=2)) == [("list/ann", "list/beth"), ("list/ann",)]
    assert ways(found(*more, first=2)) == [("list/ann", "list/beth"), ("list/forum",)]


def test_to_anybody_who_fits() -> None:
    """A chain may lead to any women's network in Chad."""
    wish = Need(kinds=("womens_network",), places=("TD",))
    answer = found(*shared(), far=(), fitting=wish)

    assert [each.hops[-1].far for each in answer.introductions] == ["list/women", "list/women"]


def test_label() -> None:
    """An answer carries the highest label of the ties it goes through."""
    closed = tie("list/us", "knows", "list/council", label=Label.AMBER)

    assert found(closed).label == Label.AMBER
    assert found(closed, clearance=Label.CLEAR).label == Label.CLEAR
    assert ways(found(closed, clearance=Label.CLEAR)) == ways(found())


@pytest.mark.parametrize(
    ("closed", "expected"),
    [
        pytest.param(
            [tie("list/women", "active_in", "country:TD", label=Label.AMBER)], Label.CLEAR, id="two"
        ),
        pytest.param(
            [tie("list/talks", "works_on", "theme:mediation", label=Label.AMBER)],
            Label.AMBER,
            id="one of two",
        ),
        pytest.param([], Label.CLEAR, id="open"),
    ],
)
def test_label_of_who_fits(closed: list[Claim], expected: Label) -> None:
    """A chain to somebody who fits a need is as closed as the most open proof that they fit."""
    talks = (
        entity("list/talks", "event"),
        tie("list/women", "took_part_in", "list/talks"),
        tie("list/talks", "active_in", "country:TD"),
    )
    need = Need(kinds=("womens_network",), places=("TD",), themes=("mediation",))
    works = [] if closed and expected else [tie("list/women", "works_on", "theme:mediation")]
    answer = found(*shared(), *talks, *works, *closed, far=(), fitting=need)

    assert answer.introductions
    assert answer.label == expected


def test_label_of_the_body_itself() -> None:
    """A body that is asked for is within it, and no proof of that closes a chain to it."""
    need = Need(places=("list/council",))
    answer = found(*shared(), far=(), fitting=need)

    assert answer.introductions[0].hops[-1].far == "list/council"
    assert answer.label == Label.CLEAR


#: Somebody whom nobody of ours knows, beside somebody who knows three others.
LONE = tuple(entity(f"list/{key}") for key in ("lone", "hub", "a", "b", "c"))
KNOWN = tuple(tie("list/hub", "knows", f"list/{key}") for key in ("lone", "a", "b", "c"))


@pytest.mark.parametrize(
    ("claims", "far", "words"),
    [
        pytest.param(
            [
                entity("list/far"),
                entity("list/way", label=Label.AMBER),
                tie("list/council", "knows", "list/way"),
                tie("list/way", "knows", "list/far"),
            ],
            "list/far",
            "the nearest chain has 4 hops: us – ann – council – way – far",
            id="on a longer chain",
        ),
        pytest.param(
            [*LONE, *KNOWN[1:], replace(KNOWN[0], label=Label.AMBER)],
            "list/lone",
            "a tie between ann and hub,",
            id="tie to who would open one",
        ),
        pytest.param(
            [*LONE[:1], replace(LONE[1], label=Label.AMBER), *LONE[2:], *KNOWN],
            "list/lone",
            "a tie between ann and hub,",
            id="who would open one",
        ),
    ],
)
def test_label_of_what_is_instead(claims: list[Claim], far: str, words: str) -> None:
    """Where there is no chain, an answer is as closed as whatever it names instead."""
    answer = found(*claims, far=(far,), most_hops=2)

    assert answer.instead[-1].startswith(words)
    assert answer.label == Label.AMBER


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        pytest.param({"far": ()}, "needs somebody at each end", id="nobody to reach"),
        pytest.param({"far": ("list/us",)}, "nobody needs an introduction", id="ourselves"),
        pytest.param({"most_hops": 9}, "9 hops cannot be asked for", id="too far"),
        pytest.param({"first": 0}, "0 chains cannot be listed", id="none"),
        pytest.param({"without_kinds": ("x",)}, "'x' is no kind of tie", id="no kind"),
    ],
)
def test_senseless(wish: dict[str, object], words: str) -> None:
    """A wish that makes no sense is refused in words."""
    with pytest.raises(NeedError, match=words):
        found(**wish)  # type: ignore[arg-type]


def test_unknown() -> None:
    """An id that is not there is refused."""
    with pytest.raises(NotHereError, match="'list/x' is not in this network"):
        found(far=("list/x",))


def test_families_of_florence() -> None:
    """
    Whoever of the Pazzi is to meet the Strozzi goes through the Medici.

    Marriages among sixteen families, 1394 to 1434 (Padgett and Ansell 1993, American
    Journal of Sociology 98: 1259-1319), in which the Medici stand between most others.
    """
    marriages = nx.florentine_families_graph()
    claims: list[Claim] = [
        *(entity(f"list/{family}") for family in marriages),
        *(tie(f"list/{one}", "partners_with", f"list/{other}") for one, other in marriages.edges),
    ]
    wish = Wish(near=("list/Pazzi",), far=("list/Strozzi",), most_hops=6, first=5)
    first, *others = introductions(view_of(source(), *claims), wish).introductions

    assert first.between == ("list/Salviati", "list/Medici", "list/Ridolfi")
    assert first.strength == 0.6561
    assert others
    assert all("list/Medici" in chain.between for chain in others)


KNOTS = tuple(f"list/{key}" for key in ("us", "ann", "forum", "council", "far", "ben"))
FEW: tuple[Claim, ...] = (*shared(), source())


@st.composite
def networks(draw: st.DrawFn) -> list[Tie]:
    """A few ties among six, many of them as strong as each other, some of them closed."""
    made = {}
    for _ in range(draw(st.integers(0, 14))):
        start, end = draw(st.permutations(KNOTS))[:2]
        kind = draw(st.sampled_from(("knows", "partners_with", "funds", "opposes")))
        one = tie(start, kind, end, label=draw(st.sampled_from((None, Label.AMBER))))
        made[one.id] = one
    return list(made.values())


def told(claims: list[Claim], clearance: Label = Label.RED, **wish: object) -> tuple[object, ...]:
    """Chains between us and the far one: who is on them, how strong, by which words."""
    view = view_of(*FEW, *claims, clearance=clearance)
    asked = Wish(**{"near": ("list/us",), "far": ("list/far",), "first": 5, **wish})  # type: ignore[arg-type]
    answer = introductions(view, asked)
    hops = [
        [(hop.near, hop.far, hop.strength) for hop in each.hops] for each in answer.introductions
    ]
    return hops, answer.instead, answer.label


@pytest.mark.parametrize("diverse", [True, False], ids=["diverse", "strongest"])
@given(ties=networks(), chance=st.randoms(use_true_random=False))
def test_the_order_of_loading_changes_nothing(
    ties: list[Tie], chance: Random, *, diverse: bool
) -> None:
    """Ties and entities in another order give the same chains, equal ones in the same order."""
    bodies: list[Claim] = [entity(name) for name in KNOTS]
    mixed: list[Claim] = [*bodies, *ties]
    chance.shuffle(mixed)

    assert told(mixed, diverse=diverse) == told([*bodies, *ties], diverse=diverse)


@given(networks())
def test_hidden_ties_change_nothing(ties: list[Tie]) -> None:
    """A reader is told what somebody is told in whose network the closed ties never were."""
    bodies: list[Claim] = [entity(name) for name in KNOTS]
    known = [each for each in ties if each.label is None]

    assert told([*bodies, *ties], Label.CLEAR) == told([*bodies, *known], Label.CLEAR)
