"""The organisations that one of the Committee's workbooks names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from graph.domain.errors import ClaimError
from graph.domain.identity import identifier
from graph.domain.model import Entity, key_of
from ingest.ecosoc.names import Named, named
from ingest.nobody import somebody
from ingest.words import fold

#: The longest name that an organisation has; what is longer is no name.
LONGEST_NAME = 500
# The sign of a list, or a torn letter, before a name.
_STRAY = re.compile(r"^[a-z] (?=[A-Z])")


@dataclass(slots=True)
class _Known:
    """What the workbook says of one organisation; `keys` are all its names, folded."""

    id: str
    keys: list[str]
    names: list[str] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)

    def call(self, found: Named) -> None:
        names = (found.name, *found.others)
        self.names.extend(name for name in names if name not in self.names)


class Organisations:
    """
    Organisations by their names, of which case, accents and other signs do not count.

    All are entered as civil society: the Committee hears no others. Whether one is a
    women's network, its papers do not say.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._known: dict[str, _Known] = {}

    def met(self, text: str) -> tuple[str, Named]:
        """
        The id of the organisation that *text* names, and the name taken apart.

        Raises:
            ClaimError: It names nobody.
        """
        found = _checked(text)
        known = self._at(fold(found.name))
        known.call(found)
        return known.id, found

    def renamed(self, old: str, new: str, until: str) -> tuple[str, Named]:
        """
        The id of the organisation that was called *old* until then, and its old name.

        Raises:
            ClaimError: One of the two is no name.
        """
        before = _checked(old)
        name, found = self.met(new)
        known = self._at(fold(found.name))
        known.call(before)
        known.keys.append(fold(before.name))
        known.extra.append(("former name", f"{before.name}, until {until}"))
        return name, before

    def _at(self, key: str) -> _Known:
        if key not in self._known:
            self._known[key] = _Known(f"{self._source}/ngo:{key_of(key)}", [key])
        return self._known[key]

    def __len__(self) -> int:
        return len(self._known)

    def entities(self) -> Iterator[Entity]:
        """All of them, those that others were called before joined to these by their ids."""
        for known in self._known.values():
            keys = dict.fromkeys(known.keys)
            same = (self._known[key].id for key in keys if key in self._known)
            names = (identifier("tracktwo", name) for name in same if name != known.id)
            yield Entity(
                id=known.id,
                source=self._source,
                kind="civil_society",
                name=known.names[0],
                aliases=tuple(known.names[1:]),
                identifiers=(*(identifier("ecosoc", key) for key in keys), *dict.fromkeys(names)),
                extra=tuple(known.extra),
            )


@cache
def _damaged() -> Mapping[str, Any]:
    """What `damaged.yaml` says; see there."""
    rows: Mapping[str, Any] = yaml.safe_load(
        files("ingest.ecosoc").joinpath("damaged.yaml").read_text("utf-8")
    )
    return rows


def _checked(text: str) -> Named:
    if len(text) > LONGEST_NAME:
        raise ClaimError(f"{len(text):,} characters are no name; {LONGEST_NAME} are the most")
    found = named(_STRAY.sub("", text))
    if found.name in _damaged()["refused"]:
        raise ClaimError(f"{text!r} is a piece of a name; see the paper itself")
    found = replace(found, name=_damaged()["mended"].get(found.name, found.name))
    if not any(sign.isalpha() for sign in found.name):
        raise ClaimError(f"{text!r} is no name; a spreadsheet may have made a date of it")
    somebody(found.name)
    return found
