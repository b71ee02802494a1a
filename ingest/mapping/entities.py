"""From a row to the entities that it describes, and what they work on and where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.labels import Label
from graph.domain.model import Contact, Entity, Tie, shared_kind
from graph.domain.vocabulary import UNKNOWN_KIND, vocabulary
from ingest.errors import Place, ReadError
from ingest.mapping.bodies import id_by_key, id_by_name
from ingest.mapping.meanings import ENTITY, contact, identified, plain
from ingest.mapping.plan import EntityPlan, Kept, fits
from ingest.mapping.rows import folded
from ingest.mapping.values import Reading, Value
from ingest.nobody import somebody
from ingest.refusals import Span
from ingest.workbook.elements import ADDRESS
from ingest.workbook.tie_ids import tie_id

#: Which ties the keys of themes and places make.
_TIES = {"themes": "works_on", "countries": "active_in", "based_in": "based_in"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What of an entity must be read well for it to be there at all."""

    id: str
    name: str
    kind: str
    label: Label | None
    since: PartialDate | None
    until: PartialDate | None


def heads_of(plan: EntityPlan, reading: Reading, source: str) -> tuple[Head, ...]:
    """
    The entities that *plan* makes of a row, each by its head; none where nobody is named.

    Raises:
        ReadError: Somebody is, and who or what that is cannot be read.
    """
    if not fits(plan.where, reading.line):
        return ()
    names = _names(plan, reading)
    keys = _keys(plan, reading, names)
    if not keys:
        return ()
    label = reading.one(plan.values.get("label"), ENTITY["label"])
    since, until = span(plan.values, reading)
    kind = reading.first(plan.values["kind"], ENTITY["kind"]) or UNKNOWN_KIND
    identify = id_by_key if plan.has_key else id_by_name
    return tuple(
        Head(
            id=identify(source, plan.among, key),
            name=name,
            kind=kind,
            label=label,
            since=since,
            until=until,
        )
        for key, name in keys.items()
    )


def ids_of(plan: EntityPlan, reading: Reading, source: str) -> tuple[str, ...] | None:
    """The ids of the entities that *plan* makes of a row that cannot be read whole, if it can."""
    try:
        texts = reading.firm(plan.values["key" if plan.has_key else "name"], plain)
    except ReadError:
        return None
    identify = id_by_key if plan.has_key else id_by_name
    return tuple(identify(source, plan.among, text) for text in texts) or None


def span(values: Mapping[str, Value], reading: Reading) -> Span:
    """From when until when, by the values `since` and `until`."""
    since, until = (reading.first(values.get(when), ENTITY[when]) for when in ("since", "until"))
    if since is None or until is None:
        return since, until
    return reading.refusals.span(since, until, reading.place(values["until"]))


def _names(plan: EntityPlan, reading: Reading) -> tuple[str, ...]:
    """The names in a row; what is a total, a note or a placeholder is refused alone."""
    found = []
    for name in reading.firm(plan.values["name"], plain):
        try:
            found.append(somebody(name))
        except ClaimError as error:
            place = reading.place(plan.values["name"])
            reading.refusals.note(str(error), place, keeps=())
    return tuple(found)


def _keys(plan: EntityPlan, reading: Reading, names: tuple[str, ...]) -> dict[str, str]:
    """The names of the entities of a row by their keys."""
    if not plan.has_key:
        named = names if plan.values["name"].is_split else names[:1]
        spelled: dict[str, str] = {}
        for name in named:
            spelled.setdefault(folded(name), name)
        return spelled
    key = reading.one(plan.values["key"], plain)
    if key is None and names:
        raise ReadError(f"{names[0]!r} has no key here", reading.place(plan.values["key"]))
    if key is None:
        return {}
    if not names and reading.refused:
        return {}
    if not names:
        raise ReadError("it has no name; give it one", reading.place(plan.values["name"]))
    return {key: names[0]}


