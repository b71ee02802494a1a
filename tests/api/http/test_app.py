"""The service as a whole: what is where, and how it behaves under load and failure."""

import logging
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import anyio
import httpx2
import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.schema.query import schema_text
from api.settings import SettingError, Settings
from graph.domain.errors import StoreError
from graph.domain.labels import Label
from graph.stores.sqlite.store import SqliteStore
from graph.views.claims import Claims
from tests.api.sample import PUBLIC, hidden, store_of


class Slow(SqliteStore):
    """A store whose claims come when they are let go, or not at all."""

    go = Event()
    broken = False

    @property
    def stamp(self) -> str:
        """The stamp, unless the store is broken."""
        if self.broken:
            raise StoreError(f"{self.path} is broken")
        return super().stamp

    def claims(self, clearance: Label) -> Claims:
        """The claims, once they are let go."""
        assert self.go.wait(10)
        if self.broken:
            raise StoreError(f"{self.path} is broken")
        return super().claims(clearance)


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[Slow]:
    """Give a store that holds its claims back."""
    store_of(tmp_path / "network.db", PUBLIC).close()
    store = Slow(tmp_path / "network.db")
    store.go = Event()
    yield store
    store.go.set()
    store.close()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        pytest.param("/", "text/html", id="start"),
        pytest.param("/map", "text/html", id="map"),
        pytest.param("/graphql?query={__typename}", "application/json", id="graphql"),
        pytest.param("/schema.graphql", "text/plain", id="schema"),
        pytest.param("/healthz", "application/json", id="alive"),
        pytest.param("/readyz", "application/json", id="ready"),
        pytest.param("/static/icon.svg", "image/svg+xml", id="static"),
        pytest.param("/static/graphiql/graphiql.js", "text/javascript", id="script"),
    ],
)
def test_what_is_where(client: TestClient, path: str, kind: str) -> None:
    """Each address answers, and tells browsers and caches to do no more than they must."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert {"Authorization", "X-API-Key"} <= set(answer.headers["vary"].split(", "))


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        pytest.param("GET", "/none", 404, "NOT_FOUND", id="nothing"),
        pytest.param("GET", "/static/none.js", 404, "NOT_FOUND", id="no-file"),
        pytest.param("GET", "/static/../app.py", 404, "NOT_FOUND", id="above"),
        pytest.param("GET", "/static/%2e%2e/app.py", 404, "NOT_FOUND", id="above-encoded"),
        pytest.param("POST", "/", 405, "METHOD_NOT_ALLOWED", id="start"),
        pytest.param("POST", "/map", 405, "METHOD_NOT_ALLOWED", id="map"),
        pytest.param("PUT", "/graphql", 405, "METHOD_NOT_ALLOWED", id="graphql"),
        pytest.param("DELETE", "/healthz", 405, "METHOD_NOT_ALLOWED", id="alive"),
        pytest.param("POST", "/readyz", 405, "METHOD_NOT_ALLOWED", id="ready"),
        pytest.param("POST", "/schema.graphql", 405, "METHOD_NOT_ALLOWED", id="schema"),
        pytest.param("POST", "/static/icon.svg", 405, "METHOD_NOT_ALLOWED", id="static"),
        pytest.param("GET", "/graphql", 400, "BAD_REQUEST", id="no-query"),
        pytest.param("POST", "/graphql", 415, "UNSUPPORTED_MEDIA_TYPE", id="no-type"),
        pytest.param("GET", "/map?theme=tea", 400, "BAD_USER_INPUT", id="theme"),
        pytest.param("GET", "/map?asking=x/y", 404, "NOT_FOUND", id="asker"),
    ],
)
def test_one_shape(client: TestClient, method: str, path: str, status: int, code: str) -> None:
    """Every address refuses in the one shape, with a code."""
    answer = client.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/json"
    assert list(answer.json()) == ["errors"]
    (error,) = answer.json()["errors"]
    assert set(error) == {"message", "extensions"}
    assert error["extensions"] == {"code": code}
    assert (status == 405) == ("allow" in answer.headers)


def test_the_schema_is_served(client: TestClient) -> None:
    """The schema as text is what the command line exports."""
    assert client.get("/schema.graphql").text == schema_text()


def test_long_answers_are_compressed(client: TestClient) -> None:
    """A map is sent compressed to whoever can read it so, and whole to others."""
    packed = client.get("/map", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    whole = client.get("/map", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in whole.headers
    assert packed.text == whole.text


def test_a_file_of_keys_with_faults(sample_store: SqliteStore) -> None:
    """The service does not start with a file of keys that it cannot read."""
    with pytest.raises(SettingError, match="cannot be read"):
        create_app(Settings(keys_file="/nowhere/keys.txt"), sample_store)


def test_ready_once_the_network_is_there(slow: Slow) -> None:
    """The process is alive at once, and ready when the network was read."""
    with TestClient(create_app(Settings(), slow)) as client:
        assert client.get("/healthz").json() == {"status": "alive"}
        answer = client.get("/readyz")
        assert answer.status_code == 503
        assert answer.json()["errors"][0]["extensions"] == {"code": "NOT_READY"}
        slow.go.set()
        assert client.post("/graphql", json={"query": "{ sources { id } }"}).status_code == 200
        assert client.get("/readyz").json() == {"status": "ready"}


def test_a_store_that_fails(slow: Slow, caplog: pytest.LogCaptureFixture) -> None:
    """A store that cannot be read is said to be so, without its address."""
    slow.broken = True
    slow.go.set()
    with caplog.at_level(logging.CRITICAL), TestClient(create_app(Settings(), slow)) as client:
        answer = client.get("/map")
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "30"
        assert answer.json()["errors"][0]["extensions"] == {"code": "STORE_UNAVAILABLE"}
        told = client.post("/graphql", json={"query": "{ sources { id } }"}).json()
        assert told["errors"][0]["extensions"] == {"code": "STORE_UNAVAILABLE"}
        assert client.get("/readyz").status_code == 503
        assert client.get("/healthz").status_code == 200
        assert str(slow.path) not in answer.text + str(told)


def test_what_is_loaded_is_served_without_asking(tmp_path: Path) -> None:
    """A load by another process is seen within moments, though nobody asked meanwhile."""
    store = store_of(tmp_path / "network.db", PUBLIC)
    query = {"query": "{ sources { id } }"}
    with TestClient(create_app(Settings(freshness=0.05), store)) as client:
        assert len(client.post("/graphql", json=query).json()["data"]["sources"]) == 1
        store_of(tmp_path / "network.db", hidden(Label.CLEAR)).close()
        deadline = time.monotonic() + 20
        while len(client.post("/graphql", json=query).json()["data"]["sources"]) < 2:
            assert time.monotonic() < deadline
            time.sleep(0.05)
    store.close()


@pytest.fixture
def anyio_backend() -> str:
    """Run asynchronous tests on asyncio, as the service does."""
    return "asyncio"


@pytest.mark.anyio
async def test_slow_work_keeps_nobody_else_waiting(slow: Slow) -> None:
    """While requests wait for a network to be read, others are answered at once."""
    app = create_app(Settings(workers=4), slow)
    transport = httpx2.ASGITransport(app=app)
    query = {"query": "{ sources { id } }"}
    async with httpx2.AsyncClient(transport=transport, base_url="http://test") as client:
        done: list[int] = []

        async def wait() -> None:
            answer = await client.post("/graphql", json=query, timeout=20)
            done.append(answer.status_code)

        async with anyio.create_task_group() as tasks:
            for _ in range(4):
                tasks.start_soon(wait)
            await anyio.sleep(0.2)
            begun = time.perf_counter()
            for path in ("/healthz", "/", "/readyz"):
                await client.get(path)
            assert time.perf_counter() - begun < 1
            assert done == []
            slow.go.set()
    assert done == [200] * 4


@pytest.mark.anyio
async def test_heavy_queries_keep_nobody_else_waiting(sample_store: SqliteStore) -> None:
    """While a large answer is made the event loop goes on serving."""
    app = create_app(Settings(max_cost=10**9, max_page=10**4), sample_store)
    fields = " ".join(
        f"a{i}: vocabulary {{ kinds {{ code label definition }} }}" for i in range(20)
    )
    query = {"query": f"{{ {fields} }}"}
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app=app), base_url="http://test"
    ) as client:
        gaps: list[float] = []
        stop = anyio.Event()

        async def beat() -> None:
            while not stop.is_set():
                begun = time.perf_counter()
                await client.get("/healthz")
                gaps.append(time.perf_counter() - begun)
                await anyio.sleep(0.01)

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(beat)
            begun = time.perf_counter()
            while time.perf_counter() - begun < 1:
                assert (await client.post("/graphql", json=query)).status_code == 200
            stop.set()
    assert len(gaps) > 10
    assert sorted(gaps)[len(gaps) // 2] < 0.25
