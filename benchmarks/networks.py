"""Claims about a network that nobody lives in, with the shape of those that are real."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import Generic, TypeVar

from graph.domain.dates import PartialDate
from graph.domain.labels import Label
from graph.domain.model import Claim, Entity, Judgement, Source, Tie
from graph.domain.places import places
from graph.domain.vocabulary import vocabulary

T = TypeVar("T")

#: How often each is drawn, among all weights together.
KINDS: Mapping[str, float] = {
    "civil_society": 34,
    "womens_network": 26,
    "government": 8,
    "academic": 7,
    "faith_based": 5,
    "donor": 4,
    "media": 4,
    "un_entity": 3,
    "fund": 2,
    "person": 2,
    "private_sector": 2,
    "organisation": 2,
    "regional_body": 1,
}
TIES: Mapping[str, float] = {
    "partners_with": 26,
    "works_on": 24,
    "active_in": 22,
    "member_of": 12,
    "funds": 9,
    "affiliated_with": 4,
    "linked_to": 2,
    "opposes": 1,
}
LABELS: Mapping[Label | None, float] = {
    None: 70,
    Label.CLEAR: 15,
    Label.GREEN: 9,
    Label.AMBER: 4,
    Label.AMBER_STRICT: 1.5,
    Label.RED: 0.5,
}
LEVELS: Mapping[str | None, float] = {
    "local": 45,
    "national": 35,
    "regional": 12,
    "global": 5,
    None: 3,
}
ROLES: Mapping[str | None, float] = {None: 70, "lead": 10, "host": 10, "adviser": 10}
#: Each source says half as much as the one before it.
SOURCES = ("register", "survey", "atlas", "ledger", "directory", "archive", "notes", "bulletin")
WORDS = ("Peace", "Mediation", "Dialogue", "Justice", "Warning", "Recovery", "Land", "Unity")
FORMS = ("Network", "Alliance", "Forum", "Council", "Initiative", "Association", "Union", "Centre")
TOWNS = ("Alderra", "Belmoor", "Casvane", "Dunmarra", "Eshkol", "Galtry", "Lowen", "Nembele")
AUTHOR = "rule:invented"


class Draw(Generic[T]):
    """Things drawn by weight, the same ones each time the chance is the same."""

    def __init__(
        self, chance: random.Random, things: Sequence[T], weights: Iterable[float]
    ) -> None:
        self._chance = chance
        self._things = things
        self._sums = list(accumulate(weights))

    def __call__(self) -> T:
        """Draw one."""
        return self._chance.choices(self._things, cum_weights=self._sums)[0]

    @classmethod
    def of(cls, chance: random.Random, weights: Mapping[T, float]) -> "Draw[T]":
        """Draw from the keys of a table of weights."""
        return cls(chance, list(weights), list(weights.values()))

    @classmethod
    def ranked(cls, chance: random.Random, things: Sequence[T], spread: float) -> "Draw[T]":
        """Draw a few very often and most seldom, by a power law."""
        things = chance.sample(things, len(things))
        return cls(chance, things, [(rank + 1) ** -spread for rank in range(len(things))])


def network(stakeholders: int, ties: int, seed: int = 1325) -> Iterator[Claim]:
    """
    Yield sources, *stakeholders* entities, *ties* ties, and judgements.

    The sources differ in size as real ones do. One entity in twelve is judged the
    same as one of another source, so that a View has fewer nodes than there are
    entities. Degrees are heavy-tailed: a few bodies, themes and countries have very
    many ties. Most claims are CLEAR, some GREEN, few AMBER or RED.
    """
    chance = random.Random(seed)
    yield from (
        Source(id=name, title=f"Invented {name}", publisher="Nobody", licence="CC0-1.0")
        for name in SOURCES
    )
    members: dict[str, list[str]] = {name: [] for name in SOURCES}
    for entity in _entities(chance, stakeholders):
        members[entity.source].append(entity.id)
        yield entity
    yield from _ties(chance, members, ties)
    yield from _judgements(chance, members, stakeholders // 12)


def _entities(chance: random.Random, count: int) -> Iterator[Entity]:
    source = Draw(chance, SOURCES, [0.5**place for place in range(len(SOURCES))])
    kind, label = Draw.of(chance, KINDS), Draw.of(chance, LABELS)
    level = Draw.of(chance, LEVELS)
    for number in range(count):
        name = source()
        words = f"{chance.choice(WORDS)} {chance.choice(FORMS)} of {chance.choice(TOWNS)} {number}"
        yield Entity(
            id=f"{name}/{number:06d}",
            source=name,
            kind=kind(),
            name=words,
            aliases=("".join(word[0] for word in words.split()),) if number % 5 == 0 else (),
            identifiers=(f"invented:{number}",) if number % 3 == 0 else (),
            level=level(),
            since=_date(chance),
            summary=f"{words} is an invented body." if number % 2 else None,
            label=label(),
        )


def _date(chance: random.Random) -> PartialDate | None:
    """A year, a month, a day, or nothing, of this century."""
    text = (
        f"20{chance.randrange(25):02d}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
    )
    length = chance.choice((0, 0, 4, 4, 7, 10))
    return PartialDate(text[:length]) if length else None


def _ties(chance: random.Random, members: dict[str, list[str]], count: int) -> Iterator[Tie]:
    kind = Draw.of(chance, TIES)
    label, role = Draw.of(chance, LABELS), Draw.of(chance, ROLES)
    theme = Draw.ranked(chance, [f"theme:{code}" for code in vocabulary().themes], 0.8)
    country = Draw.ranked(chance, [one.id for one in places().values() if one.iso3], 0.9)
    source = Draw(chance, SOURCES, [len(members[name]) for name in SOURCES])
    known = {name: Draw.ranked(chance, ids, 0.7) for name, ids in members.items() if len(ids) > 1}
    shared = {"works_on": theme, "active_in": country}
    made = 0
    while made < count:
        name, code = source(), kind()
        if name not in known:
            continue
        start, end = chance.choice(members[name]), shared.get(code, known[name])()
        if start == end:
            continue
        money = Decimal(chance.randrange(1, 900)) * 1000 if code == "funds" else None
        yield Tie(
            id=f"{name}/t{made:07d}",
            source=name,
            kind=code,
            start=start,
            end=end,
            since=_date(chance),
            until=PartialDate("2025-06") if chance.random() < 0.1 else None,
            role=role(),
            weight=2.0 if chance.random() < 0.1 else 1.0,
            amount=money,
            currency="USD" if money else None,
            label=label(),
        )
        made += 1


def _judgements(
    chance: random.Random, members: dict[str, list[str]], count: int
) -> Iterator[Judgement]:
    """Pairs of bodies of the two largest sources, each body in one pair at most."""
    left, right = (chance.sample(members[name], len(members[name])) for name in SOURCES[:2])
    for one, other in list(zip(left, right, strict=False))[:count]:
        yield Judgement(left=one, right=other, verdict="same", author=AUTHOR, score=0.95)
