"""Whole workbooks: their sheets, their files, and what no file may do."""

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from graph.domain.labels import Label
from graph.domain.model import Entity, Tie, record
from graph.stores.sqlite.store import SqliteStore
from ingest.errors import ReadError
from ingest.loading.load import load
from ingest.reader import Given
from ingest.words import NAMES, words
from ingest.workbook.columns import columns
from ingest.workbook.reader import NAMED_WORDS, read_csv, read_xlsx
from tests.ingest.workbook.reading import read

Xlsx = Callable[..., Path]
Table = Callable[..., Path]

ELEMENTS = [["Label", "Type"], ["A", "NGO"], ["B", "fund"]]
CONNECTIONS = [["From", "To", "Type"], ["B", "A", "funds"]]
FUNDS = [("b", "funds", "a")]
#: Random files and rows, with no regard for how long each takes on a busy machine.
RANDOM = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def test_two_sheets(xlsx: Xlsx) -> None:
    """A workbook in the shape that Kumu uses."""
    found = read(xlsx({"Elements": ELEMENTS, "Connections": CONNECTIONS}))

    assert (found.source.id, found.source.title) == ("list", "list.xlsx")
    assert list(found.entities) == ["A", "B"]
    assert found.joined() == FUNDS
    assert found.held == {"elements": 2, "connections": 1}
    assert found.refused == []


@pytest.mark.parametrize(
    "sheets",
    [
        pytest.param({"Connections": CONNECTIONS, "Elements": ELEMENTS}, id="connections first"),
        pytest.param({"x": CONNECTIONS, "y": ELEMENTS}, id="other names"),
        pytest.param({"x": [*ELEMENTS, [], [], *CONNECTIONS]}, id="one sheet"),
        pytest.param({"NGOs": ELEMENTS[:2], "Funds": [["Nom"], ["B"]], "x": CONNECTIONS},
                     id="several sheets of elements"),
        pytest.param({"x": ELEMENTS, "y": CONNECTIONS, "Sheet3": []}, id="a blank sheet"),
    ],
)  # fmt: skip
def test_shapes(xlsx: Xlsx, sheets: dict[str, list[list[str]]]) -> None:
    """Tables are told by their headings, wherever they stand."""
    found = read(xlsx(sheets))

    assert list(found.entities) == ["A", "B"]
    assert found.joined() == FUNDS
    assert found.refused == []


def test_a_plain_list(xlsx: Xlsx) -> None:
    """A workbook of one list of organisations loads."""
    found = read(xlsx({"Sheet1": [["Organisation"], ["A"], ["B"]]}))

    assert list(found.entities) == ["A", "B"]
    assert found.held == {"elements": 2}


def test_connections_alone(xlsx: Xlsx) -> None:
    """A workbook of connections alone makes the elements that it names."""
    found = read(xlsx({"Sheet1": CONNECTIONS}))

    assert list(found.entities) == ["B", "A"]
    assert found.joined() == FUNDS


def test_sheets_left_out(xlsx: Xlsx) -> None:
    """Sheets marked (ignore) and hidden ones are counted, others without a table refused."""
    path = xlsx({"Elements": ELEMENTS, "Old (IGNORE)": ELEMENTS, "Notes": [["by a convenor"]]})
    found = read(path)

    assert list(found.entities) == ["A", "B"]
    assert found.held == {"sheets marked (ignore)": 1, "elements": 2}
    assert found.refused[0].startswith("list.xlsx, sheet 'Notes', row 1: not read, down to row 1")


def test_hidden_sheets(tmp_path: Path) -> None:
    """What the owner of a workbook does not see is not read."""
    book = Workbook()
    book.worksheets[0].append(["Label"])
    book.worksheets[0].append(["A"])
    hidden = book.create_sheet("Drafts")
    hidden.append(["Label"])
    hidden.append(["Secret"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "list.xlsx")
    found = read(tmp_path / "list.xlsx")

    assert list(found.entities) == ["A"]
    assert found.held["hidden sheets, not read"] == 1


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([], id="blank"),
        pytest.param([["Label"]], id="headings alone"),
        pytest.param([["some"], ["notes"]], id="no table"),
    ],
)
def test_nothing_to_read(xlsx: Xlsx, rows: list[list[str]]) -> None:
    """A workbook without a row is refused, so that it withdraws nothing by mistake."""
    with pytest.raises(ReadError, match=r"list\.xlsx: no rows to read"):
        read(xlsx({"Sheet1": rows}))


def test_formulas(xlsx: Xlsx) -> None:
    """A formula without a result is refused by place, and its row is kept without it."""
    found = read(xlsx({"Elements": [["Label", "Type"], ["A", "=B1"], ["B", "NGO"]]}))

    assert list(found.entities) == ["A", "B"]
    assert len(found.refused) == 1
    assert found.refused[0].startswith(
        "list.xlsx, sheet 'Elements', row 2, column 'Type': the cell holds a formula without"
    )


