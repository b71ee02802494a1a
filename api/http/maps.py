"""Maps over HTTP: the same pages as `tracktwo map` writes."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from threading import Lock

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from api.networks.context import Reading
from api.networks.network import Network
from graph.answers.need import Need
from graph.answers.partners.partners import partners
from graph.domain.errors import NeedError
from graph.domain.labels import Label
from graph.views.view import View
from visualise.maps.network_maps import network_map, partners_map
from visualise.maps.page import page

#: Names in the address and the fields of a need that they fill.
LISTS = {
    "theme": "themes",
    "country": "places",
    "place": "places",
    "kind": "kinds",
    "level": "levels",
    "already_in": "already_in",
}
ONES = ("asking", "first", "as_of", "everybody", "include_partners")
#: The page brings its own policy, with the hashes of its scripts.
POLICY = "frame-ancestors 'none'"
#: How many partners a map shows when nobody says.
USUAL = 10
#: How many pages are kept, each a few megabytes.
KEPT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a map is asked for; without a need, the whole network."""

    need: Need | None = None
    everybody: bool = False
    as_of: date | None = None


Key = tuple[str, Label, date, Sheet]


@dataclass(frozen=True, slots=True, kw_only=True)
class Maps:
    """
    The endpoint `/map`.

    Drawing is long work in one thread of its own; pages are kept while the network
    that they show stays as it is.
    """

    context_of: Callable[[Request], Reading]
    limiter: CapacityLimiter
    _drawing: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(1))
    _kept: OrderedDict[Key, bytes] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    async def answer(self, request: Request) -> Response:
        """Draw what the address asks for."""
        sheet = sheet_of(request)
        reading = self.context_of(request)
        network = await run_sync(reading.network, sheet.as_of, limiter=self.limiter)
        drawn = self._known(network, sheet)
        if drawn is None:
            drawn = await run_sync(self._draw, network, sheet, limiter=self._drawing)
        return HTMLResponse(drawn, headers={"content-security-policy": POLICY})

    def _known(self, network: Network, sheet: Sheet) -> bytes | None:
        key = _key(network.view, sheet)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _draw(self, network: Network, sheet: Sheet) -> bytes:
        # Somebody may have asked for the same a moment earlier.
        drawn = self._known(network, sheet)
        if drawn is None:
            drawn = page_of(network.view, sheet).encode()
            with self._lock:
                self._kept[_key(network.view, sheet)] = drawn
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return drawn


def _key(view: View, sheet: Sheet) -> Key:
    """What decides a page, without keeping the network it was drawn from in memory."""
    return view.revision, view.clearance, view.as_of, sheet


def page_of(view: View, sheet: Sheet) -> str:
    """The page that shows *sheet*: partners in rank, everybody who fits, or the network."""
    if sheet.need is None or sheet.everybody:
        return page(network_map(view, sheet.need))
    return page(partners_map(view, sheet.need, partners(view, sheet.need)))


def sheet_of(request: Request) -> Sheet:
    """
    What the address of *request* asks for.

    Raises:
        NeedError: A name or a value that means nothing here.
    """
    given = request.query_params
    known = (*LISTS, *ONES)
    for name in given:
        if name not in known:
            raise NeedError(
                f"{name!r} is nothing that a map can be asked for; {', '.join(known)} are"
            )
    lists: dict[str, list[str]] = {}
    for name, text in given.multi_items():
        if name in LISTS and text:
            lists.setdefault(LISTS[name], []).append(text)
    return Sheet(
        need=_need(lists, request),
        everybody=_is_said(given.get("everybody")),
        as_of=_day(given.get("as_of")),
    )


def _need(lists: dict[str, list[str]], request: Request) -> Need | None:
    given = request.query_params
    asking = given.get("asking") or None
    if asking is None and not lists.keys() - {"already_in"}:
        return None
    return Need(
        **{name: tuple(texts) for name, texts in lists.items()},
        asking=asking,
        include_partners=_is_said(given.get("include_partners")),
        first=_number(given.get("first") or str(USUAL)),
    )


def _number(text: str) -> int:
    if not text.isdecimal():
        raise NeedError(f"first: {text!r} is not a number")
    return int(text)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise NeedError(f"as_of: {text!r} is no day; write one like 2026-11-21") from error


def _is_said(text: str | None) -> bool:
    return (text or "").lower() in ("1", "true", "yes", "on")
