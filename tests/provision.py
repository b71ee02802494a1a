"""
Find what the Neo4j, browser and Cytoscape.js tests need, or as root on Debian install it.

Elsewhere it says what is missing and that those tests will be skipped; on CI that is an error.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.machine import find_chromium, find_java, find_maven, find_npm, on_ci

Finder = Callable[[], Path | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A program that some tests need, and the Debian packages that bring it."""

    name: str
    find: Finder
    packages: tuple[str, ...]
    tests: str


# Playwright drives Chromium through a Node of its own, which needs libatomic.
CHROMIUM = Need(
    name="Chromium",
    find=find_chromium,
    packages=("chromium", "fonts-liberation", "libatomic1"),
    tests="browser",
)
NPM = Need(name="npm", find=find_npm, packages=("npm",), tests="Cytoscape.js")
NEO4J_NEEDS = (
    Need(name="Java 17 to 21", find=find_java, packages=("default-jre-headless",), tests="Neo4j"),
    Need(name="Maven", find=find_maven, packages=("maven",), tests="Neo4j"),
)


def needs() -> tuple[Need, ...]:
    """What this run needs: no Java where a Neo4j server is given."""
    given = os.environ.get("TRACKTWO_TEST_NEO4J")
    return (CHROMIUM, NPM) if given else (CHROMIUM, NPM, *NEO4J_NEEDS)


def may_install() -> bool:
    """Whether this is root on Debian, or on something that installs packages as it does."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(missing: list[Need]) -> None:
    """Install the packages of what is missing; what fails to install is still missing after."""
    packages = [package for need in missing for package in need.packages]
    print("Installing", *packages, flush=True)
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.run(
            ["apt-get", "-qq", *arguments], env=quietly, stdout=subprocess.DEVNULL, check=False
        )


def absence(need: Need) -> str:
    """Say in one line what is not here, what follows, and what would do."""
    follows = "cannot run" if on_ci() else "will be skipped"
    return (
        f"{need.name} is not on this machine: the {need.tests} tests {follows}"
        f" (on Debian: apt-get install {' '.join(need.packages)})"
    )


def main() -> int:
    """Print a line for each need; the exit code tells whether the tests may begin."""
    missing = [need for need in needs() if need.find() is None]
    if missing and may_install():
        install(missing)
        missing = [need for need in missing if need.find() is None]
    for need in missing:
        print(absence(need))
    return 1 if missing and on_ci() else 0


if __name__ == "__main__":
    sys.exit(main())
