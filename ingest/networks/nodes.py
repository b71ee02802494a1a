"""From a node of a network file to an entity, and what it works on and where."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from graph.domain.dates import PartialDate
from graph.domain.identity import identifier
from graph.domain.labels import Label
from graph.domain.model import Contact, Entity, Tie, shared_kind
from graph.domain.places import places
from graph.domain.vocabulary import UNKNOWN_KIND, vocabulary
from ingest.networks.attributes import SPACE, Attributes, listed, names_of, unescaped
from ingest.networks.parts import Node, Span
from ingest.nobody import somebody
from ingest.sectors import theme_called
from ingest.words import fold, known
from ingest.workbook import cells
from ingest.workbook.elements import ADDRESS
from ingest.workbook.tie_ids import tie_id

_CONTACT = re.compile(r"(TLP:[A-Z+]+) ((?:\\.|[^\\:]|:(?! ))*): (.*)", re.DOTALL)
_CONTACTS = ("email", "phone", "contact")
_SCHEMES = ("wikidata", "ror", "lei", "org-id", "iati")
#: The ties that the attributes of themes and places make, and the sort of words in them.
_TIES: dict[str, tuple[str, str, Callable[[str], str]]] = {
    "themes": ("works_on", "themes", cells.theme),
    "countries": ("active_in", "places", cells.place),
    "based_in": ("based_in", "places", cells.place),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What edges need to know of a node: its id in the network, and its kind where it has one."""

    id: str
    kind: str | None


@dataclass(slots=True, kw_only=True)
class Made:
    """What became of a node: what edges need to know of it, and its claims."""

    known: Known
    claims: list[Entity | Tie] = field(default_factory=list)


def id_of(node: Node, source: str) -> str:
    """The id of the entity that *node* is: by its id of Tracktwo, if it has one, or its key."""
    name = names_of("elements", node.values).get("tracktwo")
    own = listed(node.values[name]) if name else ()
    return f"{source}/{own[0] if own else node.key}"


def made_of(node: Node, said: Attributes, source: str, label: Label | None) -> Made:
    """
    Make claims of *node*, whose attributes are *said*; none of a shared context.

    Args:
        node: The node.

        said: Its attributes.

        source: The id of the source.

        label: The label of what has none of its own.

    Raises:
        ReadError: Something it says cannot be used.
        ClaimError: The claim that it would make cannot be.
    """
    own, (kind, unsaid) = said.text("tracktwo"), _kind(said)
    name = (node.label or said.text("label") or node.key).strip(SPACE)
    # Our own exports name their contexts by id; elsewhere a country is known by its name.
    context = _shared(own or node.key) or (None if own else _named(kind, name))
    if context:
        return Made(known=Known(id=context, kind=shared_kind(context)))
    entity_id, own_label, span = f"{source}/{own or node.key}", said.label("tlp"), _span(node, said)
    ties = list(_ties(said, entity_id, source, kind, unsaid))
    values = {
        "aliases": tuple(alias for alias in dict.fromkeys(said.parts("aliases")) if alias != name),
        "identifiers": _identifiers(said, unsaid),
        "level": said.word("level", "levels"),
        "summary": said.text("description"),
        "link": said.text("link") if own else _link(said, unsaid),
        "cited": said.text("cited"),
        "cited_on": said.date("cited_on"),
    }
    unsaid += [*_unsaid(said, node, name), *_spells(node)]
    contacts, extra = _reachable(said, unsaid)
    entity = said.refusals.claim(
        Entity,
        said.at,
        id=entity_id,
        source=source,
        kind=kind or UNKNOWN_KIND,
        name=somebody(name),
        since=span.since,
        until=span.until,
        contacts=tuple(contacts),
        label=label if own_label is None else own_label,
        extra=tuple(extra),
        **values,
    )
    return Made(known=Known(id=entity.id, kind=kind), claims=[entity, *ties])


def _kind(said: Attributes) -> tuple[str | None, list[tuple[str, str]]]:
    """The kind of a node, None when it is not known, and the word if it says more than that."""
    word = said.text("type")
    if word is None:
        return None, []
    kind = next((code for part in (word, *cells.parts(word)) if (code := known("kinds", part))), "")
    if not kind:
        said.count("kinds", word)
        return None, [(said.name("type"), word)]
    term = vocabulary().kind(kind)
    plain = fold(word) in (fold(term.code), fold(term.label))
    # The kind that says nothing is not known either.
    shown = None if kind == UNKNOWN_KIND else kind
    return shown, [] if plain else [(said.name("type"), word)]


def _shared(name: str) -> str | None:
    """*name*, if it is the id of a shared context."""
    sort, _, code = name.partition(":")
    there = code in (vocabulary().themes if sort == "theme" else places())
    return name if there and shared_kind(name) == sort else None


