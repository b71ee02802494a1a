"""What is not sure about a table, its members, and the ways to them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.answers.coalition.answer import Coalition
from graph.answers.introductions.introductions import Introduction

#: A chain of introductions weaker than this is a doubt.
WEAK = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """
    How the convenor comes to a member: directly, by introductions, or not at all.

    `introduction` is the strongest chain; one of a single hop is `known`. Without one,
    `instead` says what there is.
    """

    id: str
    name: str
    introduction: Introduction | None
    instead: tuple[str, ...]

    @property
    def known(self) -> bool:
        """Whether the convenor needs nobody to introduce them."""
        return self.introduction is not None and len(self.introduction.hops) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that is not sure, and the members it is about; none where it is about the table."""

    words: str
    names: tuple[str, ...] = ()


def doubts(table: Coalition, ways: Iterable[Way]) -> Iterator[Doubt]:
    """What is not sure: of the table, of its members, of the ways to them."""
    if table.members and not table.proven:
        yield Doubt(words="the table is the best found, and not proven the best there is")
    for met in table.demands:
        if met.tight and not met.id.startswith("size"):
            yield Doubt(words=f"nothing is left over of a demand: {met.words}")
    alone = tuple(member.name for member in table.members if member.stand_in is None)
    if alone:
        yield Doubt(words="nobody could take the seat and keep all demands", names=alone)
    against: dict[str, list[str]] = {}
    for member in table.members:
        for reason in member.against:
            against.setdefault(reason.words, []).append(member.name)
    yield from (Doubt(words=words, names=tuple(names)) for words, names in against.items())
    yield from _doubtful(ways)


def _doubtful(ways: Iterable[Way]) -> Iterator[Doubt]:
    every = list(ways)
    none = tuple(way.name for way in every if way.introduction is None)
    weak = tuple(way.name for way in every if way.introduction and way.introduction.strength < WEAK)
    if none:
        yield Doubt(words="no chain of ties leads from the convenor to them", names=none)
    if weak:
        words = f"the strongest chain to them carries an introduction in less than {WEAK:.0%}"
        yield Doubt(words=f"{words} of cases", names=weak)
