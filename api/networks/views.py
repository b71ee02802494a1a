"""Views held in memory: built once, shared by all, renewed without making anybody wait."""

import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from threading import Lock

from api.networks.network import Network
from api.networks.pulse import Pulse
from graph.domain.errors import GraphError, StoreError
from graph.domain.labels import Label
from graph.domain.saved import Saved
from graph.measures.names import place_node, theme_node
from graph.measures.scope import scoped
from graph.stores.base import Store
from graph.views.building import build
from graph.views.claims import Claims
from graph.views.view import Scope, View

log = logging.getLogger("tracktwo.views")

Key = tuple[Label, date]
#: No bounds in place or theme.
EVERYTHING = Scope()
#: How many seconds a reader waits for a network that is not in memory, and for one that
#: will probably not come because the store fails.
PATIENCE, PATIENCE_WITH_FAILING = 60.0, 1.0

BEING_READ = "the network is being read; try again in a moment"
UNREADABLE = "the network cannot be read from the store"
SERVED_MEANWHILE = "what was read before is still served"


def _today() -> date:
    """The day it is here; the API reads the clock so that the domain need not."""
    return date.today()  # noqa: DTZ011 -- the reader's own day is meant


@dataclass(slots=True)
class _Held:
    """
    A network that was asked for: the one to serve, and the one that is being built.

    `failure` says why the last one could not be built of what the store holds now.
    """

    network: Network | None = None
    building: Future[Network] | None = None
    not_before: float = 0.0
    failure: str | None = None


class Views:
    """
    The networks that readers ask for, by clearance and date.

    The first reader of a network waits until it is built. When the store changes,
    readers are served the network as it was until the new one is there; while the
    store cannot be read, they are served what is in memory. One thread builds, so
    that readers keep most of the machine. Safe to use from any thread.

    Args:
        store: Where claims come from; read by the building thread, and asked for
            its stamp by another one, at most every *freshness* seconds.

        scope: What part of the world and of the agenda every network is about, in words.

        most: How many networks are held; those unused for longest go first.
    """

    def __init__(
        self,
        store: Store,
        *,
        most: int = 8,
        freshness: float = 1.0,
        scope: Scope = EVERYTHING,
        today: Callable[[], date] = _today,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._most = most
        self._freshness = freshness
        self._scope = scope
        self._today = today
        self._clock = clock
        self._pulse = Pulse(store, freshness=freshness, clock=clock)
        self._lock = Lock()
        self._held: OrderedDict[Key, _Held] = OrderedDict()
        self._claims: dict[Label, Claims] = {}
        self._builder = ThreadPoolExecutor(max_workers=1, thread_name_prefix="views")

    def network(self, clearance: Label, as_of: date | None = None) -> Network:
        """
        What *clearance* may see, as of a date; without one, as of today.

        Raises:
            StoreError: It is not in memory, and the store cannot be read.
        """
        self._pulse.ask_soon()
        held, building = self._ask(clearance, as_of or self._today())
        if held is not None:
            return held
        try:
            return building.result(PATIENCE_WITH_FAILING if self._pulse.fails() else PATIENCE)
        except TimeoutError as error:
            raise StoreError("the network is still being read from the store") from error

    def saved(self, clearance: Label) -> list[Saved]:
        """
        Every version of every saved question that *clearance* may see, as the store has it.

        Raises:
            StoreError: The store cannot be read.
        """
        return self._store.saved(clearance)

    def refresh(self) -> None:
        """Ask the store for its stamp, and renew today's networks of every clearance held."""
        self._pulse.ask()
        with self._lock:
            asked = {clearance for clearance, _ in self._held} | {Label.CLEAR}
        for clearance in sorted(asked):
            self._ask(clearance, self._today())

    def unready(self) -> str | None:
        """
        Why today's public network is not served as the store has it; None if it is.

        It says nothing of other clearances: that they hold something, or that
        something of theirs has changed, is not for the public. Nor does it wait for
        the store.
        """
        self._pulse.ask_soon()
        day = self._today()
        network, _ = self._ask(Label.CLEAR, day)
        with self._lock:
            held = self._held.get((Label.CLEAR, day))
            broken = self._pulse.fails() or (held is not None and held.failure is not None)
        if network is None:
            return UNREADABLE if broken else BEING_READ
        return f"{UNREADABLE}; {SERVED_MEANWHILE}" if broken else None

    def close(self) -> None:
        """Stop asking and building; calling it twice is harmless."""
        self._pulse.close()
        self._builder.shutdown(wait=True, cancel_futures=True)

    def _ask(self, clearance: Label, day: date) -> tuple[Network | None, Future[Network]]:
        """The network held for a key, if any, and the newest one that is built or being built."""
        key = (clearance, day)
        with self._lock:
            held = self._held.setdefault(key, _Held())
            self._held.move_to_end(key)
            if held.building is None or self._is_due(held):
                held.building = self._builder.submit(self._build, key, held)
            self._forget()
            return held.network, held.building

    def _is_due(self, held: _Held) -> bool:
        if held.building is None or not held.building.done():
            return False
        if held.network is None:
            return True
        stamp = self._pulse.stamp
        stale = stamp is not None and held.network.view.claims.stamp != stamp
        return stale and self._clock() >= held.not_before

    def _forget(self) -> None:
        while len(self._held) > self._most:
            self._held.popitem(last=False)
        kept = {clearance for clearance, _ in self._held}
        self._claims = {label: claims for label, claims in self._claims.items() if label in kept}

    def _build(self, key: Key, held: _Held) -> Network:
        clearance, day = key
        try:
            claims, failure = self._read(clearance, older_will_do=held.network is None)
            network = Network(self._scoped(build(claims, day)))
            network.prepare()
        except Exception as error:
            self._failed(key, held, error)
            raise
        with self._lock:
            held.network, held.failure = network, failure
        return network

    def _failed(self, key: Key, held: _Held, error: Exception) -> None:
        """Note that a build failed; the log is told once of a failure that stays the same."""
        clearance, day = key
        failure = repr(error)
        with self._lock:
            is_news = held.failure != failure
            held.failure, held.not_before = failure, self._clock() + self._freshness
        if is_news:
            log.error(
                "the network for %s as of %s could not be built",
                clearance.text,
                day,
                exc_info=error,
            )

    def _scoped(self, view: View) -> View:
        """The part of *view* that this service is about."""
        themes = tuple(view.ids[theme_node(view, text)] for text in self._scope.themes)
        places = tuple(view.ids[place_node(view, text)] for text in self._scope.places)
        return scoped(view, Scope(places=places, themes=themes))

    def _read(self, clearance: Label, *, older_will_do: bool) -> tuple[Claims, str | None]:
        """
        The claims that *clearance* may see, read once for each state of the store.

        Where they cannot be read, those of an earlier state if they will do, and why.
        """
        with self._lock:
            known = self._claims.get(clearance)
        if known is not None and known.stamp == self._pulse.stamp:
            return known, None
        try:
            claims = self._store.claims(clearance)
        except GraphError as error:
            if known is None or not older_will_do:
                raise
            return known, repr(error)
        with self._lock:
            self._claims[clearance] = claims
        self._pulse.learn(claims.stamp)
        return claims, None
