"""Archives that office programs save, and those that only look like it."""

import zipfile
from pathlib import Path

import pytest

from ingest.decoding import office_packages as packages
from ingest.decoding.office_packages import opened, starts, targets
from ingest.errors import ReadError

BOMB = b"0" * 4 * 1024**2


def archive(path: Path, parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write an archive of these parts, beside the one that every workbook has."""
    with zipfile.ZipFile(path, "w", compression) as new:
        for name, content in {"_rels/.rels": b"<a/>", **parts}.items():
            new.writestr(name, content)
    return path


def refusal(path: Path) -> str:
    """What opening the file is refused with."""
    with pytest.raises(ReadError, match=path.name) as raised, opened(path):
        pass
    return raised.value.problem


@pytest.mark.parametrize(
    ("name", "parts", "expected"),
    [
        pytest.param("a.ods", {"mimetype": b"x"}, "an OpenDocument file", id="OpenDocument"),
        pytest.param("a.xlsb", {"xl/workbook.bin": b""}, "the binary format .xlsb", id="xlsb"),
        pytest.param("a.xlsx", {"x": BOMB}, "more than 200 times its size", id="bomb"),
    ],
)
def test_foreign_archives(
    tmp_path: Path, name: str, parts: dict[str, bytes], expected: str
) -> None:
    """An archive that is no XLSX workbook is refused by the name of what it is."""
    assert expected in refusal(archive(tmp_path / name, parts))


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        pytest.param("a.xls", b"\xd0\xcf\x11\xe0", "the old .xls format; open it", id="xls"),
        pytest.param("a.xlsx", b"\xd0\xcf\x11\xe0", "has a password", id="password"),
        pytest.param("a.xlsx", b"<html>", "File is not a zip file", id="no archive"),
        pytest.param("a.xlsx", b"PK\x03\x04 and no more", "not a zip file", id="cut short"),
    ],
)
def test_foreign_files(tmp_path: Path, name: str, head: bytes, expected: str) -> None:
    """A file that is no archive is refused, and the message says how to save it."""
    (tmp_path / name).write_bytes(head)

    assert expected in refusal(tmp_path / name)


def test_other_archives(tmp_path: Path) -> None:
    """An archive without relations is no workbook."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as new:
        new.writestr("list.csv", "Label")

    assert refusal(path) == "this is an archive and no workbook; unpack it first"


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both the packed and the unpacked size have a limit."""
    path = archive(tmp_path / "a.xlsx", {"x": bytes(range(256)) * 8192})
    monkeypatch.setattr(packages, "LARGEST_CONTENT", 1024**2)
    assert refusal(path) == "the file unpacks to more than 1 MB; split it"

    monkeypatch.setattr(packages, "LARGEST_FILE", 1024)
    assert refusal(path) == "the file is larger than 0 MB; split it"


def test_unknown_packing(tmp_path: Path) -> None:
    """An archive packed with an algorithm that takes much memory is refused."""
    path = archive(tmp_path / "a.xlsx", {}, zipfile.ZIP_LZMA)

    assert "packed as no spreadsheet program does" in refusal(path)


def test_two_of_one_name(tmp_path: Path) -> None:
    """Two parts of one name would leave open which of them counts."""
    path = archive(tmp_path / "a.xlsx", {})
    with (
        zipfile.ZipFile(path, "a") as new,
        pytest.warns(UserWarning, match="Duplicate name"),
    ):
        new.writestr("_rels/.rels", b"<b/>")

    assert "two parts of one name" in refusal(path)


def test_password(tmp_path: Path) -> None:
    """An archive whose parts are encrypted is refused."""
    path = archive(tmp_path / "a.xlsx", {})
    content = bytearray(path.read_bytes())
    # The flags of a part stand eight bytes into its entry in the directory.
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)

    assert refusal(path) == "the file has a password; save it without one"


def test_a_directory_that_lies(tmp_path: Path) -> None:
    """A part that holds more than its directory says is read no further than that."""
    path = archive(tmp_path / "a.xlsx", {"x": BOMB})
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = (1000).to_bytes(4, "little")
    path.write_bytes(content)

    with pytest.raises(ReadError, match="Bad CRC-32"), opened(path) as found:
        assert len(found.read("x")) == 1000


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', id="entity"),
        pytest.param(b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', id="outside"),
        pytest.param("<!DOCTYPE a><a/>".encode("utf-16"), id="in UTF-16"),
        pytest.param(b"<!-- " + b" " * 100_000 + b"--><!DOCTYPE a><a/>", id="far down"),
    ],
)
def test_document_types(tmp_path: Path, text: bytes) -> None:
    """XML with a document type is refused before it can define an entity."""
    path = archive(tmp_path / "a.xlsx", {"x": text})

    with pytest.raises(ReadError, match="declares a document type"), opened(path) as found:
        starts(found, "x", "a")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"<a>", id="open"),
        pytest.param(b"<a></b>", id="crossed"),
        pytest.param(b"<a>\xff</a>", id="wrong encoding"),
        pytest.param(b"<a>" * 100_000, id="deep"),
    ],
)
def test_broken_xml(tmp_path: Path, text: bytes) -> None:
    """XML that is broken ends as a refusal of the file."""
    path = archive(tmp_path / "a.xlsx", {"x": text})

    with pytest.raises(ReadError, match="not readable as an XLSX workbook"), opened(path) as found:
        starts(found, "x", "a")


def test_missing_part(tmp_path: Path) -> None:
    """A part that is referred to and not there ends as a refusal, too."""
    path = archive(tmp_path / "a.xlsx", {})

    with pytest.raises(ReadError, match="There is no item named 'x'"), opened(path) as found:
        starts(found, "x", "a")


def test_kept_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part of which much is kept in memory has a limit of its own."""
    path = archive(tmp_path / "a.xlsx", {"x": b"<a/>" * 1000})
    monkeypatch.setattr(packages, "LARGEST_KEPT", 1000)

    with pytest.raises(ReadError, match="x holds 0 MB; 0 are the most"), opened(path) as found:
        starts(found, "x", "a")


def test_tags(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part of a great many tags, however small they are, is not heard to its end."""
    path = archive(tmp_path / "a.xlsx", {"x": b"<a>" + b"<a/>" * 1000 + b"</a>"})
    monkeypatch.setattr(packages, "MOST_TAGS", 1001)

    with pytest.raises(ReadError, match="x holds more than 1,001 tags"), opened(path) as found:
        starts(found, "x", "a")


def test_starts(tmp_path: Path) -> None:
    """Elements are found whatever their namespace, with their attributes."""
    path = archive(tmp_path / "a.xlsx", {"x": b'<a xmlns:r="u"><b r:id="1"/><c/><b id="2"/></a>'})

    with opened(path) as found:
        assert starts(found, "x", "b") == [("b", {"id": "1"}), ("b", {"id": "2"})]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        pytest.param("sheets/one.xml", "xl/sheets/one.xml", id="beside"),
        pytest.param("/xl/sheets/one.xml", "xl/sheets/one.xml", id="from the top"),
    ],
)
def test_targets(tmp_path: Path, target: str, expected: str) -> None:
    """What a part refers to is found by type and id, counted from the part or the top."""
    rels = f'<r><Relationship Id="i1" Type="http://t/worksheet" Target="{target}"/></r>'
    path = archive(tmp_path / "a.xlsx", {"xl/_rels/workbook.xml.rels": rels.encode()})

    with opened(path) as found:
        assert targets(found, "xl/workbook.xml") == {"worksheet": {"i1": expected}}


def test_no_such_file(tmp_path: Path) -> None:
    """A file that is not there ends as a refusal."""
    assert "No such file" in refusal(tmp_path / "a.xlsx")
