"""The records of a Popolo file, each of its sort, those within others taken out of them."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.model import key_of
from ingest.decoding.json_document import document, fault_of, no_numbers, text_of
from ingest.errors import Place, ReadError
from ingest.reader import Refused
from ingest.words import shown

#: The sorts of record, by the names of the lists that hold them.
LISTS = {
    "persons": "person",
    "organizations": "organization",
    "posts": "post",
    "memberships": "membership",
    "areas": "area",
    "events": "event",
    "motions": "motion",
    "vote_events": "vote_event",
}
#: Where records stand within others, and of what sort they are.
_WITHIN = {
    **LISTS,
    "person": "person",
    "organization": "organization",
    "on_behalf_of": "organization",
    "post": "post",
    "area": "area",
    "motion": "motion",
    "legislative_session": "event",
    "creator": "person",
}
#: How a record outside all lists is told: by the first of these keys that it has.
_TOLD_BY = (
    ("vote_event", ("votes", "counts", "group_results", "motion", "motion_id")),
    ("motion", ("requirement", "creator_id", "text")),
    ("membership", ("person_id", "person", "member", "on_behalf_of_id", "post_id")),
    ("event", ("attendees", "location", "status")),
    ("person", ("given_name", "family_name", "birth_date", "death_date", "gender", "email")),
    ("organization", ("founding_date", "dissolution_date", "posts")),
    ("contact_detail", ("value", "valid_from", "valid_until")),
)
_DAY = len("2019-07-15")
#: Records within records deeper than this are nobody's.
_DEEPEST = 20


@dataclass(slots=True, kw_only=True)
class Record:
    """A record: its sort, its id, where it stands, and what it says."""

    sort: str
    id: str
    place: Place
    values: Mapping[str, Any]

    def text(self, name: str) -> str | None:
        """The text called *name*; None if it is none."""
        return text_of(self.values.get(name))

    def rows(self, name: str) -> Iterator[Mapping[str, Any]]:
        """The objects in the list called *name*."""
        found = self.values.get(name)
        yield from (
            one for one in (found if isinstance(found, list) else ()) if isinstance(one, dict)
        )

    def other(self, name: str) -> str | None:
        """The id of the record that *name* stands for: by `name_id`, or as it stands within."""
        within = self.values.get(name)
        if isinstance(within, dict):
            return id_of(within)
        return self.text(f"{name}_id")

    def date(self, name: str) -> PartialDate | None:
        """
        The date called *name*, without its time of day.

        Raises:
            ClaimError: It is none.
        """
        text = self.text(name)
        return PartialDate(text[:_DAY].partition("T")[0]) if text else None

    @property
    def updated(self) -> PartialDate | None:
        """When the record was last brought up to date; None where that is no date."""
        with suppress(ClaimError):
            return self.date("updated_at")
        return None

    def refused(self, problem: str, name: str | None = None) -> Refused:
        """That the record, or what it says under *name*, did not enter the network."""
        at = self.place
        place = Place(file=at.file, sheet=at.sheet, row=at.row, column=name)
        return Refused(place=place, problem=f"{self.sort} {shown(self.id)}: {problem}")


def id_of(values: Mapping[str, Any]) -> str:
    """The id of a record, or a key made of what it says when it has none."""
    return text_of(values.get("id")) or key_of(*sorted(f"{k!a}={v!a}" for k, v in values.items()))


def records(path: Path) -> Iterator[Record | Refused]:
    """
    Yield the records of the file at *path*: of its lists, of one list, or one alone.

    Raises:
        ReadError: The file is no JSON, or holds no record.
    """
    whole = document(path)
    if isinstance(whole, dict) and any(
        isinstance(whole.get(name), list) for name in _bundle(whole)
    ):
        for name in _bundle(whole):
            yield from _listed(whole[name], LISTS[name], path, name)
    elif isinstance(whole, list):
        yield from _listed(whole, None, path, None)
    elif isinstance(whole, dict):
        yield from _listed([whole], None, path, None)
    else:
        raise ReadError("a Popolo file holds records, or lists of them", Place(file=path.name))


def _bundle(whole: Mapping[str, Any]) -> list[str]:
    """The lists of a file that is a bundle of them, and no record with lists within."""
    own = [name for name in LISTS if isinstance(whole.get(name), list)]
    return [] if {"id", "name", "label", "text"} & whole.keys() else own


def _listed(
    found: object, sort: str | None, path: Path, name: str | None
) -> Iterator[Record | Refused]:
    for number, values in enumerate(found if isinstance(found, list) else (), start=1):
        place = Place(file=path.name, sheet=name, row=number)
        fault = fault_of(values)
        if fault or not isinstance(values, dict):
            yield Refused(place=place, problem=fault or "this is no record")
        else:
            yield from no_numbers(values, place)
            yield from _with_those_within(values, sort or _sort(values), place)


def _sort(values: Mapping[str, Any]) -> str:
    for sort, keys in _TOLD_BY:
        if any(key in values for key in keys):
            return sort
    if "label" in values:
        return "post"
    if "memberships" in values:
        return _member_side(values)
    return "area" if "identifier" in values else "organization"


def _member_side(values: Mapping[str, Any]) -> str:
    """Whose memberships they are, if nothing else tells."""
    found = values.get("memberships")
    rows = [one for one in (found if isinstance(found, list) else ()) if isinstance(one, dict)]
    own = any("organization_id" in one or "organization" in one for one in rows)
    return "person" if own else "organization"


def _with_those_within(
    values: Mapping[str, Any], sort: str, place: Place, depth: int = 0
) -> Iterator[Record]:
    own = id_of(values)
    yield Record(sort=sort, id=own, place=place, values=values)
    if depth == _DEEPEST:
        return
    for name, of_sort in {**_WITHIN, "parent": sort, "children": sort}.items():
        found = values.get(name)
        for one in found if isinstance(found, list) else (found,):
            if isinstance(one, dict):
                within = {**_back(of_sort, name, sort, own), **one}
                yield from _with_those_within(within, of_sort, place, depth + 1)


def _back(of_sort: str, name: str, sort: str, own: str) -> dict[str, str]:
    """What a record within another leaves unsaid: whose it is."""
    if name == "children":
        return {"parent_id": own}
    backs = {"membership": ("person", "organization", "post"), "post": ("organization",)}
    backs |= {"vote_event": ("motion", "organization"), "motion": ("organization",)}
    return {f"{sort}_id": own} if sort in backs.get(of_sort, ()) else {}
