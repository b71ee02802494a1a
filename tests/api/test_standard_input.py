"""What comes in by standard input is taken as text, or refused in words."""

import io
from pathlib import Path

import pytest

from api import standard_input
from ingest.errors import ReadError


def come_in(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    """Have *content* come in by standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Text is UTF-8, with or without the mark that some programs put before it."""
    come_in(monkeypatch, "\ufeffask: Réseau".encode())
    assert standard_input.read_text() == "ask: Réseau"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"ask:\n  themes: caf\xe9\n", "standard input:2: the text is not", id="latin"),
        pytest.param(b" " * 1_000_001, "standard input: more than 1,000,000 bytes", id="large"),
    ],
)
def test_refused(monkeypatch: pytest.MonkeyPatch, content: bytes, words: str) -> None:
    """What is no such text is refused, with the line."""
    come_in(monkeypatch, content)
    with pytest.raises(ReadError, match=words):
        standard_input.read_text()


def test_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard input may be closed."""
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(ReadError, match="standard input: it is closed; name a file"):
        standard_input.opened()


def test_nobody_else_reads_it() -> None:
    """Every command reads standard input by this means."""
    root = Path(standard_input.__file__).parent
    readers = {path.name for path in root.rglob("*.py") if "sys.stdin" in path.read_text("utf-8")}
    assert readers == {"standard_input.py"}
