"""From people, organisations, areas, events and motions to entities."""

from collections.abc import Iterator, Mapping
from typing import Any

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.identity import identifier
from graph.domain.model import Contact, Entity
from graph.domain.vocabulary import UNKNOWN_KIND, vocabulary
from ingest.decoding.json_document import text_of
from ingest.popolo.records import Record
from ingest.reader import Refused
from ingest.words import fold, known

#: The kind of each sort of record that becomes an entity.
KINDS = {
    "person": "person",
    "organization": UNKNOWN_KIND,
    "area": "region",
    "event": "event",
    "motion": "instrument",
    "vote_event": "instrument",
}
_SINCE = ("birth_date", "founding_date", "start_date", "date")
_UNTIL = ("death_date", "dissolution_date", "end_date")
_SUMMARIES = ("summary", "biography", "description")
#: What becomes a field, a tie, or a record of its own.
_USED = {
    *("id", "name", "text", "label", "other_names", "identifiers", "email", "contact_details"),
    *("links", "sources", "memberships", "posts", "children", "motions", "vote_events", "votes"),
    *("parent", "parent_id", "area", "area_id", "organization", "organization_id", "attendees"),
    *("creator", "creator_id", "motion", "motion_id", "person", "person_id", "speeches"),
    *("legislative_session", "legislative_session_id"),
}
#: The longest name; a motion has none but its text.
_LONGEST_NAME = 200


def entity_of(record: Record, source: str, faults: list[Refused]) -> Entity:
    """
    The entity that *record* is, of those that its file describes.

    Raises:
        ClaimError: It has no name, or says what no claim can hold.
    """
    name = name_of(record)
    if not name:
        raise ClaimError("it has no name")
    used = set(_USED)
    since, until = _span(record, used, faults)
    summary = next((field for field in _SUMMARIES if record.text(field)), None)
    used |= {summary} if summary else set()
    text = record.text(summary) if summary else None
    if len(record.text("text") or "") > _LONGEST_NAME:
        text = record.text("text")
    identifiers, others = _identifiers(record)
    links = [url for one in record.rows("links") if (url := text_of(one.get("url")))]
    cited = [url for one in record.rows("sources") if (url := text_of(one.get("url")))]
    aliases = (text_of(one.get("name")) for one in record.rows("other_names"))
    return Entity(
        id=f"{source}/{record.sort}:{record.id}",
        source=source,
        kind=_kind(record),
        name=name,
        aliases=tuple(dict.fromkeys(alias for alias in aliases if alias and alias != name)),
        identifiers=identifiers,
        summary=text,
        link=links[0] if links else None,
        since=since,
        until=until,
        contacts=tuple(_contacts(record)),
        cited=cited[0] if cited else None,
        cited_on=record.updated,
        extra=(
            *others,
            *(("link", link) for link in links[1:]),
            *(("source", link) for link in cited[1:]),
            *_names(record),
            *_whole_name(record),
            *rest(record.values, used),
        ),
    )


def name_of(record: Record) -> str | None:
    """What a record is called: its name, or the beginning of its text."""
    text = _called(record)
    return text if not text or len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]}…"


def _whole_name(record: Record) -> Iterator[tuple[str, str]]:
    """A name of which only the beginning is shown; a long text is a summary already."""
    whole = _called(record) or ""
    if len(whole) > _LONGEST_NAME and whole != record.text("text"):
        yield "name", whole


def _called(record: Record) -> str | None:
    parts = (record.text(part) for part in ("given_name", "family_name"))
    made = " ".join(part for part in parts if part)
    named = (record.text(field) for field in ("name", "text", "label"))
    vote = f"Vote {record.id}" if record.sort == "vote_event" else None
    return next(filter(None, (*named, made, record.text("identifier"), vote)), None)


def _kind(record: Record) -> str:
    """The kind that a record's classification names, if it is one of its sort's role."""
    usual = KINDS[record.sort]
    found = known("kinds", record.text("classification") or "")
    if record.sort not in ("organization", "event") or not found or found == UNKNOWN_KIND:
        return usual
    same = vocabulary().kind(found).role == vocabulary().kind(usual).role
    return found if same and found != "person" else usual


def _span(
    record: Record, used: set[str], faults: list[Refused]
) -> tuple[PartialDate | None, PartialDate | None]:
    """When a record's subject began and ended; an impossible date is refused."""
    found: list[PartialDate | None] = []
    for names in (_SINCE, _UNTIL):
        name = next((one for one in names if record.text(one)), None)
        day = None
        if name:
            try:
                day = record.date(name)
                used.add(name)
            except ClaimError as error:
                faults.append(record.refused(str(error), name))
        found.append(day)
    since, until = found
    if since and until and until.last < since.first:
        faults.append(record.refused(f"it ends ({until}) before it begins ({since})"))
        until = None
    return since, until


def _identifiers(record: Record) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    """Identifiers in their written form, and those that have none."""
    found, others = [], []
    for one in record.rows("identifiers"):
        scheme, value = text_of(one.get("scheme")) or "", text_of(one.get("identifier"))
        if value:
            try:
                found.append(identifier(fold(scheme).replace(" ", "-"), value))
            except ClaimError:
                others.append((f"identifier {scheme}".strip(), value))
    return tuple(dict.fromkeys(found)), others


def _contacts(record: Record) -> Iterator[Contact]:
    """Addresses of every sort, with what is noted of them; none of them is public."""
    if email := record.text("email"):
        yield Contact(kind="email", value=email)
    yield from contacts_in(record.rows("contact_details"))


def contacts_in(rows: Iterator[Mapping[str, Any]]) -> Iterator[Contact]:
    """The contacts in a list of contact details."""
    for one in rows:
        if value := text_of(one.get("value")):
            notes = (
                text_of(one.get(name)) for name in ("label", "note", "valid_from", "valid_until")
            )
            noted = ", ".join(note for note in notes if note)
            kind = text_of(one.get("type")) or "contact"
            yield Contact(kind=kind, value=f"{value} ({noted})" if noted else value)


def _names(record: Record) -> Iterator[tuple[str, str]]:
    """What is said of other names: when they were used, and what sort of names they are."""
    for one in record.rows("other_names"):
        said = [
            f"{name} {text}"
            for name, value in one.items()
            if name != "name" and (text := text_of(value))
        ]
        if said and (name := text_of(one.get("name"))):
            yield "other name", f"{name}: {', '.join(said)}"


def rest(values: Mapping[str, Any], used: set[str]) -> Iterator[tuple[str, str]]:
    """What nobody asked for, as pairs of name and text; objects as what they hold."""
    for name, value in values.items():
        if name not in used:
            for one in value if isinstance(value, list) else (value,):
                text = _flat(one) if isinstance(one, dict) else text_of(one)
                if text:
                    yield name, text


def _flat(values: Mapping[str, Any]) -> str:
    """An object in words."""
    said = (
        f"{name} {_flat(value) if isinstance(value, dict) else text}"
        for name, value in values.items()
        if (text := text_of(value)) or isinstance(value, dict)
    )
    return ", ".join(said)


def post_words(record: Record) -> str:
    """A post in words."""
    used = {"id", "contact_details", "memberships", "organization", "organization_id", "label"}
    said = (f"{name} {text}" for name, text in rest(record.values, used))
    return ", ".join((record.text("label") or record.id, *said))
