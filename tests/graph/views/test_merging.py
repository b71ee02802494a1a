"""Judgements make entities one stakeholder, and undoing one rewrites nothing."""

from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.model import Judgement
from graph.views.merging import merged
from tests.networks import judged

IDS = [f"list/{key}" for key in "abcdef"]
A, B, C, D, E, F = IDS
RULE, SURE = "rule:names", "rule:identifiers"


def groups(*judgements: Judgement, acting: str = "111111") -> list[int]:
    """The node of each of six entities."""
    nodes = merged(IDS, np.array([sign == "1" for sign in acting]), judgements)
    return [int(node) for node in nodes]


@pytest.mark.parametrize(
    ("judgements", "expected"),
    [
        pytest.param([], [0, 1, 2, 3, 4, 5], id="nobody judged"),
        pytest.param([judged(A, "same", B)], [0, 0, 1, 2, 3, 4], id="a pair"),
        pytest.param([judged(F, "same", A)], [0, 1, 2, 3, 4, 0], id="numbered by the earliest"),
        pytest.param(
            [judged(E, "same", F), judged(B, "same", C), judged(C, "same", F)],
            [0, 1, 1, 2, 1, 1],
            id="a chain",
        ),
        pytest.param([judged(A, "unsure", B)], [0, 1, 2, 3, 4, 5], id="unsure joins nobody"),
        pytest.param(
            [judged(A, "same", B), judged(A, "different", B, author="another")],
            [0, 1, 2, 3, 4, 5],
            id="two people who differ",
        ),
        pytest.param(
            [judged(A, "same", B), judged(B, "same", C), judged(A, "different", C)],
            [0, 0, 1, 2, 3, 4],
            id="different, through a third",
        ),
        pytest.param(
            [
                judged(A, "different", D),
                judged(A, "same", B),
                judged(C, "same", D),
                judged(B, "same", C, score=0.5),
            ],
            [0, 0, 1, 1, 2, 3],
            id="different, through two groups",
        ),
        pytest.param(
            [
                judged(A, "same", B, author=RULE, score=0.8),
                judged(B, "same", C, author=RULE, score=0.9),
                judged(A, "different", C, author=RULE),
            ],
            [0, 1, 1, 2, 3, 4],
            id="the surer first",
        ),
        pytest.param(
            [judged(A, "same", B), judged(A, "different", B, author=RULE)],
            [0, 0, 1, 2, 3, 4],
            id="a person joins what a rule parts",
        ),
        pytest.param(
            [judged(A, "different", B), judged(A, "same", B, author=SURE)],
            [0, 1, 2, 3, 4, 5],
            id="a person parts what a rule joins",
        ),
        pytest.param(
            [judged(A, "unsure", B), judged(A, "same", B, author=SURE)],
            [0, 1, 2, 3, 4, 5],
            id="a person doubts what a rule joins",
        ),
        pytest.param(
            [
                judged(A, "same", B),
                judged(B, "same", C),
                judged(A, "different", C, author=RULE),
                judged(A, "different", D, author=RULE),
                judged(C, "same", D, author=SURE),
            ],
            [0, 0, 0, 1, 2, 3],
            id="a rule parts from what people joined",
        ),
    ],
)
def test_groups(judgements: list[Judgement], expected: list[int]) -> None:
    """Who is one with whom, worked out by hand."""
    assert groups(*judgements) == expected
    assert groups(*reversed(judgements)) == expected


def test_a_stakeholder_is_no_context() -> None:
    """A network and a meeting of the same name stay apart, whoever says otherwise."""
    same = [judged(A, "same", B), judged(B, "same", C), judged(C, "same", D)]
    assert groups(*same, acting="110011") == [0, 0, 1, 1, 2, 3]


def test_a_context_between_joins_nobody() -> None:
    """Two stakeholders do not become one through a context."""
    assert groups(judged(A, "same", B), judged(B, "same", C), acting="101111")[:3] == [0, 1, 2]


pairs = st.sampled_from(list(combinations(IDS, 2)))
judgement_lists = st.lists(
    st.builds(
        lambda pair, verdict, author, score: judged(
            pair[0], verdict, pair[1], author=author, score=score
        ),
        pairs,
        st.sampled_from(("same", "same", "different", "unsure")),
        st.sampled_from(("a steward", "another", RULE, SURE)),
        st.sampled_from((0.5, 0.9, 1.0)),
    ),
    max_size=12,
    unique_by=lambda judgement: judgement.id,
)


@given(judgement_lists, st.randoms())
def test_order_does_not_matter(judgements: list[Judgement], chance: Random) -> None:
    """The same judgements in any order give the same groups."""
    before = groups(*judgements)
    chance.shuffle(judgements)
    assert groups(*judgements) == before


@given(judgement_lists)
def test_different_holds(judgements: list[Judgement]) -> None:
    """Whom a person calls different is never one, however others would join them."""
    nodes = dict(zip(IDS, groups(*judgements), strict=True))
    for judgement in judgements:
        if judgement.verdict == "different" and not judgement.by_rule:
            assert nodes[judgement.left] != nodes[judgement.right]


@given(judgement_lists)
def test_joined_for_a_reason(judgements: list[Judgement]) -> None:
    """Who is one is joined by a chain of judgements that say the same."""
    nodes = groups(*judgements)
    reachable = groups(*(j for j in judgements if j.verdict == "same"))
    for one, other in combinations(range(len(IDS)), 2):
        if nodes[one] == nodes[other]:
            assert reachable[one] == reachable[other]


@given(judgement_lists)
def test_numbered_by_the_earliest(judgements: list[Judgement]) -> None:
    """Nodes count up in the order of their earliest entity."""
    nodes = groups(*judgements)
    firsts = [nodes.index(node) for node in range(max(nodes) + 1)]
    assert firsts == sorted(firsts)


@given(judgement_lists, pairs)
def test_undo(judgements: list[Judgement], pair: tuple[str, str]) -> None:
    """A judgement that is taken back leaves what was there before it."""
    before = groups(*judgements)
    groups(*judgements, judged(pair[0], "same", pair[1], author="a newcomer"))
    assert groups(*judgements) == before


@given(judgement_lists)
def test_only_their_own_pair(judgements: list[Judgement]) -> None:
    """Judgements of people hold whatever rules there are."""
    people = [judgement for judgement in judgements if not judgement.by_rule]
    alone, beside = groups(*people), groups(*judgements)
    for one, other in combinations(range(len(IDS)), 2):
        if alone[one] == alone[other]:
            assert beside[one] == beside[other]
