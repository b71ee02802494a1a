"""What every store promises."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from graph.domain.labels import Label
from graph.domain.model import Claim, Entity, Source, Tie
from graph.domain.saved import Saved
from graph.views.claims import Claims

#: What is counted apart in a tally.
NOUNS = ("sources", "entities", "ties", "judgements")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many claims of one sort a batch created, changed, left as they were and withdrew."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            created=self.created + other.created,
            changed=self.changed + other.changed,
            unchanged=self.unchanged + other.unchanged,
            withdrawn=self.withdrawn + other.withdrawn,
        )

    @property
    def kept(self) -> int:
        """How many claims the batch put and kept, new or not."""
        return self.created + self.changed + self.unchanged

    @property
    def moved(self) -> int:
        """How many claims are not what they were before the batch."""
        return self.created + self.changed + self.withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What a batch did, by sort of claim: sources, entities, ties, judgements."""

    by_noun: dict[str, Counts] = field(default_factory=dict)

    @property
    def moved(self) -> int:
        """How many claims the batch created, changed or withdrew."""
        return sum(counts.moved for counts in self.by_noun.values())

    def of(self, *nouns: str) -> Counts:
        """The counts of these sorts of claim together."""
        total = Counts()
        for noun in nouns:
            total += self.by_noun.get(noun, Counts())
        return total


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """An entity with identifiers, as matching needs it; `label` is the one that holds."""

    id: str
    kind: str
    name: str
    label: Label
    identifiers: tuple[str, ...]


#: What a batch changed: an entity or a tie as it was, and as it is.
Changed = tuple[Entity, Entity] | tuple[Tie, Tie]


class Batch(Protocol):
    """
    A set of changes, kept whole or not at all.

    Claims may come in any order; ends of ties are checked when the batch closes.
    The same id twice with different content is refused, not overwritten.
    """

    def put(self, claim: Claim) -> None:
        """Add *claim*, or replace what was known under its id; equal claims change nothing."""

    def source(self, id: str) -> Source | None:
        """The source of this id, as it was before this batch puts it; None if there is none."""
        ...

    def left_out(self, source: str) -> Iterator[str]:
        """Yield the names of entities that *source* named before and not again in this batch."""
        ...

    def changed(self, source: str, ids: Collection[str] | None = None) -> Iterator[Changed]:
        """
        Yield what *source* said and this batch changed, each claim as it was and as it is.

        Args:
            source: The id of a source.

            ids: Yield only entities and ties that have one of these ids.
        """
        ...

    def amend(self, claim: Entity | Tie) -> None:
        """Replace an entity or a tie that this batch put; to put it twice would be refused."""

    def keep(self, source: str, ids: Collection[str] | None = None) -> int:
        """
        Keep what *source* said before and not again in this batch; return how many claims.

        To be called when all was put, before the rest is withdrawn.

        Args:
            source: The id of a source.

            ids: Keep only entities and ties that have one of these ids, these ties' ends,
                and ties that have one of these at an end, unless the other end goes.
        """
        ...

    def withdraw_rest(self, author: str) -> None:
        """
        Withdraw what *author* said before and did not say again in this batch.

        Args:
            author: The id of a source, for its entities and ties, or a rule, for its
                judgements; those of people stay, and wait for an entity that is left
                out. A source of which nothing was put goes altogether, with all that
                was judged of it.
        """

    def take_out_misfits(self) -> Iterator[str]:
        """
        Take out ties of this batch that cannot be, and yield in words why each cannot.

        Such a tie joins what its kind does not join, or has an end that nobody
        describes. To be called when all that may describe it was put, and gone
        through to its end.
        """
        ...

    def identified(self) -> Iterator[Identified]:
        """Yield every entity that has identifiers, this batch's included, oldest first."""
        ...

    def tally(self) -> Tally:
        """Settle the batch: check every tie's ends, and count what changed."""
        ...


class Store(Protocol):
    """
    A place that keeps claims and judgements.

    `tests/graph/stores/test_contract.py` says what each method means and runs
    against every store, so that callers never ask which one they were given. Whatever
    goes wrong with a store is a StoreError in words, from every method.
    """

    @property
    def revision(self) -> int:
        """How many batches changed something. For caches; never shown to a reader."""
        ...

    @property
    def stamp(self) -> str:
        """
        What tells this state of this store from every other. For caches; never shown to a reader.

        It changes with every revision, and when another store takes the place of this
        one or an earlier state is restored, whatever the revision says.
        """
        ...

    def writing(self, *, rehearsal: bool = False) -> AbstractContextManager[Batch]:
        """Open a batch, dropped if the block raises or if it is a *rehearsal*."""
        ...

    def sources(self, clearance: Label) -> Iterable[Source]:
        """The sources that *clearance* may see, oldest first, without the shared vocabulary."""
        ...

    def claims(self, clearance: Label) -> Claims:
        """Everything that *clearance* may see, of one revision."""
        ...

    def save(self, question: Saved) -> bool:
        """
        Keep *question* as the newest version of its name; False where it is that already.

        Questions are no claims: the revision stays as it is.
        """
        ...

    def saved(self, clearance: Label) -> list[Saved]:
        """Every version of every question that *clearance* may see, by name, oldest first."""
        ...

    def forget(self, name: str, clearance: Label) -> int:
        """Remove the versions of *name* that *clearance* may see; how many there were."""
        ...

    def close(self) -> None:
        """Let go of files and connections; calling it twice is harmless."""
