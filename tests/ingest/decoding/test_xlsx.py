"""Sheets of XLSX files, as they are saved and as they are forged."""

import tracemalloc
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from ingest.decoding.sheets import MOST_COLUMNS, Row
from ingest.decoding.xlsx import open_xlsx
from ingest.errors import ReadError

Patched = Callable[[dict[str, bytes]], Path]
Xlsx = Callable[..., Path]

SHEET = "xl/worksheets/sheet1.xml"
MAIN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
RELATIONS = b"""<Relationships>
    <Relationship Id="rId1" Type="http://t/worksheet" Target="worksheets/sheet1.xml"/>
    <Relationship Id="rId2" Type="http://t/sharedStrings" Target="sharedStrings.xml"/>
</Relationships>"""
# Text that does not pack well, so that it is not refused as a bomb.
NOISE = "".join(f"{n * 2654435761 % 2**32:x}" for n in range(10_000))
END = b"</sheetData></worksheet>"


def rows(path: Path) -> list[Row]:
    """All rows of the first sheet."""
    return list(open_xlsx(path).sheets[0].rows())


def only_cell(path: Path) -> str | None:
    """What stands in A1, or why it cannot be read."""
    row = rows(path)[0]
    return row.cells.get(1) or row.faults.get(1)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("  Réseau ", "Réseau", id="text"),
        pytest.param("two\nlines", "two\nlines", id="lines"),
        pytest.param(2019, "2019", id="whole number"),
        pytest.param(2019.0, "2019", id="whole number as a float"),
        pytest.param(0.1 + 0.2, "0.3", id="number with noise"),
        pytest.param(True, "TRUE", id="boolean"),
        pytest.param(date(2019, 7, 15), "2019-07-15", id="day"),
        pytest.param(
            datetime(2019, 7, 15, 12, 30, tzinfo=UTC).replace(tzinfo=None),
            "2019-07-15T12:30:00",
            id="moment",
        ),
        pytest.param(time(12, 30), "12:30:00", id="time"),
    ],
)
def test_values(xlsx: Xlsx, value: object, expected: str) -> None:
    """A cell of any type becomes the text that its owner would write."""
    assert only_cell(xlsx({"Elements": [[value]]})) == expected


@pytest.mark.parametrize(
    ("number_format", "value", "expected"),
    [
        pytest.param("mmm yyyy", date(2019, 7, 1), "2019-07", id="month"),
        pytest.param("yyyy", date(2019, 1, 1), "2019", id="year"),
        pytest.param("0%", 0.25, "25%", id="percent"),
    ],
)
def test_formats(tmp_path: Path, number_format: str, value: object, expected: str) -> None:
    """A number is as precise as its format shows it."""
    book = Workbook()
    cell: Any = book.worksheets[0]["A1"]
    cell.value, cell.number_format = value, number_format
    book.save(tmp_path / "a.xlsx")

    assert only_cell(tmp_path / "a.xlsx") == expected


def test_old_macintosh(tmp_path: Path) -> None:
    """Days may be counted from 1904."""
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0].append([date(2019, 7, 15)])
    book.save(tmp_path / "a.xlsx")

    assert only_cell(tmp_path / "a.xlsx") == "2019-07-15"


def test_runs(tmp_path: Path) -> None:
    """A text in several fonts is one text."""
    book = Workbook()
    book.worksheets[0].append([CellRichText("UN ", TextBlock(InlineFont(b=True), "Women"))])
    book.save(tmp_path / "a.xlsx")

    assert only_cell(tmp_path / "a.xlsx") == "UN Women"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("<si><t>UN</t></si>", "UN", id="plain"),
        pytest.param("<si><r><t>UN </t></r><r><t>Women</t></r></si>", "UN Women", id="runs"),
        pytest.param("<si><t>国連</t><rPh><t>コクレン</t></rPh></si>", "国連", id="reading above"),
        pytest.param("<si/>", None, id="blank"),
    ],
)
def test_shared_texts(patched: Patched, text: str, expected: str | None) -> None:
    """A cell may refer to a text that the workbook keeps apart."""
    parts = {
        SHEET: MAIN + b'<row><c t="s"><v>0</v></c><c><v>1</v></c></row>' + END,
        "xl/sharedStrings.xml": f"<sst>{text}</sst>".encode(),
        "xl/_rels/workbook.xml.rels": RELATIONS,
    }

    assert only_cell(patched(parts)) == expected


