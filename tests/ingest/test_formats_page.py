"""docs/formats.md: its commands name files that are read, and its tables say what came in."""

import re
from pathlib import Path

import pytest

from graph.model import Entity, Tie
from graph.vocabulary import vocabulary
from ingest.formats import format_of
from ingest.reading import Given, Held, Item, Refused

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
#: The rows of the tables that say what came in from a real file.
CAME_IN = re.findall(
    r"^\| `(\d+_\w+\.xlsx|general_list\.yaml|UNHCR\S+\.xml)`"
    r" \| (.*?) \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \|$",
    PAGE,
    re.MULTILINE,
)


def read(real_data: Path, name: str) -> list[Item]:
    """Everything that is read of the real file called *name*, by the reader found for it."""
    (path,) = real_data.rglob(name)
    return list(format_of(path).reader(path, Given()))


def number(text: str) -> int:
    """The number that the page writes with commas."""
    return int(text.replace(",", ""))


@pytest.mark.parametrize("row", CAME_IN, ids=[row[0] for row in CAME_IN])
def test_came_in(real_data: Path, row: tuple[str, str, str, str, str]) -> None:
    """A table says of each real file what was held, what came in and what was refused."""
    name, said, *counts = row
    items = read(real_data, name)
    held: dict[str, int] = {}
    for item in items:
        if isinstance(item, Held):
            held[item.what] = held.get(item.what, 0) + item.count

    found = [sum(isinstance(item, sort) for item in items) for sort in (Entity, Tie, Refused)]
    assert found == [number(count) for count in counts]
    for part in said.split("; "):
        count, _, what = part.partition(" ")
        assert held[what] == number(count), what


def test_every_file_is_there(real_data: Path) -> None:
    """No real file of these formats is left out of the tables."""
    files = {path.name for path in (real_data / "ecosoc").iterdir()} | {"general_list.yaml"}
    files |= {path.name for path in (real_data / "iati-real").iterdir()}
    assert {row[0] for row in CAME_IN} == files


def test_commands(real_data: Path) -> None:
    """The commands load files that a reader of their own is found for."""
    lines = re.findall(r"^tracktwo load (.+)$", PAGE, re.MULTILINE)
    names = [name for line in lines for name in line.split() if not name.endswith(".json")]
    paths = [path for name in names for path in real_data.rglob(name)]
    assert len(paths) == len(names) >= 4
    assert {format_of(path).name for path in paths} == {"ecosoc", "supraverden", "iati"}


def test_words() -> None:
    """The kinds of tie that the page names are in the vocabulary."""
    labels = {tie.label for tie in vocabulary().ties.values()}
    for label in ("affiliated with", "applied to", "precedes", "supports", "opposes", "voted on"):
        assert f"*{label}*" in PAGE
        assert label in labels
