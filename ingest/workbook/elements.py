"""From a row of the sheet of elements to an entity, and what it works on and where."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from graph.domain.errors import ClaimError
from graph.domain.labels import Label
from graph.domain.model import Contact, Entity, Tie, shared_kind
from graph.domain.vocabulary import UNKNOWN_KIND, vocabulary
from ingest.errors import Place
from ingest.refusals import Refusals
from ingest.words import fold, meant
from ingest.workbook import cells
from ingest.workbook.register import kind_of
from ingest.workbook.tables import Cells, Record
from ingest.workbook.tie_ids import tie_id

#: Which ties the columns of themes and places make.
_TIES = {
    "themes": ("works_on", "themes", cells.theme),
    "countries": ("active_in", "places", cells.place),
    "based_in": ("based_in", "places", cells.place),
}
_CONTACTS: dict[str, Callable[[str], str]] = {"email": cells.mail, "phone": str, "contact": str}
#: What looks like an e-mail address or an international telephone number.
ADDRESS = re.compile(r"[^\s@]@[^\s@]+\.\w|(?:\+|(?<![\w.,])00)\d[\d ().-]{6,}\d")
_SCHEMES = ("wikidata", "ror", "lei", "org-id", "iati", "tracktwo")


def claims_of(record: Record, name: str, source: str, refusals: Refusals) -> list[Entity | Tie]:
    """
    The entity that *record* describes, and its ties to themes and places.

    Args:
        record: A row of a table of elements.

        name: The id that the entity gets.

        source: The id of the source.

        refusals: Where the cells are noted that cannot be used.

    Raises:
        ReadError: Who it is about, or who may see it, cannot be read.
        ClaimError: No entity can be what the row says.
    """
    kind, said = kind_of(record) or UNKNOWN_KIND, Cells(record, refusals)
    since, until = said.span()
    label = record.read("tlp", Label.parse)
    contacts, extra = _reachable(said)
    links = said.several("link", cells.link)
    entity = refusals.claim(
        Entity,
        partial(_place, record),
        id=name,
        source=source,
        kind=kind,
        name=record.text("label") or "",
        aliases=said.several("aliases", str),
        identifiers=tuple(dict.fromkeys(_identifiers(said))),
        level=said.one("level", lambda text: meant("levels", text)),
        summary=record.text("description"),
        link=links[0] if links else None,
        since=since,
        until=until,
        contacts=tuple(contacts),
        label=label,
        cited=record.text("cited"),
        cited_on=said.one("cited_on", cells.day),
        extra=(*_unsaid(record, name, kind, links), *extra),
        closed=record.labels(_LABELLED),
    )
    return [entity, *_ties(said, entity)]


#: The fields that the heading of their column may open or close, by that column.
_LABELLED = {"summary": "description", "link": "link", "cited": "cited"}
#: The columns of the fields that are not called as their column.
_COLUMNS = {"name": "label", "summary": "description"}


def _place(record: Record, error: ClaimError) -> Place:
    """Where the field stands that *error* is about."""
    if error.field == "extra" and isinstance(error.member, tuple):
        return record.sheet.place(record.number, error.member[0])
    return record.place(_COLUMNS.get(error.field or "", error.field))


def parentage(record: Record) -> Record:
    """The row of an element as that of a connection: that it is part of its parent."""
    cells = {
        "from": record.text("id") or record.text("label"),
        "to": record.text("parent"),
        "type": "part_of",
        "tlp": record.text("tlp"),
        "cited": record.text("cited"),
        "cited_on": record.text("cited_on"),
    }
    codes = {"label": "from", "parent": "to", "tlp": "tlp", "cited": "cited"}
    codes["cited_on"] = "cited_on"
    own = {number: codes[code] for number, code in record.headings.codes.items() if code in codes}
    return replace(
        record,
        headings=replace(record.headings, codes=own),
        cells={code: text for code, text in cells.items() if text},
        extra=(),
        faults={},
    )


def _identifiers(said: Cells) -> Iterator[str]:
    yield from said.several("identifiers", cells.any_identifier)
    for scheme in _SCHEMES:
        yield from said.several(scheme, cells.named(scheme))


def _reachable(said: Cells) -> tuple[list[Contact], list[tuple[str, str]]]:
    """
    How to reach it, and the cells of unknown columns that say nothing of that.

    A column called *Director's mobile* must not be more open than one called Phone. Where
    it cannot be read how far contacts may travel, none is kept.
    """
    record = said.record
    private = [pair for pair in record.extra if ADDRESS.search(pair[1])]
    extra = [pair for pair in record.extra if pair not in private]
    label = said.one("contact_tlp", _contact_label)
    if label is None and (record.text("contact_tlp") or record.fault("contact_tlp")):
        return [], extra
    pairs = [
        (kind, value)
        for kind, meaning in _CONTACTS.items()
        for value in said.several(kind, meaning)
    ]
    own = Label.AMBER if label is None else label
    made = (_contact(said, kind, value, own) for kind, value in (*pairs, *private))
    return [contact for contact in made if contact is not None], extra


def _contact_label(text: str) -> Label:
    try:
        return Label.parse(text)
    except ClaimError as error:
        raise ClaimError(f"{error}; the contacts of the row were left out") from error


def _contact(said: Cells, kind: str, value: str, label: Label) -> Contact | None:
    place = said.record.place(kind if kind in _CONTACTS else None)
    return said.refusals.attempt(lambda: Contact(kind=kind, value=value, label=label), place)


def _unsaid(
    record: Record, name: str, kind: str, links: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """What the row says that the fields of an entity do not."""
    own = record.text("id")
    if own and not name.endswith(f"/{own}"):
        yield record.heading("id"), own
    word, term = record.text("type"), vocabulary().kind(kind)
    terms = (term.code, term.label)
    if word and word not in terms and fold(word) not in map(fold, terms):
        yield record.heading("type"), word
    for link in links[1:]:
        yield record.heading("link"), link


def _ties(said: Cells, entity: Entity) -> Iterator[Tie]:
    for code, (kind, sort, meaning) in _TIES.items():
        for end in said.several(code, meaning, cells.words_of(sort)):
            if problem := vocabulary().misfit(kind, entity.kind, shared_kind(end)):
                said.refusals.note(problem, said.record.place(code))
                continue
            yield Tie(
                id=tie_id(entity.source, kind, entity.id, end),
                source=entity.source,
                kind=kind,
                start=entity.id,
                end=end,
                cited=entity.cited,
                cited_on=entity.cited_on,
            )
