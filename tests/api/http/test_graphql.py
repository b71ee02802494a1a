"""GraphQL over HTTP, rule by rule, as the specification and its audit have it."""

from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from api.http.graphql import HTML, JSON, RESPONSE, preferred

NAME = {"query": "{ __typename }"}
TYPED = "query Q($name: String!) { __type(name: $name) { name } }"


def post(client: TestClient, body: object, accept: str | None = RESPONSE) -> Response:
    """Send a body as JSON; the test client adds an Accept of its own unless given one."""
    return client.post("/graphql", json=body, headers={"accept": accept or "*/*"})


def only_error(answer: Response) -> dict[str, Any]:
    """The one error of an answer that has nothing else."""
    body = answer.json()
    assert list(body) == ["errors"]
    (error,) = body["errors"]
    assert isinstance(error["message"], str)
    return dict(error)


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        pytest.param(RESPONSE, f"{RESPONSE}; charset=utf-8", id="of-its-own"),
        pytest.param(JSON, JSON, id="json"),
        pytest.param("*/*", JSON, id="anything"),
        pytest.param("application/*", JSON, id="any-application"),
        pytest.param(f"{RESPONSE}, {JSON};q=0.9", f"{RESPONSE}; charset=utf-8", id="first"),
        pytest.param(f"{JSON}, {RESPONSE}", JSON, id="order"),
        pytest.param(f"{JSON};q=0.5, {RESPONSE}", f"{RESPONSE}; charset=utf-8", id="quality"),
        pytest.param(
            f"{RESPONSE}, {JSON}, text/event-stream, multipart/mixed",
            f"{RESPONSE}; charset=utf-8",
            id="urql",
        ),
        pytest.param(f"{JSON}; charset=utf-8", JSON, id="parameter"),
        pytest.param("APPLICATION/JSON", JSON, id="capitals"),
    ],
)
def test_media_types(client: TestClient, accept: str, content_type: str) -> None:
    """The answer is of the type that the client likes best."""
    answer = post(client, NAME, accept)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == content_type
    assert answer.json() == {"data": {"__typename": "Query"}}
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize(
    "accept",
    ["text/csv", "text/html", f"{JSON};q=0", "image/*", "nonsense", f"{JSON};q=high"],
)
def test_no_media_type(client: TestClient, accept: str) -> None:
    """A type that is not ours is refused."""
    answer = post(client, NAME, accept)
    assert answer.status_code == 406
    assert only_error(answer)["extensions"] == {"code": "NOT_ACCEPTABLE"}


@pytest.mark.parametrize("accept", [RESPONSE, JSON])
@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"query": TYPED, "variables": {"name": "Tie"}}, id="variables"),
        pytest.param(
            {"query": TYPED, "variables": {"name": "Tie"}, "operationName": "Q"}, id="name"
        ),
        pytest.param(
            {**NAME, "operationName": None, "variables": None, "extensions": None}, id="null"
        ),
        pytest.param({**NAME, "extensions": {"some": "value"}}, id="extensions"),
        pytest.param({**NAME, "unknown": 1}, id="unknown-parameters"),
        pytest.param({**NAME, "operationName": ""}, id="empty-name"),
    ],
)
def test_well_formed(client: TestClient, accept: str, body: object) -> None:
    """Well-formed requests are carried out."""
    answer = post(client, body, accept)
    assert answer.status_code == 200
    assert "errors" not in answer.json()


