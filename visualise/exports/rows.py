"""What every export is made of: a row for each node and each tie of a View."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np

from graph.domain.dates import PartialDate
from graph.domain.labels import Label
from graph.domain.model import VOCABULARY_SOURCE, Contact, Entity, Source, Tie
from graph.domain.stakeholder import Said, Stakeholder, stakeholder_of
from graph.domain.vocabulary import vocabulary
from graph.measures.watch_lists import only_watching
from graph.views.claims import Numbers
from graph.views.view import KINDS, LEVELS, TIE_KINDS, View
from visualise.exports.texts import contact_text, headed

#: A value of a row; several texts are a tuple.
Value = str | int | float | bool | Decimal | tuple[str, ...]

#: The values that rows of nodes and of ties may have, and the type of each.
NODE_COLUMNS = {
    "kind": "text",
    "aliases": "list",
    "description": "text",
    "url": "text",
    "level": "text",
    "since": "text",
    "until": "text",
    "identifiers": "list",
    "contacts": "list",
    "tlp": "text",
    "cited": "text",
    "cited_on": "text",
    "claimed_by": "list",
    "also_said": "list",
    "extra": "list",
    "entity_ids": "list",
    "tracktwo_id": "text",
}
TIE_COLUMNS = {
    "kind": "text",
    "since": "text",
    "until": "text",
    "holds": "boolean",
    "role": "text",
    "track": "text",
    "share": "number",
    "amount": "decimal",
    "currency": "text",
    "earmarking": "text",
    "gender_marker": "integer",
    "tlp": "text",
    "cited": "text",
    "cited_on": "text",
    "claimed_by": "text",
    "extra": "list",
    "tracktwo_id": "text",
}
#: What else sources say of a node, by the field of a stakeholder that has it.
_OTHERS = {
    "kinds": "kind",
    "levels": "level",
    "summaries": "description",
    "links": "url",
    "since": "since",
    "until": "until",
}
#: What stands around a text and says nothing.
SPACE = " \t\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeRow:
    """A stakeholder or context; `values` are those of `NODE_COLUMNS` that somebody says."""

    id: str
    name: str
    kind: str
    label: Label
    since: str | None
    until: str | None
    contacts: tuple[Contact, ...]
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class TieRow:
    """
    A tie between the nodes `start` and `end`, by their ids.

    `turn` counts the ties of one kind between the same two, from 1, for tools that
    would keep but one of them.
    """

    id: str
    start: str
    end: str
    kind: str
    directed: bool
    label: Label
    weight: float
    since: str | None
    until: str | None
    turn: int
    values: Mapping[str, Value]


@dataclass(frozen=True, eq=False)
class Export:
    """
    A View as rows.

    Shared countries, regions and themes that nobody in it has to do with are left out:
    there are some three hundred in every View. So are watch lists and their entries.
    """

    view: View

    @cached_property
    def chosen(self) -> Numbers:
        """The nodes that are exported, in their order."""
        view, (order, bounds) = self.view, self.view.members
        of_sources = self._is_own(view.claims.entity_sources[order])
        counted = np.concatenate([[0], np.cumsum(of_sources)])
        kept = counted[bounds[1:]] > counted[bounds[:-1]]
        told = self._is_own(view.tie_sources)
        kept[view.starts[told]] = True
        kept[view.ends[told]] = True
        return np.flatnonzero(kept & ~only_watching(view))

    def _is_own(self, sources: Numbers) -> Numbers:
        shared = [source.id == VOCABULARY_SOURCE for source in self.view.sources]
        return ~np.array([*shared, False])[sources]

    @cached_property
    def ties(self) -> Numbers:
        """The places of the ties that are exported, in their order."""
        kept = np.zeros(len(self.view), bool)
        kept[self.chosen] = True
        return np.flatnonzero(kept[self.view.starts] & kept[self.view.ends])

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources of what is exported."""
        view, (order, bounds) = self.view, self.view.members
        used = np.zeros(len(view.sources), bool)
        used[view.tie_sources[self.ties]] = True
        for node in self.chosen.tolist():
            used[view.claims.entity_sources[order[bounds[node] : bounds[node + 1]]]] = True
        return tuple(s for s, is_used in zip(view.sources, used.tolist(), strict=True) if is_used)

    @cached_property
    def label(self) -> Label:
        """The highest label of anything that is exported."""
        view = self.view
        labels = [*view.labels[self.chosen].tolist(), *view.tie_labels[self.ties].tolist()]
        labels += self._contact_labels()
        return Label(max([*labels, *(source.label for source in self.sources)], default=0))

    def _contact_labels(self) -> Iterator[Label]:
        view, (order, bounds) = self.view, self.view.members
        for node in self.chosen.tolist():
            for row in order[bounds[node] : bounds[node + 1]].tolist():
                # Few have contacts, and it takes time to make an entity.
                if '"contacts":' in view.claims.entities.records[row]:
                    yield from (contact.label for contact in view.claims.entity(row).contacts)

    @property
    def title(self) -> str:
        """What the export is called."""
        return f"Tracktwo network as of {self.view.as_of.isoformat()}"

    def nodes(self) -> Iterator[NodeRow]:
        """A row for each node."""
        for node in self.chosen.tolist():
            yield self._node(node)

    def edges(self, kind_code: str | None = None) -> Iterator[TieRow]:
        """A row for each tie, or for each of one kind."""
        view, turns = self.view, Counter[tuple[str, str, str]]()
        chosen = self.ties
        if kind_code is not None:
            chosen = chosen[view.tie_kinds[chosen] == TIE_KINDS.index(kind_code)]
        for place in chosen.tolist():
            start = view.ids[int(view.starts[place])]
            end = view.ids[int(view.ends[place])]
            kind = vocabulary().tie(TIE_KINDS[view.tie_kinds[place]])
            pair = (start, end) if kind.directed else (min(start, end), max(start, end))
            turns[kind.code, *pair] += 1
            tie = view.tie(place)
            yield TieRow(
                id=tie.id,
                start=start,
                end=end,
                kind=kind.code,
                directed=kind.directed,
                label=Label(int(view.tie_labels[place])),
                weight=tie.weight,
                since=_text(tie.since),
                until=_text(tie.until),
                turn=turns[kind.code, *pair],
                values=_said({**_tie_values(tie), **self._of_view(place)}),
            )

    def _of_view(self, place: int) -> dict[str, Value]:
        label = Label(int(self.view.tie_labels[place]))
        return {"holds": bool(self.view.holds[place]), "tlp": label.text}

    def _node(self, node: int) -> NodeRow:
        view, entities = self.view, self.view.entities(node)
        label = Label(int(view.labels[node]))
        known = stakeholder_of(entities, label, view.ids[node])
        kind, level = KINDS[view.kinds[node]], int(view.levels[node])
        dated = next((one for one in entities if one.since or one.until), entities[0])
        since, until = _text(dated.since), _text(dated.until)
        cited = next((one for one in entities if one.cited), entities[0])
        contacts = tuple(dict.fromkeys(c for entity in entities for c in entity.contacts))
        values: dict[str, Value | None] = {
            "kind": kind,
            "aliases": tuple(said.value for said in known.names if said.value != view.names[node]),
            "description": _first(known.summaries),
            "url": _first(known.links),
            "level": None if level < 0 else LEVELS[level],
            "since": since,
            "until": until,
            "identifiers": tuple(said.value for said in known.identifiers),
            "contacts": tuple(contact_text(contact) for contact in contacts),
            "tlp": label.text,
            "cited": cited.cited,
            "cited_on": _text(cited.cited_on),
            "claimed_by": known.sources,
            "extra": _pairs((name, said.value) for name, said in known.extra),
            "entity_ids": known.entities if len(entities) > 1 else (),
            "tracktwo_id": view.ids[node],
        }
        said = {"kind": kind, **{name: value for name, value in values.items() if value}}
        also = (*_also_said(known, said), *_also_cited(entities, said))
        return NodeRow(
            id=view.ids[node],
            name=view.names[node],
            kind=kind,
            label=label,
            since=since,
            until=until,
            contacts=contacts,
            values=_said({**values, "also_said": also}),
        )


