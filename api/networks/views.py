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
from graph.answers.need import place_node, theme_node
from graph.domain.errors import GraphError
from graph.domain.labels import Label
from graph.domain.saved import Saved
from graph.measures.scope import scoped
from graph.stores.base import Store
from graph.views.building import build
from graph.views.claims import Claims
from graph.views.view import Scope, View

log = logging.getLogger("tracktwo.views")

Key = tuple[Label, date]
#: No bounds in place or theme.
EVERYTHING = Scope()


def _today() -> date:
    """The day it is here; the API reads the clock so that the domain need not."""
    return date.today()  # noqa: DTZ011 -- the reader's own day is meant


@dataclass(slots=True)
class _Held:
    """A network that was asked for: the one to serve, and the one that is being built."""

    network: Network | None = None
    building: Future[Network] | None = None
    not_before: float = 0.0


class Views:
    """
    The networks that readers ask for, by clearance and date.

    The first reader of a network waits until it is built. When the store changes,
    readers are served the network as it was until the new one is there. One thread
    builds, so that readers keep most of the machine. Safe to use from any thread.

    Args:
        store: Where claims come from; read by the building thread, and asked for
            its revision by readers, at most every *freshness* seconds.

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
        self._lock = Lock()
        self._held: OrderedDict[Key, _Held] = OrderedDict()
        self._claims: dict[Label, Claims] = {}
        self._revision = -1
        self._looked = float("-inf")
        self._builder = ThreadPoolExecutor(max_workers=1, thread_name_prefix="views")

    def network(self, clearance: Label, as_of: date | None = None) -> Network:
        """
        What *clearance* may see, as of a date; without one, as of today.

        Raises:
            StoreError: It is not in memory, and the store cannot be read.
        """
        self._look()
        held, building = self._ask(clearance, as_of or self._today())
        if held is not None:
            return held
        return building.result()

    def saved(self, clearance: Label) -> list[Saved]:
        """
        Every version of every saved question that *clearance* may see, as the store has it.

        Raises:
            StoreError: The store cannot be read.
        """
        return self._store.saved(clearance)

    def refresh(self) -> None:
        """Look at the store, and renew today's networks of every clearance that is held."""
        self._look()
        with self._lock:
            asked = {clearance for clearance, _ in self._held} | {Label.CLEAR}
        for clearance in sorted(asked):
            self._ask(clearance, self._today())

    def ready(self) -> bool:
        """
        Whether the store answers and today's public network is there.

        It says nothing of other clearances: that they hold something, or that
        something of theirs has changed, is not for the public.
        """
        try:
            self._store.revision  # noqa: B018 -- asked for its own sake
        except GraphError:
            return False
        held, _ = self._ask(Label.CLEAR, self._today())
        return held is not None

    def close(self) -> None:
        """Stop building; calling it twice is harmless."""
        self._builder.shutdown(wait=True, cancel_futures=True)

    def _look(self) -> None:
        """Learn the store's revision, unless somebody did a moment ago."""
        with self._lock:
            now = self._clock()
            if now - self._looked < self._freshness:
                return
            self._looked = now
        try:
            revision = self._store.revision
        except GraphError as error:
            # What is in memory can still be served.
            log.warning("the store cannot be asked for its revision: %s", error)
            return
        with self._lock:
            self._revision = max(self._revision, revision)

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
        stale = held.network.view.claims.revision < self._revision
        return stale and self._clock() >= held.not_before

    def _forget(self) -> None:
        while len(self._held) > self._most:
            self._held.popitem(last=False)
        kept = {clearance for clearance, _ in self._held}
        self._claims = {label: claims for label, claims in self._claims.items() if label in kept}

    def _build(self, key: Key, held: _Held) -> Network:
        clearance, day = key
        try:
            network = Network(self._scoped(build(self._read(clearance), day)))
            network.prepare()
        except Exception:
            with self._lock:
                held.not_before = self._clock() + self._freshness
            log.exception("the network for %s as of %s could not be built", clearance.text, day)
            raise
        with self._lock:
            held.network = network
        return network

    def _scoped(self, view: View) -> View:
        """The part of *view* that this service is about."""
        themes = tuple(view.ids[theme_node(view, text)] for text in self._scope.themes)
        places = tuple(view.ids[place_node(view, text)] for text in self._scope.places)
        return scoped(view, Scope(places=places, themes=themes))

    def _read(self, clearance: Label) -> Claims:
        """The claims that *clearance* may see, read once for each revision."""
        with self._lock:
            claims, revision = self._claims.get(clearance), self._revision
        if claims is None or claims.revision < revision:
            claims = self._store.claims(clearance)
            with self._lock:
                self._claims[clearance] = claims
                self._revision = max(self._revision, claims.revision)
        return claims
