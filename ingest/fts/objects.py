"""What stands at the ends of a flow: organisations, plans, places, by their numbers in FTS."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from graph.domain.errors import ClaimError
from graph.domain.model import Entity, key_of
from graph.domain.vocabulary import UNKNOWN_KIND
from ingest.countries import country_of
from ingest.decoding.headed_rows import HeadedRow
from ingest.nobody import why_nobody
from ingest.words import fold, shown

#: The two ends of a flow, as its columns call them.
SIDES = ("source", "destination")
_SEPARATORS = (";", "|", ",")
_TYPES = ("organizationTypes", "organizationSubTypes", "organizationLevels")
_LONGEST_NUMBER = 50
_FIELDS = ("id", "name", *_TYPES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A sort of object that money can be for: our kind, and how giver and receiver join it."""

    kind: str
    receiver: str
    giver: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A type of flow: the role of its tie, and whether its money is new."""

    new: bool
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanings:
    """What `fts.yaml` says; see there."""

    kinds: Mapping[str, str]
    flows: Mapping[str, Flow]
    objects: Mapping[str, Use]


@cache
def meanings() -> Meanings:
    """The words of the service, with what each is here."""
    said: dict[str, Any] = yaml.safe_load(files("ingest.fts").joinpath("fts.yaml").read_text())
    return Meanings(
        kinds=said["kinds"],
        flows={name: Flow(**row) for name, row in said["flows"].items()},
        objects={name: Use(**row) for name, row in said["objects"].items()},
    )


@dataclass(slots=True, kw_only=True)
class Objects:
    """The objects of one file that were met, by their ids here, each with its name and row."""

    source: str
    _seen: dict[str, tuple[str, int]] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)
    fresh: list[Entity] = field(default_factory=list)

    def met(self, row: HeadedRow, side: str, sort: str) -> list[str]:
        """
        The ids of what stands at one *side* of a flow.

        New entities wait in `fresh`, and in `faults` what is unclear or cannot be kept.
        """
        cell = f"{side}Objects_{sort}"
        try:
            ids = _parts(row.cells.get(f"{cell}.id", ""))
        except ClaimError as error:
            self.faults.append((str(error), f"{cell}.id"))
            return []
        names = self._names(row, cell, len(ids))
        if not ids and names:
            ids = [key_of(fold(name)) for name in names]
        pairs = zip(ids, names, strict=False)
        found = (self._kept(row, sort, cell, *pair) for pair in pairs)
        return [one for one in found if one is not None]

    def _kept(self, row: HeadedRow, sort: str, cell: str, number: str, name: str) -> str | None:
        try:
            return self._object(row, sort, cell, number, name)
        except ClaimError as error:
            self.faults.append((str(error), f"{cell}.name"))
            return None

    def name_of(self, id: str) -> str:
        """The name under which an object that was met is kept."""
        return self._seen[id][0]

    def _names(self, row: HeadedRow, cell: str, count: int) -> list[str]:
        """As many names as there are numbers, however they are parted."""
        text = row.cells.get(f"{cell}.name", "")
        if count <= 1:
            return [text] if text else [""] * count
        for separator in _SEPARATORS:
            parts = [part.strip() for part in text.split(separator)]
            if len(parts) == count and all(parts):
                return parts
        self.faults.append((f"{count} numbers and another count of names", f"{cell}.name"))
        return [""] * count

    def _object(self, row: HeadedRow, sort: str, cell: str, number: str, name: str) -> str:
        place = country_of(name) if sort == "Location" and name else None
        if place:
            return place
        # Without a name, the number is all that is known.
        called = f"{sort} {number} of FTS" if not name or why_nobody(name) else name
        found = f"{self.source}/{sort.lower()}:{number}"
        if found not in self._seen:
            self.fresh.append(self._entity(row, sort, cell, found, called))
            self._seen[found] = (called, row.number)
        first, where = self._seen[found]
        if first != called and name:
            problem = f"{shown(called)} is called {shown(first)} in row {where}, which is kept"
            self.faults.append((problem, f"{cell}.name"))
        return found

    def _entity(self, row: HeadedRow, sort: str, cell: str, name: str, called: str) -> Entity:
        if sort == "Organization":
            said = [(t, row.cells[f"{cell}.{t}"]) for t in _TYPES if f"{cell}.{t}" in row.cells]
            kind = _kind(" ".join(text for _, text in reversed(said)))
            extra = tuple(said)
        else:
            kind, extra = meanings().objects[sort].kind, (("sort", sort),)
        return Entity(id=name, source=self.source, kind=kind, name=called, extra=extra)


def beside(row: HeadedRow) -> Iterator[tuple[str, str]]:
    """What the columns of objects say that is no object of ours: years, and how money is shared."""
    for heading, text in row.cells.items():
        side, marks, rest = heading.partition("Objects_")
        sort, _, of_it = rest.partition(".")
        if not marks or side not in SIDES:
            continue
        known = sort == "Organization" or sort in meanings().objects
        if not (known and of_it in _FIELDS):
            yield heading, text


def _kind(types: str) -> str:
    folded = fold(types)
    return next((kind for word, kind in meanings().kinds.items() if word in folded), UNKNOWN_KIND)


def _parts(text: str) -> list[str]:
    for separator in _SEPARATORS:
        text = text.replace(separator, " ")
    found = list(dict.fromkeys(text.split()))
    if any(len(part) > _LONGEST_NUMBER for part in found):
        raise ClaimError(f"{shown(text)} is no number of FTS")
    return found
