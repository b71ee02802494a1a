"""The elements that a workbook lists, by their IDs and labels, and the ids they get."""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache

from graph.domain.errors import ClaimError
from graph.domain.model import key_of
from graph.domain.places import places
from graph.domain.vocabulary import UNKNOWN_KIND
from ingest.errors import ReadError
from ingest.sectors import theme_called
from ingest.words import LONGEST_WORD, known, shown
from ingest.workbook.cells import parts
from ingest.workbook.tables import Record

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_KEYED = re.compile(r".*_[0-9a-f]{8,16}")
_SIMPLE = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
_SLUG = 60
_NEAR = 0.8
_LOOKS = 100
_MEND = "add it to the elements, or mend the spelling"


@lru_cache(maxsize=2**15)
def same(label: str) -> str:
    """What two labels share when case and spaces do not count."""
    return " ".join(unicodedata.normalize("NFC", label).casefold().split())


def kind_of(record: Record) -> str | None:
    """The kind that an element says it is; None when the vocabulary does not know the word."""
    word = record.text("type")
    if word is None:
        return UNKNOWN_KIND
    return next((code for part in (word, *parts(word)) if (code := known("kinds", part))), None)


@dataclass(slots=True, kw_only=True)
class Element:
    """
    An element as the register has it.

    `context` is the id of the shared country, region or theme that it is, if it is one.
    """

    key: tuple[str, ...]
    label: str
    place: str
    kind: str
    context: str | None = None
    refused: bool = False
    id: str | None = None
    places: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Register:
    """
    All elements of a workbook.

    Ids come from what a row says of itself, an ID or else a label, so that a row keeps
    its id wherever it moves.
    """

    source: str
    _by_key: dict[tuple[str, ...], Element] = field(default_factory=dict)
    _by_label: dict[str, list[Element]] = field(default_factory=dict)
    _has_ids: bool = False
    _looked: int = 0

    def __len__(self) -> int:
        return len(self._by_key)

    def note(self, record: Record) -> None:
        """Enter the element of *record*, unless an earlier row has entered it."""
        key, label = _key(record), record.text("label")
        if key in self._by_key or not label:
            return
        kind = kind_of(record) or UNKNOWN_KIND
        element = Element(
            key=key,
            label=label,
            place=_where(record),
            kind=kind,
            context=_context(kind, record),
            places=tuple(_places(record)),
        )
        self._by_key[key] = element
        self._by_label.setdefault(same(label), []).append(element)
        self._has_ids = self._has_ids or key[0] == "id"

    def element(self, record: Record) -> Element:
        """
        The element of *record*.

        Raises:
            ReadError: It has no label, or an earlier row is of the same element.
        """
        element = self.entered(record)
        if element.place != _where(record):
            what = "ID" if element.key[0] == "id" else "label or type"
            column = "id" if element.key[0] == "id" else "label"
            raise ReadError(
                f"{shown(element.label)} is in {element.place} already; "
                f"take out one of the rows, or give one another {what}",
                record.place(column),
                keeps=(),
            )
        return element

    def entered(self, record: Record) -> Element:
        """
        The element that *record*, or an earlier row of the same, was entered as.

        Raises:
            ReadError: None was.
        """
        element = self._by_key.get(_key(record))
        if element is None:
            raise ReadError("the element has no label; give it one", record.place("label"))
        return element

    def has(self, text: str) -> bool:
        """Whether an element has the ID or the label *text*."""
        return ("id", text) in self._by_key or same(text) in self._by_label

    def refuse_without(self, kind: str, kept: Container[str]) -> None:
        """Note that all elements of *kind* were refused but for those whose ids are *kept*."""
        for element in self._by_key.values():
            if element.kind == kind and self.id_of(element) not in kept:
                element.refused = True

    def refuse(self, record: Record) -> None:
        """Note that the row of an element was refused, and so is whatever refers to it."""
        element = self._by_key.get(_key(record))
        if element and element.place == _where(record):
            element.refused = True

    def id_of(self, element: Element) -> str:
        """The id of *element* in the network, once all rows are entered."""
        if element.context:
            return element.context
        if element.id is None:
            element.id = self._own_id(element)
        return element.id

    def ids_of(self, record: Record) -> tuple[str, ...] | None:
        """The id of the element of *record*, if the row says enough for that."""
        element = self._by_key.get(_key(record))
        return None if element is None else (self.id_of(element),)

    def id_called(self, text: str) -> str:
        """The id of the element with the ID or label *text*, or the one that it would get."""
        key = "label", same(text)
        found = self._by_key.get(("id", text)) or next(iter(self._by_label.get(key[1], ())), None)
        return self.id_of(found or Element(key=key, label=text, place="", kind=UNKNOWN_KIND))

    def _own_id(self, element: Element) -> str:
        sort, word, *_ = element.key
        if sort == "id":
            safe = _SAFE.fullmatch(word) and not _KEYED.fullmatch(word)
            return f"{self.source}/{word if safe else f'id_{key_of(word)}'}"
        alone = len(self._by_label.get(word, ())) <= 1
        if alone and not self._has_ids and _SIMPLE.fullmatch(word) and len(word) <= _SLUG:
            return f"{self.source}/{word.replace(' ', '-')}"
        return (
            f"{self.source}/{_keyed(word, key_of(*(element.key[1:2] if alone else element.key)))}"
        )

    def find(self, text: str) -> Element | None:
        """
        The element with the ID or the label *text*; None if there is none.

        Raises:
            ClaimError: Several have it, or its row was refused.
        """
        found = self._by_key.get(("id", text))
        if found is None:
            several = self._by_label.get(same(text), [])
            if len(several) > 1:
                places = " and ".join(element.place for element in several)
                raise ClaimError(
                    f"{shown(text)} is in {places}; give the elements IDs and use those"
                )
            found = several[0] if several else None
        if found and found.refused:
            raise ClaimError(f"{shown(text)} is in {found.place}, which was refused")
        return found

    def countries_of(self, texts: Iterable[str]) -> frozenset[str]:
        """The countries in which the elements called *texts* are, or that they are themselves."""
        found = set[str]()
        for text in texts:
            for element in self._by_label.get(same(text), self._by_id(text)):
                found.update(element.places)
            if code := known("places", text):
                found.add(places()[code].id)
        return frozenset(found)

    def _by_id(self, text: str) -> list[Element]:
        found = self._by_key.get(("id", text))
        return [found] if found else []

    def add(self, label: str, kind: str) -> Element:
        """Enter an element that no row describes."""
        element = Element(key=("label", same(label)), label=label, place="", kind=kind)
        self._by_key[element.key] = element
        self._by_label[same(label)] = [element]
        return element

    def suggestion(self, text: str) -> str:
        """What might have been meant by a *text* that is nobody's."""
        # To look through all labels takes time: not for thousands of rows, nor for essays.
        self._looked += 1
        if self._looked > _LOOKS or len(text) > LONGEST_WORD:
            return _MEND
        near = get_close_matches(same(text), self._by_label, n=1, cutoff=_NEAR)
        if near:
            return f"did you mean {shown(self._by_label[near[0]][0].label)}?"
        return _MEND


def _key(record: Record) -> tuple[str, ...]:
    if name := record.text("id"):
        return "id", name
    kind = kind_of(record) or same(record.text("type") or "")
    return "label", same(record.text("label") or ""), kind


def _where(record: Record) -> str:
    """Where an element is, for a message about another place in the same workbook."""
    if record.sheet.name is None:
        return f"row {record.number}"
    return f"row {record.number} of sheet {record.sheet.name!r}"


def _context(kind: str, record: Record) -> str | None:
    """The shared country, region or theme that an element is, by its label or its ID."""
    if kind == "sector" and record.text("tracktwo"):
        # It is an entity of its own, whatever it is called.
        return None
    for text in (record.text("label") or "", record.text("id") or ""):
        if theme := theme_called(kind, text):
            return theme
        if kind in ("country", "region") and (code := known("places", text)):
            return places()[code].id
    return None


def _places(record: Record) -> Iterator[str]:
    """The countries and regions in which an element is, as far as they are known."""
    for column in ("countries", "based_in"):
        for text in parts(record.text(column) or ""):
            if code := known("places", text):
                yield places()[code].id


def _keyed(label: str, key: str) -> str:
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_SLUG].strip("-")
    return f"{slug}_{key[:8]}" if slug else f"_{key}"
