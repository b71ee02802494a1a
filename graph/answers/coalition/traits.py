"""What members can be asked to have, who has it, and what says so."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from graph.answers.answer import Because
from graph.answers.citations import Citations
from graph.answers.evidence_words import row_words, tie_words
from graph.answers.fit import Fit, fit, rows_for
from graph.domain.affirmations import WOMEN_LED, says_yes
from graph.domain.errors import NeedError
from graph.domain.records import values_of
from graph.domain.stakeholder import Said
from graph.domain.vocabulary import vocabulary
from graph.measures.collaboration import fabric
from graph.measures.evidence import evidence
from graph.measures.names import kind_codes, level_codes, place_node, theme_node
from graph.views.claims import Numbers
from graph.views.view import KINDS, LEVELS, View


@dataclass(frozen=True, kw_only=True, eq=False)
class Trait:
    """
    A trait: who has it, how it is said, and what says so.

    `holders` marks nodes; `asked` are the contexts that the trait speaks of.
    """

    words: str
    holders: Numbers
    because: Callable[[int, Citations], Iterable[Because]]
    asked: tuple[int, ...] = ()


def trait(view: View, what: str, of: tuple[str, ...]) -> Trait:
    """
    The trait *what*, of any of *of*.

    - *theme* and *place*: evidence (`graph.measures.evidence`) on the thing itself, a part of
      it, or, for a body, on one of its members while it was one. Evidence on what the
      thing is part of counts for points, but covers nothing; neither does a tie that
      has ended, while a part in an activity that is over does.
    - *country*: see `origins`.
    - *kind* and *level*: what the sources say.
    - *track*: a part in something on that track.
    - *women_led*: a women's network, or somebody a source describes so (`affirmations`).

    Raises:
        NeedError: An unknown theme, place, kind, level or track.
        NotHereError: An id that this View does not hold.
    """
    return _MAKERS[what](view, of)


def each_country(view: View) -> tuple[Trait, ...]:
    """For every country that somebody comes from, the trait of coming from it."""
    found = origins(view)
    return tuple(_from(view, (each,), *found) for each in np.unique(found[1]).tolist())


def origins(view: View) -> tuple[Numbers, Numbers, Numbers]:
    """
    Who comes from which country, and the tie that says so, as three columns.

    That is the country where one has a seat as of this date; for those whose seat is
    not known, the country where they work, when it is one country only.
    """
    country = view.kinds == KINDS.index("country")
    here = view.acting[view.starts] & country[view.ends] & view.holds
    seats = np.flatnonzero(here & view.of_kinds("based_in"))
    seated = np.zeros(len(view), bool)
    seated[view.starts[seats]] = True
    works = np.flatnonzero(here & view.of_kinds("active_in") & ~seated[view.starts])
    low, high = np.full(len(view), len(view)), np.full(len(view), -1)
    np.minimum.at(low, view.starts[works], view.ends[works])
    np.maximum.at(high, view.starts[works], view.ends[works])
    ties = np.concatenate([seats, works[(low == high)[view.starts[works]]]])
    return view.starts[ties], view.ends[ties], ties


def _from(
    view: View, asked: tuple[int, ...], node: Numbers, country: Numbers, tie: Numbers
) -> Trait:
    here = np.isin(country, asked)
    holders = np.zeros(len(view), bool)
    holders[node[here]] = True

    def because(one: int, citations: Citations) -> Iterator[Because]:
        for place in sorted(tie[here & (node == one)].tolist(), key=view.tie_id):
            named = [one, view.other_end(place, one)]
            yield citations.cite(one, tie_words(view, place, one), [place], named=named)

    words = f"from {_either(view.names[each] for each in asked)}"
    return Trait(words=words, holders=holders, because=because, asked=asked)


def _country(view: View, of: tuple[str, ...]) -> Trait:
    asked = tuple(dict.fromkeys(place_node(view, text) for text in of))
    for each in asked:
        if KINDS[view.kinds[each]] != "country":
            raise NeedError(f"{view.names[each]} is no country; ask for it as a place")
    return _from(view, asked, *origins(view))


def _covered(view: View, nodes: Iterable[int], verb: str) -> Trait:
    fits = [_whole(view, fit(view, node)) for node in dict.fromkeys(nodes)]
    holders = np.zeros(len(view), bool)
    for each in fits:
        holders[each.nodes] = True

    def because(one: int, citations: Citations) -> Iterator[Because]:
        for each in fits:
            for row, entry in rows_for(view, each, one, most=1):
                words, places = row_words(view, row, entry)
                citations.note(one, fabric(view).lineage if entry.why else 0)
                yield citations.cite(one, words, places, named=[each.asked, entry.node])

    words = f"{verb} {_either(view.names[each.asked] for each in fits)}"
    asked = tuple(each.asked for each in fits)
    return Trait(words=words, holders=holders, because=because, asked=asked)


def _whole(view: View, each: Fit) -> Fit:
    """Only the evidence on the thing itself and its parts, without ties that have ended."""
    rows = evidence(view)
    ended = (rows.then[each.rows] < 0) & ~view.holds[rows.tie[each.rows]]
    whole = np.array([entry.factor == 1 for entry in each.reaches], bool)[each.under] & ~ended
    columns = ("rows", "nodes", "worth", "under", "newest")
    return replace(each, **{name: getattr(each, name)[whole] for name in columns})


def _kind(view: View, of: tuple[str, ...]) -> Trait:
    codes = kind_codes(of)
    labels = [vocabulary().kinds[code].label for code in codes]
    holders = np.isin(view.kinds, [KINDS.index(code) for code in codes])

    def because(one: int, citations: Citations) -> Iterator[Because]:
        code = KINDS[view.kinds[one]]
        yield _said(view, one, citations, vocabulary().kinds[code].label, _kinds(view, one, code))

    return Trait(words=f"of the kind {_either(labels)}", holders=holders, because=because)


def _level(view: View, of: tuple[str, ...]) -> Trait:
    codes = level_codes(of)
    labels = [vocabulary().levels[code].label for code in codes]
    holders = np.isin(view.levels, [LEVELS.index(code) for code in codes])

    def because(one: int, citations: Citations) -> Iterator[Because]:
        code = LEVELS[view.levels[one]]
        said = [each for each in view.stakeholder(one).levels if each.value == code]
        yield _said(view, one, citations, vocabulary().levels[code].label, said)

    return Trait(words=f"of {_either(labels)} level", holders=holders, because=because)


def _track(view: View, of: tuple[str, ...]) -> Trait:
    codes = [_track_code(text) for text in of]
    marks = [f'"track":"{code}"' for code in codes]
    rests = view.claims.ties.rests
    named = (any(mark in rests[row] for mark in marks) for row in view.rows.tolist())
    ties = np.flatnonzero(np.fromiter(named, bool, len(view.rows)) & view.acting[view.starts])
    holders = np.zeros(len(view), bool)
    holders[view.starts[ties]] = True

    def because(one: int, citations: Citations) -> Iterator[Because]:
        for place in sorted(ties[view.starts[ties] == one].tolist(), key=view.tie_id)[:1]:
            track = vocabulary().tracks[str(view.tie(place).track)].label
            words = f"{tie_words(view, place, one)} on {track}"
            named = [view.other_end(place, one)]
            yield citations.cite(one, words, [place], named=named)

    labels = [vocabulary().tracks[code].label for code in codes]
    return Trait(words=f"with a part on {_either(labels)}", holders=holders, because=because)


def _track_code(text: str) -> str:
    for code, term in vocabulary().tracks.items():
        if text.strip().casefold() in (code, term.label.casefold()):
            return code
    raise NeedError(f"{text!r} is no track; known are {', '.join(vocabulary().tracks)}")


def _women_led(view: View, _: tuple[str, ...]) -> Trait:
    network = KINDS.index("womens_network")
    holders = view.kinds == network
    order, bounds = view.members
    nodes = np.repeat(np.arange(len(view)), np.diff(bounds))
    records = view.claims.entities.records
    for row, node in zip(order.tolist(), nodes.tolist(), strict=True):
        if '"extra":' in records[row] and _says_so(records[row]):
            holders[node] = view.acting[node]

    def because(one: int, citations: Citations) -> Iterator[Because]:
        if view.kinds[one] == network:
            label = vocabulary().kinds["womens_network"].label
            yield _said(view, one, citations, label, _kinds(view, one, "womens_network"))
            return
        for heading, said in view.stakeholder(one).extra:
            if _yes(heading, said.value):
                yield _said(view, one, citations, f"{heading}: {said.value}", [said])

    return Trait(words="led by women", holders=holders, because=because)


def _says_so(record: str) -> bool:
    return any(_yes(heading, text) for heading, text in values_of(record)["extra"])


def _yes(heading: str, text: str) -> bool:
    return bool(WOMEN_LED.search(heading)) and says_yes(text)


def _kinds(view: View, node: int, code: str) -> list[Said]:
    return [said for said in view.stakeholder(node).kinds if said.value == code]


def _said(view: View, node: int, citations: Citations, words: str, said: Iterable[Said]) -> Because:
    """A reason that rests on what sources say of *node* itself."""
    citations.note(node, int(view.labels[node]))
    sources = tuple(dict.fromkeys(source for each in said for source in each.sources))
    return Because(words=words, sources=sources)


def _either(names: Iterable[str]) -> str:
    return " or ".join(names)


def _theme(view: View, of: tuple[str, ...]) -> Trait:
    return _covered(view, (theme_node(view, text) for text in of), "working on")


def _place(view: View, of: tuple[str, ...]) -> Trait:
    return _covered(view, (place_node(view, text) for text in of), "working in")


_MAKERS: Mapping[str, Callable[[View, tuple[str, ...]], Trait]] = {
    "theme": _theme,
    "place": _place,
    "country": _country,
    "kind": _kind,
    "level": _level,
    "track": _track,
    "women_led": _women_led,
}
