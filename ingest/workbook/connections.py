"""What a row of the sheet of connections says, whichever elements it joins."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from graph.errors import ClaimError
from graph.labels import Label
from graph.vocabulary import TieKind, vocabulary
from ingest.errors import ReadError
from ingest.words import fold, known, meant
from ingest.workbook import cells
from ingest.workbook.tables import Record, span

#: The fields that one cell says, by name: its column, and its meaning. Ids hang on their order.
_FIELDS: Mapping[str, tuple[str, Callable[[str], Any] | None]] = {
    "track": ("track", lambda text: meant("tracks", text)),
    "weight": ("weight", None),
    "share": ("share", cells.share),
    "amount": ("amount", cells.amount),
    "currency": ("currency", cells.currency),
    "earmarking": ("earmarking", str),
    "marker": ("marker", lambda text: int(meant("markers", text))),
    "label": ("tlp", Label.parse),
    "cited": ("cited", str),
}
#: The kind of ties of which the source does not say, in our words, what they are.
UNKNOWN_TIE = "linked_to"


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """
    What a row says of its connections.

    `backwards` when they run from To to From, `both_ways` when each is two ties.
    `word` is its Type when the vocabulary does not know it. `values` are the fields
    of the ties that the row fills, and no others.
    """

    record: Record
    kind: TieKind
    backwards: bool
    both_ways: bool
    role: str | None
    word: str | None
    values: dict[str, Any]


def targets_of(record: Record) -> tuple[str, ...]:
    """The ends that the To cell of *record* names, one connection each."""
    text = record.text("to") or ""
    if text and "|" not in text:
        return (text,)
    ends = map(str.strip, text.split("|"))
    return tuple(dict.fromkeys(end for end in ends if end))


def connection_of(record: Record) -> Connection:
    """
    Read *record*.

    Raises:
        ReadError: An end is missing, or a cell cannot be used.
    """
    for column, there in (("from", record.text("from")), ("to", targets_of(record))):
        if not there:
            raise ReadError("the connection has no end here", record.place(column))
    word = record.text("type")
    code = known("ties", word) if word else None
    kind = vocabulary().tie((code or UNKNOWN_TIE).removeprefix("-"))
    direction = record.read("direction", lambda text: meant("directions", text))
    unknown = None if code else word
    role = record.text("role") or record.text("label") or unknown
    values = _values(record)
    extra = (*_unsaid(record, kind, role), *_unread(record, values), *record.extra)
    return Connection(
        record=record,
        kind=kind,
        backwards=(code or "").startswith("-") is not (direction == "reversed"),
        both_ways=direction == "mutual" and kind.directed,
        role=role,
        word=unknown,
        values=values | ({"extra": extra} if extra else {}),
    )


def _values(record: Record) -> dict[str, Any]:
    since, until = span(record)
    date = record.read("date", cells.day)
    if date and (since or until):
        raise ReadError("write either Date, or Since and Until", record.place("date"))
    if ("amount" in record.cells) != ("currency" in record.cells):
        given = "amount" if "amount" in record.cells else "currency"
        record.read(given, cells.amount if given == "amount" else cells.currency)
        raise ReadError("an amount needs a currency, and a currency an amount", record.place(given))
    read: dict[str, Any] = {"since": since or date, "until": until or date}
    for name, (code, meaning) in _FIELDS.items():
        if code in record.cells:
            read[name] = _weight(record) if meaning is None else record.read(code, meaning)
    return {name: value for name, value in read.items() if value is not None}


def _weight(record: Record) -> float | None:
    """The strength of a connection as a number; None when it is in words, or not said."""
    with suppress(ClaimError):
        cells.number(record.text("weight") or "")
        return record.read("weight", cells.strength)
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
    """A strength in words."""
    strength = record.text("weight")
    if strength and "weight" not in values:
        yield record.heading("weight"), strength