def claims_of(
    plan: EntityPlan, head: Head, reading: Reading, source: str, rest: tuple[str, ...]
) -> Iterator[Entity | Tie]:
    """
    Yield the entity of *head* as its row describes it, and its ties to themes and places.

    What else of the row cannot be read is noted in *reading*, and the entity stands.

    Args:
        plan: What makes the entity.

        head: What is read of it already.

        reading: The row.

        source: The id of the source.

        rest: The columns of the table that no value takes.
    """
    values = plan.values
    aliases = reading.several(values.get("aliases"), plain)
    extra, private = kept(plan.kept, reading, rest)
    entity = reading.refusals.claim(
        Entity,
        partial(_place, plan, reading),
        id=head.id,
        source=source,
        kind=head.kind,
        name=head.name,
        aliases=tuple(alias for alias in aliases if alias != head.name),
        identifiers=tuple(_identifiers(plan, reading)),
        level=reading.first(values.get("level"), ENTITY["level"]),
        summary=reading.first(values.get("summary"), plain),
        link=reading.first(values.get("link"), ENTITY["link"]),
        since=head.since,
        until=head.until,
        contacts=tuple(_contacts(plan, reading, private)),
        label=head.label,
        cited=reading.first(values.get("cited"), plain),
        cited_on=reading.first(values.get("cited_on"), ENTITY["cited_on"]),
        extra=(*extra, *_unread(reading)),
        closed=reading.labels(values),
    )
    yield entity
    yield from _ties(plan, entity, reading)


def _place(plan: EntityPlan, reading: Reading, error: ClaimError) -> Place:
    """Where the field stands that *error* is about."""
    if error.field == "extra" and isinstance(error.member, tuple):
        return reading.line.table.place(reading.line.number, error.member[0])
    value = plan.values.get(error.field or "")
    return reading.line.place() if value is None else reading.place(value)


def kept(
    plan: Kept, reading: Reading, rest: tuple[str, ...]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What is kept of a row as it is, and apart from it what looks like an address."""
    line = reading.line
    found = [
        (line.table.headings.get(column, column), text)
        for column in (rest if plan.rest else plan.columns)
        for text in line.texts(column)
    ]
    for name, value in plan.extra.items():
        found += [(name, text) for text in reading.several(value, plain)]
    private = [pair for pair in found if ADDRESS.search(pair[1])]
    return [pair for pair in found if pair not in private], private


def _unread(reading: Reading) -> Iterator[tuple[str, str]]:
    for column, text in reading.unread.items():
        yield reading.line.table.headings.get(column, column), text


def _identifiers(plan: EntityPlan, reading: Reading) -> Iterator[str]:
    for scheme, value in plan.identifiers.items():
        yield from reading.several(value, identified(scheme))


def _contacts(
    plan: EntityPlan, reading: Reading, private: list[tuple[str, str]]
) -> Iterator[Contact]:
    """The ways to reach it; none if how far they may travel cannot be read."""
    refused, value = len(reading.refused), plan.values.get("contact_label")
    label = reading.first(value, ENTITY["contact_label"])
    if len(reading.refused) > refused or reading.is_faulty(value):
        return
    said = Label.AMBER if label is None else label
    found = [
        (kind, text)
        for kind, value in plan.contacts.items()
        for text in reading.several(value, contact(kind))
    ]
    for kind, text in (*found, *private):
        make = partial(Contact, kind=kind, value=text, label=said)
        made = reading.refusals.attempt(make, reading.line.place())
        if made is not None:
            yield made


def _ties(plan: EntityPlan, entity: Entity, reading: Reading) -> Iterator[Tie]:
    for key, kind in _TIES.items():
        value = plan.values.get(key)
        if value is None:
            continue
        for end in reading.several(value, ENTITY[key]):
            if problem := vocabulary().misfit(kind, entity.kind, shared_kind(end)):
                reading.refusals.note(problem, reading.place(value))
                continue
            yield Tie(
                id=tie_id(entity.source, kind, entity.id, end),
                source=entity.source,
                kind=kind,
                start=entity.id,
                end=end,
                cited=entity.cited,
                cited_on=entity.cited_on,
            )
