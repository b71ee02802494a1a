"""The places of the world and the themes, as every store holds them."""

import csv
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from graph.domain.model import Entity, Source, Tie
from graph.domain.places import place_codes, places, shared_claims
from graph.domain.vocabulary import vocabulary

CLAIMS = list(shared_claims())


def test_every_place_lies_in_the_world() -> None:
    """Each place is part of one wider place, and in the end of the world."""
    for place in places().values():
        above = place
        for _ in range(6):
            above = places()[above.parent] if above.parent else above
        assert (above.code, above.name) == ("001", "World"), place


@pytest.mark.parametrize(
    ("code", "ladder"),
    [
        pytest.param("ML", ["011", "202", "002", "001"], id="Mali"),
        pytest.param("FR", ["155", "150", "001"], id="France"),
        pytest.param("CO", ["005", "419", "019", "001"], id="Colombia"),
        pytest.param("PH", ["035", "142", "001"], id="Philippines"),
    ],
)
def test_regions_around(code: str, ladder: list[str]) -> None:
    """Regions stand as in the M49 standard, the smallest first."""
    found = []
    while (above := places()[code].parent) is not None:
        found.append(above)
        code = above
    assert found == ladder


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("ml", "ML", id="code"),
        pytest.param("mli", "ML", id="three letters"),
        pytest.param("mali", "ML", id="name"),
        pytest.param("western africa", "011", id="region"),
        pytest.param("011", "011", id="region by code"),
    ],
)
def test_place_codes(text: str, code: str) -> None:
    """A place is found by its code, its three letters and its name."""
    assert place_codes()[text] == code


def test_no_two_places_are_written_alike() -> None:
    """No code, three letters or name stands for two places."""
    written = [
        text.casefold()
        for place in places().values()
        for text in {place.code, place.name, place.iso3 or place.code}
    ]
    assert [text for text, count in Counter(written).items() if count > 1] == []
    assert len(place_codes()) == len(written)


def test_shared_claims() -> None:
    """One source says all of it: 250 countries, the regions, the themes, and what they lie in."""
    entities = [claim for claim in CLAIMS if isinstance(claim, Entity)]
    kinds = Counter(claim.kind for claim in entities)
    assert [claim.id for claim in CLAIMS if isinstance(claim, Source)] == ["vocabulary"]
    assert kinds == {"country": 250, "region": 30, "theme": len(vocabulary().themes)}
    ties = [claim for claim in CLAIMS if isinstance(claim, Tie)]
    known = {claim.id for claim in entities}
    assert {end for claim in ties for end in (claim.start, claim.end)} <= known
    # All but the world and the root of the themes lie in something.
    assert len(ties) == len(entities) - 2
    assert len({claim.id for claim in CLAIMS}) == len(CLAIMS)


def test_codes_against_the_table(real_data: Path) -> None:
    """Countries, their three letters and the regions around them are those of the UN."""
    with (real_data / "countries" / "country-codes.csv").open(encoding="utf-8") as table:
        rows = {row["ISO3166-1-Alpha-2"]: row for row in csv.DictReader(table)}
    ours = {place.code: place for place in places().values() if place.kind == "country"}
    # Kosovo has a code that ISO 3166 leaves to its users.
    assert ours.keys() - rows.keys() == {"XK"}
    assert rows.keys() <= ours.keys()
    for code, row in rows.items():
        around = row["Intermediate Region Code"] or row["Sub-region Code"] or "1"
        assert ours[code].iso3 == row["ISO3166-1-Alpha-3"], code
        # The UN lists no region for Taiwan, and has Antarctica in none.
        if code not in ("TW", "AQ"):
            assert int(ours[code].parent or 0) == int(around), code
        known = f"{row['CLDR display name']} {row['official_name_en']}"
        assert set(words(ours[code].name)) & set(words(known)), (code, ours[code].name)


def words(name: str) -> list[str]:
    """The words of a name, small and without accents."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.findall(r"[a-z]{3,}", plain)
