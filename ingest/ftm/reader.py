"""Read the entities of FollowTheMoney, watch lists among them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph.domain.errors import ClaimError
from ingest.decoding.beginning import Beginning
from ingest.errors import Place
from ingest.ftm.attached import ATTACHED, Attached
from ingest.ftm.edges import edge_claims
from ingest.ftm.entities import LISTED, entity_claims, kind_of
from ingest.ftm.own import is_own, read_own
from ingest.ftm.things import Thing, meanings, things
from ingest.reader import Given, Held, Item, Refused, keeping
from ingest.words import shown

_SCHEMA = re.compile(r'"schema"\s*:\s*"[A-Z][A-Za-z]+"')
_CHANGE = re.compile(r'\{\s*"op"\s*:\s*"(?:ADD|MOD|DEL)"')
_OPS = {"ADD": "added", "MOD": "changed", "DEL": "deleted"}


def fits(beginning: Beginning) -> bool:
    """Whether the file is JSON whose objects have a schema and properties."""
    text = beginning.text
    if not beginning.is_json:
        return False
    return _CHANGE.search(text) is not None or (
        _SCHEMA.search(text) is not None and '"properties"' in text
    )


def read_ftm(path: Path, given: Given) -> Iterator[Item]:
    """
    Read the entities of FollowTheMoney at *path*: lines, a list, or the changes of a delta.

    The file is read twice: first for what lines say of entities in other lines. The people a
    watch list names, by a topic or a sanction, is `listed`, and no stakeholder. An export
    of ours comes back as it was.

    Raises:
        ReadError: The file is no JSON, or an entity is too large to be one.
    """
    if is_own(path):
        yield from read_own(path, given)
        return
    yield (source := given.source_of(path, Given()))
    attached = Attached.of(path)
    file = _File(source=source.id, attached=attached)
    if attached.last:
        problem = (
            "this is a delta: it holds what changed since an earlier file, and no more; "
            "load the whole file to have the rest"
        )
        yield Refused(place=Place(file=path.name), problem=problem)
    for found in things(path):
        if isinstance(found, Refused):
            yield found
        else:
            yield from keeping(file.add(found), [f"{source.id}/{found.id}"])
    yield from file.missing()


@dataclass(slots=True, kw_only=True)
class _File:
    """What of the file was met so far."""

    source: str
    attached: Attached
    _seen: dict[str, int] = field(default_factory=dict)

    def add(self, thing: Thing) -> Iterator[Item]:
        """What one entity of the file says, or why it says nothing."""
        if thing.op is not None:
            yield Held(what=f"entities {_OPS.get(thing.op, 'with an unknown change')}")
            # Of several changes of one entity, the last one holds.
            if thing.op not in _OPS or self.attached.last[thing.id] != thing.record.line:
                return
            if thing.op == "DEL":
                return
        try:
            made = list(self._claims(thing))
        except ClaimError as error:
            yield thing.record.refused(str(error))
            return
        self._seen[thing.id] = thing.record.line
        yield from made
        yield from thing.refusals.found

    def _claims(self, thing: Thing) -> Iterator[Item]:
        if thing.id in self._seen:
            line = self._seen[thing.id]
            raise ClaimError(f"{shown(thing.id)} is in line {line} already; merge them first")
        if thing.schema in meanings().edges:
            yield from edge_claims(thing, self.source, self.attached)
            yield Held(what=f"{thing.schema} edges")
            return
        watched = thing.id in self.attached.watched
        kind = kind_of(thing, watched=watched)
        if thing.schema in ATTACHED and kind != LISTED:
            yield Held(what=f"{thing.schema} entities")
        elif kind is None:
            problem = f"{shown(thing.id)} is of the schema {shown(thing.schema)}"
            raise ClaimError(f"{problem}, which is no stakeholder, context or tie here")
        else:
            yield from self._entity(thing, kind)

    def _entity(self, thing: Thing, kind: str) -> Iterator[Item]:
        yield from entity_claims(thing, self.source, kind, self.attached)
        yield Held(what="entries of watch lists" if kind == LISTED else f"{thing.schema} entities")

    def missing(self) -> Iterator[Refused]:
        """Sanctions of entities that the file does not describe."""
        for name, sanctions in self.attached.sanctions.items():
            if name not in self._seen:
                problem = f"the sanction is of {shown(name)}, which the file does not describe"
                refused = sanctions[0].record.refused(problem, "entity")
                yield from keeping([refused], [f"{self.source}/{name}"])
