"""
A process that writes into a store, and dies or stops on the way.

For each line of input (a job, a signal, a number) it forks; the child sends itself the
signal at that point of its work, if it gets so far; then a line is printed that tells what
became of it. One that was stopped goes on with the next line, whatever that says.
"""

import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar
from unittest.mock import patch

from neo4j import ManagedTransaction, Session

from graph.domain.labels import Label
from graph.domain.saved import Saved
from graph.stores.base import Store
from graph.stores.neo4j.connection import Connection
from graph.stores.opening import Access, open_store
from graph.stores.sqlite import connection
from tests.graph.stores.examples import load_edition

P = ParamSpec("P")
R = TypeVar("R")

#: After so many steps of its machine, SQLite may die within a statement.
STEPS = 200


class Death:
    """Counts the points at which the process may die or stop, and has it do so at one of them."""

    def __init__(self, number: int, point: int) -> None:
        self._number, self._left = number, point

    def pass_by(self, *_: object) -> int:
        """Die or stop here, when the time has come."""
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), self._number)
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
        self, connect: Callable[[Path, str], sqlite3.Connection]
    ) -> Callable[[Path, str], sqlite3.Connection]:
        """*connect*, with death before and within every statement of the connection."""

        def watched(path: Path, way: str) -> sqlite3.Connection:
            opened = connect(path, way)
            opened.set_trace_callback(self.pass_by)
            opened.set_progress_handler(self.pass_by, STEPS)
            return opened

        return watched


def load_next(store: Store) -> None:
    """Load the edition that follows on what the store holds."""
    # The first revision is that of the claims that all editions stand on.
    load_edition(store, store.revision)


def save_next(store: Store) -> None:
    """Save a question that says how many there were, over several pages of a store."""
    count = len(store.saved(Label.RED))
    store.save(Saved(name="table", text=f"{count:08}" * 5_000, label=Label.AMBER))


JOBS: dict[str, Callable[[Store], None]] = {"load": load_next, "save": save_next}


def work(address: str, password: str, job: str, death: Death) -> None:
    """Do a *job* in the store, with death on the way."""
    with (
        patch.object(connection, "connect", death.on_the_way_of_sqlite(connection.connect)),
        patch.object(ManagedTransaction, "run", death.on_the_way_of(ManagedTransaction.run)),
        patch.object(Session, "run", death.on_the_way_of(Session.run)),
        patch.object(Connection, "write", death.on_the_way_of(Connection.write)),
    ):
        store = open_store(address, Access(password=password))
        JOBS[job](store)
        store.close()


def main() -> None:
    """Fork for every line of input."""
    while line := sys.stdin.readline():
        job, name, point = line.split()
        child = os.fork()
        if child == 0:
            death = Death(signal.Signals[name], int(point))
            work(sys.argv[1], os.environ["PASSWORD"], job, death)
            os._exit(0)
        _, status = os.waitpid(child, os.WUNTRACED)
        if os.WIFSTOPPED(status):
            say("stopped")
            sys.stdin.readline()
            os.kill(child, signal.SIGCONT)
            _, status = os.waitpid(child, 0)
        say(str(os.waitstatus_to_exitcode(status)))


def say(word: str) -> None:
    """Print a line, at once."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
