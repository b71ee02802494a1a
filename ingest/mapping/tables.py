"""From what a mapping says of one table to the plan of it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from graph.domain.texts import check_text
from graph.domain.vocabulary import vocabulary
from ingest.decoding.yaml_nodes import Fields, Items, Node, Text
from ingest.errors import Place, ReadError
from ingest.mapping.finding import whereabouts
from ingest.mapping.meanings import ENTITY, TIE, Meaning, contact, identified, plain
from ingest.mapping.plan import Condition, End, EntityPlan, Kept, TablePlan, TiePlan, Where
from ingest.mapping.rows import folded
from ingest.mapping.sections import checked, choice_of, read_as, text_of, texts_of
from ingest.mapping.templates import Values, writing_of
from ingest.mapping.values import Value
from ingest.mapping.writing import Writing
from ingest.words import meant, shown

WORD = re.compile(r"[a-z][a-z0-9_]{0,39}")
_FLAGS = {"true": True, "yes": True, "false": False, "no": False}
_REST = "rest"


def named(node: Node, what: str) -> Iterator[tuple[str, Place, Node]]:
    """What stands under names of the owner's own: each name, its place, and what it holds."""
    if not isinstance(node, Fields) or not node.fields:
        raise ReadError(f"write a name of your own for each of the {what} here", node.place)
    for name, one in node.fields.items():
        if not WORD.fullmatch(name):
            problem = f"{shown(name)} is no name: use small letters, digits and '_'"
            raise ReadError(problem, node.keys[name])
        yield name, node.keys[name], one


