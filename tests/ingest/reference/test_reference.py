"""The facts of the reference network hold together, and those that were asked for are there."""

from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from graph.domain.dates import PartialDate
from graph.domain.model import Entity, Source, Tie
from graph.domain.places import places
from graph.domain.vocabulary import vocabulary
from graph.measures.containment import reach
from graph.stores.base import Counts
from graph.stores.sqlite.store import SqliteStore
from ingest.loading.load import load
from ingest.reader import Given
from ingest.reference.reader import read_reference
from tests.ingest.reference.reference import claims, entities, members, ties, view

ACTING = {code for code, kind in vocabulary().kinds.items() if kind.role == "stakeholder"}
CIVIL = ("womens_network", "civil_society")


def test_load(tmp_path: Path) -> None:
    """The network loads whole, with nothing refused, and a second time changes nothing."""
    store = SqliteStore(tmp_path / "network.db")
    first, second = (
        load(store, read_reference(Given()), file="reference", form="reference") for _ in range(2)
    )
    store.close()
    assert (first.problem, first.refused) == (None, ())
    assert first.counts == Counts(created=len(entities()) + len(ties()))
    assert second.counts == Counts(unchanged=first.counts.created)


def test_ends() -> None:
    """Every end is described, and is of a kind that the tie may join."""
    known = {f"reference/{key}": entity.kind for key, entity in entities().items()}
    known |= {place.id: place.kind for place in places().values()}
    known |= {f"theme:{code}": "theme" for code in vocabulary().themes}
    ends = {end for tie in ties() for end in (tie.start, tie.end)}
    assert ends - known.keys() == set()
    misfits = [
        (tie.id, misfit)
        for tie in ties()
        if (misfit := vocabulary().misfit(tie.kind, known[tie.start], known[tie.end]))
    ]
    assert misfits == []


def test_each_once() -> None:
    """Nothing is said twice, and no two entities have one name or one identifier."""
    for values in (
        [claim.id for claim in claims()],
        [entity.name.casefold() for entity in entities().values()],
        [name for entity in entities().values() for name in entity.identifiers],
    ):
        assert [value for value, count in Counter(values).items() if count > 1] == []


def test_no_person() -> None:
    """The network names organisations and no human being."""
    assert "person" not in {entity.kind for entity in entities().values()}
    assert all(not entity.contacts for entity in entities().values())


def test_every_claim_cites() -> None:
    """Behind each entity and tie stands a public source with its publisher."""
    bare = [c.id for c in claims() if not isinstance(c, Source) and not (c.cited or "").strip()]
    assert bare == []
    assert all(", " in (claim.cited or "") for claim in ties())


def test_nobody_stands_alone() -> None:
    """Each entity is tied to something, each organisation to a theme or place or another."""
    tied = {end for tie in ties() for end in (tie.start, tie.end)}
    assert [key for key in entities() if f"reference/{key}" not in tied] == []


def outside(tie: Tie, entity: Entity) -> bool:
    """Whether a tie holds on days before its end began or after it ended, by its own dates."""
    early = (
        entity.since is not None and tie.since is not None and tie.since.last < entity.since.first
    )
    late = (
        entity.until is not None and tie.until is not None and tie.until.first > entity.until.last
    )
    begun_late = (
        entity.until is not None and tie.since is not None and tie.since.first > entity.until.last
    )
    ended_early = (
        entity.since is not None and tie.until is not None and tie.until.last < entity.since.first
    )
    return early or late or begun_late or ended_early


def test_ties_lie_within_lives() -> None:
    """No membership, seat or grant is older or younger than those at its ends."""
    # What came before another ended as that began, and plans may precede what they are part of.
    loose = ("precedes", "part_of", "linked_to")
    wrong = [
        tie.id
        for tie in ties()
        for end in (tie.start, tie.end)
        if tie.kind not in loose and end.startswith("reference/")
        if outside(tie, entities()[end.removeprefix("reference/")])
    ]
    assert wrong == []


def test_members_leave_after_they_joined() -> None:
    """Of one state in one body, spans do not overlap."""
    spans: dict[tuple[str, str], list[Tie]] = {}
    for tie in ties("member_of"):
        spans.setdefault((tie.start, tie.end), []).append(tie)
    for several in spans.values():
        ordered = sorted(several, key=lambda tie: tie.since.text if tie.since else "")
        for earlier, later in pairwise(ordered):
            assert earlier.until is not None, earlier.id
            assert later.since is not None, later.id
            assert earlier.until.first <= later.since.last, later.id


