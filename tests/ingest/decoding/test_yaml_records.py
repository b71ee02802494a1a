"""YAML mappings, record by record: what is read, what is refused, what stops the reading."""

import time
import tracemalloc
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.decoding import yaml_records as module
from ingest.decoding.yaml_records import MappedRecord, mapped
from ingest.errors import ReadError
from ingest.reader import Refused


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give the place of a file."""
    return tmp_path / "list.yaml"


def records(file: Path, text: str | bytes) -> list[MappedRecord | Refused]:
    """What is read of a file that holds *text*."""
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(mapped(file))


def test_record(file: Path) -> None:
    """A record has its name, its line, and its fields with theirs."""
    text = "# bodies\nAfrican Union:\n  Name_en: African Union\n  LEI_bic:\n  - A\n  - B\n"
    (record,) = records(file, text)
    assert isinstance(record, MappedRecord)
    assert (record.name, record.line) == ("African Union", 2)
    assert record.text("Name_en") == "African Union"
    assert record.fields["LEI_bic"].texts == ("A", "B")
    assert str(record.refused("no", "LEI_bic").place) == "list.yaml:4, column 'LEI_bic'"
    assert str(record.refused("no").place) == "list.yaml:2"


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        pytest.param("NO", ("NO",), id="the country code of Norway"),
        pytest.param("2014", ("2014",), id="a number"),
        pytest.param(".nan", (".nan",), id="no number"),
        pytest.param("2014-02-30", ("2014-02-30",), id="a day that is none"),
        pytest.param("!!python/object:os.system ls", ("ls",), id="an object of Python"),
        pytest.param("null", (), id="nothing, in a word"),
        pytest.param("", (), id="nothing"),
        pytest.param('"null"', ("null",), id="the word null, in quotes"),
        pytest.param("|\n   two\n   lines", ("two\nlines",), id="a block"),
    ],
)
def test_value(file: Path, value: str, texts: tuple[str, ...]) -> None:
    """A value is the text that stands there, and never what YAML would make of it."""
    (record,) = records(file, f"body:\n  field: {value}\n")
    assert isinstance(record, MappedRecord)
    assert record.fields["field"].texts == texts


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(
            "a:\n  f: 1\n  f: 2\n",
            "list.yaml:3, column 'f': the record has this field in line 2 already",
            id="a field twice",
        ),
        pytest.param(
            "a:\n  f: 1\nb: {}\na:\n  f: 2\n", "list.yaml:4: 'a' is in line 1", id="a record twice"
        ),
        pytest.param("a: 1\n", "list.yaml:1: 'a' is no record", id="a text for a record"),
        pytest.param("a:\n- x: [[1]]\n- 2\n", "list.yaml:1: 'a' is no record", id="a list for one"),
        pytest.param(
            "a:\n  f: {g: {h: 1}}\n", "column 'f': a field holds a text or a list", id="a mapping"
        ),
        pytest.param(
            "a:\n  f: [1, [2], 3]\n",
            "column 'f': a field holds a text or a list",
            id="a list in one",
        ),
    ],
)
def test_refused(file: Path, text: str, problem: str) -> None:
    """What is said twice, or is no record, is refused at its line; the rest is read."""
    found = records(file, f"{text}last:\n  f: 3\n")
    said = [f"{item.place}: {item.problem}" for item in found if isinstance(item, Refused)]
    assert len(said) == 1
    assert problem in said[0]
    assert isinstance(found[-1], MappedRecord)
    assert found[-1].name == "last"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("", "list.yaml:1: the file is no mapping", id="empty"),
        pytest.param("- a\n", "list.yaml:1: the file is no mapping", id="a list"),
        pytest.param("a: {f: 1}\n---\nb: {f: 2}\n", "list.yaml:2: .* second document", id="two"),
        pytest.param("a: {f: 1\n", "list.yaml:2: .*not well-formed", id="open bracket"),
        pytest.param("a:\n  f: 'x\n", "list.yaml:3: .*not well-formed", id="open quote"),
        pytest.param("a:\n\tf: 1\n", "list.yaml:2: .*not well-formed", id="a tab"),
        pytest.param("? [a]\n: {f: 1}\n", "list.yaml:1: a name is a text", id="a list for a name"),
        pytest.param("a: &x {f: 1}\nb: *x\n", r"list.yaml:2: the reference \*x", id="a reference"),
        pytest.param("a:\n  <<: *x\n", r"list.yaml:2: ", id="a reference to nothing"),
        pytest.param(b"a:\n  f: caf\xe9\n", "list.yaml:2: .*not UTF-8", id="Latin-1"),
        pytest.param(b"a:\n  f: \xd8\x00\n", "list.yaml:2: .*not UTF-8", id="half of UTF-16"),
        pytest.param("a:\n  f: x\x00y\n", r"list.yaml:2: .*'\\x00'", id="a null"),
        pytest.param("a:\n\n  f: x\x07\n", r"list.yaml:3: .*'\\x07'", id="a bell"),
        pytest.param("a:\n  f: x\x93y\n", r"list.yaml:2: .*'\\x93'", id="a sign of Windows"),
    ],
)
def test_stops(file: Path, text: str | bytes, problem: str) -> None:
    """What is no YAML of this shape stops the reading, at its line."""
    with pytest.raises(ReadError, match=problem):
        records(file, text)


def test_no_file(tmp_path: Path) -> None:
    """A file that cannot be opened is named."""
    with pytest.raises(ReadError, match=r"none\.yaml: the file cannot be read"):
        list(mapped(tmp_path / "none.yaml"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(file: Path, encoding: str) -> None:
    """Files in UTF-8 and UTF-16 are read, whatever script they are in."""
    (record,) = records(file, "a:\n  f: الاتحاد الأفريقي\r\n".encode(encoding))
    assert isinstance(record, MappedRecord)
    assert record.text("f") == "الاتحاد الأفريقي"


LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join(f'*{before}' for _ in range(9))}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(
            LAUGHS, r"list.yaml:2: the reference \*a is not followed", id="a billion laughs"
        ),
        pytest.param(
            "a:\n  f: " + "[" * 200_000, "list.yaml:2: .*more than 10 deep", id="deep nesting"
        ),
        pytest.param(
            "a:\n  f: " + "{a: " * 200_000, "list.yaml:2: .*more than 10 deep", id="deep mappings"
        ),
        pytest.param(
            "a:\n  f: 1\nb:\n  f: " + "x" * 8_000_000,
            "list.yaml:.*more than 250,000 characters",
            id="a text without end",
        ),
        pytest.param(
            'a:\n  f: "' + "x" * 8_000_000,
            "list.yaml:1: .*more than 250,000 characters",
            id="a quoted text without end",
        ),
        pytest.param(
            "a:\n" + "  f: 1\n" * 400_000,
            "list.yaml:1: .*more than 250,000 characters",
            id="a record without end",
        ),
    ],
)
def test_hostile(file: Path, text: str, problem: str) -> None:
    """What is made to grow or to nest without end is a located error, soon and in little memory."""
    tracemalloc.start()
    began = time.process_time()
    try:
        with pytest.raises(ReadError, match=problem):
            records(file, text)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert time.process_time() - began < 5
    assert most < 100_000_000


def test_many_records(file: Path) -> None:
    """Many records are read one by one: the bound is on each."""
    text = "".join(f"body {number}:\n  f: {'x' * 1000}\n" for number in range(1000))
    assert len(text) > module.LARGEST_RECORD
    assert len(records(file, text)) == 1000


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.one_of(
        st.binary(max_size=60),
        st.text(alphabet=" \n:-[]{}&*!|>'\"?#,abé\x00\x85\ufeff", max_size=60),
    )
)
def test_anything(tmp_path: Path, content: bytes | str) -> None:
    """Whatever a file holds is read, refused or a located error."""
    file = tmp_path / "any.yaml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    try:
        list(mapped(file))
    except ReadError as error:
        assert error.place.file == "any.yaml"  # noqa: PT017 - one of the two outcomes


def test_fast_parser() -> None:
    """The parser in C is there: the one in Python is too slow for registers."""
    assert yaml.__with_libyaml__
