"""The entities of a mapped file: the ids they get, and what is known of them beforehand."""

import re
import unicodedata
from dataclasses import dataclass, field

from graph.domain.model import key_of
from graph.domain.vocabulary import UNKNOWN_KIND
from ingest.mapping.rows import folded

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_KEYED = re.compile(r".*_[0-9a-f]{8}")
_SIMPLE = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
_SLUG = 60


def id_by_key(source: str, among: str, key: str) -> str:
    """
    The id of the entity with this *key* among others.

    >>> id_by_key("list", "body", "ML-12"), id_by_key("list", "body", "N° 12")
    ('list/body.ML-12', 'list/body.n-12_7e3c0c5a')
    """
    safe = _SAFE.fullmatch(key) and not _KEYED.fullmatch(key)
    return f"{source}/{among}.{key if safe else _keyed(key)}"


def id_by_name(source: str, among: str, name: str) -> str:
    """
    The id of the entity that has no key but its *name*, however it is spaced.

    >>> id_by_name("list", "body", "Women of  Mali")
    'list/body.women-of-mali'
    """
    key = folded(name)
    simple = _SIMPLE.fullmatch(key) and len(key) <= _SLUG
    return f"{source}/{among}.{key.replace(' ', '-') if simple else _keyed(key)}"


def _keyed(key: str) -> str:
    plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_SLUG].strip("-")
    return f"{slug}_{key_of(key)[:8]}" if slug else f"_{key_of(key)}"


@dataclass(slots=True, kw_only=True)
class Bodies:
    """
    Which entities the file describes, learnt in a first pass.

    `repeated` are those that several rows speak of. Names are noted `among` those that
    ties find by name; two entities of one name are found by neither.

    It keeps an id and a kind of each, some 20 MB for 100,000.
    """

    by_name: frozenset[str]
    kinds: dict[str, str] = field(default_factory=dict)
    repeated: set[str] = field(default_factory=set)
    _names: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def note(self, id: str, *, among: str, name: str, kind: str) -> None:
        """Enter an entity that a row describes."""
        if id in self.kinds:
            self.repeated.add(id)
        if self.kinds.get(id, UNKNOWN_KIND) == UNKNOWN_KIND:
            self.kinds[id] = kind
        if among in self.by_name:
            key = among, folded(name)
            self._names[key] = id if self._names.get(key, id) == id else None

    def called(self, among: str, name: str) -> str | None:
        """The id of the one entity that is called *name*; None if there is none, or two."""
        return self._names.get((among, folded(name)))
