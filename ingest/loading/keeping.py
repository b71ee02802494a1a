"""What a source said before and a load does not repeat: what stays of it, what may go."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from graph.domain.errors import ClaimError
from graph.domain.model import Entity, Tie
from graph.domain.vocabulary import UNKNOWN_KIND
from graph.stores.base import Batch, Counts, Tally
from ingest.loading.editions import Edition

#: A load that would withdraw more than this share of a source stops,
MOST_WITHDRAWN = 0.5
#: unless no more entities or ties than these would go, and the file is where it was.
FEW = 3
#: How many names of entities that would be withdrawn the message lists.
NAMED = 5

# The fields in which a claim may say nothing, and the lists that may be empty.
_FILLED: Mapping[type, tuple[str, ...]] = {
    Entity: ("level", "summary", "link", "since", "until", "label", "cited", "cited_on"),
    Tie: (
        *("since", "until", "role", "track", "share", "earmarking", "marker"),
        *("label", "cited", "cited_on"),
    ),
}
_LISTS = ("aliases", "identifiers", "contacts")


def hold_back(batch: Batch, source: str, ids: frozenset[str] | None) -> tuple[int, int]:
    """
    Keep what *source* said before of what could not be read now.

    Returns how many entities and ties that were read in part were completed with what they
    said before, and how many claims of which nothing was read stay.

    Args:
        batch: The batch in which the source is loaded.

        source: The id of the source.

        ids: The entities and ties concerned; None if it may be any.
    """
    if ids is not None and not ids:
        return 0, 0
    count = 0
    for before, now in batch.changed(source, ids):
        whole = completed(now, before)
        if whole != now:
            batch.amend(whole)
            count += 1
    return count, batch.keep(source, ids)


def completed(now: Entity | Tie, before: Entity | Tie) -> Entity | Tie:
    """The claim *now*, with what it said *before* in the fields where it says nothing."""
    values: dict[str, Any] = {
        name: getattr(before, name) for name in _FILLED[type(now)] if getattr(now, name) is None
    }
    headings = {heading for heading, _ in now.extra}
    values["extra"] = (*now.extra, *(pair for pair in before.extra if pair[0] not in headings))
    values["closed"] = tuple(dict.fromkeys((*now.closed, *before.closed)))
    if isinstance(now, Entity):
        values |= {name: getattr(before, name) for name in _LISTS if not getattr(now, name)}
        values |= {"kind": before.kind} if now.kind == UNKNOWN_KIND else {}
    elif now.amount is None and isinstance(before, Tie):
        values |= {"amount": before.amount, "currency": before.currency}
    try:
        return replace(now, **values)
    except ClaimError:
        # What one of them says contradicts the other, such as an end before the beginning.
        return now


def first_left_out(batch: Batch, source: str) -> tuple[str, ...]:
    """The names of the first entities of *source* that would be withdrawn."""
    return tuple(islice(batch.left_out(source), NAMED))


def check_withdrawn(tally: Tally, found: Edition, names: Sequence[str]) -> None:
    """
    Stop a load that would withdraw more of its source than an edition usually does.

    A tie whose words changed is another tie, so that ties count by how many fewer there are.

    Args:
        tally: What the batch does.

        found: The source.

        names: The first entities that would be withdrawn.

    Raises:
        ClaimError: It would withdraw more than half, and that is more than a few, or the file
            is not where the earlier one was.
    """
    entities, ties = tally.of("entities"), tally.of("ties")
    few = 0 if found.elsewhere else FEW
    for noun, counts, gone in (
        ("entities", entities, entities.withdrawn),
        ("ties", ties, ties.withdrawn - ties.created),
    ):
        before = _before(counts)
        if gone > few and gone > before * MOST_WITHDRAWN:
            raise ClaimError(_stopped(f"{gone:,} of the {before:,} {noun}", found, names))


def _before(counts: Counts) -> int:
    return counts.changed + counts.unchanged + counts.withdrawn


def _stopped(what: str, found: Edition, names: Sequence[str]) -> str:
    listed = f" ({', '.join(names)}{', …' if len(names) == NAMED else ''})" if names else ""
    moved = "; the file is also at another place than before" if found.elsewhere else ""
    return (
        f"this would withdraw {what} of the source {found.source.id!r}{listed}{moved}; if it is a "
        "newer edition, load it with --replace; if it is another list, give it an id of its own "
        "with --source"
    )
