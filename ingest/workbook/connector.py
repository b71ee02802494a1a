"""From what the rows of connections say to ties between the elements at their ends."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.domain.errors import ClaimError
from graph.domain.model import Entity, Tie
from graph.domain.places import places
from graph.domain.vocabulary import UNKNOWN_KIND, vocabulary
from ingest.errors import ReadError
from ingest.id_set import Seen
from ingest.reader import Refused, keeping
from ingest.refusals import Refusals
from ingest.words import known, shown
from ingest.workbook.connections import UNKNOWN_TIE, Connection, connection_of, targets_of
from ingest.workbook.mentions import Mentions
from ingest.workbook.register import Element, Register
from ingest.workbook.tables import Record, refusal
from ingest.workbook.tie_ids import tie_id

#: Shorter names are not taken for countries where a stakeholder may stand.
_SHORT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _End:
    """An end of a connection; its kind is None when nobody said what it is."""

    id: str
    kind: str | None


@dataclass(slots=True, kw_only=True)
class Connector:
    """
    Makes ties of the rows of one workbook.

    Where no elements are listed, the ends of connections become elements by their labels.
    """

    register: Register
    mentions: Mentions
    source: str
    count: int = 0
    unknown: Counter[str] = field(default_factory=Counter)
    _listed: bool = field(init=False)
    _seen: Seen = field(default_factory=Seen)
    _new: list[Entity] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._listed = len(self.register) > 0

    def claims(self, record: Record) -> Iterator[Entity | Tie | Refused]:
        """Yield the ties of *record*, after the elements that it names first."""
        targets = targets_of(record)
        self.count += max(1, len(targets))
        refusals = Refusals()
        try:
            record.check()
            # They tell one franc from another, and are asked for where there is money.
            ends = (record.text("from") or "", *targets) if record.text("amount") else ()
            said = connection_of(record, refusals, self.register.countries_of(ends))
        except ReadError as error:
            yield from keeping([refusal(error)], self._ends(record, *targets))
            return
        if said.word:
            self.unknown[said.word] += 1
        ties = []
        for target in targets:
            made = list(self._made(said, target, refusals))
            ties += [item.id for item in made if isinstance(item, Tie)]
            yield from self._new
            self._new.clear()
            yield from made
        if lost := (*record.faults.values(), *refusals.found):
            joined = self._ends(record, *targets)
            yield from keeping(lost, joined and (*joined, *ties))

    def _ends(self, record: Record, *targets: str) -> tuple[str, ...] | None:
        """The ids of the elements that a row joins; None if it does not say all of them."""
        texts = (record.text("from"), *(targets or (None,)))
        if None in texts:
            return None
        return tuple(self.register.id_called(text) for text in texts if text)

    def _made(self, said: Connection, target: str, refusals: Refusals) -> Iterator[Tie | Refused]:
        sides = [("from", said.record.text("from") or ""), ("to", target)]
        if said.backwards:
            sides.reverse()
        try:
            start = self._end(said, *sides[0], allowed=said.kind.starts)
            end = self._end(said, *sides[1], allowed=said.kind.ends)
            pairs = [(start, end), (end, start)] if said.both_ways else [(start, end)]
            ties = [self._tie(said, *pair, refusals) for pair in pairs]
        except ReadError as error:
            yield from keeping([refusal(error)], self._ends(said.record, target))
        else:
            for tie in ties:
                self._seen.add(tie.id)
            yield from ties

    def _end(self, said: Connection, code: str, text: str, *, allowed: frozenset[str]) -> _End:
        try:
            element = self.register.find(text)
        except ClaimError as error:
            raise ReadError(str(error), said.record.place(code)) from error
        if element is None or (element.kind == UNKNOWN_KIND and element.kind not in allowed):
            context = _context(text, allowed)
            if context:
                return _End(id=context, kind=context.partition(":")[0])
        if element is None:
            if self._listed:
                problem = f"no element is called {shown(text)}; {self.register.suggestion(text)}"
                raise ReadError(problem, said.record.place(code))
            element = self._mentioned(text)
        kind = None if element.kind == UNKNOWN_KIND else element.kind
        return _End(id=self.register.id_of(element), kind=kind)

    def _mentioned(self, text: str) -> Element:
        """Enter an element that is known by its label alone."""
        element = self.register.add(text, self.mentions.kind(text))
        name = self.register.id_of(element)
        self._new.append(self.mentions.entity(text, id=name, source=self.source))
        return element

    def _tie(self, said: Connection, start: _End, end: _End, refusals: Refusals) -> Tie:
        kind, role = _fitting(said, start, end)
        name = self._name(said, kind, start, end)
        if name in self._seen:
            raise ReadError("an earlier row says the same", said.record.place(), keeps=())
        try:
            return refusals.claim(
                Tie,
                lambda error: said.record.place(error.field),
                id=name,
                source=self.source,
                kind=kind,
                start=start.id,
                end=end.id,
                role=role,
                closed=said.closed,
                **said.values,
            )
        except ClaimError as error:
            raise ReadError(str(error), said.record.place()) from error

    def _name(self, said: Connection, kind: str, start: _End, end: _End) -> str:
        if own := said.record.text("id"):
            return tie_id(self.source, "id", own, start.id, end.id)
        ends = (start.id, end.id)
        if not said.kind.directed and not said.role:
            ends = (min(ends), max(ends))
        values = (f"{field}={value}" for field, value in said.values.items())
        return tie_id(self.source, "row", kind, *ends, said.role, *values, *said.unread)


def _fitting(said: Connection, start: _End, end: _End) -> tuple[str, str | None]:
    """
    The kind and the role of a tie between two ends.

    A kind that would not fit an end whose kind nobody said becomes a link whose role
    is the word; one that does not fit what was said is refused.
    """
    if start.id == end.id:
        raise ReadError("both ends are the same", said.record.place("to"))
    words, kind = vocabulary(), said.kind
    if problem := words.misfit(kind.code, start.kind, end.kind):
        if not words.misfit(kind.code, end.kind, start.kind):
            problem += f"; swap From and To, or write {kind.reverse!r}"
        raise ReadError(problem, said.record.place("type"))
    if words.misfit(kind.code, start.kind or UNKNOWN_KIND, end.kind or UNKNOWN_KIND):
        return UNKNOWN_TIE, said.role or kind.label
    return kind.code, said.role


def _context(text: str, allowed: frozenset[str]) -> str | None:
    """The shared country, region or theme that *text* names, where one may stand."""
    sort, _, code = text.partition(":")
    if sort == "theme" and code in vocabulary().themes:
        return text
    if sort in ("country", "region") and code in places():
        return text
    named_alone = UNKNOWN_KIND not in allowed
    # Any context may stand here: then a Georgia or a Chad is rather somebody's name.
    if "event" in allowed and not named_alone:
        return None
    if "country" in allowed and (named_alone or len(text) > _SHORT):
        place = known("places", text)
        if place and places()[place].kind in allowed:
            return places()[place].id
    theme = known("themes", text) if "theme" in allowed else None
    return f"theme:{theme}" if theme and named_alone else None