@pytest.mark.parametrize(
    ("body", "count"),
    [
        pytest.param("un", 193, id="United Nations"),
        pytest.param("au", 55, id="African Union"),
        pytest.param("ecowas", 12, id="ECOWAS"),
        pytest.param("sadc", 16, id="SADC"),
        pytest.param("eac", 8, id="EAC"),
        pytest.param("aes", 3, id="Alliance of Sahel States"),
        pytest.param("eu", 27, id="European Union"),
        pytest.param("asean", 11, id="ASEAN"),
        pytest.param("nato", 32, id="NATO"),
        pytest.param("coe", 46, id="Council of Europe"),
        pytest.param("saarc", 8, id="SAARC"),
        pytest.param("caricom", 15, id="CARICOM"),
        pytest.param("gcc", 6, id="Gulf Cooperation Council"),
        pytest.param("amu", 5, id="Arab Maghreb Union"),
    ],
)
def test_counts_of_members(body: str, count: int) -> None:
    """Bodies have as many members as they say."""
    assert len(members(body)) == count


@pytest.mark.parametrize(
    ("body", "day", "inside", "outside"),
    [
        pytest.param("ecowas", "2025-01-29", "ML BF NE NG", "MR", id="the last day in ECOWAS"),
        pytest.param("ecowas", "2025-01-30", "NG SN", "ML BF NE", id="the day after"),
        pytest.param("ecowas", "1999-01-01", "MR ML", "", id="Mauritania in ECOWAS"),
        pytest.param("un", "2011-07-13", "SD", "SS", id="before South Sudan"),
        pytest.param("un", "2011-07-14", "SD SS", "", id="South Sudan in the UN"),
        pytest.param("au", "2016-12-31", "ZA", "MA", id="before Morocco came back"),
        pytest.param("au", "2017-12-31", "MA ZA", "", id="after Morocco came back"),
        pytest.param("eac", "2001-01-01", "KE TZ UG", "RW BI SS CD SO", id="three in the EAC"),
        pytest.param("eac", "2025-01-01", "KE TZ UG RW BI SS CD SO", "", id="eight in the EAC"),
        pytest.param("eu", "2019-12-31", "GB FR", "", id="before Brexit"),
        pytest.param("eu", "2021-01-01", "FR", "GB", id="after Brexit"),
    ],
)
def test_who_belonged_when(body: str, day: str, inside: str, outside: str) -> None:
    """States belong to a body from the day they joined to the day they left."""
    found = members(body, date.fromisoformat(day))
    assert set(inside.split()) <= found
    assert not set(outside.split()) & found


def test_mali_and_ecowas() -> None:
    """A question about ECOWAS counts what was done in Mali while Mali was a member."""
    network = view()
    found = {network.ids[one.node]: one for one in reach(network, network.node("reference/ecowas"))}
    mali = found["country:ML"]
    assert (mali.since, mali.until, mali.factor) == (19750528, 20250129, 1.0)
    assert found["region:011"].factor == 0.5
    assert found["country:NG"].until > 20_260_000


@pytest.mark.parametrize(
    "name",
    [
        *("African Union", "Economic Community of West African States", "United Nations"),
        *("Southern African Development Community", "Intergovernmental Authority on Development"),
        *("East African Community", "Economic Community of Central African States", "UN Women"),
        *("DPPA", "United Nations Peacebuilding Fund", "Central Emergency Response Fund"),
        "United Nations Trust Fund to End Violence against Women",
        *("United Nations Democracy Fund", "Women's Peace and Humanitarian Fund"),
        *("FemWise-Africa", "NOPSWECO", "WIPNET", "MARWOPNET", "Femmes Africa Solidarité"),
        *("GNWP", "NGO Working Group on Women, Peace and Security", "WILPF", "World YWCA"),
        *("IANSA", "Women's Initiatives for Gender Justice", "UNIFEM", "ICRtoP", "OCHA", "UNHCR"),
        *("Women Leaders Intercultural Forum", "International Crisis Group"),
        *("Annenberg Foundation Trust at Sunnylands", "Initiative for Inclusive Security"),
        "Joan B. Kroc Institute for Peace and Justice",
    ],
)
def test_who_is_there(name: str) -> None:
    """Those whom the field speaks of are found, by name or by what they are called."""
    called = {plain(alias) for one in entities().values() for alias in (one.name, *one.aliases)}
    assert any(plain(name) in alias for alias in called)


def plain(name: str) -> str:
    """A name as people compare it."""
    return name.casefold().replace("&", "and").replace("’", "'").removeprefix("the ")


