"""What is broken or hostile ends at a place, whichever format it is in, and costs little."""

import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest

from graph.domain.model import Entity, Source, Tie
from ingest.errors import Place, ReadError
from ingest.formats import FORMATS, format_of
from ingest.reader import Given, Item, Refused
from tests.ingest.samples import PARTS, SAMPLES, TEXT, Sample

Change = Callable[[bytes], bytes]
#: What a reader may take, in address space (bytes) and in time of the processor (seconds).
MOST_MEMORY, MOST_TIME = 640 * 1024**2, 60
MEGABYTE = 1024**2

ENTITIES = [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)]
LAUGHS = f'<!DOCTYPE x [<!ENTITY l0 "ha">{"".join(ENTITIES)}]>'
EXTERNAL = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'


@dataclass(kw_only=True)
class Outcome:
    """How reading a file ended."""

    claims: list[Item]
    refused: list[Refused]
    error: ReadError | None = None

    @property
    def places(self) -> list[Place]:
        """Where something was wrong."""
        return [*(one.place for one in self.refused), *([self.error.place] if self.error else [])]


def repacked(content: bytes, **members: bytes) -> bytes:
    """A workbook with other content in some of its members, called by the ends of their names."""
    file = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            changed = members.get(name.rpartition("/")[2].partition(".")[0])
            new.writestr(name, old.read(name) if changed is None else changed)
    return file.getvalue()


_SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def books(content: bytes) -> Iterator[bytes]:
    """Workbooks that are meant to take all memory or time."""
    many = b"".join(b"<c><v>%d</v></c>" % number for number in range(1_000_000))
    row = b"<row><c><v>&l9;</v></c></row></sheetData></worksheet>"
    yield repacked(content, sheet1=_SHEET + b" " * 300 * MEGABYTE)
    yield repacked(content, sheet1=LAUGHS.encode() + _SHEET + row)
    yield repacked(content, sheet1=_SHEET + b"<row>" * 1_000_000)
    yield repacked(content, sheet1=_SHEET + b"<row>" + many)
    yield repacked(content, sheet1=_SHEET + b"<row><c t='inlineStr'><is><t>" + many[:12_000_000])
    yield repacked(content, workbook=b"<workbook/>")
    yield repacked(content, workbook=LAUGHS.encode() + b"<workbook>&l9;</workbook>")


def outcome(sample: Sample, path: Path) -> Outcome:
    """How reading *path* ends; whatever is not declared is raised on."""
    found = Outcome(claims=[], refused=[])
    try:
        for item in sample.form.reader(path, Given(source="s")):
            if isinstance(item, Refused):
                found.refused.append(item)
            elif isinstance(item, Source | Entity | Tie):
                found.claims.append(item)
    except ReadError as error:
        found.error = error
    return found


def of_family(*families: str) -> pytest.MarkDecorator:
    """Run a test on the samples of some families, each by its name."""
    chosen = [name for name, sample in SAMPLES.items() if sample.family in families]
    return pytest.mark.parametrize("sample", [pytest.param(SAMPLES[n], id=n) for n in chosen])


def test_every_format_has_a_sample() -> None:
    """No format is left out of these tests."""
    assert {sample.format for sample in SAMPLES.values()} == {form.name for form in FORMATS}


@of_family("xml", "json", "yaml", "csv", "xlsx")
def test_samples(tmp_path: Path, sample: Sample) -> None:
    """A sample is told by its content, and read whole."""
    path = sample.written(tmp_path)
    found = outcome(sample, path)

    assert format_of(path).name == sample.format
    assert sum(isinstance(claim, Entity) for claim in found.claims) >= 2
    assert found.places == []


@of_family("xml", "json", "yaml", "csv")
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda content: b"\xef\xbb\xbf" + content, id="a byte order mark"),
        pytest.param(lambda content: content.replace(b"\n", b"\r\n"), id="ends of Windows"),
        pytest.param(lambda content: content.replace(b"\n", b"\r"), id="ends of old Macs"),
        pytest.param(lambda content: b"\n".join([content.rstrip(), b"", b""]), id="blank lines"),
    ],
)
def test_same(tmp_path: Path, sample: Sample, change: Change) -> None:
    """Marks and other ends of lines change nothing of what is read."""
    plain = outcome(sample, sample.written(tmp_path))
    changed = outcome(sample, sample.written(tmp_path, change(sample.whole)))

    assert changed.claims == plain.claims
    assert changed.places == []


