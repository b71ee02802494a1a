"""What a workbook holds, sorted for tests to look at."""

from dataclasses import dataclass
from pathlib import Path

from graph.domain.model import Entity, Source, Tie
from ingest.reader import Given, Held, Refused
from ingest.workbook.reader import read_csv, read_xlsx


@dataclass(frozen=True, kw_only=True)
class Yield:
    """What a reader yielded, sorted."""

    source: Source
    entities: dict[str, Entity]
    ties: list[Tie]
    refused: list[str]
    held: dict[str, int]

    def joined(self) -> list[tuple[str, str, str]]:
        """The ties as start, kind and end, without the id of the source."""
        prefix = f"{self.source.id}/"
        return [
            (tie.start.removeprefix(prefix), tie.kind, tie.end.removeprefix(prefix))
            for tie in self.ties
        ]


def read(path: Path, given: Given | None = None) -> Yield:
    """Read a workbook, whatever it is."""
    reader = read_csv if path.suffix == ".csv" else read_xlsx
    items = list(reader(path, given or Given()))
    assert isinstance(items[0], Source)
    entities = [item for item in items if isinstance(item, Entity)]
    assert len({entity.id for entity in entities}) == len(entities)
    return Yield(
        source=items[0],
        entities={entity.name: entity for entity in entities},
        ties=[item for item in items if isinstance(item, Tie)],
        refused=[f"{i.place}: {i.problem}" for i in items if isinstance(i, Refused)],
        held={item.what: item.count for item in items if isinstance(item, Held)},
    )
