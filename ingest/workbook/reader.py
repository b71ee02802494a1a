"""
Read workbooks: lists of elements and connections, in XLSX or CSV, as Kumu users own them.

docs/workbooks.md says which columns there are and what may stand in them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from graph.domain.errors import ClaimError
from graph.domain.model import Entity, Tie
from ingest.decoding.delimited import open_delimited
from ingest.decoding.sheets import Sheet
from ingest.decoding.xlsx import open_xlsx
from ingest.errors import Place, ReadError
from ingest.reader import Given, Held, Item, Refused, keeping
from ingest.refusals import Refusals
from ingest.workbook.connector import Connector
from ingest.workbook.elements import claims_of, parentage
from ingest.workbook.mentions import Mentions
from ingest.workbook.people import People, is_person, is_undeclared
from ingest.workbook.register import Register, kind_of
from ingest.workbook.tables import NOBODY, Record, records, refusal

#: What stands in the name of a sheet that is not to be read.
IGNORED = "(ignore)"
#: How many unknown words are named in the report; the rest are counted together.
NAMED_WORDS = 20

UNDECLARED = (
    "whether this is a person or an organisation is not said; write person, or a kind of "
    "organisation that docs/workbooks.md lists"
)

_PAIR = re.compile("elements|connections", re.IGNORECASE)


def read_xlsx(path: Path, given: Given) -> Iterator[Item]:
    """
    Read the XLSX workbook at *path*.

    A table on any sheet is one of elements or of connections by its headings, so one
    plain list of organisations will do. Hidden sheets, and those with (ignore) in their
    name, are counted and not read.
    """
    book = open_xlsx(path)
    yield (source := given.source_of(path, Given()))
    shown = [sheet for sheet in book.sheets if IGNORED not in (sheet.name or "").casefold()]
    if left := len(book.sheets) - len(shown):
        yield Held(what=f"sheets marked {IGNORED}", count=left)
    if book.hidden:
        yield Held(what="hidden sheets, not read", count=len(book.hidden))
    yield from _claims(shown, source.id, Place(file=path.name))


def read_csv(path: Path, given: Given) -> Iterator[Item]:
    """
    Read the CSV file at *path*, and the one that belongs to it.

    `group-elements.csv` and `group-connections.csv` are one workbook, whichever of the
    two is named; so are `elements.csv` and `connections.csv` in one folder.
    """
    other = _other(path)
    if other is None:
        paths, said = [path], Given()
    else:
        paths = sorted((path, other), key=lambda one: "connections" in one.name.casefold())
        title = " and ".join(one.name for one in paths)
        said = Given(source=_pair_name(path), title=title, by_name=True)
        # The pair is at one place, whichever of the two is named.
        place = Path(given.origin or path.resolve()).with_name(paths[0].name)
        given = replace(given, origin=str(place))
    yield (source := given.source_of(path, said))
    sheets = [open_delimited(one) for one in paths]
    yield from _claims(sheets, source.id, Place(file=path.name))


def _other(path: Path) -> Path | None:
    """The other file of a pair, whatever the case of its name."""
    if not _PAIR.search(path.stem):
        return None
    other = _PAIR.sub(_counterpart, path.name).casefold()
    beside = sorted(one for one in path.parent.iterdir() if one.name.casefold() == other)
    return beside[0] if beside else None


def _counterpart(found: re.Match[str]) -> str:
    return "connections" if found[0].casefold() == "elements" else "elements"


def _pair_name(path: Path) -> str | None:
    """What the names of a pair have in common, as the id of a source; else their folder's name."""
    for name in (_PAIR.sub("", path.stem), path.resolve().parent.name):
        if plain := re.sub(r"[^a-z0-9._-]+", "-", name.casefold()).strip("-._"):
            return plain
    return None