def _pairs(extra: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(headed(name, text) for name, text in extra if text.strip(SPACE))


def _text(day: PartialDate | None) -> str | None:
    return None if day is None else day.text


def _first(said: tuple[Said, ...]) -> str | None:
    return next((one.value for one in said if one.value.strip(SPACE)), None)


def _also_said(known: Stakeholder, said: Mapping[str, Value | None]) -> Iterator[str]:
    """What some sources say otherwise, in words, with those who say it."""
    for field, name in _OTHERS.items():
        for other in getattr(known, field):
            if other.value != said.get(name) and other.value.strip(SPACE):
                yield f"{name} {other.value} [{', '.join(other.sources)}]"


def _also_cited(entities: list[Entity], said: Mapping[str, Value | None]) -> Iterator[str]:
    for entity in entities:
        if entity.cited and entity.cited.strip(SPACE) and entity.cited != said.get("cited"):
            date = f" ({entity.cited_on})" if entity.cited_on else ""
            yield f"cited {entity.cited}{date} [{entity.source}]"


def _tie_values(tie: Tie) -> dict[str, Value | None]:
    return {
        "kind": tie.kind,
        "since": _text(tie.since),
        "until": _text(tie.until),
        "role": tie.role,
        "track": tie.track,
        "share": tie.share,
        "amount": tie.amount,
        "currency": tie.currency,
        "earmarking": tie.earmarking,
        "gender_marker": tie.marker,
        "cited": tie.cited,
        "cited_on": _text(tie.cited_on),
        "claimed_by": tie.source,
        "extra": _pairs(tie.extra),
        "tracktwo_id": tie.id,
    }


def _said(values: Mapping[str, Value | None]) -> dict[str, Value]:
    """The values that say something."""
    return {name: kept for name, value in values.items() if (kept := _kept(value)) is not None}


def _kept(value: Value | None) -> Value | None:
    if isinstance(value, tuple):
        return tuple(text for text in value if text.strip(SPACE)) or None
    return None if isinstance(value, str) and not value.strip(SPACE) else value
