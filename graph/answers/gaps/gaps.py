"""Who is missing: every theme, place and kind of actor, and how well each is covered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

import numpy as np

from graph.answers.evidence_words import count_words
from graph.answers.gaps.cell import Filling, Nearest, There
from graph.answers.gaps.coverage import Coverage, coverage
from graph.domain.dates import day_number
from graph.domain.errors import NeedError
from graph.domain.labels import Label
from graph.domain.questions import ASKED_BY, ASKED_KINDS, ASKED_PLACES, ASKED_THEMES, asked
from graph.domain.vocabulary import UNKNOWN_KIND, vocabulary
from graph.measures.containment import reach
from graph.measures.names import kind_codes, place_node, theme_node
from graph.views.claims import Numbers
from graph.views.view import KINDS, View

#: What can be said of a cell, from the best to the worst.
STATES = ("covered", "thin", "stale evidence", "no actor known")
COVERED, THIN, STALE, EMPTY = range(4)
#: Kinds that are not looked for unless they are named.
UNASKED = ("person", "armed_actor", UNKNOWN_KIND)
#: The most cells of one answer, and the most of them that are told one by one.
MOST_CELLS, MOST_TOLD = 200_000, 200
_COUNTRY = KINDS.index("country")
#: A cell by its places along the three sides: theme, place and kind.
At = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """
    Which cells to look at, and when one counts as covered.

    `themes` are codes or labels, the four pillars and `implementation` unless some are
    named; `places` are countries, regions or ids of regional bodies, and with
    `each_country` the countries within these; `kinds` are all but persons, armed actors
    and those of unknown kind. Where none are named, the scope of the view says which
    themes and places. A cell is thin below `at_least` independent actors, and stale with
    no word of the last `years`. The `first` gaps are told one by one, each with the
    `nearest` who could fill it; `asking` is who wants to reach them.
    """

    themes: tuple[str, ...] = asked("themes", ASKED_THEMES, default=())
    places: tuple[str, ...] = asked(
        "places",
        ASKED_PLACES,
        default=(),
    )
    kinds: tuple[str, ...] = asked("kinds", ASKED_KINDS, default=())
    each_country: bool = asked(
        "flag", "Whether to look at the countries in each place one by one.", default=False
    )
    at_least: int = asked("whole", "Fewer independent actors are thin.", default=2)
    years: int = asked("whole", "Older evidence is stale.", default=5)
    asking: str | None = asked("id", ASKED_BY, default=None)
    first: int = asked("whole", "How many gaps to tell one by one, 1 to 200.", default=10)
    nearest: int = asked("whole", "How many who could fill each of these, 0 to 20.", default=3)

    def __post_init__(self) -> None:
        for what, value, least, most in (
            ("actors to cover a cell", self.at_least, 1, 1_000),
            ("years", self.years, 1, 100),
            ("gaps to tell", self.first, 0, MOST_TOLD),
            ("who are nearest", self.nearest, 0, 20),
        ):
            if not least <= value <= most:
                raise NeedError(f"{value} {what}: ask for {least} to {most}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One theme, place and kind: its state, and how many actors are known in it."""

    theme: str
    place: str
    kind: str
    state: str
    actors: int
    independent: int
    fresh: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A cell that is not covered: how many one would expect, who is there, who is nearest."""

    cell: Cell
    theme: str
    place: str
    expected: float
    there: tuple[There, ...]
    nearest: tuple[Nearest, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """A row of the table summed up: how many actors are in its cells, how many cells in a state."""

    id: str
    name: str
    actors: int
    states: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gaps:
    """
    The answer: every cell with its state, sums along each side, and the foremost gaps.

    `states` holds places in `STATES` by theme, place and kind, and `cover` the counts
    behind them; `cells()` says the same one by one. `words` say what a cell is judged by.
    """

    themes: tuple[Margin, ...]
    places: tuple[Margin, ...]
    kinds: tuple[Margin, ...]
    states: Numbers
    cover: Coverage
    gaps: tuple[Gap, ...]
    words: tuple[str, ...]
    label: Label
    as_of: date
    revision: str

    @property
    def counts(self) -> dict[str, int]:
        """How many cells are in each state."""
        return _tally(self.states)

    def cells(self) -> Iterator[Cell]:
        """Every cell, theme by theme, in the order that was asked."""
        sides = (self.themes, self.places, self.kinds)
        for at in product(*(range(len(side)) for side in sides)):
            theme, place, kind = (side[n].id for side, n in zip(sides, at, strict=True))
            yield _cell(self.cover, self.states, at, (theme, place, kind))


def gaps(view: View, grid: Grid) -> Gaps:
    """
    Which kinds of actor are missing on which themes in which places.

    A cell is *no actor known*, *stale evidence* where all evidence is older than asked,
    *thin* with fewer independent actors than asked, else *covered*. An organisation and
    its own parts count once. More evidence never makes a cell worse.

    The foremost gaps are told first: those without anybody, then stale, then thin; and
    among these those where one would expect most actors, were those of the kind who
    work on the theme spread over places like all of the kind.

    Example:
        In 2025 two women's networks are known to work on mediation and to be active in
        Mali since 2024, one of them in Chad as well. Of mediation and justice in both,
        mediation is covered in Mali and thin in Chad, where the network of Mali is near
        to filling it; on justice no actor is known in either.

    Raises:
        NeedError: An unknown theme, place or kind; no place; too many cells.
        NotHereError: An id that this View does not hold.
    """
    themes, places, kinds = _sides(view, grid)
    asking = None if grid.asking is None else view.node(grid.asking)
    cover = coverage(view, themes, places, kinds, grid.years)
    states = _states(cover, grid.at_least)
    filling = Filling(view, cover, asking, grid.nearest)
    expected = _expected(cover)
    foremost = _foremost(states, expected, grid.first)
    told = tuple(_gap(view, filling, states, at, float(expected[at])) for at in foremost)
    labels = [cover.label, *(each.label for gap in told for each in gap.nearest)]
    labels += [] if asking is None else [Label(int(view.labels[asking]))]
    margins = _margins(view, cover, states)
    return Gaps(
        themes=margins[0],
        places=margins[1],
        kinds=margins[2],
        states=states,
        cover=cover,
        gaps=told,
        words=tuple(_words(view, grid)),
        label=max(labels),
        as_of=view.as_of,
        revision=view.revision,
    )


def _sides(view: View, grid: Grid) -> tuple[list[int], list[int], tuple[str, ...]]:
    """The nodes and codes along the three sides of the table."""
    words = vocabulary()
    pillars = [code for code, theme in words.themes.items() if _is_top(theme.parent)]
    named = grid.themes or view.scope.themes or tuple(pillars)
    themes = list(dict.fromkeys(theme_node(view, text) for text in named))
    places = list(
        dict.fromkeys(place_node(view, text) for text in grid.places or view.scope.places)
    )
    if grid.each_country:
        places = _countries(view, places)
    acting = [kind.code for kind in words.kinds.values() if kind.role == "stakeholder"]
    kinds = kind_codes(grid.kinds) or tuple(kind for kind in acting if kind not in UNASKED)
    kinds = tuple(dict.fromkeys(kinds))
    if not places:
        raise NeedError("no place is asked for; name countries, regions or regional bodies")
    if len(themes) * len(places) * len(kinds) > MOST_CELLS:
        raise NeedError(
            f"{len(themes)} themes, {len(places)} places and {len(kinds)} kinds make too many "
            f"cells; {MOST_CELLS:,} is the most"
        )
    return themes, places, kinds


def _is_top(parent: str | None) -> bool:
    """Whether a theme is just below the agenda itself."""
    return parent is not None and vocabulary().themes[parent].parent is None


def _countries(view: View, places: Iterable[int]) -> list[int]:
    """The countries within *places* on the day of the view, each once, by name."""
    day = day_number(view.as_of)
    found = {
        entry.node
        for place in places
        for entry in reach(view, place)
        if entry.factor == 1 and entry.since <= day <= entry.until
    }
    countries = [node for node in found if view.kinds[node] == _COUNTRY]
    return sorted(countries, key=lambda node: (view.names[node], view.ids[node]))


def _states(cover: Coverage, at_least: int) -> Numbers:
    thin = np.where(cover.independent < at_least, THIN, COVERED)
    return np.where(cover.actors == 0, EMPTY, np.where(cover.fresh == 0, STALE, thin))


def _tally(states: Numbers) -> dict[str, int]:
    counts = np.bincount(states.ravel(), minlength=len(STATES)).tolist()
    return dict(zip(STATES, counts, strict=True))


def _margins(view: View, cover: Coverage, states: Numbers) -> tuple[tuple[Margin, ...], ...]:
    """The sums along each side of the table."""
    kinds = vocabulary().kinds
    sides = (
        ([(view.ids[node], view.names[node]) for node in cover.themes], cover.by_theme),
        ([(view.ids[node], view.names[node]) for node in cover.places], cover.by_place),
        ([(code, kinds[code].label) for code in cover.kinds], cover.by_kind),
    )
    return tuple(
        tuple(
            Margin(id=code, name=name, actors=int(count), states=_tally(states.take(at, axis=side)))
            for at, ((code, name), count) in enumerate(zip(names, counts.tolist(), strict=True))
        )
        for side, (names, counts) in enumerate(sides)
    )


def _foremost(states: Numbers, expected: Numbers, first: int) -> Iterator[At]:
    """Where the foremost gaps are; equal ones in the order that was asked."""
    lacking = np.flatnonzero(states != COVERED)
    rank = (-expected.ravel()[lacking], -states.ravel()[lacking])
    order = lacking[np.lexsort(rank)][:first]
    for theme, place, kind in zip(*np.unravel_index(order, states.shape), strict=True):
        yield int(theme), int(place), int(kind)


def _expected(cover: Coverage) -> Numbers:
    """How many of a kind would be in each cell if theme and place had nothing to do with it."""
    both = cover.on_theme[:, None, :] * cover.in_place[None, :, :]
    found: Numbers = both / np.maximum(cover.everybody, 1)
    return found


def _gap(view: View, filling: Filling, states: Numbers, at: At, expected: float) -> Gap:
    cover = filling.cover
    theme, place = cover.themes[at[0]], cover.places[at[1]]
    names = view.ids[theme], view.ids[place], cover.kinds[at[2]]
    return Gap(
        cell=_cell(cover, states, at, names),
        theme=view.names[theme],
        place=view.names[place],
        expected=round(expected, 2),
        there=filling.there(at),
        nearest=filling.nearest(at),
    )


def _cell(
    cover: Coverage, states: Numbers, at: tuple[int, ...], names: tuple[str, str, str]
) -> Cell:
    theme, place, kind = names
    return Cell(
        theme=theme,
        place=place,
        kind=kind,
        state=STATES[states[at]],
        actors=int(cover.actors[at]),
        independent=int(cover.independent[at]),
        fresh=int(cover.fresh[at]),
    )


def _words(view: View, grid: Grid) -> Iterator[str]:
    """What the cells are judged by."""
    yield (
        f"Judged by what a reader cleared for TLP:{view.clearance.text} may see, as of "
        f"{view.as_of}: no actor known means that no source here tells of one, not that there "
        "is none."
    )
    yield (
        "An actor counts where sources tie it to the theme or a part of it, and to the place or "
        f"what lies in it. Thin is fewer than {count_words(grid.at_least, 'independent actor')} "
        "(an organisation and its own parts count once); stale is no word of the last "
        f"{count_words(grid.years, 'year')}."
    )
