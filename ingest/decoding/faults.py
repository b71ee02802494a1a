"""What is wrong in a file but does not stop the reading of it."""

from collections import Counter
from collections.abc import Iterator

from lxml.etree import _Element as Element

from ingest.errors import Place
from ingest.reader import Refused

#: How many faults of one sort are listed with their lines; further ones are counted.
LISTED = 100


class Faults:
    """
    Faults of one file, each with its line.

    A file may have the same fault a million times: beyond `LISTED` of one sort they
    are counted, and `rest` says how many there were.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[Refused] = []
        self._counts: Counter[str] = Counter()
        self.count = 0

    def note(
        self,
        sort: str,
        at: Element | int | None,
        problem: str,
        *,
        keeps: tuple[str, ...] | None = (),
    ) -> None:
        """
        Add one fault, *at* an element or a line.

        Args:
            sort: Tells which faults are the same.

            at: The element or the line.

            problem: What is wrong.

            keeps: As in `Refused`. Most faults are of one value in a record that is read:
                what a publisher said there before is out of date.
        """
        self.count += 1
        self._counts[sort] += 1
        if self._counts[sort] <= LISTED:
            line = at if at is None or isinstance(at, int) else line_of(at)
            self._found.append(
                Refused(place=Place(file=self.file, line=line), problem=problem, keeps=keeps)
            )

    def drain(self) -> list[Refused]:
        """The faults noted since this was last asked."""
        found, self._found = self._found, []
        return found

    def rest(self) -> Iterator[Refused]:
        """One line for each sort of which not all were listed."""
        for sort, count in self._counts.items():
            if count > LISTED:
                problem = f"{sort}: {count - LISTED:,} more than the {LISTED} listed"
                yield Refused(place=Place(file=self.file), problem=problem, keeps=())


def line_of(element: Element) -> int | None:
    """The line on which the start of an element ends."""
    line: object = element.sourceline
    return line if isinstance(line, int) else None
