"""From the nodes and edges of a file to what a reader yields."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph.domain.errors import ClaimError
from graph.domain.model import shared_kind
from ingest.errors import Place, ReadError
from ingest.networks.attributes import Attributes
from ingest.networks.edges import ties_of
from ingest.networks.nodes import Known, id_of, made_of
from ingest.networks.parts import Edge, Node, Said
from ingest.nobody import NobodyError
from ingest.reader import Given, Held, Item, Refused, keeping
from ingest.words import shown
from ingest.workbook.reader import NAMED_WORDS


def read(
    path: Path,
    given: Given,
    said: Said,
    nodes: Callable[[], Iterable[Node]],
    edges: Callable[[], Iterable[Edge]],
) -> Iterator[Item]:
    """
    Yield what the file at *path* holds: its source, entities and ties.

    Nodes are read before edges, wherever these stand in the file.

    Args:
        path: The file.

        given: What is given of its source.

        said: What the file says of itself.

        nodes: What yields its nodes.

        edges: What yields its edges.
    """
    yield (source := given.source_of(path, said.source))
    network = _Network(source=source.id, said=said)
    for node in nodes():
        yield from network.of_node(node)
    for edge in edges():
        yield from network.of_edge(edge)
    yield from network.held()
    if not network.count:
        raise ReadError("there is no node in this file", Place(file=path.name))


@dataclass(slots=True, kw_only=True)
class _Network:
    """The nodes of one file, by their keys; None for those that were refused, and are lost."""

    source: str
    said: Said
    count: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    _known: dict[str, Known | None] = field(default_factory=dict)
    _lost: dict[str, str] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)
    _seen: set[str] = field(default_factory=set)
    _parents: list[Node] = field(default_factory=list)

    def of_node(self, node: Node) -> Iterator[Item]:
        """What becomes of a node."""
        self.count["nodes"] += 1
        if node.key in self._known:
            problem = f"an earlier node is {shown(node.key)} too"
            yield Refused(place=node.place, problem=problem, keeps=())
            return
        self._known[node.key] = None
        try:
            attributes = self._attributes("elements", node)
            made = made_of(node, attributes, self.source, self.said.label)
            self._check_alone(made.known)
        except (ClaimError, ReadError) as error:
            lost = self._lost[node.key] = id_of(node, self.source)
            keeps = () if isinstance(error, NobodyError) else (lost,)
            yield from keeping([_refused(error, node.place)], keeps)
            return
        self._known[node.key] = made.known
        yield from keeping((*node.refused, *attributes.refusals.found), [made.known.id])
        if shared_kind(made.known.id):
            self.count["countries, regions and themes that are known already"] += 1
        if node.parent is not None:
            self._parents.append(node)
        yield from made.claims

    def _check_alone(self, known: Known) -> None:
        if known.id in self._ids and not shared_kind(known.id):
            raise ClaimError("an earlier node has the same Tracktwo id")
        self._ids.add(known.id)

    def of_edge(self, edge: Edge) -> Iterator[Item]:
        """What becomes of an edge."""
        self.count["edges"] += 1
        try:
            yield from self._ties(edge)
        except (ClaimError, ReadError) as error:
            yield from keeping([_refused(error, edge.place)], self._ends(edge))

    def _ends(self, edge: Edge) -> Iterator[str]:
        """The ids that the ends of an edge have, or would have had."""
        for key in (edge.start, edge.end):
            known = self._known.get(key)
            yield self._lost.get(key, f"{self.source}/{key}") if known is None else known.id

    def _ties(self, edge: Edge) -> list[Item]:
        attributes = self._attributes("connections", edge)
        ends = self._end(edge, edge.start), self._end(edge, edge.end)
        if all(shared_kind(end.id) for end in ends):
            self.count["edges between countries, regions and themes, known already"] += 1
            return []
        ties = ties_of(edge, attributes, ends, self.source, self.said.label)
        names = {tie.id for tie in ties}
        if names & self._seen or len(names) < len(ties):
            raise ClaimError("an earlier edge says the same")
        self._seen |= names
        lost = (*edge.refused, *attributes.refusals.found)
        return [*ties, *keeping(lost, (*self._ends(edge), *names))]

    def _attributes(self, shape: str, part: Node | Edge) -> Attributes:
        if part.fault:
            raise ReadError(part.fault, part.place)
        return Attributes(shape, part.values, part.place, self.unknown)

    def _end(self, edge: Edge, key: str) -> Known:
        if key not in self._known:
            raise ReadError(f"no node of this file is {shown(key)}", edge.place)
        known = self._known[key]
        if known is None:
            raise ReadError(f"the node {shown(key)} was refused", edge.place)
        return known

    def held(self) -> Iterator[Item]:
        """The ties of nodes to those they stand in, and counts of what the file held."""
        for node in self._parents:
            edge = Edge(place=node.place, start=node.key, end=node.parent or "", word="part_of")
            yield from self.of_edge(edge)
        for what, count in (*self.count.items(), *self.said.counted.items()):
            if count:
                yield Held(what=what, count=count)
        named = self.unknown.most_common(NAMED_WORDS)
        yield from (Held(what=what, count=count) for what, count in named)
        if rest := self.unknown.total() - sum(count for _, count in named):
            yield Held(what="other words not in the vocabulary", count=rest)


def _refused(error: ClaimError | ReadError, place: Place) -> Refused:
    if isinstance(error, ReadError):
        return Refused(place=error.place, problem=error.problem)
    return Refused(place=place, problem=str(error))
