"""
Read any CSV, XLSX or JSON as a mapping says.

docs/mapping.md says what a mapping may say.
"""

from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from graph.domain.errors import ClaimError
from ingest.errors import ReadError
from ingest.mapping.bodies import Bodies
from ingest.mapping.entities import claims_of, heads_of, ids_of
from ingest.mapping.opened import Opened, codes, opened
from ingest.mapping.plan import EntityPlan, Plan
from ingest.mapping.rows import Line
from ingest.mapping.ties import TieMaker
from ingest.mapping.values import Lookups, Reading
from ingest.reader import Given, Held, Item, Refused, keeping
from ingest.repeated import Gathering


def read_mapped(path: Path, given: Given, plan: Plan) -> Iterator[Item]:
    """
    Read the file at *path*, and those beside it that *plan* names.

    The tables are read two or three times: to learn which entities they name, for what they say
    of each, and for what joins them. What several rows say of one entity is gathered.

    Raises:
        ReadError: A table cannot be read on, or lacks a column that the mapping names.
    """
    source = given.source_of(path, plan.said)
    tables = [opened(path, table) for table in plan.tables]
    for number, table in enumerate(tables):
        table.again = any(table.plan.at.is_of(one.plan.at) for one in tables[:number])
    lookups = {name: codes(path, lookup) for name, lookup in plan.lookups.items()}
    file = _File(source=source.id, tables=tables, lookups=lookups, plan=plan)
    file.learn()
    for table in tables:
        table.check()
    yield source
    yield from file.entities()
    yield from file.ties()
    for table in tables:
        yield from table.held(alone=len(tables) == 1)


@dataclass(slots=True, kw_only=True)
class _File:
    """A file as it is read, pass by pass."""

    source: str
    tables: list[Opened]
    lookups: Lookups
    plan: Plan
    bodies: Bodies = field(init=False)

    def __post_init__(self) -> None:
        ties = (tie for table in self.plan.tables for tie in table.ties)
        ends = (end for tie in ties for end in (tie.start, tie.end))
        self.bodies = Bodies(by_name=frozenset(e.among for e in ends if e.among and e.by == "name"))

    def learn(self) -> None:
        """Learn which entities the tables name; faults of a row are said when it is read."""
        for table in self.tables:
            for line in table.lines():
                if not isinstance(line, Refused):
                    self._learn(table, line)

    def _learn(self, table: Opened, line: Line) -> None:
        for plan in table.plan.entities.values():
            with suppress(ReadError):
                for head in heads_of(plan, self._reading(line), self.source):
                    kind, name = head.kind, head.name
                    self.bodies.note(head.id, among=plan.among, name=name, kind=kind)

    def _reading(self, line: Line) -> Reading:
        return Reading(line=line, lookups=self.lookups)

    def entities(self) -> Iterator[Item]:
        """The entities, those of one row as they come, the others at the end."""
        gathering = Gathering()
        for table in self.tables:
            rest = table.rest()
            for line in table.lines(count=True):
                if isinstance(line, Refused):
                    yield from () if table.again else (line,)
                    continue
                yield from () if table.again else self._faults(table, line)
                named = False
                for plan in table.plan.entities.values():
                    named |= yield from self._described(plan, line, rest, gathering)
                if not named and table.plan.must_name(line):
                    problem = "the row names nobody that the mapping asks for; it was not read"
                    yield Refused(place=line.place(), problem=problem)
        yield from gathering.claims()

    def _faults(self, table: Opened, line: Line) -> Iterator[Item]:
        """The refusals of cells of a row that cannot be read."""
        if not line.faults:
            return
        plans = table.plan.entities.values()
        found = [ids_of(plan, self._reading(line), self.source) for plan in plans]
        ids = None if None in found else chain.from_iterable(filter(None, found))
        yield from keeping(line.faults.values(), ids)

    def _described(
        self, plan: EntityPlan, line: Line, rest: tuple[str, ...], gathering: Gathering
    ) -> Generator[Item, None, bool]:
        """Yield what *plan* makes of a row; whether the row names somebody for it."""
        reading, named = self._reading(line), True
        refused: list[Refused] = []
        try:
            heads = heads_of(plan, reading, self.source)
            # A name that is refused is a name: the row does not lack one.
            named = bool(heads or reading.refused)
            for head in heads:
                for claim in claims_of(plan, head, reading, self.source, rest):
                    if head.id in self.bodies.repeated:
                        yield from gathering.add(claim, line)
                    else:
                        yield claim
        except ReadError as error:
            refused += line.refused(error)
        except ClaimError as error:
            refused.append(Refused(place=line.place(), problem=str(error)))
        if refused or reading.refused:
            ids = ids_of(plan, self._reading(line), self.source)
            yield from keeping((*refused, *reading.refused), ids)
        return named

    def ties(self) -> Iterator[Item]:
        """The ties between them."""
        plans = [plan for table in self.plan.tables for plan in table.entities.values()]
        keyed = frozenset(plan.among for plan in plans if plan.has_key)
        maker = TieMaker(source=self.source, bodies=self.bodies, keyed=keyed)
        for table in self.tables:
            rest = table.rest()
            for line in table.lines() if table.plan.ties else ():
                if not isinstance(line, Refused):
                    yield from maker.claims(table.plan, self._reading(line), rest)
        if maker.again:
            yield Held(what="ties that an earlier row says in the same words", count=maker.again)
        if maker.hidden:
            yield Held(what="addresses that were left out of ties", count=maker.hidden)
