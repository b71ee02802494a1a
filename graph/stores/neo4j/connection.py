"""The way to a Neo4j server: sessions, managed transactions, and what went wrong in words."""

import contextlib
from collections.abc import Callable, Iterator
from typing import TypeVar
from urllib.parse import urlsplit

from neo4j import READ_ACCESS, WRITE_ACCESS, GraphDatabase, ManagedTransaction, Record, Session
from neo4j.exceptions import (
    ConfigurationError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.domain.errors import StoreError
from graph.stores.opening import Access

T = TypeVar("T")

#: How long to wait for a server that does not answer, and for one that is changing its leader.
SECONDS_TO_CONNECT = 10
SECONDS_TO_RETRY = 15


class Connection:
    """
    A driver for one database, whose every failure is a `StoreError` in words.

    Sessions of one connection see what the earlier ones wrote, on a cluster too.

    Raises:
        StoreError: The address is none, or names a user or a password.
    """

    def __init__(self, address: str, access: Access) -> None:
        if "@" in urlsplit(address).netloc:
            host = address.rpartition("@")[2]
            raise StoreError(
                f"the address of the store at {host} names a user; give user and password apart "
                "from it, so that no log shows them"
            )
        self.address = address
        self._access = access
        self._bookmarks = GraphDatabase.bookmark_manager()
        with self._in_words():
            self._driver = GraphDatabase.driver(
                address,
                auth=(access.user, access.password),
                connection_timeout=SECONDS_TO_CONNECT,
                max_transaction_retry_time=SECONDS_TO_RETRY,
                notifications_min_severity="OFF",
            )

    def check(self) -> None:
        """Find out whether the server answers and knows us, without trying twice."""
        with self._in_words():
            self._driver.verify_connectivity()

    def read(self, work: Callable[[ManagedTransaction], T], *, latest: bool = False) -> T:
        """
        Do *work* in a transaction that reads.

        Args:
            work: May be done more than once.

            latest: Ask the cluster's leader, whose answer is never behind.
        """
        with self._session(WRITE_ACCESS if latest else READ_ACCESS) as session:
            return session.execute_write(work) if latest else session.execute_read(work)

    def write(self, work: Callable[[ManagedTransaction], T]) -> T:
        """Do *work*, which may be done more than once, in a transaction that writes."""
        with self._session() as session:
            return session.execute_write(work)

    def ask(self, query: str, **values: object) -> list[Record]:
        """The records that one statement gives, in a transaction that may write."""
        return self.write(lambda transaction: list(transaction.run(query, values)))

    def run_in_parts(self, query: str, **values: object) -> None:
        """Run a statement that commits its own parts, and does no harm when run again."""
        with self._session() as session:
            session.run(query, values).consume()

    @contextlib.contextmanager
    def holding(self, query: str) -> Iterator[None]:
        """
        Hold the locks that *query* takes, waiting for whoever has them.

        A client that dies lets go of them. When the server is lost in between, the
        block goes on without them.
        """
        # This is repeated where it fails, and finds out which connections a restart broke.
        self.ask("RETURN 1")
        session = self._open(WRITE_ACCESS)
        try:
            with self._in_words():
                session.begin_transaction().run(query).consume()
            yield
        finally:
            with contextlib.suppress(DriverError, Neo4jError):
                session.close()

    def close(self) -> None:
        """Let go of the server; closing twice is harmless."""
        self._driver.close()

    def _open(self, access: str) -> Session:
        return self._driver.session(
            database=self._access.database,
            default_access_mode=access,
            bookmark_manager=self._bookmarks,
            fetch_size=-1,
        )

    @contextlib.contextmanager
    def _session(self, access: str = WRITE_ACCESS) -> Iterator[Session]:
        with self._in_words(), self._open(access) as session:
            yield session

    @contextlib.contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except (DriverError, Neo4jError, ValueError) as error:
            raise StoreError(f"{self.address}: {_words(error, self._access)}") from error


def _words(error: Exception, access: Access) -> str:
    """What went wrong, and what would do."""
    code = getattr(error, "code", None) or ""
    for ending, words in _CODES.items():
        if code.endswith(ending):
            return words.format(access=access)
    for kind, words in _KINDS.items():
        if isinstance(error, kind):
            return words.format(error=error)
    return getattr(error, "message", None) or str(error)


_CODES = {
    "Security.Unauthorized": (
        "the server does not know user {access.user!r} with this password; check both"
    ),
    "Security.AuthenticationRateLimit": (
        "too many wrong passwords, so the server listens to nobody; wait a few seconds"
    ),
    "Database.DatabaseNotFound": (
        "the server has no database {access.database!r}; make it, or name another"
    ),
    "General.MemoryPoolOutOfMemoryError": (
        "the server has too little memory for this; raise its server.memory.heap.max_size"
    ),
}
_KINDS: dict[type[Exception], str] = {
    IncompleteCommit: (
        "the connection broke at the last moment; nothing is half kept, and to load it again does "
        "no harm"
    ),
    ServiceUnavailable: (
        "no Neo4j answers there; start it, or check the address, and whether the server wants "
        "it encrypted (neo4j+s://, bolt+s://)"
    ),
    SessionExpired: "the connection to the server broke; try again",
    ConfigurationError: "this address cannot be used: {error}",
    ValueError: "this address cannot be used: {error}",
}
