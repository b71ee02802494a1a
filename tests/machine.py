"""What this machine has for the tests that need more than Python."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

# The Java releases that Neo4j 5.26 is made for.
NEO4J_JAVA = range(17, 22)

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS_CHROME = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
JAVA_FOLDERS = (Path("/usr/lib/jvm"), Path("/Library/Java/JavaVirtualMachines"))


class UnavailableError(Exception):
    """Something that a test needs cannot be had on this machine; the message says what would do."""


def on_ci() -> bool:
    """Whether this is a CI run, where a test that cannot run counts as a failure."""
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}


def give_up(reason: str) -> NoReturn:
    """Skip the test that asked, in words, or fail it on CI."""
    if on_ci():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def find_chromium() -> Path | None:
    """Chromium, or Chrome, which serves as well."""
    found = (shutil.which(name) for name in CHROMIUM_NAMES)
    paths = [Path(name) for name in found if name] + [MACOS_CHROME]
    return next((path for path in paths if path.exists()), None)


def find_java() -> Path | None:
    """The first Java that Neo4j runs on: of JAVA_HOME, of the path, or installed beside them."""
    return next((java for java in _javas() if _java_release(java) in NEO4J_JAVA), None)


def find_maven() -> Path | None:
    """Maven, which fetches Neo4j."""
    found = shutil.which("mvn")
    return Path(found) if found else None


def find_npm() -> Path | None:
    """npm, which comes with Node.js and fetches Cytoscape.js."""
    found = shutil.which("npm")
    return Path(found) if found else None


def _javas() -> Iterator[Path]:
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home, "bin", "java")
    if found := shutil.which("java"):
        yield Path(found)
    for folder in JAVA_FOLDERS:
        yield from sorted(folder.glob("*/bin/java"))
        yield from sorted(folder.glob("*/Contents/Home/bin/java"))


def _java_release(java: Path) -> int | None:
    try:
        said = subprocess.run([java, "-version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    release = re.search(r'version "(\d+)', said.stderr)
    return int(release[1]) if release else None