@pytest.mark.parametrize("accept", [RESPONSE, JSON])
@pytest.mark.parametrize(
    "body",
    [
        pytest.param({}, id="empty"),
        pytest.param({"notquery": "{ __typename }"}, id="no-query"),
        *(
            pytest.param({"query": value}, id=f"query-{value}")
            for value in ({"obj": "ect"}, 0, False, ["array"], None, "", "  ")
        ),
        *(
            pytest.param({**NAME, "operationName": value}, id=f"name-{value}")
            for value in ({"obj": "ect"}, 0, False, ["array"])
        ),
        *(
            pytest.param({**NAME, name: value}, id=f"{name}-{value}")
            for name in ("variables", "extensions")
            for value in ("string", 0, False, ["array"], [])
        ),
        pytest.param([NAME], id="batch"),
        pytest.param(5, id="number"),
        pytest.param("x", id="text"),
    ],
)
def test_not_well_formed(client: TestClient, accept: str, body: object) -> None:
    """A request that is not well-formed is refused with 400, whatever type is liked."""
    answer = post(client, body, accept)
    assert answer.status_code == 400
    assert only_error(answer)["extensions"] == {"code": "BAD_REQUEST"}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b'{ "not a JSON', id="cut-off"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"NaN", id="no-number"),
        pytest.param(b'{"query": "\xff"}', id="not-utf-8"),
        pytest.param(b"[" * 90_000, id="nested"),
        pytest.param(b'{"query": "\\ud800"}', id="half-a-sign"),
        pytest.param(b'\xef\xbb\xbf{"query": "{ __typename }"}', id="byte-order-mark"),
    ],
)
def test_no_json(client: TestClient, content: bytes) -> None:
    """A body that is no JSON is refused with 400."""
    answer = client.post("/graphql", content=content, headers={"content-type": JSON})
    assert answer.status_code == 400
    assert only_error(answer)["message"].startswith("the body: not JSON")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        pytest.param("{", "GRAPHQL_PARSE_FAILED", id="syntax"),
        pytest.param("{ nothing }", "GRAPHQL_VALIDATION_FAILED", id="validation"),
        pytest.param(TYPED, "BAD_USER_INPUT", id="variable"),
        pytest.param("query A {a} query B {b}", "OPERATION_RESOLUTION_FAILURE", id="which"),
        pytest.param(
            "fragment F on Query { __typename }", "OPERATION_RESOLUTION_FAILURE", id="none"
        ),
        pytest.param("{" + "a: __typename " * 21 + "}", "QUERY_TOO_COMPLEX", id="too-much"),
        pytest.param("mutation { a }", "GRAPHQL_VALIDATION_FAILED", id="mutation"),
        pytest.param("subscription { a }", "GRAPHQL_VALIDATION_FAILED", id="subscription"),
    ],
)
def test_refused_by_graphql(client: TestClient, query: str, code: str) -> None:
    """What GraphQL refuses is 400 in its own type and 200 in JSON, and never has data."""
    for accept, status in ((RESPONSE, 400), (JSON, 200)):
        answer = post(client, {"query": query}, accept)
        assert answer.status_code == status
        assert only_error(answer)["extensions"]["code"] == code


def test_operation_by_name(client: TestClient) -> None:
    """Of several operations the one that is named is carried out."""
    query = "query A { __typename } query B { b: __typename }"
    assert post(client, {"query": query, "operationName": "B"}).json() == {"data": {"b": "Query"}}
    error = only_error(post(client, {"query": query, "operationName": "C"}))
    assert error["message"].endswith("it has A, B")


def test_null(client: TestClient) -> None:
    """A body that is JSON, but nothing, is not well-formed."""
    answer = client.post("/graphql", content=b"null", headers={"content-type": JSON})
    assert answer.status_code == 400
    assert "one JSON object" in only_error(answer)["message"]


def test_error_in_a_field(client: TestClient) -> None:
    """What fails while it is carried out is 200, with data and the path of the failure."""
    query = '{ ok: __typename stakeholders(themes: ["tea"]) { totalCount } }'
    answer = post(client, {"query": query})
    assert answer.status_code == 200
    body = answer.json()
    assert body["data"] is None
    (error,) = body["errors"]
    assert error["path"] == ["stakeholders"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}
    assert error["message"].startswith("'tea' is no theme; known are")


@pytest.mark.parametrize("accept", [RESPONSE, JSON])
def test_get(client: TestClient, accept: str) -> None:
    """Queries may come in the address, with variables as JSON."""
    given = {"query": TYPED, "variables": '{"name": "Tie"}', "extensions": "", "other": "x"}
    answer = client.get("/graphql", params=given, headers={"accept": accept})
    assert answer.json() == {"data": {"__type": {"name": "Tie"}}}
    assert client.head("/graphql", params=given, headers={"accept": accept}).status_code == 200


@pytest.mark.parametrize(
    ("address", "words"),
    [
        pytest.param("?variables={}", "query: give", id="no-query"),
        pytest.param("?query={__typename}&query={__typename}", "once", id="twice"),
        pytest.param("?query={__typename}&variables=[", "variables: not JSON", id="no-json"),
        pytest.param("?query={__typename}&variables=[]", "variables: give an object", id="list"),
        pytest.param("?query={__typename}&extensions=1", "extensions: give an object", id="number"),
    ],
)
def test_bad_addresses(client: TestClient, address: str, words: str) -> None:
    """An address is held to the same rules as a body."""
    answer = client.get(f"/graphql{address}")
    assert answer.status_code == 400
    assert words in only_error(answer)["message"]


