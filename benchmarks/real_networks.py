"""Real networks as claims: what partners are hidden in, and found again or not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import networkx as nx
import openpyxl
import orjson
from lxml import etree

from graph.domain.dates import PartialDate
from graph.domain.errors import GraphError
from graph.domain.model import Claim, Entity, Source, Tie, key_of
from graph.domain.places import place_codes

#: The folder of real files beside the checkout.
DATA = Path(__file__).parents[2] / "shared" / "data"
#: Participants who stand for everybody or nobody in particular.
PLACEHOLDERS = ("Private donors", "Governmental donors", "United Nations High Commissioner")


@dataclass(slots=True, kw_only=True)
class Network:
    """
    A network in its pieces, so that some can be hidden.

    `seats` are parts in activities or events, `ties` join stakeholders, `facts` are
    what is known of stakeholders, activities and events.
    """

    name: str
    source: Source
    entities: dict[str, Entity] = field(default_factory=dict)
    seats: dict[str, Tie] = field(default_factory=dict)
    ties: dict[str, Tie] = field(default_factory=dict)
    facts: dict[str, Tie] = field(default_factory=dict)

    @classmethod
    def called(cls, name: str) -> "Network":
        """An empty network of one source."""
        return cls(name=name, source=Source(id="real", title=name))

    def entity(self, kind: str, name: str) -> str:
        """The id of the entity of that kind and name, made at its first mention."""
        made = Entity(id=f"real/{key_of(kind, name)}", source="real", kind=kind, name=name)
        self.entities.setdefault(made.id, made)
        return made.id

    def join(
        self, where: dict[str, Tie], kind: str, start: str, end: str, since: str | None = None
    ) -> None:
        """Add a tie to `seats`, `ties` or `facts`; the same tie again changes nothing."""
        name = f"real/{key_of(kind, start, end, since)}"
        when = None if since is None else PartialDate(since)
        if start != end:
            where.setdefault(
                name,
                Tie(
                    id=name,
                    source="real",
                    kind=kind,
                    start=start,
                    end=end,
                    since=when,
                    until=when,
                ),
            )

    def claims(self, hidden: frozenset[str] = frozenset()) -> Iterator[Claim]:
        """Everything but the *hidden* ties, and but the facts on activities nobody is left in."""
        yield self.source
        yield from self.entities.values()
        kept = [tie for tie in (*self.seats.values(), *self.ties.values()) if tie.id not in hidden]
        yield from kept
        left = {tie.end for tie in kept}
        tables = {tie.end for tie in self.seats.values()}
        for fact in self.facts.values():
            if fact.start not in tables or fact.start in left:
                yield fact


def unhcr() -> Network:
    """UNHCR's activities of 2023 and who funds, runs and carries them out."""
    network = Network.called("UNHCR 2023")
    path = DATA / "iati-real" / "UNHCR-Activities-2023.v2.03.xml"
    for _, activity in etree.iterparse(path, tag="iati-activity"):
        _activity(network, activity)
        activity.clear()
    return network


_KINDS = {"10": "government", "15": "government", "22": "civil_society", "40": "un_entity"}
_ROLES = {"1": "funds", "2": "accountable_for", "3": "manages", "4": "implements"}


def _activity(network: Network, activity: etree._Element) -> None:
    node = network.entity("activity", activity.findtext("iati-identifier", ""))
    for part in activity.iterfind("participating-org"):
        name = " ".join(part.findtext("narrative", "").split())
        if not name.startswith(PLACEHOLDERS):
            body = network.entity(_KINDS.get(part.get("type", ""), "organisation"), name)
            network.join(network.seats, _ROLES[part.get("role", "")], body, node)
    for place in activity.iterfind("recipient-country"):
        network.join(network.facts, "active_in", node, f"country:{place.get('code')}")
    for place in activity.iterfind("recipient-region"):
        region = network.entity("region", place.get("code", ""))
        network.join(network.facts, "active_in", node, region)
    for sector in activity.iterfind("sector"):
        code = network.entity("sector", f"{sector.get('vocabulary')}-{sector.get('code')}")
        network.join(network.facts, "works_on", node, code)


_NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"
_TABLES = ("Seminary", "Plenary Session", "Workshop")


def forum_seminars() -> Network:
    """Who took part in the seminars of the European Social Forum."""
    return _forum("Social Forum seminars", "transform.graphml", {"Participated To"})