def _named(kind: str | None, name: str) -> str | None:
    """The shared context of that kind and name."""
    if kind and (theme := theme_called(kind, name)):
        return theme
    if kind in ("country", "region") and (code := known("places", name)):
        return places()[code].id
    return None


def _span(node: Node, said: Attributes) -> Span:
    """When the node began and ended: as an attribute says, else from its first time to its last."""
    since, until = said.date("since"), said.date("until")
    if node.spans and not (since or until):
        since, until = _first(node), _last(node)
    since, until = said.refusals.span(since, until, said.place("until"))
    return Span(since=since, until=until)


def _first(node: Node) -> PartialDate | None:
    dates = [span.since for span in node.spans]
    return None if None in dates else min((d for d in dates if d), key=lambda day: day.first)


def _last(node: Node) -> PartialDate | None:
    dates = [span.until for span in node.spans]
    return None if None in dates else max((d for d in dates if d), key=lambda day: day.last)


def _spells(node: Node) -> Iterator[tuple[str, str]]:
    """The times of a node that was there several times, which an entity cannot say."""
    for span in node.spans if len(node.spans) > 1 else ():
        yield "spell", f"{span.since or ''} – {span.until or ''}".strip()


def _identifiers(said: Attributes, unsaid: list[tuple[str, str]]) -> tuple[str, ...]:
    """The identifiers of a node; what stands in their attributes and is none goes to *unsaid*."""
    found = list[str]()
    for code in ("identifiers", *_SCHEMES):
        meaning = cells.any_identifier if code == "identifiers" else cells.named(code)
        names, odd = said.words(code, meaning)
        found += names
        unsaid += [(said.name(code), text) for text in odd]
    if own := said.text("tracktwo"):
        found.append(identifier("tracktwo", own))
    return tuple(dict.fromkeys(found))


def _link(said: Attributes, unsaid: list[tuple[str, str]]) -> str | None:
    """The first link of a node; others, and what is none, go to *unsaid*."""
    links, odd = said.words("link", cells.link)
    unsaid += [(said.name("link"), text) for text in (*links[1:], *odd)]
    return links[0] if links else None


def _unsaid(said: Attributes, node: Node, name: str) -> Iterator[tuple[str, str]]:
    """A second name or id, which the fields of an entity do not hold."""
    other, own = said.text("label"), said.text("id")
    if node.label and other and other != name:
        yield said.name("label"), other
    if own and own != node.key:
        yield said.name("id"), own


def _ties(
    said: Attributes, entity_id: str, source: str, kind: str | None, unsaid: list[tuple[str, str]]
) -> Iterator[Tie]:
    """Ties to the themes and places in the attributes; words that are none go to *unsaid*."""
    for code, (tie, sort, meaning) in _TIES.items():
        ends, left = said.words(code, meaning)
        if problem := ends and vocabulary().misfit(tie, kind, None):
            said.refusals.note(problem, said.place(code))
            continue
        for text in left:
            said.count(sort, text)
            unsaid.append((said.name(code), text))
        for end in ends:
            if vocabulary().misfit(tie, kind or UNKNOWN_KIND, shared_kind(end)):
                unsaid.append((said.name(code), end))
                continue
            name = tie_id(source, tie, entity_id, end)
            yield Tie(id=name, source=source, kind=tie, start=entity_id, end=end)


def _reachable(
    said: Attributes, unsaid: list[tuple[str, str]]
) -> tuple[list[Contact], list[tuple[str, str]]]:
    """
    The contacts of a node, and what it says besides; addresses are contacts, wherever they stand.

    None is kept where it cannot be read how far contacts may travel.
    """
    own = [*_contacts(said)]
    pairs = [*unsaid, *said.rest()]
    private = [pair for pair in pairs if ADDRESS.search(pair[1])]
    extra = [pair for pair in pairs if pair not in private]
    label = said.refusals.value(said.text("contact_tlp"), Label.parse, said.place("contact_tlp"))
    if label is None and said.text("contact_tlp"):
        return [], extra
    closed = Label.AMBER if label is None else label
    found = [*own, *((name or "contact", text, None) for name, text in private)]
    made = (_contact(said, kind, text, closed if of is None else of) for kind, text, of in found)
    return [contact for contact in made if contact is not None], extra


def _contacts(said: Attributes) -> Iterator[tuple[str, str, Label | None]]:
    """What stands where an address is to stand, each with its own label if it has one."""
    for code in _CONTACTS:
        for text in said.parts(code):
            if own := _CONTACT.fullmatch(text):
                label = said.refusals.value(own[1], Label.parse, said.place(code))
                if label is not None:
                    yield unescaped(own[2]), own[3], label
            else:
                # Whatever stands where an address is to stand must not be public.
                yield code, text.removeprefix("mailto:"), None


def _contact(said: Attributes, kind: str, value: str, label: Label) -> Contact | None:
    place = said.place(kind)
    return said.refusals.attempt(lambda: Contact(kind=kind, value=value, label=label), place)
