"""Rows by their headings, and what is wrong with tables of them."""

from pathlib import Path

import pytest

from ingest.decoding.headed_rows import HeadedRow, headed_rows
from ingest.errors import ReadError


def read(folder: Path, text: str | bytes) -> list[HeadedRow]:
    """The rows of a table that holds *text*."""
    path = folder / "t.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(headed_rows(path, ("a",)))


def test_rows(tmp_path: Path) -> None:
    """Each row has its cells by heading, blank ones left out, with its number."""
    first, second = read(tmp_path, "\ufeffa,b\n1,\n\n 2 ,x\n")
    assert (first.number, dict(first.cells)) == (2, {"a": "1"})
    assert (second.number, dict(second.cells)) == (4, {"a": "2", "b": "x"})
    assert str(second.refused("no", "b").place) == "t.csv, row 4, column 'b'"


def test_tags(tmp_path: Path) -> None:
    """A row of tags for machines is no row of data."""
    (row,) = read(tmp_path, "a,b\n#org,#value\n#1,2\n")
    assert row.cells["a"] == "#1"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("a\n1,2\n", "t.csv, row 2, column 'B': the cell stands under no", id="past"),
        pytest.param(
            "a,b\n1,\x01\n", "row 2, column 'b': the cell holds the control", id="control"
        ),
        pytest.param(f"a\n{'x' * 100_001}\n", "more than 100,000 characters", id="an essay"),
    ],
)
def test_cells(tmp_path: Path, text: str, problem: str) -> None:
    """A cell that cannot be used is refused, and the rest of the row is read."""
    (row,) = read(tmp_path, text)
    (refused,) = row.faults
    assert problem in f"{refused.place}: {refused.problem}"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("", "row 1: the heading 'a' is missing", id="nothing"),
        pytest.param("b\n1\n", "the heading 'a' is missing", id="other"),
        pytest.param("a,b,a\n", "the heading 'a' is there twice", id="twice"),
        pytest.param(b"a\n\xff\n", "t.csv:2: the text is not UTF-8", id="Latin"),
        pytest.param(b"a,\n" + b"," * 2_000 + b"x", "more than 1000 columns", id="columns"),
    ],
)
def test_unreadable(tmp_path: Path, text: str | bytes, problem: str) -> None:
    """A table that is another, or none, is refused with its place."""
    with pytest.raises(ReadError, match=problem):
        read(tmp_path, text)
