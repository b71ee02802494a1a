"""Our file in Cytoscape.js itself, without a window."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.fetched import fetched, run
from tests.machine import UnavailableError, find_npm, give_up
from tests.visualise.exports.reading_back import written
from tests.visualise.exports.reference import reference

ROOM = Path(__file__).with_name("cytoscape")
SECONDS = 60


def fetch(folder: Path) -> None:
    """Fetch Cytoscape.js as its lock file says, which takes seconds."""
    npm = find_npm()
    if npm is None:
        raise UnavailableError("npm is not installed (on Debian: apt-get install npm)")
    folder.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOM / name, folder)
    once = ("--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=2000")
    quietly = ("--loglevel=error", "--no-audit", "--no-fund", "--ignore-scripts")
    run("Cytoscape.js", [npm, "ci", *quietly, *once], folder)


@pytest.fixture(scope="module")
def cytoscape() -> Path:
    """The folder with Cytoscape.js."""
    version = json.loads((ROOM / "package.json").read_text())["dependencies"]["cytoscape"]
    try:
        return fetched(f"cytoscape-{version}", fetch)
    except UnavailableError as error:
        give_up(str(error))


def test_opens(cytoscape: Path, tmp_path: Path) -> None:
    """Every node and tie is there, parallel ones too, with all of its data, and joins its ends."""
    path = written(reference(), "cytoscape", tmp_path)
    command: list[str | Path] = ["node", ROOM / "opened.cjs", cytoscape, path]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=SECONDS)
    found: dict[str, Any] = json.loads(done.stdout)
    file = json.loads(path.read_text("utf-8"))
    nodes, edges = ([one["data"] for one in file["elements"][part]] for part in ("nodes", "edges"))

    assert done.stderr == ""
    assert (found["data"], found["nodes"], found["edges"]) == (file["data"], nodes, edges)
    assert found["joined"] == [[one["source"], one["target"]] for one in edges]
    assert len(nodes) > 900
    assert len(edges) > 4000
