"""What the documentation says of the service is true."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import parse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from api.http.app import create_app
from api.http.errors import HTTP_CODES, REPLIES
from api.http.maps import LISTS, ONES
from api.schema.query import executable_schema
from api.settings import Settings, table
from graph.domain.saved import Saved
from graph.stores.sqlite.store import SqliteStore
from ingest.loading.load import load
from ingest.reader import Given
from ingest.reference.reader import read_reference

DOCS = Path(__file__).parents[2] / "docs"
GRAPHQL = (DOCS / "graphql.md").read_text("utf-8")
QUERIES = re.findall(r"```graphql\n(.*?)```", GRAPHQL, re.DOTALL)


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Give a client of the service on the reference network."""
    store = SqliteStore(tmp_path_factory.mktemp("reference") / "network.db")
    load(store, read_reference(Given()), file="reference", form="reference")
    store.save(Saved(name="mali-table", text='{"ask": {"at_most": 9}}', saved="2026-11-21"))
    with TestClient(create_app(Settings(), store)) as client:
        yield client
    store.close()


@pytest.mark.parametrize("query", [pytest.param(q, id=f"query-{n}") for n, q in enumerate(QUERIES)])
def test_queries_are_answered(reference: TestClient, query: str) -> None:
    """Every query in the documentation finds something in the network that ships."""
    answer = reference.post("/graphql", json={"query": query}).json()
    assert "errors" not in answer
    (value,) = answer["data"].values()
    assert value
    for name in ("partners", "edges"):
        assert not isinstance(value, dict) or value.get(name, True)


def test_every_question_has_its_words() -> None:
    """Each field at the top of the schema has a heading and a query."""
    query_type = executable_schema().query_type
    assert query_type is not None
    asked = " ".join(QUERIES)
    for name in query_type.fields:
        assert f"\n### {name}\n" in GRAPHQL
        assert re.search(rf"\b{name}\b", asked)
    assert all(parse(query) for query in QUERIES)


def test_every_code_is_told() -> None:
    """The table of errors has every code that can be given."""
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", GRAPHQL, re.MULTILINE))
    known = {reply.code for reply in REPLIES.values()} | set(HTTP_CODES.values())
    graphql = {"GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED"}
    assert told == known | graphql | {"OPERATION_RESOLUTION_FAILURE", "QUERY_TOO_COMPLEX"}


def test_every_address_is_told(sample_store: SqliteStore) -> None:
    """The table of addresses has every route, and every name that a map takes."""
    routes = create_app(Settings(), sample_store).routes
    paths = [route.path for route in routes if isinstance(route, Route | Mount)]
    for path in paths:
        assert f"`{path}`" in GRAPHQL or path == "/static"
    assert [name for name in (*LISTS, *ONES) if f"`{name}`" not in GRAPHQL] == []


def test_every_setting_is_told() -> None:
    """The table of settings is the one that is read, row by row."""
    text = (DOCS / "deployment.md").read_text("utf-8")
    rows = re.findall(r"^\| `(TRACKTWO_\w+)` \| (\S+) \| (.*) \|$", text, re.MULTILINE)
    expected = [
        (row.name, f"`{row.default}`" if row.default else "none", row.meaning) for row in table()
    ]
    assert rows == expected
