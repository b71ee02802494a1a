"""Actors of PAA-X: their kinds, their countries, and which of their names are theirs."""

from pathlib import Path

import pytest

from tests.ingest.pax.written import actor, read
from tests.ingest.registers.written import entities, held, named_ties, refused


def test_whole(tmp_path: Path) -> None:
    """An actor has its kind, number, names, seat and level."""
    row = actor(abbreviation="NF", domestic="1.0", regional="", actor_desc="Fights in the north")
    items = read(tmp_path / "actors.csv", row)
    one = entities(items)["Northern Front"]
    assert (one.id, one.kind, one.level) == ("actors/actor:ARM_12", "armed_actor", "national")
    assert one.identifiers == ("paax:ARM_12", "paax:named armed organisation: northern front")
    assert (one.aliases, one.summary) == (("NF",), "Fights in the north")
    assert dict(one.extra) == {"actor_type": "Armed Organization"}
    assert named_ties(items) == {("Northern Front", "based_in", "country:ML")}
    assert held(items)["actors"] == 1


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        pytest.param({"actor_type": "Civil Society"}, "civil_society", id="civil society"),
        pytest.param(
            {"actor_type": "Civil Society", "cs_type": "Women"}, "womens_network", id="of women"
        ),
        pytest.param({"actor_type": "NGO", "women": "1.0"}, "womens_network", id="flag"),
        pytest.param(
            {"actor_type": "Civil Society", "sub_type": "Religious"}, "faith_based", id="of faith"
        ),
        pytest.param(
            {"actor_type": "Intergovernmental organisation"}, "regional_body", id="of states"
        ),
        pytest.param(
            {"actor_type": "Intergovernmental Organization", "un_type": "UN Mission"},
            "un_entity",
            id="mission",
        ),
        pytest.param({"actor_type": "Other "}, "organisation", id="other"),
        pytest.param({"actor_type": "Political Party"}, "civil_society", id="party"),
        pytest.param({"actor_type": "Individual"}, "person", id="a person, who is AMBER"),
        pytest.param({"actor_type": "Entity"}, "government", id="within a state"),
        pytest.param({"actor_type": "", "id_paax": "MIL_4"}, "government", id="by its number"),
    ],
)
def test_kinds(tmp_path: Path, cells: dict[str, str], kind: str) -> None:
    """The type, and what is said closer, make the kind."""
    items = read(tmp_path / "actors.csv", actor(**cells))
    assert entities(items)["Northern Front"].kind == kind


def test_states(tmp_path: Path) -> None:
    """A state is the shared country; one that is none any more is a government of its own."""
    rows = [
        actor(id_paax="CON_1", actor_type="Country/State", actor_name="Mali"),
        actor(id_paax="CON_2", actor_type="Country/State", actor_name="Yugoslavia", iso3c=""),
    ]
    items = read(tmp_path / "actors.csv", *rows)
    assert {name: one.kind for name, one in entities(items).items()} == {"Yugoslavia": "government"}
    assert held(items)["states, which are shared countries"] == 1


def test_other_names(tmp_path: Path) -> None:
    """Another name is kept if all of it is known to be the actor's; the others are counted."""
    names = (
        "Republic of Northern Front | NORTHERN FRONT || FNM | Northern Front A. Somebody | Front"
    )
    items = read(tmp_path / "actors.csv", actor(alt_names=names, abbreviation="NF"))
    one = entities(items)["Northern Front"]
    assert one.aliases == ("NF", "Republic of Northern Front", "NORTHERN FRONT", "FNM", "Front")
    assert held(items)["other names that may be of persons, not kept"] == 1
    assert "Somebody" not in repr(items)


def test_same_names(tmp_path: Path) -> None:
    """A name that two actors have tells neither from the other."""
    rows = actor(id_paax="POL_1"), actor(id_paax="POL_2")
    items = read(tmp_path / "actors.csv", *rows)
    made = [item.identifiers for item in items if hasattr(item, "identifiers")]
    assert made == [("paax:POL_1",), ("paax:POL_2",)]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_formats(tmp_path: Path, ending: str) -> None:
    """The same actors are read from CSV, XLSX and JSON."""
    items = read(tmp_path / f"actors.{ending}", actor(actor_id="12.0", region="Africa"))
    one = entities(items)["Northern Front"]
    assert dict(one.extra) == {"actor_type": "Armed Organization", "region": "Africa"}
    assert refused(items) == []


def test_other_headings(tmp_path: Path) -> None:
    """The files of the network of actors call number, names and country otherwise."""
    row = {
        "actor_id": 12,
        "type": "ARM",
        "actor_id_type": "ARM_12",
        "actor_type": "Armed Organization",
        "actor_name": "Northern Front",
        "country_based": "Mali",
        "alternative_names": None,
        "gwn": 432.0,
    }
    items = read(tmp_path / "actors.json", row)
    one = entities(items)["Northern Front"]
    assert one.id == "actors/actor:ARM_12"
    assert dict(one.extra) == {"actor_type": "Armed Organization", "gwn": "432"}
    assert named_ties(items) == {("Northern Front", "based_in", "country:ML")}


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        pytest.param({"id_paax": "twelve"}, "'twelve' is no number of an actor", id="number"),
        pytest.param({"id_paax": "", "actor_name": ""}, "has no name of an actor", id="nobody"),
        pytest.param({}, "'Northern Front' is in row 2 already", id="twice"),
        pytest.param(
            {"id_paax": "ARM_13", "iso3c": "ZZZ"}, "column 'iso3c': 'ZZZ' is no country", id="seat"
        ),
        pytest.param(
            {"id_paax": "OTH_1", "actor_type": "Choir"},
            "column 'actor_type': 'Choir' is no type of actor",
            id="type",
        ),
    ],
)
def test_refused(tmp_path: Path, cells: dict[str, str], problem: str) -> None:
    """What cannot be read is refused at its row, or its cell."""
    (said,) = refused(read(tmp_path / "actors.csv", actor(), actor(**cells)))
    assert said.startswith("actors.csv, row 3")
    assert problem in said
