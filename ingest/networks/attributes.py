"""The attributes of a node or an edge: which of our fields each one is, and what it says."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

import orjson

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.labels import Label
from ingest.decoding.json_document import Value
from ingest.errors import Place, ReadError
from ingest.refusals import Refusals
from ingest.words import NAMES, fold, known
from ingest.workbook import cells
from ingest.workbook.columns import LONGEST_HEADING, columns

T = TypeVar("T")

#: The columns of the fields that are not called as their column.
_CODES = {"name": "label", "summary": "description"}

#: What stands around a text and does not belong to it.
SPACE = " \t\r\n"
#: The most attributes of one node or edge.
MOST = 10_000
# What somebody meant for a date: figures with a year among them.
_LIKE_A_DATE = re.compile(r"[\d\s./T:+Z-]*\d{4}[\d\s./T:+Z-]*")
_HEADED = re.compile(r"((?:\\.|[^\\:]|:(?! ))*): (.*)", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class Attributes:
    """
    The attributes of one node or edge, by our codes of columns where they have one.

    They are found by the headings that workbooks may have, in four languages. What
    nobody asks for, and what says nothing to whoever asks, is in `rest`; what was meant
    for a value and is none is in `refusals`.

    Args:
        shape: `elements` or `connections`, as in workbooks.

        values: The attributes by their names.

        place: Where they stand.

        unknown: Where words are counted that the vocabulary does not know.

    Raises:
        ReadError: There are more than anybody can have meant.
    """

    def __init__(
        self, shape: str, values: Mapping[str, Value], place: Place, unknown: Counter[str]
    ) -> None:
        if len(values) > MOST:
            raise ReadError(f"there are more than {MOST:,} attributes here", place)
        self._values = values
        self._names = names_of(shape, values)
        self._place = place
        self._unknown = unknown
        self._used: set[str] = set()
        self.refusals = Refusals()

    def text(self, code: str) -> str | None:
        """What the attribute *code* says, without the space around it; None for nothing."""
        found = self.listed(code)
        # Joining would make a number a text, which may mean two numbers.
        return found[0] if len(found) == 1 else "; ".join(found) or None

    def listed(self, code: str) -> tuple[str, ...]:
        """The values of the attribute *code*, one by one when the file has them apart."""
        if code not in self._names:
            return ()
        self._used.add(code)
        return self._of(code)

    def _of(self, code: str) -> tuple[str, ...]:
        return listed(self._values[self._names[code]])

    def parts(self, code: str) -> tuple[str, ...]:
        """The values of the attribute *code*; a single text is parted like a cell."""
        if code not in self._names:
            return ()
        self._used.add(code)
        value = unpacked(self._values[self._names[code]])
        return listed(value) if isinstance(value, tuple) else tuple(cells.parts(value))

    def read(self, code: str, meaning: Callable[[str], T]) -> T | None:
        """
        What the attribute *code* means; None when it is not there.

        Raises:
            ReadError: It has no meaning, and must have one.
        """
        text = self.text(code)
        try:
            return None if text is None else meaning(text)
        except ClaimError as error:
            raise ReadError(str(error), self.place(code)) from error

    def tried(self, code: str, meaning: Callable[[str], T]) -> T | None:
        """What the attribute *code* means; what has no meaning is left in `rest`."""
        text = self.text(code)
        if text is not None:
            try:
                return meaning(text)
            except ClaimError:
                self._used.discard(code)
        return None

    def word(self, code: str, sort: str) -> str | None:
        """The word of the vocabulary that the attribute *code* says; others are counted."""
        text = self.text(code)
        found = known(sort, text) if text else None
        if text and not found:
            self._used.discard(code)
            self.count(sort, text)
        return found

    def words(self, code: str, meaning: Callable[[str], T]) -> tuple[tuple[T, ...], list[str]]:
        """What the values of the attribute *code* mean, and those that mean nothing."""
        found, left = [], []
        for part in self.parts(code):
            try:
                found.append(meaning(part))
            except ClaimError:
                left.append(part)
        return tuple(dict.fromkeys(found)), left

    def leave(self, *codes: str) -> None:
        """Leave the attributes *codes* in `rest`, after all."""
        self._used.difference_update(codes)

    def date(self, code: str) -> PartialDate | None:
        """The date that the attribute *code* says; what is like one and no day is refused."""
        text = self.text(code)
        if text is not None and not _LIKE_A_DATE.fullmatch(text):
            return self.tried(code, cells.day)
        return self.refusals.value(text, cells.day, self.place(code))

    def label(self, code: str) -> Label | None:
        """
        The label in the attribute *code*.

        Raises:
            ReadError: It is none, so that nobody knows who may see what it is about.
        """
        return self.read(code, Label.parse)

    def at(self, error: ClaimError) -> Place:
        """Where the field stands that *error* is about, as far as an attribute is called so."""
        if error.field == "extra" and isinstance(error.member, tuple):
            return self._column(error.member[0])
        return self.place(_CODES.get(error.field or "", error.field or ""))

    def count(self, sort: str, text: str) -> None:
        """Count a word that is not in the vocabulary."""
        self._unknown[f"{NAMES[sort]} not in the vocabulary: {text[:80]}"] += 1

    def place(self, code: str) -> Place:
        """Where the attribute *code* stands."""
        return self._column(self._names.get(code))

    def _column(self, name: str | None) -> Place:
        return replace(self._place, column=name)

    def name(self, code: str) -> str:
        """What the attribute *code* is called here."""
        return self._names[code]

    def rest(self) -> Iterator[tuple[str, str]]:
        """What was not used, as pairs of name and text."""
        used = {self._names[code] for code in self._used}
        for name, value in self._values.items():
            if name not in used:
                for text in listed(unpacked(value)):
                    yield from _pairs(name, text, value)


def names_of(shape: str, values: Mapping[str, Value]) -> dict[str, str]:
    """The names of attributes by the code of the column that each stands for."""
    free: dict[str, str] = {}
    for name in values:
        if len(name) <= LONGEST_HEADING:
            free.setdefault(fold(name), name)
    found: dict[str, str] = {}
    # Workbooks name ties by their ID; our exports to other tools by an attribute of its own.
    if own := free.get("tracktwo id"):
        found["tracktwo"] = own
    for column in columns(shape).values():
        folded = (fold(heading) for heading in column.headings)
        meant = next((free[heading] for heading in folded if heading in free), None)
        if meant is not None and not column.kept and meant not in found.values():
            found[column.code] = meant
    return found


def listed(value: Value) -> tuple[str, ...]:
    """The texts of a value that say something."""
    texts = (value,) if isinstance(value, str) else value
    return tuple(text for text in map(_stripped, texts) if text)


def _stripped(text: str) -> str:
    bare = text.strip(SPACE)
    return text if len(bare) == len(text) else type(text)(bare)


def unpacked(value: Value) -> Value:
    """A list that travels in a text, as in GEXF and GraphML, taken out of it."""
    if isinstance(value, str) and value.startswith('["') and value.endswith("]"):
        try:
            found = orjson.loads(value)
        except ValueError:
            return value
        if all(isinstance(one, str) for one in found):
            return tuple(found)
    return value


def _pairs(name: str, text: str, value: Value) -> Iterator[tuple[str, str]]:
    """The pair of a name and a text; those of our own exports have their names before them."""
    apart = fold(name) == "extra" and isinstance(unpacked(value), tuple)
    headed = _HEADED.fullmatch(text) if apart else None
    yield (unescaped(headed[1]), headed[2]) if headed else (name, text)


def unescaped(heading: str) -> str:
    """A heading without the signs that keep its colons apart from the one that ends it."""
    return _ESCAPED.sub(r"\1", heading)
