"""Questions that are saved in a store: found by name and version, and told as documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from api.documents.reading import Question, document
from graph.domain.errors import NotHereError
from graph.domain.saved import Saved

#: What an address begins with that names a saved question, not a file.
PREFIX = "saved:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A saved question; its version is counted among those that its reader may see."""

    saved: Saved
    version: int
    versions: int

    @property
    def question(self) -> Question:
        """What it asks."""
        return document(self.saved.text, f"{PREFIX}{self.saved.name}")

    @property
    def sort(self) -> str:
        """Whether it is a `need`, an `ask` or a `dialogue`."""
        return type(self.question).__name__.lower()


def history(saved: Sequence[Saved], name: str) -> list[Kept]:
    """
    Every version of *name* among all that are *saved*, the oldest first.

    Raises:
        NotHereError: There is none, or none that may be seen.
    """
    versions = [each for each in saved if each.name == name]
    if not versions:
        raise NotHereError(f"nothing is saved under {name!r}; `tracktwo asks list` names what is")
    return [
        Kept(saved=each, version=number, versions=len(versions))
        for number, each in enumerate(versions, start=1)
    ]


def newest(saved: Sequence[Saved]) -> list[Kept]:
    """The newest version of each name, by name."""
    names = [name for name, _ in groupby(saved, key=attrgetter("name"))]
    return [history(saved, name)[-1] for name in names]


def found(saved: Sequence[Saved], address: str) -> Kept:
    """
    The question that *address* names: `saved:NAME`, or `saved:NAME@2` for its second version.

    Raises:
        NotHereError: There is none, or none that may be seen.
    """
    name, _, number = address.removeprefix(PREFIX).partition("@")
    versions = history(saved, name)
    if not number:
        return versions[-1]
    wanted = [kept for kept in versions if str(kept.version) == number]
    if not wanted:
        raise NotHereError(f"{name!r} has no version {number!r}; it has 1 to {len(versions)}")
    return wanted[0]
