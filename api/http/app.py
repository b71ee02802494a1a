"""The service: routes, middleware and what they share, in one place."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import anyio
from anyio import CapacityLimiter, create_task_group
from anyio.to_thread import run_sync
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from api.http.access import Keys, read_keys
from api.http.clearance import Clearance
from api.http.errors import OneShape, respond
from api.http.exports import Exports
from api.http.graphql import METHODS, Endpoint
from api.http.headers import SafeHeaders
from api.http.limits import limits_of
from api.http.maps import Maps
from api.http.operation import Engine
from api.http.pages import editor, start
from api.networks.context import Reading
from api.networks.views import Views
from api.schema.query import executable_schema, schema_text
from api.settings import Settings
from graph.stores.base import Store

log = logging.getLogger("tracktwo.api")

STATIC = Path(__file__).parent / "static"

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


def create_app(settings: Settings, store: Store) -> Starlette:
    """
    Make the service on *store*, which stays its caller's to close.

    Raises:
        SettingError: The file of keys is of no use.
    """
    keys = read_keys(Path(settings.keys_file)) if settings.keys_file else Keys()
    views = Views(store, most=settings.views, freshness=settings.freshness, scope=settings.scope)

    def reading(request: Request) -> Reading:
        clearance = request.state.clearance
        return Reading(views=views, clearance=clearance, most_on_page=settings.max_page)

    limiter = CapacityLimiter(settings.workers)
    maps = Maps(context_of=reading, limiter=limiter)
    exports = Exports(context_of=reading, limiter=limiter)
    graphql = Endpoint(
        engine=Engine(executable_schema(), limits_of(settings), max_tokens=settings.max_tokens),
        context_of=reading,
        editor=editor,
        limiter=limiter,
        max_body=settings.max_body,
    )
    return Starlette(
        routes=[
            Route("/", start),
            Route("/graphql", graphql.answer, methods=METHODS),
            Route("/map", maps.answer),
            Route("/export/{format}", exports.answer),
            Route("/schema.graphql", schema),
            Route("/healthz", alive),
            Route("/readyz", readiness(views)),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=[
            Middleware(SafeHeaders),
            Middleware(OneShape),
            Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=6),
            Middleware(Clearance, keys=keys),
        ],
        exception_handlers={HTTPException: respond},
        lifespan=watching(views, settings.freshness),
    )


async def alive(_: Request) -> Response:
    """Say that the process answers."""
    return JSONResponse({"status": "alive"})


async def schema(_: Request) -> Response:
    """The schema as text."""
    return PlainTextResponse(schema_text())


def readiness(views: Views) -> Callable[[Request], Response]:
    """Make the endpoint that says whether questions are answered from the store as it is now."""

    def ready(_: Request) -> Response:
        problem = views.unready()
        if problem is not None:
            raise HTTPException(503, problem)
        return JSONResponse({"status": "ready"})

    return ready


def watching(views: Views, freshness: float) -> Lifespan:
    """Keep today's networks as new as the store while the service runs, whatever happens to it."""

    async def watch() -> None:
        while True:
            try:
                # A store that does not answer must not keep the service from ending.
                await run_sync(views.refresh, abandon_on_cancel=True)
            except Exception:
                log.exception("looking at the store failed; the next look is in a moment")
            await anyio.sleep(freshness)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with create_task_group() as tasks:
            tasks.start_soon(watch)
            yield
            tasks.cancel_scope.cancel()
        await run_sync(views.close)

    return lifespan
