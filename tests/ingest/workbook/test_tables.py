"""Tables in sheets: where they begin, where they end, and what stands outside."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from ingest.decoding.sheets import Row, Sheet
from ingest.errors import ReadError
from ingest.reader import Held, Refused
from ingest.refusals import Refusals
from ingest.workbook.cells import day
from ingest.workbook.tables import Cells, Record, records
from tests.ingest.workbook.reading import read


def sheet(*rows: dict[int, str] | list[str] | None) -> Sheet:
    """A sheet of these rows; None is a blank one."""

    def read() -> Iterator[Row]:
        for number, row in enumerate(rows, start=1):
            if row:
                cells = row if isinstance(row, dict) else dict(enumerate(row, start=1))
                yield Row(number=number, cells={n: text for n, text in cells.items() if text})

    return Sheet(file="list.xlsx", name="Elements", rows=read)


def names(found: Sheet) -> list[tuple[int, str, str]]:
    """The row, shape and first cell of all records."""
    return [
        (item.number, item.shape, next(iter(item.cells.values())))
        for item in records(found)
        if isinstance(item, Record)
    ]


def only(*rows: dict[int, str] | list[str] | None) -> Record:
    """The one record of a sheet of these rows."""
    (record,) = records(sheet(*rows))
    assert isinstance(record, Record)
    return record


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([["Label"], ["A"], ["B"]], [2, 3], id="plain"),
        pytest.param([["Label"], ["A"], None, ["B"]], [2, 4], id="one blank row"),
        pytest.param([None, None, None, ["Label"], ["A"]], [5], id="blank rows above"),
        pytest.param([["Networks, 2024"], None, None, ["Label"], ["A"]], [5], id="title"),
        pytest.param([["Label"], ["A"], ["Label"], ["B"]], [2, 4], id="headings again"),
        pytest.param([["Label"]], [], id="headings alone"),
        pytest.param([], [], id="nothing"),
    ],
)
def test_records(rows: list[list[str] | None], expected: list[int]) -> None:
    """A table is what stands under its headings."""
    assert [number for number, _, _ in names(sheet(*rows))] == expected


def test_sections() -> None:
    """After two blank rows another table may follow, of either shape."""
    found = sheet(
        ["Label"], ["A"], None, None, ["From", "To"], ["A", "B"], None, None, ["Name"], ["C"]
    )

    assert names(found) == [(2, "elements", "A"), (6, "connections", "A"), (10, "elements", "C")]


def test_rows_above() -> None:
    """A title above the headings is counted."""
    found = list(records(sheet(["Networks, 2024"], ["by a convenor"], ["Label"])))

    assert found == [Held(what="rows above the headings", count=2)]


@pytest.mark.parametrize(
    ("rows", "row", "last"),
    [
        pytest.param([["notes"], ["more"]], 1, 2, id="a sheet without a table"),
        pytest.param([["Label"], None, None, ["notes"]], 4, 4, id="below a table"),
        pytest.param([["Label"], None, None, ["B"], None, None, None, ["C"]], 4, 8, id="more gaps"),
        pytest.param([["Label"], None, None, ["B"], ["Name"]], 4, 4, id="between tables"),
    ],
)
def test_loose_rows(rows: list[list[str] | None], row: int, last: int) -> None:
    """Rows without headings are refused once, from the first to the last."""
    (refused,) = (item for item in records(sheet(*rows)) if isinstance(item, Refused))

    assert refused.place.row == row
    assert f"down to row {last}, for want of headings" in refused.problem


def test_places() -> None:
    """A record says where it stands, and each of its cells, as the spreadsheet shows them."""
    record = only(["Nom", "Pays"], None, ["A", "Mali"])

    assert str(record.place()) == "list.xlsx, sheet 'Elements', row 3"
    assert str(record.place("countries")).endswith("row 3, column 'Pays'")
    assert record.heading("countries") == "Pays"
    assert (record.text("countries"), record.text("themes")) == ("Mali", None)


def test_extra() -> None:
    """Cells of unknown columns are kept under their headings, blank ones left out."""
    record = only(["Label", "Food", "Colour", "Tags"], ["A", "rice", "", "x|y"])

    assert record.cells == {"label": "A"}
    assert record.extra == (("Food", "rice"), ("Tags", "x|y"))


def test_needed_cells() -> None:
    """What a cell means is asked of it; when it means nothing, its place is named."""
    record = only(["Label", "Since"], ["A", "then"])

    assert record.read("label", str.lower) == "a"
    assert record.read("until", str.lower) is None
    with pytest.raises(ReadError, match=r"row 2, column 'Since': 'then' is no date"):
        record.read("since", day)


def test_cells() -> None:
    """A cell that means nothing is refused with its place, and the others are read."""
    said = Cells(only(["Label", "Since", "Level"], ["A", "then", "9"]), Refusals())

    assert [said.one("since", day), said.one("level", int), said.one("until", day)] == [
        None,
        9,
        None,
    ]
    (refused,) = said.refusals.found
    assert str(refused.place).endswith("row 2, column 'Since'")
    assert refused.problem == "'then' is no date; write 2019, 2019-07 or 2019-07-15"


def test_several_values() -> None:
    """Of several values in a cell, one that means nothing is refused alone."""
    said = Cells(only(["Label", "Since"], ["A", "2019|then|2020"]), Refusals())

    assert said.several("since", day) == (PartialDate("2019"), PartialDate("2020"))
    assert said.several("until", day) == ()
    assert [refused.problem.partition(";")[0] for refused in said.refusals.found] == [
        "'then' is no date"
    ]


def test_span() -> None:
    """An end before the beginning is refused where it stands, and the beginning is kept."""
    said = Cells(only(["Label", "Founded", "Closed"], ["A", "2019-07", "2019-06"]), Refusals())

    assert said.span() == (PartialDate("2019-07"), None)
    (refused,) = said.refusals.found
    assert refused.place.column == "Closed"
    assert refused.problem.startswith("it ends (2019-06) before it begins (2019-07)")


def test_value_under_no_heading() -> None:
    """A value under no heading is refused with its place, and its row is kept."""
    record = only(["Label"], {1: "A", 3: "x"})
    (fault,) = record.faults.values()

    assert (fault.place.column, record.cells) == ("C", {"label": "A"})
    assert fault.problem == "there is a value under no heading; give the column one"
    record.check()


def fault_of(faults: dict[int, str], number: int) -> Sheet:
    """A sheet with faulty cells in one of its two rows."""

    def read() -> Iterator[Row]:
        for row, name in ((1, "Label"), (2, "A")):
            yield Row(number=row, cells={1: name}, faults=faults if row == number else {})

    return Sheet(file="list.xlsx", name="Elements", rows=read)


def test_faulty_cells() -> None:
    """A cell that cannot be read is refused, and its row goes on without it."""
    (record,) = records(fault_of({2: "a formula"}, 2))

    assert isinstance(record, Record)
    assert [(f.place.column, f.problem) for f in record.faults.values()] == [("B", "a formula")]
    record.check()


def test_needed_cells_that_are_faulty() -> None:
    """A row is refused when the cell that says whom it is about cannot be read."""
    (record,) = records(fault_of({1: "an error"}, 2))

    assert isinstance(record, Record)
    with pytest.raises(ReadError, match="row 2, column 'Label': an error"):
        record.check()


def test_faulty_headings() -> None:
    """A heading that cannot be read stops the reading: nobody knows what the column is."""
    with pytest.raises(ReadError, match="row 1, column 'B': a formula"):
        list(records(fault_of({2: "a formula"}, 1)))


@pytest.mark.parametrize(
    "headings",
    [
        pytest.param(["Label", "TLP", "TLP"], id="the same"),
        pytest.param(["Label", "tlp", "TLP"], id="in another case"),
    ],
)
def test_twice_the_same_heading(headings: list[str]) -> None:
    """Two columns of one heading are refused, for one of them would be lost."""
    with pytest.raises(ReadError, match="columns B and C have the same heading; rename one"):
        list(records(sheet(headings, ["A", "RED", "CLEAR"])))


def test_twice_an_unknown_heading() -> None:
    """Two unknown columns of one heading are both kept."""
    assert only(["Label", "x", "x"], ["A", "1", "2"]).extra == (("x", "1"), ("x", "2"))


def test_a_claim_error_keeps_its_cause() -> None:
    """The error with a place is raised from the one without."""
    record = only(["Label", "Since"], ["A", "then"])

    with pytest.raises(ReadError, match="no date") as raised:
        record.read("since", day)
    assert isinstance(raised.value.__cause__, ClaimError)


def test_sheets_of_csv(table: Callable[..., Path]) -> None:
    """A place in a CSV file has a row and no sheet."""
    found = read(table("Label,Since\nA,then\n"))

    assert found.refused[0].startswith("list.csv, row 2, column 'Since': ")
