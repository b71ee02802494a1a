"""The ties of one subject in the order in which they are shown."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from graph.domain.dates import ALWAYS_UNTIL
from graph.domain.errors import NeedError
from graph.domain.vocabulary import vocabulary
from graph.views.view import View


@dataclass(frozen=True, slots=True, order=True)
class TiePosition:
    """Where a tie stands: what holds before what ended, the newest first, then by id."""

    ended: int
    age: int
    id: str


class TieList:
    """Ties in order; a page begins behind any position, whether a tie stands there or not."""

    def __init__(self, positions: Sequence[TiePosition], places: Sequence[int]) -> None:
        self._positions = positions
        self.places = places

    def __len__(self) -> int:
        return len(self.places)

    def position(self, number: int) -> TiePosition:
        """Where the tie with this number stands."""
        return self._positions[number]

    def after(self, position: TiePosition) -> int:
        """The number of the first tie behind *position*."""
        return bisect_right(self._positions, position)


def ties_in_order(view: View, node: int, codes: Sequence[str], *, current: bool) -> TieList:
    """The ties of *node*, of the kinds with these *codes* if any are given."""
    places = view.ties_of(node)
    if codes:
        places = places[view.of_kinds(*codes)[places]]
    if current:
        places = places[view.holds[places]]
    ids = view.claims.ties.ids
    ended = (~view.holds[places]).astype(np.int64).tolist()
    ages = (ALWAYS_UNTIL - view.since[places].astype(np.int64)).tolist()
    names = [ids[row] for row in view.rows[places].tolist()]
    keyed = sorted(zip(ended, ages, names, places.tolist(), strict=True))
    return TieList(
        [TiePosition(end, age, name) for end, age, name, _ in keyed],
        [place for _, _, _, place in keyed],
    )


def tie_codes(texts: Iterable[str]) -> tuple[str, ...]:
    """The codes of kinds of tie given by code or label."""
    kinds = vocabulary().ties.values()
    known = {name.casefold(): kind.code for kind in kinds for name in (kind.label, kind.code)}
    found = {text: known.get(text.strip().casefold()) for text in texts}
    for text, code in found.items():
        if code is None:
            listed = ", ".join(kind.code for kind in kinds)
            raise NeedError(f"{text!r} is no kind of tie; known are {listed}")
    return tuple(code for code in found.values() if code is not None)
