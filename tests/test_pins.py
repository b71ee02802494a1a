"""What is installed for tests and by `make` is the same everywhere."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PIN = re.compile(r"(?P<name>[\w.-]+)==(?P<version>[\w.]+)")


def pins() -> dict[str, str]:
    """Read the pinned version of each distribution, by its name as indexes write it."""
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    found = [PIN.fullmatch(line) for line in lines if not line.startswith("#")]
    assert None not in found, "a line is more than name==version"
    return {normal(pin["name"]): pin["version"] for pin in found if pin}


def normal(name: str) -> str:
    """Write a distribution's name in the one way that compares equal."""
    return re.sub(r"[-_.]+", "-", name).lower()


def requirements() -> list[Requirement]:
    """Read every range that pyproject.toml asks for."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())
    lists = [
        declared["build-system"]["requires"],
        declared["project"]["dependencies"],
        *declared["project"]["optional-dependencies"].values(),
        *declared["dependency-groups"].values(),
    ]
    return [Requirement(line) for lines in lists for line in lines]


def test_every_requirement_has_a_pin_in_its_range() -> None:
    """No direct requirement is left to what an index serves that day."""
    pinned = pins()
    loose = [str(r) for r in requirements() if normal(r.name) not in pinned]
    beyond = [str(r) for r in requirements() if pinned.get(normal(r.name), "") not in r.specifier]
    assert (loose, beyond) == ([], [])


def test_pip_itself_is_pinned() -> None:
    """A pip that knows dependency groups is part of what is pinned."""
    assert int(pins()["pip"].split(".")[0]) >= 26
