"""How a load gets into Neo4j: in many transactions, and seen at once or not at all."""

import contextlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from uuid import uuid4

from neo4j import ManagedTransaction

from graph.domain.errors import StoreError
from graph.stores.neo4j.changes import Change
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.publication import sweep, undo
from graph.stores.neo4j.schema import STORE, State, present, read_state

#: The numbers of nodes, and what Neo4j calls them.
Places = list[tuple[int, int]]

# To change the node of the store is to lock it, until the transaction ends.
_LOCK = f"MATCH {STORE} SET store.touched = $token"
_BEGIN = f"MATCH {STORE} SET store.writer = $token"
_PUBLISH = f"MATCH {STORE} SET store += $values REMOVE store.writer"
# All in one statement, so that a part costs one way to the server and back.
_WRITE = f"{_LOCK} WITH store WHERE store.writer = $token "
#: While the server writes one part, the next is on its way to it.
_AT_A_TIME = 2


class Writing:
    """
    One load on its way into the database.

    The load is noted at the store as its writer. Each of its transactions holds the
    store's node and makes sure of that, so that two writers can never mix, even when
    one lost its turn because its connection broke. So parts are written one by one,
    though more than one is on its way.
    """

    def __init__(self, connection: Connection, state: State) -> None:
        self._connection = connection
        self._state = state
        self._now = state.revision + 1
        self._token = uuid4().hex

    def run(
        self,
        stages: Iterable[Iterable[Change]],
        last: dict[str, int],
        place: Callable[[Places], None],
    ) -> None:
        """
        Write all changes, and then let readers see them.

        Args:
            stages: What to write, one stage after the other.

            place: Told where new nodes are, before the next stage is asked for.

            last: The highest number given to each sort of claim.
        """
        self._connection.write(self._begin)
        try:
            marks = 0
            for changes in stages:
                for change, places in self._written(changes):
                    marks += change.marks
                    place(places)
            self._publish(last, swept=self._state.revision if marks else self._now)
        except BaseException:
            # Whatever happens to this, the next writer does it again.
            with contextlib.suppress(StoreError):
                undo(self._connection, replace(self._state, writer=self._token))
            raise
        if marks:
            sweep(self._connection, self._now)

    def _begin(self, transaction: ManagedTransaction) -> None:
        state = self._locked(transaction)
        if state.revision != self._state.revision or state.writer not in (None, self._token):
            raise self._overtaken()
        transaction.run(_BEGIN, token=self._token).consume()

    def _written(self, changes: Iterable[Change]) -> Iterator[tuple[Change, Places]]:
        """Write *changes*, each made ready while those before it are written."""
        with ThreadPoolExecutor(_AT_A_TIME) as threads:
            coming: deque[Future[tuple[Change, Places]]] = deque()
            for change in changes:
                if len(coming) == _AT_A_TIME:
                    yield coming.popleft().result()
                coming.append(threads.submit(self._write, change))
            while coming:
                yield coming.popleft().result()

    def _write(self, change: Change) -> tuple[Change, Places]:
        """Write one part of the load, and tell where its new nodes are."""

        def work(transaction: ManagedTransaction) -> Places:
            statement = _WRITE + change.statement
            result = transaction.run(statement, rows=change.rows, now=self._now, token=self._token)
            count, places = result.single(strict=True)
            if count != change.count:
                if self._locked(transaction).writer != self._token:
                    raise self._overtaken()
                raise StoreError(
                    f"{self._connection.address}: another program changed the network while it "
                    "was loaded; load again"
                )
            return [(node, place) for node, place in places]

        return change, self._connection.write(work)

    def _publish(self, last: dict[str, int], *, swept: int) -> None:
        def work(transaction: ManagedTransaction) -> None:
            state = self._locked(transaction)
            if state.published == self._token:
                return
            if state.writer != self._token:
                raise self._overtaken()
            numbers = {f"last_{noun}": number for noun, number in last.items()}
            values = {**numbers, "revision": self._now, "swept": swept, "published": self._token}
            transaction.run(_PUBLISH, values=values).consume()

        try:
            self._connection.write(work)
        except StoreError:
            # The connection may have broken after the server did what it was told.
            state = self._connection.read(read_state, latest=True)
            if state is None or state.published != self._token:
                raise

    def _locked(self, transaction: ManagedTransaction) -> State:
        transaction.run(_LOCK, token=self._token).consume()
        return present(transaction, self._connection.address)

    def _overtaken(self) -> StoreError:
        return StoreError(
            f"{self._connection.address}: another load began to write before this one was done, "
            "and nothing of this one was kept; load again"
        )
