"""Questions kept under a name: by command and in GraphQL."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from api.cli.main import main
from graph.domain.labels import Label
from tests.api.cli.test_tables import TABLE, TALKS, WOMEN
from tests.api.conftest import Ask
from tests.api.sample import store_of

LIST = "{ asks { name version versions label sort saved history { version } } }"
ONE = 'query ($version: Int) { ask(name: "table", version: $version) { version label document } }'


class Desk:
    """A folder with a store, and documents beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        store_of(folder / "network.db", TABLE).close()
        (folder / "ask.yaml").write_text(WOMEN, "utf-8")
        (folder / "wider.yaml").write_text(WOMEN.replace("at_most: 2", "at_most: 3"), "utf-8")
        (folder / "talks.yaml").write_text(TALKS, "utf-8")

    def run(self, *words: str) -> Result:
        """Run `tracktwo`; words that end in .yaml are files of the folder."""
        given = [str(self.folder / word) if word.endswith(".yaml") else word for word in words]
        return CliRunner().invoke(main, ["--store", f"sqlite:{self.folder / 'network.db'}", *given])

    def told(self, *words: str) -> str:
        """What a command that does what it is told prints."""
        result = self.run(*words)
        assert result.exit_code == 0, result.output
        return result.output


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Give a desk with nothing saved."""
    return Desk(tmp_path)


def test_save(desk: Desk) -> None:
    """A document is saved in versions; the same again is no new one."""
    lines = [
        desk.told("asks", "save", "mali", name, "--label", "CLEAR")
        for name in ("ask.yaml", "ask.yaml", "wider.yaml")
    ]

    assert [line.strip() for line in lines] == [
        "mali: saved as version 1, TLP:CLEAR",
        "mali: is version 1 already, TLP:CLEAR",
        "mali: saved as version 2, TLP:CLEAR",
    ]
    assert desk.told("asks", "list").startswith("mali  ask, version 2 of 2, saved 20")
    assert len(desk.told("asks", "history", "mali").splitlines()) == 2
    assert json.loads(desk.told("asks", "list", "--json"))["asks"][0]["versions"] == 2
    assert [
        each["version"]
        for each in json.loads(desk.told("asks", "history", "mali", "--json"))["versions"]
    ] == [1, 2]


def test_show(desk: Desk) -> None:
    """What is shown is a document that means the same, of the version asked for."""
    desk.told("asks", "save", "mali", "ask.yaml", "--label", "CLEAR")
    desk.told("asks", "save", "mali", "wider.yaml", "--label", "CLEAR")
    (desk.folder / "again.yaml").write_text(desk.told("asks", "show", "mali"), "utf-8")

    assert "is version 2 already" in desk.told(
        "asks", "save", "mali", "again.yaml", "--label", "clear"
    )
    first = json.loads(desk.told("asks", "show", "mali", "--version", "1"))
    assert first["ask"]["at_most"] == 2
    assert (
        "has no version 3; it has 1 to 2"
        in desk.run("asks", "show", "mali", "--version", "3").output
    )


def test_ask_what_is_saved(desk: Desk) -> None:
    """Saved questions are asked by name, and by version; the answer carries their label."""
    desk.told("asks", "save", "mali", "ask.yaml", "--label", "CLEAR")
    desk.told("asks", "save", "mali", "wider.yaml", "--label", "AMBER")
    cleared = ("--clearance", "AMBER", "--json")
    newest = json.loads(desk.told("coalition", "saved:mali", *cleared))
    first = json.loads(desk.told("coalition", "saved:mali@1", *cleared))

    assert (len(newest["members"]), newest["label"]) == (3, "AMBER")
    assert (len(first["members"]), first["label"]) == (2, "CLEAR")
    assert (
        "'mali' has no version '9'; it has 1 to 1" in desk.run("coalition", "saved:mali@9").output
    )
    both = json.loads(desk.told("compare", "saved:mali@1", "saved:mali", *cleared))
    assert both["label"] == "AMBER"


def test_plan_what_is_saved(desk: Desk) -> None:
    """A plan of a closed dialogue is as closed, on its face."""
    desk.told("asks", "save", "talks", "talks.yaml", "--label", "RED")
    page = desk.told("plan", "saved:talks", "--clearance", "RED", "-o", "-")

    assert "<title>Talks of Segou – TLP:RED</title>" in page


def test_hidden(desk: Desk) -> None:
    """Without clearance a saved question is not there: not by name, version or count."""
    desk.told("asks", "save", "closed", "ask.yaml", "--label", "AMBER")
    desk.told("asks", "save", "mali", "ask.yaml", "--label", "AMBER")
    desk.told("asks", "save", "mali", "wider.yaml", "--label", "CLEAR")
    missing = desk.run("coalition", "saved:nobody").output.replace("nobody", "closed")

    assert desk.run("coalition", "saved:closed").output == missing
    assert "version 1 of 1" in desk.told("asks", "list")
    assert "closed" not in desk.told("asks", "list")
    assert "version 2 of 2" in desk.told("asks", "list", "--clearance", "AMBER")


def test_remove(desk: Desk) -> None:
    """Removed is what may be seen; the rest stays."""
    desk.told("asks", "save", "mali", "ask.yaml", "--label", "AMBER")
    desk.told("asks", "save", "mali", "wider.yaml", "--label", "CLEAR")

    assert desk.told("asks", "remove", "mali") == "mali: 1 version removed\n"
    assert desk.told("asks", "list") == "nothing is saved yet\n"
    assert "version 1 of 1" in desk.told("asks", "list", "--clearance", "RED")
    assert "nothing is saved under 'mali'" in desk.run("asks", "remove", "mali").output


def test_mistakes(desk: Desk) -> None:
    """Nothing is saved that could not be asked, or under a name that is none."""
    (desk.folder / "bad.yaml").write_text("ask: {at_mst: 3}", "utf-8")

    assert (
        "bad.yaml:1: 'at_mst' is no key"
        in desk.run("asks", "save", "mali", "bad.yaml", "--label", "CLEAR").output
    )
    assert (
        "is no name to save under"
        in desk.run("asks", "save", "Mali!", "ask.yaml", "--label", "CLEAR").output
    )
    assert "'ask' is what is needed here" in desk.run("coalition", "talks.yaml").output
    assert desk.told("asks", "list") == "nothing is saved yet\n"


def test_graphql(ask: Ask) -> None:
    """What is saved is told to who may see it, in versions of her own count."""
    closed, open_ = ask(LIST, Label.RED)["data"]["asks"], ask(LIST)["data"]["asks"]

    assert [(each["name"], each["version"], each["label"]) for each in closed] == [
        ("closed", 1, "RED"),
        ("table", 2, "AMBER"),
    ]
    assert [(each["name"], each["versions"], each["sort"]) for each in open_] == [
        ("table", 1, "ask")
    ]
    assert open_[0]["history"] == [{"version": 1}]


def test_graphql_versions(ask: Ask) -> None:
    """One is found by name and version; one that is hidden is as one that is not there."""
    assert json.loads(ask(ONE, Label.RED)["data"]["ask"]["document"])["ask"]["at_most"] == 5
    assert json.loads(ask(ONE)["data"]["ask"]["document"])["ask"]["at_most"] == 3
    assert ask(ONE, version=2)["data"]["ask"] is None
    assert ask('{ ask(name: "closed") { name } }') == ask('{ ask(name: "nobody") { name } }')
