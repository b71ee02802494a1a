"""Who can be there: candidates for a post, who vouches for them, and how independently."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from graph.answers.answer import Because, Part
from graph.answers.citations import Citations
from graph.answers.evidence_words import count_words
from graph.answers.experts.endorsements import Voucher, agreed, voices, vouchers, vouching_ties
from graph.answers.fit import Backing, backing
from graph.answers.introductions.contact_chain import Reaching
from graph.answers.introductions.introductions import Introduction
from graph.answers.need import Need
from graph.answers.partners.reasons import Reasons
from graph.answers.resolved_need import Asked, mean_fit, understood
from graph.answers.top_nodes import foremost
from graph.domain.dates import day_number
from graph.domain.errors import NeedError
from graph.domain.labels import Label
from graph.domain.languages import language, language_name, languages_of
from graph.domain.model import Entity
from graph.domain.questions import (
    ASKED_BY,
    ASKED_KINDS,
    ASKED_LEVELS,
    ASKED_PLACES,
    ASKED_THEMES,
    asked,
)
from graph.views.claims import Numbers
from graph.views.view import KINDS, LEVELS, View

#: Points for each part; together 100.
THEMES, PLACES, EVIDENCE, VOUCHED = 40.0, 30.0, 10.0, 20.0
#: How fresh the evidence is weighs so much of its points, how independent the rest.
FRESH = 0.6
#: Why somebody is not in the pool, in the order in which it is asked.
REASONS = ("consent", "language")
MOST = 200
_PERSON = KINDS.index("person")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """
    A post to be filled, or help that is needed somewhere.

    `themes` and `places` as in a need, one of them at least; `languages` by name or ISO
    639 code, each of which is required; `kinds` and `levels` admit only these. `asking`
    is who asks for a way to reach them.
    """

    themes: tuple[str, ...] = asked("themes", ASKED_THEMES, default=())
    places: tuple[str, ...] = asked(
        "places",
        ASKED_PLACES,
        default=(),
    )
    languages: tuple[str, ...] = asked(
        "texts", "Languages by name or ISO 639 code; each of them is required.", default=()
    )
    kinds: tuple[str, ...] = asked("kinds", ASKED_KINDS, default=())
    levels: tuple[str, ...] = asked("levels", ASKED_LEVELS, default=())
    asking: str | None = asked("id", ASKED_BY, default=None)
    first: int = asked("whole", "How many to list, 1 to 200.", default=10)

    def __post_init__(self) -> None:
        if not self.themes and not self.places:
            raise NeedError("a post needs a theme or a place")
        if not 1 <= self.first <= MOST:
            raise NeedError(f"{self.first} candidates cannot be listed; ask for 1 to {MOST}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A language by its English name, and the sources that say somebody speaks it."""

    name: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expert:
    """
    A candidate: the score and its parts, languages, who vouches, what speaks against.

    `voices` is how many independent voices vouch; `consent` names the sources that say
    a person agreed, and is empty for organisations, which are not asked.
    """

    id: str
    name: str
    kind: str
    level: str | None
    score: float
    parts: tuple[Part, ...]
    languages: tuple[Spoken, ...]
    voices: int
    vouchers: tuple[Voucher, ...]
    consent: tuple[str, ...]
    against: tuple[Because, ...]
    introduction: Introduction | None
    instead: tuple[str, ...]
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Experts:
    """
    The pool, best first, and how many who would fit are not in it, by reason.

    `consent` counts persons without a source that says they agreed, `language` those
    who are not known to speak what is asked. Nobody of these is named.
    """

    experts: tuple[Expert, ...]
    left_out_counts: Mapping[str, int]
    considered: int
    words: tuple[str, ...]
    label: Label
    as_of: date
    revision: str


def experts(view: View, post: Post) -> Experts:
    """
    Who can be there for this theme, in this place, in this language.

    Up to 40 points for the themes, 30 for the places and 10 for the evidence, as for
    partners; and 20 for who vouches: 1 - 1/2^n of them for n independent voices on ties
    that hold (affiliated with, knows, partners with, member of). More evidence never
    lowers a score. A person is in the pool only where a source says that they agreed.

    Example:
        Pat and Sam work on mediation in Mali; one source says that Pat agreed to be asked.
        Two others vouch for Pat, by a tie of one source and by one of another. Pat has 40
        for the theme, 30 for the place, 7.66 for the evidence and (1 - 1/4) x 20 = 15 for
        who vouches: 92.66. Sam is counted as left out for want of consent, and not named.

    Raises:
        NeedError: An unknown theme, place, kind or level.
        NotHereError: An id that this View does not hold.
    """
    need = Need(
        themes=post.themes, places=post.places, kinds=post.kinds, levels=post.levels, first=1
    )
    asked, asking = understood(view, need), None
    if post.asking is not None:
        asking = view.node(post.asking)
    candidates = _fitting(view, asked, asking)
    pool, left_out = _admitted(view, candidates, post)
    support = backing(view, asked.fits)
    parts = _points(view, asked, support, list(pool))
    total = np.zeros(len(view))
    for part in parts.values():
        total += part
    total = np.round(total, 6)
    best = foremost(view, np.array(list(pool), np.int64), post.first, total)
    speaker = _Speaker(view, asked, support, asking)
    told = tuple(speaker.expert(node, parts, pool[node]) for node in best)
    labels = [each.label for each in told]
    labels += [Label(int(view.labels[[each.asked for each in asked.fits]].max()))]
    labels += [] if asking is None else [Label(int(view.labels[asking]))]
    return Experts(
        experts=told,
        left_out_counts=left_out,
        considered=len(pool),
        words=tuple(_words(view)),
        label=max(labels),
        as_of=view.as_of,
        revision=view.revision,
    )


