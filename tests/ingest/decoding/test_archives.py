"""Archives are unpacked when they are safe, and are refused by what is wrong with them."""

import gzip
import io
import stat
import struct
import tarfile
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from ingest.decoding import archives
from ingest.decoding.archives import copied, is_archive, unpack
from ingest.decoding.beginning import Beginning
from ingest.errors import ReadError

BOMB = bytes(20 * 1024**2)


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    """Write a zip of these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in members.items():
            new.writestr(name, content)
    return path


def unpacked(path: Path) -> dict[str, bytes]:
    """What is in an archive."""
    folder = path.parent / "unpacked"
    folder.mkdir(exist_ok=True)
    unpack(path, folder)
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def refusal(path: Path) -> str:
    """What an archive is refused with, and that nothing of it was written."""
    folder = path.parent / "unpacked"
    folder.mkdir(exist_ok=True)
    with pytest.raises(ReadError, match=path.name) as raised:
        unpack(path, folder)
    return raised.value.problem


def test_zip(tmp_path: Path) -> None:
    """The files of a zip keep their names and folders; hidden ones stay inside."""
    members = {"a.csv": b"A", "b/c.csv": b"C", ".d": b"D", "__MACOSX/e": b"E", "f/": b""}

    assert unpacked(zipped(tmp_path / "a.zip", members)) == {"a.csv": b"A", "b/c.csv": b"C"}


def test_gzip(tmp_path: Path) -> None:
    """A packed file is called as it was before, however many parts it has."""
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"A") + gzip.compress(b"B"))

    assert unpacked(path) == {"a.csv": b"AB"}


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        pytest.param("../a.csv", "a name that is not safe", id="out of the folder"),
        pytest.param("a/../../b.csv", "a name that is not safe", id="out by a detour"),
        pytest.param("/etc/passwd", "a name that is not safe", id="from the root"),
        pytest.param("..\\a.csv", "a name that is not safe", id="out, on Windows"),
        pytest.param("C:a.csv", "a name that is not safe", id="another drive"),
        pytest.param("a\nb.csv", "a name that is not safe", id="control character"),
        pytest.param("x" * 300, "a name that is not safe", id="long"),
        pytest.param("a/" * 50 + "b", "a name that is not safe", id="deep"),
    ],
)
def test_unsafe_names(tmp_path: Path, name: str, problem: str) -> None:
    """A name that leads out of the folder refuses the archive, before anything is written."""
    path = zipped(tmp_path / "a.zip", {"good.csv": b"A", name: b"B"})

    assert problem in refusal(path)
    assert list((tmp_path / "unpacked").iterdir()) == []


def test_link(tmp_path: Path) -> None:
    """A link in an archive could lead anywhere."""
    path = tmp_path / "a.zip"
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as new:
        new.writestr(link, "/etc/passwd")

    assert "a name that is not safe" in refusal(path)


@pytest.mark.parametrize(
    ("members", "problem"),
    [
        pytest.param({"a.csv": BOMB}, "more than 250 times its size", id="bomb"),
        pytest.param({"a.csv": b"A", "A.CSV": b"B"}, "two files of one name", id="one name"),
    ],
)
def test_refused_zips(tmp_path: Path, members: dict[str, bytes], problem: str) -> None:
    """A zip that is none in good faith is refused, at once and in little memory."""
    path = zipped(tmp_path / "a.zip", members)
    tracemalloc.start()
    start = time.monotonic()

    assert problem in refusal(path)
    assert time.monotonic() - start < 1
    assert tracemalloc.get_traced_memory()[1] < 10 * 1024**2
    tracemalloc.stop()


def test_gzip_bomb(tmp_path: Path) -> None:
    """A gzip that grows without end is stopped on the way."""
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(BOMB))
    tracemalloc.start()

    assert "more than 250 times its size" in refusal(path)
    assert tracemalloc.get_traced_memory()[1] < 10 * 1024**2
    tracemalloc.stop()


@pytest.mark.parametrize("limit", ["LARGEST_CONTENT", "MOST_MEMBERS", "LARGEST_LIST"])
def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    """The content, the number of files and the list of them have limits."""
    monkeypatch.setattr(archives, limit, 1)
    path = zipped(tmp_path / "a.zip", {"a": b"AA", "b": b"B"})

    assert any(word in refusal(path) for word in ("holds more than", "unpacks to", "too many"))


def test_damaged(tmp_path: Path) -> None:
    """A member whose content is not what its sum says is refused."""
    path = zipped(tmp_path / "a.zip", {"a.csv": b"hello " * 100})
    content = bytearray(path.read_bytes())
    content[40] ^= 0xFF
    path.write_bytes(content)

    assert "the archive is damaged" in refusal(path)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(b"PK\x03\x04 and no more", "cut short", id="cut short"),
        pytest.param(b"\x1f\x8b and no more", "damaged", id="broken gzip"),
        pytest.param(gzip.compress(b"A" * 999)[:-9], "damaged", id="cut gzip"),
        pytest.param(
            b"PK\x03\x04PK\x06\x07" + bytes(16) + b"PK\x05\x06" + bytes(18), "ZIP64", id="ZIP64"
        ),
        pytest.param(
            b"PK\x03\x04" + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, 2**31, 0, 0),
            "too many files",
            id="a list of gigabytes",
        ),
    ],
)
def test_broken(tmp_path: Path, content: bytes, problem: str) -> None:
    """What only begins like an archive is refused."""
    path = tmp_path / "a.zip"
    path.write_bytes(content)

    assert problem in refusal(path)


def test_password(tmp_path: Path) -> None:
    """A zip with a password is refused by that."""
    path = zipped(tmp_path / "a.zip", {"a.csv": b"A"})
    content = path.read_bytes()
    at = content.index(b"PK\x01\x02") + 8
    path.write_bytes(content[:at] + b"\x01" + content[at + 1 :])

    assert "has a password" in refusal(path)


def test_tar(tmp_path: Path) -> None:
    """A tar is told, and not read."""
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as new:
        new.addfile(tarfile.TarInfo("a.csv"), io.BytesIO())

    assert is_archive(Beginning.of(path))
    assert "tar archives are not read" in refusal(path)


def test_workbook_is_no_archive(tmp_path: Path) -> None:
    """A workbook is a zip inside, and is read as a workbook."""
    Workbook().save(tmp_path / "a.xlsx")

    assert not is_archive(Beginning.of(tmp_path / "a.xlsx"))


def test_copied() -> None:
    """No more is written than may be."""
    target = io.BytesIO()

    assert copied(io.BytesIO(b"abcd"), target, 3)
    assert not copied(io.BytesIO(b"abcd"), target, 4)
    assert target.getvalue() == b"abcd"


@given(st.binary(max_size=300), st.sampled_from([b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08"]))
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, content: bytes, head: bytes) -> None:
    """Whatever begins like an archive is unpacked or refused."""
    path = tmp_path_factory.mktemp("any") / "a.zip"
    path.write_bytes(head + content)
    try:
        unpack(path, path.parent)
    except ReadError as error:
        place = error.place
    else:
        return
    assert place.file == "a.zip"
