"""A list of people that is loaded as CLEAR tells the public of its organisations alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.settings import Settings
from graph.domain.labels import Label
from graph.stores.sqlite.store import SqliteStore
from ingest.loading.load import load
from ingest.reader import Given
from ingest.workbook.reader import read_csv
from tests.api.sample import headers, write_keys
from visualise.exports.table import EXPORTS

MARK = "zqmark"
LIST = (
    "Name,Organisation,Position,Gender,Phone,Email,Notes\n"
    f"Ada {MARK},Women A,chair {MARK},F,+223 {MARK},{MARK}@a.org,hides with {MARK}\n"
    f"Bea {MARK},Women A;Union B,{MARK},F,,,\n"
)
EVERYTHING = """{ sources { id title entityCount tieCount } stakeholders(first: 100) { totalCount
  edges { node { id name label entityIds names { value } contacts { value } extra { value }
  ties(first: 50) { totalCount edges { words node { id role } other { id name } } } } } } }"""
PERSON = f"list/ada-{MARK}"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """A service over a store that holds the list."""
    path = tmp_path / "list.csv"
    path.write_text(LIST, "utf-8")
    store = SqliteStore(tmp_path / "network.db")
    items = read_csv(path, Given(label=Label.CLEAR))
    assert load(store, items, file=path.name, form="csv").problem is None
    keys = str(write_keys(tmp_path / "keys.txt"))
    yield TestClient(create_app(Settings(keys_file=keys), store), raise_server_exceptions=False)
    store.close()


@pytest.mark.parametrize(
    "path", ["/", "/map", "/map?asking=list/women-a", *(f"/export/{name}" for name in EXPORTS)]
)
def test_pages(client: TestClient, path: str) -> None:
    """No page, map or export that the public gets holds anything of a person."""
    with client:
        answer = client.get(path)
    assert answer.status_code == 200
    assert MARK.encode() not in answer.content


def test_graphql(client: TestClient) -> None:
    """No answer to the public holds anything of a person; AMBER sees all of it."""
    with client:
        public, amber = (
            client.post("/graphql", json={"query": EVERYTHING}, headers=headers(label)).text
            for label in (Label.CLEAR, Label.AMBER)
        )
    assert "Women A" in public
    assert MARK not in public
    assert f"Ada {MARK}" in amber


def test_errors(client: TestClient) -> None:
    """To ask for a person is answered to the public as to ask for nobody."""
    with client:
        said = [
            client.post("/graphql", json={"query": f'{{ partners(asking: "{name}") {{ label }} }}'})
            for name in (PERSON, "list/nobody-at-all")
        ]
    told = [answer.text.replace(PERSON, "X").replace("list/nobody-at-all", "X") for answer in said]
    assert told[0] == told[1]
