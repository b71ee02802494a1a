"""Coalitions, held against looking at every set of candidates."""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.answers.coalition.answer import Coalition
from graph.answers.coalition.ask import JOINED, Ask, Cost, Cover, Share
from graph.answers.coalition.candidates import UNIT, candidates
from graph.answers.coalition.coalition import coalition
from graph.domain.model import Claim
from graph.views.view import View
from tests.networks import entity, shared, tie, view_of

THOROUGH = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
KINDS = ("womens_network", "civil_society", "academic")
LEVELS = ("local", "national")
THEMES = ("mediation", "justice")
LANDS = ("ML", "NE")
SHARES = (0.25, 0.33, 0.5, 0.67, 1.0)

#: What no easing gives up.
SOMEBODY = "somebody"

Holds = Callable[[tuple[str, ...]], bool]


@dataclass(frozen=True, kw_only=True)
class World:
    """A small network, as plain sets beside its claims."""

    claims: tuple[Claim, ...]
    names: tuple[str, ...]
    has: dict[tuple[str, str], frozenset[str]]
    friends: frozenset[frozenset[str]]
    foes: frozenset[frozenset[str]]

    def view(self) -> View:
        """The View of it."""
        return view_of(*shared(), *self.claims)

    def joined(self, members: frozenset[str]) -> bool:
        """Whether friends among *members* lead from one to every other."""
        if not members:
            return True
        met = {min(members)}
        while more := {n for p in self.friends if p & met for n in p & members} - met:
            met |= more
        return met == members

    def within(self, start: str, hops: int) -> set[str]:
        """Whom friends of friends reach from *start*."""
        met = {start}
        for _ in range(hops):
            met |= {name for pair in self.friends if pair & met for name in pair}
        return met


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Three to seven stakeholders with traits, friends and foes."""
    names = tuple(f"l/{letter}" for letter in "abcdefg"[: draw(st.integers(3, 7))])
    some = st.frozensets(st.sampled_from(names))
    kind = {name: draw(st.sampled_from(KINDS)) for name in names}
    level = {name: draw(st.sampled_from(LEVELS)) for name in names}
    seat = {name: draw(st.sampled_from((*LANDS, None))) for name in names}
    has = {("theme", theme): draw(some) for theme in THEMES}
    has |= {("place", land): draw(some) for land in LANDS}
    pairs = [frozenset(pair) for pair in combinations(names, 2)]
    friends = draw(st.frozensets(st.sampled_from(pairs), max_size=8))
    foes = draw(st.frozensets(st.sampled_from(pairs), max_size=2))
    claims: list[Claim] = [entity(name, kind[name], level=level[name]) for name in names]
    claims += [tie(n, "works_on", f"theme:{t}") for t in THEMES for n in sorted(has["theme", t])]
    claims += [tie(n, "active_in", f"country:{p}") for p in LANDS for n in sorted(has["place", p])]
    claims += [tie(name, "based_in", f"country:{land}") for name, land in seat.items() if land]
    claims += [tie(*_between(pair, "partners_with")) for pair in sorted(friends, key=sorted)]
    claims += [tie(*_between(pair, "opposes")) for pair in sorted(foes, key=sorted)]
    for what, said in (("kind", kind), ("level", level)):
        for value in dict.fromkeys(said.values()):
            has[what, value] = frozenset(name for name in names if said[name] == value)
    works = {n: [p for p in LANDS if n in has["place", p]] for n in names}
    for land in LANDS:
        has["place", land] |= {name for name in names if seat[name] == land}
    home = {n: seat[n] or (works[n][0] if len(works[n]) == 1 else None) for n in names}
    for land in LANDS:
        has["country", land] = frozenset(name for name in names if home[name] == land)
    has["women_led", ""] = has.get(("kind", "womens_network"), frozenset())
    return World(claims=tuple(claims), names=names, has=has, friends=friends, foes=foes)


def _between(pair: frozenset[str], kind: str) -> tuple[str, str, str]:
    one, other = sorted(pair)
    return one, kind, other


traits = st.one_of(
    st.tuples(st.just("theme"), st.sampled_from(THEMES)),
    st.tuples(st.just("place"), st.sampled_from(LANDS)),
    st.tuples(st.just("country"), st.sampled_from(LANDS)),
    st.tuples(st.just("kind"), st.sampled_from(KINDS)),
    st.tuples(st.just("level"), st.sampled_from(LEVELS)),
    st.just(("women_led", "")),
)


def _of(trait: tuple[str, str]) -> dict[str, object]:
    return {"what": trait[0], "of": (trait[1],) if trait[1] else ()}


@st.composite
def asks(draw: st.DrawFn, world: World) -> Ask:
    """Asks with a few demands of every sort, many of them impossible."""
    least = draw(st.integers(1, 4))
    covers = draw(st.lists(st.tuples(traits, st.integers(1, 2)), max_size=3))
    shares = draw(st.lists(st.tuples(traits, st.sampled_from(SHARES), st.booleans()), max_size=2))
    caps = [Share(what="country", at_most=0.5)] if draw(st.booleans()) else []
    convenor = draw(st.none() | st.sampled_from(world.names))
    free = [name for name in world.names if name != convenor]
    few = st.lists(st.sampled_from(free), max_size=2, unique=True).map(tuple)
    costs = draw(st.none() | st.lists(st.integers(0, 3), min_size=len(free), max_size=len(free)))
    return Ask(
        at_least=least,
        at_most=draw(st.integers(least, 5)),
        convenor=convenor,
        themes=draw(st.sampled_from(((), ("mediation",)))),
        cover=tuple(Cover(**_of(t), at_least=n) for t, n in covers),  # type: ignore[arg-type]
        shares=(
            *(Share(**_of(t), **{"at_most" if m else "at_least": s}) for t, s, m in shares),  # type: ignore[arg-type]
            *caps,
        ),
        include=draw(few),
        exclude=draw(few),
        apart=tuple(group for group in (draw(few),) if len(group) == 2),
        opposed_may_meet=draw(st.booleans()),
        within=draw(st.none() | st.integers(1, 2)) if convenor else None,
        joined=draw(st.sampled_from((None, None, *JOINED[: 2 if convenor else 1]))),
        budget=None if costs is None else draw(st.integers(0, 8)),
        costs=tuple(Cost(id=n, amount=c) for n, c in zip(free, costs or (), strict=False)),
        alternatives=draw(st.integers(0, 1)),
        differing=draw(st.integers(1, 3)),
        seconds=3_600.0,
    )


def demanded(world: World, ask: Ask) -> dict[str, Holds]:
    """Each demand by its id, as a test of a set of members."""
    found: dict[str, Holds] = {
        "size: at least": lambda members: len(members) >= ask.at_least,
        "size: at most": lambda members: len(members) <= ask.at_most,
    }
    for number, cover in enumerate(ask.cover, 1):
        held = _holders(world, cover.what, cover.of)
        found[f"cover {number}"] = lambda m, h=held, c=cover: len(h & {*m}) >= c.at_least  # type: ignore[misc]
    for number, share in enumerate(ask.shares, 1):
        found |= dict(_shared(world, number, share))
    for name in ask.include:
        found[f"include {name}"] = lambda m, n=name: n in m  # type: ignore[misc]
    for name in ask.exclude:
        found[f"exclude {name}"] = lambda m, n=name: n not in m  # type: ignore[misc]
    for number, group in enumerate(ask.apart, 1):
        found[f"apart {number}"] = lambda m, g=group: len({*g} & {*m}) <= 1  # type: ignore[misc]
    return found | dict(_tied(world, ask))


def _holders(world: World, what: str, of: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(world.has.get((what, name), frozenset()) for name in of or ("",)))


def _shared(world: World, number: int, share: Share) -> Iterator[tuple[str, Holds]]:
    groups = [_holders(world, share.what, share.of)]
    if share.what == "country" and not share.of:
        groups = [_holders(world, "country", (land,)) for land in LANDS]
    for word, part in (("least", share.at_least), ("most", share.at_most)):
        if part is None:
            continue
        exact = {0.33: Fraction(1, 3), 0.67: Fraction(2, 3)}.get(part, Fraction(str(part)))
        sign = 1 if word == "least" else -1

        def holds(members: tuple[str, ...], exact: Fraction = exact, sign: int = sign) -> bool:
            counts = (len(group & {*members}) for group in groups)
            return all(sign * (count - exact * len(members)) >= 0 for count in counts)

        yield f"share {number}: at {word}", holds


def _tied(world: World, ask: Ask) -> Iterator[tuple[str, Holds]]:
    foes = [pair for pair in world.foes if ask.convenor not in pair]
    if foes and not ask.opposed_may_meet:
        yield "opposed", lambda members: not any(pair <= {*members} for pair in foes)
    if ask.within is not None and ask.convenor is not None:
        near = world.within(ask.convenor, ask.within)
        yield "within", lambda members: near >= {*members}
    if ask.joined is not None:
        table = frozenset({ask.convenor or ""} if ask.joined == JOINED[1] else ())
        yield "joined", lambda members: world.joined(table | {*members})
    if ask.budget is not None:
        costs, budget = {cost.id: cost.amount for cost in ask.costs}, ask.budget
        yield "budget", lambda members: sum(costs.get(name, 0) for name in members) <= budget


def every_set(world: World, ask: Ask) -> list[tuple[str, ...]]:
    """All sets of candidates, the empty one among them."""
    free = [name for name in world.names if name != ask.convenor]
    return [found for size in range(len(free) + 1) for found in combinations(free, size)]


def worths(view: View, ask: Ask) -> dict[str, float]:
    """What everybody is worth; `test_points` holds this to what partners score."""
    pool = candidates(view, ask)
    names = [view.ids[node] for node in pool.nodes.tolist()]
    return dict(zip(names, (pool.points / UNIT).tolist(), strict=True))


@given(st.data())
@THOROUGH
def test_best_or_contradiction(data: st.DataObject) -> None:
    """What is proven best is; and what contradicts itself does, but no part of it."""
    world = data.draw(worlds())
    ask = data.draw(asks(world))
    view = world.view()
    holds = demanded(world, ask)
    kept = {
        found: frozenset(name for name, test in {**holds, SOMEBODY: len}.items() if test(found))
        for found in every_set(world, ask)
    }
    good = [found for found, names in kept.items() if names >= {*holds}]
    answer = coalition(view, ask)

    assert answer.proven
    if good:
        check_best(view, ask, answer, good)
    else:
        check_contradiction(answer, frozenset(holds), set(kept.values()))


def check_best(view: View, ask: Ask, answer: Coalition, good: list[tuple[str, ...]]) -> None:
    """The answer is worth as much as the best of *good*, and so are what it says beside it."""
    worth = worths(view, ask)
    total = {found: round(sum(worth.get(name, 0) for name in found), 2) for found in good}
    members = tuple(sorted(member.id for member in answer.members))

    assert answer.points == max(total.values())
    assert total[members] == answer.points
    assert answer.bound == answer.points
    check_seats(answer, members, total)
    check_alternative(ask, answer, members, total)


def check_seats(
    answer: Coalition, members: tuple[str, ...], total: dict[tuple[str, ...], float]
) -> None:
    """Nothing breaks where the rest would do, and each stand-in is the best there is."""
    for member in answer.members:
        rest = tuple(name for name in members if name != member.id)
        others = [f for f in total if {*rest} < {*f} and len(f) == len(members) and f != members]
        instead = member.stand_in and tuple(sorted((*rest, member.stand_in.id)))

        assert (rest in total) == (not member.breaks)
        assert bool(others) == (instead is not None)
        if instead:
            assert total[instead] == max(total[found] for found in others)


def check_alternative(
    ask: Ask,
    answer: Coalition,
    members: tuple[str, ...],
    total: dict[tuple[str, ...], float],
) -> None:
    """The alternative is the best that leaves enough members out."""
    by = min(ask.differing, len(members))
    others = [worth for found, worth in total.items() if len({*members} - {*found}) >= by]

    best = [max(others)] if others and ask.alternatives else []
    assert [each.points for each in answer.alternatives] == best


def check_contradiction(
    answer: Coalition, everything: frozenset[str], kept: set[frozenset[str]]
) -> None:
    """The demands contradict each other, no part of them does, and no fewer do."""
    assert answer.contradiction is not None
    named = frozenset(demand.id for demand in answer.contradiction.demands)
    eased = frozenset(each.id for each in answer.contradiction.eased)

    assert answer.members == ()
    assert not possible(named, kept)
    assert all(possible(named - {name}, kept) for name in named)
    assert all(possible({*few}, kept) for few in combinations(everything, len(named) - 1))
    assert possible((everything - eased) | {SOMEBODY}, kept)
    assert answer.contradiction.minimal
    assert answer.contradiction.smallest
    assert answer.contradiction.cheapest


def possible(named: AbstractSet[str], kept: set[frozenset[str]]) -> bool:
    """Whether some set of candidates keeps all the demands *named*."""
    return any(named <= names for names in kept)


@given(st.data())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_order_of_loading(data: st.DataObject) -> None:
    """The same claims in another order give the same answer, but for the revision."""
    world = data.draw(worlds())
    ask = data.draw(asks(world))
    claims = data.draw(st.permutations(world.claims))
    other = view_of(*shared(), *claims)

    one, again = coalition(world.view(), ask), coalition(other, ask)
    assert replace(one, revision="") == replace(again, revision="")
