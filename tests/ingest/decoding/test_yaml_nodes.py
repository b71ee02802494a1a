"""The YAML of a mapping: texts as they stand, each with its line."""

from pathlib import Path

import pytest

from ingest.decoding import yaml_nodes as nodes
from ingest.decoding.yaml_nodes import Fields, Items, Node, Text, read_nodes
from ingest.errors import ReadError


def read(folder: Path, text: str) -> Node:
    """What the YAML *text* holds."""
    path = folder / "a.yaml"
    path.write_text(text, "utf-8")
    return read_nodes(path)


def test_lines(tmp_path: Path) -> None:
    """Keys, texts and items know the lines where they stand."""
    root = read(tmp_path, "# what it is\na: NO\nb:\n- 2019\n- x\n")

    assert isinstance(root, Fields)
    a, b = root.fields.values()
    assert isinstance(a, Text)
    assert (a.text, a.place.line, root.keys["b"].line) == ("NO", 2, 3)
    assert isinstance(b, Items)
    assert [item.place.line for item in b.items] == [4, 5]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a:", None, id="nothing"),
        pytest.param("a: null", None, id="null"),
        pytest.param("a: 'null'", "null", id="the word null"),
        pytest.param("a: ''", "", id="an empty text"),
        pytest.param("a: <Name>", "<Name>", id="a heading"),
        pytest.param("a: !!python/name:os.system x", "x", id="a tag that makes nothing"),
    ],
)
def test_text(tmp_path: Path, text: str, expected: str | None) -> None:
    """A value is the text that stands there, or nothing."""
    root = read(tmp_path, text)

    assert isinstance(root, Fields)
    value = root.fields["a"]
    assert isinstance(value, Text)
    assert value.text == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("", "a.yaml: the file is empty", id="empty"),
        pytest.param("# a\n", "a.yaml: the file is empty", id="comment"),
        pytest.param(
            "a: 1\na: 2", "a.yaml:2: the key 'a' is there twice, first in line 1", id="twice"
        ),
        pytest.param(
            "a: &x 1\nb: *x", r"a.yaml:2: the reference \*x is not followed", id="reference"
        ),
        pytest.param("a: 1\nb: c: d", "a.yaml:2: this is not well-formed YAML", id="broken"),
        pytest.param("a: 1\n---\nb: 2", "a.yaml:2: the file holds a second document", id="two"),
        pytest.param("[a]: 1", "a.yaml:1: a key is a text", id="a list for a key"),
        pytest.param("[" * 40, "a.yaml:1: values are nested more than 16 deep", id="deep"),
        pytest.param("a: \x00", "a.yaml:1: the file holds the control character", id="null byte"),
    ],
)
def test_refused(tmp_path: Path, text: str, problem: str) -> None:
    """What is no plain YAML is refused at its line."""
    with pytest.raises(ReadError, match=problem):
        read(tmp_path, text)


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mapping of any size is not read to its end."""
    monkeypatch.setattr(nodes, "LARGEST_MAPPING", 100)

    with pytest.raises(ReadError, match="a mapping has at most 100 characters"):
        read(tmp_path, "a: 1\n" * 100)