@dataclass(frozen=True, slots=True, kw_only=True)
class TableParser:
    """Reads the section of a table; `values` notes the columns that it takes."""

    values: Values

    @classmethod
    def plan(cls, node: Node, lookups: frozenset[str]) -> TablePlan:
        """
        The plan of the table that *node* describes.

        Raises:
            ReadError: There is a mistake in it.
        """
        fields = checked(node, "table")
        return cls(values=Values(writing=writing_of(fields, Writing()), lookups=lookups)).table(
            fields
        )

    def table(self, section: Fields) -> TablePlan:
        """The plan of the table in *section*."""
        fields = section.fields
        entities = dict(self._entities(fields["entities"])) if "entities" in fields else {}
        ties = tuple(self._ties(fields["ties"])) if "ties" in fields else ()
        if not entities and not ties:
            raise ReadError("a table needs `entities`, or `ties`, or both", section.place)
        for tie in ties:
            _check_own(tie, entities)
        return TablePlan(
            at=whereabouts(section),
            optional=_folded(fields["optional"]) if "optional" in fields else frozenset(),
            fill_down=self._columns(fields.get("fill_down")),
            where=self._where(fields),
            entities=entities,
            ties=ties,
            columns=self.values.columns,
            taken=frozenset(self.values.taken),
        )

    def _entities(self, node: Node) -> Iterator[tuple[str, EntityPlan]]:
        for name, place, one in named(node, "entities"):
            yield name, self._entity(name, place, checked(one, "entity"))

    def _entity(self, name: str, place: Place, section: Fields) -> EntityPlan:
        fields = section.fields
        values = self._values(section, ENTITY)
        if "key" in values and values["name"].is_split:
            problem = "a name that is split makes several entities, which cannot share one key"
            raise ReadError(problem, section.keys["key"])
        return EntityPlan(
            place=place,
            name=name,
            among=self._word(fields["among"]) if "among" in fields else name,
            values=values,
            identifiers=self._named(fields.get("identifiers"), identified),
            contacts=self._named(fields.get("contacts"), contact),
            kept=self._kept(fields),
            where=self._where(fields),
        )

    def _ties(self, node: Node) -> Iterator[TiePlan]:
        if not isinstance(node, Items):
            raise ReadError("write a list of ties here, each after a dash", node.place)
        for one in node.items:
            section = checked(one, "tie")
            yield TiePlan(
                place=one.place,
                start=self._end(section.fields["from"]),
                end=self._end(section.fields["to"]),
                values=self._values(section, TIE),
                kept=self._kept(section.fields),
                where=self._where(section.fields),
            )

    def _end(self, node: Node) -> End:
        if isinstance(node, Text):
            return End(place=node.place, entity=text_of(node))
        fields = checked(node, "end").fields
        ways = [way for way in ("key", "name", "place", "theme") if way in fields]
        if len(ways) != 1 or ("among" in fields) != (ways[0] in ("key", "name")):
            problem = "write `among` with `key` or `name`, or else `place` or `theme` alone"
            raise ReadError(problem, node.place)
        value = self.values.value(fields[ways[0]], TIE[ways[0]])
        among = self._word(fields["among"]) if "among" in fields else None
        return End(place=node.place, among=among, by=ways[0], value=value)

    def _values(self, section: Fields, meanings: Mapping[str, Meaning[object]]) -> dict[str, Value]:
        own = {key: node for key, node in section.fields.items() if key in meanings}
        return {key: self.values.value(node, meanings[key]) for key, node in own.items()}

    def _named(
        self, node: Node | None, meaning: Callable[[str], Meaning[object]]
    ) -> dict[str, Value]:
        if node is None:
            return {}
        if not isinstance(node, Fields):
            raise ReadError("write names here, and behind each a value", node.place)
        found = {}
        for name, one in node.fields.items():
            read_as(node.keys[name], lambda text: check_text("a name", name=text), name)
            found[name] = self.values.value(one, read_as(node.keys[name], meaning, name))
        return found

    def _kept(self, fields: Mapping[str, Node]) -> Kept:
        node, extra = fields.get("keep"), self._named(fields.get("extra"), lambda _: plain)
        if isinstance(node, Text) and node.text == _REST:
            return Kept(rest=True, extra=extra)
        return Kept(columns=self._columns(node, taken=True), extra=extra)

    def _columns(self, node: Node | None, *, taken: bool = False) -> tuple[str, ...]:
        if node is None:
            return ()
        return tuple(self.values.column(*one, taken=taken) for one in texts_of(node))

    def _word(self, node: Node) -> str:
        text = text_of(node)
        if not WORD.fullmatch(text):
            problem = f"{shown(text)} is no name: use small letters, digits and '_'"
            raise ReadError(problem, node.place)
        return text

    def _where(self, fields: Mapping[str, Node]) -> Where:
        node = fields.get("where")
        if node is None:
            return ()
        if not isinstance(node, Fields):
            problem = "write headings here, and behind each what its cell must hold"
            raise ReadError(problem, node.place)
        return tuple(
            self._condition(self.values.column(node.keys[name], name, taken=False), one)
            for name, one in node.fields.items()
        )

    def _condition(self, column: str, node: Node) -> Condition:
        if not isinstance(node, Fields):
            return Condition(column=column, wanted=_folded(node))
        fields = checked(node, "condition").fields
        return Condition(
            column=column,
            wanted=_folded(fields["is"]) if "is" in fields else frozenset(),
            unwanted=_folded(fields["not"]) if "not" in fields else frozenset(),
            blank=_FLAGS[choice_of(fields["blank"], _FLAGS)] if "blank" in fields else None,
        )


def _folded(node: Node) -> frozenset[str]:
    return frozenset(folded(text) for _, text in texts_of(node))


def _check_own(tie: TiePlan, entities: Mapping[str, EntityPlan]) -> None:
    """Refuse a tie whose ends are not there, or are such that no tie of its kind joins them."""
    for end in (tie.start, tie.end):
        if end.entity is not None and end.entity not in entities:
            known = ", ".join(entities) or "none"
            problem = f"this table has no entity {shown(end.entity)}; it has {known}"
            raise ReadError(f"{problem}; or write `among` with `key` or `name`", end.place)
    kinds = [_kind(end, entities) for end in (tie.start, tie.end)]
    word = tie.values["kind"].constant
    if word is None or "direction" in tie.values:
        return
    code = meant("ties", word)
    if code.startswith("-"):
        kinds.reverse()
    if problem := vocabulary().misfit(code.removeprefix("-"), *kinds):
        raise ReadError(problem, tie.place)


def _kind(end: End, entities: Mapping[str, EntityPlan]) -> str | None:
    """The kind of what stands at an end, if it is the same in every row."""
    if end.by == "theme":
        return "theme"
    word = entities[end.entity].values["kind"].constant if end.entity else None
    return None if word is None else meant("kinds", word)
