"""Nodes and ties of a View as dots and lines, each with its words and sources."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.domain.dates import PartialDate
from graph.domain.labels import Label
from graph.domain.model import Tie
from graph.domain.stakeholder import Said
from graph.domain.vocabulary import vocabulary
from graph.views.view import KINDS, TIE_KINDS, View
from visualise.maps.picture import Dot, Fact, Line, Picture, Source

#: Ties to these contexts are told on a stakeholder's card, and not drawn.
TOLD = {"works_on": "Works on", "active_in": "Active in", "based_in": "Based in"}
#: How many of them a card lists.
LISTED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What an answer says of a dot: its rank, score and parts, or why else it is there."""

    rank: int | None = None
    score: str = ""
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    badge: str = ""


@dataclass(slots=True)
class Scene:
    """
    A part of a View made ready to be drawn.

    Sources are numbered as they are first cited, so that only those of what is shown
    stand on the map.
    """

    view: View
    nodes: Sequence[int]
    marks: Mapping[int, Mark] = field(default_factory=dict)
    _sources: dict[str, int] = field(default_factory=dict)
    _places: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self._places = {node: place for place, node in enumerate(self.nodes)}

    def picture(
        self,
        *,
        title: str,
        subtitle: str,
        note: str = "",
        ranking: str = "",
        label: Label = Label.CLEAR,
    ) -> Picture:
        """
        The picture of all nodes and of the ties among them.

        It is as closed as the most closed of them and of what cards tell, contacts among
        it, and as *label*, that of the answer.
        """
        view = self.view
        dots = tuple(self._dot(node) for node in self.nodes)
        lines = tuple(self._line(place) for place in self._ties())
        labels = [*(dot.label for dot in dots), *(line.label for line in lines)]
        label = max([label, *map(Label.parse, labels)])
        return Picture(
            title=title,
            subtitle=subtitle,
            note=note,
            ranking=ranking,
            label=f"TLP:{label.text}",
            label_meaning=vocabulary().labels[label.text].definition,
            as_of=view.as_of.isoformat(),
            revision=view.revision,
            dots=dots,
            lines=lines,
            sources=tuple(self._source(name) for name in self._sources),
        )

    def _ties(self) -> list[int]:
        """Ties between two of the nodes, those that ended among them."""
        found = {
            place
            for node in self.nodes
            for place in self.view.ties_of(node).tolist()
            if int(self.view.starts[place]) in self._places
            and int(self.view.ends[place]) in self._places
        }
        return sorted(found)

    def _dot(self, node: int) -> Dot:
        view = self.view
        known, mark = view.stakeholder(node), self.marks.get(node, Mark())
        told, label = self._told(node)
        facts = [
            *self._facts("Also known as", known.names[1:]),
            *self._facts("Level", known.levels),
            *(
                Fact(words=f"{words}: {', '.join(names)}", sources=self._numbers(sources))
                for words, names, sources in told.values()
            ),
            *self._facts("Since", known.since),
            *self._facts("Until", known.until),
            *self._facts("Contact", known.contacts),
        ]
        kind = vocabulary().kinds[KINDS[view.kinds[node]]]
        return Dot(
            id=known.id,
            name=known.name,
            kind=kind.code,
            kind_label=kind.label,
            context=not view.acting[node],
            summary=known.summaries[0].value if known.summaries else "",
            facts=(*facts, self._known_from(known.sources)),
            themes=tuple(told["works_on"][1]) if "works_on" in told else (),
            rank=mark.rank,
            score=mark.score,
            parts=tuple(
                Fact(words=words, sources=self._numbers(sources)) for words, sources in mark.parts
            ),
            badge=mark.badge,
            label=f"TLP:{max(known.label, label).text}",
            link=_address(known.links),
        )

    def _told(self, node: int) -> tuple[dict[str, tuple[str, list[str], list[str]]], Label]:
        """What *node* works on and where, by kind of tie: words, names, sources; and its label."""
        view, label = self.view, 0
        found: dict[str, tuple[str, list[str], list[str]]] = {}
        for place in view.ties_of(node).tolist():
            kind = TIE_KINDS[view.tie_kinds[place]]
            if kind in TOLD and int(view.starts[place]) == node and view.holds[place]:
                _, names, sources = found.setdefault(kind, (TOLD[kind], [], []))
                name = view.names[int(view.ends[place])]
                if name not in names:
                    names.append(name)
                sources.append(view.source(place).id)
                label = max(label, int(view.tie_labels[place]))
        told = {
            kind: (words, _cut(names), list(dict.fromkeys(sources)))
            for kind, (words, names, sources) in found.items()
        }
        return told, Label(label)

    def _facts(self, words: str, values: Iterable[Said]) -> list[Fact]:
        return [
            Fact(words=f"{words}: {said.value}", sources=self._numbers(said.sources))
            for said in values
        ]

    def _known_from(self, sources: Sequence[str]) -> Fact:
        count = "one source" if len(sources) == 1 else f"{len(sources)} sources"
        return Fact(words=f"Known from {count}", sources=self._numbers(sources))

    def _line(self, place: int) -> Line:
        view, tie = self.view, self.view.tie(place)
        kind = vocabulary().ties[tie.kind]
        cited = f", {tie.cited}" if tie.cited else ""
        return Line(
            start=self._places[int(view.starts[place])],
            end=self._places[int(view.ends[place])],
            kind=kind.code,
            kind_label=kind.label,
            reverse_label=kind.reverse if kind.directed else "",
            words=tie_note(tie) + cited,
            weight=tie.weight,
            directed=kind.directed,
            opposing=kind.family == "against",
            sources=self._numbers([tie.source]),
            label=f"TLP:{Label(int(view.tie_labels[place])).text}",
        )

    def _numbers(self, sources: Iterable[str]) -> tuple[int, ...]:
        return tuple(self._sources.setdefault(name, len(self._sources)) for name in sources)

    def _source(self, name: str) -> Source:
        source = next(one for one in self.view.sources if one.id == name)
        words = source.title if source.publisher is None else f"{source.title}, {source.publisher}"
        return Source(words=words, link=_web(source.link))


def tie_note(tie: Tie) -> str:
    """A tie's dates, role and money in a few words; nothing when it has none."""
    parts = [
        _span(tie.since, tie.until),
        tie.role,
        f"track {vocabulary().tracks[tie.track].label.removeprefix('track ')}" if tie.track else "",
        f"{tie.currency} {tie.amount:,}" if tie.amount is not None else "",
        tie.earmarking,
        f"{tie.share:g}%" if tie.share is not None else "",
    ]
    return ", ".join(part for part in parts if part)


def _span(since: PartialDate | None, until: PartialDate | None) -> str:
    if since is None:
        return "" if until is None else f"until {until}"
    if until is None:
        return f"since {since}"
    return str(since) if since == until else f"{since} to {until}"


def _cut(names: list[str]) -> list[str]:
    if len(names) <= LISTED:
        return names
    return [*names[:LISTED], f"and {len(names) - LISTED} more"]


def _address(links: Sequence[Said]) -> str | None:
    return next((link for said in links if (link := _web(said.value))), None)


def _web(link: str | None) -> str | None:
    """*link*, if it is one that a browser may be sent to."""
    return link if link is not None and link.startswith(("https://", "http://")) else None
