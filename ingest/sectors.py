"""Which themes the name of a sector or cluster stands for, in any file and in five languages."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from graph.domain.vocabulary import vocabulary
from ingest.crosswalk import crosswalk
from ingest.words import LONGEST_WORD, fold, known

_BRACKETS = re.compile(r"\([^()]*\)")
#: What parts the names of two sectors in one.
_BETWEEN = re.compile(r"\s*[/&+;,|]\s*|\s+(?:[-–—]|and|et|y|e)\s+", re.IGNORECASE)
#: Words that only say that a sector is one, folded.
_SAYS_NOTHING = frozenset({"cluster", "clusters", "sector", "secteur", "setor", "قطاع", "مجموعة"})


@lru_cache(maxsize=10_000)
def themes_named(text: str) -> tuple[str, ...]:
    """
    The themes that the sector called *text* stands for; none where it has no meaning for ours.

    A name made of several names stands for the themes of all of them, if all are known.
    Of two themes of which one is part of the other, the part is meant.

    >>> themes_named("Protection - Gender-Based Violence (GBV)"), themes_named("Sector: WASH")
    (('gender_based_violence',), ('water_sanitation',))
    >>> themes_named("Seguridad alimentaria y nutrición"), themes_named("Multi-sector")
    (('food_security', 'nutrition'), ())
    """
    if len(text) > LONGEST_WORD:
        return ()
    for name in (text, _BRACKETS.sub(" ", text)):
        if (themes := _known(name)) is not None:
            return themes
        parts = [_known(part) for part in _BETWEEN.split(name) if part.strip()]
        if len(parts) > 1 and all(parts):
            return _narrowest(theme for part in parts for theme in part or ())
    return ()


def sector_themes(codes: str | None, code: str, names: Iterable[str]) -> tuple[str, ...]:
    """
    The themes of the sector with this *code* in the list called *codes* of the crosswalk.

    A code that the list does not know, or that is of no list, is known by its *names*.
    """
    subject = crosswalk().lists[codes].subject(code) if codes else None
    if subject is not None:
        return subject.themes
    return next((themes for name in names if (themes := themes_named(name))), ())


def theme_called(kind: str, name: str) -> str | None:
    """
    The id of the shared theme that an entity of *kind* called *name* is; None if it is none.

    A sector is the theme that it stands for, if it stands for one alone.

    >>> theme_called("theme", "médiation"), theme_called("sector", "Salud")
    ('theme:mediation', 'theme:health')
    """
    if kind == "theme":
        code = known("themes", name)
        return f"theme:{code}" if code else None
    themes = themes_named(name) if kind == "sector" else ()
    return f"theme:{themes[0]}" if len(themes) == 1 else None


def _known(name: str) -> tuple[str, ...] | None:
    folded = fold(name)
    bare = " ".join(word for word in folded.split() if word not in _SAYS_NOTHING)
    return _names().get(folded, _names().get(bare))


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """Every name of a sector, folded, with its themes; the lists that go by names come first."""
    return {fold(name): themes for name, themes in reversed([*_every_name()])}


def _every_name() -> Iterator[tuple[str, tuple[str, ...]]]:
    for codes in crosswalk().lists.values():
        if codes.by == "name":
            yield from ((name, subject.themes) for name, subject in codes.codes.items())
    for theme, names in crosswalk().sectors.items():
        yield from ((name, (theme,)) for name in names)
    for theme, term in vocabulary().themes.items():
        yield from ((name, (theme,)) for name in (theme, term.label))


def _narrowest(themes: Iterable[str]) -> tuple[str, ...]:
    """*themes* without those that others among them are part of."""
    found = tuple(dict.fromkeys(themes))
    wider = {above for theme in found for above in _above(theme)}
    return tuple(theme for theme in found if theme not in wider)


def _above(theme: str) -> Iterator[str]:
    terms = vocabulary().themes
    while (parent := terms[theme].parent) is not None:
        yield parent
        theme = parent
