"""IATI files that are broken, or made to harm."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.decoding import xml_records as documents
from ingest.decoding.xml_records import records, root_of
from ingest.errors import ReadError
from tests.ingest.iati.written import activity, document, read_text, reading

LAUGHS = "\n".join(
    [
        "<?xml version='1.0'?>",
        "<!DOCTYPE lolz [",
        '<!ENTITY lol "lol">',
        *(f'<!ENTITY lol{n} "{f"&lol{n - 1 or str()};" * 10}">' for n in range(1, 10)),
        "]>",
        "<iati-activities version='&lol9;'>&lol9;</iati-activities>",
    ]
)
START = b"<iati-activities version='2.03'>\n<iati-activity>"
END = b"</iati-activity></iati-activities>"


def within(folder: Path, inside: bytes) -> Path:
    """Write a file that has *inside* in its one activity."""
    path = folder / "f.xml"
    path.write_bytes(START + inside + END)
    return path


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(LAUGHS, id="billion laughs"),
        pytest.param(
            "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>\n"
            "<iati-activities version='2.03'>&x;</iati-activities>",
            id="external entity",
        ),
        pytest.param(
            "<!-- a DTD elsewhere -->\n<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'>\n<a/>",
            id="external DTD",
        ),
        pytest.param(
            "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///x'> %p;]><a/>",
            id="parameter entity",
        ),
        pytest.param("\n<!DOCTYPE html><html><br></html>", id="HTML"),
    ],
)
def test_document_types(tmp_path: Path, text: str) -> None:
    """A declared document type is refused by line, before anything it declares is looked at."""
    began = time.process_time()
    with pytest.raises(ReadError, match=r"f\.xml:2: the document type '\w+' is declared"):
        read_text(tmp_path, text, name="f.xml")
    assert time.process_time() - began < 5


def test_document_type_in_utf_16(tmp_path: Path) -> None:
    """A document type is found in any encoding."""
    path = tmp_path / "f.xml"
    path.write_text(LAUGHS, "utf-16")
    with pytest.raises(ReadError, match=r":2: the document type 'lolz'"):
        reading(path)


@pytest.mark.parametrize(
    ("inside", "match"),
    [
        pytest.param(b"\n<title>\xe9t\xe9</title>", r":3: .*encoding", id="Latin-1 as UTF-8"),
        pytest.param(b"\n\n<title>\x00</title>", r":4: .*Char 0x0", id="null byte"),
        pytest.param(b"<title>&#0;</title>", r":2: .*invalid xmlChar value 0", id="null reference"),
        pytest.param(b"<title>&nbsp;</title>", r":2: .*'nbsp' not defined", id="undeclared entity"),
        pytest.param(b"<t>" * 10_000 + b"</t>" * 10_000, r":2: .*depth.*: 256", id="depth 10,000"),
        pytest.param(b"<t>" + b"x" * 20_000_000 + b"</t>", r":2: .*too long", id="20 MB text"),
        pytest.param(b"<t a='" + b"x" * 20_000_000 + b"'/>", r":2: .*limit", id="20 MB attribute"),
        pytest.param(b"<" + b"x" * 20_000_000 + b"/>", r":2: .*[Nn]ame", id="20 MB name"),
        pytest.param(b"<!--" + b"x" * 20_000_000 + b"-->", r":2: .*too big", id="20 MB comment"),
        pytest.param(b"<b>", r":2: .*mismatch", id="tag not closed"),
        pytest.param(b"<title a='1' a='2'/>", r":2: .*redefined", id="attribute twice"),
    ],
)
def test_broken(tmp_path: Path, inside: bytes, match: str) -> None:
    """What is not well-formed, or beyond all measure, ends in an error with its line, at once."""
    began = time.process_time()
    with pytest.raises(ReadError, match=rf"f\.xml{match}" if match[0] == ":" else match):
        reading(within(tmp_path, inside))
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("data", "match"),
    [
        pytest.param(b"", r"f\.xml:1: this is not well-formed XML", id="empty"),
        pytest.param(b"\n \n", r"f\.xml:", id="blank"),
        pytest.param(b"hello", r"f\.xml:1: .*not found", id="text"),
        pytest.param(b"\x00\x00\x00\x00\x00", r"f\.xml:1: ", id="nulls"),
        pytest.param(b"PK\x03\x04" + b"\x00" * 90, r"f\.xml:1: ", id="an archive"),
        pytest.param(b"<html><body><p>no<br></body>", "element is <html>", id="HTML"),
        pytest.param(b"<?xml version='1.0' encoding='nonsense'?>\n<a/>", "nonsense", id="encoding"),
        pytest.param(b"<?xml version='1.0' encoding='UTF-16'?>\n<a/>", r":1: ", id="not UTF-16"),
        pytest.param(b"\xff\xfe\x00\x00<\x00\x00\x00", r"f\.xml:1: ", id="UTF-32"),
        pytest.param(b"<!-- " + b"x" * 2**20, "no element begins in the first", id="long comment"),
        pytest.param(b"<!-- \n" * 2**18, ":1747.*no element begins", id="many lines"),
        pytest.param(document(activity()).encode()[:-30], r"f\.xml:1\d: .*", id="truncated"),
        pytest.param(document(activity()).encode() + b"<a/>", r"f\.xml:1\d: .*", id="more after"),
        pytest.param(START, r"f\.xml:2: .*", id="truncated in an activity"),
    ],
)
def test_not_a_document(tmp_path: Path, data: bytes, match: str) -> None:
    """What is no XML document from beginning to end is refused."""
    path = tmp_path / "f.xml"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=match):
        reading(path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "iso-8859-15"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """A file in another encoding than UTF-8 is read, if it says so or has a mark of byte order."""
    text = document(activity(title="Paix été"))
    declared = encoding.removesuffix("-sig")
    path = tmp_path / "f.xml"
    path.write_text(text.replace('"?>', f'" encoding="{declared}"?>'), encoding)
    assert reading(path).named("Paix été").kind == "activity"


def test_long_texts(tmp_path: Path) -> None:
    """A text of megabytes that XML allows is left out and reported; the rest is kept."""
    long = f"<description><narrative>{'x' * 5_000_000}</narrative></description>"
    began = time.process_time()
    read = read_text(tmp_path, document(activity(long), activity(identifier="A-2", title="B")))
    assert time.process_time() - began < 5
    problem = "11: the text of <narrative> has 5,000,000 characters; 100,000 are the most"
    assert problem in read.problems()
    assert read.named("Peace huts").summary == "Women talk."
    assert read.named("B").kind == "activity"


def test_activity_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading stops, with the line of the last activity, where one grows beyond bounds."""
    monkeypatch.setattr(documents, "LARGEST_RECORD", 2**20)
    path = tmp_path / "f.xml"
    path.write_text(document(activity(), activity("<result/>\n" * 200_000, identifier="A-2")))
    with pytest.raises(
        ReadError, match=r"f\.xml:3: no record ends in 1 MB, or 1,500,000 tags, from here"
    ):
        reading(path)


