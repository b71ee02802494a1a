"""What README and docs say is so: commands run, options and links are there."""

import json
import re
import shlex
from collections.abc import Iterable, Iterator
from itertools import takewhile
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from api.cli.main import main
from api.http.app import create_app
from api.settings import Settings
from graph.stores.sqlite.store import SqliteStore

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
#: Pages whose commands are run, in order, in a folder that holds the files they name.
WALKED = ("README.md", "tutorial.md", "stewards.md", "planning.md")
#: A file that UNHCR publishes, which is not ours to ship.
REAL = "UNHCR-Activities-2023.v2.03.xml"

CONTACTS = """Label,Type,Themes,Countries,Level,Email
Association A of Bamako,women's network,mediation|dialogue,ML,local,a@example.org
Forum B,NGO,mediation,ML,national,
Forum C,NGO,mediation,Atlantis,national,
"""


def blocks(page: Path, language: str) -> list[str]:
    """The code blocks of a page in one language."""
    return re.findall(rf"```{language}\n(.*?)```", page.read_text("utf-8"), re.DOTALL)


def documents() -> Iterator[tuple[str, str]]:
    """The documents that pages show, by the name that stands in their first line."""
    for page in PAGES:
        for text in blocks(page, "yaml"):
            if found := re.match(r"# (\S+\.yaml)\n", text):
                yield found[1], text


def commands(page: Path) -> Iterator[list[str]]:
    """The words of each `tracktwo` command of a page, but for those that serve."""
    for block in blocks(page, "console"):
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            if words[:1] == ["tracktwo"] and "serve" not in words:
                yield words[1:]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the pages speak of, and a store of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRACKTWO_STORE", f"sqlite:{tmp_path / 'network.db'}")
    for name in ("our-contacts.csv", "our-contacts.xlsx"):
        (tmp_path / name).write_text(CONTACTS, "utf-8")
    for name, text in documents():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def walk(words: Iterable[list[str]]) -> None:
    """Run commands one after the other; each has to do what it is told."""
    for each in words:
        result = CliRunner().invoke(main, each)
        assert result.exit_code == 0, f"{each}: {result.output}"


@pytest.mark.parametrize("name", WALKED)
def test_commands(name: str, folder: Path) -> None:
    """Every command of a page runs, in the order of the page, up to where a real file is read."""
    (page,) = (page for page in PAGES if page.name == name)
    words = list(takewhile(lambda each: REAL not in each, commands(page)))

    assert words
    walk(words)
    assert list(folder.glob("*.html"))[:1] or name in ("stewards.md", "planning.md")


def test_tutorial_to_its_end(folder: Path, real_data: Path) -> None:
    """The tutorial plans a dialogue from the network that ships and a real file of UNHCR."""
    (folder / REAL).symlink_to(real_data / "iati-real" / REAL)
    walk(commands(ROOT / "docs" / "tutorial.md"))
    page = (folder / "displaced.html").read_text("utf-8")

    told = CliRunner().invoke(main, ["coalition", "from-mali.yaml"]).output
    names = ["compare", "displaced-table.yaml", "open-door.yaml", "--json"]
    found = json.loads(CliRunner().invoke(main, names).stdout)

    assert "There is no such table" in told
    assert (len(found["enters"]), len(found["leaves"])) == (4, 4)
    assert len(found["left_for_right"]["broken"]) == 2
    assert found["right"]["points"] > found["left"]["points"]
    assert "proven best" in page
    assert "United Nations High Commissioner for Refugees" in page
    assert "IATI activities of United Nations High Commissioner for Refugees" in page


def test_readme_answer(folder: Path) -> None:
    """The answer in README is the true one, for the network that ships."""
    CliRunner().invoke(main, ["load", "reference"])
    (query,) = blocks(ROOT / "README.md", "graphql")
    (answer,) = blocks(ROOT / "README.md", "json")
    store = SqliteStore(folder / "network.db")
    with TestClient(create_app(Settings(), store)) as client:
        found = client.post("/graphql", json={"query": query}).json()
    store.close()

    assert found == json.loads(answer)


def every_command(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by its words, those within groups after their group."""
    for name, command in sorted(group.commands.items()):
        yield f"{before}{name}", command
        if isinstance(command, click.Group):
            yield from every_command(command, f"{before}{name} ")


@pytest.mark.parametrize(
    ("name", "command"), [pytest.param(*each, id=each[0]) for each in every_command(main)]
)
def test_command_reference(name: str, command: click.Command) -> None:
    """Every command has its section, with every option and what it means."""
    text = (ROOT / "docs" / "commands.md").read_text("utf-8")
    section = text.partition(f"## tracktwo {name}\n")[2].partition("\n## ")[0]
    options = [each for each in command.params if isinstance(each, click.Option)]

    assert section
    for option in options:
        names = ", ".join(f"`{each}`" for each in (*option.opts, *option.secondary_opts))
        assert f"| {names} | {option.help}" in section


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links(page: Path) -> None:
    """Links to other pages and pictures lead somewhere, and so do those within a page."""
    for link in re.findall(r"\]\((?!https?:)([^)#]*)(?:#[^)]*)?\)", page.read_text("utf-8")):
        assert not link or (page.parent / link).exists(), link
