"""Whatever goes wrong, the outside is told in one shape, from one table."""

import logging

import pytest
from graphql import GraphQLError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from api.http.access import AccessError
from api.http.errors import OneShape, formatted, reply_to, respond
from api.settings import SettingError
from graph.domain.errors import ClaimError, GraphError, NeedError, NotHereError, StoreError

SECRET = "what nobody is to read"
TABLE = [
    pytest.param(NeedError("say more"), 400, "BAD_USER_INPUT", "say more", id="need"),
    pytest.param(
        NotHereError("'x' is not here"), 404, "NOT_FOUND", "'x' is not here", id="not-here"
    ),
    pytest.param(AccessError("no such key"), 401, "UNAUTHENTICATED", "no such key", id="access"),
    pytest.param(StoreError(SECRET), 503, "STORE_UNAVAILABLE", "the network cannot", id="store"),
    pytest.param(ClaimError(SECRET), 500, "INTERNAL_SERVER_ERROR", "on our side", id="claim"),
    pytest.param(SettingError(SECRET), 500, "INTERNAL_SERVER_ERROR", "on our side", id="setting"),
    pytest.param(KeyError(SECRET), 500, "INTERNAL_SERVER_ERROR", "on our side", id="unforeseen"),
    pytest.param(RecursionError(SECRET), 500, "INTERNAL_SERVER_ERROR", "on our side", id="depth"),
]


def client_of(error: Exception) -> TestClient:
    """A client of a service that only fails."""

    def failing(_: Request) -> Response:
        raise error

    app = Starlette(
        routes=[Route("/", failing)],
        middleware=[Middleware(OneShape)],
        exception_handlers={HTTPException: respond},
    )
    return TestClient(app, raise_server_exceptions=False)


@pytest.mark.parametrize(("error", "status", "code", "words"), TABLE)
def test_over_http(
    error: Exception, status: int, code: str, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Each exception has its status and code; what is ours to mend is masked, and logged."""
    answer = client_of(error).get("/")
    assert answer.status_code == status
    (told,) = answer.json()["errors"]
    assert words in told["message"]
    assert told["extensions"] == {"code": code}
    assert SECRET not in answer.text
    assert bool(caplog.records) == (status >= 500)


@pytest.mark.parametrize(("error", "status", "code", "words"), TABLE)
def test_in_a_field(
    error: Exception, status: int, code: str, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    """An exception in a field of GraphQL has the same code and words as over HTTP."""
    told = formatted(GraphQLError(str(error), path=["a"], original_error=error))
    assert words in told["message"]
    assert told["extensions"] == {"code": code}
    assert SECRET not in str(told)
    assert bool(caplog.records) == (status >= 500)


def test_a_subclass_goes_as_its_class() -> None:
    """An exception that the table does not name goes as the nearest above it that it does."""

    class FinerNeedError(NeedError):
        """A finer need."""

    assert reply_to(FinerNeedError("x")).code == "BAD_USER_INPUT"
    assert reply_to(GraphError("x")).code == "INTERNAL_SERVER_ERROR"


def test_what_graphql_says_itself() -> None:
    """Errors that GraphQL raises at a field, such as a null that may not be, are ours."""
    assert (
        formatted(GraphQLError("null", path=["a"]))["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    )
    assert formatted(GraphQLError("x", extensions={"code": "OURS", "more": 1}))["extensions"] == {
        "code": "OURS",
        "more": 1,
    }


@pytest.mark.parametrize(
    ("error", "code"),
    [
        pytest.param(HTTPException(405, "no", {"allow": "GET"}), "METHOD_NOT_ALLOWED", id="known"),
        pytest.param(HTTPException(418, "a teapot"), "BAD_REQUEST", id="unknown"),
    ],
)
def test_what_http_refuses(error: HTTPException, code: str) -> None:
    """Refusals of HTTP keep their status and headers, in the one shape."""
    answer = client_of(error).get("/")
    assert answer.status_code == error.status_code
    assert answer.json()["errors"][0]["extensions"] == {"code": code}
    assert set(error.headers or ()) <= set(answer.headers)


def test_half_an_answer_is_broken_off(caplog: pytest.LogCaptureFixture) -> None:
    """What fails after the answer began is left to the server: it cannot be told any more."""

    async def half(_scope: Scope, _receive: Receive, send: Send) -> None:
        start: Message = {"type": "http.response.start", "status": 200, "headers": []}
        await send(start)
        raise KeyError(SECRET)

    with caplog.at_level(logging.CRITICAL), pytest.raises(KeyError, match=SECRET):
        TestClient(OneShape(half)).get("/")
