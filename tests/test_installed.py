"""What is tried of an installed Tracktwo is everything it can do."""

from pathlib import Path

import click
import pytest

from api.cli.main import main
from tests.installed import InstallError, run, write_documents
from tests.installed_questions import DOCUMENTS, ELSEWHERE, QUESTIONS
from tests.installed_service import serving


def every_command(group: click.Group, before: str = "") -> list[str]:
    """Every command by its words, those within groups after their group."""
    found: list[str] = []
    for name, command in group.commands.items():
        found.append(f"{before}{name}")
        if isinstance(command, click.Group):
            found += every_command(command, f"{before}{name} ")
    return found


def test_every_command_is_asked() -> None:
    """A command that is added without a question of its own is noticed."""
    asked = {" ".join(words) for words in QUESTIONS}
    missing = [
        name
        for name in every_command(main)
        if name not in ELSEWHERE and not any(f"{each} ".startswith(f"{name} ") for each in asked)
    ]
    assert missing == []


def test_documents_are_those_of_the_pages(tmp_path: Path) -> None:
    """The documents that are asked with are the ones that users read."""
    write_documents(tmp_path)
    assert all((tmp_path / name).read_text("utf-8").strip() for name in DOCUMENTS)


def test_a_failure_is_told(tmp_path: Path) -> None:
    """A program that fails ends the check, with what was run and what it said."""
    with pytest.raises(InstallError, match=r"ls /nowhere ended with 2:\n.*nowhere"):
        run("ls", "/nowhere", folder=tmp_path)


def test_a_failure_that_should_be(tmp_path: Path) -> None:
    """A program that must fail may not succeed, nor fail with other words."""
    assert run("ls", "/nowhere", folder=tmp_path, fails_with="nowhere") == ""
    with pytest.raises(InstallError, match="ended with 0"):
        run("ls", "/", folder=tmp_path, fails_with="nowhere")
    with pytest.raises(InstallError, match="ended with 2"):
        run("ls", "/nowhere", folder=tmp_path, fails_with="another")


def test_a_traceback_is_a_failure(tmp_path: Path) -> None:
    """A program that prints a traceback and ends well has failed all the same."""
    with pytest.raises(InstallError, match="Traceback"):
        run("echo", "Traceback (most recent call last)", folder=tmp_path)


def test_a_service_that_does_not_start(tmp_path: Path) -> None:
    """A service that prints something else than its address has not started."""
    with pytest.raises(OSError, match="printed no address"), serving(Path("/bin/echo"), tmp_path):
        pass
