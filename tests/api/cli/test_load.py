"""Loading and inspecting from the command line: folders, archives, mappings, standard input."""

import gzip
import json
import os
import pty
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from api.cli.main import main
from graph.domain.labels import Label
from graph.stores.sqlite.store import SqliteStore
from ingest.decoding import archives

Run = Callable[..., Result]

LIST = "Label,Type\nNetwork A,NGO\n"
GRANTS = "Bailleur;Bénéficiaire;Montant;Devise;Date\nFonds A;Réseau B;1.250,50;EUR;15/07/2019\n"
MAPPING = """
dates: DD/MM/YYYY
decimal: ","
entities:
  donor: {kind: donor, name: <Bailleur>}
  grantee: {kind: womens_network, name: <Bénéficiaire>}
ties:
  - {kind: funds, from: donor, to: grantee, amount: <Montant>, currency: <Devise>, date: <Date>}
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `tracktwo` on a store of its own, in a folder of its own."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("TRACKTWO_STORE", f"sqlite:{tmp_path / 'network.db'}")

    def command(*words: str, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(main, list(words), input=stdin)

    return command


def write(name: str, content: str | bytes = LIST) -> Path:
    """Write a file."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def reports(result: Result) -> list[dict[str, Any]]:
    """The reports that a command printed as JSON."""
    found: list[dict[str, Any]] = json.loads(result.stdout)["files"]
    return found


def test_mapping_beside(run: Run) -> None:
    """A mapping beside a file reads it, and the report says so."""
    write("grants.csv", GRANTS)
    write("grants.csv.mapping.yaml", MAPPING)
    (report,) = reports(run("load", "--json", "grants.csv"))

    assert (report["format"], report["created"]) == ("mapping grants.csv.mapping.yaml", 3)
    assert report["held"] == {"rows": 1}


def test_given_mapping(run: Run) -> None:
    """A mapping that is named reads the file, whatever lies beside."""
    write("grants.csv", GRANTS)
    write("grants.csv.mapping.yaml", "broken: [")
    write("ours.yaml", MAPPING)

    assert run("load", "--mapping", "ours.yaml", "grants.csv").exit_code == 0
    result = run("load", "grants.csv")
    assert result.exit_code == 1
    assert "grants.csv.mapping.yaml:" in result.output


def test_mistake(run: Run) -> None:
    """A mapping with a mistake is refused at its line, and nothing is loaded."""
    write("grants.csv", GRANTS)
    write("grants.csv.mapping.yaml", MAPPING.replace("<Montant>", "<Montent>"))
    result = run("load", "grants.csv")

    assert result.exit_code == 1
    assert (
        "grants.csv.mapping.yaml:8: there is no column 'montent'; did you mean <Montant>?"
        in result.output
    )
    assert run("sources").stdout == "nothing is loaded yet\n"


def test_folder(run: Run) -> None:
    """A folder is read whole; what no reader is for is left out, and is no failure."""
    write("lists/a.csv")
    write("lists/notes.txt", "nothing to see")
    result = run("load", "lists")

    assert result.exit_code == 0
    assert "left out: lists/notes.txt: no reader is for it" in result.output
    assert "lists/a.csv: workbook (CSV)" in result.output


def test_two_files_of_one_name(run: Run) -> None:
    """In a folder, a file that would take back what another said is refused."""
    write("lists/2024/list.csv")
    write("lists/2025/list.csv", LIST.replace("A", "B"))
    result = run("load", "lists")

    assert result.exit_code == 1
    assert "it is of the source 'list', and so is lists/2024/list.csv" in result.output
    assert reports(run("load", "--json", "lists/2024"))[0]["unchanged"] == 1


def test_archive(run: Run) -> None:
    """Files in archives are read under the name of the archive."""
    with zipfile.ZipFile("all.zip", "w") as new:
        new.writestr("a.csv", LIST)
        new.writestr("b/c.csv", LIST)
    write("d.csv.gz", gzip.compress(LIST.encode()))
    result = run("load", "--json", "all.zip", "d.csv.gz")

    assert [report["file"] for report in reports(result)] == [
        "all.zip/a.csv",
        "all.zip/b/c.csv",
        "d.csv.gz",
    ]
    assert [report["source"] for report in reports(result)] == ["a", "c", "d"]


