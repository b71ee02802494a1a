"""What tests fetch once from where such things are published, and keep in the user's cache."""

import contextlib
import os
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.machine import UnavailableError, find_maven

#: Set by `make check-exports`: tools that take long to fetch are fetched.
FETCH = "TRACKTWO_FETCH_TOOLS"
#: Nothing is waited for longer.
SECONDS = 600


def cache() -> Path:
    """The folder in which tests keep what they fetched."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tracktwo"


def fetched(name: str, fetch: Callable[[Path], None]) -> Path:
    """
    The folder *name* in the cache; *fetch* fills it where it is not there yet.

    The folder is made whole under another name, so that a broken download is never used.
    """
    kept = cache() / name
    if kept.is_dir():
        return kept
    cache().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache(), prefix="unfinished-") as folder:
        fetch(Path(folder, "whole"))
        # Another run may have been first.
        with contextlib.suppress(FileExistsError, OSError):
            Path(folder, "whole").rename(kept)
    return kept


def fetched_if_asked(name: str, fetch: Callable[[Path], None]) -> Path:
    """
    The same for what is too large to fetch unless somebody asks for it.

    Raises `UnavailableError` where it is not there and nobody did.
    """
    if not (cache() / name).is_dir() and not os.environ.get(FETCH):
        raise UnavailableError(f"{name} has not been fetched; `make check-exports` does it")
    return fetched(name, fetch)


def run(what: str, command: Sequence[str | Path], folder: Path | None = None) -> None:
    """Run what fetches *what*; its words are in the `UnavailableError` where it fails."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise UnavailableError(f"{what} could not be fetched in {SECONDS} seconds") from error
    if done.returncode:
        said = " ".join(done.stdout.split())[:300]
        raise UnavailableError(f"{what} could not be fetched: {said}")


def require_maven(what: str) -> Path:
    """Find Maven, to fetch *what*."""
    maven = find_maven()
    if maven is None:
        raise UnavailableError(f"Maven (mvn) is not installed, so {what} cannot be fetched")
    return maven
