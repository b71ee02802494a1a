"""From what a reader yields to a batch in a store, and the report of it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.domain.errors import ClaimError, GraphError
from graph.domain.model import VOCABULARY_SOURCE, Claim, Entity, Source, Tie
from graph.stores.base import Batch, Store, Tally
from ingest.errors import Place
from ingest.loading.editions import Edition, edition
from ingest.loading.keeping import check_withdrawn, first_left_out, hold_back
from ingest.loading.matching import AUTHOR, by_identifiers, sharing
from ingest.loading.report import MOST_REFUSED, FileReport
from ingest.reader import Held, Item, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """
    What a load does only when its steward says that it is meant.

    To `lower_label` is to open the source to more readers; to `replace` is to withdraw
    all that it does not say any more, however much that is and whatever could not be read.
    """

    lower_label: bool = False
    replace: bool = False


class _Passage:
    """What goes by while a file is read: claims go on, the rest is noted."""

    def __init__(self, file: str, allowed: Allowed) -> None:
        self.edition: Edition | None = None
        self.held: Counter[str] = Counter()
        self.refused: list[Refused] = []
        self.unlisted = 0
        self.unread = 0
        self.completed = 0
        self.stayed = 0
        self._keeps: set[str] | None = set()
        self._file = file
        self._allowed = allowed
        self._said: Source | None = None

    @property
    def source(self) -> Source | None:
        """The source of the file, as the load leaves it."""
        return None if self.edition is None else self.edition.source

    def claims(self, items: Iterable[Item], batch: Batch) -> Iterator[Claim]:
        """The claims among *items*, the source as its new edition."""
        for item in items:
            match item:
                case Refused():
                    self._refuse(item)
                case Held():
                    self.held[item.what] += item.count
                case Source():
                    yield self._edition(item, batch).source
                case _:
                    self._check_source(item)
                    yield item

    def refuse(self, problem: str) -> None:
        """Note something that was put and taken out again, wherever in the file it stood."""
        self._refuse(Refused(place=Place(file=self._file), problem=problem, keeps=()))

    def hold_back(self, batch: Batch, source: str) -> None:
        """Keep what the source said before of what could not be read."""
        ids = None if self._keeps is None else frozenset(self._keeps)
        self.completed, self.stayed = hold_back(batch, source, ids)

    def _refuse(self, refusal: Refused) -> None:
        self.unread += refusal.keeps != ()
        if refusal.keeps is None:
            self._keeps = None
        elif self._keeps is not None:
            self._keeps.update(refusal.keeps)
        if len(self.refused) < MOST_REFUSED:
            self.refused.append(refusal)
        else:
            self.unlisted += 1

    def _edition(self, said: Source, batch: Batch) -> Edition:
        """What becomes of the source: a load speaks for one, and withdraws of that one alone."""
        if said.id == VOCABULARY_SOURCE:
            raise ClaimError(f"{said.id!r} is the shared vocabulary's; give the source another id")
        if self._said is not None and said != self._said:
            raise ClaimError(f"the reader named two sources: {self._said.id!r}, {said.id!r}")
        if self.edition is None:
            lower = self._allowed.lower_label
            self._said = said
            self.edition = edition(said, batch.source(said.id), lower_label=lower)
        return self.edition

    def _check_source(self, claim: Claim) -> None:
        if self._said is None:
            raise ClaimError("the reader named no source, or not before its claims")
        if isinstance(claim, Entity | Tie) and claim.source != self._said.id:
            raise ClaimError(f"{claim.id!r} is not of the source that is read, {self._said.id!r}")


class _NothingKeptError(Exception):
    """Nothing of the file can be kept: the batch is dropped, and withdraws nothing."""


def load(
    store: Store,
    items: Iterable[Item],
    *,
    file: str,
    form: str,
    rehearsal: bool = False,
    allowed: Allowed | None = None,
) -> FileReport:
    """
    Put what a reader yields into *store*, as one batch, and report.

    What the same source said before and does not say now is withdrawn, but for what stands
    where the file cannot be read. A file that cannot be read on leaves the store as it was.
    So does one of which nothing can be kept, or that would withdraw most of its source.
    The report says why.

    Args:
        store: Where it is kept.

        items: What the reader yields.

        file: The file's name, for the report.

        form: The name of its format, for the report.

        rehearsal: Report what would happen, and write nothing.

        allowed: What the steward says is meant; nothing, if it is not given.
    """
    passage, tally, problem = _Passage(file, allowed or Allowed()), Tally(), None
    try:
        with store.writing(rehearsal=rehearsal) as batch:
            tally = _fill(batch, passage, items, allowed or Allowed())
    except _NothingKeptError:
        passage.stayed = 0
    except GraphError as error:
        tally, problem = Tally(), str(error)
    found = passage.edition
    return FileReport(
        file=file,
        format=form,
        source=passage.source,
        kept_fields=found.kept if found else (),
        label_before=found.before if found else None,
        tally=tally,
        held=dict(passage.held),
        refused=tuple(passage.refused),
        unlisted=passage.unlisted,
        kept=passage.completed + passage.stayed,
        unread=passage.unread,
        problem=problem,
        rehearsal=rehearsal,
    )


def _fill(batch: Batch, passage: _Passage, items: Iterable[Item], allowed: Allowed) -> Tally:
    for claim in passage.claims(items, batch):
        batch.put(claim)
    found = passage.edition
    if found is None:
        raise ClaimError("the reader named no source")
    if not allowed.replace:
        passage.hold_back(batch, found.source.id)
    names = first_left_out(batch, found.source.id)
    batch.withdraw_rest(found.source.id)
    for problem in batch.take_out_misfits():
        passage.refuse(problem)
    judge(batch)
    tally = batch.tally()
    if tally.of("entities", "ties").kept <= passage.stayed:
        raise _NothingKeptError
    if not allowed.replace:
        check_withdrawn(tally, found, names)
    return tally


def judge(batch: Batch) -> None:
    """Judge anew which entities are the same by their identifiers."""
    for judgement in by_identifiers(sharing(batch.identified)):
        batch.put(judgement)
    batch.withdraw_rest(AUTHOR)
