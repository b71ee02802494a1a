"""What if: the options that suppose what is not so, and what is said of it beside an answer."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, TypeVar

from graph.answers.supposition_words import Supposed, supposed
from graph.domain.labels import Label
from graph.measures.supposition import Supposition, supposing
from graph.views.view import View

A = TypeVar("A")
Command = Callable[..., None]

NOTHING = Supposed(words=(), label=Label.CLEAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """A View as it would be, and what was supposed of it, with the label that all of it carries."""

    view: View
    said: Supposed = NOTHING

    def also(self, label: Label) -> "WhatIf":
        """The same for a question that carries *label* itself."""
        return replace(self, said=replace(self.said, label=max(self.said.label, label)))

    def closed(self, answer: A) -> A:
        """Return the answer with its label raised to that of everybody named in the supposition."""
        changed: Any = answer
        label = max(changed.label, self.said.label)
        told: A = changed if label == changed.label else replace(changed, label=label)
        return told

    def words(self, lines: Iterable[str]) -> Iterator[str]:
        """The *lines* of an answer, with what was supposed below the first."""
        every = iter(lines)
        yield from islice(every, 1)
        if self.said.words:
            yield f"Supposed: {'; '.join(self.said.words)}."
        yield from every


def what_if(view: View, supposition: Supposition) -> WhatIf:
    """
    *view* as it would be if *supposition* held; where nothing is supposed, as it is.

    Raises:
        NotHereError: An id that this View does not hold.
        NeedError: What could never be.
    """
    if supposition == Supposition():
        return WhatIf(view=view)
    return WhatIf(view=supposing(view, supposition), said=supposed(view, supposition))