def _fitting(view: View, asked: Asked, asking: int | None) -> list[int]:
    """Who has to do with the themes and the places, is of the kinds and levels, and is there."""
    fits = view.acting & (view.ended >= day_number(view.as_of))
    for side in (asked.themes, asked.places):
        if side:
            fits &= mean_fit(view, side) > 0
    if asked.kinds:
        fits &= np.isin(view.kinds, [KINDS.index(kind) for kind in asked.kinds])
    if asked.levels:
        fits &= np.isin(view.levels, [LEVELS.index(level) for level in asked.levels])
    if asking is not None:
        fits[asking] = False
    found: list[int] = np.flatnonzero(fits).tolist()
    return found


def _admitted(
    view: View, candidates: list[int], post: Post
) -> tuple[dict[int, list[Entity]], dict[str, int]]:
    """Those who agreed where it has to be asked, and who speak what is asked."""
    wanted = {language(text) for text in post.languages}
    counts = dict.fromkeys(REASONS, 0)
    pool = {}
    for node in candidates:
        entities = view.entities(node)
        if view.kinds[node] == _PERSON and not agreed(entities):
            counts["consent"] += 1
        elif not wanted <= set(languages_of(entities)):
            counts["language"] += 1
        else:
            pool[node] = entities
    return pool, {reason: count for reason, count in counts.items() if count}


def _points(view: View, asked: Asked, support: Backing, pool: list[int]) -> dict[str, Numbers]:
    """The points of each part, by node."""
    found = {}
    if asked.themes:
        found["fit to the themes"] = THEMES * mean_fit(view, asked.themes)
    if asked.places:
        found["presence in the places"] = PLACES * mean_fit(view, asked.places)
    everybody = slice(None)
    quality = FRESH * support.freshness(everybody) + (1 - FRESH) * support.independence(everybody)
    found["fresh and independent evidence"] = EVIDENCE * quality
    vouched = np.zeros(len(view))
    for node in pool:
        vouched[node] = VOUCHED * (1 - 0.5 ** voices(view, vouching_ties(view, node)))
    found["vouched for"] = vouched
    return {name: np.round(np.round(part, 9), 2) for name, part in found.items()}


class _Speaker:
    """Tells of each candidate why, and how to reach them."""

    def __init__(self, view: View, asked: Asked, support: Backing, asking: int | None) -> None:
        self._view = view
        self._asking = asking
        self._reasons = Reasons(view, asked, support)
        self._citations = Citations(view)
        self._reaching = Reaching(view, asking)

    def expert(self, node: int, points: Mapping[str, Numbers], entities: list[Entity]) -> Expert:
        view = self._view
        mine = {name: float(part[node]) for name, part in points.items()}
        vouched = mine.pop("vouched for")
        who = vouchers(view, node, self._asking, self._citations)
        heard = voices(view, vouching_ties(view, node))
        parts = (*self._reasons.parts(node, mine), _vouched(vouched, who, heard))
        chain, instead, label = self._reaching.to(node)
        level = int(view.levels[node])
        return Expert(
            id=view.ids[node],
            name=view.names[node],
            kind=KINDS[view.kinds[node]],
            level=LEVELS[level] if level >= 0 else None,
            score=round(sum(part.value for part in parts), 2),
            parts=parts,
            languages=tuple(
                Spoken(name=language_name(code), sources=sources)
                for code, sources in languages_of(entities).items()
            ),
            voices=heard,
            vouchers=who,
            consent=agreed(entities) if view.kinds[node] == _PERSON else (),
            against=self._reasons.against(node),
            introduction=chain,
            instead=instead,
            label=max(self._reasons.label(node), self._citations.label(node), label),
        )


def _vouched(points: float, who: tuple[Voucher, ...], heard: int) -> Part:
    because = tuple(reason for voucher in who for reason in voucher.because)
    words = f"{count_words(len(who), 'voucher')}, {count_words(heard, 'independent voice')}"
    told = (Because(words=words), *because) if who else ()
    return Part(name="vouched for", value=points, because=told)


def _words(view: View) -> Iterator[str]:
    yield (
        "A person is in this pool only where a source that a reader cleared for "
        f"TLP:{view.clearance.text} may see says that they agreed (consent: yes); organisations "
        "are not asked."
    )
    yield "Languages are those that sources give; who speaks one without saying so is not found."
