"""FollowTheMoney's own validator on our lines."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fetched import fetched_if_asked, run
from tests.machine import UnavailableError
from tests.visualise.exports.reading_back import written
from tests.visualise.exports.reference import reference

ROOM = Path(__file__).with_name("followthemoney")
REQUIREMENTS = ROOM / "requirements.txt"
SECONDS = 60
#: Texts that FollowTheMoney writes otherwise: without signs that nobody sees, and composed.
REWRITTEN = ("peace\u200d🕊", "a\x1eb", "line\nline", "e\u0301")


def fetch(folder: Path) -> None:
    """
    Make FollowTheMoney a room of its own, 210 MB, which takes a minute.

    What it asks for has to be compiled in part, and is replaced by what is not.
    """
    run(
        "FollowTheMoney",
        [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
            *("--only-binary", ":all:", "--no-deps", "--target", folder),
            *("--requirement", REQUIREMENTS),
        ],
    )


@pytest.fixture(scope="module")
def followthemoney() -> Path:
    """The folder with FollowTheMoney."""
    (pin,) = (line for line in REQUIREMENTS.read_text().split() if line.startswith("follow"))
    try:
        return fetched_if_asked(pin.replace("==", "-"), fetch)
    except UnavailableError as error:
        pytest.skip(str(error))


def test_valid(followthemoney: Path, tmp_path: Path) -> None:
    """No line breaks its schema, and every value that a person can read is kept as it is."""
    path = written(reference(), "ftm", tmp_path)
    done = subprocess.run(
        [sys.executable, ROOM / "validated.py", path],
        env={"PYTHONPATH": str(followthemoney)},
        capture_output=True,
        text=True,
        check=True,
        timeout=SECONDS,
    )
    *faults, read = done.stdout.splitlines()

    assert {json.loads(fault)[1] for fault in faults} == {f"name: {text!r}" for text in REWRITTEN}
    assert int(read) == len(path.read_text("utf-8").splitlines())