def test_standard_input(run: Run) -> None:
    """Standard input is read; the same input again changes nothing."""
    assert reports(run("load", "--json", "-", stdin=LIST.encode()))[0]["created"] == 1
    assert reports(run("load", "--json", "-", stdin=LIST.encode()))[0]["unchanged"] == 1
    (report,) = reports(run("load", "--json", "--source", "x", "-", stdin=LIST.encode()))
    assert (report["file"], report["source"]) == ("standard input", "x")


def test_private_by_default(run: Run) -> None:
    """A list of one's own is AMBER when nobody says a label, and the report says why."""
    write("contacts.csv", "Label,Notes\nNetwork A,hides with her sister\n")
    line = "as every file of your own, unless --label or the file says otherwise"

    assert line in run("load", "contacts.csv").stdout
    assert "Network A" not in run("export", "nodelink", "-o", "-").stdout
    assert "sister" in run("export", "nodelink", "-o", "-", "--clearance", "AMBER").stdout
    assert line not in run("load", "--source", "open", "--label", "CLEAR", "contacts.csv").stdout
    public = run("export", "nodelink", "-o", "-").stdout
    assert ("Network A" in public, "sister" in public) == (True, False)


def test_label_persists(run: Run) -> None:
    """A file that was loaded as RED stays RED when it is loaded again without a label."""
    write("contacts.csv")
    run("load", "--label", "RED", "--title", "Contacts", "contacts.csv")
    result = run("load", "contacts.csv")

    assert (result.exit_code, run("sources", "--clearance", "AMBER+STRICT").stdout) == (
        0,
        "nothing that TLP:AMBER+STRICT may see\n",
    )
    assert "an earlier load gave this label" in result.stdout
    assert "kept       title, as an earlier load gave them" in result.stdout


def test_lower_label(run: Run) -> None:
    """A label is lowered only where the steward says so, and a script says so twice."""
    write("contacts.csv")
    run("load", "--label", "AMBER", "contacts.csv")
    lower = ("load", "--label", "GREEN", "contacts.csv")

    assert "would open it to more readers" in run(*lower).output
    assert run(*lower).exit_code == 1
    assert run(*lower, "--lower-label").exit_code == 2
    assert "lowered    from TLP:AMBER" in run(*lower, "--lower-label", "--dry-run").output
    assert run("sources", "--clearance", "GREEN").stdout == "nothing that TLP:GREEN may see\n"
    assert "lowered    from TLP:AMBER" in run(*lower, "--lower-label", "--yes").output
    assert "TLP:GREEN" in run("sources", "--clearance", "GREEN").stdout


def test_another_list_of_the_name(run: Run) -> None:
    """A file that is only called like an earlier one does not take back what that said."""
    write("mali/contacts.csv")
    write("niger/contacts.csv", "Label\nNetwork B\nNetwork C\n")
    run("load", "mali/contacts.csv")
    for words in (("--dry-run",), ()):
        result = run("load", "niger/contacts.csv", *words)
        assert result.exit_code == 1
        assert "would withdraw 1 of the 1 entities of the source 'contacts' (Network A)" in (
            result.stdout
        )

    assert run("load", "--source", "niger", "niger/contacts.csv").exit_code == 0
    assert run("load", "mali/contacts.csv").exit_code == 0
    (report,) = reports(run("load", "--json", "--replace", "niger/contacts.csv"))
    assert (report["created"], report["withdrawn"]) == (2, 1)


def test_lists_of_one_name_in_archives(run: Run) -> None:
    """Files in two archives are at two places, and the same file is at one."""
    for name, label in (("mali.zip", "A"), ("niger.zip", "B")):
        with zipfile.ZipFile(name, "w") as new:
            new.writestr("list/contacts.csv", f"Label\n{label}\n")
            new.writestr("notes.txt", "nothing")
    run("load", "mali.zip")
    write("mali.zip", Path("mali.zip").read_bytes())

    assert run("load", "niger.zip").exit_code == 1
    assert run("load", "mali.zip").exit_code == 0


