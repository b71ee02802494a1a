"""What was supposed, in words, beside an answer that rests on it."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.domain.labels import Label
from graph.domain.vocabulary import vocabulary
from graph.measures.supposition import Bond, Supposition
from graph.views.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """A supposition in words, and the highest label of everybody it names."""

    words: tuple[str, ...]
    label: Label


def supposed(view: View, supposition: Supposition) -> Supposed:
    """
    *supposition* in words, by the names of the *view* that it is about to change.

    Raises:
        NotHereError: An id that this View does not hold.
    """
    ends = [name for bond in supposition.bonds for name in (bond.start, bond.end)]
    members = [name for pair in supposition.ended for name in pair]
    named = [view.node(name) for name in (*supposition.gone, *ends, *members)]
    return Supposed(
        words=tuple(_words(view, supposition)),
        label=Label(int(view.labels[named].max(initial=0))),
    )


def _words(view: View, supposition: Supposition) -> Iterator[str]:
    for name in supposition.gone:
        yield f"without {_called(view, name)}"
    for bond in supposition.bonds:
        yield _bond(view, bond)
    for member, body in supposition.ended:
        yield f"{_called(view, member)} no longer member of {_called(view, body)}"


def _bond(view: View, bond: Bond) -> str:
    kind = vocabulary().tie(bond.kind).label
    return f"{_called(view, bond.start)} {kind} {_called(view, bond.end)}"


def _called(view: View, name: str) -> str:
    return view.names[view.node(name)]
