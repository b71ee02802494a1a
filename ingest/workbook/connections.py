"""What a row of the sheet of connections says, whichever elements it joins."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from graph.domain.errors import ClaimError
from graph.domain.labels import Label
from graph.domain.vocabulary import TieKind, vocabulary
from ingest.errors import ReadError
from ingest.money import sum_of
from ingest.refusals import Refusals, Span
from ingest.words import fold, known, meant
from ingest.workbook import cells
from ingest.workbook.posts import post_of
from ingest.workbook.tables import Cells, Record

#: The kind of ties of who holds a post.
AFFILIATION = "affiliated_with"
#: The kind of ties of which the source does not say, in our words, what they are.
UNKNOWN_TIE = "linked_to"
#: The fields that the heading of their column may open or close, by that column.
_LABELLED = {"role": "role", "earmarking": "earmarking", "cited": "cited"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """
    What a row says of its connections.

    `backwards` when they run from To to From, `both_ways` when each is two ties.
    `word` is its Type when the vocabulary does not know it. `values` are the fields
    of the ties that the row fills, and no others; `unread` are the cells of a row of which
    some cannot be used, so that two such rows are told apart. `closed` are the labels that
    headings give to single fields.
    """

    record: Record
    kind: TieKind
    backwards: bool
    both_ways: bool
    role: str | None
    word: str | None
    values: dict[str, Any]
    unread: tuple[str, ...] = ()
    closed: tuple[tuple[str, Label], ...] = ()


def targets_of(record: Record) -> tuple[str, ...]:
    """The ends that the To cell of *record* names, one connection each."""
    text = record.text("to") or ""
    if text and "|" not in text:
        return (text,)
    ends = map(str.strip, text.split("|"))
    return tuple(dict.fromkeys(end for end in ends if end))


def connection_of(
    record: Record, refusals: Refusals, places: frozenset[str] = frozenset()
) -> Connection:
    """
    Read *record*.

    Args:
        record: The row.

        refusals: Where cells are noted that cannot be used.

        places: The countries in which its ends are, which tell one franc from another.

    Raises:
        ReadError: An end is missing, or it cannot be read who may see the row.
    """
    for column, there in (("from", record.text("from")), ("to", targets_of(record))):
        if not there:
            raise ReadError("the connection has no end here", record.place(column))
    label, said = record.read("tlp", Label.parse), Cells(record, refusals)
    word = record.text("type")
    code = known("ties", word) if word else None
    post = post_of(word) if word and not code else None
    code = code or (AFFILIATION if post else None)
    kind = vocabulary().tie((code or UNKNOWN_TIE).removeprefix("-"))
    direction = said.one("direction", lambda text: meant("directions", text))
    unknown = None if code else word
    role = record.text("role") or record.text("label") or post or unknown
    values = _values(said, label, places)
    extra = (*_unsaid(record, kind, role), *_unread(record, values), *record.extra)
    return Connection(
        record=record,
        kind=kind,
        backwards=(code or "").startswith("-") is not (direction == "reversed"),
        both_ways=direction == "mutual" and kind.directed,
        role=role,
        word=unknown,
        values=values | ({"extra": extra} if extra else {}),
        closed=record.labels(_LABELLED),
        unread=tuple(record.cells.values()) if refusals.found else (),
    )


def _values(said: Cells, label: Label | None, places: frozenset[str]) -> dict[str, Any]:
    since, until = _when(said)
    # The ids of ties hang on this order.
    read: dict[str, Any] = {
        "since": since,
        "until": until,
        "track": said.one("track", lambda text: meant("tracks", text)),
        "weight": _weight(said),
        "share": said.one("share", cells.share),
        **_money(said, places),
        "earmarking": said.record.text("earmarking"),
        "marker": said.one("marker", lambda text: int(meant("markers", text))),
        "label": label,
        "cited": said.record.text("cited"),
        "cited_on": said.one("cited_on", cells.day),
    }
    return {name: value for name, value in read.items() if value is not None}


def _when(said: Cells) -> Span:
    """When it began and ended: by Since and Until, else by Date."""
    since, until = said.span()
    date = said.one("date", cells.day)
    if date and (since or until):
        problem = "write either Date, or Since and Until; the date was left out"
        said.refusals.note(problem, said.record.place("date"))
        return since, until
    return since or date, until or date


def _money(said: Cells, places: frozenset[str]) -> dict[str, Any]:
    """The amount and its currency; an amount without one is refused alone."""
    amount = said.one("amount", lambda text: sum_of(text, cells.amount))
    currency = said.record.text("currency")
    return said.refusals.money(amount, currency, said.record.place, places)


def _weight(said: Cells) -> float | None:
    """The strength of a connection as a number; None when it is in words, or not said."""
    with suppress(ClaimError):
        cells.number(said.record.text("weight") or "")
        return said.one("weight", cells.strength)
    return None


def _unsaid(record: Record, kind: TieKind, role: str | None) -> Iterator[tuple[str, str]]:
    """What the words of a row say that the kind and the role of a tie do not."""
    label, word, direction = record.text("label"), record.text("type"), record.text("direction")
    if label and label != role:
        yield record.heading("label"), label
    terms = (kind.code, kind.label, kind.reverse)
    if word and word not in (role, *terms) and fold(word) not in map(fold, terms):
        yield record.heading("type"), word
    if direction and kind.directed is (known("directions", direction) == "undirected"):
        yield record.heading("direction"), direction


def _unread(record: Record, values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """A strength in words, and a currency of no amount."""
    strength, currency = record.text("weight"), record.text("currency")
    if strength and "weight" not in values:
        yield record.heading("weight"), strength
    if currency and "amount" not in record.cells:
        yield record.heading("currency"), currency
