"""How to reach somebody named in an answer: the strongest chain from the asker."""

from graph.answers.introductions.introductions import Introduction, Wish, introductions
from graph.domain.labels import Label
from graph.views.view import View

#: A chain if there is one, what there is instead of it, and the label of both.
Reached = tuple[Introduction | None, tuple[str, ...], Label]


class Reaching:
    """Chains from one who asks; each is looked for once. Where nobody asks there are none."""

    def __init__(self, view: View, asking: int | None) -> None:
        self._view = view
        self._asking = asking
        self._known: dict[int, Reached] = {}

    def to(self, node: int) -> Reached:
        """The strongest chain to *node*, or what there is instead."""
        if self._asking is None or node == self._asking:
            return None, (), Label.CLEAR
        if node not in self._known:
            ids = self._view.ids
            wish = Wish(near=(ids[self._asking],), far=(ids[node],), first=1)
            found = introductions(self._view, wish)
            chain = next(iter(found.introductions), None)
            self._known[node] = chain, found.instead, found.label
        return self._known[node]
