"""From what a reader yields to a batch in a store, and the report of it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.errors import ClaimError, GraphError
from graph.model import VOCABULARY_SOURCE, Claim, Source
from graph.stores.base import Batch, Store, Tally
from ingest.matching import AUTHOR, by_identifiers
from ingest.reading import Held, Item, Refused
from ingest.report import FileReport


@dataclass(slots=True, kw_only=True)
class _Seen:
    """What went by while a file was read."""

    source: Source | None = None
    held: Counter[str] = field(default_factory=Counter)
    refused: list[Refused] = field(default_factory=list)

    def claims(self, items: Iterable[Item]) -> Iterator[Claim]:
        """The claims among *items*; the rest is noted."""
        for item in items:
            match item:
                case Refused():
                    self.refused.append(item)
                case Held():
                    self.held[item.what] += item.count
                case _:
                    if isinstance(item, Source):
                        self.source = item
                    yield item


def load(
    store: Store, items: Iterable[Item], *, file: str, form: str, rehearsal: bool = False
) -> FileReport:
    """
    Put what a reader yields into *store*, as one batch, and report.

    What the same source said before and does not say now is withdrawn. A file that
    cannot be read on leaves the store as it was, and the report says why.

    Args:
        items: What the reader yields.

        file: The file's name, for the report.

        form: The name of its format, for the report.

        rehearsal: Report what would happen, and write nothing.
    """
    seen = _Seen()
    try:
        with store.writing(rehearsal=rehearsal) as batch:
            tally = _fill(batch, seen, items)
    except GraphError as error:
        return FileReport(
            file=file, format=form, problem=str(error), held=dict(seen.held), rehearsal=rehearsal
        )
    return FileReport(
        file=file,
        format=form,
        source=seen.source,
        tally=tally,
        held=dict(seen.held),
        refused=tuple(seen.refused),
        rehearsal=rehearsal,
    )


def _fill(batch: Batch, seen: _Seen, items: Iterable[Item]) -> Tally:
    for claim in seen.claims(items):
        if isinstance(claim, Source) and claim.id == VOCABULARY_SOURCE:
            raise ClaimError(f"{claim.id!r} is the shared vocabulary's; give the source another id")
        batch.put(claim)
    if seen.source is None:
        raise ClaimError("the reader named no source")
    batch.withdraw_rest(seen.source.id)
    judge(batch)
    return batch.tally()


def judge(batch: Batch) -> None:
    """Judge anew which entities are the same by their identifiers."""
    for judgement in by_identifiers(batch.identified()):
        batch.put(judgement)
    batch.withdraw_rest(AUTHOR)


