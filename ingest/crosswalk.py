"""The themes that words, sectors and codes of other lists stand for, from `crosswalk.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from ingest.prefixes import longest


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A code of another list: what it is called, and the themes it stands for, often none."""

    name: str
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeList:
    """
    A list of codes that files name.

    `by` says how a code is matched: `whole`, by its longest `beginning` here, or by the
    `name` of the sector, which then is the code.
    """

    title: str
    source: str
    by: str
    codes: Mapping[str, Subject]

    def subject(self, code: str) -> Subject | None:
        """What *code* stands for, in capitals or not; None if the list does not know it."""
        if self.by == "beginning":
            return longest(self.codes, code)
        return self.codes.get(code) or self.codes.get(code.lower())


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """What `crosswalk.yaml` says: `words` and `sectors` are what people write, by theme."""

    words: Mapping[str, tuple[str, ...]]
    sectors: Mapping[str, tuple[str, ...]]
    lists: Mapping[str, CodeList]


@cache
def crosswalk() -> Crosswalk:
    """The crosswalk that ships with Tracktwo, read once."""
    text = files("ingest").joinpath("crosswalk.yaml").read_text("utf-8")
    said: dict[str, Any] = yaml.safe_load(text)
    return Crosswalk(
        words={theme: tuple(words) for theme, words in said["words"].items()},
        sectors={theme: tuple(words) for theme, words in said["sectors"].items()},
        lists={name: _list(row) for name, row in said["lists"].items()},
    )


def _list(row: Mapping[str, Any]) -> CodeList:
    codes = {
        code: Subject(name=said.get("name", code), themes=tuple(said["themes"]))
        for code, said in row["codes"].items()
    }
    return CodeList(title=row["title"], source=row["source"], by=row["by"], codes=codes)


@lru_cache(maxsize=10_000)
def themes_of(name: str, code: str) -> tuple[str, ...]:
    """
    The themes that *code* stands for in the list called *name*; none where it has no meaning.

    >>> themes_of("dac", "15220"), themes_of("sdg", "5.2"), themes_of("dac", "14050")
    (('peacebuilding', 'conflict_prevention'), ('gender_based_violence',), ())
    """
    known = crosswalk().lists.get(name)
    subject = known.subject(code) if known else None
    return subject.themes if subject else ()
