"""Questions for partners, and what a rival is told of each."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from graph.answers.need import Need
from graph.domain.dates import PartialDate
from graph.domain.model import Claim, Entity, Source, Tie
from graph.measures.collaboration import fabric
from graph.measures.containment import reach
from graph.measures.names import place_node, theme_node
from graph.views.view import View

THEMES = ("mediation", "participation", "peacebuilding", "sexual_violence", "youth")
PLACES = ("ML", "CO", "KE", "UA", "011")
BODY = "bodies/community"
MEMBERS = ("BF", "GH", "GN", "LR", "ML", "NE", "NG", "SL", "SN", "TG")
#: How many questions of each sort are asked.
EACH = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """A theme or place that counts, for how much, and in which days."""

    id: str
    factor: float
    since: int
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A need, and the same spelled out: what counts for each theme and place."""

    sort: str
    need: Need
    themes: Sequence[Counts]
    places: Sequence[Counts]

    @property
    def asker(self) -> str | None:
        """Who asks, if it is said."""
        return self.need.asking


def body() -> Iterator[Claim]:
    """A regional body and its members, two of whom have left."""
    yield Source(id="bodies", title="Invented regional bodies")
    yield Entity(id=BODY, source="bodies", kind="regional_body", name="The Community")
    for code in MEMBERS:
        yield Tie(
            id=f"bodies/{code}",
            source="bodies",
            kind="member_of",
            start=f"country:{code}",
            end=BODY,
            since=PartialDate("1975-05-28"),
            until=PartialDate("2020-01-29") if code in MEMBERS[:2] else None,
        )


def questions(view: View, seed: int = 5) -> list[Question]:
    """A mix: theme and country, theme and body for somebody, and somebody alone."""
    chance = random.Random(seed)
    known = np.flatnonzero(view.acting & (fabric(view).degrees > 0)).tolist()
    found = []
    for _ in range(EACH):
        theme, place = chance.choice(THEMES), chance.choice(PLACES)
        first, second = (view.ids[chance.choice(known)] for _ in range(2))
        found += [
            _question(view, "theme and place", Need(themes=(theme,), places=(place,))),
            _question(
                view,
                "theme and body, asked by somebody",
                Need(themes=(theme,), places=(BODY,), asking=first),
            ),
            _question(view, "asked by somebody", Need(asking=second)),
        ]
    return found


def _question(view: View, sort: str, need: Need) -> Question:
    return Question(
        sort=sort,
        need=need,
        themes=[each for name in need.themes for each in _counts(view, theme_node(view, name))],
        places=[each for name in need.places for each in _counts(view, place_node(view, name))],
    )


def _counts(view: View, node: int) -> list[Counts]:
    return [
        Counts(id=view.ids[each.node], factor=each.factor, since=each.since, until=each.until)
        for each in reach(view, node)
    ]
