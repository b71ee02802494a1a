"""The people in a workbook: who they are, and of which organisations, as what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from graph.domain.errors import ClaimError
from graph.domain.labels import Label
from graph.domain.model import Entity, Tie
from graph.domain.vocabulary import UNKNOWN_KIND
from ingest.errors import ReadError
from ingest.nobody import somebody, why_nobody
from ingest.reader import Held, Item, Refused, keeping
from ingest.refusals import Refusals, Span
from ingest.repeated import Gathering
from ingest.words import fold, known, shown
from ingest.workbook.cells import parts
from ingest.workbook.elements import claims_of
from ingest.workbook.headings import told_by
from ingest.workbook.register import Register, kind_of, same
from ingest.workbook.tables import Cells, Record, refusal
from ingest.workbook.tie_ids import tie_id

_PERSON, _TIE, _OF = "person", "affiliated_with", "organisation"
#: The columns that say how somebody is tied to an organisation, and not what they are.
_OF_TIE = ("organisation", "org_type", "role", "since", "until")
_OF_NAME = ("first", "label", "last")


def is_person(record: Record) -> bool:
    """Whether a row is of a person."""
    return record.shape == "people" or (record.shape == "elements" and kind_of(record) == _PERSON)


def is_undeclared(record: Record) -> bool:
    """Whether a row may be of a person or an organisation, and does not say which."""
    return record.headings.declared and (not record.text("type") or kind_of(record) is None)


def name_of(record: Record) -> str:
    """
    The name of the person that a row is of; empty if it has none.

    Where one of its two parts has no column of its own, the plain *Name* is that part.
    """
    first, label, last = map(record.text, _OF_NAME)
    if label and bool(first) == bool(last):
        return label
    return " ".join(part for part in (first, label, last) if part)


def organisations_of(record: Record) -> tuple[str, ...]:
    """The organisations of which a row says that the person is; none for *self-employed*."""
    text = record.text("organisation") or ""
    return tuple(name for name in parts(text) if not _is_none(name))


def _is_none(name: str) -> bool:
    return why_nobody(name) is not None or fold(name) in told_by()["alone"]


def element_of(record: Record) -> Record:
    """
    The row of a person as that of an element.

    Words such as *self-employed*, and a post without an organisation, are kept with the
    person.
    """
    there = organisations_of(record)
    moved = _OF_TIE if there or record.shape == "people" else ("organisation", "org_type", "role")
    cells = {c: t for c, t in record.cells.items() if c not in (*moved, *_OF_NAME)}
    left = ("org_type",) if there else moved
    kept = tuple((record.heading(c), t) for c in left if (t := record.text(c)) and _is_said(c, t))
    name = {"label": name_of(record)} if name_of(record) else {}
    return replace(
        record,
        headings=replace(record.headings, codes=_codes(record)),
        cells={**cells, **name, "type": record.text("type") or _PERSON},
        extra=(*record.extra, *kept),
    )


def _is_said(code: str, text: str) -> bool:
    """Whether a cell says something that is not said otherwise."""
    return why_nobody(text) is None and not (code == "org_type" and known("kinds", text))


def _codes(record: Record) -> dict[int, str]:
    """The columns of an element: the first that the name is in is its label."""
    codes = {n: c for n, c in record.headings.codes.items() if c not in (*_OF_TIE, *_OF_NAME)}
    named = {c: n for n, c in record.headings.codes.items() if c in _OF_NAME}
    number = named.get("label", min(named.values(), default=0))
    return {number: "label", **codes}


@dataclass(slots=True)
class _Body:
    """An organisation that rows of people name: as open as the most open of them."""

    name: str
    label: Label
    kind: str


@dataclass(slots=True, kw_only=True)
class People:
    """
    The people of one workbook, and the organisations that only they name.

    Several rows of one name are one person, with what all of them say. Organisations
    are found among the elements by their labels, and are elements of their own
    otherwise.
    """

    source: str
    register: Register
    _bodies: dict[str, _Body] = field(default_factory=dict)
    _new: list[Entity] = field(default_factory=list)

    def note(self, record: Record) -> None:
        """Note a row of a person, and the organisations that it names."""
        self.register.note(element_of(record))
        try:
            label = record.read("tlp", Label.parse) or Label.CLEAR
        except ReadError:
            return
        kind = known("kinds", record.text("org_type") or "") or UNKNOWN_KIND
        for name in organisations_of(record):
            body = self._bodies.setdefault(same(name), _Body(name, label, kind))
            # Not the first spelling, but the same one in whatever order the rows are.
            body.name, body.label = min(body.name, name), min(body.label, label)
            body.kind = kind if body.kind == UNKNOWN_KIND else body.kind

    def enter(self) -> None:
        """Enter the organisations that no element is, once all rows are noted."""
        for body in self._bodies.values():
            if not self.register.has(body.name):
                element = self.register.add(body.name, body.kind)
                self._new.append(
                    Entity(
                        id=self.register.id_of(element),
                        source=self.source,
                        kind=body.kind,
                        name=body.name,
                        label=body.label or None,
                    )
                )

    def claims(self, records: Iterable[Record]) -> Iterator[Item]:
        """The organisations, then the people and how they are tied to these."""
        yield from self._new
        gathering, count = Gathering(), 0
        for record in records:
            count += 1
            yield from self._row(record, gathering)
        yield from gathering.claims()
        if count:
            yield Held(what="rows of people", count=count)
        self.register.refuse_without(_PERSON, gathering)

    def _row(self, record: Record, gathering: Gathering) -> Iterator[Item]:
        """Gather what a row says, and yield what of it cannot be used."""
        refusals, own = Refusals(), self.register.ids_of(element_of(record))
        try:
            made = self._claims(record, refusals)
        except ReadError as error:
            yield from keeping([refusal(error)], own)
            return
        except ClaimError as error:
            yield from keeping([Refused(place=record.place(), problem=str(error))], own)
            return
        yield from keeping((*record.faults.values(), *refusals.found), own)
        for claim in made:
            yield from gathering.add(claim, record)

    def _claims(self, record: Record, refusals: Refusals) -> list[Entity | Tie]:
        """The person of a row, and the ties to organisations."""
        record.check()
        row = element_of(record)
        if row.text("label") is None:
            problem = "the row names no person; give it a name"
            raise ReadError(problem, row.place("label"), keeps=())
        somebody(row.text("label") or "")
        name = self.register.id_of(self.register.entered(row))
        made = claims_of(row, name, self.source, refusals)
        said, bodies = Cells(record, refusals), organisations_of(record)
        span = said.span() if bodies else (None, None)
        ties = (
            refusals.attempt(partial(self._tie, record, name, body, span), record.place(_OF))
            for body in bodies
        )
        return [*made, *(tie for tie in ties if tie is not None)]

    def _tie(self, record: Record, person: str, body: str, span: Span) -> Tie:
        """That a person is of an organisation, as what and when."""
        element, role = self.register.find(body), record.text("role")
        if element is None:
            raise ClaimError(f"no element is called {shown(body)}")
        end = self.register.id_of(element)
        return Tie(
            id=tie_id(self.source, _TIE, person, end, role, *span),
            source=self.source,
            kind=_TIE,
            start=person,
            end=end,
            since=span[0],
            until=span[1],
            role=role if role and why_nobody(role) is None else None,
            label=record.read("tlp", Label.parse),
            cited=record.text("cited"),
        )
