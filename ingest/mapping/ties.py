"""From a row to the ties that it says there are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.labels import Label
from graph.domain.model import Tie, shared_kind
from graph.domain.vocabulary import vocabulary
from ingest.errors import ReadError
from ingest.mapping.bodies import Bodies, id_by_key, id_by_name
from ingest.mapping.entities import heads_of, kept, span
from ingest.mapping.meanings import TIE, plain
from ingest.mapping.plan import End, EntityPlan, TablePlan, TiePlan, fits
from ingest.mapping.rows import Line
from ingest.mapping.values import Reading, Value
from ingest.reader import Refused, keeping
from ingest.words import shown
from ingest.workbook.tie_ids import tie_id

_FIELDS = ("track", "weight", "share", "earmarking", "marker")
# The ids of ties hang on this order.
_ORDER = (
    *("since", "until", "track", "weight", "share", "amount", "currency"),
    *("earmarking", "marker", "label", "cited", "cited_on"),
)


@dataclass(slots=True, kw_only=True)
class TieMaker:
    """
    Makes the ties of a file, once its entities are known.

    `again` counts those that an earlier row says in the same words.
    """

    source: str
    bodies: Bodies
    keyed: frozenset[str]
    again: int = 0
    hidden: int = 0
    _seen: set[str] = field(default_factory=set)

    def claims(
        self, table: TablePlan, reading: Reading, rest: tuple[str, ...]
    ) -> Iterator[Tie | Refused]:
        """Yield the ties of a row, and what of it makes none."""
        joined = set[str]()
        refused: list[Refused] = []
        for plan in table.ties:
            if not fits(plan.where, reading.line):
                continue
            starts = tuple(self._ends(plan.start, table, reading, joined))
            ends = tuple(self._ends(plan.end, table, reading, joined))
            joined.update(starts, ends)
            try:
                if starts and ends:
                    for item in self._made(plan, (starts, ends), reading, rest):
                        joined.update([item.id] if isinstance(item, Tie) else [])
                        yield item
            except ReadError as error:
                refused += reading.line.refused(error)
        yield from keeping((*refused, *reading.refused), sorted(joined) or None)

    def _made(
        self,
        plan: TiePlan,
        sides: tuple[tuple[str, ...], tuple[str, ...]],
        reading: Reading,
        rest: tuple[str, ...],
    ) -> Iterator[Tie | Refused]:
        said = self._said(plan, reading, rest)
        for start, end in product(*sides):
            yield from self._between(said, start, end, reading)

    def _ends(self, end: End, table: TablePlan, reading: Reading, lost: set[str]) -> Iterator[str]:
        """The ids at one side; those of nobody in the file are noted as *lost*."""
        if end.entity is not None:
            yield from self._own(table.entities[end.entity], reading)
        elif end.value is not None and end.among is None:
            yield from reading.several(end.value, TIE[end.by])
        elif end.value is not None:
            for text in reading.several(end.value, plain):
                found = self._found(end, text)
                if found in self.bodies.kinds:
                    yield found
                else:
                    who = "nobody, or more than one," if end.by == "name" else "nobody"
                    lost.update(filter(None, [found]))
                    problem = f"{who} among {end.among!r} has the {end.by} {shown(text)}"
                    place = reading.place(end.value)
                    reading.refusals.note(problem, place)

    def _own(self, plan: EntityPlan, reading: Reading) -> Iterator[str]:
        """The entities that *plan* makes of this row; what is wrong with them is said elsewhere."""
        try:
            heads = heads_of(plan, Reading(line=reading.line, lookups=reading.lookups), self.source)
        except ReadError:
            return
        yield from (head.id for head in heads)

    def _found(self, end: End, text: str) -> str | None:
        among = end.among or ""
        if among not in self.keyed:
            return id_by_name(self.source, among, text)
        if end.by == "name":
            return self.bodies.called(among, text)
        return id_by_key(self.source, among, text)

    def _said(self, plan: TiePlan, reading: Reading, rest: tuple[str, ...]) -> "_Said":
        values = plan.values
        label = reading.one(values.get("label"), TIE["label"])
        said = {name: reading.first(values.get(name), TIE[name]) for name in _FIELDS}
        read = {**_when(values, reading), **said, "label": label, **_money(values, reading)}
        read |= {name: reading.first(values.get(name), TIE[name]) for name in ("cited", "cited_on")}
        code = reading.one(values["kind"], TIE["kind"])
        if code is None:
            raise ReadError("there is no kind of tie here", reading.place(values["kind"]))
        direction = reading.first(values.get("direction"), TIE["direction"])
        role = reading.one(values.get("role"), plain) or ", ".join(reading.unread.values()) or None
        extra, private = kept(plan.kept, reading, rest)
        self.hidden += len(private)
        return _Said(
            kind=code.removeprefix("-"),
            backwards=code.startswith("-") is not (direction == "reversed"),
            mutual=direction == "mutual",
            key=reading.one(values.get("key"), plain),
            unread=tuple(_texts(reading.line)) if reading.refused else (),
            values={
                **{name: read[name] for name in _ORDER if read.get(name) is not None},
                **({"role": role} if role else {}),
                **({"extra": tuple(extra)} if extra else {}),
            },
            closed=reading.labels(values),
        )

    def _between(
        self, said: "_Said", start: str, end: str, reading: Reading
    ) -> Iterator[Tie | Refused]:
        first, last = (end, start) if said.backwards else (start, end)
        pairs = [(first, last)]
        if said.mutual and vocabulary().tie(said.kind).directed:
            pairs.append((last, first))
        for pair in pairs:
            try:
                yield from self._tie(said, *pair, reading)
            except ClaimError as error:
                yield Refused(place=reading.line.place(), problem=str(error), keeps=pair)

    def _tie(
        self, said: "_Said", start: str, end: str, reading: Reading
    ) -> Iterator[Tie | Refused]:
        kinds = (shared_kind(one) or self.bodies.kinds[one] for one in (start, end))
        if problem := vocabulary().misfit(said.kind, *kinds):
            raise ClaimError(problem)
        name = self._name(said, start, end)
        if name in self._seen:
            if said.key or "amount" in said.values:
                told = (
                    "with this key"
                    if said.key
                    else "the same; give the tie a key if both are meant"
                )
                problem = f"an earlier row has a tie {told}"
                yield Refused(place=reading.line.place(), problem=problem, keeps=())
            else:
                self.again += 1
            return
        self._seen.add(name)
        yield reading.refusals.claim(
            Tie,
            lambda _: reading.line.place(),
            id=name,
            source=self.source,
            kind=said.kind,
            start=start,
            end=end,
            closed=said.closed,
            **said.values,
        )

    def _name(self, said: "_Said", start: str, end: str) -> str:
        if said.key is not None:
            return tie_id(self.source, "key", said.kind, start, end, said.key)
        if not vocabulary().tie(said.kind).directed:
            start, end = min(start, end), max(start, end)
        values = (f"{field}={value}" for field, value in said.values.items() if field != "extra")
        return tie_id(self.source, "row", said.kind, start, end, *values, *said.unread)


def _when(values: Mapping[str, Value], reading: Reading) -> dict[str, PartialDate | None]:
    """From when until when: by a beginning and an end, else by a date."""
    since, until = span(values, reading)
    date = reading.first(values.get("date"), TIE["date"])
    if date and (since or until):
        problem = "there is a date, and a beginning or an end as well; the date was left out"
        reading.refusals.note(problem, reading.place(values["date"]))
        date = None
    return {"since": since or date, "until": until or date}


def _money(values: Mapping[str, Value], reading: Reading) -> dict[str, Any]:
    """The amount and its currency; an amount without one is refused alone."""
    amount = reading.first(values.get("amount"), TIE["amount"])
    refused = len(reading.refused)
    currency = reading.first(values.get("currency"), TIE["currency"])
    if len(reading.refused) > refused:
        return {}
    return reading.refusals.money(amount, currency, lambda name: reading.place(values[name]))


def _texts(line: Line) -> Iterator[str]:
    """Everything that stands in a row."""
    for column in line.cells:
        yield from line.texts(column)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What a row says of its ties, whichever ends they join."""

    kind: str
    backwards: bool
    mutual: bool
    key: str | None
    values: dict[str, Any]
    closed: tuple[tuple[str, Label], ...]
    unread: tuple[str, ...] = ()
