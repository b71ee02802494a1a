"""Read records of the Research Organization Registry (ROR), schema 2, as JSON."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.identity import identifier
from graph.domain.model import Entity, Tie, key_of
from graph.domain.places import places
from graph.domain.vocabulary import UNKNOWN_KIND, vocabulary
from ingest.decoding.beginning import Beginning
from ingest.decoding.json_objects import JsonObject, objects
from ingest.reader import Given, Held, Item, Refused, keeping

_SAID = Given(
    source="ror",
    title="Research Organization Registry",
    publisher="Research Organization Registry",
    link="https://ror.org",
)
_LAST_YEAR = 9999


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meanings:
    """What `ror.yaml` says; see there."""

    types: Mapping[str, str]
    relationships: Mapping[str, str]
    schemes: Mapping[str, str]


@cache
def _meanings() -> _Meanings:
    return _Meanings(**yaml.safe_load(files("ingest.registers").joinpath("ror.yaml").read_text()))


def fits(beginning: Beginning) -> bool:
    """Whether the file is JSON with names as this registry has them."""
    text = beginning.text
    return beginning.is_json and "//ror.org/0" in text and '"ror_display"' in text


def read_ror(path: Path, given: Given) -> Iterator[Item]:
    """
    Read the records at *path*: a list of them, one to a line, one alone, or an answer of the API.

    Organisations that are only named as related to others are entities, too.

    Raises:
        ReadError: The file is no JSON, or a record is too large to be one.
    """
    yield (source := given.source_of(path, _SAID))
    registry = _Registry(source=source.id)
    for found in objects(path):
        if isinstance(found, Refused):
            yield found
        else:
            for record in _records(found):
                yield Held(what="records")
                yield from registry.add(record)
    yield from registry.named_only()


def _records(found: JsonObject) -> Iterator[JsonObject]:
    """The records in an answer of the API, or the one that the object is."""
    items = found.values.get("items")
    if "id" in found.values or not isinstance(items, list):
        yield found
        return
    for item in items:
        values = item if isinstance(item, dict) else {}
        yield JsonObject(file=found.file, line=found.line, values=values)


@dataclass(slots=True, kw_only=True)
class _Registry:
    """Which organisations were met, and by what names those are known that have no record."""

    source: str
    _seen: dict[str, int] = field(default_factory=dict)
    _named: dict[str, str] = field(default_factory=dict)

    def add(self, record: JsonObject) -> Iterator[Item]:
        """What one record says, or a refusal."""
        try:
            ror = _ror(record.values.get("id"))
        except ClaimError as error:
            yield record.refused(str(error))
        else:
            yield from keeping(self._described(record, ror), [self._id(ror)])

    def _described(self, record: JsonObject, ror: str) -> Iterator[Item]:
        try:
            if ror in self._seen:
                raise ClaimError(f"{ror} is in line {self._seen[ror]} already")
            made = [*self._organisation(record, ror), *self._relationships(record, ror)]
        except ClaimError as error:
            yield record.refused(str(error))
            return
        self._seen[ror] = record.line
        yield from made

    def _id(self, ror: str) -> str:
        return f"{self.source}/{ror}"

    def _organisation(self, record: JsonObject, ror: str) -> Iterator[Item]:
        values = record.values
        names = list(_names(values))
        if not names:
            raise ClaimError(f"{ror} has no name")
        identifiers: list[str] = [identifier("ror", ror)]
        for scheme, text in _external(values):
            try:
                identifiers.append(identifier(scheme, text))
            except ClaimError as error:
                yield record.refused(f"{ror}: {error}", "external_ids")
        since = None
        try:
            since = _established(values)
        except ClaimError as error:
            yield record.refused(f"{ror}: {error}", "established")
        yield Entity(
            id=self._id(ror),
            source=self.source,
            kind=_kind(_texts(values, "types")),
            name=names[0],
            aliases=tuple(names[1:]),
            identifiers=tuple(dict.fromkeys(identifiers)),
            link=next(_links(values, "website"), None),
            since=since,
            cited_on=_modified(values),
            extra=tuple(_extra(values)),
        )
        for code in dict.fromkeys(_countries(values)):
            place = places().get(code)
            if place is None or place.kind != "country":
                yield record.refused(f"{ror}: {code[:50]!r} is no country", "locations")
            else:
                seat = self._tie("based_in", self._id(ror), place.id)
                yield replace(seat, cited_on=_modified(values))

    def _relationships(self, record: JsonObject, ror: str) -> Iterator[Item]:
        for relationship in _objects(record.values, "relationships"):
            sort = str(relationship.get("type") or "").casefold()
            kind = _meanings().relationships.get(sort)
            try:
                other = _ror(relationship.get("id"))
            except ClaimError as error:
                yield record.refused(f"{ror}: {error}", "relationships")
                continue
            if kind is None or other == ror:
                problem = f"{ror}: {sort[:50]!r} of {other} is no relationship known"
                yield record.refused(problem, "relationships")
                continue
            label = relationship.get("label")
            self._named.setdefault(other, label if isinstance(label, str) and label else other)
            yield self._related(kind, self._id(ror), self._id(other))

    def _related(self, kind: str, one: str, other: str) -> Tie:
        """The tie of a relationship: the same, whichever of the two records says it."""
        kind, turned = kind.removeprefix("-"), kind.startswith("-")
        if not vocabulary().tie(kind).directed:
            turned = other < one
        return self._tie(kind, *((other, one) if turned else (one, other)))

    def _tie(self, kind: str, start: str, end: str) -> Tie:
        key = f"{self.source}/{kind}:{key_of(start, end)}"
        return Tie(id=key, source=self.source, kind=kind, start=start, end=end)

    def named_only(self) -> Iterator[Item]:
        """The organisations that others are related to, and that have no record here."""
        for ror, label in self._named.items():
            if ror not in self._seen:
                yield Held(what="organisations named by others only")
                yield Entity(
                    id=self._id(ror),
                    source=self.source,
                    kind=UNKNOWN_KIND,
                    name=label,
                    identifiers=(identifier("ror", ror),),
                    extra=(("known", "only as related to others"),),
                )


def _ror(value: object) -> str:
    """The number of an organisation; ClaimError if it is none."""
    return identifier("ror", value if isinstance(value, str) else repr(value)[:50]).partition(":")[
        2
    ]


def _objects(values: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    """The objects in the list called *name*, of whatever else is there none."""
    found = values.get(name)
    yield from (one for one in (found if isinstance(found, list) else ()) if isinstance(one, dict))


def _texts(values: Mapping[str, Any], name: str) -> list[str]:
    found = values.get(name)
    return [one for one in (found if isinstance(found, list) else ()) if isinstance(one, str)]


def _names(values: Mapping[str, Any]) -> Iterator[str]:
    """Every name once, the one to show first."""
    found = [
        ("ror_display" not in _texts(name, "types"), name["value"].strip())
        for name in _objects(values, "names")
        if isinstance(name.get("value"), str) and name["value"].strip()
    ]
    yield from dict.fromkeys(text for _, text in sorted(found, key=lambda pair: pair[0]))


def _kind(types: list[str]) -> str:
    known = (kind for word, kind in _meanings().types.items() if word in types)
    return next(known, UNKNOWN_KIND)


def _external(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Identifiers of others: the preferred one of each scheme, or all if none is."""
    for found in _objects(values, "external_ids"):
        scheme = _meanings().schemes.get(str(found.get("type") or "").casefold())
        preferred = found.get("preferred")
        several = [preferred] if isinstance(preferred, str) else _texts(found, "all")
        for text in several if scheme else ():
            yield str(scheme), text


