"""Headers that every answer carries."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Sent unless the answer says otherwise.
USUAL = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    # What a reader may see is kept by nobody on the way.
    "cache-control": "no-store",
}
#: What an answer depends on, besides its address.
VARIES = ("Accept", "Authorization", "X-API-Key")


class SafeHeaders:
    """Middleware that tells browsers and caches to do no more with an answer than they must."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and complete the headers of its answer."""

        async def completed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in USUAL.items():
                    headers.setdefault(name, value)
                for name in VARIES:
                    headers.add_vary_header(name)
            await send(message)

        await self._app(scope, receive, completed)
