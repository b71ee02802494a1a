"""CSV files in all their kinds."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.decoding import delimited
from ingest.decoding.delimited import open_delimited
from ingest.decoding.sheets import Row
from ingest.errors import ReadError

Table = Callable[..., Path]


def rows(path: Path) -> list[Row]:
    """All rows of the file."""
    return list(open_delimited(path).rows())


def cells(path: Path) -> list[list[str]]:
    """The cells of all rows."""
    return [list(row.cells.values()) for row in rows(path)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a,b\n1,é\n", id="commas"),
        pytest.param("a;b\n1;é\n", id="semicolons"),
        pytest.param("a\tb\n1\té\n", id="tabs"),
        pytest.param('"a",b\n1,"é"', id="quotes"),
        pytest.param("a,b\r\n1,é\r\n", id="lines of Windows"),
        pytest.param("a,b\r1,é\r", id="lines of old Macintoshes"),
        pytest.param("sep=;\na;b\n1;é", id="a first line that says so"),
        pytest.param("a , b\n 1,  é", id="space"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_kinds(table: Table, text: str, encoding: str) -> None:
    """Delimiter, quotes, line ends and encoding are found out."""
    assert cells(table(text, encoding=encoding)) == [["a", "b"], ["1", "é"]]


def test_quoted_delimiters(table: Table) -> None:
    """Commas between quotes do not make it a file of commas."""
    assert cells(table('"a, b, c";d\ne;f')) == [["a, b, c", "d"], ["e", "f"]]


def test_one_column(table: Table) -> None:
    """A list of names alone is a table, too."""
    assert cells(table("\n".join(["Label"] * 30))) == [["Label"]] * 30


def test_rows_as_shown(table: Table) -> None:
    """Rows are counted as a spreadsheet shows them: a cell of two lines is in one row."""
    found = rows(table('a,b\n1,"two\nlines"\n\n,\n2,c'))

    assert [(row.number, row.cells) for row in found] == [
        (1, {1: "a", 2: "b"}),
        (2, {1: "1", 2: "two\nlines"}),
        (5, {1: "2", 2: "c"}),
    ]


def test_formulas(table: Table) -> None:
    """A text that looks like a formula is a text."""
    assert cells(table('"=HYPERLINK(""x"")",+1')) == [['=HYPERLINK("x")', "+1"]]


def test_empty(table: Table) -> None:
    """An empty file has no rows."""
    assert rows(table("")) == []


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(b"a,b\nc,\xe9", "list.csv:2: the text is not UTF-8", id="latin-1"),
        pytest.param(b"a\n" * 70_000 + b"\xff", "list.csv:70001: the text", id="far down"),
        pytest.param(b"\xff\xfea\x00\n\x00\x00\xd8x\x00", "list.csv:2: the text", id="utf-16"),
        pytest.param(b"\xff\xfea", "list.csv:1: the text", id="half a character"),
        pytest.param(b'a,b\nc,"d', "row 2: unexpected end of data", id="open quote"),
        pytest.param(b'a,b\nc,"d"e', "row 2: .* in a cell between quotes", id="lone quote"),
        pytest.param(b'a\n"' + b"x" * 200_000, "row 2: field larger", id="a quote to the end"),
        pytest.param(
            b"a\n" + b"," * 2000 + b"x", "row 2, column 'BXY': .* 1000 columns", id="columns"
        ),
    ],
)
def test_unreadable(tmp_path: Path, content: bytes, problem: str) -> None:
    """A file that cannot be read on is refused with line or row."""
    path = tmp_path / "list.csv"
    path.write_bytes(content)

    with pytest.raises(ReadError, match=problem):
        rows(path)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param("a\n" + "x" * 200_000, "list.csv:2: the line holds more", id="line"),
        pytest.param('a\n"' + '","\n' * 60_000, "row 2: the row holds more", id="row of lines"),
    ],
)
def test_endless_rows(
    table: Table, monkeypatch: pytest.MonkeyPatch, content: str, problem: str
) -> None:
    """No row is gathered beyond what a row may hold."""
    monkeypatch.setattr(delimited, "LONGEST_ROW", 100_000)

    with pytest.raises(ReadError, match=problem):
        rows(table(content))


def test_faults(table: Table) -> None:
    """A cell that is no text is a fault of its row."""
    found = rows(table("a,b\nc,\x00\nd,e"))

    assert found[1].cells == {1: "c"}
    assert "control character" in found[1].faults[2]
    assert found[2].cells == {1: "d", 2: "e"}


def test_no_such_file(tmp_path: Path) -> None:
    """A file that is not there is refused."""
    with pytest.raises(ReadError, match=r"a.csv: the file cannot be read: .*No such file"):
        rows(tmp_path / "a.csv")
