"""The reference network agrees with registers that others keep."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.domain.model import Entity
from graph.domain.places import place_codes
from tests.ingest.reference.reference import entities, ties

#: Where we differ from the register of international organisations, and why.
FOUNDED = {
    "au": "the register counts from the Sirte Declaration of 1999, we from the launch in 2002",
    "sadc": "the register counts from its predecessor of 1980, we from the treaty of 1992",
    "igad": "the register counts from its predecessor of 1986, we from the new charter of 1996",
}
SEATS = {
    "au": "the register gives the seat of the Pan-African Parliament; the Union's is Addis Ababa",
    "eccas": "the register gives Malabo, its seat for a time; the secretariat is in Libreville",
    "un-secretariat": "the register gives the office in Vienna; the secretariat is in New York",
}


@pytest.fixture(scope="module")
def register(real_data: Path) -> Mapping[str, Mapping[str, Any]]:
    """Give the register by Wikidata code."""
    text = (real_data / "supraverden" / "general_list.yaml").read_text("utf-8")
    rows = yaml.load(text, yaml.CSafeLoader)
    return {row["Wikidata_code"]: row for row in rows.values() if "Wikidata_code" in row}


def wikidata(entity: Entity) -> str:
    """Its code in Wikidata; empty when we give none."""
    codes = [n.partition(":")[2] for n in entity.identifiers if n.startswith("wikidata:")]
    return codes[0] if codes else ""


@pytest.fixture(scope="module")
def pairs(
    register: Mapping[str, Mapping[str, Any]],
) -> list[tuple[str, Entity, Mapping[str, Any]]]:
    """Give our entities with their rows of the register."""
    found = ((key, entity, wikidata(entity)) for key, entity in entities().items())
    return [(key, entity, register[code]) for key, entity, code in found if code in register]


def test_codes(pairs: list[tuple[str, Entity, Mapping[str, Any]]]) -> None:
    """A Wikidata code of ours is that of an organisation of like name."""
    assert len(pairs) >= 35
    for key, entity, row in pairs:
        theirs = words(" ".join(str(v) for k, v in row.items() if "ame_" in k or "bbrev" in k))
        assert words(entity.name) & theirs, (key, row["Name_en"])


def words(name: str) -> set[str]:
    """The words of a name."""
    return set(re.findall(r"\w{3,}", name.casefold())) - {"the", "and", "for"}


def test_founding_years(pairs: list[tuple[str, Entity, Mapping[str, Any]]]) -> None:
    """Bodies were founded in the year that the register gives, but for those we know to differ."""
    years = {
        key: (entity.since.first.year, row["Year_established"])
        for key, entity, row in pairs
        if entity.since and row.get("Year_established")
    }
    assert len(years) >= 30
    assert {key for key, (ours, theirs) in years.items() if ours != theirs} == FOUNDED.keys()


def test_seats(pairs: list[tuple[str, Entity, Mapping[str, Any]]]) -> None:
    """Bodies have their seats in the country that the register gives, but for those that differ."""
    seats = {tie.start: tie.end.removeprefix("country:") for tie in ties("based_in")}
    differ: set[str] = set()
    same: set[str] = set()
    for key, entity, row in pairs:
        country = str(row.get("Headquarters", "")).rpartition(", ")[2].casefold()
        code = place_codes().get(country) or ALSO.get(country)
        if code and entity.id in seats:
            (same if seats[entity.id] == code else differ).add(key)
    assert len(same) >= 25
    assert differ == SEATS.keys()


#: Countries as the register writes them, where our names are longer.
ALSO = {"united states": "US", "united kingdom": "GB", "tanzania": "TZ", "bolivia": "BO"}


def test_identifiers(pairs: list[tuple[str, Entity, Mapping[str, Any]]]) -> None:
    """A legal entity identifier of ours is the register's."""
    for key, entity, row in pairs:
        ours = {n.partition(":")[2] for n in entity.identifiers if n.startswith("lei:")}
        assert not ours or row.get("LEI") in ours, key
