"""Objects of JSON become rows; nothing in them is too much."""

import json
import time
from typing import Any

import pytest

from ingest.decoding.flat_objects import Flat, flattened
from ingest.decoding.json_objects import JsonObject
from ingest.decoding.sheets import Figure
from ingest.reader import Refused


def rows(text: str, each: str | None = None) -> list[Any]:
    """The cells of the rows of the object that is written as *text*."""
    return [row.cells for row in flat(text, each) if isinstance(row, Flat)]


def flat(text: str, each: str | None = None) -> list[Flat | Refused]:
    """What the object that is written as *text* is."""
    return list(flattened(JsonObject(file="a.json", line=1, values=json.loads(text)), each))


def test_paths() -> None:
    """What stands deeper is called by its path; what says nothing is there without a text."""
    text = '{"a": {"b": {"c": 1.5}}, "d": ["x", "y"], "e": null, "f": true, "g": [{"h": 1}]}'
    (row,) = rows(text)

    assert row == {"a.b.c": ("1.5",), "d": ("x", "y"), "e": (), "f": ("true",), "g": ()}
    assert isinstance(row["a.b.c"][0], Figure)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('{"n": "A", "p": [{"n": "B"}, {"n": "C"}]}', ["B", "C"], id="a list"),
        pytest.param('{"n": "A", "p": {"n": "B"}}', ["B"], id="one alone"),
        pytest.param('{"n": "A", "p": null}', [], id="nothing"),
        pytest.param('{"n": "A"}', [], id="no list"),
    ],
)
def test_each(text: str, expected: list[str]) -> None:
    """Every item of a list is a row, beside what its object says of itself."""
    found = rows(text, "p")

    assert [row["p.n"][0] for row in found] == expected
    assert {row["n"] for row in found} <= {("A",)}


def test_each_deeper() -> None:
    """The list may stand deeper, and hold texts."""
    assert rows('{"a": {"p": ["x", "y"], "q": 1}}', "a.p") == [
        {"a.q": ("1",), "a.p": ("x",)},
        {"a.q": ("1",), "a.p": ("y",)},
    ]


def test_refused() -> None:
    """An object of too many keys is refused whole."""
    (found,) = flat(json.dumps({str(n): 1 for n in range(1001)}))

    assert isinstance(found, Refused)
    assert "more than 1000 keys" in found.problem


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(json.dumps({"a": "x" * 100_001}), "more than 100,000 characters", id="long"),
        pytest.param(r'{"a": "\ud800"}', "half of a surrogate pair", id="half a character"),
        pytest.param(r'{"\ud800": 1}', "half of a surrogate pair", id="half a key"),
        pytest.param(r'{"a": "\u0000"}', "control character", id="null"),
    ],
)
def test_faults(text: str, problem: str) -> None:
    """A text that cannot be read is a fault at its path, and the rest of the row is there."""
    (found,) = flat(text.replace("{", '{"b": "x", ', 1))

    assert isinstance(found, Flat)
    assert found.cells == {"b": ("x",)}
    ((path, fault),) = found.faults.items()
    assert path in text.encode().decode("unicode-escape")
    assert problem in fault


def test_deep() -> None:
    """Deep nesting ends in a cell without a text, at once."""
    start = time.monotonic()

    assert len(rows('{"a":' * 500 + "1" + "}" * 500)) == 1
    assert time.monotonic() - start < 1
