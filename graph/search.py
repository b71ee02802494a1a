"""Finding stakeholders by what they are called, and by what they are and do."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np
import orjson

from graph.answers.need import kind_codes, level_codes, place_node, theme_node
from graph.claims import Numbers
from graph.scope import within
from graph.view import KINDS, LEVELS, Scope, View

#: How much of a name takes part in the order of what is found.
ORDERED = 60
#: Shorter initials would fit too many names.
SHORTEST_ACRONYM = 3
# What NFKD leaves as it is, though people type it without. \\u0131 is an i without its dot.
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "\u0131": "i", "ħ": "h"}
)
_APOSTROPHE = re.compile("['’\u02bc`]")
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


class Index:
    """
    The words of all names in a View, sorted, so that beginnings of words are found.

    A spot is the place of a stakeholder in the order of names; `nodes`, `names`
    (folded) and `ids` are parallel columns by spot. It holds nothing of the View,
    so that it goes when the View goes.
    """

    def __init__(self, view: View) -> None:
        acting = np.flatnonzero(view.acting).tolist()
        called = _called(view)
        keys = [(fold(view.names[node])[:ORDERED], view.ids[node], node) for node in acting]
        order = [node for _, _, node in sorted(keys)]
        self.nodes = np.array(order, np.int32)
        self.ids = [view.ids[node] for node in order]
        self.names = [fold(view.names[node]) for node in order]
        self._called = [called[node] for node in order]
        self._entities = {
            view.claims.entities.ids[row].casefold(): spot
            for spot, rows in enumerate(_rows(view, order))
            for row in rows
        }
        self._words, self._bounds, self._spots = _postings(self._called)

    def matching(self, text: str) -> tuple[Numbers, Numbers]:
        """Spots that *text* finds, in the order of names, and how well it fits each."""
        words = fold(text).split()
        everywhere = np.arange(len(self.nodes))
        if not words:
            # Signs without a word, like "?!", find nothing; no text at all finds everybody.
            spots = everywhere[:0] if text.strip() else everywhere
            return spots, np.zeros(len(spots), np.int8)
        spots = everywhere
        for word in words:
            spots = np.intersect1d(spots, self._beginning(word))
        ranks = np.full(len(spots), WORDS, np.int8)
        whole = " ".join(words)
        begins = [self.names[spot].startswith(whole) for spot in spots.tolist()]
        ranks[np.array(begins, bool)] = BEGINNING
        best = dict(zip(spots.tolist(), ranks.tolist(), strict=True))
        best |= dict.fromkeys(self._initials.get(whole, ()), INITIALS)
        best |= dict.fromkeys(self._exact.get(whole, ()), EXACT)
        named = self._entities.get(text.strip().casefold())
        if named is not None:
            best[named] = EXACT
        found = sorted(best)
        return np.array(found, np.int64), np.array([best[spot] for spot in found], np.int8)

    def _beginning(self, word: str) -> Numbers:
        """The spots with a word that begins with *word*."""
        first = bisect_left(self._words, word)
        last = bisect_left(self._words, word + "\U0010ffff")
        return np.unique(self._spots[self._bounds[first] : self._bounds[last]])

    @cached_property
    def _exact(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for spot, names in enumerate(self._called):
            for name in {fold(name) for name in names}:
                found.setdefault(name, []).append(spot)
        return found

    @cached_property
    def _initials(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for spot, names in enumerate(self._called):
            for letters in {initials(name) for name in names}:
                if len(letters) >= SHORTEST_ACRONYM:
                    found.setdefault(letters, []).append(spot)
        return found


def fold(text: str) -> str:
    """*text* without case, accents, signs and apostrophes, its words one space apart."""
    return " ".join(_WORD.findall(_APOSTROPHE.sub("", _plain(text))))


def initials(name: str) -> str:
    """The first letters of the words of *name* that begin with a capital, folded."""
    words = re.findall(r"\w+", _APOSTROPHE.sub("", name))
    return fold("".join(word[0] for word in words if word[0].isupper()))


def _plain(text: str) -> str:
    if text.isascii():
        return _INITIAL.sub(r"\1", text).casefold()
    # Taken apart before and after: what a sign is made of may have a case of its own.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    marks = apart.translate(_LETTERS)
    bare = "".join(sign for sign in marks if not unicodedata.combining(sign))
    return _INITIAL.sub(r"\1", bare)


def _words_of(name: str) -> set[str]:
    """The words that find *name*: "l'Afrique" is found by `lafrique` and by `afrique`."""
    plain = _plain(name)
    words = set(_WORD.findall(_APOSTROPHE.sub("", plain)))
    return words | set(_WORD.findall(plain)) if _APOSTROPHE.search(plain) else words


def _rows(view: View, nodes: Sequence[int]) -> list[list[int]]:
    """The rows of the entities of each of *nodes*."""
    order, bounds = view.members
    rows = order.tolist()
    ends = bounds.tolist()
    return [rows[ends[node] : ends[node + 1]] for node in nodes]


def _called(view: View) -> list[list[str]]:
    """Every name and alias of each node, the one it goes by first."""
    records = view.claims.entities.records
    found: list[list[str]] = []
    for rows in _rows(view, range(len(view))):
        names: dict[str, None] = {}
        for row in rows:
            said = orjson.loads(records[row])
            names |= dict.fromkeys([said["name"], *said.get("aliases", ())])
        found.append(list(names))
    return found


def _postings(called: list[list[str]]) -> tuple[list[str], Numbers, Numbers]:
    """All words in order, where the spots of each begin, and the spots."""
    spots_of: dict[str, list[int]] = {}
    for spot, names in enumerate(called):
        for word in {word for name in names for word in _words_of(name)}:
            spots_of.setdefault(word, []).append(spot)
    words = sorted(spots_of)
    counts = [len(spots_of[word]) for word in words]
    spots = [spot for word in words for spot in spots_of[word]]
    bounds = np.concatenate([[0], np.cumsum(np.array(counts, np.int64))])
    return words, bounds, np.array(spots, np.int32)
