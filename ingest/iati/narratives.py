"""What a file says in words: narratives, each in a language."""

from collections.abc import Sequence
from typing import NamedTuple

from lxml.etree import _Element as Element

from graph.domain.texts import LONGEST_TEXT
from ingest.decoding.faults import Faults

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class Narrative(NamedTuple):
    """One text, without superfluous white space, and the language it is said to be in."""

    text: str
    language: str | None

    @property
    def is_english(self) -> bool:
        """Whether it is said to be in English."""
        return self.language is not None and self.language.lower().startswith("en")


def narratives(element: Element, language: str | None, faults: Faults) -> Sequence[Narrative]:
    """
    The texts of an element, English first, else in the order of the file.

    Args:
        language: What a narrative without `xml:lang` is in.
    """
    found = []
    for child in element:
        text = text_of(child, faults) if child.tag == "narrative" else None
        if text is not None:
            found.append(Narrative(text, child.get(LANGUAGE) or language))
    if len(found) > 1:
        found.sort(key=lambda narrative: not narrative.is_english)
    return found


def text_of(element: Element, faults: Faults, most: int = LONGEST_TEXT) -> str | None:
    """What stands in an element, in one line; None, and a fault, where it is too long."""
    raw = (
        "".join(str(piece) for piece in element.itertext()) if len(element) else element.text or ""
    )
    # No white space but the plain one is printable, and most texts are tidy already.
    tidy = raw.isprintable() and "  " not in raw
    text = raw.strip() if tidy else " ".join(raw.split())
    if len(text) > most:
        problem = f"the text of <{element.tag}> has {len(text):,} characters; {most:,} are the most"
        faults.note("text too long", element, problem)
        return None
    return text or None
