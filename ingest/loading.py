"""From what a reader yields to a batch in a store, and the report of it."""

from collections import Counter
from collections.abc import Iterable, Iterator

from graph.errors import ClaimError, GraphError
from graph.model import VOCABULARY_SOURCE, Claim, Entity, Source, Tie
from graph.stores.base import Batch, Store, Tally
from ingest.errors import Place
from ingest.matching import AUTHOR, by_identifiers, sharing
from ingest.reading import Held, Item, Refused
from ingest.report import MOST_REFUSED, FileReport


class _Passage:
    """What goes by while a file is read: claims go on, the rest is noted."""

    def __init__(self, file: str) -> None:
        self.source: Source | None = None
        self.held: Counter[str] = Counter()
        self.refused: list[Refused] = []
        self.unlisted = 0
        self._file = file

    def claims(self, items: Iterable[Item]) -> Iterator[Claim]:
        """The claims among *items*."""
        for item in items:
            match item:
                case Refused():
                    self._refuse(item)
                case Held():
                    self.held[item.what] += item.count
                case _:
                    self._check_source(item)
                    yield item

    def refuse(self, problem: str) -> None:
        """Note something that was put and taken out again, wherever in the file it stood."""
        self._refuse(Refused(place=Place(file=self._file), problem=problem))

    def _refuse(self, refusal: Refused) -> None:
        if len(self.refused) < MOST_REFUSED:
            self.refused.append(refusal)
        else:
            self.unlisted += 1

    def _check_source(self, claim: Claim) -> None:
        """A load speaks for one source, so that what it withdraws is that source's alone."""
        if isinstance(claim, Entity | Tie) and self.source is not None:
            if claim.source != self.source.id:
                raise ClaimError(
                    f"{claim.id!r} is not of the source that is read, {self.source.id!r}"
                )
        elif isinstance(claim, Source):
            if claim.id == VOCABULARY_SOURCE:
                raise ClaimError(
                    f"{claim.id!r} is the shared vocabulary's; give the source another id"
                )
            if self.source is not None and claim != self.source:
                raise ClaimError(f"the reader named two sources: {self.source.id!r}, {claim.id!r}")
            self.source = claim
        elif self.source is None:
            raise ClaimError("the reader named no source, or not before its claims")


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
    passage, tally, problem = _Passage(file), Tally(), None
    try:
        with store.writing(rehearsal=rehearsal) as batch:
            tally = _fill(batch, passage, items)
    except GraphError as error:
        tally, problem = Tally(), str(error)
    return FileReport(
        file=file,
        format=form,
        source=passage.source,
        tally=tally,
        held=dict(passage.held),
        refused=tuple(passage.refused),
        unlisted=passage.unlisted,
        problem=problem,
        rehearsal=rehearsal,
    )


def _fill(batch: Batch, passage: _Passage, items: Iterable[Item]) -> Tally:
    for claim in passage.claims(items):
        batch.put(claim)
    if passage.source is None:
        raise ClaimError("the reader named no source")
    batch.withdraw_rest(passage.source.id)
    for problem in batch.take_out_misfits():
        passage.refuse(problem)
    judge(batch)
    return batch.tally()


def judge(batch: Batch) -> None:
    """Judge anew which entities are the same by their identifiers."""
    for judgement in by_identifiers(sharing(batch.identified)):
        batch.put(judgement)
    batch.withdraw_rest(AUTHOR)