def _established(values: Mapping[str, Any]) -> PartialDate | None:
    year = values.get("established")
    if year is None:
        return None
    if isinstance(year, bool) or not isinstance(year, int) or not 0 < year <= _LAST_YEAR:
        raise ClaimError(f"{str(year)[:50]!r} is no year")
    return PartialDate(f"{year:04}")


def _modified(values: Mapping[str, Any]) -> PartialDate | None:
    """When the record was last changed, where it says so."""
    admin = values.get("admin")
    last = admin.get("last_modified") if isinstance(admin, dict) else None
    text = last.get("date") if isinstance(last, dict) else None
    with suppress(ClaimError):
        return PartialDate(text) if isinstance(text, str) else None
    return None


def _countries(values: Mapping[str, Any]) -> Iterator[str]:
    for location in _objects(values, "locations"):
        details = location.get("geonames_details")
        code = details.get("country_code") if isinstance(details, dict) else None
        if isinstance(code, str) and code:
            yield code.upper()


def _links(values: Mapping[str, Any], sort: str) -> Iterator[str]:
    for link in _objects(values, "links"):
        if link.get("type") == sort and isinstance(link.get("value"), str):
            yield link["value"]


def _extra(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What the record says beyond our fields: types, status, other pages, places, other ids."""
    yield from (("type", word) for word in _texts(values, "types"))
    if values.get("status") not in (None, "active"):
        yield "status", str(values["status"])[:100]
    yield from (("link", link) for link in list(_links(values, "website"))[1:])
    yield from (("wikipedia", link) for link in _links(values, "wikipedia"))
    yield from (("domain", domain) for domain in _texts(values, "domains"))
    for location in _objects(values, "locations"):
        details = location.get("geonames_details")
        if isinstance(details, dict) and isinstance(details.get("name"), str):
            yield "place", details["name"]
    for found in _objects(values, "external_ids"):
        for text in _texts(found, "all"):
            if isinstance(found.get("preferred"), str) and text != found["preferred"]:
                yield f"other {str(found.get('type'))[:50]}", text
