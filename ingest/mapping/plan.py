"""What a mapping says, once it is read and found to be without mistakes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.errors import Place
from ingest.mapping.rows import Line, Whereabouts, folded
from ingest.mapping.values import Value
from ingest.reader import Given


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What the cell of a column must hold."""

    column: str
    wanted: frozenset[str] = frozenset()
    unwanted: frozenset[str] = frozenset()
    blank: bool | None = None

    def holds(self, line: Line) -> bool:
        """Whether *line* is as this says."""
        found = {folded(text) for text in line.texts(self.column)}
        if self.blank is not None and self.blank is bool(found):
            return False
        return not (self.wanted and not found & self.wanted) and not found & self.unwanted


Where = tuple[Condition, ...]


def fits(where: Where, line: Line) -> bool:
    """Whether every condition holds for *line*."""
    return all(condition.holds(line) for condition in where)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept as it is: columns, or the rest of them, and values by a name."""

    columns: tuple[str, ...] = ()
    rest: bool = False
    extra: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityPlan:
    """What makes an entity of a row; `among` are those that its key tells it from."""

    place: Place
    name: str
    among: str
    values: Mapping[str, Value]
    identifiers: Mapping[str, Value]
    contacts: Mapping[str, Value]
    kept: Kept
    where: Where

    @property
    def has_key(self) -> bool:
        """Whether something else than its name tells it from others."""
        return "key" in self.values


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """
    One end of a tie.

    An `entity` of the row by its name in the mapping; or one `among` others by what
    `by` says, its key or its name; or a place or theme of the world, with no `among`.
    """

    place: Place
    entity: str | None = None
    among: str | None = None
    by: str = "key"
    value: Value | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TiePlan:
    """What makes ties of a row."""

    place: Place
    start: End
    end: End
    values: Mapping[str, Value]
    kept: Kept
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePlan:
    """
    What is made of a table.

    `columns` are the places where the mapping names each; those that are `taken` enter
    the network, while others only say which rows do.
    """

    at: Whereabouts
    columns: Mapping[str, Place]
    taken: frozenset[str]
    optional: frozenset[str]
    fill_down: tuple[str, ...]
    where: Where
    entities: Mapping[str, EntityPlan]
    ties: tuple[TiePlan, ...]

    @property
    def keeps_rest(self) -> bool:
        """Whether the columns that no value takes are kept somewhere."""
        entities = any(plan.kept.rest for plan in self.entities.values())
        return entities or any(plan.kept.rest for plan in self.ties)

    def must_name(self, line: Line) -> bool:
        """Whether *line* is of no use when it names nobody."""
        ends = ((tie.start.entity, tie.end.entity) for tie in self.ties)
        named_here = all(fits(plan.where, line) for plan in self.entities.values())
        return bool(self.entities) and named_here and (None, None) not in ends


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupPlan:
    """A list of codes and what they stand for."""

    at: Whereabouts
    columns: Mapping[str, Place]
    key: Value
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A whole mapping, in the file called `file`."""

    file: str
    said: Given
    lookups: Mapping[str, LookupPlan]
    tables: tuple[TablePlan, ...]