def test_other_children_of_the_root(tmp_path: Path) -> None:
    """What stands between activities is passed over, and so are activities within activities."""
    nested = "<x:group xmlns:x='urn:x'><iati-activity/></x:group>"
    path = tmp_path / "f.xml"
    path.write_text(document("<!-- a -->", activity(), nested, "<?b c?>", activity()))
    assert len(list(records(path, "iati-activities", "iati-activity"))) == 2


PEAK = """
import sys
from pathlib import Path
from ingest.iati.reader import read_iati
from ingest.reader import Given
for _ in read_iati(Path(sys.argv[1]), Given()):
    pass
print(next(l.split()[1] for l in open("/proc/self/status") if l.startswith("VmHWM")))
"""


def peak(folder: Path, count: int) -> int:
    """How much memory a process that reads a file of so many activities takes, in kilobytes."""
    path = folder / f"{count}.xml"
    with path.open("w") as file:
        file.write("<iati-activities version='2.03'>")
        file.writelines(activity(identifier=f"A-{number}") for number in range(count))
        file.write("</iati-activities>")
    found = subprocess.run(
        [sys.executable, "-c", PEAK, str(path)], check=True, capture_output=True, text=True
    )
    return int(found.stdout)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc to ask for memory")
def test_memory(tmp_path: Path) -> None:
    """A file ten times as large needs no more memory, but for the names of its activities."""
    assert peak(tmp_path, 10_000) < peak(tmp_path, 1_000) + 6_000


def test_root(tmp_path: Path) -> None:
    """The root is read with its attributes and its line, and nothing after it."""
    path = tmp_path / "f.xml"
    path.write_text("<?xml version='1.0'?>\n<!-- no\nelement -->\n<a b='1'>&not read")
    root = root_of(path)
    assert (root.tag, root.attributes, root.line) == ("a", {"b": "1"}, 4)
