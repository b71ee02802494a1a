"""What counts as a theme or a place: its parts, what it is part of, and who belonged when."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from graph.domain.dates import ALWAYS_FROM, ALWAYS_UNTIL
from graph.views.claims import Numbers
from graph.views.view import KINDS, TIE_KINDS, View

#: What a step up is worth: work on participation says half as much of mediation.
STEP_UP = 0.5

_PART_OF, _MEMBER_OF = TIE_KINDS.index("part_of"), TIE_KINDS.index("member_of")
#: Kinds that evidence can be on, and that can be parts of one another.
_GROUNDS = frozenset(KINDS.index(kind) for kind in ("theme", "sector", "country", "region"))
_COUNTRY = KINDS.index("country")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """
    A context that counts towards what was asked for.

    `factor` is what evidence on it is worth, 1 for the thing itself and its parts.
    It counts from day `since` to day `until` (`graph.domain.dates.day_number`), which for
    the members of a body are those of their membership; `why` says it in words, and
    `tie` is the place of the tie that makes it a member, -1 for all others.
    """

    node: int
    factor: float = 1.0
    since: int = ALWAYS_FROM
    until: int = ALWAYS_UNTIL
    why: str = ""
    tie: int = field(default=-1, compare=False)


_KNOWN: WeakKeyDictionary[View, dict[int, tuple[Reach, ...]]] = WeakKeyDictionary()


def reach(view: View, node: int) -> list[Reach]:
    """
    Everything that counts towards a theme, country, region or regional body.

    Parts count in full: mediation for participation, Mali for Western Africa, Mali
    for ECOWAS while it was a member. What it is part of counts half at each step
    up: work on participation says something of mediation, and presence in Western
    Africa something of Mali. The first entry is the thing itself. A country that
    left a body and came back has an entry for each time. It is found once for each View.
    """
    known = _KNOWN.setdefault(view, {})
    if node not in known:
        known[node] = tuple(_reach(view, node))
    return list(known[node])


def _reach(view: View, node: int) -> list[Reach]:
    members = _members(view, node)
    found = [Reach(node=node), *members, *_parts(view, node)]
    if view.kinds[node] in _GROUNDS:
        ladder = _ladder(view, node)
    else:
        ladder = _shared_ladder(view, list(dict.fromkeys(entry.node for entry in members)))
    below = {entry.node for entry in found}
    for step, above in enumerate(ladder, start=1):
        if above not in below:
            why = f"{view.names[node]} is part of it"
            found.append(Reach(node=above, factor=STEP_UP**step, why=why))
    return found


def _parts(view: View, node: int) -> Iterator[Reach]:
    """Parts and their parts, each once, even where sources have them go in circles."""
    met, waiting = {node}, deque([node])
    while waiting:
        whole = waiting.popleft()
        for part in _beside(view, whole, ends=view.ends, others=view.starts):
            if part not in met:
                met.add(part)
                waiting.append(part)
                yield Reach(node=part, why=f"part of {view.names[whole]}")


def _beside(view: View, node: int, *, ends: Numbers, others: Numbers) -> list[int]:
    """Themes, sectors and places joined to *node* by ties of which it is one of the *ends*."""
    ties = view.ties_of(node)
    ties = ties[(view.tie_kinds[ties] == _PART_OF) & (ends[ties] == node)]
    return [other for other in others[ties].tolist() if view.kinds[other] in _GROUNDS]


def _members(view: View, node: int) -> list[Reach]:
    """The countries that belonged to a body, in each span that some source gives, once."""
    ties = view.ties_of(node)
    ties = ties[(view.tie_kinds[ties] == _MEMBER_OF) & (view.ends[ties] == node)]
    found: dict[tuple[int, int, int], Reach] = {}
    for place in ties[view.kinds[view.starts[ties]] == _COUNTRY].tolist():
        entry = _membership(view, place)
        found.setdefault((entry.node, entry.since, entry.until), entry)
    return list(found.values())


def _membership(view: View, place: int) -> Reach:
    tie = view.tie(place)
    words = f"a member of {view.names[view.ends[place]]}"
    if tie.since is not None:
        words += f" since {tie.since}"
    if tie.until is not None:
        words += f" until {tie.until}"
    return Reach(
        node=int(view.starts[place]),
        since=int(view.since[place]),
        until=int(view.until[place]),
        why=words,
        tie=place,
    )


def _ladder(view: View, node: int) -> list[int]:
    """What *node* is part of, step by step, by the earliest claim of each step."""
    ladder = [node]
    while above := _beside(view, ladder[-1], ends=view.starts, others=view.ends):
        if above[0] in ladder:
            break
        ladder.append(above[0])
    return ladder[1:]


def _shared_ladder(view: View, members: list[int]) -> list[int]:
    """The regions that all *members* lie in, the smallest first."""
    ladders = [_ladder(view, member) for member in members]
    if not ladders:
        return []
    return [node for node in ladders[0] if all(node in ladder for ladder in ladders)]
