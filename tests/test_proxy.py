"""A proxy passes everything on until it is cut or frozen."""

import contextlib
import socket
from collections.abc import Iterator
from threading import Thread

import pytest

from tests.proxy import Proxy, proxy_to


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    """Give a proxy to a server that says everything back."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=echo, args=(server,), daemon=True).start()
        with proxy_to(f"127.0.0.1:{server.getsockname()[1]}") as proxy:
            yield proxy


def echo(server: socket.socket) -> None:
    """Send back to each client what it sends, until there is no server any more."""
    while True:
        try:
            client, _ = server.accept()
        except OSError:
            return
        Thread(target=answer, args=(client,), daemon=True).start()


def answer(client: socket.socket) -> None:
    """Send back what one client sends, if it is still there."""
    with client, contextlib.suppress(OSError):
        client.sendall(client.recv(100))


def said(proxy: Proxy, word: bytes) -> bytes:
    """What comes back for a word, on a new connection; nothing if it takes too long."""
    with socket.create_connection(("127.0.0.1", proxy.port), timeout=0.3) as client:
        client.sendall(word)
        try:
            return client.recv(100)
        except TimeoutError:
            return b""


def test_passes(proxy: Proxy) -> None:
    """What a client says reaches the server, and what that answers comes back."""
    assert said(proxy, b"word") == b"word"


def test_cut(proxy: Proxy) -> None:
    """A proxy that is cut refuses connections until it is mended, at the same address."""
    before = proxy.address
    proxy.cut()
    with pytest.raises(ConnectionRefusedError, match="refused"):
        said(proxy, b"word")
    proxy.mend()
    assert (said(proxy, b"word"), proxy.address) == (b"word", before)


def test_frozen(proxy: Proxy) -> None:
    """A proxy that is frozen takes connections and passes nothing."""
    proxy.freeze()
    assert said(proxy, b"word") == b""
    proxy.mend()
    assert said(proxy, b"word") == b"word"
