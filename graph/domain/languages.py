"""Languages that people speak, by whatever name a source writes them."""

import csv
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from graph.domain.model import Entity
from graph.domain.texts import plain

FILE = "languages.csv"
#: Headings under which sources keep the languages of somebody, without accents and capitals.
HEADINGS = frozenset(
    {
        *("language", "languages", "languages spoken", "working languages", "spoken languages"),
        *("langue", "langues", "langues parlees", "idioma", "idiomas", "lingua", "linguas"),
    }
)
_BETWEEN = re.compile(r"[|;,/\n]|\band\b|\bet\b|\by\b|\be\b", re.IGNORECASE)
_ASIDE = re.compile(r"\([^)]*\)")


def language(text: str) -> str:
    """
    The code of the language that *text* names, or the name itself, plainly written.

    >>> language("Français"), language("fr"), language("Zarma")
    ('fr', 'fr', 'zarma')
    """
    name, codes = plain(text), _codes()
    return codes.get(name) or codes.get(plain(_ASIDE.sub("", text)), name)


def language_name(code: str) -> str:
    """The English name of a language by its code, or what stands in its place."""
    return _names().get(code, code)


def only_languages(heading: str, text: str) -> bool:
    """
    Whether *text* names languages that are known, under a *heading* for them, and says no more.

    >>> only_languages("Langues", "Français; ar"), only_languages("Languages", "with her sister")
    (True, False)
    """
    names = [plain(name) for name in _BETWEEN.split(text) if name.strip()]
    return plain(heading) in HEADINGS and bool(names) and all(name in _codes() for name in names)


def languages_of(entities: Iterable[Entity]) -> dict[str, tuple[str, ...]]:
    """The languages that sources say somebody speaks, each with the ids of these sources."""
    found: dict[str, dict[str, None]] = {}
    for entity in entities:
        for heading, text in entity.extra:
            if plain(heading) in HEADINGS:
                for name in _BETWEEN.split(text):
                    if name.strip():
                        found.setdefault(language(name), {})[entity.source] = None
    return {code: tuple(sources) for code, sources in sorted(found.items())}


@cache
def _rows() -> list[dict[str, str]]:
    text = files("graph.domain").joinpath(FILE).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in _rows()}


@cache
def _codes() -> dict[str, str]:
    """Every name and code, plainly written, to the code."""
    return {
        plain(name): row["code"]
        for row in _rows()
        for name in (row["code"], row["name"], *row["also"].split("|"))
        if name
    }
