"""
What of a file of the steward's own anybody may read, and what is as closed as contacts.

Nobody can tell what stands in a column that Tracktwo has no field for, or in a cell of free
words: *Adresse*, *Présidente*, *hides with her sister*. So what is open is a list of fields
known to be harmless, and of values known to be; `openness.yaml` has the words.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import chain
from urllib.parse import urlsplit

import yaml

from graph.domain.affirmations import WOMEN_LED, says_yes
from graph.domain.errors import ClaimError
from graph.domain.labels import Label
from graph.domain.languages import only_languages
from graph.domain.model import CLOSABLE, EXTRA, Entity, Tie
from ingest.reader import Item
from ingest.words import fold, known

#: The label of what is not known to be harmless, which is that of contacts.
CLOSED = Label.AMBER
# A heading may say how far its column may travel: "Mandate (TLP:CLEAR)".
_LABELLED = re.compile(r"[(\[]\s*(TLP:[A-Z+]+)\s*[)\]]", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s;|]+", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s;|]+")


def closed(items: Iterable[Item]) -> Iterator[Item]:
    """The same items; what in their claims is not known to be harmless is closed."""
    for item in items:
        yield _closed(item) if isinstance(item, Entity | Tie) else item


def _closed(claim: Entity | Tie) -> Entity | Tie:
    said = dict(claim.closed)
    found = {name: label for name, label in _labels(claim) if name not in said}
    return replace(claim, closed=(*claim.closed, *found.items())) if found else claim


def _labels(claim: Entity | Tie) -> Iterator[tuple[str, Label]]:
    """The labels of all fields of *claim* that are not open."""
    for name in CLOSABLE:
        value = getattr(claim, name, None)
        if isinstance(value, str) and not _HARMLESS.get(name, _never)(value):
            yield name, CLOSED
    for heading in dict.fromkeys(heading for heading, _ in claim.extra):
        label = label_in(heading)
        if label is None:
            texts = (text for name, text in claim.extra if name == heading)
            label = Label.CLEAR if all(_is_harmless(heading, text) for text in texts) else CLOSED
        if label > Label.CLEAR:
            yield f"{EXTRA}{heading}", label


def label_in(heading: str) -> Label | None:
    """
    The label that a heading gives its column; None if it gives none.

    >>> label_in("Mandate (TLP:GREEN)").text
    'GREEN'
    """
    found = _LABELLED.search(heading)
    try:
        return Label.parse(found[1]) if found else None
    except ClaimError:
        return None


def _is_harmless(heading: str, text: str) -> bool:
    """Whether it says, and says no more, that somebody is led by women or which languages."""
    if WOMEN_LED.search(heading):
        return says_yes(text) or fold(text) in _words()["answers"]
    return only_languages(heading, text)


def _never(_: str) -> bool:
    return False


def _is_role(text: str) -> bool:
    return fold(text) in _words()["roles"] or known("ties", text) is not None


def _is_earmarking(text: str) -> bool:
    return fold(text) in _words()["earmarking"]


def _is_page(text: str) -> bool:
    """Whether *text* is one or more addresses of pages, and nothing else."""
    parts = [part for part in _BETWEEN.split(text) if part]
    return bool(parts) and all(map(_is_address_of_page, parts))


def _is_address_of_page(text: str) -> bool:
    if not _ADDRESS.fullmatch(text) or "@" in text:
        return False
    try:
        host = urlsplit(text).hostname or ""
    except ValueError:
        return False
    return host.removeprefix("www.") not in _words()["hosts"]


#: What tells that a value of a field is harmless; of the other fields that can be closed, none is.
_HARMLESS: Mapping[str, Callable[[str], bool]] = {
    "link": _is_page,
    "cited": _is_page,
    "role": _is_role,
    "earmarking": _is_earmarking,
}


@cache
def _words() -> Mapping[str, frozenset[str]]:
    text = files("ingest").joinpath("openness.yaml").read_text("utf-8")
    rows = yaml.safe_load(text)
    rows["roles"] = list(chain.from_iterable(rows["roles"]))
    hosts = frozenset(rows.pop("hosts"))
    return {**{name: frozenset(map(fold, words)) for name, words in rows.items()}, "hosts": hosts}
