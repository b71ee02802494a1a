"""Finding stakeholders by what they are called, and by what they are and do."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from weakref import WeakKeyDictionary

import numpy as np

from graph.domain.records import values_of
from graph.measures.names import kind_codes, level_codes, place_node, theme_node
from graph.measures.scope import within
from graph.views.claims import Numbers
from graph.views.view import KINDS, LEVELS, Scope, View

#: How much of a name takes part in the order of what is found.
ORDERED = 60
#: Shorter initials would fit too many names.
SHORTEST_ACRONYM = 3
# What NFKD leaves as it is, though people type it without. \\u0131 is an i without its dot.
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "\u0131": "i", "ħ": "h"}
)
_NO_APOSTROPHE = {ord(sign): None for sign in "'`\u2019\u02bc"}
# What stands between words, where all is ASCII; `\w` says it for the rest, and says the same.
_SIGNS = {code: " " for code in range(128) if not re.match(r"\w", chr(code))}
# Stands before initials, so that they are found whole and no word begins like them.
_MARK = "\x01"
_INITIAL = re.compile(r"\b(\w)\.")
_WORD = re.compile(r"\w+")

#: How well a text fits: it is a name or an id, the initials of a name, the beginning
#: of the name, or its words begin words of the names.
EXACT, INITIALS, BEGINNING, WORDS = range(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """
    Which stakeholders to find; an empty field admits all.

    Every word of `text` must begin a word of some name or alias. `kinds`, `levels`,
    `themes` and `places` are given as in `graph.answers.need.Need`; one of each
    is enough. Themes and places count through their parts.
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where a stakeholder stands among all that can be found: by fit, name and id."""

    rank: int
    name: str
    id: str


class Found:
    """What was found, in order; a page of it begins after any `Position`, found or not."""

    def __init__(self, index: "Index", spots: Numbers, ranks: Numbers) -> None:
        order = np.lexsort((spots, ranks))
        self._index = index
        self._spots = spots[order]
        self._ranks = ranks[order]

    def __len__(self) -> int:
        return len(self._spots)

    def node(self, place: int) -> int:
        """The node of the View in this place."""
        return int(self._index.nodes[self._spots[place]])

    def position(self, place: int) -> Position:
        """What the one in this place is found again by, whatever has come or gone."""
        spot = int(self._spots[place])
        index = self._index
        return Position(int(self._ranks[place]), index.names[spot][:ORDERED], index.ids[spot])

    def after(self, position: Position) -> int:
        """The first place behind *position*."""
        return bisect_right(range(len(self)), position, key=self.position)


_KNOWN: WeakKeyDictionary[View, "Index"] = WeakKeyDictionary()


def search_index(view: View) -> "Index":
    """The index of *view*, made once for each View."""
    if view not in _KNOWN:
        _KNOWN[view] = Index(view)
    return _KNOWN[view]


def search(view: View, wanted: Wanted) -> Found:
    """
    The stakeholders of *view* that are *wanted*, the best fit first, then by name.

    >>> fold("Réseau de Femmes d’Afrique")
    'reseau de femmes dafrique'

    Raises:
        NeedError: A kind, level, theme or place is not known.
    """
    index = search_index(view)
    spots, ranks = index.matching(wanted.text)
    named = wanted.text.strip()
    if named in view:
        spots, ranks = _with_named(index, view.node(named), spots, ranks)
    kept = np.ones(len(view), bool)
    if wanted.kinds:
        codes = [KINDS.index(code) for code in kind_codes(wanted.kinds)]
        kept &= np.isin(view.kinds, codes)
    if wanted.levels:
        codes = [LEVELS.index(code) for code in level_codes(wanted.levels)]
        kept &= np.isin(view.levels, codes)
    scope = Scope(
        themes=tuple(view.ids[theme_node(view, text)] for text in wanted.themes),
        places=tuple(view.ids[place_node(view, text)] for text in wanted.places),
    )
    if scope != Scope():
        kept &= within(view, scope)
    chosen = kept[index.nodes[spots]]
    return Found(index, spots[chosen], ranks[chosen])


def _with_named(
    index: "Index", node: int, spots: Numbers, ranks: Numbers
) -> tuple[Numbers, Numbers]:
    """What was found, and first of all the stakeholder *node*, whose id the text is."""
    spot = np.flatnonzero(index.nodes == node)
    others = spots != spot[0] if len(spot) else np.ones(len(spots), bool)
    exact = np.full(len(spot), EXACT, np.int8)
    return np.concatenate([spot, spots[others]]), np.concatenate([exact, ranks[others]])


class Index:
    """
    The words of all names in a View, sorted, so that beginnings of words are found.

    A spot is the place of a stakeholder in the order of names; `nodes`, `names`
    (folded) and `ids` are parallel columns by spot. It holds nothing of the View,
    so that it goes when the View goes.
    """

    def __init__(self, view: View) -> None:
        entries = [
            (*_entry(names), node) for node, names in enumerate(_called(view)) if view.acting[node]
        ]
        entries.sort(key=lambda entry: (entry[0][0][:ORDERED], view.ids[entry[2]]))
        self.nodes = np.array([node for _, _, node in entries], np.int32)
        self.ids = [view.ids[node] for _, _, node in entries]
        self._folded = [folded for folded, _, _ in entries]
        self.names = [folded[0] for folded in self._folded]
        self._words, self._bounds, self._spots = _postings([words for _, words, _ in entries])

    def matching(self, text: str) -> tuple[Numbers, Numbers]:
        """Spots that *text* finds, in the order of names, and how well it fits each."""
        words = fold(text).split()
        if not words:
            # Signs without a word, like "?!", find nothing; no text at all finds everybody.
            spots = np.arange(0 if text.strip() else len(self.nodes))
            return spots, np.zeros(len(spots), np.int8)
        spots = self._beginning(words[0])
        for word in words[1:]:
            spots = np.intersect1d(spots, self._beginning(word), assume_unique=True)
        whole = " ".join(words)
        acronyms = self._beginning(_MARK + whole, _MARK + whole + "\0")
        if len(acronyms):
            spots = np.union1d(spots, acronyms)
        called = set(acronyms.tolist())
        fits = [self._fit(spot, whole, called) for spot in spots.tolist()]
        return spots, np.array(fits, np.int8)

    def _fit(self, spot: int, whole: str, called: set[int]) -> int:
        """How well the text *whole* fits a spot whose words it begins, or that is *called* so."""
        if whole in self._folded[spot]:
            return EXACT
        if spot in called:
            return INITIALS
        return BEGINNING if self.names[spot].startswith(whole) else WORDS

    def _beginning(self, word: str, behind: str | None = None) -> Numbers:
        """The spots with a word that begins with *word*, or that stands before *behind*."""
        first = bisect_left(self._words, word)
        last = bisect_left(self._words, behind or word + "\U0010ffff")
        spots = self._spots[self._bounds[first] : self._bounds[last]]
        return np.unique(spots) if last - first > 1 else spots


def fold(text: str) -> str:
    """*text* without case, accents, signs and apostrophes, its words one space apart."""
    return " ".join(_parts(_plain(text).translate(_NO_APOSTROPHE)))


def initials(name: str) -> str:
    """The first letters of the words of *name* that begin with a capital, folded."""
    letters = "".join(word[0] for word in name.split() if word[0].isupper())
    if len(letters) < SHORTEST_ACRONYM:
        return ""
    return letters.casefold() if letters.isascii() else fold(letters)


def _plain(text: str) -> str:
    if text.isascii():
        bare = text.casefold()
    else:
        # Taken apart before and after: what a sign is made of may have a case of its own.
        apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
        bare = bare.translate(_LETTERS)
    return _INITIAL.sub(r"\1", bare) if "." in bare else bare


def _parts(plain: str) -> list[str]:
    return plain.translate(_SIGNS).split() if plain.isascii() else _WORD.findall(plain)


def _entry(names: list[str]) -> tuple[list[str], set[str]]:
    """
    The *names* of one stakeholder, folded, and the words that find it.

    "l'Afrique" is found by `lafrique` and by `afrique`.
    """
    folded: list[str] = []
    words: set[str] = set()
    for name in names:
        plain = _plain(name)
        joined = plain.translate(_NO_APOSTROPHE)
        parts = _parts(joined)
        folded.append(" ".join(parts))
        words.update(parts)
        if joined != plain:
            words.update(_parts(plain))
        letters = initials(name)
        if letters:
            words.add(_MARK + letters)
    return folded, words


def _called(view: View) -> list[list[str]]:
    """Every name and alias of each node, the one it goes by first."""
    records = view.claims.entities.records
    order, bounds = view.members
    spans = bounds.tolist()
    rows = order.tolist()
    found: list[list[str]] = []
    for first, last in pairwise(spans):
        names: list[str] = []
        for row in rows[first:last]:
            said = values_of(records[row])
            names += [said["name"], *said.get("aliases", ())]
        found.append(list(dict.fromkeys(names)))
    return found


def _postings(words_of: Iterable[set[str]]) -> tuple[list[str], Numbers, Numbers]:
    """All words in order, where the spots of each begin, and the spots."""
    codes: dict[str, int] = {}
    said: list[int] = []
    counts: list[int] = []
    for words in words_of:
        said += [codes.setdefault(word, len(codes)) for word in words]
        counts.append(len(words))
    words_in_order = sorted(codes)
    places = np.empty(len(codes), np.int64)
    places[[codes[word] for word in words_in_order]] = np.arange(len(codes))
    ranks = places[np.array(said, np.int64)]
    spots = np.repeat(np.arange(len(counts)), counts)
    order = np.argsort(ranks, kind="stable")
    sizes = np.bincount(ranks, minlength=len(codes))
    return words_in_order, np.concatenate([[0], np.cumsum(sizes)]), spots[order]
