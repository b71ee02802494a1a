"""Weighing the key of a request once, before anything else happens."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.access import Keys


class Clearance:
    """Middleware: what is behind it finds the reader's label in `request.state.clearance`."""

    def __init__(self, app: ASGIApp, keys: Keys) -> None:
        self._app = app
        self._keys = keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless its key opens nothing."""
        if scope["type"] == "http":
            clearance = self._keys.clearance(Headers(scope=scope))
            scope.setdefault("state", {})["clearance"] = clearance
        await self._app(scope, receive, send)
