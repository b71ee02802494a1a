"""What people write in cells for the words of the vocabulary, in several languages."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from graph.domain.errors import ClaimError
from graph.domain.places import place_codes
from graph.domain.vocabulary import Term, vocabulary
from ingest.crosswalk import crosswalk

#: What is asked for by each name in `words.yaml`, for messages.
NAMES = {
    "kinds": "kind of stakeholder or context",
    "ties": "kind of connection",
    "directions": "direction",
    "levels": "level",
    "tracks": "track",
    "markers": "gender marker",
    "themes": "theme",
    "places": "country or region",
    "months": "month",
}
_HINTS = {
    "places": "write a country by name or ISO 3166 code, or a region by name or UN M49 code",
    "themes": "write one of the themes that docs/workbooks.md lists, or keep the word in Tags",
}
#: No word is longer, in characters.
LONGEST_WORD = 80
_NEAR = 0.75


def fold(text: str) -> str:
    """
    What remains of a word when case, accents, hyphens and other signs do not count.

    >>> fold(" Women's  Organization "), fold("Société-civile")
    ('women s organisation', 'societe civile')
    """
    plain = unicodedata.normalize("NFKD", text).casefold().replace("œ", "oe")
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", " ", bare).strip().replace("organiz", "organis")


@cache
def words(sort: str) -> Mapping[str, str]:
    """
    Everything that is understood as one *sort* of word, folded, with the code it stands for.

    A reverse name of a tie stands for its code with a dash in front. What the
    vocabulary says itself comes before what people write for it.
    """
    found: dict[str, str] = {}
    for word, code in (*_own(sort), *_written(sort)):
        found.setdefault(fold(word), code)
    return found


def _own(sort: str) -> Iterator[tuple[str, str]]:
    """The codes and labels of the vocabulary, or of the places of the world."""
    if sort == "places":
        yield from place_codes().items()
    terms: Mapping[str, Term] = getattr(vocabulary(), sort, {})
    for code, term in terms.items():
        yield from ((code, code), (term.label, code))
    if sort == "ties":
        for code, tie in vocabulary().ties.items():
            yield tie.reverse, f"-{code}" if tie.directed else code


@cache
def _file() -> Mapping[str, Mapping[str, Sequence[str]]]:
    text = files("ingest").joinpath("words.yaml").read_text("utf-8")
    sorts: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(text)
    known = crosswalk()
    themes = {
        code: (*known.words.get(code, ()), *known.sectors.get(code, ()))
        for code in vocabulary().themes
    }
    return {**sorts, "themes": themes}


def _written(sort: str) -> Iterator[tuple[str, str]]:
    for code, others in _file()[sort].items():
        yield code, code
        for word in others:
            yield word.removeprefix("-"), f"-{code}" if word.startswith("-") else code


def known(sort: str, text: str) -> str | None:
    """The code that *text* stands for among one *sort* of words; None if for none."""
    return _known(sort, text) if len(text) <= LONGEST_WORD else None


@lru_cache(maxsize=4096)
def _known(sort: str, text: str) -> str | None:
    folded, found = fold(text), words(sort)
    return found.get(folded) or found.get(folded.removesuffix("s"))


def shown(text: str) -> str:
    """*text* between quotes, as messages show what was found: cut when it is long."""
    return repr(text if len(text) <= LONGEST_WORD else f"{text[:LONGEST_WORD]}…")


def meant(sort: str, text: str) -> str:
    """
    The code that *text* stands for among one *sort* of words.

    Raises:
        ClaimError: It stands for none; the message names the nearest, or some.
    """
    code = known(sort, text)
    if code is None:
        raise ClaimError(f"{shown(text)} is no {NAMES[sort]}; {_suggestion(sort, text)}")
    return code


def _suggestion(sort: str, text: str) -> str:
    near = get_close_matches(fold(text[:LONGEST_WORD]), words(sort), n=1, cutoff=_NEAR)
    if near:
        return f"did you mean {near[0]!r}?"
    return _HINTS.get(sort) or f"known are {', '.join(dict.fromkeys(words(sort).values()))}"
