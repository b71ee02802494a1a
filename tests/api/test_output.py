"""What commands write is there whole or not at all, and private where its label asks for it."""

import os
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from api.cli.main import main
from api.output import write_text
from api.schema.query import schema_text
from graph.domain.errors import GraphError
from graph.domain.labels import Label
from graph.stores.sqlite.store import SqliteStore
from tests.disks import fill, small_disk
from visualise.exports.table import EXPORTS

Run = Callable[..., Result]

#: How each command that writes a file is called, but for where it is to write.
MALI = ("--theme", "mediation", "--country", "ML")
WRITERS = {
    "introductions": ("--from", "plan/left", "--to", "plan/both", "--map"),
    "gaps": ("--country", "ML", "--map"),
    "bridges": ("--left", "mediation", "--right", "disarmament", "--map"),
    "experts": (*MALI, "--map"),
    "funds": (*MALI, "--map"),
    "coalition": ("ask.yaml", "--map"),
    "plan": ("talks.yaml", "-o"),
    "map": ("-o",),
    "export": ("gexf", "-o"),
    "export-schema": ("-o",),
}
#: The same for a reader who may see no more than is CLEAR.
PUBLIC = ("--from", "open/giver", "--to", "open/femmes", "--map")
#: What is CLEAR whoever asks.
OPEN = ("export-schema",)
#: What a reader of CLEAR is told of the closed sources of the sample.
LEFT_OUT = "5 sources are left out, closed to TLP:CLEAR; --clearance RED would show all\n"
ASK = "{themes: mediation, places: ML, at_least: 1, at_most: 2}"
EVERY = [pytest.param(name, id=name) for name in WRITERS]


@pytest.fixture(autouse=True)
def _usual_umask() -> Iterator[None]:
    """Have the system give new files the mode 0644, whatever it gives them here."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def run(sample_store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Have a command write to an address, from the sample network, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ask.yaml").write_text(f"ask: {ASK}")
    talks = f"dialogue: {{title: Talks, themes: mediation, places: ML, ask: {ASK}}}"
    (tmp_path / "talks.yaml").write_text(talks)

    def command(name: str, address: object, label: Label = Label.RED) -> Result:
        cleared = () if name in OPEN else ("--clearance", label.text)
        asked = PUBLIC if name == "introductions" and label == Label.CLEAR else WRITERS[name]
        words = ("--store", f"sqlite:{sample_store.path}", name, *asked, str(address))
        return CliRunner().invoke(main, [*words, *cleared])

    return command


def mode(path: Path) -> int:
    """The mode of a file."""
    return stat.S_IMODE(path.stat().st_mode)


def test_every_writer() -> None:
    """No command that writes a file is left out of the tests below."""
    options = {name: command.params for name, command in main.commands.items()}
    kinds = {"output", "map_file"}
    assert {n for n, found in options.items() if kinds & {p.name for p in found}} == set(WRITERS)


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("label", [Label.CLEAR, Label.RED], ids=lambda label: label.text)
def test_modes(run: Run, name: str, label: Label, tmp_path: Path) -> None:
    """What is above CLEAR is for its owner alone; everybody may read what is not."""
    result = run(name, "written", label)
    closed = label > Label.CLEAR and name not in OPEN

    assert result.exit_code == 0, result.output
    assert mode(tmp_path / "written") == (0o600 if closed else 0o644)
    left_out = label == Label.CLEAR and name not in OPEN
    assert result.stderr == (LEFT_OUT if left_out else "")


@pytest.mark.parametrize("name", [name for name in EVERY if name.values[0] not in OPEN])
def test_wider_mode(run: Run, name: str, tmp_path: Path) -> None:
    """A file that others could open is closed to them, which a line says."""
    (tmp_path / "written").touch(0o644)

    assert run(name, "written").stderr == (
        "written: other accounts may open it (mode 0644); "
        "it is closed to them now, as it holds TLP:RED\n"
    )
    assert mode(tmp_path / "written") == 0o600


@pytest.mark.parametrize("name", EVERY)
def test_full_device(run: Run, name: str) -> None:
    """A device that takes nothing is named in one line, and is a device afterwards."""
    result = run(name, "/dev/full")

    assert result.exit_code == 1
    assert result.stderr == "Error: /dev/full: it cannot be written: No space left on device\n"
    assert Path("/dev/full").is_char_device()


def test_full_disk(run: Run, tmp_path: Path) -> None:
    """A full disk is told in one line that names the file, and nothing is left on it."""
    with small_disk(tmp_path / "disk") as disk:
        fill(disk)
        told = {run(name, disk / "written").stderr for name in WRITERS}

        assert told == {f"Error: {disk}/written: it cannot be written: No space left on device\n"}
        assert [each.name for each in disk.iterdir()] == ["ballast"]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        pytest.param("nowhere/written", "No such file or directory", id="no such folder"),
        pytest.param(".", "it is a folder", id="folder"),
        pytest.param("talks.yaml/written", "Not a directory", id="below a file"),
        pytest.param("/dev/fd/987", "Bad file descriptor", id="not open"),
    ],
)
def test_unwritable(run: Run, address: str, words: str, tmp_path: Path) -> None:
    """What cannot be written is named, in one line."""
    assert run("map", address).stderr == f"Error: {address}: it cannot be written: {words}\n"
    assert {each.name for each in tmp_path.iterdir()} == {"ask.yaml", "talks.yaml"}


@pytest.mark.parametrize("name", EVERY)
def test_pipe(run: Run, name: str, tmp_path: Path) -> None:
    """A named pipe is written to, and stays one."""
    os.mkfifo(tmp_path / "pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    result = run(name, "pipe")
    reader.join(20)

    assert result.exit_code == 0, result.output
    assert len(read[0]) > 100
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize("form", EXPORTS)
def test_formats_into_a_pipe(form: str, sample_store: SqliteStore, tmp_path: Path) -> None:
    """Every format can be written to what cannot be wound back."""
    os.mkfifo(tmp_path / "pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    words = ["--store", f"sqlite:{sample_store.path}", "export", form, "-o"]
    results = [CliRunner().invoke(main, [*words, str(tmp_path / n)]) for n in ("pipe", "file")]
    reader.join(20)

    assert [result.exit_code for result in results] == [0, 0]
    assert read[0] == (tmp_path / "file").read_bytes() or form in ("csv", "xlsx")


@pytest.mark.parametrize("address", ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_standard_output(run: Run, address: str) -> None:
    """Standard output has several names."""
    assert run("export-schema", address).stdout == schema_text()


def test_open_already(run: Run, tmp_path: Path) -> None:
    """What a shell has opened is written on from where it stands, and stays open."""
    with (tmp_path / "file").open("wb", buffering=0) as file:
        file.write(b"before\n")
        for _ in range(2):
            assert run("export-schema", f"/dev/fd/{file.fileno()}").exit_code == 0

    assert (tmp_path / "file").read_text("utf-8") == f"before\n{schema_text() * 2}"


def test_closed_output(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard output may be closed, which is told like any place that cannot be written."""
    monkeypatch.setattr("sys.stdout", None)
    with pytest.raises(GraphError, match=r"^-: it cannot be written: it is closed$"):
        write_text("-", "text", Label.CLEAR)


def test_option_is_the_same_everywhere() -> None:
    """Every -o says what it writes, and that - is standard output."""
    options = [param for command in main.commands.values() for param in command.params]
    told = {p.help for p in options if isinstance(p, click.Option) and p.name == "output"}
    assert told == {f"The {what} to write, or - for standard output." for what in ("file", "page")}
