"""The command line, called in process on a store in a file."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from api.cli.main import main
from api.schema.query import schema_text

Run = Callable[..., Result]

CONTACTS = """Label,Type,Themes,Countries,Email
Association A,women's network,mediation,ML,a@example.org
Forum B,NGO,mediation|dialogue,ML,
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `tracktwo` on a store of its own, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRACKTWO_STORE", f"sqlite:{tmp_path / 'network.db'}")
    (tmp_path / "our-contacts.csv").write_text(CONTACTS, "utf-8")

    def command(*words: str) -> Result:
        return CliRunner().invoke(main, list(words))

    return command


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a store that holds the reference network."""
    address = f"sqlite:{tmp_path_factory.mktemp('reference') / 'network.db'}"
    assert CliRunner().invoke(main, ["--store", address, "load", "reference"]).exit_code == 0
    return address


def asked(run: Run, *words: str) -> dict[str, Any]:
    """What a command prints as JSON."""
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_load(run: Run) -> None:
    """A load reports per file what it created and what the file held."""
    (report,) = asked(run, "load", "our-contacts.csv")["files"]

    assert (report["created"], report["changed"], report["withdrawn"]) == (7, 0, 0)
    assert report["held"]["elements"] == 2
    assert report["refused"] == []
    assert report["source"] == "our-contacts"


def test_load_again(run: Run) -> None:
    """Loading twice changes nothing."""
    asked(run, "load", "our-contacts.csv")
    (report,) = asked(run, "load", "our-contacts.csv")["files"]

    assert (report["created"], report["changed"], report["unchanged"]) == (0, 0, 7)


def test_newer_file(run: Run, tmp_path: Path) -> None:
    """A newer file of a source withdraws what it no longer says."""
    asked(run, "load", "our-contacts.csv")
    newer = "\n".join(CONTACTS.splitlines()[:2])
    (tmp_path / "newer.csv").write_text(newer, "utf-8")
    (report,) = asked(run, "load", "--source", "our-contacts", "newer.csv")["files"]

    assert report["withdrawn"] == 4


def test_dry_run(run: Run) -> None:
    """A rehearsal reports, and writes nothing."""
    (report,) = asked(run, "load", "--dry-run", "our-contacts.csv")["files"]

    assert (report["created"], report["dry_run"]) == (7, True)
    assert asked(run, "sources") == {"sources": []}


def test_refused_file(run: Run, tmp_path: Path) -> None:
    """A file that cannot be read leaves nothing, says why, and ends in an exit code."""
    broken = "<iati-activities version='2.03'><iati-activity>"
    (tmp_path / "broken.xml").write_text(broken, "utf-8")
    result = run("load", "broken.xml", "our-contacts.csv")

    assert result.exit_code == 1
    assert "refused, nothing was kept: broken.xml" in result.output
    assert "2 elements" in result.output


def test_no_such_file(run: Run) -> None:
    """A name that is no file is refused by name."""
    result = run("load", "nowhere.csv")

    assert result.exit_code == 1
    assert "nowhere.csv: there is no such file" in result.output


def test_partners(reference: str, run: Run) -> None:
    """The answer has the shape that other tools are written against."""
    found = asked(run, "--store", reference, "partners", "--theme", "mediation", "--country", "ML")

    assert set(found) >= {"partners", "left_out", "label", "as_of", "revision"}
    best = found["partners"][0]
    assert set(best) >= {"id", "name", "score", "parts"}
    assert best["score"] == pytest.approx(sum(part["value"] for part in best["parts"]))
    assert all(set(part) == {"name", "value", "because"} for part in best["parts"])
    assert len(found["partners"]) == 10


def test_partners_in_words(reference: str, run: Run) -> None:
    """For a person the same is told in words."""
    words = ("--theme", "mediation", "--country", "ML", "--first", "1")
    result = run("--store", reference, "partners", *words)

    assert result.exit_code == 0
    assert "TLP:CLEAR" in result.stdout
    assert "works on mediation" in result.stdout


def test_clearance(run: Run) -> None:
    """What was loaded as AMBER is there only for who is cleared for it."""
    run("load", "--label", "AMBER", "our-contacts.csv")
    question = ("partners", "--theme", "mediation", "--country", "ML")

    assert asked(run, *question)["partners"] == []
    amber = asked(run, *question, "--clearance", "AMBER")
    assert {partner["name"] for partner in amber["partners"]} == {"Association A", "Forum B"}
    assert amber["label"] == "AMBER"


@pytest.mark.parametrize(
    ("words", "code", "expected"),
    [
        pytest.param(("partners",), 1, "nothing is asked for", id="no question"),
        pytest.param(("partners", "--theme", "x"), 1, "'x' is no theme", id="no theme"),
        pytest.param(("partners", "--asking", "a/b"), 1, "'a/b' is not in this", id="no such id"),
        pytest.param(("partners", "--as-of", "2026"), 2, "'2026' is no day", id="no day"),
        pytest.param(("sources", "--clearance", "PINK"), 2, "'PINK' is no label", id="no label"),
        pytest.param(
            ("--store", "mysql:x", "sources"), 1, "'mysql:x' is no address", id="no store"
        ),
        pytest.param(("withdraw", "x"), 1, "there is no source 'x'", id="no source"),
    ],
)
def test_refusals(run: Run, words: tuple[str, ...], code: int, expected: str) -> None:
    """What cannot be done is said in a line, with an exit code."""
    result = run(*words)

    assert result.exit_code == code
    assert expected in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.output


def test_sources(run: Run) -> None:
    """Sources are listed as their reader may see them."""
    about = ("--title", "Our contacts", "--publisher", "Us", "--label", "CLEAR")
    run("load", "our-contacts.csv", *about)
    run("load", "our-contacts.csv", "--source", "closed", "--label", "RED")

    assert run("sources").stdout == "our-contacts  Our contacts, Us\n"
    assert [s["id"] for s in asked(run, "sources", "--clearance", "RED")["sources"]] == [
        "our-contacts",
        "closed",
    ]


def test_left_out(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer says on standard error how many sources its clearance leaves out."""
    run("load", "our-contacts.csv")
    run("load", "our-contacts.csv", "--source", "closed", "--label", "RED")
    question = ("partners", "--theme", "mediation", "--country", "ML")
    told = (
        "2 sources are left out, closed to TLP:CLEAR; --clearance RED would show all\n",
        "1 source is left out, closed to TLP:AMBER; --clearance RED would show all\n",
    )

    assert run(*question).stderr == told[0]
    assert run("sources").stdout == "nothing that TLP:CLEAR may see\n"
    assert run(*question, "--clearance", "RED").stderr == ""
    monkeypatch.setenv("TRACKTWO_CLEARANCE", "AMBER")
    assert (run(*question).stderr, run("sources").stderr) == (told[1], told[1])
    assert "Forum B" in run(*question).stdout
    assert run(*question, "--clearance", "CLEAR").stderr == told[0]
    monkeypatch.setenv("TRACKTWO_CLEARANCE", "PINK")
    assert "TRACKTWO_CLEARANCE: 'PINK' is no label" in run(*question).stderr


