"""Read Supraverden, a register of international organisations in YAML."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.identity import identifier
from graph.domain.model import Entity, Tie, key_of
from graph.domain.vocabulary import UNKNOWN_KIND
from ingest.countries import country_of
from ingest.decoding.beginning import Beginning
from ingest.decoding.yaml_records import MappedRecord, mapped
from ingest.reader import Given, Held, Item, Refused, keeping
from ingest.words import fold

_SAID = Given(source="supraverden", title="Supraverden: international organisations")
_RECORD = re.compile(r"^[ \t]+SPRVD_id:", re.MULTILINE)
# Name_fr, Name_other_2_en, Abbreviation_former_en, Name_zh_Hant
_NAME = re.compile(r"(?:Name|Abbreviation)(?P<former>_former)?(?:_other)?(?:_\d+)?_[a-z]{2,3}\w*")
_SOURCES = re.compile(r"Source(?:_\d+)?")
#: Fields that become more than a pair of name and text.
_USED = ("Headquarters", "Year_established", "Website", "Entity_type")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meanings:
    """What `supraverden.yaml` says; see there."""

    types: Mapping[str, str]
    families: Mapping[str, str]
    endings: tuple[str, ...]
    none: tuple[str, ...]
    blanks: tuple[str, ...]
    identifiers: Mapping[str, str]


@cache
def _meanings() -> _Meanings:
    text = files("ingest.registers").joinpath("supraverden.yaml").read_text("utf-8")
    rows: dict[str, Any] = yaml.safe_load(text)
    for name in ("endings", "none", "blanks"):
        rows[name] = tuple(rows[name])
    for name in ("types", "families"):
        rows[name] = {word: kind for kind, several in rows[name].items() for word in several}
    return _Meanings(**rows)


def fits(beginning: Beginning) -> bool:
    """Whether the file is a mapping of records that have a number of this register."""
    return beginning.is_table and _RECORD.search(beginning.text) is not None


def read_supraverden(path: Path, given: Given) -> Iterator[Item]:
    """
    Read the register at *path*, body by body.

    Raises:
        ReadError: It is no YAML, or no mapping of names to records.
    """
    yield (source := given.source_of(path, _SAID))
    register = _Register(source=source.id)
    for record in mapped(path):
        if isinstance(record, Refused):
            yield record
        else:
            yield Held(what="bodies")
            yield from register.add(record)
    yield from register.parents()


@dataclass(slots=True, kw_only=True)
class _Register:
    """The bodies of one file: their names, to find the head of a family by, and identifiers."""

    source: str
    _first: dict[str, MappedRecord] = field(default_factory=dict)
    _owners: dict[str, MappedRecord] = field(default_factory=dict)
    _named: dict[str, str] = field(default_factory=dict)
    _called: dict[str, str] = field(default_factory=dict)
    _families: dict[str, list[tuple[str, MappedRecord]]] = field(default_factory=dict)

    def add(self, record: MappedRecord) -> Iterator[Item]:
        """What one record says of a body."""
        number = _said(record, "SPRVD_id")
        name = f"{self.source}/{number or key_of(record.name)}"
        first = self._first.setdefault(name, record)
        if first is record:
            yield from keeping(self._described(record, name), [name])
            return
        problem = f"{number} is {first.name!r} in line {first.line} already; not read"
        yield from keeping([record.refused(problem, "SPRVD_id")], ())

    def _described(self, record: MappedRecord, name: str) -> Iterator[Item]:
        try:
            refused: list[Refused] = []
            entity = self._entity(record, name, refused)
            yield from refused
            yield entity
        except ClaimError as error:
            yield record.refused(f"{record.name[:80]!r} was not kept: {error}")
            return
        for one in (entity.name, record.name):
            self._named.setdefault(fold(one), name)
        for one in entity.aliases:
            self._called.setdefault(fold(one), name)
        if family := _said(record, "Org_family"):
            self._families.setdefault(family, []).append((name, record))
        yield from self._seat(record, name)
        for scheme in entity.identifiers:
            yield Held(what=f"{scheme.partition(':')[0]} identifiers")

    def _entity(self, record: MappedRecord, name: str, refused: list[Refused]) -> Entity:
        names = list(_names(record))
        return Entity(
            id=name,
            source=self.source,
            kind=_kind(record),
            name=names[0],
            aliases=tuple(dict.fromkeys(one for one in names[1:] if one != names[0])),
            identifiers=tuple(self._identifiers(record, refused)),
            link=_said(record, "Website"),
            since=_year(record, refused),
            cited="; ".join(_sources(record)) or None,
            extra=tuple(_extra(record)),
        )

    def _identifiers(self, record: MappedRecord, refused: list[Refused]) -> Iterator[str]:
        """The identifiers of a body that are of their form, and of no other body."""
        for code, scheme in _meanings().identifiers.items():
            text = _said(record, code)
            if text is None:
                continue
            try:
                found = identifier(scheme, text)
            except ClaimError as error:
                refused.append(record.refused(str(error), code))
                continue
            owner = self._owners.setdefault(found, record)
            if owner is record:
                yield found
            else:
                problem = f"{text} is {owner.name!r} in line {owner.line} already"
                refused.append(record.refused(f"{problem}; it was left out here", code))

    def _seat(self, record: MappedRecord, name: str) -> Iterator[Item]:
        """Where the body has its seat: by its address, else by that of its legal register."""
        said = _said(record, "Headquarters")
        texts = (said, _said(record, "LEI_hq_address"), _said(record, "Country"))
        places = (country_of(text.rpartition(",")[2]) for text in texts if text)
        place = next((place for place in places if place), None)
        if place:
            yield Held(what="seats")
            yield self._tie("based_in", name, place)
        elif said:
            yield record.refused(f"{said!r} ends with no country known", "Headquarters")

    def parents(self) -> Iterator[Item]:
        """The bodies that are of a family, as parts of the body that the family is named for."""
        for family, members in self._families.items():
            head = self._head(family)
            if head is None:
                if family not in _meanings().none:
                    count = f"{len(members)} {'body' if len(members) == 1 else 'bodies'}"
                    problem = f"no body is called like the family {family!r} of {count}"
                    refused = members[0][1].refused(problem, "Org_family")
                    yield from keeping([refused], [name for name, _ in members])
                continue
            for name, _ in members:
                if name != head:
                    yield Held(what="parents")
                    yield self._tie("part_of", name, head)

    def _head(self, family: str) -> str | None:
        for ending in _meanings().endings:
            family = family.removesuffix(f" {ending}")
        return self._named.get(fold(family)) or self._called.get(fold(family))

    def _tie(self, kind: str, start: str, end: str) -> Tie:
        key = f"{self.source}/{kind}:{key_of(start, end)}"
        return Tie(id=key, source=self.source, kind=kind, start=start, end=end)


def _said(record: MappedRecord, name: str) -> str | None:
    text = record.text(name)
    return None if text is None or text in _meanings().blanks else text


def _kind(record: MappedRecord) -> str:
    """The kind that the type of a body supports, else its family; else an organisation."""
    by_type = _meanings().types.get(record.text("Type") or "")
    return by_type or _meanings().families.get(record.text("Org_family") or "", UNKNOWN_KIND)


def _names(record: MappedRecord) -> Iterator[str]:
    """Every name, in any language; the English one, which also heads the record, comes first."""
    yield _said(record, "Name_en") or record.name
    yield record.name
    for name, entry in record.fields.items():
        if _NAME.fullmatch(name):
            yield from entry.texts


def _year(record: MappedRecord, refused: list[Refused]) -> PartialDate | None:
    text = _said(record, "Year_established")
    if text is None:
        return None
    try:
        return PartialDate(text)
    except ClaimError as error:
        refused.append(record.refused(str(error), "Year_established"))
        return None


def _sources(record: MappedRecord) -> Iterator[str]:
    for name, entry in record.fields.items():
        if _SOURCES.fullmatch(name):
            yield from entry.texts


def _extra(record: MappedRecord) -> Iterator[tuple[str, str]]:
    """What the record says beyond the rest, and which of its names are former ones."""
    for name, entry in record.fields.items():
        found = _NAME.fullmatch(name)
        if found and not found["former"]:
            continue
        if name in (*_meanings().identifiers, *_USED) or _SOURCES.fullmatch(name):
            continue
        for text in entry.texts:
            if text not in (*_meanings().blanks, *_meanings().none):
                yield ("former name" if found else name.replace("_", " ")), text
