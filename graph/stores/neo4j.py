"""Claims in a Neo4j database: for teams, and as a graph that people can look at."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial

from neo4j import ManagedTransaction, Record

from graph.claims import Claims, sift
from graph.errors import StoreError
from graph.labels import Label
from graph.model import VOCABULARY_SOURCE, Judgement, Source
from graph.places import shared_claims, shared_edition
from graph.records import claim_of
from graph.saved import Saved
from graph.stores.base import Batch
from graph.stores.neo4j_batch import Neo4jBatch
from graph.stores.neo4j_connection import Connection
from graph.stores.neo4j_nodes import entities_of, find_entities, find_records, records_of
from graph.stores.neo4j_saved import forget, save, saved
from graph.stores.neo4j_schema import STORE, TURN, State, prepare, read_state
from graph.stores.neo4j_settling import recovered
from graph.stores.neo4j_spool import Spool
from graph.stores.neo4j_ties import EVERY, find_ties, ties_of
from graph.stores.opening import Access

Find = Callable[[ManagedTransaction, int], list[Record]]

_NOTE_SHARED = f"MATCH {STORE} SET store.shared = $edition"
#: How often a reader begins anew because a load came out while it read.
ATTEMPTS = 20


class Neo4jStore:
    """
    A store in the database at *address*, prepared on first use.

    Readers see the last whole revision while a load is written, and never wait for
    more than its last step; a second writer waits for the first.

    Args:
        address: `neo4j://` or `bolt://`, with `+s` or `+ssc` for an encrypted one.

        access: User, password and database; nobody's name in the address.

    Raises:
        StoreError: The server does not answer or does not let us in, or the database
            is somebody else's or a newer Tracktwo's.
    """

    def __init__(self, address: str, access: Access | None = None) -> None:
        self._connection = Connection(address, access or Access())
        try:
            self._connection.check()
            prepare(self._connection)
            if self._state().shared != shared_edition():
                self._put_shared()
        except BaseException:
            self.close()
            raise

    @property
    def revision(self) -> int:
        """How many batches changed something."""
        return self._state().revision

    @contextmanager
    def writing(self, *, rehearsal: bool = False) -> Iterator[Batch]:
        """Open a batch, dropped if the block raises or if it is a *rehearsal*."""
        with self._connection.holding(TURN):
            state = recovered(self._connection)
            with closing(Spool(state)) as spool:
                batch = Neo4jBatch(self._connection, state, spool)
                yield batch
                if batch.tally().moved and not rehearsal:
                    batch.write()

    def sources(self, clearance: Label) -> list[Source]:
        """The sources that *clearance* may see, oldest first, without the shared vocabulary."""
        _, (found,) = self._of_one_revision(partial(find_records, kind=Source))
        sources = (claim_of(Source, text) for _, text in records_of(found))
        return [
            source
            for source in sources
            if source.label <= clearance and source.id != VOCABULARY_SOURCE
        ]

    def claims(self, clearance: Label) -> Claims:
        """Everything that *clearance* may see, of one revision."""
        revision, (sources, judgements, entities, ties) = self._of_one_revision(
            partial(find_records, kind=Source),
            partial(find_records, kind=Judgement),
            find_entities,
            partial(find_ties, which=EVERY, values={}),
        )
        known = entities_of(entities)
        return sift(
            clearance=clearance,
            revision=revision,
            sources=(claim_of(Source, text) for _, text in records_of(sources)),
            entities=known.rows,
            ties=ties_of(ties, revision, known).rows,
            judgements=(claim_of(Judgement, text) for _, text in records_of(judgements)),
        )

    def save(self, question: Saved) -> bool:
        """Keep *question* as the newest version of its name; False where it is that already."""
        return save(self._connection, question)

    def saved(self, clearance: Label) -> list[Saved]:
        """Every version of every question that *clearance* may see, by name, oldest first."""
        return saved(self._connection, clearance)

    def forget(self, name: str, clearance: Label) -> int:
        """Remove the versions of *name* that *clearance* may see; how many there were."""
        return forget(self._connection, name, clearance)

    def close(self) -> None:
        """Let go of the server; calling it twice is harmless."""
        self._connection.close()

    def _put_shared(self) -> None:
        """Put the shared themes and places in; one who comes second changes nothing."""
        with self.writing() as batch:
            for claim in shared_claims():
                batch.put(claim)
        self._connection.ask(_NOTE_SHARED, edition=shared_edition())

    def _state(self) -> State:
        state = self._connection.read(read_state)
        if state is None:
            raise StoreError(f"{self._connection.address}: the store in this database was deleted")
        return state

    def _of_one_revision(self, *finds: Find) -> tuple[int, list[list[Record]]]:
        """
        What each of *finds* finds, and the revision that all of it is of.

        Neo4j shows what others commit while we read. Nothing of a load is read before
        it is out, so that only a load that comes out meanwhile makes us begin anew.
        """
        for _ in range(ATTEMPTS):
            state = self._settled()

            def work(transaction: ManagedTransaction, state: State = state) -> list[list[Record]]:
                return [find(transaction, state.revision) for find in finds]

            try:
                found = self._connection.read(work)
            except StoreError:
                # What is being read may be gone by now.
                if self.revision == state.revision:
                    raise
                continue
            if self.revision == state.revision:
                return state.revision, found
        raise StoreError(
            f"{self._connection.address}: loads come out faster than the network can be read; "
            "try again when they are done"
        )

    def _settled(self) -> State:
        """Where the store stands, when nothing is half put in place."""
        state = self._state()
        if state.swept == state.revision:
            return state
        # Either a writer is just putting it in place, or it died before it could.
        with self._connection.holding(TURN):
            return recovered(self._connection)
