"""Whatever keeps the command line from starting, or ends it early, is one line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from api.launch import LEAST_MEMORY

#: Starts the command line, and has something happen when a module is imported.
HAPPENING = """
import os, signal, sys

class Finder:
    def find_spec(self, name, *_):
        if name == {module!r}:
            {happens}

# A program that starts in the background ignores interrupts, and so do those it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.meta_path.insert(0, Finder())
from api.start import main
main()
"""
ROOT = Path(__file__).parents[2]


@pytest.fixture
def store(tmp_path: Path) -> dict[str, str]:
    """The environment of a process, with a store of its own."""
    return {**os.environ, "TRACKTWO_STORE": f"sqlite:{tmp_path / 'network.db'}"}


def started(code: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Start the command line by a piece of Python, and wait for its end."""
    return subprocess.run(
        [sys.executable, "-c", code, "sources"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def shell(line: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Have a shell start the command line, which it calls $T."""
    return subprocess.run(
        ["sh", "-c", line.replace("$T", f"'{sys.executable}' -m api")],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("module", ["api.launch", "numpy", "strawberry"])
def test_interrupted(module: str, store: dict[str, str]) -> None:
    """Who interrupts the start, whatever is being imported, sees one line."""
    happens = "os.kill(os.getpid(), signal.SIGINT)"
    done = started(HAPPENING.format(module=module, happens=happens), store)

    assert (done.returncode, done.stdout, done.stderr) == (1, "", "Aborted!\n")


@pytest.mark.parametrize(
    ("happens", "words"),
    [
        pytest.param("raise MemoryError", "", id="memory"),
        pytest.param("raise ImportError('Read me.\\n\\nm.so: no map')", ": m.so: no map", id="map"),
    ],
)
def test_libraries_that_cannot_be_loaded(happens: str, words: str, store: dict[str, str]) -> None:
    """Libraries for which there is no room are one line, with the last of their own."""
    done = started(HAPPENING.format(module="numpy", happens=happens), store)

    assert done.returncode == 1
    assert done.stderr == f"Error: the libraries of Tracktwo cannot be loaded{words}\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to this limit")
def test_too_little_memory(store: dict[str, str]) -> None:
    """Too little memory to start is one line, before libraries say it in many or wait for ever."""
    enough, little = LEAST_MEMORY // 1024 + 100_000, LEAST_MEMORY // 1024 - 1
    done = [shell(f"ulimit -v {size}; $T sources", store) for size in (enough, little)]

    assert [each.returncode for each in done] == [0, 1]
    assert done[1].stderr == (
        "Error: there is too little memory: "
        "Tracktwo takes 400 MB of addresses to start (ulimit -v)\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("load -", id="load"),
        pytest.param("coalition -", id="document"),
    ],
)
def test_closed_input(words: str, store: dict[str, str]) -> None:
    """Standard input that is closed is told in words."""
    done = shell(f"$T {words} <&-", store)

    assert done.returncode == 1
    assert "standard input: it is closed; name a file" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        pytest.param("$T sources >&-", 0, "", id="closed"),
        pytest.param("$T export-schema >&-", 1, "Error: -: it cannot be written: it is closed\n"),
        pytest.param("$T sources > /dev/full", 1, "Error: No space left on device\n"),
        pytest.param("$T sources 2>&- <&-", 0, "", id="all but one closed"),
        pytest.param("{ $T sources; echo $? >&2; } | true", 0, "1\n", id="nobody reads"),
    ],
)
def test_output(line: str, code: int, words: str, store: dict[str, str]) -> None:
    """Output that is closed, full or not wanted ends in a line at most."""
    done = shell(line, store)

    assert (done.returncode, done.stderr) == (code, words)


def test_name_in_another_encoding(tmp_path: Path, store: dict[str, str]) -> None:
    """A file whose name is not UTF-8 is loaded, and told of in words and as JSON."""
    path = os.fsencode(tmp_path) + b"/caf\xe9.csv"
    Path(os.fsdecode(path)).write_text("Label,Type\nForum,NGO\n")
    folder = f"cd '{tmp_path}'; PYTHONPATH='{ROOT}'; export PYTHONPATH;"
    words, inspected, loaded = (
        shell(f"{folder} $T {command} caf*.csv", store)
        for command in ("load", "inspect --json", "load --json")
    )

    assert words.stdout.startswith("caf?.csv: workbook (CSV) as “caf\ufffd.csv” (caf)\n")
    assert '"caf\ufffd.csv"' in inspected.stdout
    assert '"title": "caf\ufffd.csv"' in loaded.stdout
    assert [each.returncode for each in (words, inspected, loaded)] == [0, 0, 0]


def test_terminated(tmp_path: Path, store: dict[str, str]) -> None:
    """A load that the system ends takes what it unpacked with it, and dies of the signal."""
    process = subprocess.Popen(
        [sys.executable, "-m", "api", "load", "-"],
        cwd=ROOT,
        env={**store, "TMPDIR": str(tmp_path)},
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not list(tmp_path.glob("tracktwo-*/*/input")):
        assert process.poll() is None
    process.terminate()

    assert process.communicate(timeout=20)[1] == ""
    assert process.returncode == -15
    assert not list(tmp_path.glob("tracktwo-*"))
