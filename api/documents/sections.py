"""The keys that each section of a document may have: those of the questions themselves."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, get_origin, get_type_hints

from graph.answers.coalition.ask import Ask, Cost, Cover, Share, Weights
from graph.answers.need import Need
from graph.answers.plan.dialogue import Dialogue, Money
from graph.domain.questions import meanings
from ingest.mapping.sections import Key

#: What each section is made into.
MADE: dict[str, type[Any]] = {
    "need": Need,
    "ask": Ask,
    "cover": Cover,
    "share": Share,
    "cost": Cost,
    "weights": Weights,
    "dialogue": Dialogue,
    "money": Money,
}
#: The keys at the top of a document: each is a question.
_TOP = {
    "need": Key(takes="need", means="What is asked for when partners are looked for."),
    "ask": Key(takes="ask", means="What is asked for when a table is put together."),
    "dialogue": Key(takes="dialogue", means="A dialogue that is to be planned."),
}


@cache
def sections() -> Mapping[str, Mapping[str, Key]]:
    """The keys by section and name."""
    return {"document": _TOP} | {name: _keys(made) for name, made in MADE.items()}


def _keys(made: type[Any]) -> Mapping[str, Key]:
    hints, told = get_type_hints(made), meanings(made)
    return {
        each.name: Key(
            takes=told[each.name].takes,
            means=told[each.name].means,
            needed=each.default is MISSING,
            several=told[each.name].takes in MADE and get_origin(hints[each.name]) is tuple,
            example=_listed(told[each.name].example),
        )
        for each in fields(made)
    }


def _listed(example: object) -> object:
    return list(example) if isinstance(example, tuple) else example
