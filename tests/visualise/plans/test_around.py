"""The parts of a plan around its table, on answers made by hand."""

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest

from graph.answers.answer import Because
from graph.answers.gaps.cell import Nearest
from graph.answers.gaps.gaps import Cell, Gap
from graph.answers.introductions.introductions import Hop, Introduction
from graph.answers.plan.plan import Held
from graph.domain.labels import Label
from tests.graph.answers.plan.test_plan import PLANNED
from visualise.plans import around
from visualise.plans.citations import Citations
from visualise.plans.markup import joined

NEAR = Nearest(id="n/x", name="x", fit=0.5, because=(), missing=(), label=Label.CLEAR)
HOP = Hop(near="n/us", far="n/mid", near_name="us", far_name="mid", strength=1.0, because=())
CHAIN = Introduction(
    hops=(HOP, replace(HOP, near="n/mid", far="n/x", near_name="mid", far_name="x")),
    strength=1.0,
    label=Label.CLEAR,
)
CELL = Cell(
    theme="theme:mediation",
    place="country:ML",
    kind="media",
    state="thin",
    actors=1,
    independent=1,
    fresh=1,
)
GAP = Gap(cell=CELL, theme="mediation", place="Mali", expected=1.0, there=(), nearest=())


def words(parts: Iterable[str]) -> str:
    """What is said, without the markup."""
    return re.sub(r"<[^>]*>", "", joined(parts))


@pytest.mark.parametrize(
    ("near", "told"),
    [
        pytest.param((), "nobody of this kind is near", id="nobody"),
        pytest.param((NEAR,), "nearest: x", id="bare"),
        pytest.param(
            (replace(NEAR, because=(Because(words="works there"),), label=Label.RED),),
            "nearest: x TLP:RED, works there",
            id="why",
        ),
        pytest.param((replace(NEAR, introduction=CHAIN),), "nearest: x; through mid", id="chain"),
    ],
)
def test_gap(near: tuple[Nearest, ...], told: str) -> None:
    """A gap is told with who is nearest to filling it, why, and through whom."""
    assert PLANNED.gaps is not None
    found = replace(PLANNED.gaps, gaps=(replace(GAP, nearest=near),))
    said = words(around.gaps(found, Citations(())))

    assert f"thin media on mediation in Mali{told}" in said.replace(" ;", ";")


def test_no_gap() -> None:
    """Where nothing is lacking no gap is listed."""
    assert PLANNED.gaps is not None
    found = replace(PLANNED.gaps, gaps=())

    assert "<ul" not in joined(around.gaps(found, Citations(())))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        pytest.param(
            Held(what="theme", name="justice", members=("a", "b")),
            "2 members work on justice",
            id="two",
        ),
        pytest.param(
            Held(what="place", name="Mali", members=("a",)), "1 member works in Mali", id="one"
        ),
        pytest.param(
            Held(what="language", name="French", members=()),
            "nobody at the table is known to speak French",
            id="nobody",
        ),
    ],
)
def test_held(row: Held, told: str) -> None:
    """What of a dialogue is at the table is a sentence."""
    assert words(around.held([row])) == told
