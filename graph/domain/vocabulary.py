"""The words of the field, read once from `vocabulary.yaml` and checked."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar

import yaml

from graph.domain.errors import ClaimError
from graph.domain.labels import Label

T = TypeVar("T")
W = TypeVar("W", bound="Term")
Rows = Mapping[str, Mapping[str, Any]]

FILE = "vocabulary.yaml"
#: Fields that are true or false; all others are texts.
FLAGS = ("directed", "pillar")
ROLES = ("stakeholder", "context", "watch")
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
    """
    A kind of entity; its role is `stakeholder`, `context` or `watch`.

    Entities in the role `watch` vet stakeholders and are none (`graph.measures.watch_lists`).
    """

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
    """
    A subject of the agenda; `parent` is the wider subject, None at the root.

    `source` is the list of others that the theme comes from, None for the agenda itself.
    """

    parent: str | None = None
    pillar: bool = False
    source: str | None = None


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

    def misfit(self, tie: str, start: str | None, end: str | None) -> str:
        """
        Why a tie of kind *tie* cannot join two kinds of entity; empty when it can.

        Args:
            tie: The kind of tie.

            start: The kind of entity at its start, None when that is not known.

            end: The kind of entity at its end, likewise.
        """
        known_at = self.tie(tie)
        for at, known, word in ((start, known_at.starts, "start"), (end, known_at.ends, "end")):
            if at is not None and at not in known:
                return f"{tie} does not {word} at {at}, but at {self._in_short(known)}"
        return ""

    def _in_short(self, codes: frozenset[str]) -> str:
        """Kinds of entity in words, a role standing for all of its kinds."""
        words = []
        for role in ROLES:
            meant = [kind.code for kind in self.kinds.values() if kind.role == role]
            named = [code for code in meant if code in codes]
            words += [f"any {role}"] if named == meant and len(meant) > 1 else named
        return " or ".join(words)

    def is_stakeholder(self, kind: str) -> bool:
        """Whether entities of *kind* act, rather than being acted in or on."""
        return self.kind(kind).role == "stakeholder"


def _known(terms: Mapping[str, T], code: str, what: str) -> T:
    term = terms.get(code)
    if term is None:
        raise ClaimError(f"{code!r} is no {what}; known are {', '.join(terms)}")
    return term


@cache
def vocabulary() -> Vocabulary:
    """
    The vocabulary that ships with Tracktwo.

    Raises:
        ClaimError: The file contradicts itself; the message says where.
    """
    text = files("graph.domain").joinpath(FILE).read_text("utf-8")
    return read_vocabulary(yaml.safe_load(text))


@lru_cache(maxsize=10_000)
def misfit_of(tie: str, start: str | None, end: str | None) -> str:
    """What `Vocabulary.misfit` says of the words that ship, kept for the next million ties."""
    return vocabulary().misfit(tie, start, end)


def read_vocabulary(data: Mapping[str, Any]) -> Vocabulary:
    """
    Make a checked vocabulary from the parsed file.

    Raises:
        ClaimError: The first fault found, with its place in the file.
    """
    rows = {field.name: _rows(data, field.name) for field in fields(Vocabulary)}
    kinds = {code: _kind(code, row) for code, row in rows["kinds"].items()}
    words = Vocabulary(
        kinds=MappingProxyType(kinds),
        ties=MappingProxyType({c: _tie(c, row, kinds) for c, row in rows["ties"].items()}),
        themes=_words(Theme, "themes", rows["themes"]),
        levels=_words(Term, "levels", rows["levels"]),
        tracks=_words(Term, "tracks", rows["tracks"]),
        labels=_words(Term, "labels", rows["labels"]),
    )
    for fault in _faults(words):
        raise ClaimError(f"{FILE}: {fault}")
    return words


def _rows(data: Mapping[str, Any], section: str) -> Rows:
    rows = data.get(section)
    if not isinstance(rows, Mapping):
        raise ClaimError(f"{FILE}: the section {section!r} is missing")
    for code, row in rows.items():
        if not isinstance(code, str) or not isinstance(row, Mapping):
            raise ClaimError(f"{FILE}: {section}.{code}: write a code in quotes, and its fields")
    return rows


def _words(sort: type[W], section: str, rows: Rows) -> Mapping[str, W]:
    return MappingProxyType({c: _word(sort, f"{section}.{c}", c, row) for c, row in rows.items()})


def _kind(code: str, row: Mapping[str, Any]) -> Kind:
    where = f"kinds.{code}"
    try:
        label = Label.parse(str(row.get("default_label", "CLEAR")))
    except ClaimError as error:
        raise ClaimError(f"{FILE}: {where}: {error}") from error
    return _word(Kind, where, code, {**row, "default_label": label})


def _tie(code: str, row: Mapping[str, Any], kinds: Mapping[str, Kind]) -> TieKind:
    where = f"ties.{code}"
    ends = {key: _ends(row.get(key), kinds, f"{where}.{key}") for key in ("from", "to")}
    rest = {key: value for key, value in row.items() if key not in ends}
    return _word(TieKind, where, code, {**rest, "starts": ends["from"], "ends": ends["to"]})


def _ends(names: object, kinds: Mapping[str, Kind], where: str) -> frozenset[str]:
    """Spell out which kinds the *names* of kinds and roles stand for."""
    if not isinstance(names, list) or not names:
        raise ClaimError(f"{FILE}: {where}: write a list of kinds and roles")
    found: set[str] = set()
    for name in names:
        meant = {code for code, kind in kinds.items() if name in (code, kind.role)}
        if not meant:
            raise ClaimError(f"{FILE}: {where}: {name!r} is no kind and no role")
        found |= meant
    return frozenset(found)


def _word(sort: type[W], where: str, code: str, row: Mapping[str, Any]) -> W:
    """A term with all the fields of its sort, and no others."""
    needed = {field.name for field in fields(sort) if field.default is MISSING} - {"code"}
    for fault, names in (
        ("is missing", needed - row.keys()),
        ("is no field", row.keys() - {field.name for field in fields(sort)}),
    ):
        if names:
            raise ClaimError(f"{FILE}: {where}: {', '.join(sorted(names))} {fault}")
    for name, value in row.items():
        if isinstance(value, bool) != (name in FLAGS) or not str(value).strip():
            raise ClaimError(f"{FILE}: {where}.{name}: {value!r} is not what stands there")
    return sort(code=code, **row)


def _faults(words: Vocabulary) -> Iterator[str]:
    if UNKNOWN_KIND not in words.kinds:
        yield f"kinds: {UNKNOWN_KIND!r}, the kind of those of unknown kind, is missing"
    for kind in words.kinds.values():
        if kind.role not in ROLES:
            yield f"kinds.{kind.code}: role {kind.role!r} is none of {', '.join(ROLES)}"
    for tie in words.ties.values():
        yield from _tie_faults(tie)
    for theme in words.themes.values():
        yield from _theme_faults(theme, words.themes)
    if tuple(words.labels) != tuple(label.text for label in Label):
        yield "labels: not those of the Traffic Light Protocol 2.0, in order"


def _tie_faults(tie: TieKind) -> Iterator[str]:
    if tie.family not in FAMILIES:
        yield f"ties.{tie.code}: family {tie.family!r} is none of {', '.join(FAMILIES)}"
    if not tie.directed and tie.starts != tie.ends:
        yield f"ties.{tie.code}: an undirected tie needs the same kinds at both ends"
    if not tie.directed and tie.label != tie.reverse:
        yield f"ties.{tie.code}: an undirected tie reads the same in reverse"


def _theme_faults(theme: Theme, themes: Mapping[str, Theme]) -> Iterator[str]:
    seen, above = {theme.code}, theme.parent
    while above is not None and above in themes and above not in seen:
        seen.add(above)
        above = themes[above].parent
    if above is not None:
        yield f"themes.{theme.code}: parent {above!r} is unknown or goes in a circle"
