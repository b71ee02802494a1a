"""What a View says, and what a file of it says when it is read back, in one shape."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from graph.domain.labels import Label
from graph.domain.model import Claim, Entity, Source, Tie
from graph.domain.vocabulary import vocabulary
from graph.views.view import KINDS, View
from ingest.formats import format_of
from ingest.nobody import why_nobody
from ingest.reader import Given, Refused
from visualise.exports.rows import Export
from visualise.exports.table import EXPORTS

#: The source of what is read back.
SOURCE = "back"
#: Names under which an export keeps what the fields of an entity have no place for.
OWN = ("claimed_by", "also_said", "entity_ids", "holds", "directed")

Carried = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is said of one node or tie."""

    kind: str
    name: str | None
    ends: tuple[str, str] | None
    listed: tuple[frozenset[str], ...]
    texts: tuple[str | None, ...]
    numbers: tuple[Decimal | float | int | None, ...]
    contacts: frozenset[tuple[str, str, Label]]
    label: Label
    extra: frozenset[tuple[str, str]]
    sources: frozenset[str]


def written(view: View, name: str, folder: Path) -> Path:
    """The file that an export of *view* makes in *folder*."""
    path = folder / f"network{EXPORTS[name].suffix}"
    with path.open("wb") as file:
        EXPORTS[name].write(view, file)
    return path


def read_back(path: Path) -> list[Claim]:
    """The claims in the file at *path*; nothing in it may be refused."""
    items = list(format_of(path).reader(path, Given(source=SOURCE)))
    assert [item for item in items if isinstance(item, Refused)] == []
    return [item for item in items if isinstance(item, Source | Entity | Tie)]


def can_be_read_back(view: View) -> bool:
    """
    Whether there is something in *view*, its names are names, and its ties fit their ends.

    Readers refuse a name that says nothing, such as a dash (`ingest.nobody`). A node is of the
    kind that its earliest entity is, and a tie of another of its entities may not fit that:
    such a tie is refused when it comes back.
    """
    export = Export(view)
    kinds = {row.id: row.kind for row in export.nodes()}
    if any(why_nobody(row.name) for row in export.nodes()):
        return False
    ties = [(row.kind, kinds[row.start], kinds[row.end]) for row in export.edges()]
    return bool(kinds) and not any(vocabulary().misfit(*one) for one in ties)


def text(value: object) -> str | None:
    """A text that says something."""
    return str(value).strip(" \t\r\n") or None if value is not None else None


def told_by_view(view: View, carried: Carried) -> dict[str, Told]:
    """What *view* says of every node and tie, as far as a format carries texts."""
    export = Export(view)

    def kept(value: object) -> str | None:
        found = text(value)
        return None if found is None else carried(found)

    found = {}
    for node in export.chosen.tolist():
        one, entities = view.stakeholder(node), view.entities(node)
        if one.id.startswith(("theme:", "country:", "region:")):
            continue
        dated = next((e for e in entities if e.since or e.until), entities[0])
        summary = next((s.value for s in one.summaries if text(s.value)), None)
        link = next((s.value for s in one.links if text(s.value)), None)
        level = one.levels[0].value if one.levels else None
        cited = next((e.cited for e in entities if e.cited), None)
        found[one.id] = Told(
            kind=KINDS[view.kinds[node]],
            name=carried(view.names[node]),
            ends=None,
            listed=(
                frozenset((carried(view.names[node]), *(s.value for s in one.names[1:]))),
                frozenset(s.value for s in one.identifiers),
            ),
            texts=tuple(map(kept, (summary, link, level, dated.since, dated.until, cited))),
            numbers=(),
            contacts=frozenset((c.kind, c.value, c.label) for e in entities for c in e.contacts),
            label=Label(int(view.labels[node])),
            extra=pairs([(name, said.value) for name, said in one.extra]),
            sources=frozenset(one.sources),
        )
    for place in export.ties.tolist():
        tie = view.tie(place)
        start, end = (view.ids[int(side[place])] for side in (view.starts, view.ends))
        label = Label(int(view.tie_labels[place]))
        found[tie.id] = told_of_tie(tie, (start, end), label, tie.source, carried)
    return found


def pairs(extra: list[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """What is said beyond our fields, by name."""
    return frozenset(
        (text(name) or "", text(value) or "")
        for name, value in extra
        if text(value) and plain(name) not in OWN
    )


def plain(name: str) -> str:
    """The name of a column, whichever way a format writes it."""
    return name.casefold().replace(" ", "_")


def told_of_tie(
    tie: Tie, ends: tuple[str, str], label: Label, source: str, carried: Carried
) -> Told:
    """What a tie says, between the nodes *ends*."""
    said = (
        tie.role,
        tie.earmarking,
        tie.cited,
        tie.cited_on,
        tie.since,
        tie.until,
        tie.track,
        tie.currency,
    )
    found = [text(one) for one in said]
    return Told(
        kind=tie.kind,
        name=None,
        ends=ends,
        listed=(),
        texts=tuple(None if one is None else carried(one) for one in found),
        numbers=(tie.weight, tie.share, tie.amount, tie.marker),
        contacts=frozenset(),
        label=label,
        extra=pairs(list(tie.extra)),
        sources=frozenset([source]),
    )


def told_by_claims(claims: list[Claim]) -> dict[str, Told]:
    """What the claims of a file that was read back say of every node and tie."""
    found = {}
    for claim in claims:
        if isinstance(claim, Entity):
            found[claim.id.removeprefix(f"{SOURCE}/")] = _told_of_entity(claim)
        elif isinstance(claim, Tie):
            start, end = (side.removeprefix(f"{SOURCE}/") for side in (claim.start, claim.end))
            (source,) = (value for name, value in claim.extra if plain(name) == "claimed_by")
            name = claim.id.removeprefix(f"{SOURCE}/")
            found[name] = told_of_tie(claim, (start, end), claim.own_label, source, str)
    return found


def _told_of_entity(one: Entity) -> Told:
    own = f"tracktwo:{one.id.removeprefix(f'{SOURCE}/')}"
    said = (one.summary, one.link, one.level, one.since, one.until, one.cited)
    return Told(
        kind=one.kind,
        name=one.name,
        ends=None,
        listed=(
            frozenset((one.name, *one.aliases)),
            frozenset(name for name in one.identifiers if name != own),
        ),
        texts=tuple(map(text, said)),
        numbers=(),
        contacts=frozenset((c.kind, c.value, c.label) for c in one.contacts),
        label=one.own_label,
        extra=pairs(list(one.extra)),
        sources=frozenset(value for name, value in one.extra if plain(name) == "claimed_by"),
    )
