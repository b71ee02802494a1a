"""Who signed: the actors of PAA-X; states are the shared countries."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.domain.errors import ClaimError
from graph.domain.identity import identifier
from graph.domain.model import Entity, Tie, key_of
from graph.domain.vocabulary import UNKNOWN_KIND
from ingest.countries import country_of
from ingest.nobody import why_nobody
from ingest.pax.meanings import meanings
from ingest.pax.tables import Row
from ingest.reader import Held, Item, Refused
from ingest.refusals import Refusals
from ingest.words import fold, shown

_NUMBER = re.compile(r"([A-Z]{2,6})_(\d{1,9})(?:\.0)?", re.ASCII)
_ACRONYM = re.compile(r"[A-Z]{2,6}", re.ASCII)
_STATE = "Country/State"
#: Flags that say how far an actor's work goes, the widest first.
_LEVELS = {"international": "global", "regional": "regional", "domestic": "national"}
_OTHER_NAMES = ("alt_names", "alternative_names")
_COUNTRY = ("iso3c", "actor_iso3c", "country_name", "actor_country", "country_based")
_SUMMARY = ("actor_desc", "additional_info")
_SAID = (
    *("id_paax", "actor_id_type", "actor_name", "abbreviation"),
    *(*_OTHER_NAMES, *_COUNTRY, *_SUMMARY, *_LEVELS),
)
#: Columns that are about an actor where a row is of a signatory.
OF_ACTOR = (*_SAID, "actor_type", "sub_type", "cs_type", "un_type", "women")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """What a row calls an actor: its number in PAA-X, its name, its type as it is kept."""

    number: str | None
    name: str
    type: str | None
    faults: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, row: Row) -> "_Named":
        faults = []
        text = row.first("id_paax", "actor_id_type")
        found = _NUMBER.fullmatch(text) if text else None
        if text and found is None:
            heading = "id_paax" if "id_paax" in row.cells else "actor_id_type"
            problem = f"{shown(text)} is no number of an actor of PAA-X, such as IGO_49"
            faults.append((problem, heading))
        number = f"{found[1]}_{int(found[2])}" if found else None
        said = row.cells.get("actor_name")
        unknown = not said or why_nobody(said)
        name = number and f"Actor {number} of PAA-X" if unknown else said
        if not name:
            raise ClaimError("the row has no name of an actor (actor_name)")
        sort = row.cells.get("actor_type") or (found[1] if found else None)
        kept = meanings().actor_types.get(fold(sort)) if sort else None
        if sort and kept is None and "actor_type" in row.cells:
            known = ", ".join(meanings().kinds)
            faults.append((f"{shown(sort)} is no type of actor; known are {known}", "actor_type"))
        return cls(number=number, name=name, type=kept, faults=tuple(faults))

    @property
    def key(self) -> str:
        """By what the files that have no numbers of actors tell one from another."""
        return f"{fold(self.type or '')}: {fold(self.name) or self.name}"


@dataclass(slots=True, kw_only=True)
class Actors:
    """The actors of one file, each entered once; new entities and faults wait to be taken."""

    source: str
    _shared: frozenset[str] = frozenset()
    _seen: dict[str, str] = field(default_factory=dict)
    fresh: list[Item] = field(default_factory=list)

    @classmethod
    def of(cls, source: str, rows: Iterable[Row]) -> "Actors":
        """The actors of a file with these rows; several may have one name."""
        numbers = defaultdict(set)
        for row in rows:
            try:
                named = _Named.of(row)
            except ClaimError:
                continue
            numbers[named.key].add(named.number)
        several = (key for key, found in numbers.items() if len(found - {None}) > 1)
        return cls(source=source, _shared=frozenset(several))

    def add(self, row: Row) -> Iterator[Item]:
        """
        What a row on an actor says.

        Raises:
            ClaimError: It has no name, or an earlier row is of the same actor.
        """
        named = _Named.of(row)
        own = f"{self.source}/actor:{named.number or key_of(named.key)}"
        if own in self._seen:
            raise ClaimError(f"{shown(named.name)} is in {self._seen[own]} already")
        if _state(row, named):
            yield Held(what="states, which are shared countries")
        else:
            yield from self._claims(row, named, own, _rest(row))
        self._seen[own] = row.where
        yield from (row.refused(*fault) for fault in named.faults)

    def met(self, row: Row) -> str:
        """
        The id of the actor that a row on a signatory names.

        Raises:
            ClaimError: It names nobody.
        """
        named = _Named.of(row)
        if state := _state(row, named):
            return state
        own = f"{self.source}/actor:{named.number or key_of(named.key)}"
        if own not in self._seen:
            self.fresh += list(self._claims(row, named, own, ()))
            self.fresh.append(Held(what="actors"))
            self._seen[own] = row.where
        self.fresh += [row.refused(*fault) for fault in named.faults]
        return own

    def _claims(
        self, row: Row, named: _Named, own: str, rest: tuple[tuple[str, str], ...]
    ) -> Iterator[Entity | Tie | Refused | Held]:
        names, left = _other_names(row, named.name)
        numbered = (named.number,) if named.number else ()
        alone = () if named.key in self._shared else (f"named {named.key}",)
        refusals = Refusals()
        yield refusals.claim(
            Entity,
            lambda _: row.place,
            id=own,
            source=self.source,
            kind=_kind(row, named),
            name=named.name,
            aliases=names,
            identifiers=tuple(identifier("paax", text) for text in (*numbered, *alone)),
            level=next((level for flag, level in _LEVELS.items() if _is_set(row, flag)), None),
            summary=row.first(*_SUMMARY),
            cited=f"PAA-X, actor {named.number}" if named.number else None,
            extra=rest,
        )
        yield from refusals.found
        if left:
            yield Held(what="other names that may be of persons, not kept", count=left)
        yield from self._seat(row, own)

    def _seat(self, row: Row, own: str) -> Iterator[Tie | Refused]:
        said = [(name, row.cells[name]) for name in _COUNTRY if name in row.cells]
        place = next((found for _, text in said if (found := country_of(text))), None)
        if place:
            name = f"{self.source}/based_in:{key_of(own, place)}"
            yield Tie(id=name, source=self.source, kind="based_in", start=own, end=place)
        elif said:
            heading, text = said[-1]
            yield row.refused(f"{shown(text)} is no country", heading)


def _state(row: Row, named: _Named) -> str | None:
    """The shared country that an actor is, if it is a state that is known."""
    if named.type != _STATE:
        return None
    tried = (row.cells.get(name) for name in ("iso3c", "actor_iso3c", "actor_name"))
    return next((found for text in tried if text and (found := country_of(text))), None)


def _kind(row: Row, named: _Named) -> str:
    for one in meanings().closer:
        if fold(row.cells.get(one.column, "")).removesuffix(" 0") == one.word:
            return one.kind
    return meanings().kinds[named.type] if named.type else UNKNOWN_KIND


def _is_set(row: Row, flag: str) -> bool:
    return row.cells.get(flag) in ("1", "1.0")


def _rest(row: Row) -> tuple[tuple[str, str], ...]:
    """What else a row on an actor says; flags that are not set say nothing."""
    gone = {*_SAID, *meanings().again}
    return tuple((n, t) for n, t in row.cells.items() if n not in gone and t not in ("0", "0.0"))


def _other_names(row: Row, name: str) -> tuple[tuple[str, ...], int]:
    """
    The other names of an actor, and how many were left out.

    The lists of them were taken from what stands under agreements, names of persons
    with it. One is kept if each of its words is known to be of the actor.
    """
    short = row.cells.get("abbreviation")
    known = set(meanings().name_words)
    for text in (name, short, *(row.cells.get(heading) for heading in _COUNTRY)):
        known |= set(fold(text or "").split())
    found, left = dict.fromkeys([short] if short and short != name else []), 0
    for part in re.split(r"\|+", row.first(*_OTHER_NAMES) or ""):
        text = " ".join(part.split())
        words = set(fold(text).split())
        if not words or text == name:
            continue
        if words <= known or _ACRONYM.fullmatch(text):
            found.setdefault(text)
        else:
            left += 1
    return tuple(found), left