def _claims(sheets: Sequence[Sheet], source: str, place: Place) -> Iterator[Item]:
    """
    The claims of a workbook, elements first.

    Sheets are read twice: once to learn which elements there are, since a connection
    may stand anywhere, and once for what they say.
    """
    register, mentions = Register(source=source), Mentions()
    people = People(source=source, register=register)
    shapes, nobody = Counter[tuple[int, str]](), False
    for number, sheet in enumerate(sheets):
        for item in records(sheet):
            if isinstance(item, Record):
                shapes[number, item.shape] += 1
                _note(item, register, people, mentions)
            else:
                nobody = nobody or (isinstance(item, Held) and item.what == NOBODY)
                yield item
    if not shapes and not nobody:
        problem = "no rows to read: give it a table with Label, or with From and To; or say what "
        problem += "its columns are by a mapping, which tracktwo inspect proposes"
        raise ReadError(problem, place)
    people.enter()
    listed, persons, joined = (
        [sheet for number, sheet in enumerate(sheets) if shapes[number, shape]]
        for shape in ("elements", "people", "connections")
    )
    yield from _elements(listed, register)
    rows = chain(_rows(listed, "elements"), _rows(persons, "people"))
    yield from people.claims(record for record in rows if is_person(record))
    connector = Connector(register=register, mentions=mentions, source=source)
    yield from _parents(listed, connector)
    yield from _connections(joined, connector)


def _note(record: Record, register: Register, people: People, mentions: Mentions) -> None:
    if record.shape == "connections":
        mentions.note(record)
    elif is_person(record):
        people.note(record)
    elif not is_undeclared(record):
        register.note(record)


def _rows(sheets: Sequence[Sheet], shape: str) -> Iterator[Record]:
    for sheet in sheets:
        for item in records(sheet):
            if isinstance(item, Record) and item.shape == shape:
                yield item


def _elements(sheets: Sequence[Sheet], register: Register) -> Iterator[Item]:
    count, shared, unknown = 0, 0, Counter[str]()
    for record in _rows(sheets, "elements"):
        if is_person(record):
            continue
        count += 1
        if record.text("type") and kind_of(record) is None:
            unknown[record.text("type") or ""] += 1
        made = _made(record, register)
        shared += not made
        yield from made
    if count:
        yield Held(what="elements", count=count)
    if shared:
        yield Held(what="countries, regions and themes that are known already", count=shared)
    yield from _words("types not in the vocabulary", unknown)


def _made(record: Record, register: Register) -> Sequence[Entity | Tie | Refused]:
    """What becomes of a row of elements; nothing if it names a shared context."""
    refusals = Refusals()
    try:
        record.check()
        if is_undeclared(record):
            own = register.id_called(record.text("label") or "")
            raise ReadError(UNDECLARED, record.place("type"), keeps=(own,))
        element = register.element(record)
        if element.context:
            return ()
        made = claims_of(record, register.id_of(element), register.source, refusals)
    except ReadError as error:
        register.refuse(record)
        return tuple(keeping([refusal(error)], register.ids_of(record)))
    except ClaimError as error:
        register.refuse(record)
        refused = Refused(place=record.place(), problem=str(error))
        return tuple(keeping([refused], register.ids_of(record)))
    lost = (*record.faults.values(), *refusals.found)
    return (*made, *keeping(lost, register.ids_of(record)))


def _parents(sheets: Sequence[Sheet], connector: Connector) -> Iterator[Item]:
    """What the column of parents says: that an element is part of another."""
    for record in _rows(sheets, "elements"):
        # A row without a label was refused, and is nobody's.
        if record.text("label") and record.text("parent"):
            yield from connector.claims(parentage(record))
    if connector.count:
        yield Held(what="parents", count=connector.count)
    connector.count = 0


def _connections(sheets: Sequence[Sheet], connector: Connector) -> Iterator[Item]:
    for record in _rows(sheets, "connections"):
        yield from connector.claims(record)
    if connector.count:
        yield Held(what="connections", count=connector.count)
    yield from _words("connection types not in the vocabulary", connector.unknown)


def _words(what: str, unknown: Counter[str]) -> Iterator[Held]:
    """The most frequent of the *unknown* words, each by name, and the rest together."""
    named = unknown.most_common(NAMED_WORDS)
    for word, count in named:
        yield Held(what=f"{what}: {word[:80]}", count=count)
    if rest := unknown.total() - sum(count for _, count in named):
        yield Held(what=f"{what}: others", count=rest)
