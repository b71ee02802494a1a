"""Read the Consolidated List of the United Nations Security Council, as a watch list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml.etree import _Element as Element

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.identity import identifier
from graph.domain.labels import Label
from graph.domain.model import Entity, Tie, key_of
from ingest.decoding.beginning import Beginning
from ingest.decoding.faults import line_of
from ingest.decoding.xml_feed import CHUNK, feed, let_go, parser_of
from ingest.decoding.xml_records import root_of
from ingest.errors import Place, ReadError
from ingest.reader import Given, Held, Item, Refused
from ingest.words import fold, shown

#: How much of a file may pass without the end of an entry: what bounds the memory.
LARGEST_ENTRY = 4 * 2**20
ROOT = "CONSOLIDATED_LIST"
_SORTS = {"INDIVIDUAL": "person", "ENTITY": "entity"}
_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
# What the list itself calls too vague to tell anybody by.
_VAGUE = "low"
_NOTHING = ("", "na", "n/a")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T[\d:.]*)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)
_TITLE = "United Nations Security Council Consolidated List"


def fits(beginning: Beginning) -> bool:
    """Whether the file is XML whose root is the Consolidated List."""
    return beginning.is_markup and re.search(rf"<{ROOT}[\s>]", beginning.text) is not None


def read_security_council(path: Path, given: Given) -> Iterator[Item]:
    """
    Read the Consolidated List at *path*, one entry at a time.

    What it names is `listed`, and no stakeholder. Every file of it is one source, so
    that a newer one takes off the list what it no longer names.

    Raises:
        ReadError: It is no such list, no well-formed XML, declares a document type, or
            holds an entry too large to be one.
    """
    root = root_of(path, "UN sanctions")
    if root.tag != ROOT:
        problem = f"the first element is <{root.tag[:50]}>; the list begins with <{ROOT}>"
        raise ReadError(problem, Place(file=path.name, line=root.line))
    made = _DAY.fullmatch(root.attributes.get("dateGenerated", "").strip())
    source = given.source_of(
        path,
        Given(
            source="un-sc-consolidated",
            title=_TITLE,
            publisher="United Nations Security Council",
            link="https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list",
            published=_day(made[1]) if made else None,
        ),
    )
    yield source
    entries = _Entries(source=source.id, file=path.name)
    for element in _elements(path):
        yield from entries.add(element)


def _day(text: str) -> PartialDate | None:
    try:
        return PartialDate(text)
    except ClaimError:
        return None


def _elements(path: Path) -> Iterator[Element]:
    """Each entry, let go of when the next is asked for."""
    parser = parser_of(tuple(_SORTS))
    held, line = 0, 1
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            feed(parser, chunk, path)
            held += len(chunk)
            for _, element in parser.read_events():
                if isinstance(element, Element) and _is_entry(element):
                    held, line = 0, line_of(element) or line
                    yield element
                    let_go(element)
            if held > LARGEST_ENTRY:
                size = LARGEST_ENTRY // 2**20
                problem = (
                    f"no entry ends in {size} MB from here, and that is more than one may hold"
                )
                raise ReadError(problem, Place(file=path.name, line=line))
    feed(parser, None, path)


def _is_entry(element: Element) -> bool:
    """Whether it is an element of a list below the root."""
    parent = element.getparent()
    above = None if parent is None else parent.getparent()
    return above is not None and above.getparent() is None


@dataclass(slots=True, kw_only=True)
class _Entries:
    """The entries of one file: who was met, and on which lists."""

    source: str
    file: str
    _seen: dict[str, int | None] = field(default_factory=dict)
    _lists: dict[str, str] = field(default_factory=dict)

    def add(self, element: Element) -> Iterator[Item]:
        """What one entry says, or a refusal."""
        entry = _Entry(element)
        faults: list[Refused] = []
        try:
            made = list(self._claims(entry, faults))
        except ClaimError as error:
            yield self._refused(entry, str(error))
            return
        yield from made
        yield from faults

    def _refused(self, entry: "_Entry", problem: str, name: str | None = None) -> Refused:
        place = Place(file=self.file, line=line_of(entry.element), column=name)
        number = entry.number
        keeps = (
            None
            if number is None
            else (f"{self.source}/{number}", f"{self.source}/listed:{number}")
        )
        return Refused(place=place, problem=problem, keeps=keeps)

    def _claims(self, entry: "_Entry", faults: list[Refused]) -> Iterator[Item]:
        number = entry.number
        if number is None:
            raise ClaimError("this entry has no REFERENCE_NUMBER and no DATAID")
        if number in self._seen:
            raise ClaimError(f"{shown(number)} is in line {self._seen[number]} already")
        since = self._date(entry, "LISTED_ON", number, faults)
        until = self._date(entry, "DELISTED_ON", number, faults)
        regime = entry.text("UN_LIST_TYPE")
        if not regime:
            raise ClaimError(f"{shown(number)} does not say on which list it is: UN_LIST_TYPE")
        cited = f"{_TITLE}, {number}"
        one = Entity(
            id=f"{self.source}/{number}",
            source=self.source,
            kind="listed",
            name=entry.name() or "",
            aliases=tuple(entry.aliases()),
            identifiers=(identifier("unsc", number),),
            summary=entry.text("COMMENTS1"),
            # The Council publishes it for all the world to act on.
            label=Label.CLEAR,
            cited=cited,
            extra=(("sort", _SORTS[str(entry.element.tag)]), *entry.rest()),
        )
        whole = self._list(regime)
        yield from (one, whole)
        yield Tie(
            id=f"{self.source}/listed:{number}",
            source=self.source,
            kind="listed_by",
            start=one.id,
            end=whole.id,
            since=since,
            until=until,
            cited=cited,
        )
        yield Held(what="persons listed" if entry.is_person else "entities listed")
        yield Held(what=f"on the list {whole.name.removeprefix(_LIST)}")
        self._seen[number] = line_of(entry.element)

    def _list(self, regime: str) -> Entity:
        """The list of one regime, under the name that was met first."""
        key = key_of(fold(regime))
        name = self._lists.setdefault(key, f"{_LIST}{regime}")
        return Entity(
            id=f"{self.source}/list:{key}", source=self.source, kind="instrument", name=name
        )

    def _date(
        self, entry: "_Entry", tag: str, number: str, faults: list[Refused]
    ) -> PartialDate | None:
        text = entry.text(tag)
        found = _DAY.fullmatch(text) if text else None
        day = _day(found[1]) if found else None
        if text and day is None:
            faults.append(self._refused(entry, f"{shown(number)}: {shown(text)} is no date", tag))
        return day


_LIST = "UN Security Council list: "


class _Entry:
    """An entry of the list: what is asked of it is struck off, and the rest is kept as it is."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self._taken: set[Element] = set()

    @property
    def is_person(self) -> bool:
        return self.element.tag == "INDIVIDUAL"

    @property
    def number(self) -> str | None:
        """What the list calls it."""
        return self.text("REFERENCE_NUMBER") or self.text("DATAID")

    def text(self, tag: str) -> str | None:
        """The text of the first element *tag*; None if there is none that says something."""
        for child in self.element.iterchildren(tag):
            self._taken.add(child)
            if text := _text(child):
                return text
        return None

    def name(self) -> str:
        """The whole name: that of a person is in up to four parts."""
        return " ".join(part for tag in _NAMES if (part := self.text(tag)))

    def aliases(self) -> Iterator[str]:
        """Other names, in other scripts too; those of low quality are left for the rest."""
        found = [self.text("NAME_ORIGINAL_SCRIPT")]
        for child in self.element.iterchildren(f"{self.element.tag}_ALIAS"):
            name = child.find("ALIAS_NAME")
            quality = child.find("QUALITY")
            if name is not None and (quality is None or _text(quality).casefold() != _VAGUE):
                found.append(_text(name))
                # What the list says of an alias beside its quality stays.
                if {one.tag for one in child} <= {"ALIAS_NAME", "QUALITY"}:
                    self._taken.add(child)
        own = self.name()
        yield from dict.fromkeys(
            text for text in found if text and text.casefold() not in _NOTHING and text != own
        )

    def rest(self) -> Iterator[tuple[str, str]]:
        """What was not asked for, element by element."""
        for child in self.element:
            if child not in self._taken and (words := _words(child)):
                yield str(child.tag), words


def _text(element: Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _words(element: Element) -> str:
    """The texts in an element, each behind the name of its own."""
    if not len(element):
        return _text(element)
    said = ((str(one.tag), _text(one)) for one in element.iter() if not len(one))
    return "; ".join(text if tag == "VALUE" else f"{tag}: {text}" for tag, text in said if text)
