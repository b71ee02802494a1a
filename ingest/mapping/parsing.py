"""From the file of a mapping to its plan; every mistake is refused at its line."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from graph.domain.dates import PartialDate
from graph.domain.labels import Label
from graph.domain.model import Source
from ingest.decoding.yaml_nodes import Fields, Items, Node, read_nodes
from ingest.errors import ReadError
from ingest.mapping.finding import whereabouts
from ingest.mapping.meanings import plain
from ingest.mapping.plan import LookupPlan, Plan
from ingest.mapping.sections import checked, read_as, text_of
from ingest.mapping.tables import TableParser, named
from ingest.mapping.templates import Values
from ingest.reader import Given

_READ: dict[str, Callable[[str], Any]] = {
    "id": str,
    "published": PartialDate,
    "retrieved": PartialDate,
    "label": Label.parse,
}


def read_plan(path: Path) -> Plan:
    """
    The mapping in the file at *path*.

    Raises:
        ReadError: It has a mistake; the error says at which line, and what would do.
    """
    root = read_nodes(path)
    several = isinstance(root, Fields) and "tables" in root.fields
    fields = checked(root, "mapping") if several else checked(root, "mapping", "table")
    lookups = dict(_lookups(fields.fields.get("lookups")))
    parsed = (TableParser.plan(node, frozenset(lookups)) for node in _tables(fields))
    plan = Plan(
        file=path.name,
        said=_source(fields.fields.get("source")),
        lookups=lookups,
        tables=tuple(parsed),
    )
    _check_among(plan)
    return plan


def _tables(root: Fields) -> tuple[Node, ...]:
    """The sections of tables: those in the list, or else the rest of the mapping as one."""
    if "tables" not in root.fields:
        own = {key: node for key, node in root.fields.items() if key not in ("source", "lookups")}
        return (Fields(place=root.place, fields=own, keys={key: root.keys[key] for key in own}),)
    node = root.fields["tables"]
    if not isinstance(node, Items) or not node.items:
        raise ReadError("write a list of tables here, each after a dash", node.place)
    return node.items


def _lookups(node: Node | None) -> Iterator[tuple[str, LookupPlan]]:
    for name, _, one in named(node, "lists") if node else ():
        section, values = checked(one, "lookup"), Values()
        key, value = (values.value(section.fields[part], plain) for part in ("key", "value"))
        yield (
            name,
            LookupPlan(at=whereabouts(section), columns=values.columns, key=key, value=value),
        )


def _source(node: Node | None) -> Given:
    if node is None:
        return Given()
    fields = checked(node, "source").fields
    said: dict[str, Any] = {
        key: read_as(one.place, _READ.get(key, str), text_of(one)) for key, one in fields.items()
    }
    if name := said.pop("id", None):
        read_as(fields["id"].place, lambda text: Source(id=text, title=text), name)
        said["source"] = name
    return Given(**said)


def _check_among(plan: Plan) -> None:
    """Refuse ends that are found among nothing, and entities of one name told apart in two ways."""
    keyed: dict[str, bool] = {}
    for entity in (entity for table in plan.tables for entity in table.entities.values()):
        if keyed.setdefault(entity.among, entity.has_key) != entity.has_key:
            problem = f"all entities among {entity.among!r} need a key, or none of them has one"
            raise ReadError(problem, entity.place)
    for tie in (tie for table in plan.tables for tie in table.ties):
        for end in (tie.start, tie.end):
            if end.among is not None and end.among not in keyed:
                known = ", ".join(keyed) or "none"
                problem = f"no entities are among {end.among!r}; known: {known}"
                raise ReadError(problem, end.place)
