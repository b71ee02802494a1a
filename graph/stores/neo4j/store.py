"""Claims in a Neo4j database: for teams, and as a graph that people can look at."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial

from graph.domain.labels import Label
from graph.domain.model import VOCABULARY_SOURCE, Judgement, Source
from graph.domain.places import shared_claims, shared_edition
from graph.domain.records import claim_of
from graph.domain.saved import Saved
from graph.stores.base import Batch
from graph.stores.neo4j.batch import Neo4jBatch
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.nodes import find_entities, find_records
from graph.stores.neo4j.publication import recovered
from graph.stores.neo4j.saved import forget, save, saved
from graph.stores.neo4j.schema import STORE, TURN, existing, prepare
from graph.stores.neo4j.snapshot import of_one_revision
from graph.stores.neo4j.staging import Spool
from graph.stores.neo4j.ties import EVERY, find_ties, ties_of
from graph.stores.opening import Access
from graph.views.claims import Claims, sift
from graph.views.garbage import uncollected

_NOTE_SHARED = f"MATCH {STORE} SET store.shared = $edition"


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
            if existing(self._connection).shared != shared_edition():
                self._put_shared()
        except BaseException:
            self.close()
            raise

    @property
    def revision(self) -> int:
        """How many batches changed something."""
        return existing(self._connection).revision

    @property
    def stamp(self) -> str:
        """What tells this state of this store from every other; see `graph.stores.base.Store`."""
        return existing(self._connection).stamp

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
        _, (found,) = of_one_revision(self._connection, partial(find_records, kind=Source))
        sources = (claim_of(Source, text) for _, text in found)
        return [
            source
            for source in sources
            if source.label <= clearance and source.id != VOCABULARY_SOURCE
        ]

    @uncollected
    def claims(self, clearance: Label) -> Claims:
        """Everything that *clearance* may see, of one revision."""
        state, (sources, judgements, entities, ties) = of_one_revision(
            self._connection,
            partial(find_records, kind=Source),
            partial(find_records, kind=Judgement),
            find_entities,
            partial(find_ties, which=EVERY, values={}),
        )
        return sift(
            clearance=clearance,
            revision=state.revision,
            stamp=state.stamp,
            sources=(claim_of(Source, text) for _, text in sources),
            entities=entities.rows,
            ties=ties_of(ties, state.revision, entities).rows,
            judgements=(claim_of(Judgement, text) for _, text in judgements),
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
