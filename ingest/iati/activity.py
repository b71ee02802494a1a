"""One record, and the file around it, as what is made of their parts needs to know them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from graph.domain.dates import PartialDate
from graph.domain.model import key_of
from ingest.decoding.faults import Faults
from ingest.iati.contexts import Contexts
from ingest.iati.narratives import text_of
from ingest.iati.organisations import Organisations
from ingest.iati.structure import DELETE, LONGEST_CODE, Children
from ingest.id_set import Seen


@dataclass(slots=True, kw_only=True)
class File:
    """
    What is kept over all activities of a file.

    It grows with the number of different organisations and sectors, and by one short
    text for each activity; nothing else of an activity outlives it. `strict` is whether
    it is held against the schema of 2.03, or is of an edition that asked for less.
    """

    source: str
    faults: Faults
    organisations: Organisations
    contexts: Contexts
    strict: bool = True
    held: Counter[str] = field(default_factory=Counter)
    seen: Seen = field(default_factory=Seen)
    related: set[str] = field(default_factory=set)

    def activity_id(self, identifier: str) -> str:
        """The id of the activity with this IATI identifier, in this file or elsewhere."""
        return f"{self.source}/activity:{identifier}"


@dataclass(slots=True, kw_only=True)
class Record:
    """
    One record of a file while it is read: an activity, or an organisation's own account.

    `identifier` is what the record gives itself, None if nothing; `language` and
    `currency` are those of what does not say its own.
    """

    file: File
    faults: Faults
    id: str
    identifier: str | None
    children: Children
    language: str | None = None
    currency: str | None = None
    _ids: dict[str, int] = field(default_factory=dict)

    def all(self, tag: str) -> Sequence[Element]:
        """Its children of this name, in the order of the file."""
        return self.children.get(tag, ())

    def first(self, tag: str) -> Element | None:
        """Its first child of this name."""
        found = self.children.get(tag)
        return found[0] if found else None

    def tie_id(self, *parts: object) -> str:
        """
        An id for a tie made of these *parts*, the same in every edition of the file.

        Equal ones are told apart by number, in the order of the file.
        """
        name = f"{self.file.source}/{key_of(self.id, *parts)}"
        number = self._ids[name] = self._ids.get(name, 0) + 1
        return name if number == 1 else f"{name}-{number}"


@dataclass(slots=True, kw_only=True)
class Activity(Record):
    """
    One activity while it is read.

    `reporter` is the id of the organisation that reports it, which transactions fall
    back on; `marker` is how far it aims at gender equality; `updated` is when its account
    was last brought up to date. `transactions` stand with their children.
    """

    transactions: Sequence[tuple[Element, Children]] = ()
    since: PartialDate | None = None
    until: PartialDate | None = None
    updated: PartialDate | None = None
    marker: int | None = None
    reporter: str | None = None
    funders: list[str] = field(default_factory=list)


def identifier_of(element: Element | None, faults: Faults) -> str | None:
    """The IATI identifier in an element; None, and a fault, where there is none."""
    if element is None:
        return None
    text = text_of(element, faults, LONGEST_CODE)
    if text is None or DELETE in text:
        problem = "the iati-identifier is empty or unusable: the activity goes by its title"
        faults.note("iati-identifier", element, problem)
        return None
    return text
