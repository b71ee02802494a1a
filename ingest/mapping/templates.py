"""From what a mapping says in its YAML to values."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graph.domain.errors import ClaimError
from ingest.decoding.yaml_nodes import Fields, Items, Node, Text
from ingest.errors import Place, ReadError
from ingest.mapping.meanings import Meaning
from ingest.mapping.rows import folded
from ingest.mapping.sections import checked, choice_of, read_as, text_of, texts_of
from ingest.mapping.values import Cell, Part, Value
from ingest.mapping.writing import DateForm, Writing
from ingest.words import shown

_HEADING = re.compile(r"<([^<>]+)>")
_DECIMALS = (".", ",")
_NO_COLUMN = "write <Heading> for what a cell holds"


def writing_of(fields: Fields, default: Writing) -> Writing:
    """How the section *fields* states that dates and numbers are written."""
    dates, decimal = default.dates, default.decimal
    if node := fields.fields.get("dates"):
        dates = tuple(read_as(place, DateForm, text) for place, text in texts_of(node))
        shapes = [form.shape for form in dates]
        if len(shapes) > len(set(shapes)):
            problem = "one date may be written in two of these forms and mean two days; leave one"
            raise ReadError(problem, node.place)
    if node := fields.fields.get("decimal"):
        decimal = choice_of(node, _DECIMALS)
    return Writing(dates=dates, decimal=decimal)


@dataclass(slots=True, kw_only=True)
class Values:
    """
    Reads the values of one table, and notes the columns that they take.

    Args:
        writing: How the table writes dates and numbers.

        lookups: The names of the lists that values may be looked up in.
    """

    writing: Writing = field(default_factory=Writing)
    lookups: frozenset[str] = frozenset()
    columns: dict[str, Place] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def column(self, place: Place, heading: str, *, taken: bool = True) -> str:
        """The column under *heading*, noted as one that a value takes or that rows are read by."""
        key = folded(heading)
        self.columns.setdefault(key, place)
        if taken:
            self.taken.add(key)
        return key

    def value(self, node: Node, meaning: Meaning[object]) -> Value:
        """
        The value that *node* is.

        Raises:
            ReadError: It is none, or says in every row what *meaning* cannot read.
        """
        nodes = node.items if isinstance(node, Items) else (node,)
        if not nodes:
            raise ReadError("the list is empty; take out the key", node.place)
        parts = tuple(self._part(one) for one in nodes)
        for part in parts:
            for text in part.constants():
                try:
                    meaning(text, part.writing)
                except ClaimError as error:
                    hint = "" if part.columns else f" ({_NO_COLUMN})"
                    raise ReadError(f"{error}{hint}", part.place) from error
        return Value(parts=parts)

    def _part(self, node: Node) -> Part:
        if isinstance(node, Text):
            pieces = self._pieces(node.place, text_of(node))
            return Part(place=node.place, pieces=pieces, writing=self.writing)
        fields = checked(node, "value").fields
        pieces = tuple(self._said(node.place, fields))
        return Part(
            place=node.place,
            pieces=pieces,
            split=tuple(_signs(fields["split"])) if "split" in fields else (),
            words=_words(fields["words"]) if "words" in fields else {},
            lookup=self._lookup(fields["lookup"]) if "lookup" in fields else None,
            otherwise=text_of(fields["otherwise"]) if "otherwise" in fields else None,
            writing=writing_of(checked(node, "value"), self.writing),
        )

    def _said(self, place: Place, fields: Mapping[str, Node]) -> Iterator[str | Cell]:
        if ("value" in fields) == ("column" in fields):
            raise ReadError("write either `value` or `column` here", place)
        if "value" in fields:
            node = fields["value"]
            yield from self._pieces(node.place, text_of(node))
        else:
            node = fields["column"]
            yield Cell(self.column(node.place, text_of(node)))

    def _pieces(self, place: Place, text: str) -> tuple[str | Cell, ...]:
        pieces: list[str | Cell] = []
        at = 0
        for found in _HEADING.finditer(text):
            pieces += [text[at : found.start()], Cell(self.column(place, found[1]))]
            at = found.end()
        return tuple(piece for piece in (*pieces, text[at:]) if piece != "")

    def _lookup(self, node: Node) -> str:
        name = text_of(node)
        if name not in self.lookups:
            known = ", ".join(sorted(self.lookups)) or "none"
            raise ReadError(
                f"there is no list {shown(name)} under lookups; known: {known}", node.place
            )
        return name


def _signs(node: Node) -> Iterator[str]:
    """The signs that part values, with the space around them."""
    nodes = node.items if isinstance(node, Items) else (node,)
    for one in nodes:
        if not isinstance(one, Text) or not one.text:
            raise ReadError("write a sign that parts values here, such as ';'", one.place)
        yield one.text.replace("\\n", "\n").replace("\\t", "\t")


def _words(node: Node) -> dict[str, str | None]:
    if not isinstance(node, Fields):
        raise ReadError("write words here, and behind each what it stands for", node.place)
    found: dict[str, str | None] = {}
    for word, one in node.fields.items():
        if not isinstance(one, Text):
            raise ReadError("write what the word stands for, as a text", one.place)
        found[folded(word)] = one.text
    return found
