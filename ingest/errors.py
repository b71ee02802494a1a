"""What can go wrong while reading a file, and where."""

from dataclasses import dataclass

from graph.domain.errors import GraphError


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """
    Where something stands in a file, so that its owner can go and mend it.

    >>> str(Place(file="list.xlsx", sheet="Elements", row=7, column="Country"))
    "list.xlsx, sheet 'Elements', row 7, column 'Country'"
    """

    file: str
    line: int | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        for name, value in (("sheet", self.sheet), ("row", self.row), ("column", self.column)):
            if value is not None:
                place += f", {name} {value!r}"
        return place


class ReadError(GraphError):
    """
    A file that cannot be read on: nothing of it enters the network.

    Where a reader goes on behind it, *keeps* is what `ingest.reader.Refused` has of it.
    """

    def __init__(self, problem: str, place: Place, keeps: tuple[str, ...] | None = None) -> None:
        super().__init__(f"{place}: {problem}")
        self.problem = problem
        self.place = place
        self.keeps = keeps


class LeftOutError(ReadError):
    """A file of a folder or an archive that no reader is for, and that nobody named."""