def forum_parts() -> Network:
    """Which organisations are part of which networks at the European Social Forum."""
    return _forum("Social Forum, is part of", "transform.graphml", {"Is Part Of"})


def forum_all() -> Network:
    """Both: seminars and networks."""
    return _forum("Social Forum, all", "transform.graphml", {"Participated To", "Is Part Of"})


def forum_small() -> Network:
    """Two dozen networks that know each other."""
    kinds = {"Knows", "Collaborates with", "Is part of"}
    return _forum("Social Forum, small", "networks.graphml", kinds)


def _forum(name: str, file: str, kinds: set[str]) -> Network:
    network = Network.called(name)
    root = etree.parse(DATA / "esf-movements" / file).getroot()
    said = {node.get("id"): _data(node) for node in root.iter(f"{_NAMESPACE}node")}
    for edge in root.iter(f"{_NAMESPACE}edge"):
        if _data(edge)["type"] in kinds:
            _edge(network, said[edge.get("source")], said[edge.get("target")], _data(edge)["type"])
    return network


def _edge(network: Network, one: dict[str, str], other: dict[str, str], kind: str) -> None:
    """A tie or a part; what is known of both ends comes with it."""
    start, end = _member(network, one), _member(network, other)
    if kind == "Participated To":
        network.join(network.seats, "took_part_in", end, start)
    elif kind.casefold() == "is part of":
        network.join(network.ties, "member_of", end, start)
    else:
        network.join(network.ties, "knows" if kind == "Knows" else "partners_with", start, end)


def _member(network: Network, data: dict[str, str]) -> str:
    kind = "event" if data["type"] in _TABLES else "civil_society"
    node = network.entity(kind, data["name"])
    if data.get("theme"):
        network.join(network.facts, "works_on", node, network.entity("theme", data["theme"]))
    country = {"England": "United Kingdom"}.get(data.get("country", ""), data.get("country", ""))
    if country:
        network.join(network.facts, "active_in", node, network.entity("region", country))
    if kind != "event":
        network.join(network.facts, "works_on", node, network.entity("sector", data["type"]))
    return node


def _data(element: etree._Element) -> dict[str, str]:
    return {part.get("key", ""): (part.text or "").strip() for part in element}


def donations() -> Network:
    """Who gave to which German party, and when."""
    network = Network.called("party donations")
    lines = (DATA / "ftm" / "donations.ijson").read_bytes().splitlines()
    things = {thing["id"]: thing for thing in map(orjson.loads, lines)}
    kinds = {"Company": "private_sector", "Person": "donor", "Organization": "organisation"}
    for thing in things.values():
        if thing["schema"] == "Payment":
            ends = [things[thing["properties"][end][0]] for end in ("payer", "beneficiary")]
            start, end = (network.entity(kinds[one["schema"]], one["id"]) for one in ends)
            network.join(network.ties, "funds", start, end, thing["properties"]["date"][0])
    return network


def votes() -> Network:
    """How states voted in the committee that admits organisations to the United Nations."""
    network = Network.called("ECOSOC votes")
    book = openpyxl.load_workbook(DATA / "ecosoc" / "8_roll_call_votes.xlsx", read_only=True)
    rows = book.worksheets[0].iter_rows(min_row=2, values_only=True)
    topic, day = "", None
    for subject, state, vote, _, session in rows:
        if subject:
            topic, day = str(subject), session
        if state and vote in ("in favor", "against"):
            event = network.entity("event", f"{topic} {day}: {vote}")
            body = network.entity("government", str(state).strip())
            when = f"{day:%Y-%m-%d}" if isinstance(day, datetime) else None
            network.join(network.seats, "took_part_in", body, event, when)
            code = place_codes().get(str(state).strip().casefold())
            if code:
                network.join(network.facts, "based_in", body, f"country:{code}")
    book.close()
    return network


def karate() -> Network:
    """Who met whom outside a karate club, by Zachary (1977)."""
    network = Network.called("karate club")
    for one, other in nx.karate_club_graph().edges:
        start, end = (network.entity("organisation", f"{each}") for each in (one, other))
        network.join(network.ties, "linked_to", start, end)
    return network


NETWORKS: tuple[Callable[[], Network], ...] = (
    *(unhcr, forum_seminars, forum_parts, forum_all, forum_small, donations, votes, karate),
)


def need_data() -> None:
    """Stop with one line where the real files are not on this machine."""
    if not DATA.is_dir():
        raise GraphError(f"the real files are not here: {DATA}")
