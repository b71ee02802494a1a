"""Identifiers that name one thing and no other, and how each is written."""

import re
from collections.abc import Callable
from functools import reduce

from graph.domain.errors import ClaimError

_SCHEME = re.compile(r"[a-z][a-z0-9.-]*")
# Without ASCII, \d takes digits of every script, and K the sign of Kelvin for a k.
_ASCII = re.ASCII | re.IGNORECASE
_BASE_32 = "0123456789abcdefghjkmnpqrstvwxyz"


def _wikidata(value: str) -> str | None:
    found = re.fullmatch(
        r"(?:https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/)?(Q[1-9]\d*)", value, _ASCII
    )
    return found[1].upper() if found else None


def _ror(value: str) -> str | None:
    """Seven signs of Crockford's base 32 and two check digits (ISO 7064 mod 97-10)."""
    found = re.fullmatch(
        r"(?:(?:https?://)?ror\.org/)?(0[a-hjkmnp-tv-z0-9]{6})(\d{2})", value, _ASCII
    )
    if found is None:
        return None
    number = reduce(lambda sum_, sign: sum_ * 32 + _BASE_32.index(sign), found[1].lower(), 0)
    return f"{found[1]}{found[2]}".lower() if 98 - number * 100 % 97 == int(found[2]) else None


def _lei(value: str) -> str | None:
    """Twenty characters whose last two are check digits (ISO 17442, ISO 7064 mod 97-10)."""
    code = value.upper()
    if not re.fullmatch(r"[0-9A-Z]{18}\d{2}", code, re.ASCII):
        return None
    return code if int("".join(str(int(sign, 36)) for sign in code)) % 97 == 1 else None


def _country(value: str) -> str | None:
    return value.upper() if re.fullmatch(r"[A-Za-z]{2}", value) else None


def _listed(value: str) -> str | None:
    """An organisation identifier: the code of a list, a hyphen, the number in that list."""
    code = re.sub(r"\s+", "", value).upper()
    return code if re.fullmatch(r"[A-Z0-9]{2,}-[^-].*", code) else None


def _plain(value: str) -> str | None:
    return re.sub(r"\s+", " ", value) or None


#: Schemes in which one value names one thing, with how a value is checked and written.
EXACT: dict[str, Callable[[str], str | None]] = {
    "org-id": _listed,
    "iati": _plain,
    "wikidata": _wikidata,
    "ror": _ror,
    "lei": _lei,
    "iso3166-1": _country,
    "tracktwo": _plain,
    "dac": _plain,
    "sdg": _plain,
    "pax": _plain,
    "paax": _plain,
    "ecosoc": _plain,
}

#: Schemes whose values publishers are known to re-use or to share, so that the
#: names must not contradict them before two entities are judged the same.
SHARED = frozenset({"org-id", "iati"})

#: Schemes of registers that know their organisations by nothing but a name: a name of
#: one word is too little to judge two the same, and another name speaks against nothing.
NAMES = frozenset({"ecosoc"})


def identifier(scheme: str, value: str) -> str:
    """
    Write an identifier as `scheme:value`, the value in the form of its scheme.

    `org-id` takes organisation identifiers of org-id.guide and IATI, and `iati` those of
    IATI activities. `tracktwo` takes the id of an entity here, `dac` and `sdg` the codes
    of sectors and goals. `pax` and `paax` take the agreements and actors of PA-X, and
    `ecosoc` the names in the papers of the UN Committee on NGOs. Any other scheme is kept
    as it is, and never proves that two entities are the same.

    >>> identifier("wikidata", "https://www.wikidata.org/wiki/Q7159")
    'wikidata:Q7159'

    Raises:
        ClaimError: The scheme is no word, or the value is not of its form.
    """
    scheme = scheme.strip().lower()
    if not _SCHEME.fullmatch(scheme):
        raise ClaimError(
            f"{scheme!r} is no scheme of identifiers; write one like org-id or wikidata"
        )
    written = EXACT.get(scheme, _plain)(value.strip())
    if written is None:
        raise ClaimError(f"{value!r} is not of the form of {scheme} identifiers")
    return f"{scheme}:{written}"


def is_exact(name: str) -> bool:
    """Whether two entities with the identifier *name* can only be one and the same."""
    return name.partition(":")[0] in EXACT