def test_rows_as_shown(xlsx: Xlsx) -> None:
    """Rows keep the number that the spreadsheet shows; blank ones are left out."""
    found = rows(xlsx({"Elements": [["A"], [], [None, " "], ["B", None, "C"]]}))

    assert [(row.number, row.cells) for row in found] == [(1, {1: "A"}), (4, {1: "B", 3: "C"})]


def test_merged_cells(tmp_path: Path) -> None:
    """What merged cells hold stands in the first of them."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["A", "B"])
    sheet.merge_cells("A1:B1")
    book.save(tmp_path / "a.xlsx")

    assert rows(tmp_path / "a.xlsx") == [Row(number=1, cells={1: "A"})]


def test_sheets(tmp_path: Path) -> None:
    """Sheets come in order; hidden ones are named apart, and charts are none."""
    book = Workbook()
    book.worksheets[0].title = "Elements"
    book.create_sheet("Drafts").sheet_state = "hidden"
    book.create_sheet("Lists").sheet_state = "veryHidden"
    book.create_chartsheet("Chart")
    book.create_sheet("Connections")
    book.save(tmp_path / "a.xlsx")
    found = open_xlsx(tmp_path / "a.xlsx")

    assert [sheet.name for sheet in found.sheets] == ["Elements", "Connections"]
    assert found.hidden == ("Drafts", "Lists")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        pytest.param('<c r="A1"><f>1+1</f><v>2</v></c>', "2", id="with a number"),
        pytest.param('<c r="A1" t="str"><f>B1</f><v>UN</v></c>', "UN", id="with a text"),
        pytest.param('<c r="A1" t="d"><v>2019-07-15T00:00:00Z</v></c>', "2019-07-15", id="iso"),
        pytest.param(
            '<c r="A1" t="inlineStr"><is><r><t>U</t></r><r><t>N</t></r></is></c>', "UN", id="inline"
        ),
        pytest.param('<c t="inlineStr"><is><t>U</t><rPh><t>N</t></rPh></is></c>', "U", id="aside"),
        pytest.param('<c t="str"><v>a_x000a_b</v></c>', "a\nb", id="escaped"),
        pytest.param('<c t="str"><v>_xD800_</v></c>', "_xD800_", id="half a character"),
    ],
)
def test_cells_of_others(patched: Patched, cell: str, expected: str) -> None:
    """Cells as other programs write them are read as well."""
    path = patched({SHEET: MAIN + b"<row>" + cell.encode() + b"</row>" + END})

    assert only_cell(path) == expected


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        pytest.param('<c r="A1"><f>1+1</f><v></v></c>', "a formula without a result", id="formula"),
        pytest.param(
            '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "the error #DIV/0!", id="error"
        ),
        pytest.param('<c r="A1"><v>NaN</v></c>', "'NaN', which is no number", id="no number"),
        pytest.param(
            '<c r="A1" t="s"><v>99</v></c>',
            "a text that the file does not hold",
            id="text out of range",
        ),
        pytest.param(
            '<c r="A1" t="s"><v>-1</v></c>',
            "a text that the file does not hold",
            id="text before the first",
        ),
        pytest.param(
            f'<c r="A1" t="str"><v>{NOISE * 50}</v></c>',
            "more than 100,000 characters",
            id="megabytes",
        ),
        pytest.param('<c r="A1" t="str"><v>a_x0000_</v></c>', "control character", id="null"),
    ],
)
def test_faults(patched: Patched, cell: str, problem: str) -> None:
    """A cell that cannot be read is a fault of its row, not of the file."""
    inside = f"<row>{cell}</row><row><c><v>1</v></c></row>"
    path = patched({SHEET: MAIN + inside.encode() + END})
    found = rows(path)

    assert problem in found[0].faults[1]
    assert found[1] == Row(number=2, cells={1: "1"})


def test_formula_with_an_empty_result(patched: Patched) -> None:
    """A formula whose result is no text is a blank cell."""
    cell = b'<row><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>1</v></c></row>'

    assert rows(patched({SHEET: MAIN + cell + END})) == [Row(number=1, cells={2: "1"})]


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        pytest.param('<row r="2"/><row r="2"/>', "rows are out of order: 2 after 2", id="repeated"),
        pytest.param('<row r="20000000"/>', "out of order: 20000000 after 0", id="beyond the last"),
        pytest.param('<row r="-1"/>', "out of order: -1 after 0", id="before the first"),
        pytest.param('<row r="x"/>', "invalid literal", id="no number"),
        pytest.param('<row><c r="7"><v>1</v></c></row>', "a cell called '7'", id="no column"),
        pytest.param('<row><c r="A1" s="x"><v>1</v></c></row>', "invalid literal", id="no style"),
    ],
)
def test_forged_rows(patched: Patched, inside: str, problem: str) -> None:
    """A sheet whose rows lie about where they are is refused by its name."""
    path = patched({SHEET: MAIN + inside.encode() + END})

    with pytest.raises(ReadError, match=f"sheet 'Elements': not readable .*{problem}"):
        rows(path)


def test_too_many_columns(patched: Patched) -> None:
    """A cell in a column that no table has is refused with its place."""
    cell = b'<row><c r="A1"><v>1</v></c><c r="ALM1"><v>2</v></c></row>'

    with pytest.raises(ReadError, match="row 1, column 'ALM': the sheet has more than 1000"):
        rows(patched({SHEET: MAIN + cell + END}))


def test_formatted_blanks(patched: Patched) -> None:
    """Blank cells may be formatted to the end of the sheet."""
    blanks = b"".join(b'<c s="0"/>' for _ in range(16_384))
    path = patched({SHEET: MAIN + b"<row><c><v>1</v></c>" + blanks + b"</row>" + END})

    assert rows(path) == [Row(number=1, cells={1: "1"})]


def test_claimed_dimensions(patched: Patched) -> None:
    """What lies outside the range that a sheet claims to fill is read."""
    cells = b'<row><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    sheet = MAIN.replace(b"<sheetData>", b'<dimension ref="A1:A1"/><sheetData>') + cells + END

    assert rows(patched({SHEET: sheet})) == [Row(number=1, cells={1: "1", 2: "2"})]


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param(b"<row><c/></row>", id="rows"),
        pytest.param(b"<x/>", id="elements of no use"),
        pytest.param(b"<c><v>1</v></c>", id="cells of one row"),
    ],
)
def test_memory(patched: Patched, inside: bytes) -> None:
    """Memory does not grow with what a sheet holds."""
    noise = f"<!--{NOISE}-->".encode()
    small = patched({SHEET: MAIN + b"<row>" + inside * 500 + b"</row>" + noise + END})
    small = small.rename(small.with_name("small.xlsx"))
    many = 900 if b"<c><v>" in inside else 60_000
    large = patched({SHEET: MAIN + b"<row>" + inside * many + b"</row>" + noise + END})
    rows(small)

    used = []
    for path in (small, large):
        tracemalloc.start()
        for _ in open_xlsx(path).sheets[0].rows():
            pass
        used.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert used[1] < used[0] + 2 * 1024**2


def test_agrees_with_openpyxl(xlsx: Xlsx) -> None:
    """Plain sheets read as openpyxl reads them."""
    path = xlsx({"Elements": [[f"{row} {column}" for column in range(9)] for row in range(300)]})
    expected = load_workbook(path).worksheets[0].iter_rows(values_only=True)

    assert [tuple(row.cells.values()) for row in rows(path)] == list(expected)


def test_a_book_without_sheets(patched: Patched) -> None:
    """An archive of another office program holds no sheets."""
    with pytest.raises(ReadError, match="it has no sheets"):
        open_xlsx(patched({"xl/workbook.xml": b"<document/>"}))


def test_as_many_columns_as_may_be(xlsx: Xlsx) -> None:
    """The limit of columns itself is allowed."""
    assert len(rows(xlsx({"Elements": [list(range(MOST_COLUMNS))]}))[0].cells) == MOST_COLUMNS


def test_real_workbooks(real_data: Path) -> None:
    """Workbooks that Excel saved read as openpyxl reads them."""
    for path in sorted((real_data / "ecosoc").glob("*.xlsx")):
        sheet = load_workbook(path, data_only=True).worksheets[0]
        expected = [sum(bool(str(cell or "").strip()) for cell in row) for row in sheet.values]

        assert [len(row.cells) for row in rows(path)] == [count for count in expected if count]
