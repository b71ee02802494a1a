"""
A process that loads the next edition into a store, and dies on the way.

For each line of input, a number, it forks; the child kills itself at that point of its
work, if it gets so far; then a line is printed that tells whether it died.
"""

import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar
from unittest.mock import patch

from neo4j import ManagedTransaction, Session

from graph.stores.neo4j.connection import Connection
from graph.stores.opening import Access, open_store
from graph.stores.sqlite.file import SqliteFile
from tests.graph.stores.examples import load_edition

P = ParamSpec("P")
R = TypeVar("R")

#: After so many steps of its machine, SQLite may die within a statement.
STEPS = 200


class Death:
    """Counts the points at which the process may die, and kills it at one of them."""

    def __init__(self, point: int) -> None:
        self._left = point

    def pass_by(self, *_: object) -> int:
        """Die here, when the time has come."""
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    def on_the_way_of(self, method: Callable[P, R]) -> Callable[P, R]:
        """*method*, with death before and after it."""

        def passed(*args: P.args, **options: P.kwargs) -> R:
            self.pass_by()
            result = method(*args, **options)
            self.pass_by()
            return result

        return passed

    def on_the_way_of_sqlite(
        self, connect: Callable[[SqliteFile, str], sqlite3.Connection]
    ) -> Callable[[SqliteFile, str], sqlite3.Connection]:
        """*connect*, with death before and within every statement of the connection."""

        def watched(file: SqliteFile, mode: str) -> sqlite3.Connection:
            connection = connect(file, mode)
            connection.set_trace_callback(self.pass_by)
            connection.set_progress_handler(self.pass_by, STEPS)
            return connection

        return watched


def load_next(address: str, password: str, point: int) -> None:
    """Load the edition that follows on what the store holds; die at that point."""
    death = Death(point)
    with (
        patch.object(SqliteFile, "_connect", death.on_the_way_of_sqlite(SqliteFile._connect)),
        patch.object(ManagedTransaction, "run", death.on_the_way_of(ManagedTransaction.run)),
        patch.object(Session, "run", death.on_the_way_of(Session.run)),
        patch.object(Connection, "write", death.on_the_way_of(Connection.write)),
    ):
        store = open_store(address, Access(password=password))
        # The first revision is that of the claims that all editions stand on.
        load_edition(store, store.revision)
        store.close()


def main() -> None:
    """Fork for every line of input."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            load_next(sys.argv[1], os.environ["PASSWORD"], int(line))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
