"""Workbooks that are written and read back: XLSX, and CSV in a zip."""

import csv
import io
import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph.domain.labels import Label
from graph.domain.model import Claim, Contact, Entity, Tie
from graph.views.view import KINDS, View
from tests.networks import entity, shared, tie, view_of
from tests.strategies import SHARED, networks
from tests.visualise.exports.reading_back import can_be_read_back, read_back, written
from visualise.exports.csv_pair import defused
from visualise.exports.rows import Export
from visualise.exports.sheets import digits, sheet_id
from visualise.exports.xlsx import LONGEST_CELL, cell_text

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''-1", "=HYPERLINK(0)", "_x0041_")

Told = dict[str, tuple[object, ...]]


def unpacked(path: Path) -> Path:
    """The file to load: a zip of CSV files is unpacked first."""
    if path.suffix != ".zip":
        return path
    with ZipFile(path) as archive:
        archive.extractall(path.parent)
    return path.parent / "elements.csv"


def carried(value: object) -> str | None:
    """What a cell carries of a text."""
    if value is None:
        return None
    return CONTROLS.sub("\ufffd", str(value)).strip() or None


def told_by_view(view: View) -> Told:
    """What sheets have columns for, as *view* says it."""
    export, found = Export(view), Told()
    for node in export.chosen.tolist():
        one = view.stakeholder(node)
        entities = view.entities(node)
        dated = next((e for e in entities if e.since or e.until), entities[0])
        if not one.id.startswith(("theme:", "country:", "region:")):
            level = one.levels[0].value if one.levels else None
            label = Label(int(view.labels[node]))
            kind, name = KINDS[view.kinds[node]], carried(view.names[node])
            names = parts([view.names[node], *(said.value for said in one.names[1:])])
            known = parts([said.value for said in one.identifiers])
            said = (level, dated.since, dated.until, label, names, known, parts(one.sources))
            found[one.id] = (kind, name, *said)
    for place in export.ties.tolist():
        one_tie = view.tie(place)
        ends = view.ids[int(view.starts[place])], view.ids[int(view.ends[place])]
        label = Label(int(view.tie_labels[place]))
        found[one_tie.id] = (*told_of(one_tie, ends, label), one_tie.source)
    return found


def parts(values: Iterable[str]) -> frozenset[str]:
    """Values of a list as a cell carries them: what holds a bar or a new line comes apart."""
    found = (carried(part) for value in values for part in re.split(r"[|;\n]", value))
    return frozenset(part for part in found if part)


def told_of(one: Tie, ends: tuple[str, str], label: Label) -> tuple[object, ...]:
    """What sheets have columns for, of a tie."""
    texts = (carried(one.role), carried(one.cited), one.track, one.since, one.until)
    numbers = (one.weight, one.share, one.amount, one.currency, one.marker)
    return (one.kind, *ends, *texts, *numbers, label)


def told_by_claims(claims: list[Claim]) -> Told:
    """The same, as the claims of a workbook that was read back say it."""
    names, found = {}, Told()
    for one in claims:
        if isinstance(one, Entity):
            (own,) = (name for name in one.identifiers if name.startswith("tracktwo:"))
            names[one.id] = own.removeprefix("tracktwo:")
            known = parts([name for name in one.identifiers if name != own])
            sources = parts([said for name, said in one.extra if name == "Claimed by"])
            said = (one.level, one.since, one.until, one.own_label)
            every = parts([one.name, *one.aliases])
            found[names[one.id]] = (one.kind, one.name, *said, every, known, sources)
    for claim in claims:
        if isinstance(claim, Tie):
            own = dict(claim.extra)["Tracktwo ID"]
            ends = names.get(claim.start, claim.start), names.get(claim.end, claim.end)
            source = dict(claim.extra)["Claimed by"]
            found[own] = (*told_of(claim, ends, claim.own_label), source)
    return found


@pytest.mark.parametrize("name", ["xlsx", "csv"])
@settings(max_examples=25)
@given(claims=networks(), clearance=st.sampled_from(Label))
def test_same_network(name: str, claims: list[Claim], clearance: Label) -> None:
    """Every element and connection comes back, with what sheets have columns for."""
    view = view_of(*shared(*SHARED), *claims, clearance=clearance)
    assume(can_be_read_back(view))
    with TemporaryDirectory() as folder:
        found = told_by_claims(read_back(unpacked(written(view, name, Path(folder)))))

    assert found == told_by_view(view)


