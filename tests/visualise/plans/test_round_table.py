"""The table as a drawing."""

import re
from dataclasses import replace

import pytest

from graph.answers.plan.plan import plan
from tests.graph.answers.plan.test_plan import PLANNED, TALKS, VIEW
from visualise.plans.round_table import COMPACT, WIDE, introducing, reached_words, round_table


def test_seats() -> None:
    """Every member has a numbered seat, drawn by how the convenor comes to it."""
    drawing = round_table(VIEW, PLANNED, WIDE)
    seats = re.findall(r'class="seat (\w+)"', drawing)

    assert sorted(seats) == ["introduced", "known", "unreached"]
    assert re.findall(r'class="number">(\d)<', drawing) == ["1", "2", "3"]


def test_chains() -> None:
    """Each part of a chain is drawn once, though two chains go over it."""
    drawing = round_table(VIEW, PLANNED, WIDE)

    assert drawing.count("<line") == 2
    assert drawing.count("<path") == 1


def test_introducing() -> None:
    """Who introduces and is no member has a letter."""
    without = replace(TALKS, ask=replace(TALKS.ask, at_least=2, cover=(), exclude=("n/ada",)))
    found = plan(VIEW, without)

    assert introducing(VIEW, found) == ["ada"]
    assert ">a</text>" in round_table(VIEW, found, COMPACT)
    assert introducing(VIEW, PLANNED) == []


@pytest.mark.parametrize(
    ("shape", "named"),
    [pytest.param(WIDE, True, id="wide"), pytest.param(COMPACT, False, id="not")],
)
def test_names(shape: object, *, named: bool) -> None:
    """There are names where there is room for them."""
    drawing = round_table(VIEW, PLANNED, shape)  # type: ignore[arg-type]

    assert ('class="name"' in drawing) is named


def test_within() -> None:
    """Nothing is drawn beyond the edge."""
    drawing = round_table(VIEW, PLANNED, WIDE)

    assert all(0 <= float(x) <= WIDE.width for x in re.findall(r' c?x\d?="([^"]*)"', drawing))
    assert all(0 <= float(y) <= WIDE.height for y in re.findall(r' c?y\d?="([^"]*)"', drawing))


def test_legend() -> None:
    """Only ways of drawing that are used are explained."""
    assert [name for name, _ in reached_words(PLANNED.ways)] == ["known", "introduced", "unreached"]
    assert list(reached_words(PLANNED.ways[:0])) == []


def test_many() -> None:
    """Seats of a large table have room beside each other, with numbers as long as these fit."""
    members = [replace(PLANNED.table.members[0], id=name) for name in ("n/ada", "n/bea", "n/cid")]
    many = replace(PLANNED, ways=(), table=replace(PLANNED.table, members=tuple(members * 40)))
    few = replace(PLANNED, ways=(), table=replace(PLANNED.table, members=tuple(members * 12)))
    large, middling = round_table(VIEW, many, WIDE), round_table(VIEW, few, WIDE)
    radii = {float(r) for r in re.findall(r'class="seat known">.*? r="([^"]*)"', large)}

    assert len(radii) == 1
    assert 2 * 120 * radii.pop() < 2 * 3.15 * 230
    assert 'class="number"' not in large
    assert 'class="number"' in middling
    assert 'class="name"' not in middling
