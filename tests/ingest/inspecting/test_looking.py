"""What a file is, told from any bytes, and never more than a look."""

import json
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from ingest.errors import ReadError
from ingest.inspecting import columns
from ingest.inspecting.looking import Inspection, inspect
from ingest.inspecting.proposing import propose
from ingest.inspecting.report import in_words, inspection_json


def look(folder: Path, content: str | bytes, name: str = "list.csv") -> Inspection:
    """What a file with this content is."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return inspect(path, name)


@pytest.mark.parametrize(
    ("content", "kind", "encoding", "delimiter", "reader"),
    [
        pytest.param("Label,Type\nA,B\n", "text", "UTF-8", ",", "csv", id="elements"),
        pytest.param(
            "Nom court;Pays\nA;B\n", "text", "UTF-8", ";", None, id="a list that none takes"
        ),
        pytest.param(
            "\ufeffLabel\tType\nA\tB\n",
            "text",
            "UTF-8 with a byte order mark",
            "\t",
            "csv",
            id="mark",
        ),
        pytest.param("Label,é\n".encode("utf-16"), "text", "UTF-16", ",", "csv", id="UTF-16"),
        pytest.param(b"Nom,Pays\nA,B\xe9nin\n", "text", "not UTF-8, prob", ",", None, id="old"),
        pytest.param("<iati-activities/>", "XML", "UTF-8", None, "iati", id="IATI"),
        pytest.param("<!-- a --><b c='d'/>", "XML", "UTF-8", None, None, id="other XML"),
        pytest.param('{"name": "A"}\n{"name": "B"}', "JSON", "UTF-8", None, None, id="JSON lines"),
        pytest.param("", "empty", None, None, None, id="empty"),
        pytest.param(bytes(range(256)), "no text", "not UTF-8", ",", None, id="bytes"),
        pytest.param(b"PK\x03\x04", "XLSX", None, None, None, id="broken workbook"),
    ],
)
def test_kind(
    tmp_path: Path,
    *,
    content: str | bytes,
    kind: str,
    encoding: str | None,
    delimiter: str | None,
    reader: str | None,
) -> None:
    """The kind, the encoding, what parts cells, and the reader that takes it."""
    found = look(tmp_path, content)

    assert found.kind.startswith(kind)
    if found.problem is None:
        assert (found.encoding or "").startswith(encoding or "")
        assert found.delimiter == delimiter
    assert (found.reader.name if found.reader else None) == reader


def test_columns(tmp_path: Path) -> None:
    """Columns are shown with how full they are, and examples that are cut and on one line."""
    long = "x" * 99
    found = look(tmp_path, f'Name,Empty,Note\nA,,"a\nb"\nA,,{long}\nB,,\n')
    (table,) = found.tables

    assert (table.seen.rows, table.seen.whole, table.at.headings) == (3, True, None)
    told = [(c.heading, c.filled, c.different, c.examples) for c in table.seen.columns]
    assert told == [
        ("Name", 3, False, ("A", "B")),
        ("Empty", 0, True, ()),
        ("Note", 2, True, ("a b", f"{'x' * 60}…")),
    ]


def test_headings(tmp_path: Path) -> None:
    """Headings are found below a title."""
    (table,) = look(tmp_path, "Our list\n\nName,Country,Note\nA,B,C\n").tables

    assert table.at.headings == 3
    assert [column.heading for column in table.seen.columns] == ["Name", "Country", "Note"]


def test_sheets(tmp_path: Path) -> None:
    """Sheets are looked at one by one; hidden and blank ones are not."""
    book = Workbook()
    first, hidden = book.worksheets[0], book.create_sheet("Old")
    first.title = "List"
    first.append(["Name"])
    first.append(["A"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Blank")
    book.save(tmp_path / "list.xlsx")
    found = inspect(tmp_path / "list.xlsx", "list.xlsx")

    assert [table.at.sheet for table in found.tables] == ["List"]
    assert found.hidden == ("Old",)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([{"a": 1}, {"a": 2, "b": [1]}], [None], id="objects"),
        pytest.param({"x": [{"a": 1}], "y": [{"b": 1}], "z": [1]}, ["x", "y"], id="lists of one"),
        pytest.param([{"x": [{"a": 1}]}, {"x": []}], [None, "x"], id="lists of several"),
        pytest.param({"a": 1}, [None], id="one object"),
        pytest.param([1, 2], [None], id="no objects"),
    ],
)
def test_json(tmp_path: Path, values: object, expected: list[str | None]) -> None:
    """Objects are a table, and so is each list of objects in them."""
    found = look(tmp_path, json.dumps(values), "list.json")

    assert [table.at.each for table in found.tables] == expected


def test_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table is not read to its end, and little of it is held."""
    monkeypatch.setattr(columns, "MOST_ROWS", 1000)
    path = tmp_path / "list.csv"
    with path.open("w") as file:
        file.write("Name,Text\n")
        for number in range(100_000):
            file.write(f"{number},{'x' * 500}\n")
    tracemalloc.start()
    start = time.monotonic()
    found = inspect(path, "list.csv")

    assert time.monotonic() - start < 5
    assert tracemalloc.get_traced_memory()[1] < 20 * 1024**2
    tracemalloc.stop()
    assert [(t.seen.rows, t.seen.whole) for t in found.tables] == [(1000, False)]


def test_no_file(tmp_path: Path) -> None:
    """A file that cannot be opened is refused."""
    with pytest.raises(ReadError, match="the file cannot be read"):
        inspect(tmp_path / "nowhere.csv", "nowhere.csv")


def test_words(tmp_path: Path) -> None:
    """The report in words moves no cursor, and names all there is to know."""
    found = look(tmp_path, "Name\x85x,B\nA\x9b2J,C\nA,\x01\n")
    lines = "\n".join(in_words(found))

    assert "2 columns" in lines
    assert "1 that cannot be read" in lines
    assert "\x9b" not in lines
    (told,) = inspection_json(found, None)["tables"]
    assert [column["share"] for column in told["columns"]] == [1.0, 0.5]


def test_many_columns(tmp_path: Path) -> None:
    """A person is told of some columns, a program of all."""
    found = look(tmp_path, ",".join(f"c{n}" for n in range(100)) + "\n")

    assert list(in_words(found))[-1] == "    … and 40 more; --json has all"
    assert len(inspection_json(found, None)["tables"][0]["columns"]) == 100


@given(
    st.binary(max_size=400)
    | st.builds(
        lambda head, rest: head + rest,
        st.sampled_from([b"{", b"[{", b"<a ", b"PK\x03\x04", b"a,b\n", b"\xff\xfe", b'{"a":']),
        st.binary(max_size=200),
    )
)
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Any bytes are looked at without a fault, and what is proposed for them is text."""
    path = tmp_path_factory.mktemp("any") / "file"
    path.write_bytes(content)
    found = inspect(path, "file")

    proposal = propose(found)
    assert proposal is None or proposal.startswith("# A mapping for file")
    assert list(in_words(found))
    json.dumps(inspection_json(found, proposal))
