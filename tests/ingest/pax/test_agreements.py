"""Agreements of PA-X as instruments of a process, with what they say on women."""

from pathlib import Path

import pytest

from graph.domain.model import Entity, Source
from tests.ingest.pax.written import agreement, read
from tests.ingest.registers.written import entities, held, named_ties, refused, ties


def test_whole(tmp_path: Path) -> None:
    """An agreement is an instrument with its day and stage, part of a process, in a country."""
    more = {
        "description": "Ends the fighting",
        "PAX_Hyperlink": "https://pax.example.org/7/",
        "Status": "Multiparty signed/agreed",
        "Ver": "1",
    }
    items = read(tmp_path / "pax.csv", agreement(**more))
    one = entities(items)["Accord 7"]
    assert (one.kind, str(one.since), one.summary) == (
        "instrument",
        "2015-06-20",
        "Ends the fighting",
    )
    assert one.identifiers == ("pax:agreement-7",)
    assert one.link == "https://pax.example.org/7/"
    assert dict(one.extra) == {
        "stage": "partial agreement",
        "type": "within a state",
        "Con": "Mali",
        "PP": "3",
        "Status": "Multiparty signed/agreed",
        "Ver": "1",
    }
    assert named_ties(items) == {
        ("Accord 7", "part_of", "Mali: northern process"),
        ("Accord 7", "active_in", "country:ML"),
        ("Mali: northern process", "active_in", "country:ML"),
    }
    (stage,) = [tie for tie in ties(items) if tie.kind == "part_of"]
    assert (stage.role, str(stage.since), stage.until) == ("partial agreement", "2015-06-20", None)
    assert refused(items) == []


def test_process(tmp_path: Path) -> None:
    """A process is entered once, by its name and its number."""
    items = read(tmp_path / "pax.csv", agreement("7"), agreement("8"))
    process = entities(items)["Mali: northern process"]
    assert (process.kind, process.identifiers) == (
        "peace_process",
        ("pax:process-3", "pax:process mali northern process"),
    )
    assert [item.name for item in items if isinstance(item, Entity)].count(process.name) == 1
    assert held(items)["agreements"] == 2


def test_several_countries(tmp_path: Path) -> None:
    """All countries that are named count; what is within one is kept in words."""
    row = agreement(Con="Mali/Niger/(Azawad)", Loc1ISO="MLI", Loc2ISO="DZA")
    items = read(tmp_path / "pax.csv", row)
    places = {end for start, kind, end in named_ties(items) if start == "Accord 7"}
    assert {"country:ML", "country:NE", "country:DZ"} <= places
    assert dict(entities(items)["Accord 7"].extra)["Con"] == "Mali/Niger/(Azawad)"


def test_women(tmp_path: Path) -> None:
    """Provisions on women are ties to the themes they stand for, with their codes in words."""
    codes = {"GeWom": "1", "WggPar": "1", "WggVio": "1", "WggVioGen": "1", "WggUnsc": "0"}
    items = read(tmp_path / "gender.csv", agreement(**codes))
    found = {tie.end: tie for tie in ties(items) if tie.kind == "works_on"}
    assert {end: [code for code, _ in tie.extra] for end, tie in found.items()} == {
        "theme:women_peace_security": ["GeWom"],
        "theme:participation": ["WggPar"],
        "theme:gender_based_violence": ["WggVio", "WggVioGen"],
    }
    violence = found["theme:gender_based_violence"]
    assert violence.extra[1] == ("WggVioGen", "gender-based violence")
    assert violence.cited == "PA-X, agreement 7: WggVio, WggVioGen"
    assert {tie.cited_on for tie in ties(items)} == {violence.since}
    assert held(items)["agreements with provisions on women"] == 1


def test_words_of_provisions(tmp_path: Path) -> None:
    """A file that has the words of a provision in place of a mark keeps them."""
    items = read(tmp_path / "words.csv", agreement(WggPar="A third of the seats are women's"))
    (tie,) = [tie for tie in ties(items) if tie.kind == "works_on"]
    assert tie.extra == (("WggPar", "A third of the seats are women's"),)


