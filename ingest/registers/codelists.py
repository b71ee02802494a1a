"""Read codelists of IATI (XML) whose codes are of organisations, as registers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml
from lxml.etree import _Element as Element

from graph.domain.errors import ClaimError
from graph.domain.identity import identifier
from graph.domain.model import Entity
from graph.domain.vocabulary import UNKNOWN_KIND
from ingest.decoding.beginning import Beginning
from ingest.decoding.faults import Faults
from ingest.decoding.xml_elements import elements, place_of
from ingest.decoding.xml_records import root_of
from ingest.errors import Place, ReadError
from ingest.iati.codelists import meanings as iati_meanings
from ingest.iati.narratives import narratives, text_of
from ingest.prefixes import longest
from ingest.reader import Given, Held, Item, Refused
from ingest.words import shown
from ingest.workbook.cells import link

_ROOT = re.compile(r"<codelist\s[^>]*?\bname\s*=\s*[\"'](\w+)[\"']")
_TAGS = ("code", "name", "description", "category", "url")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meanings:
    """What `codelists.yaml` says; see there."""

    lists: Mapping[str, str]
    numbers: str
    kinds: Mapping[str, str]
    sorts: frozenset[str]


@cache
def _meanings() -> _Meanings:
    text = files("ingest.registers").joinpath("codelists.yaml").read_text("utf-8")
    said = yaml.safe_load(text)
    return _Meanings(**{**said, "sorts": frozenset(said["sorts"])})


def fits(beginning: Beginning) -> bool:
    """Whether the file is XML whose root is one of the codelists of organisations."""
    found = _ROOT.search(beginning.text) if beginning.is_markup else None
    return found is not None and found[1] in _meanings().lists


def read_codelist(path: Path, given: Given) -> Iterator[Item]:
    """
    Read the codelist at *path*: an organisation to a code, with its names in all languages.

    Codes that are of categories, or of sorts of bodies, are counted and not entered.

    Raises:
        ReadError: It is no codelist of organisations, or no well-formed XML.
    """
    root = root_of(path, "codelist")
    name = root.attributes.get("name", "")
    listed = _meanings().lists.get(name)
    if root.tag != "codelist" or listed is None:
        known = ", ".join(_meanings().lists)
        problem = f"this is no codelist of organisations; known are {known}"
        raise ReadError(problem, Place(file=path.name, line=root.line))
    said = Given(
        source=listed,
        title=f"IATI codelist {name}",
        publisher="International Aid Transparency Initiative",
        link=f"https://iatistandard.org/en/iati-standard/203/codelists/{name.lower()}/",
    )
    yield (source := given.source_of(path, said))
    categories = frozenset(
        (element.findtext("category") or "").strip() for element in elements(path, "codelist-item")
    )
    codes = _Codes(source=source.id, path=path, categories=categories)
    for element in elements(path, "codelist-item"):
        yield from codes.add(element)


@dataclass(slots=True, kw_only=True)
class _Codes:
    """The codes of one list that were met, each with its line."""

    source: str
    path: Path
    categories: frozenset[str]
    _seen: dict[str, int | None] = field(default_factory=dict)

    def add(self, element: Element) -> Iterator[Item]:
        """What one code stands for, or why it stands for nothing."""
        yield Held(what="codes")
        faults = Faults(self.path.name)
        code = " ".join((element.findtext("code") or "").split())
        try:
            if not code:
                raise ClaimError("the item has no code")
            if code in self._seen:
                raise ClaimError(f"{shown(code)} is in line {self._seen[code]} already")
            if self._is_sort(code, element):
                yield Held(what="codes of categories and sorts of bodies, not entered")
            else:
                yield self._entity(code, element, faults)
            self._seen[code] = place_of(element, self.path).line
        except ClaimError as error:
            keeps = (f"{self.source}/{code}",) if code else None
            yield Refused(place=place_of(element, self.path), problem=str(error), keeps=keeps)
        yield from faults.drain()

    def _is_sort(self, code: str, element: Element) -> bool:
        category = (element.findtext("category") or "").strip()
        return code in self.categories or category in _meanings().sorts

    def _entity(self, code: str, element: Element, faults: Faults) -> Entity:
        prefix = _meanings().numbers if code.isascii() and code.isdigit() else ""
        own = identifier("org-id", prefix + code)
        name = element.find("name")
        names = [] if name is None else [one.text for one in narratives(name, None, faults)]
        if not names:
            raise ClaimError(f"{shown(code)} has no name")
        about = element.find("description")
        said = () if about is None else narratives(about, None, faults)
        return Entity(
            id=f"{self.source}/{code}",
            source=self.source,
            kind=self._kind(own, element),
            name=names[0],
            aliases=tuple(dict.fromkeys(text for text in names[1:] if text != names[0])),
            identifiers=(own,),
            summary=said[0].text if said else None,
            link=_page(element, faults),
            extra=tuple(_rest(element, faults)),
        )

    def _kind(self, own: str, element: Element) -> str:
        category = (element.findtext("category") or "").strip()
        found = longest(iati_meanings().identified, own.removeprefix("org-id:"))
        return found or _meanings().kinds.get(category, UNKNOWN_KIND)


def _page(element: Element, faults: Faults) -> str | None:
    text = (element.findtext("url") or "").strip()
    try:
        return link(text) if text else None
    except ClaimError as error:
        faults.note("page", element, str(error))
        return None


def _rest(element: Element, faults: Faults) -> Iterator[tuple[str, str]]:
    """What else the list says of a code: its attributes, its category, elements beyond those."""
    yield from ((str(name), str(value)) for name, value in element.attrib.items() if value)
    for child in element:
        if child.tag == "category" or child.tag not in _TAGS:
            text = text_of(child, faults)
            if text:
                yield str(child.tag), text
