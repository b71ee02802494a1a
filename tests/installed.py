"""
Build what users install, install it where nothing else is, and use it as a new user would.

Runs before anything for tests is installed, with the standard library alone: a package that only
the tests bring must not be what makes the product work. It makes its environments outside the
checkout, so that no file of the checkout is imported either.
"""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.installed_questions import CONTACTS, DOCUMENTS, QUESTIONS
from tests.installed_service import check_service

ROOT = Path(__file__).parents[1]
CONSTRAINTS = ROOT / "constraints.txt"
#: An address where no Neo4j answers: the driver has to be there to find that out.
NO_NEO4J = "bolt://127.0.0.1:1"
#: Printed by the installed command itself, so that no list here can forget one.
LIST_COMMANDS = """
import click
from api.cli.main import main
def walk(group, before=()):
    for name, command in sorted(group.commands.items()):
        print(*before, name)
        if isinstance(command, click.Group):
            walk(command, (*before, name))
walk(main)
"""


class InstallError(Exception):
    """What users install does not do what it should; the message says what was run and said."""


def run(*arguments: str | Path, folder: Path, fails_with: str | None = None) -> str:
    """
    Run a program in *folder*, with nothing of the checkout in reach, and give what it prints.

    Args:
        arguments: The program and its arguments.

        folder: Where it runs; the store that `tracktwo` uses is in it.

        fails_with: It must fail, and say this.

    Raises:
        InstallError: It ended in another way, or printed a traceback.
    """
    environment = {name: os.environ[name] for name in os.environ if name != "PYTHONPATH"}
    environment["TRACKTWO_STORE"] = f"sqlite:{folder / 'network.db'}"
    environment["PIP_CONSTRAINT"] = str(CONSTRAINTS)
    command = [str(argument) for argument in arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    said = done.stdout + done.stderr
    fits = done.returncode == 0 if fails_with is None else done.returncode != 0
    if not fits or (fails_with or "") not in said or "Traceback" in said:
        raise InstallError(f"{' '.join(command)} ended with {done.returncode}:\n{said}")
    return done.stdout


def make_environment(folder: Path) -> Path:
    """Make an environment of its own in *folder*, and give its folder of programs."""
    run(sys.executable, "-m", "venv", folder.name, folder=folder.parent)
    return folder / "bin"


def build(folder: Path) -> Path:
    """Build the sdist from the checkout and the wheel from the sdist; give the wheel."""
    programs = make_environment(folder / "building")
    run(programs / "pip", "install", "-q", "build", folder=folder)
    run(programs / "python", "-m", "build", "--outdir", folder / "dist", ROOT, folder=folder)
    (wheel,) = (folder / "dist").glob("*.whl")
    (_sdist,) = (folder / "dist").glob("*.tar.gz")
    return wheel


def write_documents(folder: Path) -> None:
    """Write the files that the questions read: a list, and documents that the pages show."""
    (folder / "our-contacts.csv").write_text(CONTACTS, "utf-8")
    pages = "".join(page.read_text("utf-8") for page in sorted((ROOT / "docs").glob("*.md")))
    for name in DOCUMENTS:
        found = re.search(rf"```yaml\n# {re.escape(name)}\n(.*?)```", pages, re.DOTALL)
        if found is None:
            raise InstallError(f"no page shows {name}")
        (folder / name).write_text(found[1], "utf-8")


def check_help(programs: Path, folder: Path) -> None:
    """Have every command say what it does."""
    listed = run(programs / "python", "-c", LIST_COMMANDS, folder=folder).splitlines()
    tracktwo = programs / "tracktwo"
    with ThreadPoolExecutor(2) as pool:
        helps = [
            pool.submit(run, tracktwo, *words.split(), "--help", folder=folder) for words in listed
        ]
        for words, told in zip(listed, helps, strict=True):
            if f"Usage: tracktwo {words}" not in told.result():
                raise InstallError(f"tracktwo {words} --help does not say how it is used")
    print(f"  {len(listed)} commands say what they do", flush=True)


def check_questions(programs: Path, folder: Path) -> None:
    """Ask one question of each kind, in order."""
    tracktwo = programs / "tracktwo"
    for words in QUESTIONS:
        if not run(tracktwo, *words, folder=folder) and "-o" not in words:
            raise InstallError(f"tracktwo {' '.join(words)} printed nothing")
    print(f"  {len(QUESTIONS)} questions are answered", flush=True)


def check(wheel: Path, folder: Path) -> None:
    """Install *wheel* alone and use it; then with the driver of Neo4j."""
    programs = make_environment(folder / "user")
    tracktwo = programs / "tracktwo"
    run(programs / "pip", "install", "-q", wheel, folder=folder)
    run(programs / "pip", "check", folder=folder)
    write_documents(folder)
    check_help(programs, folder)
    check_questions(programs, folder)
    check_service(tracktwo, folder)
    neo4j = ("--store", NO_NEO4J, "sources")
    run(tracktwo, *neo4j, folder=folder, fails_with="pip install 'tracktwo[neo4j]'")
    run(programs / "pip", "install", "-q", f"{wheel}[neo4j]", folder=folder)
    run(tracktwo, *neo4j, folder=folder, fails_with="127.0.0.1:1")
    print("  the driver of Neo4j comes with [neo4j]", flush=True)


def main() -> int:
    """Build, install and use; the exit code tells whether all went well."""
    print("What users install, in an environment of its own:", flush=True)
    with TemporaryDirectory(prefix="tracktwo-installed-") as name:
        try:
            check(build(Path(name)), Path(name))
        except (InstallError, OSError) as error:
            print(error)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
