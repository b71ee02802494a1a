"""The commands that help to plan: each as JSON for programs, and in words for people."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from api.cli.main import main
from api.cli.planning_words import bridges_in_words
from graph.answers.bridges.bridges import Agendas, bridges
from graph.domain.model import Claim
from tests.api.sample import PLANNED, PUBLIC, store_of
from tests.networks import entity, shared, source, tie, view_of

Run = Callable[..., Result]

#: One person who agreed, and a payment that is not bound.
MORE: tuple[Claim, ...] = (
    source("more"),
    entity("more/us"),
    entity("more/friend"),
    entity("more/pat", "person", name="Somebody", extra=(("consent", "yes"), ("languages", "fr"))),
    tie("more/pat", "works_on", "theme:mediation"),
    tie("more/pat", "active_in", "country:ML"),
    tie("more/friend", "knows", "more/pat"),
    tie("more/us", "knows", "more/friend"),
)
ASKED: dict[str, tuple[str, ...]] = {
    "introductions": ("--from", "plan/left", "--to", "plan/right"),
    "gaps": ("--country", "ML", "--country", "TD", "--theme", "mediation"),
    "bridges": ("--left", "mediation", "--right", "disarmament"),
    "experts": ("--theme", "mediation", "--country", "ML"),
    "funds": ("--country", "ML", "--kind", "womens_network"),
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the address of a store with the sample and what planning is about."""
    path = tmp_path_factory.mktemp("planning") / "network.db"
    store_of(path, PUBLIC, PLANNED, MORE).close()
    return f"sqlite:{path}"


@pytest.fixture
def run(address: str) -> Run:
    """Run `tracktwo` on that store, cleared for all of it."""

    def command(name: str, *words: str, clearance: str = "RED") -> Result:
        options = ["--store", address, name, *words, "--clearance", clearance]
        return CliRunner().invoke(main, [*options, "--as-of", "2026-11-21"])

    return command


