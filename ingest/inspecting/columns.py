"""What the columns of a table hold: how full they are, examples, and what can be told from them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from ingest.mapping.rows import Line, Table
from ingest.reader import Refused

#: How many rows of a table are looked at.
MOST_ROWS = 10_000
#: How many different values of a column are held, and how much of each.
MOST_VALUES = 200
LONGEST_VALUE = 200
_EXAMPLES = 3
_LONGEST_EXAMPLE = 60


@dataclass(slots=True, kw_only=True)
class Column:
    """
    A column: its heading, and what was seen in it.

    `values` are some of its different values, the first ones; `different` is False once
    one came twice, or there were too many to tell.
    """

    heading: str
    filled: int = 0
    values: dict[str, None] = field(default_factory=dict)
    different: bool = True

    def see(self, texts: tuple[str, ...]) -> None:
        """Note what a row holds in this column."""
        self.filled += 1
        for text in texts:
            cut = text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE]
            self.different = self.different and cut not in self.values
            if len(self.values) < MOST_VALUES:
                self.values.setdefault(cut)

    @property
    def examples(self) -> tuple[str, ...]:
        """A few of its values, each on one line and cut when long."""
        return tuple(_shown(value) for value in islice(self.values, _EXAMPLES))


def _shown(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= _LONGEST_EXAMPLE else f"{line[:_LONGEST_EXAMPLE]}…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """
    A table that was looked at.

    `rows` were looked at, and there are more when it is not `whole`; `unread` could not be.
    """

    columns: tuple[Column, ...]
    rows: int
    unread: int
    whole: bool


def look(table: Table) -> Seen:
    """
    Look at the rows of *table*, or at the first of them.

    Raises:
        ReadError: It cannot be read on.
    """
    columns = {key: Column(heading=heading) for key, heading in table.headings.items()}
    rows = unread = 0
    lines = table.lines()
    for line in islice(lines, MOST_ROWS):
        if isinstance(line, Refused):
            unread += 1
            continue
        rows, unread = rows + 1, unread + bool(line.faults)
        for key, texts in _filled(line):
            if key not in columns:
                columns[key] = Column(heading=table.headings.get(key, key))
            columns[key].see(texts)
    for key, heading in table.headings.items():
        columns.setdefault(key, Column(heading=heading))
    whole = next(lines, None) is None
    return Seen(columns=tuple(columns.values()), rows=rows, unread=unread, whole=whole)


def _filled(line: Line) -> Iterator[tuple[str, tuple[str, ...]]]:
    for key in line.cells:
        if texts := line.texts(key):
            yield key, texts
