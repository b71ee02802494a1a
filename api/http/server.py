"""Serve the application on an address, or say in one line why not."""

import socket
from collections.abc import Callable

import uvicorn
from starlette.applications import Starlette

from api import allowance
from api.http.connections import Room, Server, connection_class
from api.settings import SettingError

#: What there is to open, as printed when the service starts.
PLACES = {"": "start here", "/map": "the map", "/graphql": "GraphQL"}


def bound(host: str, port: int) -> socket.socket:
    """
    A socket that listens on *host* and *port*; port 0 takes a free one.

    Raises:
        SettingError: The port is taken, or the host is not of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)
    except (OSError, OverflowError) as error:
        listener.close()
        raise SettingError(
            f"{host}:{port} cannot be served on ({error}); name another with --port"
        ) from error
    return listener


def serve(app: Starlette, host: str, port: int, say: Callable[[str], None]) -> None:
    """
    Serve *app* until it is interrupted, having said where it is to be found.

    Raises:
        SettingError: The port is taken, or the host is not of this machine.
    """
    with bound(host, port) as listener:
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listener.getsockname()[1]}"
        for place, words in PLACES.items():
            say(f"{address + place:<40} {words}")
        room = Room.within(allowance.open_files())
        config = uvicorn.Config(
            app,
            http=connection_class(room),
            ws="none",
            backlog=room.at_once,
            log_level="warning",
            server_header=False,
        )
        Server(config).run(sockets=[listener])
