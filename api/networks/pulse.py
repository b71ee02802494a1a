"""What was last heard of a store: its stamp, or in words why it cannot be read."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from graph.stores.base import Store

log = logging.getLogger("tracktwo.pulse")

#: A store that has not answered for so many seconds counts as one that cannot be read.
SILENCE = 10.0


class Pulse:
    """
    Asks a store for its stamp, and remembers what it said.

    One thread asks at a time, at most every *freshness* seconds. Whoever only wants to
    know what was last heard never waits for the store.
    """

    def __init__(
        self, store: Store, *, freshness: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._store = store
        self._freshness = freshness
        self._clock = clock
        self._lock = Lock()
        self._asking = False
        self._asked = float("-inf")
        self._failure: str | None = None
        self._stamp: str | None = None
        self._background = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pulse")

    @property
    def stamp(self) -> str | None:
        """The newest stamp that is known; None before the first."""
        return self._stamp

    def ask(self) -> None:
        """Ask the store now, unless somebody is asking it or did a moment ago."""
        if self._may_ask():
            self._ask()

    def ask_soon(self) -> None:
        """Have the store asked by another thread, on the same terms."""
        if self._may_ask():
            self._background.submit(self._ask)

    def learn(self, stamp: str) -> None:
        """Take note of a *stamp* that was read together with claims."""
        with self._lock:
            self._stamp = stamp

    def fails(self) -> bool:
        """True if the store could not be read when it was last asked, or does not answer."""
        with self._lock:
            waited = self._clock() - self._asked
            return self._failure is not None or (self._asking and waited > SILENCE)

    def close(self) -> None:
        """Ask no more. A store that does not answer is not waited for."""
        with self._lock:
            self._asking = True
        self._background.shutdown(wait=False, cancel_futures=True)

    def _may_ask(self) -> bool:
        with self._lock:
            now = self._clock()
            if self._asking or now - self._asked < self._freshness:
                return False
            self._asking, self._asked = True, now
            return True

    def _ask(self) -> None:
        known, stamp, failure = self._stamp, None, None
        try:
            stamp = self._store.stamp
        except Exception as error:  # noqa: BLE001 -- whatever it is, the service goes on
            failure = f"{error}" or type(error).__name__
        with self._lock:
            before, self._failure, self._asking = self._failure, failure, False
            # A stamp that was learned in between is the newer one.
            if stamp is not None and self._stamp == known:
                self._stamp = stamp
        if failure != before:
            _tell(failure)


def _tell(failure: str | None) -> None:
    """Write to the log what has changed: a store that fails for hours is told of once."""
    if failure is None:
        log.warning("the store can be read again")
    else:
        log.error("the store cannot be read; what is in memory is served meanwhile: %s", failure)
