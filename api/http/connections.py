"""How many connections are open at once; where there are too many, silent ones are closed."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

log = logging.getLogger("tracktwo.api")

#: The most connections, whatever the system allows: to find the silent ones takes time.
MOST = 4_096
#: The most connections that are taken in one turn of the event loop.
MOST_AT_ONCE = 256
#: How many open files are kept for stores, exports and libraries.
OWN_FILES = 100
#: The log is told no more often than this, in seconds.
QUIET = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How many connections there is room for, and how many are taken `at_once`."""

    connections: int
    at_once: int

    @classmethod
    def within(cls, open_files: float) -> "Room":
        """
        The room in a process that may have so many files open.

        Beside those that are open there have to be files for the connections of one
        turn of the loop, and for those that are closed for them.
        """
        files = int(min(open_files, 2 * MOST + OWN_FILES))
        left = files - min(OWN_FILES, files // 2)
        at_once = max(1, min(MOST_AT_ONCE, left // 8))
        return cls(connections=max(1, min(MOST, left - 2 * at_once)), at_once=at_once)


class Seldom:
    """Tells the log something that may happen thousands of times in a second."""

    def __init__(self) -> None:
        self._told = float("-inf")

    def warn(self, now: float, words: str, *values: object) -> None:
        """Tell it, unless something was told a moment ago."""
        if now - self._told >= QUIET:
            self._told = now
            log.warning(words, *values)


class Connection(H11Protocol):
    """
    HTTP on one connection, which may be closed for a newer one while it is silent.

    It is silent while no request is being read or answered. A client that is closed so
    opens a new connection for its next request.
    """

    room: ClassVar[Room]
    seldom: ClassVar[Seldom]

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection, and close another one if it is one too many."""
        super().connection_made(transport)
        self.silent_since = self.loop.time()
        if len(self.connections) > self.room.connections:
            self._make_room()

    def on_response_complete(self) -> None:
        """Note since when the connection has been silent."""
        super().on_response_complete()
        self.silent_since = self.loop.time()

    @property
    def is_silent(self) -> bool:
        """Whether nobody waits for an answer here."""
        # There is none before the first request, whatever its type says.
        cycle: RequestResponseCycle | None = self.cycle
        answered = cycle is None or cycle.response_complete
        return answered and not self.transport.is_closing()

    def _make_room(self) -> None:
        words = (
            "%d connections are open, as many as there may be; silent ones are closed for others"
        )
        self.seldom.warn(self.loop.time(), words, self.room.connections)
        others = (each for each in self.connections if isinstance(each, Connection))
        silent = (each for each in others if each.is_silent)
        min(silent, key=lambda each: each.silent_since).transport.close()


class Server(uvicorn.Server):
    """A server that says once, and not at every attempt, that it can take no connection."""

    async def startup(self, sockets: Any = None) -> None:  # noqa: ANN401 - as uvicorn has it
        """Start to serve."""
        asyncio.get_running_loop().set_exception_handler(handler(Seldom()))
        await super().startup(sockets)


def handler(seldom: Seldom) -> Callable[[asyncio.AbstractEventLoop, dict[str, Any]], None]:
    """What an event loop does with an error that nobody caught: the log is told, once if it may."""

    def handle(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        message = str(context.get("message"))
        if message.startswith("socket.accept()"):
            words = "no connection can be taken for want of open files (ulimit -n): %s"
            seldom.warn(loop.time(), words, context.get("exception"))
        else:
            loop.default_exception_handler(context)

    return handle


def connection_class(room: Room) -> type[Connection]:
    """A class of connections for which there is that *room*."""
    return type("RoomyConnection", (Connection,), {"room": room, "seldom": Seldom()})