def test_civil_society() -> None:
    """Sixty and more networks and organisations say what they work on, where and how widely."""
    themes = {tie.start for tie in ties("works_on")}
    where = {tie.start for tie in ties("active_in")}
    civil = [entity for entity in entities().values() if entity.kind in CIVIL]
    whole = [one for one in civil if one.level and one.id in themes and one.id in where]
    assert len(whole) >= 60
    levels = Counter(one.level for one in whole)
    assert all(levels[level] >= 5 for level in vocabulary().levels)


def test_donors() -> None:
    """Twenty donors and more, and the funds beside them, say whom they fund or what for."""
    donors = [one for one in entities().values() if one.kind == "donor"]
    assert len(donors) >= 20
    said = {tie.start for tie in ties("works_on", "funds")}
    assert [donor.id for donor in donors if donor.id not in said] == []


@pytest.mark.parametrize(
    ("number", "day"),
    [
        pytest.param("1325", "2000-10-31", id="1325"),
        pytest.param("1820", "2008-06-19", id="1820"),
        pytest.param("1888", "2009-09-30", id="1888"),
        pytest.param("1889", "2009-10-05", id="1889"),
        pytest.param("1960", "2010-12-16", id="1960"),
        pytest.param("2106", "2013-06-24", id="2106"),
        pytest.param("2122", "2013-10-18", id="2122"),
        pytest.param("2242", "2015-10-13", id="2242"),
        pytest.param("2467", "2019-04-23", id="2467"),
        pytest.param("2493", "2019-10-29", id="2493"),
    ],
)
def test_resolutions(number: str, day: str) -> None:
    """Each resolution was adopted by the Security Council on its day."""
    resolution = entities()[f"unscr-{number}"]
    assert (resolution.kind, number in resolution.name) == ("instrument", True)
    (adoption,) = [tie for tie in ties("adopted") if tie.end == resolution.id]
    assert (adoption.start, adoption.since) == ("reference/unsc", PartialDate(day))


def test_action_plans() -> None:
    """States and regional bodies adopted plans; each is part of a resolution or of its own."""
    adopters = {tie.start for tie in ties("adopted")}
    assert {"reference/au", "reference/ecowas", "reference/igad"} & adopters
    assert len([start for start in adopters if start.startswith("country:")]) >= 50
    under = {tie.start for tie in ties("part_of") if tie.end == "reference/unscr-1325"}
    assert len(under) >= 50
    adopted = {tie.end for tie in ties("adopted")}
    plans = [key for key, one in entities().items() if one.kind == "instrument"]
    assert [key for key in plans if f"reference/{key}" not in adopted] == []


@pytest.mark.parametrize(
    ("key", "days", "convened", "took_part", "asked"),
    [
        pytest.param("convening-2008", "2008-06-05 2008-06-05", 4, 3, 15, id="New York"),
        pytest.param("convening-2010", "2010-09-29 2010-10-01", 5, 2, 8, id="San Diego"),
    ],
)
def test_convenings(key: str, days: str, convened: int, took_part: int, asked: int) -> None:
    """The two meetings have their days, their convenors, their guests and what they asked for."""
    event = entities()[key]
    assert (event.kind, f"{event.since} {event.until}") == ("event", days)
    at = [tie for tie in ties("convened", "took_part_in") if tie.end == event.id]
    counts = Counter(tie.kind for tie in at)
    assert counts["convened"] >= convened
    assert counts["took_part_in"] >= took_part
    assert all(tie.since == event.since and tie.track == "2" for tie in at)
    assert len([tie for tie in ties("recommended") if tie.start == event.id]) >= asked


def test_recommendations() -> None:
    """Each recommendation was made by a meeting, and is addressed to bodies that are there."""
    made = {tie.end for tie in ties("recommended")}
    every = {one.id for one in entities().values() if one.kind == "recommendation"}
    assert every == made
    asking = every | {one.id for one in entities().values() if one.kind == "event"}
    assert {tie.start for tie in ties("addressed_to")} <= asking


def test_no_circles() -> None:
    """Nothing is part of itself by way of others, and nobody came before themselves."""
    for kind in ("part_of", "precedes"):
        above: dict[str, set[str]] = {}
        for tie in ties(kind):
            above.setdefault(tie.start, set()).add(tie.end)
        for start in above:
            met, waiting = set[str](), [start]
            while waiting:
                further = above.get(waiting.pop(), set()) - met
                met |= further
                waiting += further
            assert start not in met
