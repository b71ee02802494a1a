"""Reading PA-X and PAA-X: who signed, files of one family, and what is no such file."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from graph.domain.labels import Label
from graph.stores.sqlite.store import SqliteStore
from graph.views.building import build
from ingest.decoding.beginning import Beginning
from ingest.errors import ReadError
from ingest.formats import format_of
from ingest.loading.load import load
from ingest.pax.reader import read_pax
from ingest.pax.tables import fits
from ingest.reader import Given
from tests.ingest.pax.written import actor, agreement, read, signatory, table
from tests.ingest.registers.written import entities, held, named_ties, refused, ties
from tests.networks import TODAY


def test_signatories(tmp_path: Path) -> None:
    """Whoever signed is tied to the agreement as party or third party, on its day."""
    rows = [
        signatory(),
        signatory(actor_name="Mali", actor_type="Country/State"),
        signatory(
            actor_name="Example Union",
            actor_type="Intergovernmental Organization",
            signatory_type="Third Party",
        ),
    ]
    items = read(tmp_path / "X_agt.json", *rows)
    assert {(start, end) for start, kind, end in _signed(tmp_path, *rows)} == {
        ("Northern Front", "Accord 7"),
        ("country:ML", "Accord 7"),
        ("Example Union", "Accord 7"),
    }
    found = [tie for tie in ties(items) if tie.kind == "signed"]
    assert [tie.role for tie in found] == ["party", "party", "third party"]
    assert {str(tie.since) for tie in found} == {"2015-06-20"}
    assert held(items)["signatories"] == 3
    assert held(items)["signed as party"] == 2
    assert held(items)["agreements"] == 1
    assert refused(items) == []


def _signed(folder: Path, *rows: dict[str, str]) -> set[tuple[str, str, str]]:
    items = read(folder / "signed.json", *rows)
    names = {one.id: name for name, one in entities(items).items()}
    named = ((names.get(t.start, t.start), t.kind, names[t.end]) for t in ties(items) if t.role)
    return {one for one in named if one[1] == "signed"}


def test_agreement_of_signatories(tmp_path: Path) -> None:
    """The agreement is entered as its first row says, and part of its process."""
    items = read(tmp_path / "X_agt.csv", signatory(), signatory(actor_name="Southern Front"))
    assert [name for name, one in entities(items).items() if one.kind == "instrument"] == [
        "Accord 7"
    ]
    assert ("Accord 7", "part_of", "Mali: northern process") in named_ties(items)


def test_numbers_alone(tmp_path: Path) -> None:
    """A list of numbers is read, too: each is called by its number until another file names it."""
    row = {"AgtId": "7", "id_paax": "ARM_12", "signatory_type": "party", "note": "initialled"}
    items = read(tmp_path / "signatories.csv", row)
    assert {name: one.kind for name, one in entities(items).items()} == {
        "Agreement 7 of PA-X": "instrument",
        "Actor ARM_12 of PAA-X": "armed_actor",
    }
    (tie,) = ties(items)
    assert tie.extra == (("note", "initialled"),)


def test_other_capacity(tmp_path: Path) -> None:
    """Somebody who signed as something else keeps the word for it."""
    items = read(tmp_path / "X_agt.csv", signatory(signatory_type="observer"))
    assert [tie.role for tie in ties(items) if tie.kind == "signed"] == ["observer"]
    assert held(items)["signed otherwise"] == 1


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        pytest.param({}, "row 3: row 2 says the same", id="twice"),
        pytest.param({"AgtId": "x"}, "row 3: 'x' is no number of an agreement", id="no number"),
        pytest.param({"actor_name": "", "AgtId": "9"}, "row 3: the row has no name", id="nobody"),
        pytest.param(
            {"Agt": "Another", "actor_name": "B"},
            "row 3, column 'Agt': 'Another' is called 'Accord 7' in row 2, which is kept",
            id="another name",
        ),
        pytest.param(
            {"actor_type": "Choir", "actor_name": "B"},
            "row 3, column 'actor_type': 'Choir' is no type of actor",
            id="type",
        ),
    ],
)
def test_refused(tmp_path: Path, cells: dict[str, str], problem: str) -> None:
    """What cannot be read is refused at its row, or its cell; the rest of the file stays."""
    rows = signatory(), signatory(**cells), signatory(AgtId="8", Agt="Accord 8")
    items = read(tmp_path / "X_agt.csv", *rows)
    (said,) = refused(items)
    assert said.startswith(f"X_agt.csv, {problem}")
    assert {"Accord 7", "Accord 8"} <= entities(items).keys()


def test_one_family(tmp_path: Path) -> None:
    """Files of the family that are loaded together know one agreement, process and actor."""
    store = SqliteStore(tmp_path / "network.db")
    paths = [
        table(tmp_path / "pax.csv", [agreement(WggPar="1")]),
        table(tmp_path / "actors.csv", [actor()]),
        table(tmp_path / "signed.json", [signatory()]),
    ]
    for path in paths:
        report = load(store, read_pax(path, Given()), file=path.name, form="pax")
        assert (report.problem, report.refused) == (None, ())
    view = build(store.claims(Label.RED), TODAY)
    store.close()
    named = [node for node in range(len(view)) if view.stakeholder(node).name in NAMES]
    assert sorted(view.stakeholder(node).name for node in named) == sorted(NAMES)


NAMES = ("Accord 7", "Mali: northern process", "Northern Front")


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([agreement()], id="agreements"),
        pytest.param([agreement(WggPar="1")], id="gender"),
        pytest.param([actor()], id="actors"),
        pytest.param([signatory()], id="signatories"),
    ],
)
@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_told_by_headings(tmp_path: Path, rows: list[dict[str, str]], ending: str) -> None:
    """Each table is told by its headings, whatever its file is called."""
    assert format_of(table(tmp_path / f"any.{ending}", rows)).name == "pax"


def test_byte_order_mark(tmp_path: Path) -> None:
    """A mark at the beginning and another delimiter do not hide the headings."""
    path = table(tmp_path / "any.csv", [agreement()])
    text = path.read_text("utf-8").replace(",", ";")
    path.write_text("\ufeff" + text, encoding="utf-8")
    assert format_of(path).name == "pax"
    assert "Accord 7" in entities(read_pax(path, Given()))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"PK\x03\x04broken", id="broken archive"),
        pytest.param(b"Name,Country\nA,Mali\n", id="another table"),
        pytest.param(b"AgtId,Women\n7,1\n", id="no name of agreements"),
        pytest.param(b'{"name": "A"}', id="other JSON"),
        pytest.param(b"<xml/>", id="markup"),
    ],
)
def test_does_not_fit(tmp_path: Path, content: bytes) -> None:
    """What has none of the headings is another file, and is refused when it is named one."""
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    assert not fits(Beginning.of(path))
    with pytest.raises(ReadError, match=r"^any\.csv"):
        list(read_pax(path, Given()))


def test_other_sheet(tmp_path: Path) -> None:
    """A sheet of a workbook without the headings is named."""
    path = table(tmp_path / "pax.xlsx", [agreement()])
    book = load_workbook(path)
    book["Sheet"].append(["Notes by hand"])
    book.save(path)
    (said,) = refused(read_pax(path, Given()))
    assert said == "pax.xlsx, sheet 'Sheet': the sheet has none of the headings known"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("AgtId,Agt,Dat,Agt\n", "the heading 'Agt' is there twice", id="twice"),
        pytest.param('AgtId,Agt,Dat\n"7', "close the cell", id="open quote"),
        pytest.param('[{"AgtId": 7, "Agt": "A", "Dat": "1990"}', "the file ends", id="open list"),
        pytest.param(
            '[{"AgtId": 7, "Agt": "A", "Dat": "1990"}, [[' + "[" * 5000, "JSON|deep", id="nested"
        ),
    ],
)
def test_cannot_be_read_on(tmp_path: Path, text: str, problem: str) -> None:
    """A broken file stops with one located error."""
    path = tmp_path / "bad"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=problem):
        list(read_pax(path, Given()))


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        pytest.param([1], "the value is no text and no number", id="a list"),
        pytest.param("\ud800", "text holds half of a surrogate", id="half a character"),
        pytest.param("\x00", "text holds a null character", id="null"),
        pytest.param("a\x07", "control character", id="control"),
    ],
)
def test_values(tmp_path: Path, value: object, problem: str) -> None:
    """A value of JSON that is no text of ours is refused at its name, and the row is read."""
    items = read(tmp_path / "pax.json", {**agreement(), "Status": value})
    (said,) = refused(items)
    assert said.startswith("pax.json:1, column 'Status': ")
    assert problem in said
    assert "Accord 7" in entities(items)


def test_objects(tmp_path: Path) -> None:
    """An object with a key twice is refused at its line, and what is true or false is a flag."""
    path = tmp_path / "actors.json"
    row = '{"id_paax": "NGO_5", "actor_name": "Example Women", "actor_type": "NGO", "women": true}'
    path.write_text(f'[{row},\n{{"id_paax": "NGO_6", "id_paax": "NGO_7"}}]', encoding="utf-8")
    items = list(read_pax(path, Given()))
    assert entities(items)["Example Women"].kind == "womens_network"
    assert refused(items) == ["actors.json:2: the key 'id_paax' is there twice"]


HEADINGS = b"AgtId,Agt,Dat\n"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(HEADINGS + b"7,\xe9,1990\n", "bad:2: the text is not UTF-8", id="Latin"),
        pytest.param(HEADINGS + b"7" + b",x" * 1001, "more than 1000 columns", id="columns"),
    ],
)
def test_hostile(tmp_path: Path, content: bytes, problem: str) -> None:
    """What nobody can have meant stops the reading, with its place."""
    path = tmp_path / "bad"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=problem):
        list(read_pax(path, Given()))


def test_no_date(tmp_path: Path) -> None:
    """NaN is no date: it is refused alone, and its agreement is kept."""
    path = tmp_path / "pax.json"
    path.write_bytes(b'[{"AgtId": 7, "Agt": "A", "Dat": NaN}]')
    items = list(read_pax(path, Given()))
    assert entities(items)["A"].since is None
    assert refused(items) == ["pax.json:1: NaN is no number of JSON; it was left out"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(
            HEADINGS + b"7," + b"x" * 100_001 + b",1990\n",
            "row 2, column 'Agt': the cell holds more than 100,000 characters",
            id="a cell that is too long",
        ),
        pytest.param(
            b'[{"AgtId": 7, "Agt": "A", "Dat": "1990"},\n{"AgtId": Infinity, "Agt": "B"}]',
            "bad:2: '' is no number of an agreement",
            id="no number",
        ),
        pytest.param(
            HEADINGS.replace(b"\n", b"\r") + b"7,A,1990\r8,B\x00,1990\r",
            "row 3, column 'Agt': the cell holds the control character",
            id="a null, and old line ends",
        ),
    ],
)
def test_hostile_cell(tmp_path: Path, content: bytes, problem: str) -> None:
    """What is wrong with one cell or object is refused there, and the file is read on."""
    path = tmp_path / "bad"
    path.write_bytes(content)
    said = refused(read_pax(path, Given()))
    assert problem in said[0]


ROWS: dict[str, Callable[..., dict[str, str]]] = {
    "agreements": agreement,
    "signatories": signatory,
    "actors": actor,
}
COLUMNS = {
    *("AgtId", "Agt", "Dat", "date", "PPName", "PP", "Con", "Loc1ISO", "Stage", "Agtp", "GeWom"),
    *("WggPar", "description", "PAX_Hyperlink", "Part", "GCh", "signatory_type", "actor_name"),
    *("actor_type", "id_paax", "iso3c", "alt_names", "abbreviation", "cs_type", "international"),
}
CELLS = st.sampled_from(["", "0", "1", "7", "15/02/1990", "03/04/1990", "MLI", "a | b", "/", "NaN"])


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from(sorted(ROWS)),
    st.sampled_from(["csv", "json"]),
    st.lists(
        st.dictionaries(st.sampled_from(sorted(COLUMNS)), CELLS | st.text(max_size=6), max_size=8),
        max_size=4,
    ),
)
def test_any_cells(tmp_path: Path, shape: str, ending: str, rows: list[dict[str, str]]) -> None:
    """Whatever the cells hold, they end in claims that a store takes, or in refusals."""
    with suppress(ReadError, UnicodeEncodeError):
        items = read(tmp_path / f"any.{ending}", *(ROWS[shape](**row) for row in [{}, *rows]))
        store = SqliteStore(tmp_path / "any.db")
        report = load(store, items, file="any", form="pax", rehearsal=True)
        store.close()
        assert report.problem is None
        assert not [one for one in report.refused if "nobody describes" in one.problem]