def test_withdraw(run: Run) -> None:
    """A source is taken back, after a rehearsal."""
    run("load", "our-contacts.csv")

    assert run("withdraw", "--dry-run", "our-contacts").stdout == (
        "our-contacts: 2 entities and 5 ties would be withdrawn\n"
    )
    assert run("withdraw", "our-contacts").stdout.endswith("were withdrawn\n")
    assert run("sources").stdout == "nothing is loaded yet\n"


def test_map(reference: str, run: Run, tmp_path: Path) -> None:
    """A map is one page, of an answer or of the network."""
    answer = ("--theme", "mediation", "--country", "ML")
    run("--store", reference, "map", *answer, "-o", "answer.html")
    run("--store", reference, "map", "-o", "network.html")

    assert "<title>Partners: mediation in Mali" in (tmp_path / "answer.html").read_text("utf-8")
    assert "<title>The network" in (tmp_path / "network.html").read_text("utf-8")


def test_schema(run: Run) -> None:
    """The schema is printed as it is served."""
    assert run("export-schema").stdout == schema_text()


@pytest.mark.parametrize("command", sorted(main.commands))
def test_help(run: Run, command: str) -> None:
    """Every command explains itself, with an example."""
    result = run(command, "--help")

    assert result.exit_code == 0
    assert f"tracktwo {command}" in result.output.partition("Examples:")[2]


def test_port_taken(tmp_path: Path) -> None:
    """A port that is taken is one line on standard error, and an exit code."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "api", "serve", "--port", port],
            env=os.environ | {"TRACKTWO_STORE": f"sqlite:{tmp_path / 'n.db'}"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"127.0.0.1:{port} cannot be served on" in done.stderr
