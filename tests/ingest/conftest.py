"""Small workbooks and CSV files, made where a test wants them."""

import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

Rows = Iterable[Sequence[Any]]


@pytest.fixture
def xlsx(tmp_path: Path) -> Callable[..., Path]:
    """Make `list.xlsx` with these sheets, each a list of rows, written by openpyxl."""

    def make(sheets: dict[str, Rows], name: str = "list.xlsx") -> Path:
        book = Workbook()
        book.remove(book.worksheets[0])
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return make


@pytest.fixture
def patched(xlsx: Callable[..., Path], tmp_path: Path) -> Callable[..., Path]:
    """Make a workbook of one small sheet with some of its parts replaced, or some more."""

    def make(parts: dict[str, bytes]) -> Path:
        whole, changed = xlsx({"Elements": [["Label"], ["A"]]}), tmp_path / "patched.xlsx"
        with zipfile.ZipFile(whole) as old, zipfile.ZipFile(changed, "w") as new:
            for name, content in ({n: old.read(n) for n in old.namelist()} | parts).items():
                new.writestr(name, content, zipfile.ZIP_DEFLATED)
        return changed

    return make


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Make a CSV file of this text."""

    def make(text: str, name: str = "list.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return make
