"""Who vouches for somebody, and whether somebody agreed to be named."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.answers.answer import Because
from graph.answers.citations import Citations
from graph.answers.evidence_words import tie_words
from graph.domain.affirmations import says_yes
from graph.domain.model import Entity
from graph.domain.records import values_of
from graph.domain.texts import plain
from graph.measures.tie_strength import hops
from graph.views.view import KINDS, View

#: Ties by which one stakeholder stands for another, read from either end.
VOUCHING = ("affiliated_with", "knows", "partners_with", "member_of")
#: Headings under which a source says whether somebody agreed, as `domain.texts.plain` leaves them.
CONSENT = frozenset(
    {
        *("consent", "consents", "consent given", "consentement"),
        *("consentimiento", "consentimento", "موافقة", "الموافقة"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voucher:
    """Somebody who stands for another: by which ties, and whether who asks knows them."""

    id: str
    name: str
    kind: str
    known: bool
    because: tuple[Because, ...]


def agreed(entities: Iterable[Entity]) -> tuple[str, ...]:
    """
    The sources that say that somebody agreed to be in a pool; none if one says they did not.

    A source says so in a field of its own that is called `consent`, or the same in
    French, Spanish, Portuguese or Arabic. Only a word for yes is yes (`graph.domain.affirmations`).
    """
    said = [
        (entity.source, says_yes(text))
        for entity in entities
        for heading, text in entity.extra
        if plain(heading) in CONSENT
    ]
    if not all(yes for _, yes in said):
        return ()
    return tuple(dict.fromkeys(source for source, _ in said))


def vouching_ties(view: View, node: int) -> list[int]:
    """The ties that hold by which other stakeholders stand for *node*, by id."""
    ties = view.ties_of(node)
    ties = ties[view.of_kinds(*VOUCHING)[ties] & view.holds[ties]]
    ties = ties[view.acting[view.starts[ties]] & view.acting[view.ends[ties]]]
    return sorted(ties.tolist(), key=view.tie_id)


def voices(view: View, places: Iterable[int]) -> int:
    """How many independent voices say the ties in *places*: sources, or what these cite."""
    said = set()
    for place in places:
        rest = view.claims.ties.rests[int(view.rows[place])]
        cited = values_of(rest).get("cited") if '"cited"' in rest else None
        said.add((int(view.tie_sources[place]), cited))
    return len(said)


def vouchers(
    view: View, node: int, asking: int | None, citations: Citations
) -> tuple[Voucher, ...]:
    """People and bodies that vouch for *node*; those the asker knows come first."""
    by_other: dict[int, list[int]] = {}
    for place in vouching_ties(view, node):
        by_other.setdefault(view.other_end(place, node), []).append(place)
    found = [
        Voucher(
            id=view.ids[other],
            name=view.names[other],
            kind=KINDS[view.kinds[other]],
            known=asking is not None and hops(view).strength_of(asking, other) > 0,
            because=tuple(
                citations.cite(node, tie_words(view, place, node), [place], named=[other])
                for place in places
            ),
        )
        for other, places in by_other.items()
    ]
    return tuple(sorted(found, key=lambda each: (not each.known, each.name, each.id)))
