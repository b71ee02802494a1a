"""From a document to the question that it holds; every mistake is told with its line."""

import re
from pathlib import Path
from typing import Any, TypeVar

from api import standard_input
from api.documents.sections import MADE, sections
from api.documents.values import SORTS
from graph.answers.coalition.ask import Ask
from graph.answers.need import Need
from graph.answers.plan.dialogue import Dialogue
from graph.domain.errors import NeedError
from ingest.decoding.yaml_nodes import Items, Node, nodes_of, read_nodes
from ingest.errors import ReadError
from ingest.mapping.sections import Key, of_keys

Question = Need | Ask | Dialogue
Q = TypeVar("Q", Need, Ask, Dialogue)


def read_document(address: str) -> Question:
    """
    What the file at *address* asks; `-` is standard input.

    Raises:
        ReadError: It cannot be read, or asks for what makes no sense; the error says
            at which line, and what would do.
    """
    if address == "-":
        return document(standard_input.read_text(), standard_input.NAME)
    return _question(read_nodes(Path(address)))


def document(text: str, name: str) -> Question:
    """
    What the document that *text* is asks; *name* is what errors call it.

    Raises:
        ReadError: As for `read_document`.
    """
    # JSON may be indented by tabs, YAML may not.
    bare = re.sub(r"(?m)^\t+", " ", text) if text.lstrip().startswith("{") else text
    return _question(nodes_of(bare, name))


def asked(question: Question, sort: type[Q], name: str) -> Q:
    """
    The same *question*, when it is of this *sort*.

    Raises:
        NeedError: It is of another; *name* is what the error calls the document.
    """
    if not isinstance(question, sort):
        wanted, found = (one.__name__.lower() for one in (sort, type(question)))
        raise NeedError(f"{name}: this holds the key '{found}'; '{wanted}' is what is needed here")
    return question


def _question(root: Node) -> Question:
    fields = of_keys(root, sections()["document"])
    if len(fields.fields) != 1:
        names = " or ".join(f"'{name}'" for name in sections()["document"])
        raise ReadError(f"a document has one key at its top: {names}", fields.place)
    ((name, node),) = fields.fields.items()
    found: Question = _section(name, node)
    return found


def _section(name: str, node: Node, **shared: object) -> Any:  # noqa: ANN401 - what `MADE` says
    known = sections()[name]
    fields = of_keys(node, known)
    values: dict[str, Any] = dict(shared)
    # What a table needs is read last, for its dialogue says part of it.
    for key, one in sorted(fields.fields.items(), key=lambda pair: pair[0] == "ask"):
        within = Dialogue.inherited(values) if key == "ask" else {}
        values[key] = _value(known[key], one, **within)
    try:
        return MADE[name](**values)
    except NeedError as error:
        raise ReadError(str(error), fields.place) from error


def _value(key: Key, node: Node, **shared: object) -> object:
    if key.takes in SORTS:
        return SORTS[key.takes].read(node)
    if not key.several:
        return _section(key.takes, node, **shared)
    if not isinstance(node, Items):
        raise ReadError("write a list here, each after a dash", node.place)
    return tuple(_section(key.takes, item) for item in node.items)
