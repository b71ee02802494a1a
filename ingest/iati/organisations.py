"""The organisations that a file names, gathered over all its activities."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from lxml.etree import _Element as Element

from graph.domain.errors import ClaimError
from graph.domain.identity import identifier
from graph.domain.model import Entity, key_of
from graph.domain.vocabulary import UNKNOWN_KIND
from ingest.decoding.faults import Faults
from ingest.iati.codelists import codelist, meanings
from ingest.iati.narratives import narratives
from ingest.iati.structure import check_attributes, optional
from ingest.prefixes import longest

#: The type of organisation whose kind its name decides.
_MULTILATERAL = "40"


@dataclass(slots=True)
class _Known:
    """What a file says of one organisation."""

    id: str
    identifier: str | None
    names: Counter[str] = field(default_factory=Counter)
    others: set[str] = field(default_factory=set)
    types: Counter[str] = field(default_factory=Counter)
    references: set[str] = field(default_factory=set)
    told: list[tuple[str, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name it is given most often, else its reference."""
        if self.names:
            return _most(self.names)
        return min(self.references) if self.references else str(self.identifier).partition(":")[2]

    @property
    def all_names(self) -> set[str]:
        return {*self.names, *self.others}


@dataclass(slots=True)
class _Mention:
    """One way in which a file names an organisation, and how often it does."""

    known: _Known
    texts: Sequence[str]
    reference: str
    code: str
    times: int = 0

    def settle(self) -> None:
        """Add what it says to what is known of the organisation."""
        if self.texts:
            self.known.names[self.texts[0]] += self.times
            self.known.others.update(self.texts[1:])
        if self.reference:
            self.known.references.add(self.reference)
        if self.code:
            self.known.types[self.code] += self.times
        self.times = 0


def _look(element: Element) -> tuple[object, ...] | None:
    """All that an element says of an organisation, if it has no more than one plain narrative."""
    text = None
    for child in element:
        if text is not None or child.tag != "narrative" or len(child) or child.keys():
            return None
        text = child.text or ""
    return (text, element.get("ref"), element.get("type"), element.tag, *element.keys())


class Organisations:
    """
    Organisations by their reference, or by name where they have none.

    One that is named with and without a reference is two entities of the source, so
    that ties can be made before the whole file is known; the one without points to the
    other by its id, and they are judged the same, if no other reference has that name.
    """

    def __init__(self, source: str, faults: Faults) -> None:
        self._source = source
        self._faults = faults
        self._known: dict[str, _Known] = {}
        self._mentions: dict[tuple[object, ...], _Mention] = {}

    def met(self, element: Element, language: str | None) -> str | None:
        """The id of the organisation that *element* names; None, and a fault, if it names none."""
        look = _look(element)
        mention = self._mentions.get(look) if look else None
        if mention is None:
            before = self._faults.count
            mention = self._mention(element, language)
            if mention is None:
                return None
            # A fault is to be noted at each line that has it, so that is read again.
            if look and self._faults.count == before:
                self._mentions[look] = mention
            else:
                mention.times = 1
                mention.settle()
                return mention.known.id
        mention.times += 1
        return mention.known.id

    def _mention(self, element: Element, language: str | None) -> "_Mention | None":
        check_attributes(element, self._faults)
        reference = optional(element, "ref", self._faults) or ""
        texts = [said.text for said in narratives(element, language, self._faults)]
        if not texts and not reference:
            problem = f"<{element.tag}> names nobody: it has neither a ref nor a narrative"
            self._faults.note(f"<{element.tag}> names nobody", element, problem)
            return None
        code = optional(element, "type", self._faults) or ""
        if code and code not in codelist("OrganisationType"):
            problem = f"{code[:50]!r} is no type of organisation; its kind is left open"
            self._faults.note("type of organisation", element, problem)
            code = ""
        return self._entered(reference, texts, code)

    def _entered(self, reference: str, texts: Sequence[str], code: str) -> "_Mention":
        name = organisation_identifier(reference)
        key = name.partition(":")[2] if name else f"name:{key_of(folded([*texts, reference][0]))}"
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = _Known(f"{self._source}/org:{key}", name)
        return _Mention(known, tuple(texts), "" if name else reference, code)

    def described(self, reference: str, names: Sequence[str]) -> str:
        """The id of the organisation that has this reference and these names, or either."""
        mention = self._entered(reference, names, "")
        mention.times = 1
        mention.settle()
        return mention.known.id

    def tell(self, name: str, told: Iterable[tuple[str, str]]) -> None:
        """Add what is told of the organisation whose id is *name*."""
        self._known[name.removeprefix(f"{self._source}/org:")].told += told

    def entities(self) -> Iterator[Entity]:
        """Every organisation met, those without a reference joined to the one of their name."""
        named = self._named()
        for key in sorted(self._known):
            known = self._known[key]
            others = named[folded(known.name)] if known.identifier is None else set()
            same = f"tracktwo:{next(iter(others))}" if len(others) == 1 else None
            yield _entity(known, self._source, known.identifier or same)

    def __len__(self) -> int:
        named = self._named()
        return sum(
            known.identifier is not None or len(named[folded(known.name)]) != 1
            for known in self._known.values()
        )

    def _named(self) -> dict[str, set[str]]:
        """The ids of the organisations with a reference, by each of their names."""
        for mention in self._mentions.values():
            mention.settle()
        found: dict[str, set[str]] = defaultdict(set)
        for known in self._known.values():
            if known.identifier is not None:
                for name in known.all_names:
                    found[folded(name)].add(known.id)
        return found


def _entity(known: _Known, source: str, same: str | None) -> Entity:
    code = _most(known.types) if known.types else ""
    told = codelist("OrganisationType").get(code)
    extra = [("organisation type", told.english)] if told else []
    extra += [("reference", reference) for reference in sorted(known.references)]
    extra += known.told
    return Entity(
        id=known.id,
        source=source,
        kind=kind_of(known.identifier, code, known.name),
        name=known.name,
        aliases=tuple(sorted(known.all_names - {known.name})),
        identifiers=(same,) if same else (),
        level=meanings().organisations.get(code, {}).get("level"),
        extra=tuple(extra),
    )


def kind_of(name: str | None, code: str, called: str) -> str:
    """
    The kind of stakeholder that an organisation is.

    Args:
        name: Its identifier, `org-id:…`, which says more than its type where we know it.

        code: Its type in IATI, or nothing.

        called: Its name, which tells the multilateral bodies apart.

    >>> kind_of("org-id:XM-DAC-41146", "40", "UN Women")
    'un_entity'
    """
    known = longest(meanings().identified, name.partition(":")[2]) if name else None
    if known is not None:
        return known
    if code == _MULTILATERAL:
        words = f" {folded(called)} "
        for rule in meanings().multilateral:
            if any(f" {word} " in words for word in rule["words"]):
                return str(rule["kind"])
    return meanings().organisations.get(code, {}).get("kind", UNKNOWN_KIND)


@lru_cache(maxsize=10_000)
def organisation_identifier(reference: str) -> str | None:
    """A reference as `org-id:…`, if it has the form of an organisation identifier."""
    try:
        return identifier("org-id", reference)
    except ClaimError:
        return None


@lru_cache(maxsize=10_000)
def folded(name: str) -> str:
    """A name as it is compared: without regard to case and forms of the same letter."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _most(counts: Counter[str]) -> str:
    """What was counted most often; among equals the first in the alphabet."""
    return min(counts, key=lambda value: (-counts[value], value))
