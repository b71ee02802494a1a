"""docs/formats.md: its commands are run, and its tables say what came in."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from api.cli.main import main
from graph.domain.model import Entity, Tie
from graph.domain.vocabulary import vocabulary
from ingest.formats import FORMATS, format_of
from ingest.reader import Given, Held, Item, Refused
from tests.conftest import REAL_DATA
from tests.ingest.formats_files import MADE

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
COMMANDS = re.findall(r"^tracktwo (load .+)$", PAGE, re.MULTILINE)
#: The rows of the tables that say what came in from a real file.
CAME_IN = re.findall(
    r"^\| `([^`]+\.\w+)` \| (\d.*?) \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \|$", PAGE, re.MULTILINE
)
#: Folders of schemata, which describe formats and are of none that is read.
SCHEMATA = ("schema", "schemas", "schema-1.3")
#: What the heading of a format's section holds, where it is not its name.
TITLES = {
    "security-council": "UN Security Council",
    "ecosoc": "UN Committee on NGOs",
    "iati": "IATI",
    "iati-codelist": "Other registers",
    "pax": "PA-X",
    "supraverden": "Supraverden",
    "ror": "ROR",
    "ftm": "FollowTheMoney",
    "popolo": "Popolo",
    "gexf": "GEXF",
    "graphml": "GraphML",
    "cytoscape": "Cytoscape.js",
    "kumu": "Kumu",
    "fts": "FTS",
}
#: Formats that docs/workbooks.md is about.
WORKBOOKS = ("xlsx", "csv")


def real(name: str) -> Path | None:
    """The real file called *name*, if it is on this machine."""
    found = [path for path in REAL_DATA.rglob(name) if path.parent.name not in SCHEMATA]
    return found[0] if found else None


def read(path: Path) -> list[Item]:
    """Everything that is read of the file at *path*, by the reader found for it."""
    return list(format_of(path).reader(path, Given()))


def number(text: str) -> int:
    """The number that the page writes with commas."""
    return int(text.replace(",", ""))


@pytest.mark.parametrize("row", CAME_IN, ids=[row[0] for row in CAME_IN])
def test_came_in(real_data: Path, row: tuple[str, str, str, str, str]) -> None:
    """A table says of each real file what was held, what came in and what was refused."""
    name, said, *counts = row
    path = real(name)
    assert path is not None, f"{name} is not below {real_data}"
    items = read(path)
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
    patterns = (
        *("ecosoc/*", "iati-real/*", "iati-standard/examples/*", "iati-standard/org-should-pass/*"),
        *("popolo/examples/*", "supraverden/general*", "ftm/*.ijson", "kumu/*", "gexf/*.gexf"),
        *("esf-movements/*.graphml", "iati-standard/codelists/*OrganisationIdentifier.xml"),
        "iati-standard/codelists/CRSChannelCode.xml",
    )
    files = {path.name for pattern in patterns for path in real_data.glob(pattern)}
    assert files == {row[0] for row in CAME_IN}


@pytest.mark.parametrize("command", COMMANDS)
def test_commands(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command loads the files that it names, the real ones where they are on this machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRACKTWO_STORE", f"sqlite:{tmp_path / 'network.db'}")
    words = shlex.split(command)
    names = [word for word in words[1:] if "." in word]
    for name in names:
        if name in MADE:
            MADE[name](tmp_path / name)
        elif (path := real(name)) is not None:
            (tmp_path / name).symlink_to(path)
        else:
            pytest.skip(f"the real file {name} is not on this machine")

    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    assert result.output.count("held") == len(names)


def test_every_format() -> None:
    """Every format that is told by its content has a command that loads one of its files."""
    names = {name for command in COMMANDS for name in command.split()[1:]}
    assert names >= MADE.keys()
    titles = "\n".join(re.findall(r"^## (.+)$", PAGE, re.MULTILINE))
    for form in FORMATS:
        assert TITLES.get(form.name, form.name) in titles or form.name in WORKBOOKS


def test_words() -> None:
    """The kinds of tie that the page names are in the vocabulary."""
    labels = {tie.label for tie in vocabulary().ties.values()}
    for label in ("affiliated with", "applied to", "precedes", "supports", "opposes", "voted on"):
        assert f"*{label}*" in PAGE
        assert label in labels


def test_stewards() -> None:
    """The page for stewards lists every format, and leads to its section."""
    text = (Path(__file__).parents[2] / "docs" / "stewards.md").read_text("utf-8")
    table = [line for line in text.splitlines() if line.startswith("| `")]
    named = {name for line in table for name in re.findall(r"`([\w-]+)`", line.split("|")[1])}
    assert named == {"mapping", *(form.name for form in FORMATS)}
    headings = re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}
    assert set(re.findall(r"formats\.md#([\w-]+)", text)) <= anchors
