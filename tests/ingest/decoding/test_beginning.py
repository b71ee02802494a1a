"""What the beginning of a file says at a glance."""

from pathlib import Path

import pytest

from ingest.decoding.beginning import HEAD, Beginning


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param(b"<?xml version='1.0'?>", "is_markup", id="xml"),
        pytest.param(b"\xef\xbb\xbf  <a/>", "is_markup", id="xml after a mark and space"),
        pytest.param("\ufeff<a/>".encode("utf-16-le"), "is_markup", id="xml in UTF-16"),
        pytest.param(b'{"elements": []}', "is_json", id="an object"),
        pytest.param(b"\n[1]", "is_json", id="a list"),
        pytest.param(b"PK\x03\x04rest", "is_archive", id="a zip"),
        pytest.param(b"\xd0\xcf\x11\xe0rest", "is_archive", id="an old office file"),
        pytest.param(b"Label,Type\n", "is_table", id="a table"),
        pytest.param("Label;Type".encode("utf-16"), "is_table", id="a table in UTF-16"),
    ],
)
def test_glance(tmp_path: Path, head: bytes, expected: str) -> None:
    """A beginning is markup, JSON, an archive or a table, and only one of them."""
    path = tmp_path / "file"
    path.write_bytes(head)
    beginning = Beginning.of(path)

    asked = ("is_markup", "is_json", "is_archive", "is_table")
    assert [name for name in asked if getattr(beginning, name)] == [expected]


def test_bounded(tmp_path: Path) -> None:
    """No more than the beginning of a large file is held."""
    path = tmp_path / "file"
    path.write_bytes(b"a" * (HEAD + 1))

    assert len(Beginning.of(path).head) == HEAD


def test_empty(tmp_path: Path) -> None:
    """An empty file is none of them."""
    path = tmp_path / "file"
    path.touch()

    assert not Beginning.of(path).is_table
