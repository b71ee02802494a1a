"""The words of the field, read once from `vocabulary.yaml` and checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar

import yaml

from graph.errors import ClaimError
from graph.labels import Label

T = TypeVar("T")

FAMILIES = ("alliance", "work", "money", "structure", "record", "against")
#: How a merged stakeholder's kind is called when no source says which it is.
UNKNOWN_KIND = "organisation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the vocabulary: a stable code, a label for people, a definition."""

    code: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Term):
    """A kind of entity; its role is `stakeholder` or `context`."""

    role: str
    default_label: Label = Label.CLEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class TieKind(Term):
    """
    A kind of tie, with the kinds of entity that may stand at each end.

    `family` says what the tie is evidence of: alliance, work, money, structure,
    record, or against. An undirected kind reads the same from both ends.
    """

    reverse: str
    starts: frozenset[str]
    ends: frozenset[str]
    directed: bool
    family: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme(Term):
    """A subject of the agenda; `parent` is the wider subject, None at the root."""

    parent: str | None = None
    pillar: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All words, each mapping from code to term in the order of the file."""

    kinds: Mapping[str, Kind]
    ties: Mapping[str, TieKind]
    themes: Mapping[str, Theme]
    levels: Mapping[str, Term]
    tracks: Mapping[str, Term]
    labels: Mapping[str, Term]

    def kind(self, code: str) -> Kind:
        """The kind of entity called *code*; ClaimError names the known ones."""
        return _known(self.kinds, code, "kind of stakeholder or context")

    def tie(self, code: str) -> TieKind:
        """The kind of tie called *code*; ClaimError names the known ones."""
        return _known(self.ties, code, "kind of tie")

    def theme(self, code: str) -> Theme:
        """The theme called *code*; ClaimError names the known ones."""
        return _known(self.themes, code, "theme")

    def level(self, code: str) -> Term:
        """The level called *code*; ClaimError names the known ones."""
        return _known(self.levels, code, "level")

    def track(self, code: str) -> Term:
        """The track called *code*; ClaimError names the known ones."""
        return _known(self.tracks, code, "track")

    def is_stakeholder(self, kind: str) -> bool:
        """Whether entities of *kind* act, rather than being acted in or on."""
        return self.kind(kind).role == "stakeholder"


def _known(terms: Mapping[str, T], code: str, what: str) -> T:
    if code not in terms:
        raise ClaimError(f"{code!r} is no {what}; known are {', '.join(terms)}")
    return terms[code]


@cache
def vocabulary() -> Vocabulary:
    """
    The vocabulary that ships with Tracktwo.

    Raises:
        ClaimError: The file contradicts itself; the message says where.
    """
    text = files("graph").joinpath("vocabulary.yaml").read_text("utf-8")
    return read_vocabulary(yaml.safe_load(text))


def read_vocabulary(data: Mapping[str, Any]) -> Vocabulary:
    """Make a checked vocabulary from the parsed file."""
    kinds = {code: _kind(code, row) for code, row in data["kinds"].items()}
    words = Vocabulary(
        kinds=MappingProxyType(kinds),
        ties=MappingProxyType({c: _tie(c, row, kinds) for c, row in data["ties"].items()}),
        themes=MappingProxyType({c: Theme(code=c, **row) for c, row in data["themes"].items()}),
        levels=_terms(data["levels"]),
        tracks=_terms(data["tracks"]),
        labels=_terms(data["labels"]),
    )
    for fault in _faults(words):
        raise ClaimError(f"vocabulary.yaml: {fault}")
    return words


def _terms(rows: Mapping[str, Mapping[str, str]]) -> Mapping[str, Term]:
    return MappingProxyType({code: Term(code=code, **row) for code, row in rows.items()})


def _kind(code: str, row: Mapping[str, str]) -> Kind:
    label = Label.parse(row.get("default_label", "CLEAR"))
    return Kind(**{"code": code, **row, "default_label": label})


def _tie(code: str, row: Mapping[str, Any], kinds: Mapping[str, Kind]) -> TieKind:
    ends = {key: _ends(row[key], kinds, f"ties.{code}.{key}") for key in ("from", "to")}
    rest = {key: value for key, value in row.items() if key not in ends}
    return TieKind(code=code, starts=ends["from"], ends=ends["to"], **rest)


def _ends(names: list[str], kinds: Mapping[str, Kind], where: str) -> frozenset[str]:
    """Spell out which kinds the *names* of kinds and roles stand for."""
    found: set[str] = set()
    for name in names:
        meant = {code for code, kind in kinds.items() if name in (code, kind.role)}
        if not meant:
            raise ClaimError(f"vocabulary.yaml: {where}: {name!r} is no kind and no role")
        found |= meant
    return frozenset(found)


def _faults(words: Vocabulary) -> Iterator[str]:
    for kind in words.kinds.values():
        if kind.role not in ("stakeholder", "context"):
            yield f"kinds.{kind.code}: role {kind.role!r} is neither stakeholder nor context"
    for tie in words.ties.values():
        if tie.family not in FAMILIES:
            yield f"ties.{tie.code}: family {tie.family!r} is none of {', '.join(FAMILIES)}"
        if not tie.directed and tie.starts != tie.ends:
            yield f"ties.{tie.code}: an undirected tie needs the same kinds at both ends"
    for theme in words.themes.values():
        yield from _theme_faults(theme, words.themes)
    if tuple(words.labels) != tuple(label.text for label in Label):
        yield "labels: not those of the Traffic Light Protocol 2.0, in order"


def _theme_faults(theme: Theme, themes: Mapping[str, Theme]) -> Iterator[str]:
    seen, above = {theme.code}, theme.parent
    while above is not None:
        if above in seen or above not in themes:
            yield f"themes.{theme.code}: parent {above!r} is unknown or goes in a circle"
            return
        seen.add(above)
        above = themes[above].parent
