"""Evidence in words: what a tie says, when, and of what."""

from collections.abc import Iterable, Sequence

from graph.domain.dates import PartialDate, day_number, first_number, last_number
from graph.domain.records import values_of
from graph.domain.vocabulary import vocabulary
from graph.measures.containment import Reach
from graph.measures.evidence import evidence
from graph.views.view import TIE_KINDS, View


def day_words(day: int) -> str:
    """A day number as people write days."""
    return f"{day // 10_000:04d}-{day // 100 % 100:02d}-{day % 100:02d}"


def newest_words(view: View, places: Iterable[int], newest: int) -> str:
    """The day *newest*, as precise as the ties in *places* and their sources give it."""
    dates: set[PartialDate | None] = set()
    for place in places:
        tie = view.tie(place)
        dates |= {tie.since, tie.until, tie.cited_on, view.source(place).published}
    as_of, known = day_number(view.as_of), [day.text for day in dates if day is not None]
    means = (t for t in known if newest in (first_number(t), min(last_number(t), as_of)))
    return max(means, key=len, default=day_words(newest))


def when(since: str | None, until: str | None) -> str:
    """The dates of a tie in brackets; nothing when it has none."""
    if since is None and until is None:
        return ""
    if since == until:
        return f" ({since})"
    if until is None:
        return f" (since {since})"
    return f" (until {until})" if since is None else f" ({since} to {until})"


def tie_words(view: View, place: int, node: int) -> str:
    """What the tie in *place* says of *node*: `works on mediation (since 2019)`."""
    kind = vocabulary().ties[TIE_KINDS[view.tie_kinds[place]]]
    verb = kind.label if view.starts[place] == node else kind.reverse
    ties, row = view.claims.ties, int(view.rows[place])
    dates = when(ties.since[row], ties.until[row])
    return f"{verb} {view.names[view.other_end(place, node)]}{_role(ties.rests[row])}{dates}"


def _role(rest: str) -> str:
    # Most ties have none, and reading a whole tie takes fifty times as long.
    role = values_of(rest).get("role") if '"role"' in rest else None
    return f" as {role}" if role else ""


def row_words(view: View, row: int, entry: Reach) -> tuple[str, list[int]]:
    """A row of evidence in words, with the way to what was asked, and the ties it rests on."""
    rows = evidence(view)
    node, tie, then = int(rows.node[row]), int(rows.tie[row]), int(rows.then[row])
    words, places = tie_words(view, tie, node), [tie]
    if then >= 0:
        onward = tie_words(view, then, view.other_end(tie, node))
        words += f", which {onward}" if _is_on(view, then) else f", which is {onward}"
        places.append(then)
    if entry.tie >= 0:
        places.append(entry.tie)
    if entry.why:
        words += (
            f"; {view.names[entry.node]} is {entry.why}" if entry.factor == 1 else f"; {entry.why}"
        )
    return words, places


def _is_on(view: View, place: int) -> bool:
    """Whether what the tie says of its start begins with a verb: `works on`, not `active in`."""
    return bool(TIE_KINDS[view.tie_kinds[place]] == "works_on")


def count_words(count: int, word: str) -> str:
    """How many of something, in one or more: `1 partner`, `2 partners`."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def listed(names: Sequence[str], count: int) -> str:
    """The first *names* of a list, and how many more of *count* there are."""
    more = f" and {count - len(names)} more" if count > len(names) else ""
    return ", ".join(names) + more
