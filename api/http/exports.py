"""Exports over HTTP: the same files as `tracktwo export` writes, under the reader's clearance."""

from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from tempfile import SpooledTemporaryFile
from typing import IO

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from api.networks.context import Reading
from graph.domain.errors import NeedError
from graph.measures.names import place_node, theme_node
from graph.measures.scope import scoped
from graph.views.view import Scope, View
from visualise.exports.table import EXPORTS, Exporter

#: Names in the address that say what part of the network is meant.
NAMES = ("theme", "country", "place", "as_of")
#: How much of a file is held in memory; more goes to the disk.
HELD = 4 * 2**20
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Exports:
    """
    The endpoint `/export/FORMAT`.

    A file is written whole before any of it is sent, so that an error still has the
    one shape of errors. Files are written one at a time, in a thread of their own.
    """

    context_of: Callable[[Request], Reading]
    limiter: CapacityLimiter
    _writing: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(1))

    async def answer(self, request: Request) -> Response:
        """Write what the address asks for."""
        export = EXPORTS.get(request.path_params["format"])
        if export is None:
            raise HTTPException(404, f"there is no such format; {', '.join(EXPORTS)} are")
        themes, places, as_of = _asked(request)
        reading = self.context_of(request)
        network = await run_sync(reading.network, as_of, limiter=self.limiter)
        file = await run_sync(_write, export, network.view, themes, places, limiter=self._writing)
        name = file_name(network.view, export)
        return StreamingResponse(
            _chunks(file, self.limiter),
            media_type=export.media_type,
            headers={"content-disposition": f'attachment; filename="{name}"'},
        )


def file_name(view: View, export: Exporter) -> str:
    """What a file of *view* is called when nobody gives it a name."""
    return f"tracktwo-{view.as_of.isoformat()}{export.suffix}"


def part_of(view: View, themes: Iterable[str], places: Iterable[str]) -> View:
    """
    The part of *view* that the words for themes and places mean; all of it without any.

    Raises:
        NeedError: A word that is no theme or place.
        NotHereError: An id that this View does not hold.
    """
    return scoped(
        view,
        Scope(
            themes=tuple(view.ids[theme_node(view, text)] for text in themes),
            places=tuple(view.ids[place_node(view, text)] for text in places),
        ),
    )


def _asked(request: Request) -> tuple[list[str], list[str], date | None]:
    given = request.query_params
    for name in given:
        if name not in NAMES:
            raise NeedError(
                f"{name!r} is nothing that an export can be asked for; {', '.join(NAMES)} are"
            )
    named = [(name, text) for name, text in given.multi_items() if text]
    themes = [text for name, text in named if name == "theme"]
    places = [text for name, text in named if name in ("country", "place")]
    try:
        as_of = date.fromisoformat(given["as_of"]) if given.get("as_of") else None
    except ValueError as error:
        problem = f"as_of: {given['as_of']!r} is no day; write one like 2026-11-21"
        raise NeedError(problem) from error
    return themes, places, as_of


def _write(export: Exporter, view: View, themes: list[str], places: list[str]) -> IO[bytes]:
    file = SpooledTemporaryFile(max_size=HELD)  # noqa: SIM115 - closed when it is sent
    try:
        export.write(part_of(view, themes, places), file)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file


async def _chunks(file: IO[bytes], limiter: CapacityLimiter) -> AsyncIterator[bytes]:
    with file:
        while chunk := await run_sync(file.read, _CHUNK, limiter=limiter):
            yield chunk
