"""Telling the Committee's lists apart."""

from pathlib import Path

import pytest

from graph.domain.vocabulary import vocabulary
from ingest.decoding.xlsx import open_xlsx
from ingest.ecosoc.shapes import decisions, decisions_in, table_of
from tests.ingest.ecosoc.written import workbook


@pytest.mark.parametrize(
    ("name", "title"),
    [
        pytest.param("1_ecosoc_status_granted", "consultative status granted", id="1"),
        pytest.param("3_ecosoc_closedrequests_failedrespond", "applications closed", id="3"),
        pytest.param("4_ecosoc_application_withdrawn", "applications withdrawn", id="4"),
        pytest.param("5_ecosoc_status_declined", "applications declined", id="5"),
        pytest.param(
            "6_ecosoc_status_withdrawn_ownrequest",
            "consultative status withdrawn at own request",
            id="6",
        ),
        pytest.param("7_applications_deferred", "applications deferred", id="7"),
        pytest.param(
            "9_newapplications_status_directly_granted",
            "consultative status granted at first consideration",
            id="9",
        ),
        pytest.param("10_newapplications_deferred", "new applications deferred", id="10"),
        pytest.param(
            "11_deferred_status_reclassification",
            "requests for another status deferred",
            id="11",
        ),
        pytest.param("ECOSOC Status Accepted", "consultative status granted", id="sheet of 1"),
        pytest.param("Deferred Applications (2025)", "applications deferred", id="other words"),
    ],
)
def test_list(name: str, title: str) -> None:
    """The name of a file or a sheet says which list it is."""
    found = decisions_in(name)
    assert found is not None
    assert found.title == title


def test_file_before_sheet() -> None:
    """The file's name comes first; a name that says nothing is passed over."""
    first = decisions_in("applications declined", "status granted")
    other = decisions_in("names", None, "status granted")
    assert first is not None
    assert other is not None
    assert (first.held, other.held) == ("declined", "grants")
    assert decisions_in("names", None) is None


def test_ties_are_known() -> None:
    """Every list names a kind of tie that the vocabulary has."""
    assert {one.tie for one in decisions()} <= vocabulary().ties.keys()


@pytest.mark.parametrize(
    ("headings", "shape"),
    [
        pytest.param(["NGO_name", "Session_number"], "decisions", id="names"),
        pytest.param(["ngo name", "Session number", "info"], "decisions", id="written otherwise"),
        pytest.param(["Old_name", "New_name", "Session_number"], "renamings", id="changes"),
        pytest.param(
            ["Old_name1", "Old_name2", "New_name", "Session_number"], "mergers", id="mergers"
        ),
        pytest.param(["Vote_topic", "Country", "Country_vote"], "votes", id="votes"),
        pytest.param(["Name", "Country"], None, id="another table"),
        pytest.param([], None, id="nothing"),
    ],
)
def test_shape(tmp_path: Path, headings: list[str], shape: str | None) -> None:
    """A sheet is of a shape by its headings, whatever their case."""
    (sheet,) = open_xlsx(workbook(tmp_path / "a.xlsx", headings)).sheets
    table = table_of(sheet)
    assert (table and table.shape) == shape
