"""The values of a mapping: texts in which headings stand for what their cells hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from graph.domain.errors import ClaimError
from graph.domain.labels import Label
from graph.domain.model import CLOSABLE
from ingest.errors import Place, ReadError
from ingest.mapping.meanings import Meaning
from ingest.mapping.rows import Line, folded
from ingest.mapping.writing import Writing
from ingest.openness import label_in
from ingest.reader import Refused
from ingest.refusals import Refusals
from ingest.words import shown

T = TypeVar("T")

#: Lists of codes and what they stand for, by the name of the list.
Lookups = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A heading in a value, as it is compared: what its cell holds stands there."""

    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One way to say a value; without a `Cell` in it, it says the same in each row."""

    place: Place
    pieces: tuple[str | Cell, ...]
    split: tuple[str, ...] = ()
    words: Mapping[str, str | None] = field(default_factory=dict)
    lookup: str | None = None
    otherwise: str | None = None
    writing: Writing = field(default_factory=Writing)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it takes."""
        return tuple(piece.column for piece in self.pieces if isinstance(piece, Cell))

    def constants(self) -> Iterator[str]:
        """The texts that it may come to in every row, which can be tried before any is read."""
        if not self.columns:
            yield "".join(str(piece) for piece in self.pieces)
        yield from (word for word in self.words.values() if word is not None)
        if self.otherwise is not None:
            yield self.otherwise

    def texts(self, line: Line) -> Iterator[str]:
        """What it says in *line*, which may be nothing or several texts."""
        for text in self._whole(line):
            yield from self._parted(text)

    def _whole(self, line: Line) -> tuple[str, ...]:
        if len(self.pieces) == 1:
            (piece,) = self.pieces
            return line.texts(piece.column) if isinstance(piece, Cell) else (piece,)
        if self.columns and not any(line.texts(column) for column in self.columns):
            return ()
        said = (
            ", ".join(line.texts(piece.column)) if isinstance(piece, Cell) else piece
            for piece in self.pieces
        )
        return ("".join(said).strip(),)

    def _parted(self, text: str) -> tuple[str, ...]:
        if not any(sign in text for sign in self.split):
            return (text,)
        first, *others = self.split
        for sign in others:
            text = text.replace(sign, first)
        parts = (part.strip() for part in text.split(first))
        return tuple(dict.fromkeys(part for part in parts if part))


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value in one or more ways: of a field that takes one, the first that is there."""

    parts: tuple[Part, ...]

    @property
    def constant(self) -> str | None:
        """What it says in every row; None if that differs, or is said in several ways."""
        (part, *others) = self.parts
        return None if others or part.columns else next(part.constants())

    @property
    def is_split(self) -> bool:
        """Whether one cell may hold several."""
        return any(part.split for part in self.parts)


@dataclass(slots=True, kw_only=True)
class Reading:
    """
    One line as it is read.

    `unread` has the words that were not understood and have another value in their
    stead; `refusals` what could not be used, where the rest goes on without it.
    """

    line: Line
    lookups: Lookups
    unread: dict[str, str] = field(default_factory=dict)
    refusals: Refusals = field(default_factory=Refusals)

    @property
    def refused(self) -> list[Refused]:
        """What could not be used so far."""
        return self.refusals.found

    def one(self, value: Value | None, meaning: Meaning[T]) -> T | None:
        """
        The first thing that *value* says; None if it says nothing.

        Raises:
            ReadError: What it says cannot be read so.
        """
        return next(self._read(value, meaning, firm=True), None)

    def firm(self, value: Value | None, meaning: Meaning[T]) -> tuple[T, ...]:
        """
        Everything that *value* says.

        Raises:
            ReadError: Some of it cannot be read so.
        """
        return tuple(dict.fromkeys(self._read(value, meaning, firm=True)))

    def several(self, value: Value | None, meaning: Meaning[T]) -> tuple[T, ...]:
        """Everything that *value* says and that can be read; the rest is refused alone."""
        return tuple(dict.fromkeys(self._read(value, meaning, firm=False)))

    def first(self, value: Value | None, meaning: Meaning[T]) -> T | None:
        """The first thing that *value* says and that can be read; what comes before is refused."""
        return next(self._read(value, meaning, firm=False), None)

    def labels(self, values: Mapping[str, Value]) -> tuple[tuple[str, Label], ...]:
        """
        How far the fields in *values* may travel that can be closed alone, where that is said.

        A heading says so of its column. What the mapping itself says is for everybody.
        """
        found = ((name, self._label(value)) for name, value in values.items() if name in CLOSABLE)
        return tuple((name, label) for name, label in found if label is not None)

    def _label(self, value: Value) -> Label | None:
        headings = self.line.table.headings
        columns = [column for part in value.parts for column in part.columns]
        found = [label_in(headings.get(column, column)) for column in columns]
        labels = [label for label in found if label is not None]
        return max(labels, default=Label.CLEAR) if len(labels) == len(found) else None

    def place(self, value: Value) -> Place:
        """Where the first column that *value* takes stands in the row."""
        return self.line.place(*value.parts[0].columns[:1])

    def _read(self, value: Value | None, meaning: Meaning[T], *, firm: bool) -> Iterator[T]:
        for part in value.parts if value else ():
            if firm:
                self._check(part)
            texts = tuple(part.texts(self.line))
            if not texts and part.otherwise is not None:
                yield meaning(part.otherwise, part.writing)
            for text in texts:
                try:
                    yield from self._meant(part, text, meaning)
                except ClaimError as error:
                    if part.otherwise is not None:
                        self.unread[part.columns[0]] = text
                        yield meaning(part.otherwise, part.writing)
                    else:
                        self._refuse(part, error, firm=firm)

    def _meant(self, part: Part, text: str, meaning: Meaning[T]) -> Iterator[T]:
        if part.words and (key := folded(text)) in part.words:
            word = part.words[key]
            if word is not None:
                yield meaning(word, part.writing)
            return
        if part.lookup:
            found = self.lookups[part.lookup].get(folded(text))
            if found is None:
                raise ClaimError(f"{shown(text)} is not in the list {part.lookup!r}")
            text = found
        yield meaning(text, part.writing)

    def _refuse(self, part: Part, error: ClaimError, *, firm: bool) -> None:
        place = self.line.place(*part.columns[:1])
        if firm:
            raise ReadError(str(error), place) from error
        self.refusals.note(str(error), place)

    def _check(self, part: Part) -> None:
        """Hold what must be there against the cells that cannot be read."""
        for fault in filter(None, map(self.line.faults.get, part.columns)):
            raise ReadError(fault.problem, fault.place)

    def is_faulty(self, value: Value | None) -> bool:
        """Whether a cell that *value* takes cannot be read."""
        parts = value.parts if value else ()
        return any(column in self.line.faults for part in parts for column in part.columns)
