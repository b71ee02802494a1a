"""What a file says of persons never reaches a reader cleared for CLEAR, whatever the format."""

import csv
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from graph.domain.labels import Label
from graph.stores.sqlite.store import SqliteStore
from ingest.formats import format_of
from ingest.inspecting.looking import inspect
from ingest.inspecting.proposing import propose
from ingest.loading.load import load
from ingest.mapping.parsing import read_plan
from ingest.mapping.reader import read_mapped
from ingest.reader import Given

#: What stands in every text on a person, in any spelling that ids and messages may give it.
MARK = "zqmark"
OPEN = Given(label=Label.CLEAR)
#: Headings of lists of people by language: the name, the organisation, the post, and others.
LISTS = {
    "en": ("Name", "Organisation", "Position", ("Gender", "Phone", "Email", "Director's notes")),
    "fr": ("Nom et prénom", "Structure", "Fonction", ("Sexe", "Téléphone", "Tél. bureau", "Ville")),
    "es": ("Nombre y apellido", "Institución", "Cargo", ("Sexo", "Celular", "Correo", "Apodo")),
    "pt": ("Nome completo", "Instituição", "Cargo", ("Sexo", "Telefone", "Idade", "Morada")),
    "ar": ("الاسم الكامل", "المنظمة", "الوظيفة", ("الجنس", "الهاتف", "العمر", "ملاحظات")),
}


def seen(path: Path, mapping: str | None = None) -> tuple[str, str]:
    """All that a store has for a reader of CLEAR, and of RED, of a file that is loaded as CLEAR."""
    form = format_of(path)
    items = form.reader(path, OPEN)
    if mapping is not None:
        beside = path.with_name("m.mapping.yaml")
        beside.write_text(mapping, "utf-8")
        items = read_mapped(path, OPEN, read_plan(beside))
    store = SqliteStore(path.parent / "network.db")
    try:
        assert load(store, items, file=path.name, form=form.name).problem is None
        return repr(store.claims(Label.CLEAR)), repr(store.claims(Label.RED))
    finally:
        store.close()


def written(folder: Path, rows: list[list[str]], kind: str) -> Path:
    """A table as CSV or XLSX."""
    path = folder / f"list.{kind}"
    if kind == "csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return path
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


@st.composite
def lists(draw: st.DrawFn) -> list[list[str]]:
    """A list of people in any of the languages, with its columns in any order."""
    name, body, post, others = LISTS[draw(st.sampled_from(sorted(LISTS)))]
    more = draw(st.lists(st.sampled_from(others), unique=True))
    headings = draw(st.permutations([name, body, post, *more]))
    words = st.sampled_from([f"Ada {MARK}", f"{MARK}@example.org", f"+223 {MARK}", f"{MARK} 12"])
    rows = []
    for number in range(draw(st.integers(1, 4))):
        cells = {heading: draw(words) for heading in headings}
        cells |= {
            name: f"Ada {MARK} {number % 2}",
            body: draw(st.sampled_from(["Women A", "-", ""])),
        }
        rows.append([cells[heading] for heading in headings])
    return [[str(heading) for heading in headings], *rows, ["Total", f"{MARK} 2"]]


@settings(max_examples=25)
@given(lists(), st.sampled_from(["csv", "xlsx"]), st.booleans())
def test_lists_of_people(rows: list[list[str]], kind: str, mapped: bool) -> None:  # noqa: FBT001
    """A list of people shows at most its organisations, read as it is or by what is proposed."""
    with TemporaryDirectory() as folder:
        path = written(Path(folder), rows, kind)
        proposal = propose(inspect(path, path.name)) if mapped else None
        public, whole = seen(path, proposal)
    assert MARK not in public
    assert MARK in whole


CYTOSCAPE = {
    "elements": {
        "nodes": [
            {"data": {"id": "w", "label": "Women A", "type": "NGO", "email": f"{MARK}@a.org"}},
            {"data": {"id": "p", "label": f"Ada {MARK}", "type": "person", "note": MARK}},
        ],
        "edges": [{"data": {"source": "p", "target": "w", "type": "works for", "role": MARK}}],
    }
}
POPOLO = {
    "persons": [{"id": "p", "name": f"Ada {MARK}", "gender": MARK, "biography": MARK}],
    "organizations": [{"id": "w", "name": "Women A"}],
    "memberships": [{"person_id": "p", "organization_id": "w", "role": f"chair {MARK}"}],
}
FTM = [
    {"id": "p", "schema": "Person", "properties": {"name": [f"Ada {MARK}"], "notes": [MARK]}},
    {"id": "w", "schema": "Organization",
     "properties": {"name": ["Women A"], "email": [f"{MARK}@a.org"], "phone": [MARK]}},
    {"id": "e", "schema": "Employment",
     "properties": {"employee": ["p"], "employer": ["w"], "role": [MARK]}},
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("a.json", json.dumps(CYTOSCAPE), id="Cytoscape.js"),
        pytest.param("a.json", json.dumps(POPOLO), id="Popolo"),
        pytest.param("a.json", "\n".join(map(json.dumps, FTM)), id="FollowTheMoney"),
        pytest.param(
            "a.csv",
            f"Label,Type,Email,Phone,Contact person\nWomen A,NGO,{MARK}@a.org,{MARK},A {MARK}\n",
            id="contacts of organisations",
        ),
        pytest.param(
            "a.csv",
            f"Label,Type,Organisation,Function,Note\nAda {MARK},person,Women A,{MARK},{MARK}\n",
            id="persons among elements",
        ),
        pytest.param(
            "a.csv",
            f"From,To,Type,Role\nAda {MARK},Women A,president of,{MARK}\n"
            f"Women A,Bea {MARK},employs,\nAda {MARK},Cora {MARK},knows,{MARK}\n",
            id="connections",
        ),
    ],
)
def test_formats(tmp_path: Path, name: str, text: str) -> None:
    """Persons, their posts and every way to reach somebody are closed in each format."""
    path = tmp_path / name
    path.write_text(text, "utf-8")
    public, whole = seen(path)
    assert MARK not in public
    assert "Women A" in public
    assert MARK in whole
