"""The tables in a sheet: rows of headings, and the records under them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from graph.domain.errors import ClaimError
from graph.domain.labels import Label
from ingest.decoding.sheets import Row, Sheet, letters
from ingest.errors import Place, ReadError
from ingest.nobody import check_row, somebody
from ingest.openness import label_in
from ingest.reader import Held, Refused
from ingest.refusals import Refusals, Span
from ingest.workbook.cells import Parting, day, parts
from ingest.workbook.columns import Headings
from ingest.workbook.headings import understood

T = TypeVar("T")

#: So many blank rows end a table.
GAP = 2
ABOVE = "rows above the headings"
DOUBTFUL = (
    "by these headings the rows may be people or organisations, and people must not become "
    "organisations; say which they are by a mapping: "
    "tracktwo inspect --mapping {file} proposes one for each"
)
NOBODY = "rows that name nobody: totals, notes, placeholders"
#: The columns that hold names of somebody.
NAMES = ("label", "from", "to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """
    One row of a table: its cells by the code of their column, and what else it holds.

    `faults` are the refusals of cells that cannot be read, by the number of their column.
    """

    sheet: Sheet
    number: int
    headings: Headings
    cells: Mapping[str, str]
    extra: tuple[tuple[str, str], ...]
    faults: Mapping[int, Refused] = field(default_factory=dict)

    @property
    def shape(self) -> str:
        """`elements` or `connections`."""
        return self.headings.shape

    def place(self, code: str | None = None) -> Place:
        """Where the record is, or its cell in the column *code*."""
        number = next((n for n, name in self.headings.codes.items() if name == code), None)
        column = None if number is None else self.headings.texts[number]
        return self.sheet.place(self.number, column)

    def heading(self, code: str) -> str:
        """What the column *code* is called here."""
        number = next(n for n, name in self.headings.codes.items() if name == code)
        return self.headings.texts[number]

    def labels(self, columns: Mapping[str, str]) -> tuple[tuple[str, Label], ...]:
        """The labels that headings give to the fields in *columns*, each by its column's code."""
        headed = {self.headings.codes[n]: self.headings.texts[n] for n in self.headings.codes}
        found = ((name, label_in(headed.get(code, ""))) for name, code in columns.items())
        return tuple((name, label) for name, label in found if label is not None)

    def text(self, code: str) -> str | None:
        """What stands in the column *code*; None if nothing does."""
        return self.cells.get(code)

    def fault(self, code: str) -> Refused | None:
        """The refusal of the cell in the column *code*, if it cannot be read."""
        return next((f for n, f in self.faults.items() if self.headings.codes.get(n) == code), None)

    def read(self, code: str, meaning: Callable[[str], T]) -> T | None:
        """
        The *meaning* of what stands in the column *code*; None if nothing does.

        For what the row cannot do without; `Refusals.value` reads all else.

        Raises:
            ReadError: It has none; the error says where it stands.
        """
        text = self.cells.get(code)
        if text is None:
            return None
        try:
            return meaning(text)
        except ClaimError as error:
            raise ReadError(str(error), self.place(code)) from error

    def check(self) -> None:
        """
        Hold the row against what no row can do without: what it is about, and who may see it.

        Raises:
            ReadError: Such a cell cannot be read.
        """
        for fault in filter(None, map(self.fault, _NEEDED[self.shape])):
            raise ReadError(fault.problem, fault.place)


#: The columns without which nobody knows what a row is about, or who may see it.
_NEEDED = {
    "elements": ("id", "label", "tlp"),
    "people": ("first", "label", "last", "tlp"),
    "connections": ("id", "from", "to", "tlp"),
}


