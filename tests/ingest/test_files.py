"""From what a steward names to files, and from files to readers."""

import gzip
import io
import os
import stat
import zipfile
from pathlib import Path

import pytest

from graph.domain.model import Entity, Source
from ingest.decoding import archives
from ingest.errors import LeftOutError, ReadError
from ingest.files import Finder, Found, items_of, read_found
from ingest.reader import Given
from tests.disks import small_disk

LIST = "Label,Type\nNetwork A,NGO\n"
ODD = "Nom court,Pays\nA,Mali\n"
MAPPING = "entities: {a: {kind: donor, name: <Nom court>}}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder, which names are taken from."""
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    return tmp_path / "in"


def found(folder: Path, *names: str, stdin: bytes = b"") -> list[tuple[str, str]]:
    """What is found for *names*: each name, with its format or what is wrong."""
    room = folder.parent / "room"
    room.mkdir(exist_ok=True)
    told = []
    for one in Finder(room=room, stdin=lambda: io.BytesIO(stdin)).files(names):
        try:
            form, items = read_found(one, Given())
            assert [item for item in items if isinstance(item, Source)]
        except LeftOutError:
            form = "left out"
        except ReadError as error:
            form = error.problem
        told.append((one.name, form))
    assert list(room.iterdir()) == []
    return told


def write(folder: Path, name: str, content: str | bytes = LIST) -> Path:
    """Write a file."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_folder(folder: Path) -> None:
    """In a folder, what no reader is for is left out, and does not stop the rest."""
    write(folder, "lists/a.csv")
    write(folder, "lists/b/notes.txt", "Hello, you")
    write(folder, "lists/c.bin", bytes(range(256)))
    write(folder, "lists/d.json", '{"a": 1}')
    write(folder, "lists/e.xml", "<a/>")
    write(folder, "lists/f.xlsx", b"PK\x03\x04_rels/")

    assert found(folder, "lists") == [
        ("lists/a.csv", "workbook (CSV)"),
        ("lists/b/notes.txt", "left out"),
        *([("lists/c.bin", found(folder, "lists/c.bin")[0][1])]),
        ("lists/d.json", "left out"),
        ("lists/e.xml", "left out"),
        *([("lists/f.xlsx", found(folder, "lists/f.xlsx")[0][1])]),
    ]


def test_one_by_name(folder: Path) -> None:
    """A file that was asked for by name is refused when no reader is for it."""
    write(folder, "d.json", '{"a": 1}')
    ((_, problem),) = found(folder, "d.json")

    assert "tried: IATI, " in problem
    assert "tracktwo inspect says what is in it" in problem


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        pytest.param("nowhere.csv", "there is no such file", id="no file"),
        pytest.param("nowhere/*.csv", "no file fits this pattern", id="no match"),
        pytest.param("empty", "there is no file in this folder", id="empty folder"),
        pytest.param("empty.zip", "there is no file in this archive", id="empty archive"),
    ],
)
def test_nothing_there(folder: Path, name: str, problem: str) -> None:
    """A name that stands for nothing says so, and does not stop the rest."""
    (folder / "empty").mkdir()
    zipfile.ZipFile(folder / "empty.zip", "w").close()
    write(folder, "a.csv")

    assert found(folder, name, "a.csv") == [(name, problem), ("a.csv", "workbook (CSV)")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_not_allowed(folder: Path) -> None:
    """A file that may not be read is named."""
    write(folder, "a.csv").chmod(0)

    assert found(folder, "a.csv") == [("a.csv", "it cannot be read: Permission denied")]


def test_archive(folder: Path) -> None:
    """Each file of an archive is read; archives in it are not."""
    with zipfile.ZipFile(folder / "a.zip", "w") as new:
        new.writestr("lists/a.csv", LIST)
        new.writestr("b.gz", gzip.compress(b"A"))
        new.writestr("notes.txt", "hello")
        new.writestr("odd.csv", ODD)
        new.writestr("odd.csv.mapping.yaml", MAPPING)
    inner = "an archive in an archive is not opened; unpack the outer one"

    assert found(folder, "a.zip") == [
        ("a.zip/b.gz", inner),
        ("a.zip/lists/a.csv", "workbook (CSV)"),
        ("a.zip/notes.txt", "left out"),
        ("a.zip/odd.csv", "mapping odd.csv.mapping.yaml"),
    ]


def test_packed_file(folder: Path) -> None:
    """A packed file is the file, and may have a mapping beside it under either name."""
    write(folder, "a.csv.gz", gzip.compress(LIST.encode()))
    write(folder, "odd.csv.gz", gzip.compress(ODD.encode()))

    assert found(folder, "a.csv.gz") == [("a.csv.gz", "workbook (CSV)")]
    ((_, problem),) = found(folder, "odd.csv.gz")
    assert "no rows to read" in problem
    write(folder, "odd.csv.mapping.yaml", MAPPING)
    assert found(folder, "odd.csv.gz") == [("odd.csv.gz", "mapping odd.csv.mapping.yaml")]


def test_standard_input(folder: Path) -> None:
    """Standard input is a file called after its content, packed or not."""

    def source(content: str) -> str:
        finder = Finder(room=folder, stdin=lambda: io.BytesIO(content.encode()))
        (first,) = (next(read_found(one, Given())[1]) for one in finder.files(["-"]))
        assert isinstance(first, Source)
        return first.id

    sources = [source(content) for content in (LIST, LIST, f"{LIST}B,NGO\n")]
    assert sources[0] == sources[1] != sources[2]
    assert sources[0].startswith("standard-input-")
    packed = gzip.compress(LIST.encode())
    assert found(folder, "-", stdin=packed) == [("standard input", "workbook (CSV)")]


def test_endless_input(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard input without an end is read up to a limit."""
    monkeypatch.setattr(archives, "LARGEST_CONTENT", 5 * 1024**2)
    with Path("/dev/zero").open("rb") as zeros:
        finder = Finder(room=folder, stdin=lambda: zeros)
        (one,) = finder.files(["-"])

    assert one.problem is not None
    assert "more than 5 MB came in" in str(one.problem)


