"""Maps, plans and exports are as closed as all that they show and were made from."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from graph.answers.bridges.bridges import bridges
from graph.answers.coalition.coalition import coalition
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
from visualise.exports.rows import Export
from visualise.maps import answer_maps as maps
from visualise.maps.network_maps import network_map, partners_map
from visualise.plans.page import plan_page


class Page(NamedTuple):
    """A page of a plan: its text, and the label on its face."""

    text: str
    label: str


class Rows(NamedTuple):
    """An export: its rows, and its label."""

    rows: tuple[object, ...]
    label: str


def page(view: View) -> Page:
    """The plan of the dialogue as a page."""
    text = plan_page(view, plan(view, q.DIALOGUE))
    face = re.search(r"<strong>(TLP:[A-Z]+)</strong>", text)
    assert face
    return Page(re.sub(r"<(style|script).*?</\1>", "", text, flags=re.DOTALL), face[1])


def rows(view: View) -> Rows:
    """The network as rows of an export."""
    export = Export(view)
    return Rows((*export.nodes(), *export.edges()), f"TLP:{export.label.text}")


SHOWN: dict[str, Callable[[View], Any]] = {
    "network": network_map,
    "network for a need": lambda view: network_map(view, q.NEED),
    "partners": lambda view: partners_map(view, q.NEED, partners(view, q.NEED)),
    "introductions": lambda view: maps.introductions_map(
        view, q.WISH_FOR_A_NEED, introductions(view, q.WISH_FOR_A_NEED)
    ),
    "coalition": lambda view: maps.coalition_map(view, q.ASK, coalition(view, q.ASK)),
    "bridges": lambda view: maps.bridges_map(view, q.SIDES, bridges(view, q.SIDES)),
    "experts": lambda view: maps.experts_map(view, q.POST, experts(view, q.POST)),
    "funds": lambda view: maps.funds_map(view, q.GRANT, quick_funds(view, q.GRANT)),
    "gaps": lambda view: maps.gaps_map(view, q.GRID, gaps(view, q.GRID)),
    "plan": page,
    "export": rows,
}


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("claim", network(), ids=named)
def test_label(name: str, claim: Claim) -> None:
    """A claim without which it shows something else makes it as closed as the claim is."""
    claims = closed(claim)
    if told(SHOWN[name], seen(claims)) != told(SHOWN[name], seen(claims, Label.CLEAR)):
        assert SHOWN[name](seen(claims)).label == "TLP:AMBER"


@pytest.mark.parametrize("name", SHOWN)
def test_open(name: str) -> None:
    """What is made from what is open is open, and shows something."""
    assert SHOWN[name](seen(network())).label == "TLP:CLEAR"
    assert told(SHOWN[name], seen(network())) != told(SHOWN[name], seen([]))
