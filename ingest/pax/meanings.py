"""What the codes and words of PA-X and PAA-X are here, from `pax.yaml`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ingest.crosswalk import Subject, crosswalk
from ingest.words import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Closer:
    """A word in a column of actors that says more of their kind than their type does."""

    column: str
    word: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanings:
    """
    What `pax.yaml` says; see there. Words are folded, and lead to the one that is kept.

    `women` are the provisions on women by their codes, with their themes, from the crosswalk.
    """

    stages: Mapping[str, str]
    agreements: Mapping[str, str]
    signatories: Mapping[str, str]
    actor_types: Mapping[str, str]
    kinds: Mapping[str, str]
    closer: tuple[Closer, ...]
    women: Mapping[str, Subject]
    unkept: frozenset[str]
    again: frozenset[str]
    of_agreement: frozenset[str]
    name_words: frozenset[str]


@cache
def meanings() -> Meanings:
    """The codes and words of the files, with what each is here."""
    text = files("ingest.pax").joinpath("pax.yaml").read_text("utf-8")
    said: dict[str, Any] = yaml.safe_load(text)
    actors = said["actors"].items()
    return Meanings(
        stages=_words((words[0], (code, *words)) for code, words in said["stages"].items()),
        agreements=_words((words[0], (code, *words)) for code, words in said["agreements"].items()),
        signatories=_words(said["signatories"].items()),
        actor_types=_words((name, (name, *row["also"])) for name, row in actors),
        kinds={name: row["kind"] for name, row in actors},
        closer=tuple(Closer(**row) for row in said["closer"]),
        women=crosswalk().lists["pax"].codes,
        unkept=frozenset(said["unkept"]),
        again=frozenset(said["again"]),
        of_agreement=frozenset(said["of_agreement"]),
        name_words=frozenset(said["name_words"]),
    )


def _words(rows: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Each word, folded, with the one that is kept."""
    found: dict[str, str] = {}
    for kept, words in rows:
        for word in words:
            found.setdefault(fold(word), kept)
    return found