def test_unreadable_cell(run: Run) -> None:
    """A row that was read and now has a cell that cannot be read stays as it was."""
    write("contacts.csv", "Label,Countries,Since\nNetwork A,Mali,2019\n")
    run("load", "contacts.csv")
    write("contacts.csv", "Label,Countries,Since\nNetwork A,Atlantis,2019\n")
    (report,) = reports(run("load", "--json", "contacts.csv"))

    assert (report["withdrawn"], report["refused_count"]) == (0, 1)
    assert report["kept"] >= 1
    assert "Network A" in run("partners", "--country", "ML", "--clearance", "AMBER").stdout


@pytest.mark.parametrize(("answer", "label"), [("y", "GREEN"), ("n", "AMBER")])
def test_lower_label_on_a_terminal(tmp_path: Path, answer: str, label: str) -> None:
    """A person at a terminal is asked before a label is lowered."""
    path, store = tmp_path / "contacts.csv", f"sqlite:{tmp_path / 'n.db'}"
    path.write_text(LIST, "utf-8")
    words = [sys.executable, "-m", "api", "--store", store, "load", str(path), "--label"]
    subprocess.run([*words, "AMBER"], check=True, capture_output=True)
    ours, theirs = pty.openpty()
    os.write(ours, f"{answer}\n".encode())
    lower = [*words, "GREEN", "--lower-label"]
    done = subprocess.run(lower, check=False, stdin=theirs, capture_output=True, timeout=60)

    assert b"lower the label of 'contacts' from TLP:AMBER to TLP:GREEN" in done.stderr
    assert done.returncode == (answer == "n")
    (found,) = SqliteStore(tmp_path / "n.db").sources(Label.RED)
    assert found.label.text == label


