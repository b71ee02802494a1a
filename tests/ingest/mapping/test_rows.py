"""Tables are found by sheet, and their rows know where they stand."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from ingest.errors import Place, ReadError
from ingest.mapping.rows import Line, Whereabouts, open_table
from tests.ingest.mapping.mapped import made

HERE = Place(file="m.yaml", line=3)


def workbook(folder: Path, **states: str) -> Path:
    """A workbook of sheets, each hidden or not, with a heading and a row."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, state in states.items():
        sheet = book.create_sheet(name)
        sheet.append([f"{name} name", "Seen"])
        sheet.append([f"{name} 1", 7])
        sheet.sheet_state = state
    book.save(folder / "list.xlsx")
    return folder / "list.xlsx"


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        pytest.param(None, "Two", id="the first that is seen"),
        pytest.param("three", "Three", id="by name, whatever the case"),
    ],
)
def test_sheet(tmp_path: Path, sheet: str | None, expected: str) -> None:
    """A sheet is found by its name; without one it is the first that is not hidden."""
    path = workbook(tmp_path, One="hidden", Two="visible", Three="visible")
    table = open_table(path, Whereabouts(place=HERE, sheet=sheet))
    (line,) = table.lines()

    assert isinstance(line, Line)
    assert line.texts(f"{expected} name".lower()) == (f"{expected} 1",)
    assert str(line.place("seen")) == f"list.xlsx, sheet '{expected}', row 2, column 'Seen'"


def test_no_sheet(tmp_path: Path) -> None:
    """A sheet that is not there is refused at the line that names it."""
    path = workbook(tmp_path, A="visible")

    with pytest.raises(ReadError, match=r"m\.yaml:3: list\.xlsx has no sheet 'B'; it has 'A'"):
        open_table(path, Whereabouts(place=HERE, sheet="B"))


def test_joined_sheets(tmp_path: Path) -> None:
    """Ties of one sheet join entities of another."""
    book = Workbook()
    bodies, ties = book.worksheets[0], book.create_sheet("Ties")
    for name in (("ID", "Name"), ("1", "A"), ("2", "B")):
        bodies.append(name)
    for ends in (("From", "To"), ("1", "2")):
        ties.append(ends)
    book.save(tmp_path / "list.xlsx")
    found = made(
        tmp_path / "list.xlsx",
        """
        tables:
          - entities: {body: {kind: donor, key: <ID>, name: <Name>}}
          - sheet: Ties
            ties: [{kind: funds, from: {among: body, key: <From>}, to: {among: body, key: <To>}}]
        """,
    )

    assert found.joined() == [("A", "funds", "B")]


def test_no_headings(tmp_path: Path) -> None:
    """A table without the row that should hold its headings is refused."""
    path = tmp_path / "list.csv"
    path.write_text("A\n1\n", "utf-8")

    with pytest.raises(ReadError, match=r"list\.csv: there are no headings in row 7"):
        open_table(path, Whereabouts(place=HERE, headings=7))


def test_unreadable_cells(tmp_path: Path) -> None:
    """A heading that cannot be read stops the reading; a cell is refused alone."""
    path = tmp_path / "list.csv"
    path.write_text("A,B\n1,\x01\n", "utf-8")
    (row,) = open_table(path, Whereabouts(place=HERE)).lines()

    assert isinstance(row, Line)
    assert row.cells == {"a": "1"}
    assert str(row.faults["b"].place) == "list.csv, row 2, column 'B'"
    path.write_text("A,\x01\n1,2\n", "utf-8")
    with pytest.raises(ReadError, match="row 1, column 'B': the cell holds the control"):
        open_table(path, Whereabouts(place=HERE))
