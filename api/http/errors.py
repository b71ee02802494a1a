"""What the outside is told when something goes wrong: one shape, one table."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from graphql import GraphQLError, GraphQLSyntaxError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.access import AccessError
from graph.domain.errors import NeedError, NotHereError, StoreError

log = logging.getLogger("tracktwo.api")

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What to say of an exception; `words` None means its own words."""

    status: int
    code: str
    words: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


#: Exceptions and what becomes of them; a subclass goes as the nearest class above it.
REPLIES: dict[type[Exception], Reply] = {
    NeedError: Reply(status=400, code="BAD_USER_INPUT"),
    NotHereError: Reply(status=404, code="NOT_FOUND"),
    AccessError: Reply(
        status=401, code="UNAUTHENTICATED", headers={"www-authenticate": 'Bearer realm="tracktwo"'}
    ),
    StoreError: Reply(
        status=503,
        code="STORE_UNAVAILABLE",
        words="the network cannot be read at the moment; try again in a minute",
        headers={"retry-after": "30"},
    ),
    Exception: Reply(
        status=500, code="INTERNAL_SERVER_ERROR", words="something went wrong on our side"
    ),
}

#: What HTTP itself refuses.
HTTP_CODES = {
    400: "BAD_REQUEST",
    404: "NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    406: "NOT_ACCEPTABLE",
    413: "PAYLOAD_TOO_LARGE",
    415: "UNSUPPORTED_MEDIA_TYPE",
    503: "NOT_READY",
}

_NOTHING_HERE = "there is nothing at this address; / says what there is"


def reply_to(error: BaseException) -> Reply:
    """The row of the table that *error* falls under."""
    return next(REPLIES[kind] for kind in type(error).__mro__ if kind in REPLIES)


def error_body(message: str, code: str) -> Json:
    """The one shape of an error: that of a GraphQL response."""
    return {"errors": [{"message": message, "extensions": {"code": code}}]}


def respond(request: Request, error: Exception) -> Response:
    """Answer *request* with *error*, in the one shape."""
    if isinstance(error, HTTPException):
        code = HTTP_CODES.get(error.status_code, "BAD_REQUEST")
        words = _NOTHING_HERE if error.detail == "Not Found" else error.detail
        reply = Reply(status=error.status_code, code=code, headers=error.headers or {})
    else:
        reply = reply_to(error)
        words = reply.words or str(error)
        if reply.words is not None:
            log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return Response(
        orjson.dumps(error_body(words, reply.code)),
        reply.status,
        headers=dict(reply.headers),
        media_type=getattr(request.state, "content_type", None) or "application/json",
    )


class OneShape:
    """
    Middleware that answers in the one shape whatever goes wrong behind it.

    Outermost, so that what other middleware refuses is told the same way.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and answer for what fails."""
        started = False

        async def noting(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception as error:
            # Half an answer cannot be taken back: the server breaks the connection.
            if started or scope["type"] != "http":
                raise
            await respond(Request(scope), error)(scope, receive, send)


def formatted(error: GraphQLError) -> Json:
    """One error of a GraphQL response: ours in our words, the unforeseen masked and logged."""
    body: Json = dict(error.formatted)
    code = (error.extensions or {}).get("code")
    original = error.original_error
    if code is None and original is not None and not isinstance(original, GraphQLError):
        reply = reply_to(original)
        code = reply.code
        body["message"] = reply.words or str(original)
        if reply.words is not None:
            log.error("a resolver failed at %s", error.path, exc_info=original)
    body["extensions"] = {**body.get("extensions", {}), "code": code or _code(error)}
    return body


def _code(error: GraphQLError) -> str:
    """The code of an error that GraphQL itself found, by the names most clients know."""
    if isinstance(error, GraphQLSyntaxError):
        return "GRAPHQL_PARSE_FAILED"
    if error.path is not None:
        return "INTERNAL_SERVER_ERROR"
    variable = error.message.startswith("Variable ")
    return "BAD_USER_INPUT" if variable else "GRAPHQL_VALIDATION_FAILED"