def refusal(error: ReadError) -> Refused:
    """The report of a row, or a part of one, that cannot be used."""
    return Refused(place=error.place, problem=error.problem, keeps=error.keeps)


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of *record* as they are read: what has no meaning goes to *refusals* alone."""

    record: Record
    refusals: Refusals

    def one(self, code: str, meaning: Callable[[str], T]) -> T | None:
        """The *meaning* of what stands in the column *code*; None if it has none."""
        record = self.record
        return self.refusals.value(record.text(code), meaning, record.place(code))

    def several(
        self, code: str, meaning: Callable[[str], T], parting: Parting = parts
    ) -> tuple[T, ...]:
        """The meanings of the values in the column *code*, which *parting* parts."""
        text = self.record.text(code)
        if text is None:
            return ()
        return self.refusals.values(parting(text), meaning, self.record.place(code))

    def span(self) -> Span:
        """When what the row says began and ended."""
        since, until = self.one("since", day), self.one("until", day)
        return self.refusals.span(since, until, self.record.place("until"))


def records(sheet: Sheet) -> Iterator[Record | Refused | Held]:
    """
    Yield the records of all tables in *sheet*, and what could not be read.

    A table begins with a row of headings and ends with two blank rows. Rows above the
    headings of the first table are a title, and are counted; a later part of the
    sheet without headings is refused.
    """
    headings: Headings | None = None
    last, loose = 0, _Loose(sheet)
    for row in sheet.rows():
        if headings is not None and row.number - last > GAP:
            headings = None
        last = row.number
        if headings is not None:
            if nobody := _nobody(sheet, row, headings):
                yield from (nobody, Held(what=NOBODY))
            elif row.cells != headings.texts:
                yield _record(sheet, row, headings)
        elif found := understood(row.cells):
            headings = _checked(sheet, row, found)
            yield from loose.settled(found)
        else:
            loose.add(row)
    yield from loose.settled(None)


class _Loose:
    """Rows that stand under no headings."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._first = self._last = self._count = 0
        self._tables = 0

    def add(self, row: Row) -> None:
        self._count += 1
        self._first, self._last = self._first or row.number, row.number

    def settled(self, found: Headings | None) -> Iterator[Refused | Held]:
        """Say what became of the rows, now that headings were *found* or the sheet is over."""
        if self._count and found and not self._tables:
            yield Held(what=ABOVE, count=self._count)
        elif self._count:
            yield Refused(
                place=self._sheet.place(self._first),
                problem=f"not read, down to row {self._last}, for want of headings: a table begins "
                "with a row that has Label, or From and To, and ends with two blank rows; "
                "write (ignore) in the name of a sheet that is not for Tracktwo",
                keeps=(),
            )
        self._first = self._count = 0
        self._tables += 1


def _checked(sheet: Sheet, row: Row, headings: Headings) -> Headings:
    """The same headings, when every one can be read and it is clear what each stands for."""
    if headings.doubtful:
        raise ReadError(DOUBTFUL.format(file=sheet.file), sheet.place(row.number))
    for number, problem in row.faults.items():
        raise ReadError(problem, sheet.place(row.number, letters(number)))
    seen: dict[str, int] = {}
    for number, text in headings.texts.items():
        first = seen.setdefault(text.casefold(), number)
        if first in headings.codes and first != number:
            problem = f"columns {letters(first)} and {letters(number)} have the same heading"
            raise ReadError(f"{problem}; rename one", sheet.place(row.number, text))
    return headings


def _nobody(sheet: Sheet, row: Row, headings: Headings) -> Refused | None:
    """The refusal of a row that is a total or a note, or has a placeholder for a name."""
    try:
        check_row(row.cells.values())
    except ClaimError as error:
        return Refused(place=sheet.place(row.number), problem=str(error), keeps=())
    for number, code in headings.codes.items():
        if code in NAMES and number in row.cells:
            try:
                for name in filter(None, map(str.strip, row.cells[number].split("|"))):
                    somebody(name)
            except ClaimError as error:
                place = sheet.place(row.number, headings.texts[number])
                return Refused(place=place, problem=str(error), keeps=())
    return None


def _record(sheet: Sheet, row: Row, headings: Headings) -> Record:
    cells, extra = {}, []
    for number, text in row.cells.items():
        if code := headings.codes.get(number):
            cells[code] = text
        elif number in headings.texts:
            extra.append((headings.texts[number], text))
    return Record(
        sheet=sheet,
        number=row.number,
        headings=headings,
        cells=cells,
        extra=tuple(extra),
        faults=dict(_faults(sheet, row, headings)),
    )


def _faults(sheet: Sheet, row: Row, headings: Headings) -> Iterator[tuple[int, Refused]]:
    """The refusals of cells that cannot be read, and of those under no heading."""
    if not row.faults and row.cells.keys() <= headings.texts.keys():
        return
    for number in (*row.faults, *row.cells):
        heading = headings.texts.get(number)
        problem = row.faults.get(number)
        if heading is None:
            problem = problem or "there is a value under no heading; give the column one"
        if problem:
            place = sheet.place(row.number, heading or letters(number))
            yield number, Refused(place=place, problem=problem)
