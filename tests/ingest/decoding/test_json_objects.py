"""JSON files, object by object: what is read, what is refused, what stops the reading."""

import json
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.decoding.json_objects import JsonObject, objects
from ingest.errors import ReadError
from ingest.reader import Refused


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give the place of a file."""
    return tmp_path / "list.json"


def read(file: Path, text: str | bytes) -> list[JsonObject | Refused]:
    """What is read of a file that holds *text*."""
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(objects(file))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param('[\n{"a": 1},\n{"a": 2}\n]\n', [2, 3], id="a list"),
        pytest.param('{"a": 1}\n\n{"a": 2}\n', [1, 3], id="line by line"),
        pytest.param('{\n"a": 1}', [1], id="one alone"),
        pytest.param("[]", [], id="an empty list"),
        pytest.param("", [], id="an empty file"),
        pytest.param(' \n [{"a": "]}"}]', [2], id="brackets in a text"),
    ],
)
def test_objects(file: Path, text: str, lines: list[int]) -> None:
    """Objects are found in a list, line by line or alone, each with its line."""
    found = read(file, text)
    assert [one.line for one in found if isinstance(one, JsonObject)] == lines
    assert len(found) == len(lines)


def test_across_blocks(file: Path) -> None:
    """Objects larger than what is read at a time are whole, and so are small ones after them."""
    rows = [{"n": n, "text": '"é\\' * (n % 7) * 30_000} for n in range(30)]
    found = read(file, json.dumps(rows, indent=1))
    assert [one.values for one in found if isinstance(one, JsonObject)] == rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(file: Path, encoding: str) -> None:
    """Files in UTF-8 and UTF-16 are read."""
    (found,) = read(file, '[{"a": "é"}]'.encode(encoding))
    assert isinstance(found, JsonObject)
    assert found.values == {"a": "é"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(
            '{"a": 1, "a": 2}', "list.json:2: the key 'a' is there twice", id="a key twice"
        ),
        pytest.param('{"b": [{"a": 1, "a": 1}]}', "the key 'a' is there twice", id="within"),
        pytest.param("7", "list.json:2: this is no object", id="a number"),
        pytest.param('["a"]', "list.json:2: this is no object", id="a list"),
        pytest.param("NaN", "list.json:2: this is no object", id="NaN alone"),
    ],
)
def test_refused(file: Path, text: str, problem: str) -> None:
    """What is no plain object is refused at its line, and the next is read."""
    refused, last = read(file, f'[\n{text},\n{{"a": 3}}]')
    assert isinstance(refused, Refused)
    assert problem in f"{refused.place}: {refused.problem}"
    assert isinstance(last, JsonObject)
    assert (last.line, last.values) == (3, {"a": 3})


def test_what_is_no_number(file: Path) -> None:
    """A number that is none is refused alone, at the line of its object, which is read."""
    found, *odd = read(file, '[\n{"a": NaN, "b": -Infinity, "c": [NaN, 1]}]')
    assert isinstance(found, JsonObject)
    assert found.values == {"a": None, "b": None, "c": [None, 1]}
    assert [f"{one.place}: {one.problem}" for one in odd if isinstance(one, Refused)] == [
        "list.json:2: NaN is no number of JSON; it was left out",
        "list.json:2: -Infinity is no number of JSON; it was left out",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param('[\n{"a": 1}\n', "list.json:3: the file ends before its list", id="no end"),
        pytest.param('[{"a": 1}]\n{}', "list.json:2: there is something behind", id="more"),
        pytest.param('[\n{"a": 1\n', "list.json:3: .*not well-formed", id="cut off"),
        pytest.param('[\n{"a":\n bad}]', "list.json:3: .*not well-formed", id="a bare word"),
        pytest.param('{"a": "x\x00"}', "list.json:1: .*not well-formed", id="a null"),
        pytest.param(b'{"a":\n"\xe9"}', "list.json:2: .*not UTF-8", id="Latin-1"),
        pytest.param("<a/>", "list.json:1: .*not well-formed", id="markup"),
        pytest.param('{"a": ' + "9" * 5000 + "}", "list.json:1: .*not well-formed", id="digits"),
    ],
)
def test_stops(file: Path, text: str | bytes, problem: str) -> None:
    """What is no JSON stops the reading, at its line."""
    with pytest.raises(ReadError, match=problem):
        read(file, text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("[" * 1_000_000, "list.json:1: values are nested too deeply", id="lists"),
        pytest.param(
            '{"a":' * 1_000_000, "list.json:1: values are nested too deeply", id="objects"
        ),
        pytest.param(
            '[{"a": 1},\n{"a": "' + "x" * 40_000_000,
            "list.json:2: no object of at most 8,000,000 characters begins here",
            id="a text without end",
        ),
    ],
)
def test_hostile(file: Path, text: str, problem: str) -> None:
    """What nests or grows without end is a located error, soon and in bounded memory."""
    file.write_text(text)
    tracemalloc.start()
    began = time.perf_counter()
    try:
        with pytest.raises(ReadError, match=problem):
            list(objects(file))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert time.perf_counter() - began < 5
    assert most < 150_000_000


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.one_of(st.binary(max_size=50), st.text(alphabet='[]{}",: \n\\1eaNé\x00', max_size=50)))
def test_anything(tmp_path: Path, content: bytes | str) -> None:
    """Whatever a file holds is read, refused or a located error."""
    file = tmp_path / "any.json"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    try:
        list(objects(file))
    except ReadError as error:
        assert error.place.file == "any.json"  # noqa: PT017 - one of the two outcomes


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.dictionaries(st.text(), st.none() | st.text() | st.lists(st.text()))),
    st.sampled_from([None, 1]),
)
def test_any_list(tmp_path: Path, rows: list[dict[str, object]], indent: int | None) -> None:
    """Every list of objects comes back as it was written."""
    found = read(tmp_path / "any.json", json.dumps(rows, indent=indent))
    assert [one.values for one in found if isinstance(one, JsonObject)] == rows
