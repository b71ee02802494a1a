"""An answer is as closed as all that it was made from, whatever that is."""

from collections.abc import Callable
from typing import Any

import pytest

from graph.answers.bridges.bridges import bridges
from graph.answers.coalition.coalition import coalition
from graph.answers.compare.compare import compare
from graph.answers.experts.experts import experts
from graph.answers.funds.funds import quick_funds
from graph.answers.gaps.gaps import gaps
from graph.answers.introductions.introductions import introductions
from graph.answers.partners.partners import partners
from graph.answers.plan.plan import plan
from graph.domain.labels import Label
from graph.domain.model import Claim
from graph.views.view import View
from tests import questions as q
from tests.labelled import closed, named, network, seen, told

QUESTIONS: dict[str, Callable[[View], Any]] = {
    "partners": lambda view: partners(view, q.NEED),
    "partners of a body": lambda view: partners(view, q.OF_A_BODY),
    "introductions": lambda view: introductions(view, q.WISH),
    "introductions for a need": lambda view: introductions(view, q.WISH_FOR_A_NEED),
    "bridges": lambda view: bridges(view, q.SIDES),
    "gaps": lambda view: gaps(view, q.GRID),
    "experts": lambda view: experts(view, q.POST),
    "funds": lambda view: quick_funds(view, q.GRANT),
    "coalition": lambda view: coalition(view, q.ASK),
    "comparison": lambda view: compare(view, q.ASK, q.OTHER_ASK),
    "plan": lambda view: plan(view, q.DIALOGUE),
}


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("claim", network(), ids=named)
def test_label(name: str, claim: Claim) -> None:
    """A claim without which an answer is another makes it as closed as the claim is."""
    claims = closed(claim)
    if told(QUESTIONS[name], seen(claims)) != told(QUESTIONS[name], seen(claims, Label.CLEAR)):
        assert QUESTIONS[name](seen(claims)).label == Label.AMBER


@pytest.mark.parametrize("name", QUESTIONS)
def test_open(name: str) -> None:
    """An answer made from what is open is open, and says something."""
    assert QUESTIONS[name](seen(network())).label == Label.CLEAR
    assert told(QUESTIONS[name], seen(network())) != told(QUESTIONS[name], seen([]))
