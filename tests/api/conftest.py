"""The sample network, served in process."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.settings import Settings
from graph.domain.labels import Label
from graph.stores.sqlite.store import SqliteStore
from tests.api.sample import KEYS, PLANNED, PUBLIC, SAVED, headers, hidden, store_of, write_keys

Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    """Give a store with the sample network; nobody writes to it."""
    path = tmp_path_factory.mktemp("sample") / "network.db"
    store = store_of(path, PUBLIC, *(hidden(label) for label in KEYS), PLANNED)
    for saved in SAVED:
        store.save(saved)
    yield store
    store.close()


@pytest.fixture(scope="session")
def client(
    sample_store: SqliteStore, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestClient]:
    """Give a client of the service on the sample network."""
    keys = write_keys(tmp_path_factory.mktemp("keys") / "keys.txt")
    app = create_app(Settings(keys_file=str(keys)), sample_store)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def ask(client: TestClient) -> Ask:
    """Give a function that sends a query and returns the whole response."""

    def asked(query: str, label: Label = Label.CLEAR, **variables: object) -> dict[str, Any]:
        body = {"query": query, "variables": variables}
        answer = client.post("/graphql", json=body, headers=headers(label))
        assert answer.status_code == 200, answer.text
        said: dict[str, Any] = answer.json()
        return said

    return asked
