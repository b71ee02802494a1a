"""The commands about tables: in words for people, and as JSON for programs."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from api.cli.main import main
from graph.domain.model import Claim
from tests.api.sample import store_of
from tests.networks import entity, shared, source, tie

Run = Callable[..., Result]

#: Three who mediate in Mali, two of whom are women's networks that know the convenor.
TABLE: tuple[Claim, ...] = (
    source("t"),
    entity("t/us"),
    *(entity(f"t/{name}", "womens_network", level="local") for name in ("ada", "bea")),
    entity("t/cid"),
    *(
        claim
        for name in ("ada", "bea", "cid")
        for claim in (
            tie(f"t/{name}", "works_on", "theme:mediation"),
            tie(f"t/{name}", "active_in", "country:ML"),
        )
    ),
    tie("t/us", "knows", "t/ada"),
    tie("t/us", "knows", "t/bea"),
)
WOMEN = """
ask:
  at_least: 2
  at_most: 2
  themes: mediation
  places: ML
  cover: [{what: kind, of: womens_network}]
  differing: 1
"""


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `tracktwo` on a store with that network, where asks are files beside it."""
    store_of(tmp_path / "network.db", TABLE).close()

    def command(name: str, *words: str, **documents: str) -> Result:
        for key, text in documents.items():
            (tmp_path / f"{key}.yaml").write_text(text, "utf-8")
        given = [str(tmp_path / word) if word.endswith(".yaml") else word for word in words]
        address = f"sqlite:{tmp_path / 'network.db'}"
        return CliRunner().invoke(main, ["--store", address, name, *given, "--as-of", "2025-06-01"])

    return command


def test_shared() -> None:
    """The network needs no more than the shared places."""
    assert shared()


def test_coalition(run: Run) -> None:
    """A table is told with who is there for what, who stands in, and how tight each demand is."""
    told = run("coalition", "ask.yaml", ask=WOMEN).output

    assert "2 members with" in told
    assert "proven best" in told
    assert "there for: at least 1 of the kind women's network" in told
    assert "What was asked, and what the table has of it:" in told
    assert "Other tables, the best that differ:" in told


def test_as_json(run: Run) -> None:
    """The same as JSON, with every field of the answer."""
    found = json.loads(run("coalition", "ask.yaml", "--json", ask=WOMEN).stdout)

    assert len(found["members"]) == 2
    assert (found["proven"], found["label"], found["as_of"]) == (True, "CLEAR", "2025-06-01")


def test_contradiction(run: Run) -> None:
    """Where there is no table, the demands that contradict each other are told."""
    three = WOMEN.replace("of: womens_network", "of: womens_network, at_least: 3")
    told = run("coalition", "ask.yaml", ask=three).output

    assert "There is no such table, for these cannot all be:" in told
    assert "at least 3 of the kind women's network  (2 known)" in told
    assert "The least that would make it possible:" in told


def test_asking(run: Run) -> None:
    """Who asks takes no seat, and is named on the command line in place of the ask."""
    words = ("coalition", "ask.yaml", "--asking", "t/ada", "--seconds", "5", "--json")
    found = json.loads(run(*words, ask=WOMEN).stdout)

    assert {member["id"] for member in found["members"]} == {"t/bea", "t/cid"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("ask:\n  at_mos: 3", "Error: ask.yaml:2: 'at_mos' is no key", id="key"),
        pytest.param("need: {places: ML}", "this holds the key 'need'; 'ask' is", id="need"),
        pytest.param("ask: {at_most: 3, include: t/x}", "'t/x'", id="nobody"),
    ],
)
def test_mistakes(run: Run, text: str, words: str) -> None:
    """A mistake is one line, and an exit code of 1."""
    result = run("coalition", "ask.yaml", ask=text)

    assert result.exit_code == 1
    assert words in result.output
    assert len(result.output.splitlines()) == 1


def test_need(run: Run) -> None:
    """A need is a document too; what the command line says takes the place of what it says."""
    need = "need: {themes: mediation, kinds: womens_network, first: 1}"
    alone = json.loads(run("partners", "need.yaml", "--json", need=need).stdout)
    more = json.loads(run("partners", "need.yaml", "--first", "5", "--json", need=need).stdout)

    assert [partner["id"] for partner in alone["partners"]] == ["t/ada"]
    assert [partner["id"] for partner in more["partners"]] == ["t/ada", "t/bea"]


def test_compare(run: Run) -> None:
    """Two asks are told side by side, in words and as JSON."""
    all_of_them = WOMEN.replace("at_most: 2", "at_most: 3").replace("at_least: 2", "at_least: 3")
    told = run("compare", "ask.yaml", "all.yaml", ask=WOMEN, all=all_of_them).output
    found = json.loads(run("compare", "ask.yaml", "all.yaml", "--json").stdout)

    assert "2 members in both; 1 enter and 0 leave." in told
    assert "What the first asks: its own table, and that of the second" in told
    assert "(breaks)" in told
    assert [len(found[name]) for name in ("both", "enters", "leaves")] == [2, 1, 0]


def test_compare_contradiction(run: Run) -> None:
    """Where one of two asks cannot be met, it is told why."""
    none = WOMEN.replace("womens_network", "armed_actor")
    told = run("compare", "ask.yaml", "none.yaml", ask=WOMEN, none=none).output

    assert "There is no such table" in told
    assert "of the kind armed actor" in told


TALKS = """
dialogue:
  title: Talks of Segou
  themes: mediation
  places: ML
  convenor: t/us
  money: {amount: 5000, currency: EUR, kinds: womens_network}
  ask: {at_least: 2, at_most: 3, cover: [{what: kind, of: womens_network}]}
"""


def test_plan(run: Run, tmp_path: Path) -> None:
    """A dialogue is planned as one page, and as JSON."""
    page = run("plan", "talks.yaml", "-o", str(tmp_path / "plan.html"), talks=TALKS)
    found = json.loads(run("plan", "talks.yaml", "--json", "-o", "-").stdout)

    assert page.exit_code == 0, page.output
    assert "Money: EUR 5,000 sought" in (tmp_path / "plan.html").read_text("utf-8")
    assert found["dialogue"]["title"] == "Talks of Segou"
    assert {way["name"] for way in found["ways"]} == {"ada", "bea", "cid"}
    assert found["gaps"]["cells"]


def test_plan_without_a_table(run: Run, tmp_path: Path) -> None:
    """Where there is no such table the plan is written, and it is said why it has none."""
    none = TALKS.replace("of: womens_network", "of: armed_actor")
    page = run("plan", "talks.yaml", "-o", str(tmp_path / "plan.html"), talks=none)
    found = run("plan", "talks.yaml", "--json", "-o", "-")

    assert (page.exit_code, found.exit_code) == (1, 1)
    assert page.stderr.splitlines() == found.stderr.splitlines()
    assert page.stderr.startswith(
        "There is no such table, for these cannot all be:\n"
        "     at least 1 of the kind armed actor  (0 known)\n"
    )
    assert page.stderr.endswith("The plan was written without a table.\n")
    assert "armed actor" in (tmp_path / "plan.html").read_text("utf-8")
    assert json.loads(found.stdout)["table"]["members"] == []
