"""Networks are built once, shared by all, and renewed without making anybody wait."""

import logging
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Event

import pytest

from api.networks.network import Network
from api.networks.views import BEING_READ, SERVED_MEANWHILE, UNREADABLE, Views
from graph.domain.errors import StoreError
from graph.domain.labels import Label
from graph.domain.model import Entity
from graph.stores.sqlite.store import SqliteStore
from graph.views.claims import Claims
from graph.views.view import Scope
from tests.api.sample import PUBLIC, hidden, store_of

TODAY = date(2026, 11, 21)
PATIENCE = 10.0


class Gated(SqliteStore):
    """A store whose claims can be held back, refused, and are counted."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.gate = Event()
        self.gate.set()
        self.reads: list[Label] = []
        self.looks = 0
        self.broken = False

    @property
    def stamp(self) -> str:
        """The stamp, unless the store is broken."""
        self.looks += 1
        if self.broken:
            raise StoreError("the store is broken")
        return super().stamp

    def claims(self, clearance: Label) -> Claims:
        """The claims, once the gate is open."""
        self.reads.append(clearance)
        assert self.gate.wait(PATIENCE)
        if self.broken:
            raise StoreError("the store is broken")
        return super().claims(clearance)


class Clock:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0
        self.day = TODAY

    def __call__(self) -> float:
        """Seconds."""
        return self.now

    def today(self) -> date:
        """The day."""
        return self.day


@pytest.fixture
def clock() -> Clock:
    """Give a clock that stands still."""
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Gated]:
    """Give a store with the open part of the sample."""
    store_of(tmp_path / "network.db", PUBLIC, hidden(Label.AMBER)).close()
    store = Gated(tmp_path / "network.db")
    yield store
    store.gate.set()
    store.close()


@pytest.fixture
def make(store: Gated, clock: Clock) -> Iterator[Callable[..., Views]]:
    """Give a maker of Views on the store, closed at the end."""
    made: list[Views] = []

    def views(most: int = 8) -> Views:
        made.append(Views(store, most=most, freshness=1.0, today=clock.today, clock=clock))
        return made[-1]

    yield views
    store.gate.set()
    for each in made:
        each.close()
        each.close()


def add(store: SqliteStore, key: str, source: str = "open") -> None:
    """Load one more stakeholder."""
    with store.writing() as batch:
        batch.put(Entity(id=f"{source}/{key}", source=source, kind="donor", name=key))


def settled(views: Views, *, holds: str, clearance: Label = Label.CLEAR) -> Network:
    """The network of *clearance* once it holds the entity *holds*."""
    waiting = Event()
    for _ in range(1_000):
        network = views.network(clearance)
        if holds in network.view:
            return network
        waiting.wait(0.01)
    raise AssertionError(holds)


def test_one_for_all(make: Callable[..., Views], store: Gated) -> None:
    """Readers of one clearance and day share one network, read and built once."""
    views = make()
    with ThreadPoolExecutor(8) as readers:
        found = set(readers.map(views.network, [Label.CLEAR] * 32))
    assert len(found) == 1
    assert store.reads == [Label.CLEAR]
    assert views.network(Label.CLEAR, TODAY) in found


def test_each_clearance_its_own(make: Callable[..., Views], store: Gated) -> None:
    """Each clearance has a network of its own, with what it may see."""
    views = make()
    amber = views.network(Label.AMBER)
    assert "s2/x" in amber.view
    assert "s2/x" not in views.network(Label.GREEN).view
    assert "s2/x" not in views.network(Label.CLEAR).view
    assert store.reads == [Label.AMBER, Label.GREEN, Label.CLEAR]


def test_dates_share_claims(make: Callable[..., Views], store: Gated) -> None:
    """Networks of several dates are built of claims that were read once."""
    views = make()
    today, then = views.network(Label.CLEAR), views.network(Label.CLEAR, date(2010, 1, 1))
    assert store.reads == [Label.CLEAR]
    assert today.view.as_of == TODAY
    assert then.view.as_of == date(2010, 1, 1)
    assert "open/femmes" in today.view
    assert "open/femmes" not in then.view


def test_readers_keep_the_old_one_meanwhile(
    make: Callable[..., Views], store: Gated, clock: Clock
) -> None:
    """While the new network is built readers get the old one at once; then the new one."""
    views = make()
    old = views.network(Label.CLEAR)
    store.gate.clear()
    add(store, "newcomer")
    clock.now = 2.0
    assert [views.network(Label.CLEAR) for _ in range(100)] == [old] * 100
    store.gate.set()
    new = settled(views, holds="open/newcomer")
    assert "open/newcomer" not in old.view
    assert views.network(Label.CLEAR) is new
    assert len(store.reads) == 2


def test_the_store_is_asked_now_and_then(
    make: Callable[..., Views], store: Gated, clock: Clock
) -> None:
    """However many read, the store is asked for its stamp once a second."""
    views = make()
    seen = []
    for clock.now in (0.0, 0.9, 1.1, 2.0, 2.2):
        for _ in range(50):
            views.network(Label.CLEAR)
        while views._pulse._asking:
            time.sleep(0.01)
        seen.append(store.looks)
    assert seen == [1, 1, 2, 2, 3]


def test_an_unchanged_store_builds_nothing(
    make: Callable[..., Views], store: Gated, clock: Clock
) -> None:
    """As long as the revision stays, so does the network."""
    views = make()
    first = views.network(Label.CLEAR)
    clock.now = 100.0
    views.refresh()
    assert views.network(Label.CLEAR) is first
    assert store.reads == [Label.CLEAR]


def test_bounded(make: Callable[..., Views], store: Gated) -> None:
    """Of more networks than are held, those unused for longest go, and their claims with them."""
    views = make(most=2)
    kept = views.network(Label.CLEAR)
    views.network(Label.GREEN)
    assert views.network(Label.CLEAR) is kept
    views.network(Label.AMBER)
    assert views.network(Label.CLEAR) is kept
    views.network(Label.GREEN)
    assert store.reads == [Label.CLEAR, Label.GREEN, Label.AMBER, Label.GREEN]


def test_refresh_reads_ahead(make: Callable[..., Views], store: Gated, clock: Clock) -> None:
    """Nobody has to ask: what is held is renewed, at midnight too."""
    views = make()
    views.network(Label.AMBER)
    clock.day = date(2026, 11, 22)
    views.refresh()
    tomorrow = views.network(Label.AMBER)
    assert tomorrow.view.as_of == clock.day
    add(store, "late")
    clock.now = 5.0
    views.refresh()
    assert settled(views, holds="open/late", clearance=Label.AMBER) is not tomorrow


def test_a_store_that_fails_at_first(
    make: Callable[..., Views], store: Gated, caplog: pytest.LogCaptureFixture
) -> None:
    """The first reader is told that the store fails; the next one is served once it works."""
    views = make()
    store.broken = True
    with caplog.at_level(logging.CRITICAL), pytest.raises(StoreError, match="broken"):
        views.network(Label.CLEAR)
    store.broken = False
    assert "open/femmes" in views.network(Label.CLEAR).view


def test_a_store_that_fails_later(
    make: Callable[..., Views], store: Gated, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    """What is in memory is served while the store fails, and renewed once it works again."""
    views = make()
    old = views.network(Label.CLEAR)
    add(store, "newcomer")
    store.broken = True
    with caplog.at_level(logging.CRITICAL):
        for clock.now in (2.0, 4.0, 6.0):
            views.refresh()
            assert views.network(Label.CLEAR) is old
            assert views.unready() == f"{UNREADABLE}; {SERVED_MEANWHILE}"
    store.broken = False
    clock.now = 8.0
    views.refresh()
    settled(views, holds="open/newcomer")
    assert views.unready() is None


def test_claims_that_cannot_be_read(
    make: Callable[..., Views],
    store: Gated,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A store that gives its stamp but not its claims is not ready, and the log is told once."""
    views = make()
    old = views.network(Label.CLEAR)
    add(store, "newcomer")
    with monkeypatch.context() as patch:
        patch.setattr(SqliteStore, "claims", lambda *_: refuse())
        for clock.now in (2.0, 4.0, 6.0):
            views.refresh()
            finish(views)
            assert views.network(Label.CLEAR) is old
            assert views.unready() == f"{UNREADABLE}; {SERVED_MEANWHILE}"
    assert [record.message for record in caplog.records] == [
        f"the network for CLEAR as of {TODAY} could not be built"
    ]
    clock.now = 8.0
    settled(views, holds="open/newcomer")
    assert views.unready() is None