@of_family("xml", "json", "yaml", "csv")
def test_utf_16(tmp_path: Path, sample: Sample) -> None:
    """UTF-16 with its mark is read, as programs of Windows write it."""
    text = sample.whole.decode().replace(' encoding="UTF-8"', "")
    plain = outcome(sample, sample.written(tmp_path))
    path = sample.written(tmp_path, text.encode("utf-16"))

    assert format_of(path).name == sample.format
    assert outcome(sample, path).claims == plain.claims


ANY = ("xml", "json", "yaml", "csv")
TEXTS = [
    pytest.param(b"\xe9", ANY, id="a byte of Latin-1"),
    pytest.param(b"\xed\xa0\x80", ANY, id="half a character"),
    pytest.param(b"\x00", ANY, id="a null byte"),
    pytest.param(b"\x08", ANY, id="a control character"),
    pytest.param(b"&#0;", ("xml",), id="a null by number"),
    pytest.param(b"&nbsp;", ("xml",), id="an entity of HTML"),
    pytest.param(b"<", ("xml",), id="a bare bracket"),
    pytest.param(b"\\u0000", ("json",), id="an escaped null"),
    pytest.param(b"\\ud800", ("json",), id="an escaped half of a character"),
    pytest.param(b"\\x", ("json",), id="no escape"),
    pytest.param(b'"', ("json",), id="a bare quote"),
    pytest.param(b"\n", ("json",), id="a line within a text"),
    pytest.param(b"x" * 2 * MEGABYTE, ANY, id="megabytes in a cell"),
]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param(name, one.values[0], id=f"{name}: {one.id}")
        for one in TEXTS
        for name, sample in SAMPLES.items()
        if sample.family in one.values[1]  # type: ignore[operator]  # a tuple
        and sample.with_() != sample.content
    ],
)
def test_texts(tmp_path: Path, name: str, text: bytes) -> None:
    """What no text can hold is refused at its place, alone or with the rest of the file."""
    sample = SAMPLES[name]
    content = sample.content.replace(b"@text@", text).replace(b"@parts@", b"")
    found = outcome(sample, sample.written(tmp_path, content))

    assert found.places
    assert all(place.line or place.row for place in found.places)


DEEP = 100_000
BROKEN = [
    pytest.param("xml", "<a>" * DEEP, id="elements in elements"),
    pytest.param("xml", "<a" + "".join(f' b{n}=""' for n in range(1000)) + "", id="no end"),
    pytest.param("xml", '<a b="1" b="2"/>', id="an attribute twice"),
    pytest.param("xml", "<b></a>", id="another end"),
    pytest.param("xml", f"<a>{'x' * 11 * MEGABYTE}</a>", id="a text of megabytes"),
    pytest.param("xml", "<![CDATA[", id="an open section"),
    pytest.param("json", f'"x": {"[" * DEEP}', id="lists in lists"),
    pytest.param("json", '"x": ' + '{"x": ' * DEEP, id="objects in objects"),
    pytest.param("json", '"x": 1, "x": 2, ', id="a key twice"),
    pytest.param("json", '"x": {"y": 1, "y": 2}, ', id="a key twice within"),
    pytest.param("json", '"x": NaN, ', id="NaN"),
    pytest.param("json", '"x": [-Infinity], ', id="infinity"),
    pytest.param("json", '"x" 1, ', id="no colon"),
    pytest.param("json", '"x": 01, ', id="no number"),
]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        pytest.param(name, one.values[1], id=f"{name}: {one.id}")
        for one in BROKEN
        for name, sample in SAMPLES.items()
        if sample.family == one.values[0]
    ],
)
def test_parts(tmp_path: Path, name: str, parts: str) -> None:
    """A record that is none is refused at its place, alone or with the rest of the file."""
    sample = SAMPLES[name]
    found = outcome(sample, sample.written(tmp_path, sample.with_(parts=parts)))

    assert found.places
    assert all(place.line or place.row for place in found.places)


