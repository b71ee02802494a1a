"""Whatever goes wrong with a store is told in words, by every method of every store."""

from collections.abc import Callable, Iterator

import pytest

from graph.domain.errors import StoreError
from graph.domain.labels import Label
from graph.domain.saved import Saved
from graph.stores.base import Store
from tests.graph.stores.conftest import Neo4jSite, Site, SqliteSite
from tests.graph.stores.examples import EVERYTHING, REGISTER, body, held, load
from tests.proxy import Proxy, proxy_to

QUESTION = Saved(name="table", text="{}")
#: Every way to use a store.
USES: dict[str, Callable[[Store], object]] = {
    "revision": lambda store: store.revision,
    "stamp": lambda store: store.stamp,
    "sources": lambda store: list(store.sources(Label.RED)),
    "claims": lambda store: store.claims(Label.RED),
    "writing": lambda store: load(store, REGISTER, body("9")),
    "save": lambda store: store.save(QUESTION),
    "saved": lambda store: store.saved(Label.RED),
    "forget": lambda store: store.forget("table", Label.RED),
}


@pytest.mark.parametrize("use", USES)
def test_gone(store: Store, site: Site, use: str) -> None:
    """A store that was removed is refused in words, and not made again unasked."""
    load(store, *EVERYTHING)
    site.erase()
    for _ in range(2):
        with pytest.raises(StoreError, match=r"the file of the store is gone|was deleted"):
            USES[use](store)


def no_database(site: SqliteSite, use: Callable[[], object]) -> None:
    """Use a store while a file that is no database stands in its place."""
    aside = site.path.rename(site.path.with_name("aside"))
    site.path.write_text("a,b\n" * 2_000)
    use()
    aside.replace(site.path)


@pytest.mark.parametrize("use", USES)
def test_not_a_database(sqlite_site: SqliteSite, use: str) -> None:
    """A file that is no database is refused in words, and the store is used once it is back."""
    store = sqlite_site.open()
    load(store, *EVERYTHING)

    def refused() -> None:
        with pytest.raises(StoreError, match=r"network\.db: file is not a database"):
            USES[use](store)

    no_database(sqlite_site, refused)
    USES[use](store)
    assert set(held(store)) >= set(EVERYTHING)


@pytest.fixture
def proxy(neo4j_site: Neo4jSite, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    """Give a way to the server that can be cut; the driver does not try for long."""
    monkeypatch.setattr("graph.stores.neo4j.connection.SECONDS_TO_RETRY", 1)
    with proxy_to(neo4j_site.server.address) as proxy:
        yield proxy


@pytest.mark.parametrize("use", USES)
def test_not_reached(neo4j_site: Neo4jSite, proxy: Proxy, use: str) -> None:
    """A server that cannot be reached is told in words, and the store is used once it can."""
    store = neo4j_site.through(proxy.address).open()
    load(store, *EVERYTHING)
    proxy.cut()
    with pytest.raises(StoreError, match=r"^bolt://.*: (no Neo4j answers there|the connection)"):
        USES[use](store)
    proxy.mend()
    USES[use](store)
    assert set(held(store)) >= set(EVERYTHING)
    store.close()


def test_stamp(store: Store) -> None:
    """The stamp changes with every revision, and with nothing else."""
    stamps = [store.stamp]
    for claims in (EVERYTHING, EVERYTHING, (body("9"),)):
        load(store, *claims)
        stamps.append(store.stamp)
    store.save(QUESTION)

    assert stamps[1] == stamps[2]
    assert len(set(stamps)) == 3
    assert {store.stamp, store.claims(Label.CLEAR).stamp, store.claims(Label.RED).stamp} == {
        stamps[3]
    }


def test_stamps_of_equal_loads(store: Store, site: Site) -> None:
    """A store made anew with the same loads has another stamp, whatever its revision."""
    load(store, *EVERYTHING)
    stamp = store.stamp
    site.erase()
    other = site.open()
    load(other, *EVERYTHING)

    assert (store.revision, other.revision) == (1, 1)
    assert store.stamp == other.stamp != stamp
    other.close()
