"""In every format, a row that cannot be read keeps what its source said before."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.domain.labels import Label
from graph.stores.base import Store
from graph.stores.sqlite.store import SqliteStore
from ingest.files import Found, read_found
from ingest.loading.load import load
from ingest.loading.report import FileReport
from ingest.reader import Given
from tests.ingest.formats_files import COUNCIL, FLOWS, ROR

ELEMENTS = "Label,Since,Countries\nA,2019,ML\nB,,NE\n"
JOINED = "From,To,Since\nA,B,2019\nC,D,\n"
TABLE = "Qui,Depuis,Avec\nA,2019,B\nC,,D\n"
MAPPING = """
entities:
  body: {kind: civil_society, name: <Qui>, since: <Depuis>}
  other: {kind: civil_society, name: <Avec>}
ties: [{kind: partners_with, from: body, to: other}]
"""
GRAPHML = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="s" for="all" attr.name="since" attr.type="string"/><graph edgedefault="directed">
<node id="a"><data key="s">2019</data></node><node id="b"/>
<edge id="e" source="a" target="b"><data key="s">2020</data></edge></graph></graphml>
"""
POPOLO = {
    "persons": [{"id": "p", "name": "P"}],
    "organizations": [{"id": "o", "name": "O", "founding_date": "2019"}],
    "memberships": [{"id": "m", "person_id": "p", "organization_id": "o"}],
}
FTM = "".join(
    json.dumps({"id": name, "schema": schema, "properties": values}) + "\n"
    for name, schema, values in (
        ("a", "Organization", {"name": ["A"]}),
        ("b", "Organization", {"name": ["B"]}),
        ("e", "Membership", {"member": ["a"], "organization": ["b"]}),
    )
)
AGREEMENT = "AgtId,Agt,Dat,PPName\n1,Accord,2015-06-20,Talks\n2,Deal,2016-01-01,Talks\n"
KUMU = {
    "elements": [{"label": "A", "since": "2019"}, {"label": "B"}],
    "connections": [{"from": "A", "to": "B", "since": "2020"}],
}
CODES = """<codelist name="IATIOrganisationIdentifier"><codelist-items>
<codelist-item><code>XX-1</code>
<name><narrative>A</narrative></name></codelist-item><codelist-item><code>XX-2</code>
<name><narrative>B</narrative></name></codelist-item></codelist-items></codelist>
"""


TWO_FLOWS = FLOWS + "2,100,Standard,paid,2026-01-31,40,Freedonia,50,Forum\n"
OTHER = {"id": "https://ror.org/02mhbdp94", "names": [{"types": ["ror_display"], "value": "B"}]}
TWO_BODIES = json.dumps([ROR, ROR | OTHER])
ENTRY = COUNCIL[COUNCIL.index("<ENTITY>") : COUNCIL.index("</ENTITIES>")]
TWO_LISTED = COUNCIL.replace("</ENTITIES>", f"{ENTRY.replace('900', '901')}</ENTITIES>")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty store."""
    opened = SqliteStore(tmp_path / "network.db")
    yield opened
    opened.close()


def changed(whole: str, was: str, now: str) -> tuple[str, str]:
    """A file, and the same file with one part changed."""
    assert was in whole
    return whole, whole.replace(was, now, 1)


def loaded(store: Store, path: Path, text: str) -> FileReport:
    """Write a file and load it."""
    path.write_text(text, "utf-8")
    mapping = path.parent / f"{path.name}.mapping.yaml"
    found = Found(name=str(path), path=path, mapping=mapping if mapping.is_file() else None)
    form, items = read_found(found, Given())
    return load(store, items, file=path.name, form=form)


def ids(store: Store) -> set[str]:
    """Every entity and tie that is not of the shared vocabulary."""
    claims = store.claims(Label.RED)
    return {name for name in (*claims.entities.ids, *claims.ties.ids) if "/" in name}


@pytest.mark.parametrize(
    ("name", "editions"),
    [
        pytest.param("a.csv", changed(ELEMENTS, "2019", "soon"), id="element"),
        pytest.param("a.csv", changed(ELEMENTS, "A,2019", ",2019"), id="element without a name"),
        pytest.param("a.csv", changed(JOINED, "2019", "soon"), id="connection"),
        pytest.param("a.csv", changed(JOINED, "A,B", ",B"), id="connection without an end"),
        pytest.param("m.csv", changed(TABLE, "2019", "soon"), id="mapped"),
        pytest.param("m.csv", changed(TABLE, "A,2019,B", ",2019,"), id="mapped without a name"),
        pytest.param("a.graphml", changed(GRAPHML, "2019", "2019-99"), id="node"),
        pytest.param("a.graphml", changed(GRAPHML, "2020", "2020-99"), id="edge"),
        pytest.param("a.json", changed(json.dumps(KUMU), "2019", "2019-99"), id="Kumu element"),
        pytest.param("a.json", changed(json.dumps(KUMU), "2020", "2020-99"), id="Kumu connection"),
        pytest.param("a.json", changed(json.dumps(POPOLO), '"name": "O"', '"n": 1'), id="Popolo"),
        pytest.param("a.json", changed(json.dumps(POPOLO), "2019", "soon"), id="Popolo date"),
        pytest.param("a.json", changed(FTM, '{"name": ["B"]}', '{"alias": []}'), id="FtM thing"),
        pytest.param("a.json", changed(FTM, '{"member": ["a"], ', "{"), id="FtM edge"),
        pytest.param("a.csv", changed(TWO_FLOWS, "2026-01-31", "soon"), id="FTS"),
        pytest.param("a.csv", changed(TWO_FLOWS, "40,Freedonia", ","), id="FTS, without a giver"),
        pytest.param("a.csv", changed(AGREEMENT, "1,Accord", "1,"), id="PA-X"),
        pytest.param("a.json", changed(TWO_BODIES, "Peace Institute", ""), id="ROR"),
        pytest.param("a.xml", changed(TWO_LISTED, "DRC", ""), id="Security Council"),
        pytest.param("a.xml", changed(CODES, "<narrative>A</narrative>", ""), id="codelist"),
    ],
)
def test_row_that_cannot_be_read(
    store: Store, tmp_path: Path, name: str, editions: tuple[str, str]
) -> None:
    """All that was said before one part of the file became unreadable is still there."""
    (tmp_path / "m.csv.mapping.yaml").write_text(MAPPING, "utf-8")
    first, then = editions
    assert loaded(store, tmp_path / name, first).refused == ()
    before = ids(store)
    report = loaded(store, tmp_path / name, then)
    assert report.problem is None
    assert report.refused
    assert report.kept
    assert report.counts.withdrawn == 0
    assert before <= ids(store)


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        pytest.param("a.csv", ELEMENTS, lambda text: text.partition("B,")[0], id="element"),
        pytest.param("a.csv", JOINED, lambda text: text.partition("C,")[0], id="connection"),
        pytest.param("m.csv", TABLE, lambda text: text.partition("C,")[0], id="mapped"),
    ],
)
def test_row_that_is_left_out(
    store: Store, tmp_path: Path, name: str, text: str, left: Callable[[str], str]
) -> None:
    """Beside a row that cannot be read, another that the file leaves out is withdrawn."""
    (tmp_path / "m.csv.mapping.yaml").write_text(MAPPING, "utf-8")
    loaded(store, tmp_path / name, text)
    report = loaded(store, tmp_path / name, left(text).replace("2019", "soon"))
    assert report.refused
    assert report.kept
    assert report.counts.withdrawn