@of_family("xml")
@pytest.mark.parametrize("declared", [LAUGHS, EXTERNAL], ids=["laughs", "another file"])
def test_document_types(tmp_path: Path, sample: Sample, declared: str) -> None:
    """No entity is expanded: a file that declares its own is refused at that line."""
    head, _, rest = sample.with_(text="&l9;&f;").decode().partition("\n")
    path = sample.written(tmp_path, f"{head}\n{declared}\n{rest}".encode())
    found = outcome(sample, path)

    assert found.error
    assert found.error.place.line == 2
    assert "the document type 'x' is declared" in found.error.problem


@of_family("xml", "json", "csv", "yaml")
@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_cut(tmp_path: Path, sample: Sample, part: float) -> None:
    """A file that was cut off is refused at its end, or its rows up to there are read."""
    whole = sample.whole
    found = outcome(sample, sample.written(tmp_path, whole[: int(part * len(whole))]))

    assert found.places or sample.family in ("csv", "yaml")
    assert all(place.file == f"{sample.format}.file" for place in found.places)


DATES = [
    ("iati", b"2020-01-01", b"2020-02-30"),
    ("iati organisations", b"2020-01-01", b"2020-02-30"),
    ("security-council", b"2005-11-01", b"2005-11-31"),
    ("gexf", b"2019-01-01", b"2019-02-29"),
    ("graphml", b">Fund B</data>", b'>Fund B</data><data key="since">2019-02-30</data>'),
    ("kumu", b'"label": "Fund B"', b'"label": "Fund B", "since": "2019-02-30"'),
    ("cytoscape", b'"label": "Fund B"', b'"label": "Fund B", "since": "2019-02-30"'),
    ("popolo", b"1970-01", b"1970-13"),
    ("ror", b"1966", b"99999"),
    ("ftm", b"2019-07", b"2019-17"),
    ("supraverden", b"1990", b"1990-02-30"),
    ("csv", b"2019-07", b"2019-17"),
    ("fts", b"2026-01-31", b"2026-01-32"),
    ("pax", b"2015-06-20", b"2015-06-31"),
    ("pax signatories", b"06/20/2015", b"06/31/2015"),
]
NUMBERS = [
    ("iati", b">1000<", b">NaN<"),
    ("iati organisations", b">1000<", b">1e999<"),
    ("graphml", b'<data key="d1">', b'<data key="weight">Infinity</data><data key="d1">'),
    ("kumu", b'"type": "funds"', b'"type": "funds", "strength": 1e999'),
    ("cytoscape", b'"target": "a"', b'"target": "a", "strength": -Infinity'),
    ("ror", b"1966", b"NaN"),
    ("ftm", b'"10"', b'"NaN"'),
    ("fts", b",100,", b",Infinity,"),
]

SPOILT = (("date", DATES), ("number", NUMBERS))


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [pytest.param(*one, id=f"{one[0]}: {sort}") for sort, some in SPOILT for one in some],
)
def test_dates_and_numbers(tmp_path: Path, name: str, good: bytes, bad: bytes) -> None:
    """A date or number that is none is refused at its place, with nothing put in its stead."""
    sample = SAMPLES[name]
    assert good in sample.whole
    found = outcome(sample, sample.written(tmp_path, sample.whole.replace(good, bad, 1)))
    plain = outcome(sample, sample.written(tmp_path))

    assert found.refused
    assert all(place.line or place.row for place in found.places)
    # A value that was added is refused alone: all else is as if it were not there.
    assert found.claims != plain.claims or good in bad


@pytest.mark.parametrize("text", [b"NaN", b"-1", b"strong"])
def test_weights_of_gephi(tmp_path: Path, text: bytes) -> None:
    """A weight in GEXF that is no strength stays with its tie as it was written."""
    sample = SAMPLES["gexf"]
    whole = sample.whole.replace(b'label="funds"', b'label="funds" weight="%s"' % text)
    found = outcome(sample, sample.written(tmp_path, whole))
    (tie,) = (claim for claim in found.claims if isinstance(claim, Tie))

    assert (tie.weight, tie.extra) == (1, (("weight", text.decode()),))