@pytest.mark.parametrize(
    ("elements", "connections", "source"),
    [
        pytest.param("x-elements.csv", "x-connections.csv", "x", id="stem"),
        pytest.param("Elements.csv", "connections.CSV", "folder", id="no stem"),
        pytest.param("elements 2024.csv", "Connections 2024.csv", "2024", id="stem behind"),
        pytest.param("мережа-elements.csv", "мережа-connections.csv", "folder", id="script"),
    ],
)
def test_pairs(tmp_path: Path, elements: str, connections: str, source: str) -> None:
    """Two CSV files load as one workbook when either is named."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / elements).write_text("Label,Type\nA,NGO\nB,fund\n")
    (folder / connections).write_text("From;To;Type\nB;A;funds\n")
    one, other = (list(read_csv(folder / name, Given())) for name in (elements, connections))

    assert one == other
    found = read(folder / elements)
    assert found.source.id == source
    assert found.source.title == f"{elements} and {connections}"
    assert found.joined() == FUNDS


def test_pairs_without_a_name(tmp_path: Path) -> None:
    """A pair whose names and folder cannot make an id is called as its files are."""
    folder = tmp_path / "мережа"
    folder.mkdir()
    (folder / "elements.csv").write_text("Label\nA\n")
    (folder / "connections.csv").write_text("From;To\nA;Mali\n")

    assert read(folder / "connections.csv").source.id == "connections"


@pytest.mark.parametrize(
    ("name", "beside"),
    [
        pytest.param("elements.csv", "x-connections.csv", id="another stem"),
        pytest.param("list.csv", "connections.csv", id="no pair"),
        pytest.param("elements.csv", "connections.txt", id="another suffix"),
    ],
)
def test_no_pairs(table: Table, name: str, beside: str) -> None:
    """A file without its other half is read alone."""
    table("From,To\nX,Y\n", beside)
    found = read(table("Label\nA\n", name))

    assert list(found.entities) == ["A"]
    assert found.source.title == name


def test_what_the_steward_says(table: Table) -> None:
    """The source is as the steward says, where she says so."""
    found = read(table("Label\nA\n"), Given(source="mine", title="Mine", label=Label.AMBER))

    assert (found.source.id, found.source.title) == ("mine", "Mine")
    assert found.source.label == Label.AMBER
    assert found.entities["A"].id == "mine/a"


def test_many_unknown_words(table: Table) -> None:
    """The report names the most frequent unknown words, and counts the rest together."""
    found = read(table("Label,Type\n" + "".join(f"{n},word {n}\n" for n in range(50))))
    counts = [n for what, n in found.held.items() if what.startswith("types not in")]

    assert len(counts) == NAMED_WORDS + 1
    assert (sum(counts), max(counts)) == (50, 30)


def test_loading(xlsx: Xlsx, tmp_path: Path) -> None:
    """A workbook loads into a store; again, nothing changes; a shorter one withdraws."""
    store = SqliteStore(tmp_path / "s.db")
    path = xlsx({"Elements": ELEMENTS, "Connections": CONNECTIONS})
    reports = [load(store, read_xlsx(path, Given()), file="list", form="xlsx") for _ in range(2)]
    path = xlsx({"Elements": ELEMENTS[:2]})
    reports.append(load(store, read_xlsx(path, Given()), file="list", form="xlsx"))
    store.close()

    moved = [(c.created, c.unchanged, c.withdrawn) for r in reports for c in [r.counts]]
    assert moved == [(3, 0, 0), (0, 3, 0), (0, 1, 2)]


def test_unreadable_sheet(patched: Callable[..., Path]) -> None:
    """A fault far down in a sheet names the sheet."""
    path = patched({"xl/worksheets/sheet1.xml": b"<sheetData><row r='2'/><row r='1'/></sheetData>"})

    with pytest.raises(ReadError, match=r"patched\.xlsx, sheet 'Elements': not readable"):
        read(path)


TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["A", "B", "Mali", "2019", "RED", "a|b", "05/06/2020", "=1+1", "1,000", "\x00"]
    ),
    st.sampled_from([word for sort in NAMES for word in list(words(sort))[:20]]),
)


def row_of(shape: str) -> st.SearchStrategy[list[str]]:
    """A row with something, or nothing, in each column of a shape."""
    return st.lists(
        st.one_of(st.just(""), TEXTS), min_size=len(columns(shape)), max_size=len(columns(shape))
    )


def tables(shape: str) -> st.SearchStrategy[list[list[str]]]:
    """A table of a shape, with all of its columns."""
    headings = [column.headings[0] for column in columns(shape).values()]
    rows = st.lists(row_of(shape), min_size=1, max_size=6)
    return rows.map(lambda found: [headings, *found])


@RANDOM
@given(elements=tables("elements"), connections=tables("connections"))
def test_any_cells(
    tmp_path_factory: pytest.TempPathFactory,
    elements: list[list[str]],
    connections: list[list[str]],
) -> None:
    """Whatever stands in the cells, what is read can be kept, and each id is said once."""
    folder = tmp_path_factory.mktemp("any")
    for name, rows in (("elements.csv", elements), ("connections.csv", connections)):
        lines = (
            "\t".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows
        )
        (folder / name).write_bytes("\n".join(lines).encode("utf-8", "replace"))
    store = SqliteStore(folder / "s.db")
    report = load(store, read_csv(folder / "elements.csv", Given()), file="x", form="csv")
    store.close()

    assert report.problem is None or "no rows to read" in report.problem
    assert all(refused.place.row for refused in report.refused)


@RANDOM
@given(content=st.binary(max_size=300), prefix=st.sampled_from(["", "Label,Type\n", "From;To\n"]))
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, content: bytes, prefix: str) -> None:
    """Whatever bytes a file holds, reading ends, or is refused in words."""
    path = tmp_path_factory.mktemp("any") / "list.csv"
    path.write_bytes(prefix.encode() + content)

    for reader in (read_csv, read_xlsx):
        try:
            list(reader(path, Given()))
        except ReadError as error:
            assert error.place.file == "list.csv"  # noqa: PT017


@pytest.fixture(scope="module")
def whole() -> bytes:
    """The bytes of a workbook with cells of every type."""
    book = Workbook()
    for row in (["Label", "Since", "Themes"], ["A", 2019, "mediation"], ["B", True, "=1+1"]):
        book.worksheets[0].append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def tried(path: Path, content: bytes) -> None:
    """Read a workbook that may be broken in any way."""
    path.write_bytes(content)
    try:
        list(read_xlsx(path, Given()))
    except ReadError as error:
        assert error.place.file == path.name  # noqa: PT017


@pytest.mark.parametrize("seed", range(10))
def test_any_damage_to_the_archive(tmp_path: Path, whole: bytes, seed: int) -> None:
    """A workbook with damaged bytes is read, or refused in words."""
    chance = random.Random(seed)
    for _ in range(30):
        content = bytearray(whole)
        for _ in range(chance.choice((1, 3, 30))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        tried(tmp_path / "list.xlsx", bytes(content[: chance.choice((None, len(content) // 2))]))


def parts(whole: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)


@pytest.mark.parametrize("seed", range(10))
def test_any_damage_to_a_part(tmp_path: Path, whole: bytes, seed: int) -> None:
    """A workbook with damaged XML, in a sound archive, is read, or refused in words."""
    chance = random.Random(seed)
    sound = dict(parts(whole))
    for _ in range(30):
        name = chance.choice(list(sound))
        part = bytearray(sound[name])
        for _ in range(chance.choice((1, 2, 5))):
            place = chance.randrange(len(part))
            part[place : place + chance.choice((0, 1, 8))] = chance.choice(
                (b"", b"9", b"<", b">", b'"', b"x", b"&#0;", b"-1", b"\xff", b"99999999999")
            )
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for other, text in (sound | {name: bytes(part)}).items():
                archive.writestr(other, text)
        tried(tmp_path / "list.xlsx", content.getvalue())


def claims(path: Path) -> dict[str, bytes]:
    """All entities and ties by id, as they are kept."""
    found = read_csv(path, Given())
    return {item.id: record(item) for item in found if isinstance(item, Entity | Tie)}


@RANDOM
@given(chance=st.randoms(use_true_random=False))
def test_order(tmp_path_factory: pytest.TempPathFactory, chance: random.Random) -> None:
    """Rows may stand in any order: no id changes, nor anything else."""
    elements = [f"{name},{kind}" for name in "ABCD" for kind in ("NGO", "fund")][::3]
    ends = [(start, end) for start in "ABCX" for end in ("B", "D", "Mali")]
    connections = [f"{start},{end},{kind}" for start, end in ends for kind in ("trains", "funds")]
    alone = [*connections, "a,b,trains", "Á,b,knows"]
    folder = tmp_path_factory.mktemp("order")
    found = []
    for _ in range(2):
        files = {
            "x-elements": ["Label,Type", *elements],
            "x-connections": ["From,To,Type", *connections],
            "alone": ["From,To,Type", *alone],
        }
        for name, rows in files.items():
            (folder / f"{name}.csv").write_text("\n".join(rows))
        found.append([claims(folder / f"{name}.csv") for name in ("x-elements", "alone")])
        for rows in (elements, connections, alone):
            chance.shuffle(rows)

    assert found[0] == found[1]
    assert all(found[0])
