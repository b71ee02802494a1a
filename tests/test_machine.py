"""What a machine has is found, and what it lacks is said."""

from pathlib import Path

import pytest

from tests import machine, provision
from tests.machine import find_chromium, find_java, find_maven, find_npm, give_up


def program(path: Path, prints: str = "") -> Path:
    """Write a program that prints one line where Java prints its version."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho '{prints}' >&2\n")
    path.chmod(0o755)
    return path


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a machine with nothing on it but the folder that this returns."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.delenv("TRACKTWO_TEST_NEO4J", raising=False)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(machine, "JAVA_FOLDERS", (tmp_path / "jvm",))
    monkeypatch.setattr(machine, "MACOS_CHROME", tmp_path / "Chrome")
    return tmp_path


@pytest.mark.parametrize("find", [find_chromium, find_java, find_maven, find_npm])
def test_nothing_is_found_on_a_bare_machine(find: provision.Finder) -> None:
    """Absence is an answer, not an error."""
    assert find() is None


@pytest.mark.parametrize("name", ["chromium", "google-chrome", "../Chrome"])
def test_finds_chromium_by_any_of_its_names(bare: Path, name: str) -> None:
    """Chrome serves as well as Chromium."""
    chromium = program(bare / "bin" / name)
    found = find_chromium()
    assert found is not None
    assert found.samefile(chromium)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        pytest.param('openjdk version "17.0.15" 2025-04-15', True, id="17"),
        pytest.param('openjdk version "21" 2023-09-19', True, id="21"),
        pytest.param('openjdk version "25.0.1" 2025-10-21', False, id="too-new"),
        pytest.param('java version "1.8.0_442"', False, id="too-old"),
        pytest.param("Unable to locate a Java Runtime.", False, id="a-stub"),
    ],
)
def test_finds_a_java_that_neo4j_runs_on(bare: Path, said: str, *, found: bool) -> None:
    """The release counts, not the presence."""
    java = program(bare / "bin" / "java", said)
    assert find_java() == (java if found else None)


def test_finds_the_right_java_among_several(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that Neo4j runs on is found behind others that come first."""
    program(bare / "home" / "bin" / "java", 'openjdk version "25"')
    program(bare / "bin" / "java", 'openjdk version "11.0.2"')
    right = program(bare / "jvm" / "b" / "bin" / "java", 'openjdk version "21.0.1"')
    monkeypatch.setenv("JAVA_HOME", str(bare / "home"))
    assert find_java() == right


def test_giving_up_skips_here_and_fails_on_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person may lack a browser; CI may not."""
    with pytest.raises(pytest.skip.Exception, match="no browser"):
        give_up("no browser")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no browser"):
        give_up("no browser")


@pytest.mark.parametrize(
    ("ci", "code", "says"),
    [
        pytest.param("", 0, "the browser tests will be skipped", id="here"),
        pytest.param("true", 1, "the browser tests cannot run", id="ci"),
    ],
)
def test_says_what_is_missing(
    ci: str,
    code: int,
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each program has its line, with the package that would bring it."""
    monkeypatch.setenv("CI", ci)
    assert provision.main() == code
    chromium, npm, java, maven = capsys.readouterr().out.splitlines()
    assert says in chromium
    assert chromium.endswith("(on Debian: apt-get install chromium fonts-liberation libatomic1)")
    assert npm.endswith("apt-get install npm)")
    assert java.startswith("Java 17 to 21 is not on this machine: the Neo4j tests")
    assert maven.endswith("apt-get install maven)")


def test_a_given_server_needs_no_java(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever names a Neo4j is not asked for the means to start one."""
    monkeypatch.setenv("TRACKTWO_TEST_NEO4J", "bolt://127.0.0.1:7687")
    provision.main()
    assert capsys.readouterr().out.count("is not on this machine") == 2


def test_installs_packages_as_root_on_debian(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is missing is asked of apt-get, and looked for again afterwards."""
    monkeypatch.setattr("os.geteuid", lambda: 0)
    asked = bare / "asked"
    apt_get = program(bare / "bin" / "apt-get")
    apt_get.write_text(f'#!/bin/sh\necho "$@" >> {asked}\n')
    provision.main()
    update, installation = asked.read_text().splitlines()
    assert update == "-qq update"
    assert installation.endswith(
        "chromium fonts-liberation libatomic1 npm default-jre-headless maven"
    )
    assert capsys.readouterr().out.count("will be skipped") == 4