def test_get_only_reads(client: TestClient) -> None:
    """An operation that is no query is refused by GET, with the method that would do."""
    answer = client.get("/graphql", params={"query": "mutation { a }"})
    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST"
    assert only_error(answer)["extensions"] == {"code": "METHOD_NOT_ALLOWED"}


def test_get_of_no_document(client: TestClient) -> None:
    """A document with faults is told of them by GET as by POST."""
    answer = client.get("/graphql", params={"query": "{"}, headers={"accept": RESPONSE})
    assert answer.status_code == 400
    assert only_error(answer)["extensions"] == {"code": "GRAPHQL_PARSE_FAILED"}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods(client: TestClient, method: str) -> None:
    """Other methods are refused, with those that would do."""
    answer = client.request(method, "/graphql")
    assert answer.status_code == 405
    assert {"GET", "POST"} <= set(answer.headers["allow"].split(", "))
    assert only_error(answer)["extensions"] == {"code": "METHOD_NOT_ALLOWED"}


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({}, id="none"),
        pytest.param({"content-type": "text/plain"}, id="text"),
        pytest.param({"content-type": "application/x-www-form-urlencoded"}, id="form"),
        pytest.param({"content-type": "multipart/form-data; boundary=x"}, id="upload"),
        pytest.param({"content-type": "application/graphql"}, id="graphql"),
        pytest.param({"content-type": f"{JSON}; charset=latin-1"}, id="charset"),
        pytest.param({"content-type": JSON, "content-encoding": "gzip"}, id="compressed"),
    ],
)
def test_other_bodies(client: TestClient, headers: dict[str, str]) -> None:
    """Only JSON in UTF-8 is read, so that no form of another site can send a query."""
    answer = client.post("/graphql", content=b'{"query": "{ __typename }"}', headers=headers)
    assert answer.status_code == 415
    assert only_error(answer)["extensions"] == {"code": "UNSUPPORTED_MEDIA_TYPE"}


@pytest.mark.parametrize(
    "content_type", [f'{JSON}; charset="UTF-8"', "Application/Json;charset=utf-8"]
)
def test_ways_to_write_json(client: TestClient, content_type: str) -> None:
    """Media types and their parameters are read as HTTP has them."""
    answer = client.post(
        "/graphql", content=b'{"query": "{ __typename }"}', headers={"content-type": content_type}
    )
    assert answer.status_code == 200


def test_long_bodies(client: TestClient) -> None:
    """A body that is too long is refused before it is read to the end."""
    answer = post(client, {"query": "#" * 100_000 + "\n{ __typename }"})
    assert answer.status_code == 413
    assert only_error(answer)["extensions"] == {"code": "PAYLOAD_TOO_LARGE"}


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        pytest.param("", JSON, id="nothing"),
        pytest.param(
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", HTML, id="browser"
        ),
        pytest.param("*/*", JSON, id="curl"),
        pytest.param("text/*", HTML, id="any-text"),
        pytest.param(f"{JSON}, {HTML}", JSON, id="order"),
        pytest.param(f"{HTML};q=0, */*", JSON, id="anything-but"),
        pytest.param(f"*/*, {RESPONSE}", RESPONSE, id="named-before-any"),
        pytest.param(f"{RESPONSE};q=0.1, */*;q=0.2", JSON, id="less-than-any"),
        pytest.param(",,", None, id="commas"),
    ],
)
def test_preferred(accept: str, expected: str | None) -> None:
    """The media type is negotiated as HTTP has it; a browser gets the page."""
    assert preferred(accept, (JSON, RESPONSE, HTML)) == expected


def test_a_browser_gets_the_editor(client: TestClient) -> None:
    """A browser that comes by GET gets a page, with or without a query in the address."""
    for address in ("/graphql", "/graphql?query={__typename}"):
        answer = client.get(address, headers={"accept": "text/html,*/*;q=0.8"})
        assert answer.headers["content-type"].startswith("text/html")
        assert "graphiql.js" in answer.text