def refuse() -> Claims:
    """Fail as a store with damaged pages does."""
    raise StoreError("database disk image is malformed")


def finish(views: Views) -> None:
    """Wait until what is being built is built or has failed."""
    _, building = views._ask(Label.CLEAR, TODAY)
    building.exception(PATIENCE)


def test_another_day_while_the_store_fails(
    make: Callable[..., Views],
    store: Gated,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """At midnight the new day's network is made of the claims in memory, however old they are."""
    views = make()
    views.network(Label.CLEAR)
    add(store, "newcomer")
    clock.now, clock.day = 2.0, date(2026, 11, 22)
    monkeypatch.setattr(SqliteStore, "claims", lambda *_: refuse())
    with caplog.at_level(logging.CRITICAL):
        views.refresh()
        tomorrow = views.network(Label.CLEAR)
    assert tomorrow.view.as_of == clock.day
    assert "open/newcomer" not in tomorrow.view
    assert views.unready() == f"{UNREADABLE}; {SERVED_MEANWHILE}"


def test_nobody_waits_for_a_store_that_hangs(
    make: Callable[..., Views], store: Gated, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is in memory is served at once while the store does not answer, and that is told."""
    views = make()
    old = views.network(Label.CLEAR)
    monkeypatch.setattr(Gated, "stamp", property(lambda _: store.gate.wait(PATIENCE) and "late"))
    store.gate.clear()
    for clock.now in (2.0, 4.0, 11.0):
        assert views.network(Label.CLEAR) is old
        assert views.unready() is None
    clock.now = 13.0
    assert views.network(Label.CLEAR) is old
    assert views.unready() == f"{UNREADABLE}; {SERVED_MEANWHILE}"


def test_waiting_is_bounded(
    make: Callable[..., Views], store: Gated, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader whose network does not come is told so after a while."""
    monkeypatch.setattr("api.networks.views.PATIENCE", 0.05)
    views = make()
    store.gate.clear()
    with pytest.raises(StoreError, match="still being read"):
        views.network(Label.CLEAR)


def test_a_build_that_fails_is_tried_again_later(
    make: Callable[..., Views],
    store: Gated,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A failed build leaves the old network, and is not tried again within the same second."""
    views = make()
    old = views.network(Label.CLEAR)
    add(store, "newcomer")
    clock.now = 2.0
    with monkeypatch.context() as patch, caplog.at_level(logging.CRITICAL):
        patch.setattr(Network, "prepare", lambda _: 1 / 0)
        views.refresh()
        assert views.network(Label.CLEAR) is old
        _, building = views._ask(Label.CLEAR, TODAY)
        with pytest.raises(ZeroDivisionError, match="division"):
            building.result(PATIENCE)
        views.network(Label.CLEAR)
        assert views._ask(Label.CLEAR, TODAY)[1] is building
    clock.now = 4.0
    settled(views, holds="open/newcomer")


def test_ready_once_the_public_network_is_there(make: Callable[..., Views], store: Gated) -> None:
    """Readiness is about the public network: it asks for it, and says when it is there."""
    views = make()
    store.gate.clear()
    assert views.unready() == BEING_READ
    store.gate.set()
    views.network(Label.CLEAR)
    assert views.unready() is None
    assert store.reads == [Label.CLEAR]


def test_the_day_is_that_of_the_clock(store: Gated) -> None:
    """Without a date a network is as of today."""
    views = Views(store)
    days = {date.today()}  # noqa: DTZ011 -- what the API does
    found = views.network(Label.CLEAR).view.as_of
    days.add(date.today())  # noqa: DTZ011
    assert found in days
    views.close()


def test_scope(store: Gated, clock: Clock) -> None:
    """A service that is about one place holds only who has to do with it."""
    everywhere = Views(store, today=clock.today)
    mali = Views(store, today=clock.today, scope=Scope(places=("Mali",)))
    whole, part = everywhere.network(Label.CLEAR).view, mali.network(Label.CLEAR).view

    assert 0 < part.acting.sum() < whole.acting.sum()
    assert part.scope == Scope(places=("country:ML",))
    everywhere.close()
    mali.close()
