"""What a reader is: a generator that knows one format and nothing of stores."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar

from graph.domain.dates import PartialDate
from graph.domain.labels import Label
from graph.domain.model import VOCABULARY_SOURCE, Claim, Source, key_of
from graph.domain.texts import shown
from ingest.errors import Place

#: Sources that every network has, which a file of that name must not replace.
TAKEN = ("reference", VOCABULARY_SOURCE)
#: What a steward may say of a source, beside its id.
_STATED = ("label", "licence", "link", "published", "publisher", "retrieved", "title")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """
    What the steward says of a source at load; what is None comes from the file or its name.

    `default_label` is the label of a source of which neither says one: that of the format,
    see `ingest.formats.Format`, or else that of files of the steward's own.
    `origin` says where the file is, when its path does not: in an archive, for example.
    A reader sets `by_name` when the id that it found is only made of names of files.
    """

    source: str | None = None
    title: str | None = None
    publisher: str | None = None
    licence: str | None = None
    link: str | None = None
    published: PartialDate | None = None
    retrieved: PartialDate | None = None
    label: Label | None = None
    default_label: Label = Label.AMBER
    origin: str | None = None
    by_name: bool = False

    def source_of(self, path: Path, said: "Given") -> Source:
        """
        The source of the file at *path*: as given here, else as the file *said*, else by its name.

        A newer file that is to replace this one's claims needs the same source id.
        """
        label = self.label if self.label is not None else said.label
        return Source(
            id=self.source or said.source or source_id(path.stem),
            title=self.title or said.title or shown(path.name),
            publisher=self.publisher or said.publisher,
            licence=self.licence or said.licence,
            link=self.link or said.link,
            published=self.published or said.published,
            retrieved=self.retrieved or said.retrieved,
            label=self.default_label if label is None else label,
            stated=tuple(name for name in _STATED if getattr(self, name) is not None),
            origin=self._origin(path, said),
        )

    def _origin(self, path: Path, said: "Given") -> str | None:
        """
        A key of the place of the file, if nothing but its name tells its source.

        A key, as the names of folders may be those of people.
        """
        if self.source or (said.source and not said.by_name):
            return None
        # Names of files may be in another encoding than the system's.
        return key_of(ascii(self.origin or str(path.resolve())))


def source_id(name: str) -> str:
    """
    An id for the source of a file called *name*, the same one each time.

    Letters without accents stay. A name that loses others gets a key, so that two
    files named in Arabic are two sources; so does a name that is taken from the first.

    >>> source_id("Réseaux 2024"), source_id("reference")
    ('reseaux-2024', 'reference-d003e8ac')
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    found = re.sub(r"[^a-z0-9._-]+", "-", plain).strip("-._")
    if found in TAKEN or any(sign.isalnum() and not sign.isascii() for sign in plain):
        key = key_of(unicodedata.normalize("NFKC", name))[:8]
        return f"{found or 'file'}-{key}"
    return found or "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """
    Something in a file that did not enter the network, where it stands and why.

    What cannot be read is not withdrawn: `keeps` are the ids of the entities and ties of
    which it may have spoken, so that what the source said of them before stays. None if
    nobody can tell; then all stays that the source said before. Nothing, `()`, if it took
    no earlier claim away: a total, a repeated row.
    """

    place: Place
    problem: str
    keeps: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """How many things of a sort (activities, rows) the file held, for the load report."""

    what: str
    count: int = 1


#: What readers yield, in any order, the source first.
Item = Claim | Refused | Held
T = TypeVar("T", bound=Item)


def keeping(items: Iterable[T], ids: Iterable[str] | None) -> Iterator[T | Refused]:
    """The same items; refusals that do not know better keep what was said of *ids*."""
    keeps = None if ids is None else tuple(ids)
    for item in items:
        if isinstance(item, Refused) and item.keeps is None:
            yield replace(item, keeps=keeps)
        else:
            yield item


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