def test_other_provisions(tmp_path: Path) -> None:
    """All other provisions are kept together, by code and weight; those at 0 say nothing."""
    codes = {"GCh": "2", "GChRhet": "0", "PpsGe:St": "1.0", "ImUN": "3"}
    one = entities(read(tmp_path / "pax.csv", agreement(**codes)))["Accord 7"]
    assert dict(one.extra)["provisions"] == "GCh 2; PpsGe:St 1; ImUN 3"


def test_free_text(tmp_path: Path) -> None:
    """Free text that names persons is counted, and not kept."""
    items = read(tmp_path / "pax.csv", agreement(Part="Signed: somebody", ThrdPart="A witness"))
    assert (
        held(items)["agreements with persons and quotations in free text, which is not kept"] == 1
    )
    assert "somebody" not in repr(items)


def test_versions_of_dates(tmp_path: Path) -> None:
    """One date that can be read one way only tells how all of a file are written."""
    rows = agreement("7", Dat="03/04/1990"), agreement("8", Dat="20/06/2015")
    items = read(tmp_path / "pax.csv", *rows)
    assert str(entities(items)["Accord 7"].since) == "1990-04-03"


@pytest.mark.parametrize(
    ("cells", "column", "problem"),
    [
        pytest.param({"Dat": "03/04/1990"}, "Dat", "may mean two days", id="day or month"),
        pytest.param({"Dat": "1990-02-30"}, "Dat", "no day of the calendar", id="no day"),
        pytest.param({"Stage": "Begun"}, "Stage", "'Begun' is no stage", id="stage"),
        pytest.param({"Agtp": "Great"}, "Agtp", "'Great' is no type", id="type"),
        pytest.param({"Loc1ISO": "YUG"}, "Loc1ISO", "'YUG' is the code of no country", id="code"),
        pytest.param({"GeWom": "7"}, "GeWom", "'7' is no weight", id="weight"),
        pytest.param({"WggPar": "-1"}, "WggPar", "'-1' is no weight", id="below nothing"),
        pytest.param(
            {"PAX_Hyperlink": "javascript:x"}, "PAX_Hyperlink", "no web address", id="link"
        ),
    ],
)
def test_cell_refused(tmp_path: Path, cells: dict[str, str], column: str, problem: str) -> None:
    """A cell that cannot be read is refused where it is, and the agreement stays."""
    items = read(tmp_path / "pax.csv", agreement(**cells))
    (said,) = refused(items)
    assert said.startswith(f"pax.csv, row 2, column {column!r}: ")
    assert problem in said
    assert "Accord 7" in entities(items)


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        pytest.param({"AgtId": "seven"}, "'seven' is no number of an agreement", id="no number"),
        pytest.param({"AgtId": ""}, "'' is no number of an agreement", id="empty"),
        pytest.param({"Agt": ""}, "agreement 8 has no name (Agt)", id="no name"),
        pytest.param({"AgtId": "7"}, "agreement 7 is in row 2 already", id="twice"),
    ],
)
def test_row_refused(tmp_path: Path, cells: dict[str, str], problem: str) -> None:
    """A row that names no agreement, or one again, is refused; the others stay."""
    items = read(tmp_path / "pax.csv", agreement("7"), agreement("8") | cells, agreement("9"))
    assert refused(items) == [f"pax.csv, row 3: {problem}"] or problem in refused(items)[0]
    assert {"Accord 7", "Accord 9"} <= entities(items).keys()
    assert held(items)["agreements"] == 3


def test_delegations(tmp_path: Path) -> None:
    """Counts of delegates stand with their agreement, which other files of the family name."""
    row = {"AgtId": "7", "Del_N": "20", "FemDel_N": "3", "FemDel_P": "0.15", "NAP": "1"}
    items = read(tmp_path / "PADD_Agreement_Level.csv", row, row)
    one = entities(items)["Agreement 7 of PA-X"]
    assert one.identifiers == ("pax:agreement-7",)
    assert dict(one.extra) == {"Del_N": "20", "FemDel_N": "3", "FemDel_P": "0.15", "NAP": "1"}
    (said,) = refused(items)
    assert said.endswith("row 3: agreement 7 is in row 2 already")


def test_source(tmp_path: Path) -> None:
    """The source says who publishes the database."""
    source = read(tmp_path / "pax.csv", agreement())[0]
    assert isinstance(source, Source)
    assert (source.id, source.title) == ("pax", "PA-X: peace agreements")
    assert source.publisher == "PeaceRep, University of Edinburgh"
