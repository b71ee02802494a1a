"""GraphQL over HTTP: methods, media types and statuses as the specification says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import orjson
from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from graphql import GraphQLError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.http.operation import Asked, Engine, Outcome, is_query, operation_of

JSON = "application/json"
RESPONSE = "application/graphql-response+json"
HTML = "text/html"
CONTENT_TYPES = {JSON: JSON, RESPONSE: f"{RESPONSE}; charset=utf-8"}
METHODS = ("GET", "HEAD", "POST")
_OBJECTS = ("variables", "extensions")
_FIELDS = ("query", "operationName", *_OBJECTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """
    The endpoint `/graphql`: queries for programs, an editor for browsers.

    `context_of` makes what resolvers read from, for each request; `editor` is the
    page that a browser gets. A request is worked on in a thread from its first
    word to its last, `limiter` says in how many at once.
    """

    engine: Engine
    context_of: Callable[[Request], object]
    editor: Callable[[Request], Response]
    limiter: CapacityLimiter
    max_body: int

    async def answer(self, request: Request) -> Response:
        """Answer one request."""
        reading = request.method != "POST"
        accept = ", ".join(request.headers.getlist("accept"))
        media_type = preferred(accept, (JSON, RESPONSE, HTML) if reading else (JSON, RESPONSE))
        request.state.content_type = CONTENT_TYPES.get(media_type or "")
        if media_type == HTML:
            return self.editor(request)
        if media_type is None:
            raise HTTPException(406, f"this endpoint answers in {RESPONSE} or {JSON}")
        asked = _from_address(request) if reading else await self._from_body(request)
        return await run_sync(self._answer, request, asked, limiter=self.limiter)

    def _answer(self, request: Request, asked: Asked) -> Response:
        if request.method != "POST":
            self._only_read(asked)
        outcome = self.engine.carry_out(asked, self.context_of(request))
        content_type = request.state.content_type
        return Response(
            orjson.dumps(outcome.body), status_of(outcome, content_type), media_type=content_type
        )

    async def _from_body(self, request: Request) -> Asked:
        """The request that a body carries, as JSON."""
        kind, *parameters = _parts(request.headers.get("content-type", ""))
        charsets = [text[8:].strip('"') for text in parameters if text.startswith("charset=")]
        if kind != JSON or any(charset not in ("utf-8", "utf8") for charset in charsets):
            raise HTTPException(415, f"send the request as {JSON}; charset=utf-8")
        if request.headers.get("content-encoding", "identity") != "identity":
            raise HTTPException(415, "send the request as it is, not compressed")
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > self.max_body:
                raise HTTPException(413, f"a request holds {self.max_body} bytes at most")
        return _asked(_json(body, "the body"))

    def _only_read(self, asked: Asked) -> None:
        """Refuse by GET what changes something; documents with faults are refused later."""
        try:
            operation = operation_of(self.engine.document(asked.query), asked.operation_name)
        except GraphQLError:
            return
        if not is_query(operation):
            raise HTTPException(405, "send this operation with POST", {"allow": "POST"})


def status_of(outcome: Outcome, content_type: str) -> int:
    """
    The status of an outcome.

    `application/json` cannot tell a server that refused from a proxy that did, so
    there a well-formed request is always 200. See docs/graphql.md.
    """
    return 400 if outcome.refused and content_type.startswith(RESPONSE) else 200


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """
    The media type of those *offered* that an `Accept` header likes best, if any.

    A type that is named goes before one that a wildcard lets through; between
    equals the order of the header decides, and for wildcards the order of *offered*.

    >>> preferred("text/html, */*;q=0.8", (JSON, HTML))
    'text/html'
    """
    if not accept.strip():
        return offered[0]
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    best: tuple[float, int, int] | None = None
    found: str | None = None
    for place, kind in enumerate(offered):
        quality, exact, spot = _liking(kind, ranges)
        rank = (quality, exact, -spot if exact == _NAMED else -place)
        if quality > 0 and (best is None or rank > best):
            best, found = rank, kind
    return found


_NAMED = 2


def _liking(kind: str, ranges: list[tuple[str, float]]) -> tuple[float, int, int]:
    """How much *kind* is liked: by the range that names it most exactly, and where that stands."""
    wildcards = ("*/*", kind.partition("/")[0] + "/*", kind)
    matches = [
        (wildcards.index(name), -spot, quality)
        for spot, (name, quality) in enumerate(ranges)
        if name in wildcards
    ]
    if not matches:
        return 0.0, 0, 0
    exact, spot, quality = max(matches)
    return quality, exact, -spot


def _range(part: str) -> tuple[str, float]:
    name, *parameters = _parts(part)
    quality = next((text[2:] for text in parameters if text.startswith("q=")), "1")
    try:
        return name, min(1.0, max(0.0, float(quality)))
    except ValueError:
        return name, 0.0


def _parts(header: str) -> list[str]:
    """A media type and its parameters."""
    return [piece.strip().lower() for piece in header.split(";")]


def _from_address(request: Request) -> Asked:
    """The request that an address carries, as `?query=…&variables={…}`."""
    pairs = [pair for pair in request.query_params.multi_items() if pair[0] in _FIELDS and pair[1]]
    given: dict[str, object] = dict(pairs)
    if len(given) < len(pairs):
        raise HTTPException(400, f"give each of {', '.join(_FIELDS)} once")
    for name, text in pairs:
        if name in _OBJECTS:
            given[name] = _json(text.encode("utf-8", "surrogatepass"), name)
    return _asked(given)


def _json(text: bytes, where: str) -> object:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise HTTPException(400, f"{where}: not JSON: {error}") from error


def _asked(given: object) -> Asked:
    """A request from its fields, each of which must be of its type."""
    if not isinstance(given, dict):
        raise HTTPException(400, "a request is one JSON object; batches are not answered")
    query, name = given.get("query"), given.get("operationName")
    if not isinstance(query, str) or not query.strip():
        raise HTTPException(400, "query: give a GraphQL document")
    if name is not None and not isinstance(name, str):
        raise HTTPException(400, "operationName: give the name of an operation")
    for field in _OBJECTS:
        if given.get(field) is not None and not isinstance(given[field], dict):
            raise HTTPException(400, f"{field}: give an object")
    return Asked(query=query, operation_name=name or None, variables=given.get("variables") or {})
