"""From an edge of a network file to ties between the entities at its ends."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from typing import Any

from graph.domain.labels import Label
from graph.domain.model import Tie, key_of
from graph.domain.vocabulary import UNKNOWN_KIND, TieKind, vocabulary
from ingest.errors import ReadError
from ingest.money import Sum, sum_of
from ingest.networks.attributes import SPACE, Attributes
from ingest.networks.nodes import Known
from ingest.networks.parts import Edge, Span
from ingest.words import fold, known
from ingest.workbook import cells
from ingest.workbook.connections import UNKNOWN_TIE


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """
    What kind of tie an edge is.

    `backwards` when it runs from its end to its start; `word` is what the file calls
    it, `known` whether the vocabulary knows the word.
    """

    term: TieKind
    backwards: bool
    word: str | None
    known: bool


def ties_of(
    edge: Edge,
    said: Attributes,
    ends: tuple[Known, Known],
    source: str,
    label: Label | None,
) -> list[Tie]:
    """
    Make ties of *edge*, whose attributes are *said*: one for each time and direction.

    Args:
        edge: The edge.

        said: Its attributes.

        ends: The nodes at its start and its end.

        source: The id of the source.

        label: The label of what has none of its own.

    Raises:
        ReadError: Something it says cannot be used, or it joins what it cannot join.
        ClaimError: The claim that it would make cannot be.
    """
    kind = _kind(edge, said)
    direction = said.word("direction", "directions") or edge.direction
    if kind.backwards is not (direction == "reversed"):
        ends = ends[1], ends[0]
    code, role = _fitting(edge, kind, ends, _role(edge, said, kind))
    own, spans = said.text("tracktwo"), _spans(edge, said)
    values = _values(said, label)
    # Two edges that differ by no more than what cannot be read are still two.
    unread = {"unread": dict(edge.values)} if said.refusals.found or edge.refused else {}
    extra = [*_unsaid(edge, kind, role, direction, said), *said.rest()]
    both_ways = direction == "mutual" and kind.term.directed
    pairs = [ends, (ends[1], ends[0])] if both_ways else [ends]
    ties = []
    for (turn, (start, end)), span in product(enumerate(pairs), spans):
        content = {"role": role, "since": span.since, "until": span.until, **values}
        when = (turn, span.since, span.until) if len(spans) > 1 else (turn,)
        name = own or _name(edge, code, (start.id, end.id), content | unread, when)
        ties.append(
            said.refusals.claim(
                Tie,
                said.at,
                id=f"{source}/{name}",
                source=source,
                kind=code,
                start=start.id,
                end=end.id,
                extra=tuple(extra),
                **content,
            )
        )
    return ties


def _kind(edge: Edge, said: Attributes) -> Kind:
    """The kind of an edge: by its type, else by its label when that is a word we know."""
    word = said.text("type") or edge.word
    code = known("ties", word) if word else known("ties", edge.label or "")
    if word and not code:
        said.count("ties", word)
    term = vocabulary().tie((code or UNKNOWN_TIE).removeprefix("-"))
    backwards = (code or "").startswith("-")
    return Kind(term=term, backwards=backwards, word=word, known=code is not None)


def _role(edge: Edge, said: Attributes, kind: Kind) -> str | None:
    """The role: what the file calls so, or the words on the edge that say more than its kind."""
    role, label = said.text("role"), edge.label or said.text("label")
    if role:
        return role
    if label and fold(label) not in {fold(kind.word or ""), *_terms(kind.term)}:
        return label.strip(SPACE)
    return kind.word if kind.word and not kind.known else None


def _terms(term: TieKind) -> tuple[str, ...]:
    return fold(term.code), fold(term.label), fold(term.reverse)


def _fitting(
    edge: Edge, kind: Kind, ends: tuple[Known, Known], role: str | None
) -> tuple[str, str | None]:
    """
    The kind and the role of a tie between two ends.

    A kind that would not fit an end whose kind nobody said becomes a link whose role
    is the word; one that does not fit what was said is refused.
    """
    (start, end), words, code = ends, vocabulary(), kind.term.code
    if start.id == end.id:
        raise ReadError("both ends are the same", edge.place)
    if problem := words.misfit(code, start.kind, end.kind):
        if not words.misfit(code, end.kind, start.kind):
            problem += f"; swap its ends, or write {kind.term.reverse!r}"
        raise ReadError(problem, edge.place)
    if words.misfit(code, start.kind or UNKNOWN_KIND, end.kind or UNKNOWN_KIND):
        return UNKNOWN_TIE, role or kind.word or kind.term.label
    return code, role


def _spans(edge: Edge, said: Attributes) -> tuple[Span, ...]:
    """When the edge was there: as its attributes say, else its own times."""
    since, until, date = said.date("since"), said.date("until"), said.date("date")
    if since is None and until is None:
        since = until = date
    elif date:
        problem = "there is a date besides a beginning or an end; the date was left out"
        said.refusals.note(problem, said.place("date"))
    since, until = said.refusals.span(since, until, said.place("until"))
    if since or until:
        return (Span(since=since, until=until),)
    return tuple(dict.fromkeys(edge.spans)) or (Span(),)


def _values(said: Attributes, label: Label | None) -> dict[str, Any]:
    own = said.label("tlp")
    marker = said.word("marker", "markers")
    read = {
        "track": said.word("track", "tracks"),
        "weight": said.tried("weight", _weight),
        "share": said.tried("share", _share),
        "earmarking": said.text("earmarking"),
        "marker": int(marker) if marker else None,
        "label": label if own is None else own,
        "cited": said.text("cited"),
        "cited_on": said.date("cited_on"),
        **_money(said),
    }
    return {name: value for name, value in read.items() if value is not None}


def _money(said: Attributes) -> dict[str, object]:
    """The amount and its currency; without the other, each is no more than an attribute."""
    place, currency = said.place("amount"), said.text("currency")
    found = said.refusals.value(said.text("amount"), _sum, place)
    if found is None or not (currency or found.beside):
        said.leave("amount", "currency")
        return {}
    return said.refusals.money(found, currency, said.place)


def _sum(text: str) -> Sum:
    return sum_of(text, cells.amount)


def _weight(text: str) -> float:
    with suppress(ValueError):
        if (weight := float(text)) >= 0:
            return weight
    return cells.strength(text)


def _share(text: str) -> float:
    with suppress(ValueError):
        if 0 <= (share := float(text)) <= 100:  # noqa: PLR2004 - a percentage
            return share
    return cells.share(text)


def _unsaid(
    edge: Edge, kind: Kind, role: str | None, direction: str | None, said: Attributes
) -> Iterator[tuple[str, str]]:
    """What an edge says that the kind and the role of a tie do not."""
    if kind.word and kind.word != role and fold(kind.word) not in _terms(kind.term):
        yield "type", kind.word
    label = edge.label or said.text("label")
    shown = {fold(role or ""), fold(kind.word or ""), *_terms(kind.term)}
    if label and fold(label) not in shown:
        yield "label", label
    if direction and kind.known and kind.term.directed is (direction == "undirected"):
        yield "direction", direction


def _name(
    edge: Edge, code: str, ends: tuple[str, str], content: dict[str, Any], when: tuple[object, ...]
) -> str:
    """What tells a tie from others: the edge's own id, else everything that it says."""
    if edge.key is not None:
        return f"tie-{key_of('id', edge.key, *when)}"
    if not vocabulary().tie(code).directed and not content["role"]:
        ends = (min(ends), max(ends))
    said = (f"{name}={value}" for name, value in content.items() if value is not None)
    return f"tie-{key_of('edge', code, *ends, *said)}"
