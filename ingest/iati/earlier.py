"""Files of editions before 2.01, written anew as 2.03 writes them, as `earlier.yaml` says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from lxml.etree import SubElement
from lxml.etree import _Element as Element

from ingest.iati.narratives import LANGUAGE

#: Versions of editions before 2.01, as files write them: 1.01 to 1.05, and less exactly 1.0 or 1.
EARLIER = re.compile(r"1(\.\d{1,2})?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leniency:
    """What `earlier.yaml` says; see there for each table."""

    texts: frozenset[str]
    languages: tuple[str, ...]
    words: Mapping[str, Mapping[str, Mapping[str, str]]]
    spoken: frozenset[str]
    attributes: Mapping[str, str]
    names: Mapping[str, Mapping[str, str]]
    page: Mapping[str, str]


@cache
def leniency() -> Leniency:
    """The tables of `earlier.yaml`, read once."""
    tables = yaml.safe_load(files("ingest.iati").joinpath("earlier.yaml").read_text("utf-8"))
    for name in ("texts", "spoken"):
        tables[name] = frozenset(tables[name])
    return Leniency(**{**tables, "languages": tuple(tables["languages"])})


def is_earlier(record: Element) -> bool:
    """Whether a record is written as before 2.01: with texts in elements, or words for codes."""
    known = leniency()
    for element in record.iter(*known.texts, *known.words):
        if element.tag in known.texts and _has_text(element):
            return True
        for name, words in known.words.get(str(element.tag), {}).items():
            if _folded(element.get(name)) in words:
                return True
    return False


def renew(record: Element) -> None:
    """Write a record as 2.03 does; what is written so already stays as it is."""
    known = leniency()
    _rename(record, known)
    # A list, for what is changed while it is gone through is gone through for ever.
    for element in list(record.iter(*known.words, *known.attributes, *known.texts)):
        tag = str(element.tag)
        if tag in known.words:
            _with_codes(element, known)
        if tag in known.attributes:
            _with_attribute(element, known.attributes[tag])
        if tag in known.texts and _has_text(element):
            _with_narrative(element)
    for tag in known.languages:
        _gather(record, list(record.iterchildren(tag)))


def _rename(record: Element, known: Leniency) -> None:
    for name, now in known.names.get(str(record.tag), {}).items():
        for child in list(record.iterchildren(name)):
            child.tag = now
    for page in list(record.iterchildren(known.page["element"])):
        page.tag = "document-link"
        page.set("url", (page.text or "").strip())
        SubElement(page, "category", code=known.page["category"])


def _has_text(element: Element) -> bool:
    return bool((element.text or "").strip()) and element.find("narrative") is None


def _folded(text: str | None) -> str:
    return " ".join((text or "").casefold().split())


def _with_codes(element: Element, known: Leniency) -> None:
    tag = str(element.tag)
    for name, words in known.words[tag].items():
        said = element.get(name)
        if said is None and tag in known.spoken:
            said = element.text
        code = words.get(_folded(said))
        if code is not None:
            element.set(name, code)


def _with_attribute(element: Element, name: str) -> None:
    text = (element.text or "").strip()
    if text and not element.get(name):
        element.set(name, text)


def _with_narrative(element: Element) -> None:
    narrative = SubElement(element, "narrative")
    # Faults are noted at the line where the text stands.
    narrative.sourceline = element.sourceline
    narrative.text, element.text = element.text, None
    language = element.get(LANGUAGE)
    if language is not None:
        narrative.set(LANGUAGE, language)


def _gather(record: Element, elements: list[Element]) -> None:
    """Gather one text in several languages in the first of its elements."""
    for other in elements[1:]:
        elements[0].extend(other.findall("narrative"))
        record.remove(other)
