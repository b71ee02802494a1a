"""What a reader is: a generator that knows one format and nothing of stores."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from graph.dates import PartialDate
from graph.labels import Label
from graph.model import Claim, Source
from ingest.errors import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the steward says of a source at load; what is None comes from the file or its name."""

    source: str | None = None
    title: str | None = None
    publisher: str | None = None
    licence: str | None = None
    link: str | None = None
    retrieved: PartialDate | None = None
    label: Label | None = None

    def source_of(self, path: Path, said: "Given") -> Source:
        """
        The source of the file at *path*: as given here, else as the file *said*, else by its name.

        A newer file that is to replace this one's claims needs the same source id.
        """
        stem = re.sub(r"[^a-z0-9._-]+", "-", path.stem.lower()).strip("-._")
        label = self.label if self.label is not None else said.label
        return Source(
            id=self.source or said.source or stem or "file",
            title=self.title or said.title or path.name,
            publisher=self.publisher or said.publisher,
            licence=self.licence or said.licence,
            link=self.link or said.link,
            retrieved=self.retrieved or said.retrieved,
            label=Label.CLEAR if label is None else label,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Something in a file that did not enter the network, where it stands and why."""

    place: Place
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """How many things of a sort the file held, for the load report: activities, rows, …"""

    what: str
    count: int = 1


#: What readers yield, in any order, the source first.
Item = Claim | Refused | Held


class Reader(Protocol):
    """
    One format.

    Yields the source, its entities and ties (each id once), a `Held` for what it
    found and a `Refused` for what it could not use. Holds little more than one record
    at a time.

    Raises:
        ReadError: At the first thing after which the file cannot be read on.
    """

    def __call__(self, path: Path, given: Given) -> Iterator[Item]:
        """Read the file at *path*, of the source that *given* describes."""
        ...
