"""Connections that say nothing keep nobody out, and do not fill the log."""

import asyncio
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from api.http.connections import MOST, Room, Seldom, handler

ROOT = Path(__file__).parents[2]
#: A request whose body does not come, so that it stays unanswered.
UNFINISHED = (
    b"POST /graphql HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
    b"Content-Length: 9\r\n\r\n"
)
#: What the log is told.
TOLD = "{} connections are open, as many as there may be; silent ones are closed for others\n"


@pytest.mark.parametrize(
    ("files", "room"),
    [
        pytest.param(64, (24, 4), id="few"),
        pytest.param(256, (118, 19), id="macOS"),
        pytest.param(1_024, (694, 115), id="Linux"),
        pytest.param(20_000, (MOST, 256), id="many"),
        pytest.param(float("inf"), (MOST, 256), id="any number"),
    ],
)
def test_room(files: float, room: tuple[int, int]) -> None:
    """Connections, twice those of one turn and the files of the service are as many as may be."""
    found = Room.within(files)
    assert (found.connections, found.at_once) == room


@contextmanager
def serving(folder: Path, files: int) -> Iterator[tuple[str, int, Path]]:
    """Serve with no more than so many open files; gives host, port and the file of the log."""
    log = folder / "log"
    with log.open("wb") as stderr:
        service = subprocess.Popen(
            ["sh", "-c", f"ulimit -n {files}; exec '{sys.executable}' -m api serve --port 0"],
            cwd=ROOT,
            env=os.environ | {"TRACKTWO_STORE": f"sqlite:{folder / 'network.db'}"},
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
        )
        try:
            assert service.stdout is not None
            found = re.match(r"http://(\S+):(\d+)", service.stdout.readline())
            assert found is not None, log.read_text("utf-8")
            yield found[1], int(found[2]), log
        finally:
            service.terminate()
            service.communicate(timeout=60)


def healthy(host: str, port: int) -> bool:
    """Whether the service answers."""
    with urlopen(f"http://{host}:{port}/healthz", timeout=30) as answer:
        return bool(answer.status == 200)


@contextmanager
def connected(host: str, port: int, number: int) -> Iterator[list[socket.socket]]:
    """So many connections to the service, which say nothing."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(socket.create_connection((host, port), timeout=30))
            for _ in range(number)
        ]


def closed(connections: list[socket.socket]) -> int:
    """How many of these the service has closed."""
    count = 0
    for each in connections:
        each.settimeout(0)
        try:
            count += each.recv(1) == b""
        except BlockingIOError:
            continue
        except ConnectionResetError:
            count += 1
    return count


def test_silent_connections(tmp_path: Path) -> None:
    """The oldest silent ones are closed, whoever asks is answered, and the log has a line."""
    with serving(tmp_path, 128) as (host, port, log), connected(host, port, 300) as silent:
        assert [healthy(host, port) for _ in range(20)] == [True] * 20
        time.sleep(0.5)

        room = Room.within(128).connections
        # Those that asked a moment ago may be among the others.
        assert 300 - room <= closed(silent) <= 300 - room + 20
        assert closed(silent[-10:]) == 0
        assert log.read_text("utf-8") == TOLD.format(room)


def test_busy_connections(tmp_path: Path) -> None:
    """A connection with a request is not closed for a newer one, which is closed instead."""
    with serving(tmp_path, 64) as (host, port, _), connected(host, port, 24) as busy:
        for each in busy:
            each.sendall(UNFINISHED)
        time.sleep(1)
        with connected(host, port, 5) as more:
            time.sleep(1)
            assert (closed(busy), closed(more)) == (0, 5)


def test_no_file_for_a_connection(caplog: pytest.LogCaptureFixture) -> None:
    """What the event loop says at every attempt is told once; all else is told as ever."""
    loop, handle = asyncio.new_event_loop(), handler(Seldom())
    accepting = {
        "message": "socket.accept() out of system resource",
        "exception": OSError(24, "Too many open files"),
    }
    for context in (accepting, accepting, {"message": "something else"}):
        handle(loop, context)
    loop.close()

    assert [each.name for each in caplog.records] == ["tracktwo.api", "asyncio"]
    assert [each.getMessage().partition(": ")[0] for each in caplog.records] == [
        "no connection can be taken for want of open files (ulimit -n)",
        "something else",
    ]
