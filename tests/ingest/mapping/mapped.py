"""What a mapping makes of a table, sorted for tests to look at."""

from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent

from graph.domain.model import Entity, Source, Tie
from ingest.mapping.parsing import read_plan
from ingest.mapping.reader import read_mapped
from ingest.reader import Given, Held, Refused


@dataclass(frozen=True, kw_only=True)
class Made:
    """What was made of a file, sorted."""

    source: Source
    entities: dict[str, Entity] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    held: dict[str, int] = field(default_factory=dict)

    def joined(self) -> list[tuple[str, str, str]]:
        """The ties as start, kind and end, each entity by its name."""
        names = {entity.id: entity.name for entity in self.entities.values()}
        return [(names.get(t.start, t.start), t.kind, names.get(t.end, t.end)) for t in self.ties]


def written(folder: Path, text: str, name: str = "list.csv.mapping.yaml") -> Path:
    """Write a mapping, or a table, in *folder*."""
    path = folder / name
    path.write_text(dedent(text), "utf-8")
    return path


def made(path: Path, mapping: str, given: Given | None = None) -> Made:
    """What a mapping of this text makes of the file at *path*."""
    plan = read_plan(written(path.parent, mapping, f"{path.name}.mapping.yaml"))
    items = list(read_mapped(path, given or Given(), plan))
    assert isinstance(items[0], Source)
    entities = [item for item in items if isinstance(item, Entity)]
    ties = [item for item in items if isinstance(item, Tie)]
    assert len({entity.id for entity in entities}) == len(entities)
    assert len({tie.id for tie in ties}) == len(ties)
    return Made(
        source=items[0],
        entities={entity.name: entity for entity in entities},
        ties=ties,
        refused=[f"{i.place}: {i.problem}" for i in items if isinstance(i, Refused)],
        held={item.what: item.count for item in items if isinstance(item, Held)},
    )
