"""Read Popolo: one record, a list of them, or a bundle such as EveryPolitician's."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.domain.errors import ClaimError
from graph.domain.model import Contact, Entity, Tie
from ingest.countries import country_of
from ingest.decoding.beginning import Beginning
from ingest.errors import Place, ReadError
from ingest.popolo.entities import KINDS, contacts_in, entity_of, post_words
from ingest.popolo.records import Record, records
from ingest.popolo.ties import Ends, membership_ties, motion_ties, record_ties, vote_ties
from ingest.reader import Given, Held, Item, Refused, keeping

_KEYS = (
    *("person_id", "organization_id", "on_behalf_of_id", "post_id", "other_names", "voter_id"),
    *("contact_details", "group_results", "legislative_session_id", "honorific_prefix"),
    *("valid_until", "founding_date", "parent_id", "national_identity"),
)
_BEGINS = re.compile(
    rf'"(?:{"|".join(_KEYS)})"\s*:|"(?:persons|organizations|vote_events)"\s*:\s*\['
    r'|"(?:person|on_behalf_of)"\s*:\s*\{'
)
# What is common to all records, and else to few files.
_COMMON = ('"created_at"', '"updated_at"', '"sources"')


def fits(beginning: Beginning) -> bool:
    """Whether the file is JSON with names as Popolo has them, and not one of its schemas."""
    text = beginning.text
    return (
        beginning.is_json
        and '"$schema"' not in text
        and (_BEGINS.search(text) is not None or all(name in text for name in _COMMON))
    )


def read_popolo(path: Path, given: Given) -> Iterator[Item]:
    """
    Read the Popolo file at *path*.

    Posts are no entities: a membership has the name of its post for a role. Whoever is
    only named by others is entered under the id that these give.

    Raises:
        ReadError: The file is no JSON, or larger than anybody can have meant.
    """
    yield (source := given.source_of(path, Given()))
    file = _File(source=source.id, name=path.name)
    for record in records(path):
        if isinstance(record, Refused):
            yield record
        else:
            yield from file.note(record)
    yield from file.claims()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """What records say of others: how to reach them, and which posts they have."""

    contacts: dict[str, list[Contact]] = field(default_factory=dict)
    posts: dict[str, list[str]] = field(default_factory=dict)

    def add(self, who: str, record: Record) -> None:
        """Note what *record* says of somebody."""
        details = contacts_in(record.rows("contact_details"))
        self.contacts.setdefault(who, []).extend(details)
        if record.sort == "post":
            self.posts.setdefault(who, []).append(post_words(record))

    def of(self, entity: Entity) -> Entity:
        """The same entity with what is said of it elsewhere."""
        contacts = (*entity.contacts, *self.contacts.get(entity.id, ()))
        posts = (("post", words) for words in self.posts.get(entity.id, ()))
        return replace(
            entity,
            contacts=tuple(dict.fromkeys(contacts)),
            extra=(*entity.extra, *posts),
        )


@dataclass(slots=True, kw_only=True)
class _File:
    """The records of one file by sort and id."""

    source: str
    name: str
    _records: dict[tuple[str, str], Record] = field(default_factory=dict)

    def note(self, record: Record) -> Iterator[Item]:
        """Keep a record; one that is there already, saying something else, is refused."""
        key = record.sort, record.id
        earlier = self._records.get(key)
        if earlier is None:
            self._records[key] = record
            yield Held(what=f"{record.sort} records")
        elif len(record.values) > len(earlier.values) and _says_no_more(earlier, record):
            # What stands within another record is often no more than its id and name.
            self._records[key] = record
        elif not _says_no_more(record, earlier):
            yield from keeping([record.refused("an earlier record has the same id")], ())

    def _of(self, *sorts: str) -> list[Record]:
        return [record for record in self._records.values() if record.sort in sorts]

    def claims(self) -> Iterator[Item]:
        """What all the records say; records that others mention come last."""
        if not self._records:
            raise ReadError("there is no record in this file", Place(file=self.name))
        places = {one.id: place for one in self._of("area") if (place := _country(one))}
        posts = {one.id: one for one in self._of("post")}
        ends = Ends(source=self.source, places=places, posts=posts)
        beside = self._beside(ends)
        made: set[str] = set()
        for record in self._records.values():
            yield from keeping(self._record(record, ends, beside, made), self._ids(record))
        for found, (sort, name) in ends.named.items():
            if found not in made:
                yield Held(what=f"{sort} records that are only named")
                extra = (("known", "only as named by others"),)
                one = Entity(id=found, source=self.source, kind=KINDS[sort], name=name, extra=extra)
                yield beside.of(one)

    def _ids(self, record: Record) -> Iterator[str]:
        """The entity or tie that a record is, and the motion that a vote is on."""
        yield f"{self.source}/{record.sort}:{record.id}"
        if motion := record.other("motion"):
            yield f"{self.source}/motion:{motion}"

    def _beside(self, ends: Ends) -> "_Beside":
        """What memberships and posts say of people and organisations."""
        found = _Beside()
        for record in self._of("membership", "post"):
            person, body = record.other("person"), record.other("organization")
            if name := person or body:
                # Whom nobody can mean, the record itself is refused for.
                with suppress(ClaimError):
                    found.add(ends.of("person" if person else "organization", name), record)
        return found

    def _record(
        self, record: Record, ends: Ends, beside: "_Beside", made: set[str]
    ) -> Iterator[Item]:
        faults: list[Refused] = []
        try:
            found = list(self._said(record, ends, faults))
        except ClaimError as error:
            yield record.refused(str(error))
            return
        for claim in found:
            if isinstance(claim, Entity):
                made.add(claim.id)
                yield beside.of(claim)
            else:
                yield claim
        yield from faults

    def _said(self, record: Record, ends: Ends, faults: list[Refused]) -> Iterator[Entity | Tie]:
        """The claims that a record makes."""
        if record.sort == "contact_detail":
            raise ClaimError("nothing says whose contact this is")
        if record.sort == "membership":
            yield from membership_ties(record, ends, faults)
        elif record.sort == "area" and record.id in ends.places:
            return
        elif record.sort == "vote_event":
            yield from self._vote(record, ends, faults)
        elif record.sort in KINDS:
            yield entity_of(record, self.source, faults)
            if record.sort == "motion":
                yield from motion_ties(record, ends, faults)
            else:
                yield from record_ties(record, ends)

    def _vote(self, record: Record, ends: Ends, faults: list[Refused]) -> Iterator[Entity | Tie]:
        """Votes are on their motion; without one, or a body that decides, the event is there."""
        if not record.other("motion") or not record.other("organization"):
            yield entity_of(record, self.source, faults)
        yield from vote_ties(record, ends, faults)


def _says_no_more(one: Record, other: Record) -> bool:
    return all(other.values.get(name) == value for name, value in one.values.items())


def _country(area: Record) -> str | None:
    return country_of(area.text("name") or "")
