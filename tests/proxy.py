"""A way to a server that a test can cut, and mend."""

import contextlib
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Event, Lock, Thread

_CHUNK = 65_536


@dataclass(slots=True, kw_only=True)
class Proxy:
    """
    Passes on what comes to `address`, to a server and back.

    While it is cut, every connection is broken and none is made; while it is frozen,
    connections stay and nothing passes.
    """

    server: tuple[str, int]
    port: int = 0
    _listener: socket.socket | None = None
    _pairs: list[tuple[socket.socket, socket.socket]] = field(default_factory=list)
    _passing: Event = field(default_factory=Event)
    _lock: Lock = field(default_factory=Lock)

    @property
    def address(self) -> str:
        """Where clients connect to."""
        return f"127.0.0.1:{self.port}"

    def mend(self) -> None:
        """Let connections be made, and everything pass."""
        self._passing.set()
        if self._listener is None:
            self._listener = socket.create_server(("127.0.0.1", self.port))
            self.port = self._listener.getsockname()[1]
            Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def freeze(self) -> None:
        """Let nothing pass, as a server that was stopped."""
        self._passing.clear()

    def cut(self) -> None:
        """Break every connection, and refuse new ones."""
        if self._listener is not None:
            _end(self._listener)
            self._listener = None
        with self._lock:
            for pair in self._pairs:
                for end in pair:
                    _end(end)
            self._pairs.clear()
        self._passing.set()

    def _accept(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = listener.accept()
                server = socket.create_connection(self.server)
                with self._lock:
                    self._pairs.append((client, server))
                for ends in ((client, server), (server, client)):
                    Thread(target=self._pass, args=ends, daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(_CHUNK):
                self._passing.wait()
                other.sendall(data)
        _end(one)
        _end(other)


def _end(connection: socket.socket) -> None:
    # A thread that waits at it is only woken by the first.
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()


@contextlib.contextmanager
def proxy_to(address: str) -> Iterator[Proxy]:
    """A proxy to the server at *address*, which ends with the block."""
    host, _, port = address.rpartition(":")
    proxy = Proxy(server=(host, int(port)))
    proxy.mend()
    yield proxy
    proxy.cut()
