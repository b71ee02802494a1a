"""From a row of the sheet of elements to an entity, and what it works on and where."""

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.labels import Label
from graph.model import Contact, Entity, Tie, shared_kind
from graph.vocabulary import UNKNOWN_KIND, vocabulary
from ingest.errors import ReadError
from ingest.words import fold, meant
from ingest.workbook import cells
from ingest.workbook.register import kind_of
from ingest.workbook.tables import Record, span
from ingest.workbook.tie_ids import tie_id

#: Which ties the columns of themes and places make.
_TIES = {
    "themes": ("works_on", cells.listed("themes", cells.theme)),
    "countries": ("active_in", cells.listed("places", cells.place)),
    "based_in": ("based_in", cells.listed("places", cells.place)),
}
_CONTACTS = {
    "email": cells.several(cells.mail),
    "phone": cells.several(str),
    "contact": cells.several(str),
}
#: What looks like an e-mail address or an international telephone number.
ADDRESS = re.compile(r"[^\s@]@[^\s@]+\.\w|(?:\+|\b00)\d[\d ().-]{6,}\d")
_SCHEMES = ("wikidata", "ror", "lei", "org-id", "iati", "tracktwo")


def claims_of(record: Record, name: str, source: str) -> list[Entity | Tie]:
    """
    The entity that *record* describes, and its ties to themes and places.

    Args:
        record: A row of a table of elements.

        name: The id that the entity gets.

        source: The id of the source.

    Raises:
        ReadError: Something in the row cannot be used.
    """
    kind = kind_of(record) or UNKNOWN_KIND
    since, until = span(record)
    extra, private = _parted(record)
    links = record.read("link", cells.several(cells.link)) or ()
    entity = Entity(
        id=name,
        source=source,
        kind=kind,
        name=record.text("label") or "",
        aliases=record.read("aliases", cells.several(str)) or (),
        identifiers=tuple(dict.fromkeys(_identifiers(record))),
        level=record.read("level", lambda text: meant("levels", text)),
        summary=record.text("description"),
        link=links[0] if links else None,
        since=since,
        until=until,
        contacts=(*_contacts(record), *private),
        label=record.read("tlp", Label.parse),
        cited=record.text("cited"),
        extra=(*_unsaid(record, name, kind, links), *extra),
    )
    return [entity, *_ties(record, entity)]


def parentage(record: Record) -> Record:
    """The row of an element as that of a connection: that it is part of its parent."""
    cells = {
        "from": record.text("id") or record.text("label"),
        "to": record.text("parent"),
        "type": "part_of",
        "tlp": record.text("tlp"),
        "cited": record.text("cited"),
    }
    codes = {"label": "from", "parent": "to", "tlp": "tlp", "cited": "cited"}
    own = {number: codes[code] for number, code in record.headings.codes.items() if code in codes}
    return replace(
        record,
        headings=replace(record.headings, codes=own),
        cells={code: text for code, text in cells.items() if text},
        extra=(),
    )


def _identifiers(record: Record) -> Iterator[str]:
    yield from record.read("identifiers", cells.several(cells.any_identifier)) or ()
    for scheme in _SCHEMES:
        yield from record.read(scheme, cells.several(cells.named(scheme))) or ()


def _contacts(record: Record) -> Iterator[Contact]:
    label = _contact_label(record)
    for kind, meaning in _CONTACTS.items():
        for value in record.read(kind, meaning) or ():
            yield Contact(kind=kind, value=value, label=label)


def _contact_label(record: Record) -> Label:
    label = record.read("contact_tlp", Label.parse)
    return Label.AMBER if label is None else label


def _parted(record: Record) -> tuple[list[tuple[str, str]], list[Contact]]:
    """
    The cells of unknown columns, and apart from them those that hold an address.

    A column called *Director's mobile* must not be more open than one called Phone.
    """
    extra, private = [], []
    for heading, text in record.extra:
        if ADDRESS.search(text):
            private.append(Contact(kind=heading, value=text, label=_contact_label(record)))
        else:
            extra.append((heading, text))
    return extra, private


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


def _ties(record: Record, entity: Entity) -> Iterator[Tie]:
    for code, (kind, meaning) in _TIES.items():
        for end in record.read(code, meaning) or ():
            if problem := vocabulary().misfit(kind, entity.kind, shared_kind(end)):
                raise ReadError(problem, record.place(code))
            yield Tie(
                id=tie_id(entity.source, kind, entity.id, end),
                source=entity.source,
                kind=kind,
                start=entity.id,
                end=end,
                cited=entity.cited,
            )
