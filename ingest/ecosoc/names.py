"""Organisations as the Committee's papers name them, with their status in brackets behind."""

import re
from dataclasses import dataclass

from graph.domain.dates import PartialDate
from ingest.words import known

_KINDS = "special|general|roster|observer"
# (special, 2011) · (special; 1949; general, 2004) · (Roster) · (2018)
_YEAR = r"(?:19|20)\d\d"
# Atomic, as a status and the sign behind it could be told apart in two ways, and so on without end.
_ONE = rf"(?>(?:{_KINDS})\b(?:[,; ]*+{_YEAR})?|{_YEAR})"
_BRACKET = re.compile(rf"\s*\(({_ONE}(?>[,; ]+{_ONE})*+)[,; ]*+\)$", re.IGNORECASE)
_PART = re.compile(rf"(?:({_KINDS})\b)?[,; ]*({_YEAR})?", re.IGNORECASE)
_IN_WORDS = re.compile(
    rf"(?:\s*\(|,\s*)((?:in (?P<kind>{_KINDS}) consultative status|"
    r"(?:an organization )?(?:organization )?not in status)(?: with the Council)?)\)?$",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(.{5,}) \(([^\s()]+)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A status an organisation is said to hold, and when it began and ended."""

    role: str
    since: PartialDate | None = None
    until: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name freed of what is said behind it, the status that is, and the rest in words."""

    name: str
    statuses: tuple[Status, ...] = ()
    said: str | None = None

    @property
    def others(self) -> tuple[str, ...]:
        """What else it is called: an acronym in brackets, and the name without that."""
        found = _SHORT.fullmatch(self.name)
        capitals = sum(sign.isupper() for sign in found[2]) if found else 0
        # A country in brackets tells two of one name apart; it is not what they are called.
        if found is None or capitals <= 1 or known("places", found[2]):
            return ()
        return found[1], found[2]


def named(text: str) -> Named:
    """
    The organisation that *text* names.

    >>> named("Mouvement mondial des mères (special, 1949; general, 2004)").statuses[1].role
    'general consultative status'
    """
    text = " ".join(text.split())
    if found := _BRACKET.search(text):
        return Named(name=_bare(text[: found.start()]), statuses=_statuses(found[1]))
    if found := _IN_WORDS.search(text):
        name = _bare(text[: found.start()])
        if found["kind"]:
            return Named(name=name, statuses=(Status(role=_role(found["kind"])),))
        return Named(name=name, said=found[1])
    return Named(name=text.rstrip(" ,;"))


def _bare(text: str) -> str:
    return text.rstrip(" ,;")


def _statuses(text: str) -> tuple[Status, ...]:
    """Each status of a bracket; one ends when the next begins."""
    parts = [found for found in _PART.finditer(text) if found[0].strip(",; ")]
    years = [found[2] for found in parts]
    return tuple(
        Status(
            role=_role(found[1]), since=_date(year), until=_date(end if _ends(year, end) else None)
        )
        for found, year, end in zip(parts, years, [*years[1:], None], strict=True)
    )


def _ends(year: str | None, end: str | None) -> bool:
    return year is not None and end is not None and year <= end


def _date(year: str | None) -> PartialDate | None:
    return PartialDate(year) if year else None


def _role(kind: str | None) -> str:
    return f"{kind.lower()} consultative status" if kind else "consultative status"