@pytest.mark.parametrize("name", ASKED)
def test_as_json(run: Run, name: str) -> None:
    """Every answer is JSON with its label, date and revision, and the list it is about."""
    result = run(name, *ASKED[name], "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)

    assert (found["label"], found["as_of"]) == ("RED", "2026-11-21")
    assert found["revision"]
    listed = {"bridges": "connectors"}.get(name, name)
    assert found[listed]


@pytest.mark.parametrize("name", ASKED)
def test_map(run: Run, name: str, tmp_path: Path) -> None:
    """Every answer can be had as a map beside the words, and the words are the same."""
    path = tmp_path / "map.html"
    result = run(name, *ASKED[name], "--map", str(path))

    assert result.exit_code == 0, result.output
    assert result.output == run(name, *ASKED[name]).output
    assert "</html>" in path.read_text("utf-8")


def test_map_of_what_is_supposed(run: Run, tmp_path: Path) -> None:
    """A map says what was supposed for it."""
    path = tmp_path / "map.html"
    result = run("gaps", *ASKED["gaps"], "--without", "plan/left", "--map", str(path))

    assert result.exit_code == 0, result.output
    assert "Supposed: " in path.read_text("utf-8")


def test_every_cell_is_in_the_json(run: Run) -> None:
    """The table of gaps is told whole: cell by cell, and with its sums."""
    found = json.loads(run("gaps", *ASKED["gaps"], "--json").stdout)

    assert len(found["cells"]) == 2 * 11
    assert sum(found["counts"].values()) == len(found["cells"])
    assert {cell["state"] for cell in found["cells"]} <= set(found["counts"])


def lines(result: Result) -> str:
    """What a command printed, after it went well."""
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("TLP:")
    return result.stdout


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        pytest.param(
            *("introductions", ASKED["introductions"]),
            ["Plan left – Plan mid – Plan right  0.81  TLP:RED", "Plan mid knows Plan right"],
            id="a chain",
        ),
        pytest.param(
            *("introductions", ("--from", "plan/left", "--kind", "fund")),
            ["Plan left – Plan quick"],
            id="to anybody of a kind",
        ),
        pytest.param(
            *("introductions", ("--from", "open/old", "--to", "plan/left")),
            ["Nothing joins the two sides."],
            id="no chain",
        ),
        pytest.param(
            *("gaps", (*ASKED["gaps"], "--kind", "academic", "--asking", "plan/left")),
            ["No actor known: mediation in Chad", "near: Plan both", "through 1 introduction"],
            id="a gap, and through whom to reach who is near",
        ),
        pytest.param(
            *("gaps", ("--country", "ML", "--theme", "mediation", "--kind", "womens_network")),
            ["Thin: mediation in Mali", "last heard of on 2026-03-31", "nobody of this kind"],
            id="a thin cell",
        ),
        pytest.param(
            *("gaps", ("--country", "ML", "--kind", "academic", "--theme", "mediation")),
            ["Stale evidence: mediation in Mali", "there: Plan both, without a date"],
            id="a stale cell",
        ),
        pytest.param(
            *("gaps", ("--country", "TD", "--theme", "mediation", "--kind", "academic")),
            ["near: Plan both"],
            id="nobody asks",
        ),
        pytest.param(
            *("gaps", ("--country", "TD", "--asking", "open/old", "--kind", "academic")),
            ["nothing joins the two sides"],
            id="nobody leads there",
        ),
        pytest.param(
            "gaps",
            (
                *ASKED["gaps"][:2],
                "--theme",
                "mediation",
                "--kind",
                "womens_network",
                "--at-least=1",
            ),
            ["Every cell is covered."],
            id="no gap",
        ),
        pytest.param(
            *("bridges", ASKED["bridges"]),
            ["On both: 1", "Plan mid (plan/mid)", "in every such set", "Tied already: 0 pairs"],
            id="bridges",
        ),
        pytest.param(
            *("bridges", ("--left", "trafficking", "--right", "elections")),
            ["Nobody connects the two.", "Held together by 0", "no others are near."],
            id="nothing to bridge",
        ),
        pytest.param(
            *("experts", (*ASKED["experts"], "--asking", "more/us", "--kind", "person")),
            ["speaks French", "vouches: friend (more/friend), known to you", "agreed, by more"],
            id="a person who agreed",
        ),
        pytest.param(
            *("experts", ("--theme", "mediation", "--language", "Hausa")),
            ["Nobody in this network fits.", "Left out, by reason: language"],
            id="no expert",
        ),
        pytest.param(
            *("experts", (*ASKED["experts"], "--asking", "open/old", "--kind", "academic")),
            ["Plan both (academic or research body)", "nothing joins the two sides"],
            id="an expert nobody leads to",
        ),
        pytest.param(
            *("funds", ASKED["funds"]),
            ["“Gives rapid grants.”", "against: not known to have paid any women's network"],
            id="a fund",
        ),
        pytest.param(
            *("funds", ("--country", "JP")),
            ["No fund in this network fits.", "not known to pay there 1"],
            id="no fund",
        ),
    ],
)
def test_in_words(run: Run, name: str, words: Iterable[str], expected: list[str]) -> None:
    """For a person, the answer says what was found and why."""
    told = lines(run(name, *words))

    assert [each for each in expected if each not in told] == []


@pytest.mark.parametrize("name", ["gaps", "bridges", "experts", "funds"])
def test_clearance(run: Run, name: str) -> None:
    """Whoever is not cleared for a source is told nothing of it."""
    assert "plan/" in run(name, *ASKED[name], "--json").stdout
    assert "plan/" not in run(name, *ASKED[name], "--json", clearance="AMBER").stdout


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        pytest.param(("gaps",), "no place is asked for", id="gaps"),
        pytest.param(("bridges", "--left", "mediation"), "a theme on each side", id="bridges"),
        pytest.param(("experts",), "a post needs a theme or a place", id="experts"),
        pytest.param(("funds",), "nothing is asked for", id="funds"),
        pytest.param(("introductions",), "somebody at each end", id="introductions"),
    ],
)
def test_refusals(run: Run, words: tuple[str, ...], problem: str) -> None:
    """What cannot be meant is said in a line, with an exit code."""
    result = run(*words)

    assert result.exit_code == 1
    assert problem in result.stderr.splitlines()[-1]


def test_too_large_for_a_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no cut was looked for, the words say so."""
    monkeypatch.setattr("graph.answers.bridges.vertex_cut.MOST_HOPS", -1)
    view = view_of(*shared(), *MORE)
    answer = bridges(view, Agendas(left=("mediation",), right=("justice",)))

    assert "The network is too large to say who holds the two together." in [
        *bridges_in_words(answer)
    ]
