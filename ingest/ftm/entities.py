"""From an entity of FollowTheMoney to a stakeholder, a context or an entry of a watch list."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.identity import identifier
from graph.domain.labels import Label
from graph.domain.model import Contact, Entity, Tie, key_of
from graph.domain.places import places
from graph.domain.vocabulary import UNKNOWN_KIND, vocabulary
from ingest.ftm.attached import Attached
from ingest.ftm.things import Thing, is_below, meanings
from ingest.words import known

LISTED = "listed"
#: Properties that name entities of the file: the tie that they make, from the other if turned.
_JOINS = (
    ("parent", "part_of", False),
    ("organizer", "convened", True),
    ("involved", "took_part_in", True),
)
#: Codes of countries that are not those of ISO 3166.
_CODES = {"uk": "GB", "el": "GR"}


def kind_of(thing: Thing, *, watched: bool) -> str | None:
    """The kind of entity that *thing* is here; None if it is none."""
    if watched:
        return LISTED
    kind = meanings().kinds.get(thing.schema)
    if kind is None or kind == "person" or not vocabulary().is_stakeholder(kind):
        return kind and _worded(thing, kind)
    topics = thing.values.get("topics", ())
    told = (
        meant
        for topic, meant in meanings().topics.items()
        if any(is_below(one, topic) for one in topics)
    )
    return _worded(thing, next(told, kind))


def _worded(thing: Thing, kind: str) -> str:
    """The kind that its classification names, if it is of the same role as *kind*."""
    role = vocabulary().kind(kind).role
    for word in thing.values.get("classification", ()):
        found = known("kinds", word)
        if found and found != UNKNOWN_KIND and vocabulary().kind(found).role == role:
            return found
    return kind


def entity_claims(
    thing: Thing, source: str, kind: str, attached: Attached
) -> Iterator[Entity | Tie]:
    """
    What *thing* says, as an entity of *kind* and its ties to places, themes and lists.

    Raises:
        ClaimError: It has no name, or says what no claim can hold.
    """
    names = _names(thing)
    if not names:
        raise ClaimError(f"{thing.id!r} has no name")
    modified = thing.day("modifiedAt", last=True)
    maker = _Maker(thing=thing, source=source, kind=kind, modified=modified)
    since, until = maker.span()
    ties = list(maker.lists(attached) if kind == LISTED else maker.ties())
    yield thing.claim(
        Entity,
        id=maker.id,
        source=source,
        kind=kind,
        name=names[0],
        aliases=tuple(names[1:]),
        identifiers=tuple(maker.identifiers()),
        level=maker.level(),
        summary=thing.first(*meanings().summaries),
        link=thing.first("website"),
        since=since,
        until=until,
        contacts=tuple(maker.contacts(attached)),
        # That a body is on a list is there to be known; what is said of people is not.
        label=Label.CLEAR if kind == LISTED and thing.schema != "Person" else None,
        cited=thing.first("sourceUrl"),
        cited_on=modified,
        extra=(*maker.schema(), *thing.rest()),
    )
    yield from ties


def _names(thing: Thing) -> list[str]:
    """Every name once, the one to show first; a former one is also told as what it is."""
    own = thing.all("name")
    shown = [thing.caption] if thing.caption and (thing.caption in own or not own) else []
    parts = [value for name in ("firstName", "lastName") for value in thing.values.get(name, ())]
    if not own and not shown and parts:
        shown = [" ".join(parts)]
    others = [value for name in meanings().names for value in thing.values.get(name, ())]
    for name in meanings().names:
        if name != "previousName":
            thing.all(name)
    return list(dict.fromkeys([*shown, *own, *others]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Maker:
    """What one entity says, value by value; `modified` is when it was last changed."""

    thing: Thing
    source: str
    kind: str
    modified: PartialDate | None

    @property
    def id(self) -> str:
        """Its id in the network."""
        return f"{self.source}/{self.thing.id}"

    def schema(self) -> Iterator[tuple[str, str]]:
        """Its schema, where its kind does not say it."""
        if (
            self.thing.schema == "LegalEntity"
            or meanings().kinds.get(self.thing.schema) != self.kind
        ):
            yield "schema", self.thing.schema

    def identifiers(self) -> Iterator[str]:
        """Identifiers in their written form, each once; what is not of its form is refused."""
        found: dict[str, None] = {}
        for name, scheme in meanings().identifiers.items():
            for text in self.thing.all(name):
                try:
                    found[identifier(scheme, text)] = None
                except ClaimError as error:
                    self.thing.refuse(str(error), name)
        yield from found

    def contacts(self, attached: Attached) -> Iterator[Contact]:
        """Addresses of every sort, and the papers of a person; none of them is public."""
        for kind, text in self._reached(attached):
            made = self.thing.attempt(partial(Contact, kind=kind, value=text))
            if made is not None:
                yield made

    def _reached(self, attached: Attached) -> Iterator[tuple[str, str]]:
        for name, kind in meanings().contacts.items():
            yield from ((kind, text) for text in self.thing.all(name))
        for name in self.thing.all("addressEntity"):
            yield "address", attached.addresses.get(name) or name
        yield from (("paper", text) for text in attached.papers.get(self.thing.id, ()))

    def level(self) -> str | None:
        """The level that one of its keywords is."""
        return next((code for _, code in self._keywords("levels")), None)

    def _keywords(self, sort: str) -> Iterator[tuple[str, str]]:
        """Keywords that are words of the vocabulary, which are taken, with their codes."""
        words = self.thing.values.get("keywords", ())
        for word in words:
            if code := known(sort, word):
                self.thing.values["keywords"] = tuple(
                    one for one in self.thing.values["keywords"] if one != word
                )
                yield word, code

    def span(self) -> tuple[PartialDate | None, PartialDate | None]:
        """When it began and ended; an event of which only a day is known ended on it."""
        since = self.thing.day(*meanings().since)
        until = self.thing.day(*meanings().until, last=True)
        kept = self.thing.span(since, until)
        return since, since if self.kind == "event" and until is None else kept[1]

    def ties(self) -> Iterator[Tie]:
        """Its seats and countries, its themes, what it is part of, who called it."""
        seat = "based_in" if vocabulary().is_stakeholder(self.kind) else "active_in"
        told: dict[tuple[str, str], None] = {}
        for name in meanings().seats:
            told |= {(seat, place): None for place in self._countries(name)}
        told |= {("active_in", place): None for place in self._countries("country")}
        told |= {("works_on", f"theme:{code}"): None for _, code in self._keywords("themes")}
        joins = [(kind, self.id, end) for kind, end in told]
        for name, kind, turned in _JOINS:
            for other in self.thing.all(name):
                ends = (
                    (f"{self.source}/{other}", self.id)
                    if turned
                    else (self.id, f"{self.source}/{other}")
                )
                joins.append((kind, *ends))
        made = (self.thing.attempt(partial(self._tie, *join)) for join in joins)
        yield from (tie for tie in made if tie is not None)

    def _countries(self, name: str) -> list[str]:
        """The countries in the property *name*, which are taken; other codes stay."""
        found = {code: _country(code) for code in self.thing.values.get(name, ())}
        if found:
            self.thing.values[name] = tuple(code for code, place in found.items() if not place)
        return [place for place in found.values() if place]

    def lists(self, attached: Attached) -> Iterator[Entity | Tie]:
        """The lists that name it, from when to when; without a sanction, by what it was seen in."""
        sanctions = [one.copy() for one in attached.sanctions.get(self.thing.id, ())]
        for sanction in sanctions:
            name = sanction.first("program", "authority", "programId") or "a list that has no name"
            since = sanction.day("startDate", "listingDate", "date")
            until = sanction.day("endDate", last=True)
            sanction.all("entity")
            yield from self._listed(name, sanction, since, until)
            self.thing.refusals.found += sanction.refusals.found
        seen = (
            () if sanctions else (v for k, v in self.thing.beside if k in ("datasets", "dataset"))
        )
        for name in seen:
            yield from self._listed(name, None, None, None)

    def _listed(
        self,
        name: str,
        sanction: Thing | None,
        since: PartialDate | None,
        until: PartialDate | None,
    ) -> Iterator[Entity | Tie]:
        since, until = self.thing.span(since, until, "endDate")
        end = f"{self.source}/list:{key_of(name)}"
        yield Entity(id=end, source=self.source, kind="instrument", name=name)
        yield self.thing.claim(
            Tie,
            id=f"{self.source}/{key_of('listed_by', self.id, end, sanction and sanction.id)}",
            source=self.source,
            kind="listed_by",
            start=self.id,
            end=end,
            since=since,
            until=until,
            cited=sanction.first("sourceUrl") if sanction else None,
            extra=sanction.rest() if sanction else (),
        )

    def _tie(self, kind: str, start: str, end: str) -> Tie:
        key = f"{self.source}/{key_of(kind, start, end)}"
        return Tie(
            id=key,
            source=self.source,
            kind=kind,
            start=start,
            end=end,
            cited_on=self.modified,
        )


def _country(code: str) -> str | None:
    place = places().get(_CODES.get(code.casefold(), code.upper()))
    return place.id if place and place.kind == "country" else None