def test_intervals_of_spaces(tmp_path: Path) -> None:
    """Times in GEXF that never close are passed over in one go."""
    sample = SAMPLES["gexf"]
    odd = b'label="funds" intervals="[2018, 2019 ] (1,%s"' % (b" " * 100_000)
    whole = sample.whole.replace(b'label="funds"', odd)
    claims = outcome(sample, sample.written(tmp_path, whole)).claims

    assert [str(one.since) for one in claims if isinstance(one, Tie)] == ["2019-01-01", "2018"]


#: Reads files in a process that may take so much memory and time, and says how each ended.
RUN = """
import resource, sys
from pathlib import Path
from ingest.errors import ReadError
from ingest.formats import FORMATS
from ingest.reader import Given, Refused
memory, seconds, name, *paths = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
(reader,) = (form.reader for form in FORMATS if form.name == name)
for path in map(Path, paths):
    try:
        refused = sum(isinstance(item, Refused) for item in reader(path, Given(source="s")))
        print(f"{path.name}: {refused:,} refused")
    except ReadError as error:
        print(error)
"""


def limited(sample: Sample, paths: list[Path]) -> list[str]:
    """How reading each file ended, in a process that may take little."""
    done = subprocess.run(
        [
            *(sys.executable, "-c", RUN, str(MOST_MEMORY), str(MOST_TIME), sample.format),
            *map(str, paths),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


def large(sample: Sample) -> Iterator[bytes]:
    """Files of a family that are meant to take all memory or time."""
    if sample.family == "xlsx":
        yield from books(sample.whole)
    elif sample.family in LARGE:
        before, _, after = sample.content.replace(TEXT.encode(), b"").partition(PARTS.encode())
        for middle in LARGE[sample.family]():
            yield before + middle + after


def large_xml() -> Iterator[bytes]:
    """What stands in a record of XML."""
    yield b"<a/>" * 2_000_000
    yield b"<a>" + b"<a b='c'/>" * 1_000_000 + b"</a>"
    yield b"<a" + b"".join(b" b%d=''" % number for number in range(100_000)) + b"/>"
    yield b"<!--" + b"x" * 12 * MEGABYTE + b"-->"
    yield b"<x><node id='n'/><y/></x>" * 50_000
    yield b"<x>" + b" " * 12 * MEGABYTE + b"</x>"


def large_json() -> Iterator[bytes]:
    """What stands in a record of JSON."""
    yield b'"x": [' + b"[]," * 4_000_000 + b"[]], "
    yield b'"x": [' + b"1," * 5_000_000 + b"1], "
    yield b'"x": ' + b"1" * 5_000_000 + b", "
    yield b'"x": {' + b",".join(b'"%d":{}' % number for number in range(300_000)) + b"}, "
    yield b'"x": "' + b"\\u0041" * 2_000_000 + b'", '
    yield b'"x": ' + b"[" * 9 * MEGABYTE
    yield b'"x": ' + b'{"a":' * 2_000_000


def large_yaml() -> Iterator[bytes]:
    """What stands behind the records of a file of YAML."""
    laughs = "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
    yield b"a0: &a0 [x]\n" + laughs.encode()
    yield b"Body C:\n  x: " + b"[" * 3_000_000
    yield b"Body C:\n  x: [" + b"a, " * 3_000_000 + b"]\n"
    yield b"Body C:\n" + b"".join(b"  k%d: a\n" % number for number in range(100_000))
    yield b"Body C:\n  x: " + b"x" * 12 * MEGABYTE


def large_csv() -> Iterator[bytes]:
    """What stands behind the rows of a table."""
    yield b"x," * 1_000_000 + b"\n"
    yield b"," * 18_000_000 + b"\n"
    yield b'"' + b"x" * 18 * MEGABYTE
    yield b'"' + b"x\n" * 9 * MEGABYTE
    yield b"x" * 18 * MEGABYTE


LARGE = {"xml": large_xml, "json": large_json, "yaml": large_yaml, "csv": large_csv}


@of_family("xml", "json", "yaml", "csv", "xlsx")
def test_large(tmp_path: Path, sample: Sample) -> None:
    """What is meant to take all memory or time ends at a place long before that."""
    paths = []
    for number, content in enumerate(large(sample)):
        paths.append(tmp_path / f"{number}.file")
        paths[-1].write_bytes(content)
    said = limited(sample, paths)

    assert [line.partition(".file")[0] for line in said] == [path.stem for path in paths]
