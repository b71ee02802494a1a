"""The codes of the IATI Standard: their names, and what they mean in our vocabulary."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

_FOLDER = files("ingest.iati")


class Name(NamedTuple):
    """What a code is called, in English and, where the list has it, in French."""

    english: str
    french: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanings:
    """What `meanings.yaml` says; see there for each table."""

    roles: Mapping[str, str]
    organisations: Mapping[str, Mapping[str, str]]
    identified: Mapping[str, str]
    multilateral: tuple[Mapping[str, Any], ...]
    incoming: frozenset[str]
    outgoing: frozenset[str]
    promised: frozenset[str]
    earmarking: Mapping[str, str]
    modalities: Mapping[str, str]
    core: frozenset[str]
    related: Mapping[str, str]
    regions: Mapping[str, str]
    gender_marker: str
    subjects: Mapping[str, str]


@cache
def meanings() -> Meanings:
    """The tables of `meanings.yaml`, read once."""
    tables = yaml.safe_load(_FOLDER.joinpath("meanings.yaml").read_text("utf-8"))
    for name in ("incoming", "outgoing", "promised", "core"):
        tables[name] = frozenset(tables[name])
    return Meanings(**{**tables, "multilateral": tuple(tables["multilateral"])})


@cache
def codelist(name: str) -> Mapping[str, Name]:
    """The names of every code of the list called *name*, as in `Sector`; empty if we have none."""
    return _codelists().get(name, {})


@lru_cache(maxsize=10_000)
def worded(name: str, code: str) -> str:
    """
    A code with what it is called, if the list called *name* is among ours.

    >>> worded("AidType", "C01")
    'C01 Project-type interventions'
    """
    known = codelist(name).get(code)
    return f"{code} {known.english}" if known else code


@cache
def _codelists() -> Mapping[str, Mapping[str, Name]]:
    lines = _FOLDER.joinpath("codelists.csv").read_text("utf-8").splitlines()
    found: dict[str, dict[str, Name]] = {}
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        names = Name(row["name_en"], row["name_fr"])
        found.setdefault(row["codelist"], {})[row["code"]] = names
    return found
