"""What is fetched is whole, kept, and fetched only when that was asked for."""

from pathlib import Path

import pytest

import tests.fetched
from tests.fetched import FETCH, fetched, fetched_if_asked, require_maven, run
from tests.machine import UnavailableError


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv(FETCH, raising=False)
    return tmp_path / "tracktwo"


def fill(folder: Path) -> None:
    """Fetch one file."""
    folder.mkdir()
    (folder / "jar").touch()


def fail(folder: Path) -> None:
    """Fetch half of it."""
    fill(folder)
    raise UnavailableError("no route")


def test_kept(cache: Path) -> None:
    """What is there is not fetched again."""
    assert fetched("tool-1", fill) == cache / "tool-1"
    assert [file.name for file in fetched("tool-1", fail).iterdir()] == ["jar"]


def test_broken(cache: Path) -> None:
    """What broke off leaves nothing behind."""
    with pytest.raises(UnavailableError, match="no route"):
        fetched("tool-1", fail)
    assert list(cache.iterdir()) == []


def test_only_if_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is large is fetched by the command that says so, and used by all others after."""
    with pytest.raises(UnavailableError, match="tool-1 has not been fetched; `make check-exports`"):
        fetched_if_asked("tool-1", fill)
    monkeypatch.setenv(FETCH, "1")
    kept = fetched_if_asked("tool-1", fill)
    monkeypatch.delenv(FETCH)
    assert fetched_if_asked("tool-1", fail) == kept


def test_run(tmp_path: Path) -> None:
    """What a program said when it failed is in the reason."""
    run("a tool", ["touch", "here"], tmp_path)
    assert (tmp_path / "here").exists()
    with pytest.raises(UnavailableError, match="a tool could not be fetched: no route"):
        run("a tool", ["sh", "-c", "echo no route >&2; false"])


def test_too_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is waited for without end."""
    monkeypatch.setattr(tests.fetched, "SECONDS", 0.1)
    with pytest.raises(UnavailableError, match=r"a tool could not be fetched in 0\.1 seconds"):
        run("a tool", ["sleep", "9"])


def test_no_maven(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Maven there is nothing to fetch with."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnavailableError, match=r"Maven .* so a tool cannot be fetched"):
        require_maven("a tool")
