"""GEXF and GraphML in Gephi itself, without a window."""

import subprocess
from collections import defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import pytest

from tests.fetched import fetched_if_asked, require_maven, run
from tests.machine import UnavailableError, find_java, give_up
from tests.visualise.exports.reading_back import written
from tests.visualise.exports.reference import OTHERS, reference
from visualise.exports.rows import Export, TieRow

VERSION = "0.10.1"
PROGRAM = Path(__file__).with_name("gephi") / "Opened.java"
SECONDS = 120

#: One Gephi at a time.
pytestmark = pytest.mark.xdist_group("gephi")

Told = dict[str, dict[str, dict[str, list[str]]]]


def fetch(folder: Path) -> None:
    """Fetch Gephi, 83 MB, which takes most of a minute."""
    run(
        "Gephi",
        [
            *(require_maven("Gephi"), "-B", "-q", "dependency:copy"),
            f"-Dartifact=org.gephi:gephi-toolkit:{VERSION}:jar:all",
            f"-DoutputDirectory={folder}",
        ],
    )


def opened(path: Path) -> Told:
    """What Gephi tells of a file: nodes, edges and all else, by id and column."""
    try:
        folder = fetched_if_asked(f"gephi-toolkit-{VERSION}", fetch)
    except UnavailableError as error:
        pytest.skip(str(error))
    java, (jar,) = find_java(), folder.glob("*.jar")
    if java is None or not java.resolve().with_name("javac").exists():
        give_up("Gephi is asked by a program that a JDK of release 17 to 21 has to run")
    command: list[str | Path] = [java, "-Djava.awt.headless=true", "-cp", jar, PROGRAM, path]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=SECONDS)
    told: Told = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for line in done.stdout.splitlines():
        what, name, column, value = map(unquote_plus, line.split("\t"))
        told[what][name][column].append(value)
    return told


@pytest.fixture(scope="module")
def gexf(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The reference network as Gephi has it from GEXF."""
    return opened(written(reference(), "gexf", tmp_path_factory.mktemp("gexf")))


@pytest.fixture(scope="module")
def graphml(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The same from GraphML."""
    return opened(written(reference(), "graphml", tmp_path_factory.mktemp("graphml")))


@pytest.fixture(params=["gexf", "graphml"])
def told(request: pytest.FixtureRequest) -> Any:  # noqa: ANN401 - what the fixture named gives
    """Either of them."""
    return request.getfixturevalue(request.param)


def edges() -> dict[str, TieRow]:
    """The ties that are exported, by id."""
    return {row.id: row for row in Export(reference()).edges()}


def test_nodes(told: Told) -> None:
    """Every node is there by its id, with its name in whatever script, and its kind."""
    rows = {row.id: row for row in Export(reference()).nodes()}

    assert told["issue"] == {}
    assert set(told["node"]) == set(rows)
    for name, row in rows.items():
        seen = told["node"][name]
        assert seen["Label"] == [row.name.replace("\x1e", "\ufffd")]
        assert (seen["kind"], seen["tlp"]) == ([row.kind], [row.label.text])


def test_edges(told: Told) -> None:
    """Every tie is there, parallel ones too, with its ends and its direction."""
    rows = edges()

    assert set(told["edge"]) == set(rows)
    for name, row in rows.items():
        seen = told["edge"][name]
        assert (seen["from"], seen["to"]) == ([row.start], [row.end])
        assert seen["directed"] == ["true" if row.directed else "false"]
        assert (seen["kind"], seen["Weight"]) == ([row.kind], [str(row.weight)])


def test_types(told: Told) -> None:
    """A tie is of its kind; the second of a kind between two has one of its own."""
    found = {name: seen["type"] for name, seen in told["edge"].items()}

    assert found == {
        name: [row.kind if row.turn == 1 else f"{row.kind} {row.turn}"]
        for name, row in edges().items()
    }
    assert found["hard/2"] == ["funds 2"]


def test_values(gexf: Told) -> None:
    """Amounts have all their digits, lists are lists, and times are days and as they were said."""
    funds, donor = gexf["edge"]["hard/1"], gexf["node"]["hard/a"]

    assert gexf["graph"][""]["time"] == ["DATE"]
    assert (funds["amount"], funds["currency"]) == (["1234567890123456.78"], ["XOF"])
    assert (funds["since"], donor["since"]) == (["2019-07"], ["1999-02"])
    assert tuple(donor["aliases"]) == OTHERS
