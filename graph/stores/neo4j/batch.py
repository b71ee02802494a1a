"""One batch of changes to a Neo4j store, kept in a spool until it is whole."""

from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

from graph.domain.model import Claim, Entity, Judgement, Source, Tie
from graph.stores.base import NOUNS, Changed, Identified, Tally
from graph.stores.neo4j.changes import changes
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.nodes import find_entities, find_records
from graph.stores.neo4j.schema import State
from graph.stores.neo4j.staging import Spool
from graph.stores.neo4j.ties import OF_MOVED, OF_SOURCE, find_ties, ties_of
from graph.stores.neo4j.transactions import Writing
from graph.stores.sqlite.batch import SqliteBatch

T = TypeVar("T")


class Neo4jBatch:
    """
    A batch of changes; see `graph.stores.base.Batch`.

    All that is known is brought from the server, but for ties: those are brought for
    the sources that the batch names.
    """

    def __init__(self, connection: Connection, state: State, spool: Spool) -> None:
        self._connection = connection
        self._state = state
        self._spool = spool
        self._brought: set[str] = set()
        spool.know_sources(self._found(find_records, Source))
        spool.know_judgements(self._found(find_records, Judgement))
        self._entities = self._found(find_entities)
        spool.know_entities(self._entities)
        self._batch = SqliteBatch(spool.connection)

    def put(self, claim: Claim) -> None:
        """Add *claim*, or replace what was known under its id; equal claims change nothing."""
        if isinstance(claim, Tie) and claim.source not in self._brought:
            self._bring_ties(claim.source)
        self._batch.put(claim)

    def source(self, id: str) -> Source | None:
        """The source of this id, as it was before this batch puts it; None if there is none."""
        return self._batch.source(id)

    def left_out(self, source: str) -> Iterator[str]:
        """Yield the names of entities that *source* named before and not again in this batch."""
        return self._batch.left_out(source)

    def changed(self, source: str, ids: Collection[str] | None = None) -> Iterator[Changed]:
        """Yield what *source* said and this batch changed, each claim as it was and as it is."""
        return self._batch.changed(source, ids)

    def amend(self, claim: Entity | Tie) -> None:
        """Replace an entity or a tie that this batch put; to put it twice would be refused."""
        self._batch.amend(claim)

    def keep(self, source: str, ids: Collection[str] | None = None) -> int:
        """Keep what *source* said before and not again in this batch; return how many claims."""
        if source not in self._brought:
            self._bring_ties(source)
        return self._batch.keep(source, ids)

    def withdraw_rest(self, author: str) -> None:
        """Withdraw what *author* said before and did not say again in this batch."""
        if author not in self._brought:
            self._bring_ties(author)
        self._batch.withdraw_rest(author)

    def take_out_misfits(self) -> Iterator[str]:
        """Take out ties of this batch that cannot be, and yield in words why each cannot."""
        return self._batch.take_out_misfits()

    def identified(self) -> Iterator[Identified]:
        """Yield every entity that has identifiers, this batch's included, oldest first."""
        return self._batch.identified()

    def tally(self) -> Tally:
        """Settle the batch: check every tie's ends, and count what changed."""
        return self._batch.tally()

    def write(self) -> None:
        """Write to the server what the batch changes; to be called once, after `tally`."""
        self._spool.place()
        self._bring_ties_of_moved()
        last = {noun: max(self._state.last[noun], self._spool.last(noun)) for noun in NOUNS}
        writing = Writing(self._connection, self._state)
        writing.run(changes(self._spool), last, self._spool.know_places)

    def _found(self, find: Callable[..., T], *values: object) -> T:
        """What one of the `find_…` finds, asked of the cluster's leader."""
        return self._connection.read(
            lambda transaction: find(transaction, self._state.revision, *values), latest=True
        )

    def _bring_ties(self, source: str) -> None:
        self._brought.add(source)
        self._know_ties(OF_SOURCE, source=source)

    def _bring_ties_of_moved(self) -> None:
        moved = self._spool.moved()
        if moved:
            self._know_ties(
                OF_MOVED,
                nodes=moved,
                brought=sorted(self._brought),
            )
            self._spool.take_along()

    def _know_ties(self, which: tuple[str, str, str], **values: object) -> None:
        if self._state.last["ties"]:
            found = self._found(find_ties, which, values)
            self._spool.know_ties(ties_of(found, self._state.revision, self._entities))
