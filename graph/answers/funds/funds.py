"""Which funds could pay quickly for this, here, for such as these."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from graph.answers.answer import Because, Part
from graph.answers.citations import Citations
from graph.answers.evidence_words import count_words, listed, row_words, tie_words
from graph.answers.fit import Fit, rows_for
from graph.answers.funds.payment_speed import Sign, freedom, signs
from graph.answers.introductions.contact_chain import Reaching
from graph.answers.introductions.introductions import Introduction
from graph.answers.need import Need
from graph.answers.resolved_need import Asked, mean_fit, understood
from graph.answers.top_nodes import foremost
from graph.domain.dates import ALWAYS_UNTIL, day_number
from graph.domain.errors import NeedError
from graph.domain.labels import Label
from graph.domain.questions import ASKED_BY, ASKED_PLACES, ASKED_THEMES, asked
from graph.domain.vocabulary import vocabulary
from graph.measures.ages import years
from graph.measures.names import kind_codes
from graph.views.claims import Numbers
from graph.views.view import KINDS, View

#: Kinds of stakeholder that give money.
GIVING = ("fund", "donor")
#: Points for each part; together 100.
QUICK, FREE, THERE, SUCH, THEME, LATELY = 30.0, 20.0, 20.0, 10.0, 10.0, 10.0
#: What it is worth that those are there, or on the theme, whom it paid.
PAID = 0.8
#: A payment counts half after so many years.
HALF_LIFE = 5.0
#: Why a giver is left out, in the order in which it is asked.
REASONS = ("no sign that it pays quickly", "not known to pay there")
MOST, NAMED = 200, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """
    Money that is needed quickly: for what, where, and for which kinds of recipient.

    `themes` and `places` as in a need; `kinds` are those of who is to be paid. `asking`
    is who asks for a way to reach the fund.
    """

    themes: tuple[str, ...] = asked("themes", ASKED_THEMES, default=())
    places: tuple[str, ...] = asked(
        "places",
        ASKED_PLACES,
        default=(),
    )
    kinds: tuple[str, ...] = asked(
        "kinds", "The kinds of who is to be paid, by code or label.", default=()
    )
    asking: str | None = asked("id", ASKED_BY, default=None)
    first: int = asked("whole", "How many to list, 1 to 200.", default=10)

    def __post_init__(self) -> None:
        if not (self.themes or self.places or self.kinds):
            raise NeedError("nothing is asked for; name a theme, a place or a kind of recipient")
        if not 1 <= self.first <= MOST:
            raise NeedError(f"{self.first} funds cannot be listed; ask for 1 to {MOST}")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickFund:
    """A fund that could pay: the score, its parts with reasons, and what speaks against."""

    id: str
    name: str
    kind: str
    score: float
    parts: tuple[Part, ...]
    against: tuple[str, ...]
    introduction: Introduction | None
    instead: tuple[str, ...]
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickFunds:
    """The answer: funds, best first, and how many givers were left out, by reason."""

    funds: tuple[QuickFund, ...]
    left_out_counts: Mapping[str, int]
    considered: int
    words: tuple[str, ...]
    label: Label
    as_of: date
    revision: str


def quick_funds(view: View, grant: Grant) -> QuickFunds:
    """
    Which funds and donors could pay quickly.

    A giver is considered when something says that it is quick: words of its sources
    (rapid response, urgent action, emergency fund), or money that it gave or got
    unearmarked or softly earmarked; and, where a place is asked for, when it is known to
    be active or to have paid there. Points: 30 for the words, 20 for how free its money
    is, and 20 for the place. Three things count 10 each: the recipients it paid, the themes,
    and how lately it paid. More evidence never lowers the points.

    Example:
        In June 2025 a fund that *gives rapid grants* paid a women's network of Mali,
        unearmarked, in 2025; another paid it once without a word of being quick. Asked who
        pays such as these in Mali, only the first is told: 30 for the words, 20 for free
        money, 16 for having paid there (four fifths of 20), 5 for one such payment (half
        of 10) and 9.44 for how lately: 80.44.

    Raises:
        NeedError: An unknown theme, place or kind.
        NotHereError: An id that this View does not hold.
    """
    asking = None if grant.asking is None else view.node(grant.asking)
    ledger = _Ledger(view, grant)
    pool, left_out = ledger.sorted_out()
    parts = {name: np.round(np.round(each, 9), 2) for name, each in ledger.parts().items()}
    total: Numbers = np.round(sum(parts.values(), np.zeros(len(view))), 6)
    teller = _Teller(ledger, Reaching(view, asking))
    best = foremost(view, pool, grant.first, total)
    told = tuple(teller.fund(node, parts) for node in best)
    labels = [each.label for each in told]
    labels += [Label(int(view.labels[each.asked])) for each in ledger.asked.fits]
    labels += [] if asking is None else [Label(int(view.labels[asking]))]
    return QuickFunds(
        funds=told,
        left_out_counts=left_out,
        considered=len(pool),
        words=tuple(_words(view)),
        label=max(labels, default=Label.CLEAR),
        as_of=view.as_of,
        revision=view.revision,
    )


class _Ledger:
    """What is known of givers of money in one View, for one grant."""

    def __init__(self, view: View, grant: Grant) -> None:
        self.view = view
        self.kinds = kind_codes(grant.kinds)
        # A need has to ask for something, and whom to pay is not asked of the givers.
        need = Need(themes=grant.themes, places=grant.places, kinds=GIVING)
        self.asked: Asked = understood(view, need)
        giving = np.isin(view.kinds, [KINDS.index(kind) for kind in GIVING])
        self.givers = giving & (view.ended >= day_number(view.as_of))
        money = np.flatnonzero(view.of_kinds("funds"))
        self.given = money[self.givers[view.starts[money]]]
        self.got = money[self.givers[view.ends[money]]]
        self.free_given = freedom(view, self.given)
        self.free_got = freedom(view, self.got)
        self.signs: dict[int, list[Sign]] = {}
        for node in np.flatnonzero(self.givers).tolist():
            if found := list(signs(view.entities(node))):
                self.signs[node] = found
        paid = self.given[view.acting[view.ends[self.given]]]
        self.paid = paid
        wanted = [KINDS.index(kind) for kind in self.kinds]
        self.such = paid[np.isin(view.kinds[view.ends[paid]], wanted)]

    def free(self) -> Numbers:
        """For every node, how free the freest money is that it gave or got."""
        found = np.zeros(len(self.view))
        np.maximum.at(found, self.view.starts[self.given], self.free_given)
        np.maximum.at(found, self.view.ends[self.got], self.free_got)
        return found

    def reach(self, fits: tuple[Fit, ...]) -> Numbers:
        """For every node, the better of how it fits and how the recipients it paid fit."""
        view = self.view
        own = mean_fit(view, fits)
        found = own.copy()
        np.maximum.at(found, view.starts[self.paid], PAID * own[view.ends[self.paid]])
        return found

    def parts(self) -> dict[str, Numbers]:
        """The points of each part, by node."""
        view = self.view
        quick = np.zeros(len(view))
        quick[list(self.signs)] = QUICK
        found: dict[str, Numbers] = {"said to be quick": quick, "free to use": FREE * self.free()}
        if self.asked.places:
            found["pays there"] = THERE * self.reach(self.asked.places)
        if self.kinds:
            pairs = np.unique(np.stack([view.starts[self.such], view.ends[self.such]]), axis=1)
            count = np.bincount(pairs[0], minlength=len(view))
            found["pays such as these"] = SUCH * (1 - 0.5**count)
        if self.asked.themes:
            found["pays for this"] = THEME * self.reach(self.asked.themes)
        return found | {"paid lately": LATELY * self._lately()}

    def _lately(self) -> Numbers:
        """For every node, how fresh the newest payment is: it halves every five years."""
        day = day_number(self.view.as_of)
        newest = np.zeros(len(self.view), np.int64)
        np.maximum.at(newest, self.view.starts[self.given], self.dates(self.given))
        age = np.maximum(years(day) - years(newest), 0.0)
        found: Numbers = np.where(newest > 0, 0.5 ** (age / HALF_LIFE), 0.0)
        return found

    def dates(self, ties: Numbers) -> Numbers:
        """The newest day that each tie gives for a payment, 0 without one."""
        view = self.view
        ended = view.until[ties] < ALWAYS_UNTIL
        last = np.where(ended, view.until[ties], view.since[ties])
        found: Numbers = np.minimum(last, day_number(view.as_of)).astype(np.int64)
        return found

    def sorted_out(self) -> tuple[Numbers, dict[str, int]]:
        """The givers that are considered, and how many are not, by reason."""
        quick = self.free() > 0
        quick[list(self.signs)] = True
        there = self.givers
        if self.asked.places:
            there = there & (self.reach(self.asked.places) > 0)
        counts = (self.givers & ~quick, self.givers & quick & ~there)
        told = {r: int(each.sum()) for r, each in zip(REASONS, counts, strict=True) if each.any()}
        return np.flatnonzero(self.givers & quick & there), told


class _Teller:
    """Tells of each fund why, with ties and sources."""

    def __init__(self, ledger: _Ledger, reaching: Reaching) -> None:
        self._ledger = ledger
        self._view = ledger.view
        self._reaching = reaching
        self._citations = Citations(ledger.view)

    def fund(self, node: int, points: Mapping[str, Numbers]) -> QuickFund:
        asked = self._ledger.asked
        say = {
            "said to be quick": self._quick,
            "free to use": self._free,
            "pays there": lambda n: self._reach(n, asked.places),
            "pays such as these": self._such,
            "pays for this": lambda n: self._reach(n, asked.themes),
            "paid lately": self._lately,
        }
        parts = tuple(
            Part(
                name=name,
                value=float(value[node]),
                because=tuple(say[name](node)) if value[node] else (),
            )
            for name, value in points.items()
        )
        chain, instead, label = self._reaching.to(node)
        return QuickFund(
            id=self._view.ids[node],
            name=self._view.names[node],
            kind=KINDS[self._view.kinds[node]],
            score=round(sum(part.value for part in parts), 2),
            parts=parts,
            against=tuple(self._against({part.name: part.value for part in parts})),
            introduction=chain,
            instead=instead,
            label=max(self._citations.label(node), label),
        )

    def _quick(self, node: int) -> Iterator[Because]:
        for sign in self._ledger.signs[node][:NAMED]:
            yield Because(words=f"“{sign.words}”", sources=sign.sources, cited=sign.cited)

    def _free(self, node: int) -> Iterator[Because]:
        """The newest of the freest money."""
        ledger, view = self._ledger, self._view
        ties = np.concatenate([ledger.given, ledger.got])
        free = np.concatenate([ledger.free_given, ledger.free_got])
        mine = (np.concatenate([view.starts[ledger.given], view.ends[ledger.got]]) == node) & (
            free > 0
        )
        place = self._best(ties[mine], free[mine])
        words = f"{tie_words(view, place, node)}, {view.tie(place).earmarking}"
        yield self._citations.cite(node, words, [place], named=[view.other_end(place, node)])

    def _best(self, ties: Numbers, worth: Numbers) -> int:
        """The tie of most worth, the newest of these, the first by id of these."""
        dates = self._ledger.dates(ties)
        rows = zip(ties.tolist(), worth.tolist(), dates.tolist(), strict=True)
        best = min(rows, key=lambda row: (-row[1], -row[2], self._view.tie_id(row[0])))
        return int(best[0])

    def _reach(self, node: int, fits: tuple[Fit, ...]) -> Iterator[Because]:
        """By what it is there or on the theme itself, else the one it paid who is so most."""
        view, ledger = self._view, self._ledger
        own = mean_fit(view, fits)
        mine = ledger.paid[view.starts[ledger.paid] == node]
        other, lead, ties = node, "", []
        if len(mine) and PAID * float(own[view.ends[mine]].max()) > float(own[node]):
            place = self._best(mine, own[view.ends[mine]])
            other, ties = int(view.ends[place]), [place]
            lead = f"{tie_words(view, place, node)}; {view.names[other]} "
        for each in fits:
            for row, entry in rows_for(view, each, other, most=1):
                words, places = row_words(view, row, entry)
                named = [each.asked, entry.node, other]
                yield self._citations.cite(node, lead + words, [*ties, *places], named=named)

    def _such(self, node: int) -> Iterator[Because]:
        view, ledger = self._view, self._ledger
        ties = ledger.such[view.starts[ledger.such] == node]
        paid = {int(view.ends[tie]) for tie in ties}
        names = sorted(view.names[other] for other in paid)
        words = f"paid {count_words(len(paid), 'such stakeholder')}: "
        order = sorted(ties.tolist(), key=view.tie_id)
        words += listed(names[:NAMED], len(names))
        yield self._citations.cite(node, words, order, named=sorted(paid))

    def _lately(self, node: int) -> Iterator[Because]:
        view, ledger = self._view, self._ledger
        mine = ledger.given[view.starts[ledger.given] == node]
        place = self._best(mine, np.zeros(len(mine)))
        words = f"last paid: {tie_words(view, place, node)}"
        yield self._citations.cite(node, words, [place], named=[view.other_end(place, node)])

    def _against(self, points: Mapping[str, float]) -> Iterator[str]:
        if not points["said to be quick"]:
            yield "no source says that it pays quickly"
        if not points["free to use"]:
            yield "none of its money is known to be free to use"
        if points.get("pays such as these") == 0:
            kinds = vocabulary().kinds
            names = " or ".join(kinds[kind].label for kind in self._ledger.kinds)
            yield f"not known to have paid any {names}"
        if points.get("pays for this") == 0:
            yield "not known to pay for the theme"
        if not points["paid lately"]:
            yield "none of its payments has a date"


def _words(view: View) -> Iterator[str]:
    yield (
        f"By what a reader cleared for TLP:{view.clearance.text} may see; whether a fund is open "
        "now, and on what terms, only the fund can say."
    )
