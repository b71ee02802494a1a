"""A small network for maps: networks, a donor, a place, a theme, an event and a closed tie."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from graph.domain.dates import PartialDate
from graph.domain.labels import Label
from graph.domain.model import Claim, Contact, Entity, Source, Tie
from graph.stores.sqlite.store import SqliteStore
from graph.views.building import build
from graph.views.view import View

AS_OF = date(2026, 11, 21)


def entity(key: str, kind: str, name: str, **more: object) -> Entity:
    """An entity of the source `s`."""
    return Entity(id=f"s/{key}", source="s", kind=kind, name=name, **more)  # type: ignore[arg-type]


def tie(kind: str, start: str, end: str, **more: object) -> Tie:
    """A tie of the source `s`; ends with a colon are shared contexts."""
    ends = [name if ":" in name else f"s/{name}" for name in (start, end)]
    key = f"s/{kind} {start} {end}"
    return Tie(id=key, source="s", kind=kind, start=ends[0], end=ends[1], **more)  # type: ignore[arg-type]


CLAIMS: tuple[Claim, ...] = (
    Source(id="s", title="A list", publisher="A convenor", link="https://example.org/list"),
    entity("north", "womens_network", "North Network", aliases=("NN",), level="national"),
    entity("south", "womens_network", "South Network", summary="It <b>mediates</b>."),
    entity("donor", "donor", "A Donor", link="javascript:alert(1)"),
    entity("east", "civil_society", "East Forum", contacts=(Contact(kind="email", value="e@e"),)),
    entity("talks", "event", "Talks of 2019", since=PartialDate("2019")),
    entity("hidden", "womens_network", "Hidden Network", label=Label.AMBER),
    tie("works_on", "north", "theme:mediation", since=PartialDate("2019")),
    tie("works_on", "south", "theme:mediation"),
    tie("active_in", "north", "country:ML"),
    tie("active_in", "south", "country:ML"),
    tie("partners_with", "north", "east"),
    tie("funds", "donor", "north", amount=Decimal(1200), currency="USD", since=PartialDate("2020")),
    tie("took_part_in", "north", "talks", role="observer", track="2"),
    tie("took_part_in", "east", "talks"),
    tie("opposes", "south", "east"),
    tie("partners_with", "hidden", "north"),
)


def small_view(folder: Path, clearance: Label = Label.CLEAR) -> View:
    """The network as *clearance* sees it, by way of a store in *folder*."""
    store = SqliteStore(folder / "small.db")
    with store.writing() as batch:
        for claim in CLAIMS:
            batch.put(claim)
    view = build(store.claims(clearance), AS_OF)
    store.close()
    return view
