"""A plan as a page: all of it is told, nothing can be injected, nothing is fetched."""

import re
from dataclasses import replace

import pytest

from graph.answers.coalition.ask import Ask
from graph.answers.plan.plan import plan
from graph.domain.labels import Label
from graph.domain.model import Claim
from tests.graph.answers.plan.test_plan import NETWORK, PLANNED, TALKS, VIEW
from tests.networks import entity, source, tie, view_of
from visualise.maps.page import policy
from visualise.plans.page import plan_page

PAGE = plan_page(VIEW, PLANNED)
NASTY = "</style><script>alert(1)</script>"


def words(page: str) -> str:
    """What a page says, without its markup."""
    return re.sub(r"<[^>]*>", "", page.partition("<body>")[2])


def test_sections() -> None:
    """Every part of a plan has its heading."""
    headings = re.findall(r"<h2[^>]*>([^<]*)<", PAGE)

    assert headings == [
        "The table",
        "Introductions",
        "What of the dialogue is at the table",
        "Gaps left in the network",
        "Money that could pay quickly",
        "Who else could be there, speaking fr and Bambara",
        "What is not sure",
        "Sources",
    ]


def test_members() -> None:
    """Members are told with what they are there for, and what happens when they decline."""
    told = words(PAGE)

    assert "at least 1 of the kind women's network – women's network" in told
    assert "No stand-in keeps all demands." in told
    assert "Known directly: ada." in told
    assert "bea through ada, strength" in told
    assert "No chain: nothing joins the two sides" in told


def test_same_page() -> None:
    """The same plan gives the same page."""
    assert plan_page(VIEW, plan(VIEW, TALKS)) == PAGE


def test_policy() -> None:
    """The page may run nothing, and look like nothing but its own style."""
    (style,) = re.findall(r"<style>(.*?)</style>", PAGE, re.DOTALL)

    assert policy(scripts=(), style=style) in PAGE
    assert "<script" not in PAGE
    assert " style=" not in PAGE
    assert "script-src 'none'" in PAGE
    assert not re.search(r"@import|url\(", style)
    assert " src" not in PAGE.partition("<body>")[2]


def test_links() -> None:
    """Every link within the page leads somewhere, and no id is there twice."""
    ids = re.findall(r' id="([^"]*)"', PAGE)

    assert set(re.findall(r'href="#([^"]*)"', PAGE)) <= set(ids)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("label", "colours"),
    [
        pytest.param(Label.AMBER, "amber", id="amber"),
        pytest.param(Label.AMBER_STRICT, "amber", id="strict"),
        pytest.param(Label.RED, "red", id="red"),
    ],
)
def test_label(label: Label, colours: str) -> None:
    """The label stands at the head and the foot, in the title, and on every sheet of paper."""
    page = plan_page(VIEW, replace(PLANNED, label=label))

    assert page.count(f'class="tlp {colours}"><strong>TLP:{label.text}</strong>') == 1
    assert re.search(
        rf'<section class="tlp {colours}"[^>]*><strong>TLP:{re.escape(label.text)}<', page
    )
    assert f"<title>Talks – TLP:{label.text}</title>" in page
    assert page.count("@top-right") == page.count("@bottom-right") == 1


def test_injection() -> None:
    """Whatever sources and dialogues say stays text."""
    claims: tuple[Claim, ...] = (
        source("x"),
        entity("x/bad", "womens_network", name=NASTY, summary=NASTY),
        tie("x/bad", "works_on", "theme:mediation", cited=NASTY),
        tie("x/bad", "active_in", "country:ML"),
    )
    view = view_of(*NETWORK, *claims)
    page = plan_page(view, plan(view, replace(TALKS, title=NASTY, convenor="x/bad")))

    assert "<script" not in page
    assert page.count("</style>") == 1
    assert "&lt;script&gt;alert(1)" in page


def test_contradiction() -> None:
    """Without a table the page says why, and what would do."""
    none = replace(TALKS, ask=Ask(at_least=9, at_most=9))
    told = words(plan_page(VIEW, plan(VIEW, none)))

    assert "There is no such table, for this cannot be:" in told
    assert "at the table" not in told
    assert "What is not sure" not in told
    assert "at least 9 members (3 known)" in told
    assert "The least that would make it possible" in told


def test_alone() -> None:
    """Without a convenor, a place, money or languages there is less to tell, and it is told."""
    little = replace(TALKS, convenor=None, places=(), languages=())
    page = plan_page(VIEW, plan(VIEW, little))

    assert "Introductions" not in words(page)
    assert "Gaps" not in words(page)
    assert "Who else could be there" in words(page)


RICH: tuple[Claim, ...] = (
    source("r"),
    entity("r/fund", "fund", name="The fund", summary="Gives rapid grants."),
    tie("r/fund", "active_in", "country:ML"),
    entity("r/un", "un_entity", name="The entity"),
    tie("r/un", "works_on", "theme:mediation"),
    entity("r/long", "civil_society", name="The very " * 20 + "long name"),
    tie("r/long", "works_on", "theme:mediation"),
    tie("r/long", "active_in", "country:ML"),
)


def test_rich() -> None:
    """Funds, who is near to a gap, other tables, who introduces: told where there are any."""
    view = view_of(*NETWORK, *RICH)
    small = Ask(at_least=2, at_most=2, include=("r/long",), exclude=("n/ada",), differing=1)
    page = plan_page(view, plan(view, replace(TALKS, ask=small, languages=())))
    told = words(page)

    assert "The fund" in told
    assert "said to be quick: “Gives rapid grants.”" in told
    assert "nearest: The entity" in told
    assert "The best tables that differ" in told
    assert "Introduced byaada" in told
    assert "…</tspan>" in page


def test_no_doubt() -> None:
    """Where there is nothing to doubt, that is said."""
    assert "Nothing of what is asked here." in words(plan_page(VIEW, replace(PLANNED, doubts=())))


def test_all_known() -> None:
    """Where the convenor knows all, no chain is told."""
    known = tuple(way for way in PLANNED.ways if way.known)
    page = plan_page(VIEW, replace(PLANNED, ways=known))

    assert "Known directly: ada." in words(page)
    assert 'class="chains"' not in page
