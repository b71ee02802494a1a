"""Coalitions as a person reads them in a terminal."""

from collections.abc import Iterator

from api.cli.planning_words import closed, heading, reasons
from graph.answers.coalition.answer import (
    Alternative,
    Coalition,
    Contradiction,
    Member,
    Met,
)
from graph.answers.compare.compare import Change, Comparison
from graph.answers.evidence_words import count_words
from graph.domain.vocabulary import vocabulary


def coalition_in_words(answer: Coalition) -> Iterator[str]:
    """The table, member by member, and how tight each demand is; or what contradicts itself."""
    yield heading(answer)
    if answer.contradiction is not None:
        yield from _contradiction(answer.contradiction)
        return
    yield answer.words[:1].upper() + answer.words[1:] + "."
    for rank, member in enumerate(answer.members, start=1):
        yield ""
        yield from _member(member, rank)
    yield from _demands(answer.demands)
    yield from _alternatives(answer)
    yield ""
    yield f"Considered: {count_words(answer.considered, 'stakeholder')}."


def _member(member: Member, rank: int) -> Iterator[str]:
    kind = vocabulary().kinds[member.kind].label
    told = kind if member.level is None else f"{kind}, {member.level}"
    yield f"{rank:>3}. {member.name} ({told})  {member.points:.2f}{closed(member.label)}"
    yield f"     {member.id}"
    for service in member.serves:
        yield f"     there for: {service.words}"
        yield from reasons(service.because, " " * 16)
    if not member.serves:
        yield "     there for its points"
    for service in member.breaks:
        yield f"     breaks without it: {service.words}"
    yield f"     {stand_in_words(member)}"
    for reason in member.against:
        yield f"     against: {reason.words}"


def stand_in_words(member: Member) -> str:
    """Who could take the seat of *member*, and at what loss."""
    other = member.stand_in
    if other is None:
        return "stand-in: nobody could take the seat and keep all demands"
    return f"stand-in: {other.name} ({other.id}), {other.loses:.2f} points less"


def _demands(demands: tuple[Met, ...]) -> Iterator[str]:
    yield ""
    yield "What was asked, and what the table has of it:"
    for met in demands:
        yield f"     {met.words}{room_words(met)}"


def room_words(met: Met) -> str:
    """How much more or less a demand could bear; nothing where there is nothing between."""
    if met.slack is None:
        return ""
    return "  (tight)" if met.tight else f"  ({met.slack:g} to spare)"


def _alternatives(answer: Coalition) -> Iterator[str]:
    if not answer.alternatives:
        return
    names = {member.id: member.name for member in answer.members}
    yield ""
    yield "Other tables, the best that differ:"
    for other in answer.alternatives:
        sure = "" if other.proven else f", at most {other.bound:g}"
        yield f"     {other.points:.2f} points{sure}"
        yield f"       enter: {', '.join(entering(other))}"
        yield f"       leave: {', '.join(names[name] for name in other.leaves)}"


def entering(other: Alternative) -> list[str]:
    """The names of those who enter an alternative."""
    names = dict(zip(other.members, other.names, strict=True))
    return [names[name] for name in other.enters]


def _contradiction(found: Contradiction) -> Iterator[str]:
    if found.demands:
        yield "There is no such table, for these cannot all be:"
    else:
        yield "Nothing was found in the time given."
    for demand in found.demands:
        yield f"     {demand.words}  ({demand.known:,} known)"
    if found.eased:
        cheapest = "The least that would make it possible" if found.cheapest else "This would do"
        yield f"{cheapest}: {'; '.join(each.words for each in found.eased)}."
    if found.demands and not found.minimal:
        yield "In the time given it is not known whether fewer of them contradict each other."


def compare_in_words(answer: Comparison) -> Iterator[str]:
    """Two tables side by side: who moves, why, and what each has of what the other asks."""
    yield heading(answer)
    yield from answer.words
    for words, changes in (
        ("In both", answer.both),
        ("Enter", answer.enters),
        ("Leave", answer.leaves),
    ):
        if changes:
            yield ""
            yield f"{words + ':':<47}{'first':>8} {'second':>8}  points"
        for change in changes:
            yield from _change(change)
    yield from _both(answer)


def _change(change: Change) -> Iterator[str]:
    points = " ".join("       –" if p is None else f"{p:8.2f}" for p in (change.left, change.right))
    yield f"     {change.name[:40]:42}{points}  {change.id}"
    yield from (f"{' ' * 11}{words}" for words in change.because)


def _both(answer: Comparison) -> Iterator[str]:
    """What either table has of each demand."""
    sides = (
        ("first", "second", answer.left.demands, answer.right_for_left),
        ("second", "first", answer.right.demands, answer.left_for_right),
    )
    for name, other, own, swap in sides:
        if swap is not None:
            yield ""
            yield f"What the {name} asks: its own table, and that of the {other}"
            broken = {met.id for met in swap.broken}
            for met, held in zip(own, swap.demands, strict=True):
                told = "  (breaks)" if met.id in broken else ""
                yield f"     {met.words}; {held.has:g}{told}"
    for name, table in (("first", answer.left), ("second", answer.right)):
        if table.contradiction is not None:
            yield ""
            yield f"The {name}:"
            yield from _contradiction(table.contradiction)
