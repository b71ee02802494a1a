"""What a folder or a pattern stands for: files in order, and nothing twice."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import folders
from ingest.errors import ReadError
from ingest.folders import is_pattern, matching, within

MAPPING = "file: codes.csv\nentities: {a: {kind: donor, name: <A>}}"


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Make a folder with these files."""

    def make(*names: str) -> Path:
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("A\n", "utf-8")
        return tmp_path

    return make


def names(paths: list[Path], top: Path) -> list[str]:
    """The paths below a folder."""
    return [path.relative_to(top).as_posix() for path in paths]


def test_order(folder: Callable[..., Path]) -> None:
    """Files are sorted, those in folders too; hidden ones and locks are left out."""
    top = folder("b.csv", "a/z.csv", "a/.hidden", ".git/x", "c/d/e.csv", "~$list.xlsx")

    assert names(within(top), top) == ["a/z.csv", "b.csv", "c/d/e.csv"]


def test_pairs(folder: Callable[..., Path]) -> None:
    """The connections of elements are read with them, unless a mapping reads the elements."""
    top = folder("a-elements.csv", "a-connections.csv", "b-connections.csv")

    assert names(within(top), top) == ["a-elements.csv", "b-connections.csv"]
    folder("a-elements.csv.mapping.yaml")
    assert names(within(top), top) == ["a-connections.csv", "a-elements.csv", "b-connections.csv"]


def test_mappings(folder: Callable[..., Path]) -> None:
    """Mappings, and the files that they name, are read with the files that they are for."""
    top = folder("a.csv", "codes.csv", "x.csv.mapping.yaml")
    (top / "a.csv.mapping.yaml").write_text(MAPPING, "utf-8")

    assert names(within(top), top) == ["a.csv"]


def test_links(folder: Callable[..., Path]) -> None:
    """Links to folders are not followed, and those in a circle are no files."""
    top = folder("a/b.csv")
    (top / "a" / "up").symlink_to(top)
    (top / "a" / "self").symlink_to(top / "a" / "self")
    (top / "a" / "other.csv").symlink_to(top / "a" / "b.csv")

    assert names(within(top), top) == ["a/b.csv", "a/other.csv"]
    assert len(matching(f"{top}/**/*.csv")) >= 2


def test_many(folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of thousands of files is read, one of more than that is refused."""
    top = folder(*(f"{number}.csv" for number in range(3000)))

    assert len(within(top)) == 3000
    monkeypatch.setattr(folders, "MOST_FILES", 100)
    with pytest.raises(ReadError, match="more than 100 files; name fewer"):
        within(top)
    with pytest.raises(ReadError, match="more than 100 files; name fewer"):
        matching(f"{top}/*.csv")


def test_pattern(folder: Callable[..., Path]) -> None:
    """A pattern stands for files, each once, and for what is in folders."""
    top = folder("a.csv", "b.txt", "c/d.csv", "a.csv.mapping.yaml")

    assert names(matching(f"{top}/*.csv"), top) == ["a.csv"]
    assert names(matching(f"{top}/**"), top) == ["a.csv", "b.txt", "c/d.csv"]
    assert (is_pattern("*.csv"), is_pattern("a.csv")) == (True, False)