def test_endless_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard input that does not end is stopped."""
    monkeypatch.setattr(archives, "LARGEST_CONTENT", 1024**2)
    result = run("load", "-", stdin=b"x" * 2 * 1024**2)

    assert result.exit_code == 1
    assert "more than 1 MB came in" in result.output


def test_pipe(tmp_path: Path) -> None:
    """Standard input is read from a true pipe."""
    done = subprocess.run(
        [sys.executable, "-m", "api", "--store", f"sqlite:{tmp_path / 'n.db'}", "load", "-"],
        input=LIST.encode(),
        capture_output=True,
        timeout=60,
        check=True,
    )

    assert b"standard input: workbook (CSV)" in done.stdout


def test_format(run: Run) -> None:
    """A format that is named is taken, and one that is not known is refused."""
    write("list.csv", "{Label},Label\nx,Network A\n")

    assert "tried: IATI" in run("load", "list.csv").output
    assert "workbook (CSV)" in run("load", "--format", "csv", "list.csv").output
    assert run("load", "--format", "pdf", "list.csv").exit_code == 2


def test_nothing_fits(run: Run) -> None:
    """A file that fits no reader is told what was tried and what would do."""
    write("a.json", '{"a": 1}')
    write("b.csv", "Foo,Bar\n1,2\n")
    output = run("load", "a.json", "b.csv").output

    assert "tried: IATI" in output
    assert "tracktwo inspect says what is in it" in output
    assert "by a mapping, which tracktwo inspect proposes" in output


def test_inspect(run: Run) -> None:
    """A look says what a file is, which reader takes it, and proposes a mapping that loads it."""
    write("grants.csv", GRANTS)
    result = run("inspect", "grants.csv")

    assert result.exit_code == 0
    assert (
        "grants.csv: text, such as CSV, 86 bytes, UTF-8, cells parted by semicolons"
        in result.output
    )
    assert "reader     none takes it as it is; a mapping can say" in result.output
    assert "Montant       100% full  1.250,50" in result.output
    proposal = run("inspect", "--mapping", "grants.csv").stdout
    write("grants.csv.mapping.yaml", proposal)
    assert reports(run("load", "--json", "grants.csv"))[0]["created"] == 3
    assert (
        "grants.csv.mapping.yaml beside it, by which it is read"
        in run("inspect", "grants.csv").output
    )


@pytest.mark.parametrize(
    "write_it",
    [
        pytest.param(
            lambda: write("f.csv", "Nom;Pays;Réseau\nA;Bénin;B\n".encode("latin-1")), id="latin-1"
        ),
        pytest.param(
            lambda: write("f.csv", "Nome,País,Rede\nA,Benim,B\n".encode("utf-16")), id="UTF-16"
        ),
        pytest.param(
            lambda: write("f.csv", "\ufeffNombre\tPaís\tRed\r\nA\tMalí\tB\r\n"), id="mark and tabs"
        ),
        pytest.param(
            lambda: write("f.csv", gzip.compress(b"Name,Country,Network\nA,Mali,B\n")), id="gzip"
        ),
    ],
)
def test_proposal_loads_as_it_is(run: Run, write_it: Callable[[], Path]) -> None:
    """What is proposed on standard output is a mapping of the file, from a pipe as well."""
    content = write_it().read_bytes()
    proposal = run("inspect", "--mapping", "f.csv").stdout
    piped = run("inspect", "--mapping", "-", stdin=content).stdout
    write("m.yaml", proposal)
    (report,) = reports(run("load", "--json", "--mapping", "m.yaml", "f.csv"))

    assert piped.splitlines()[1:] == proposal.splitlines()[1:]
    assert (report["created"], report["refused"]) == (4, [])


def test_inspect_book(run: Run) -> None:
    """Of a workbook every sheet is told, and the mapping reads those that are lists."""
    book = Workbook()
    notes, list_, grants = book.worksheets[0], book.create_sheet("Liste"), book.create_sheet("Dons")
    notes.append(["Répertoire 2024"])
    for row in (["Répertoire"], [], ["Nom", "Sigle", "Pays"], ["Réseau A", "RA", "Mali"]):
        list_.append(row)
    grants.append(["Bailleur", "Bénéficiaire", "Montant", "Devise"])
    grants.append(["F", "Réseau A", 5, "EUR"])
    book.save("book.xlsx")
    shown = run("inspect", "book.xlsx").output
    write("m.yaml", run("inspect", "--mapping", "book.xlsx").stdout)
    (report,) = reports(run("load", "--json", "--mapping", "m.yaml", "book.xlsx"))

    assert "sheet 'Liste', 1 row, headings in row 3, 3 columns:" in shown
    assert "It loads as it is, without one. A mapping that would read it:" in shown
    assert (report["created"], report["refused"]) == (4, [])


def test_inspect_folder(run: Run) -> None:
    """A folder and an archive are looked at file by file; a mapping is for one of them."""
    write("folder/a.csv")
    write("folder/b.json", '{"elements": [{"label": "A"}], "connections": []}')
    with zipfile.ZipFile("two.zip", "w") as archive:
        archive.write("folder/a.csv")
        archive.write("folder/b.json")
    for given in ("folder", "two.zip"):
        assert "reader     Kumu (JSON)" in run("inspect", given).output
        refused = run("inspect", "--mapping", given)
        assert refused.exit_code == 2
        assert "--mapping is for one file at a time; here are" in refused.output
        assert refused.stdout == ""


def test_inspect_json(run: Run) -> None:
    """A program is told the same."""
    write("a.csv")
    write("b.gz", gzip.compress(b"<x/>"))
    (first, second) = reports(run("inspect", "--json", "a.csv", "b.gz"))

    assert (first["reader"], first["delimiter"]) == ("csv", ",")
    assert [column["heading"] for column in first["tables"][0]["columns"]] == ["Label", "Type"]
    assert first["mapping"].startswith("# A mapping for a.csv")
    assert (second["kind"], second["root"], second["mapping"]) == ("XML or HTML", "x", None)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(("nowhere.csv",), "there is no such file", id="no file"),
        pytest.param(("--mapping", "odd.csv"), "its headings are not of the usual kind", id="odd"),
    ],
)
def test_inspect_fails(run: Run, words: tuple[str, ...], expected: str) -> None:
    """What cannot be looked at, or proposed for, ends in an exit code."""
    write("odd.csv", "Foo,Bar\n1,2\n")
    result = run("inspect", *words)

    assert result.exit_code == 1
    assert expected in result.output


def test_inspect_broken_mapping(run: Run) -> None:
    """A mapping beside the file that has a mistake is told with its line."""
    write("a.csv")
    write("a.csv.mapping.yaml", "entities: x")

    assert "has a mistake: a.csv.mapping.yaml:1" in run("inspect", "a.csv").output
    assert "the network that ships" in run("inspect", "reference").output
