"""Whatever is done to a file: claims that hold together, or an error that says where."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.etree import _Element as Element

from graph.domain.model import SHARED_PREFIXES, Tie
from ingest.errors import ReadError
from tests.ingest.iati.written import Read, reading

ODD = [
    "",
    " ",
    "\x7f",
    "x" * 2_000,
    "x" * 200_000,
    "NaN",
    "1e5",
    "-",
    "2020-02-30",
    "9" * 40,
    "100",
]
STRANGE = [*ODD, "\u200b", "\u202e", "\U0001f3f3", "a\nb", "<&>", "XX-A-1", "1", "99", "s/org:X"]
#: Files that a machine shares with others are slow at times.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module", params=["activity", "organisation"])
def example(real_data: Path, request: pytest.FixtureRequest) -> Path:
    """The official example of a sort of file, which has every element."""
    folder = real_data / "iati-standard" / "examples"
    return folder / f"{request.param}-standard-example-annotated.xml"


@pytest.fixture(scope="module")
def read_bytes(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], Read]:
    """What is read of a file with this content."""
    path = tmp_path_factory.mktemp("any") / "f.xml"

    def read(data: bytes) -> Read:
        path.write_bytes(data)
        return reading(path)

    return read


def assert_whole(read: Read) -> None:
    """Each id says one thing, and each end of a tie is there."""
    ties: dict[str, Tie] = {}
    for tie in read.ties:
        assert ties.setdefault(tie.id, tie) == tie
        for end in (tie.start, tie.end):
            assert end in read.entities or end.startswith(SHARED_PREFIXES)


def changed(root: Element, draw: st.DataObject) -> None:
    """Change one thing in a tree: a text, an attribute, or where and how often an element is."""
    elements = list(root.iter("*"))
    element = draw.draw(st.sampled_from(elements))
    parent = element.getparent()
    if parent is None:
        return
    match draw.draw(st.sampled_from(["remove", "repeat", "move", "text", "attribute", "lose"])):
        case "remove":
            parent.remove(element)
        case "repeat":
            parent.append(deepcopy(element))
        case "move":
            parent.insert(draw.draw(st.integers(0, len(parent))), element)
        case "text":
            element.text = written(draw)
        case "attribute" if element.attrib:
            element.set(draw.draw(st.sampled_from(sorted(map(str, element.keys())))), written(draw))
        case _:
            element.attrib.clear()


def written(draw: st.DataObject) -> str:
    """A text that a file may hold where another was expected."""
    return draw.draw(st.sampled_from(STRANGE))


@UNHURRIED
@given(draw=st.data())
def test_changed_elements(
    example: Path, read_bytes: Callable[[bytes], Read], draw: st.DataObject
) -> None:
    """A file that is well-formed but wrong in any way is read, and its claims hold together."""
    root = etree.parse(example).getroot()
    root.set("version", draw.draw(st.sampled_from(["2.03", "1.03", "none"])))
    for _ in range(draw.draw(st.integers(1, 5))):
        changed(root, draw)
    assert_whole(read_bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True)))


@UNHURRIED
@given(place=st.floats(0, 1), length=st.integers(0, 40), put=st.binary(max_size=20))
def test_changed_bytes(
    example: Path, read_bytes: Callable[[bytes], Read], place: float, length: int, put: bytes
) -> None:
    """Bytes replaced anywhere give a file that is read, or an error with its line."""
    data = example.read_bytes()
    start = int(place * len(data))
    try:
        read = read_bytes(data[:start] + put + data[start + length :])
    except ReadError as error:
        assert error.place.line  # noqa: PT017 - either way is right
    else:
        assert_whole(read)