@pytest.mark.parametrize("name", ["xlsx", "csv"])
@pytest.mark.parametrize("text", FORMULAS)
def test_formulas(name: str, text: str, tmp_path: Path) -> None:
    """A text that a spreadsheet would run is a text, and comes back as it was."""
    view = view_of(
        entity("list/a", name=text), entity("list/b"), tie("list/a", "knows", "list/b", role=text)
    )
    claims = read_back(unpacked(written(view, name, tmp_path)))

    (role,) = [one.role for one in claims if isinstance(one, Tie)]
    assert text in [one.name for one in claims if isinstance(one, Entity)]
    assert role == text


def test_nothing_is_run(tmp_path: Path) -> None:
    """No cell of a workbook is a formula, and none of a CSV file begins like one."""
    view = view_of(*(entity(f"list/{n}", name=text) for n, text in enumerate(FORMULAS)))
    book = openpyxl.load_workbook(written(view, "xlsx", tmp_path))
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    text = unpacked(written(view, "csv", tmp_path)).read_text("utf-8-sig")
    begins = {cell[:1] for row in csv.reader(io.StringIO(text)) for cell in row}

    assert kinds <= {"s", "inlineStr", "n"}
    assert not begins & set("=+-@\t\r")


def test_contacts(tmp_path: Path) -> None:
    """Contacts have columns by what they are, and all of a row the highest of their labels."""
    contacts = (
        Contact(kind="email", value="a@example.org", label=Label.CLEAR),
        Contact(kind="email", value="at the desk", label=Label.GREEN),
        Contact(kind="phone", value="+223 555", label=Label.AMBER),
        Contact(kind="radio", value="channel 4", label=Label.RED),
    )
    view = view_of(entity("list/a", contacts=contacts))
    (one,) = [e for e in read_back(written(view, "xlsx", tmp_path)) if isinstance(e, Entity)]

    assert {(c.kind, c.value) for c in one.contacts} == {
        ("email", "a@example.org"),
        ("contact", "email: at the desk"),
        ("phone", "+223 555"),
        ("contact", "radio: channel 4"),
    }
    assert {c.label for c in one.contacts} == {Label.RED}


def test_what_columns_do_not_take(tmp_path: Path) -> None:
    """A link that is none, and an identifier that a cell would part, are kept beside the rest."""
    view = view_of(entity("list/a", link="see the door", identifiers=("local:a|b", "local:c")))
    (one,) = [e for e in read_back(written(view, "xlsx", tmp_path)) if isinstance(e, Entity)]

    assert one.link is None
    assert "local:c" in one.identifiers
    assert ("Extra", "url: see the door|identifier: local:a|b") in one.extra


def test_about(tmp_path: Path) -> None:
    """A workbook carries its label and its sources, on a sheet that is not read as data."""
    view = view_of(entity("list/a", label=Label.GREEN))
    book = openpyxl.load_workbook(written(view, "xlsx", tmp_path))
    lines = [row[0].value for row in book["About (ignore)"]]

    assert book.sheetnames == ["Elements", "Connections", "About (ignore)"]
    assert lines[:2] == ["Tracktwo network as of 2025-06-01", "TLP:GREEN"]
    assert lines[3] == "Source list: The list, TLP:CLEAR"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        pytest.param("1250000.50", "1250000.50", id="plain"),
        pytest.param("1.255", "1.2550", id="might-be-thousands"),
        pytest.param("-1.255", "-1.2550", id="less-than-nothing"),
        pytest.param("1E+5", "100000", id="exponent"),
        pytest.param("1E-7", "0.0000001", id="small"),
    ],
)
def test_digits(number: str, text: str) -> None:
    """A number is written so that it can mean no other."""
    assert digits(Decimal(number)) == text


@pytest.mark.parametrize(
    ("name", "written_as"),
    [
        pytest.param("open/femmes", "open/femmes", id="plain"),
        pytest.param("country:ML", "country:ML", id="shared"),
        pytest.param("a/b_c.d|e", r"a/b-c-d-e-[0-9a-f]{16}", id="signs"),
        pytest.param("a/平和", r"a/-[0-9a-f]{16}", id="script"),
        pytest.param("平和", r"[0-9a-f]{16}", id="nothing-plain"),
    ],
)
def test_sheet_id(name: str, written_as: str) -> None:
    """Ids in sheets hold no sign that Kumu or a cell of several values would trip over."""
    assert re.fullmatch(written_as, sheet_id(name))


def test_long_text() -> None:
    """A cell is cut where spreadsheets would refuse it, and says so."""
    cut = cell_text("x" * 40_000)

    assert len(cut) == LONGEST_CELL
    assert cut.endswith("… (cut)")


def test_empty_cell() -> None:
    """What nobody says is an empty cell."""
    assert defused(None) == ""