def test_format_and_mapping(folder: Path) -> None:
    """A format or a mapping that is given comes before what is told or lies beside."""
    path = write(folder, "a.csv")
    other = write(folder, "b.yaml", "entities: {a: {kind: donor, name: <Label>}}")
    one = Found(name="a.csv", path=path, mapping=write(folder, "broken.yaml", "a: ["))

    form, items = read_found(one, Given(), form="csv")
    assert (form, len(list(items))) == ("workbook (CSV)", 3)
    form, items = read_found(one, Given(), mapping=other)
    assert form == "mapping b.yaml"
    assert [item.kind for item in items if isinstance(item, Entity)] == ["donor"]
    with pytest.raises(ReadError, match=r"broken\.yaml"):
        read_found(one, Given())


def test_items_of(folder: Path) -> None:
    """A file of the name of the network that ships comes first."""
    assert items_of("reference", Given())[0] == "reference network"
    write(folder, "reference")
    assert items_of("reference", Given())[0] == "workbook (CSV)"
    assert found(folder, "reference") == [("reference", "workbook (CSV)")]
    with pytest.raises(ReadError, match="there is no such file"):
        items_of("other", Given())


def test_unpacked_in_private(folder: Path) -> None:
    """What is unpacked, or comes in by standard input, is for the owner alone while it is there."""
    with zipfile.ZipFile(folder / "lists.zip", "w") as archive:
        archive.writestr("deep/a.csv", LIST)
    (folder / "b.csv.gz").write_bytes(gzip.compress(LIST.encode()))
    room = folder.parent / "room"
    room.mkdir()
    modes = {
        stat.S_IMODE(path.stat().st_mode) - (0o100 if path.is_dir() else 0)
        for one in Finder(room=room, stdin=lambda: io.BytesIO(LIST.encode())).files(
            ("lists.zip", "b.csv.gz", "-")
        )
        for path in (*room.rglob("*"), one.path)
        if path is not None
    }
    assert modes == {0o600}


def test_no_room(folder: Path) -> None:
    """A full disk for what is unpacked is told from an archive that is damaged."""
    noise = os.urandom(2**20)
    with zipfile.ZipFile(folder / "lists.zip", "w") as archive:
        archive.writestr("a.csv", noise)
    (folder / "b.gz").write_bytes(gzip.compress(noise))
    with small_disk(folder.parent / "room", "64k"):
        assert {form for _, form in found(folder, "lists.zip", "b.gz", "-", stdin=noise)} == {
            "there is no room to unpack it; have TMPDIR name a folder on another disk"
        }
