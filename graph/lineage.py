"""What counts as a theme or a place: its parts, what it is part of, and who belonged when."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.dates import ALWAYS_FROM, ALWAYS_UNTIL
from graph.view import KINDS, View

#: What a step up is worth: work on participation says half as much of mediation.
STEP_UP = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """
    A context that counts towards what was asked for.

    `factor` is what evidence on it is worth, 1 for the thing itself and its parts.
    It counts from day `since` to day `until` (`graph.dates.day_number`), which for
    the members of a body are those of their membership; `why` says it in words.
    """

    node: int
    factor: float = 1.0
    since: int = ALWAYS_FROM
    until: int = ALWAYS_UNTIL
    why: str = ""


def reach(view: View, node: int) -> list[Reach]:
    """
    Everything that counts towards a theme, country, region or regional body.

    Parts count in full: mediation for participation, Mali for Western Africa, Mali
    for ECOWAS while it was a member. What it is part of counts half at each step
    up: work on participation says something of mediation, and presence in Western
    Africa something of Mali. The first entry is the thing itself.
    """
    found = {node: Reach(node=node)}
    for part in _below(view, node):
        found.setdefault(part.node, part)
    if KINDS[view.kinds[node]] not in ("theme", "country", "region"):
        members = [entry.node for entry in found.values() if _is_country(view, entry.node)]
        ladder = _shared_ladder(view, members)
    else:
        ladder = _ladder(view, node)
    for step, above in enumerate(ladder, start=1):
        why = f"{view.names[node]} is part of it"
        found.setdefault(above, Reach(node=above, factor=STEP_UP**step, why=why))
    return list(found.values())


def _below(view: View, node: int) -> Iterator[Reach]:
    """Parts and their parts, and the members of a body with their spans."""
    yield from _members(view, node)
    for part in _parts(view, node):
        yield Reach(node=part, why=f"part of {view.names[node]}")
        yield from _below(view, part)


def _parts(view: View, node: int) -> list[int]:
    """Contexts that are part of *node*, of its own sort."""
    places = [p for p in view.ties_of(node) if view.ends[p] == node]
    kinds = view.of_kinds("part_of")
    return [int(view.starts[p]) for p in places if kinds[p] and not view.acting[view.starts[p]]]


def _members(view: View, node: int) -> Iterator[Reach]:
    kinds = view.of_kinds("member_of")
    for place in view.ties_of(node):
        start = int(view.starts[place])
        if kinds[place] and view.ends[place] == node and _is_country(view, start):
            since, until = int(view.since[place]), int(view.until[place])
            yield Reach(node=start, since=since, until=until, why=_membership(view, int(place)))


def _membership(view: View, place: int) -> str:
    tie = view.tie(place)
    words = f"a member of {view.names[view.ends[place]]}"
    if tie.since is not None:
        words += f" since {tie.since}"
    return words if tie.until is None else f"{words} until {tie.until}"


def _is_country(view: View, node: int) -> bool:
    return bool(KINDS[view.kinds[node]] == "country")


def _ladder(view: View, node: int) -> list[int]:
    """What *node* is part of, step by step."""
    kinds = view.of_kinds("part_of")
    ladder: list[int] = []
    while True:
        above = [
            int(view.ends[p])
            for p in view.ties_of(node)
            if kinds[p] and view.starts[p] == node and not view.acting[view.ends[p]]
        ]
        if not above or above[0] in ladder:
            return ladder
        node = above[0]
        ladder.append(node)


def _shared_ladder(view: View, members: list[int]) -> list[int]:
    """The regions that all *members* lie in, the smallest first."""
    ladders = [_ladder(view, member) for member in members]
    if not ladders:
        return []
    return [node for node in ladders[0] if all(node in ladder for ladder in ladders)]
