"""What tests ask of the items that a reader of registers yields."""

from collections import Counter
from collections.abc import Iterable

from graph.domain.model import Entity, Tie
from ingest.reader import Held, Item, Refused


def entities(items: Iterable[Item]) -> dict[str, Entity]:
    """The entities among *items* by name."""
    return {item.name: item for item in items if isinstance(item, Entity)}


def ties(items: Iterable[Item]) -> list[Tie]:
    """The ties among *items*."""
    return [item for item in items if isinstance(item, Tie)]


def named_ties(items: Iterable[Item]) -> set[tuple[str, str, str]]:
    """The ties among *items* as name, kind and name, or the id of a place."""
    found = list(items)
    names = {entity.id: entity.name for entity in entities(found).values()}
    return {(names[t.start], t.kind, names.get(t.end, t.end)) for t in ties(found)}


def refused(items: Iterable[Item]) -> list[str]:
    """What was refused, each as a person reads it."""
    return [f"{item.place}: {item.problem}" for item in items if isinstance(item, Refused)]


def held(items: Iterable[Item]) -> Counter[str]:
    """What was held, summed up."""
    counts: Counter[str] = Counter()
    for item in items:
        if isinstance(item, Held):
            counts[item.what] += item.count
    return counts
