"""Reading the Committee's workbooks: the real ones, small ones, and what is no such workbook."""

import datetime as dt
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from graph.domain.labels import Label
from graph.domain.model import Entity, Source, Tie
from graph.stores.sqlite.store import SqliteStore
from graph.views.building import build
from graph.views.claims import Claims
from ingest.decoding.beginning import Beginning
from ingest.ecosoc.reader import fits, read_ecosoc
from ingest.errors import ReadError
from ingest.loading.load import load
from ingest.reader import Given
from tests.ingest.ecosoc.written import (
    JUNE,
    Row,
    entities,
    held,
    read,
    refused,
    ties,
    workbook,
)

NAMES = ("NGO_name", "Session_number")
#: Of each real file: what its rows are called in the report, and how many there are.
REAL = {
    "1_ecosoc_status_granted": ("grants", 6196),
    "2_name_changes": ("name changes", 204),
    "3_ecosoc_closedrequests_failedrespond": ("closed", 854),
    "4_ecosoc_application_withdrawn": ("withdrawn", 54),
    "5_ecosoc_status_declined": ("declined", 40),
    "6_ecosoc_status_withdrawn_ownrequest": ("statuses withdrawn", 17),
    "7_applications_deferred": ("deferred", 4902),
    "8_roll_call_votes": ("rows of votes", 1789),
    "9_newapplications_status_directly_granted": ("grants at first consideration", 3944),
    "10_newapplications_deferred": ("new applications deferred", 2642),
    "11_deferred_status_reclassification": ("reclassifications deferred", 66),
    "12_mergers_organizations": ("merger rows", 11),
}
#: And every row that cannot be placed, as one sees it in the file.
UNPLACED = {
    "1_ecosoc_status_granted": {2190: "made a date of it", 2399: "NGO_name is empty"},
    "2_name_changes": {51: "'æCentre' is a piece of a name"},
    "4_ecosoc_application_withdrawn": {11: "'gGmbH' is a piece of a name"},
    "7_applications_deferred": {26: "is a piece of a name", 4250: "the row is empty"},
    "8_roll_call_votes": {
        496: "the row is empty",
        609: "votes in row 607 already",
        610: "votes in row 608 already",
        1715: "with 0 votes in favour and 16 against",
    },
    "9_newapplications_status_directly_granted": {1918: "NGO_name is empty"},
    "10_newapplications_deferred": {1107: "made a date of it", 1268: "NGO_name is empty"},
}


def real_rows(path: Path) -> list[tuple[object, ...]]:
    """The rows of a real file below its headings, as openpyxl reads them."""
    sheet = load_workbook(path).worksheets[0]
    rows: list[tuple[object, ...]] = [
        tuple(row) for row in sheet.iter_rows(min_row=2, values_only=True)
    ]
    while not any(cell is not None for cell in rows[-1]):
        rows.pop()
    return rows


@pytest.mark.parametrize("name", REAL)
def test_real_counts(real_data: Path, name: str) -> None:
    """Every row of a real file is counted, and each that became nothing is named."""
    path = real_data / "ecosoc" / f"{name}.xlsx"
    items = read(path)

    what, count = REAL[name]
    assert held(items)[what] == count == len(real_rows(path))
    unplaced = UNPLACED.get(name, {})
    said = refused(items)
    assert len(said) == len(unplaced)
    for line, (row, problem) in zip(said, unplaced.items(), strict=True):
        assert f", row {row}" in line
        assert problem in line


@pytest.mark.parametrize("name", [name for name in REAL if "_status_" in name or "_appl" in name])
def test_real_decisions(real_data: Path, name: str) -> None:
    """Each row of a list that names somebody is one tie, dated with the day of its session."""
    path = real_data / "ecosoc" / f"{name}.xlsx"
    pieces = [n for n, problem in UNPLACED.get(name, {}).items() if "piece" in problem]
    days = Counter(
        str(row[1].date())
        for number, row in enumerate(real_rows(path), start=2)
        if isinstance(row[0], str) and isinstance(row[1], dt.datetime) and number not in pieces
    )
    found = Counter(str(tie.until or tie.since) for tie in ties(read(path)))
    assert found == days


def test_real_name_changes(real_data: Path) -> None:
    """Every old name is another name of the organisation that has the new one."""
    path = real_data / "ecosoc" / "2_name_changes.xlsx"
    items = read(path)
    known = {name: e for e in entities(items).values() for name in (e.name, *e.aliases)}
    rows = [row for row in real_rows(path) if row[1] != "æCentre"]
    assert len(rows) == len(real_rows(path)) - 1
    for old, new, _ in rows:
        entity = known[" ".join(str(new).split()).rstrip(" ,;").removeprefix("o ")]
        whole = " ".join(str(old).split()).replace("e 8", "e8")
        assert any(whole.startswith(alias) for alias in entity.aliases), old


def test_real_noise(real_data: Path) -> None:
    """Nobody is called by a sign of a list, a piece of a name or a country in brackets."""
    names = {
        name
        for path in (real_data / "ecosoc").glob("*.xlsx")
        for entity in entities(read(path)).values()
        for name in (entity.name, *entity.aliases)
    }
    assert names.isdisjoint({"e 8", "æCentre", "gGmbH", "USA", "UK"})
    assert not [name for name in names if re.match(r"[a-z] [A-Z]", name)]
    assert {"e8", "International Alliance for Responsible Drinking"} <= names


def test_real_statuses(real_data: Path) -> None:
    """The status in brackets behind an old name is a tie to the Council, with its year."""
    items = read(real_data / "ecosoc" / "2_name_changes.xlsx")
    ilga = entities(items)["ILGA World"]
    (tie,) = [tie for tie in ties(items) if tie.start == ilga.id]
    assert (tie.kind, tie.role) == ("affiliated_with", "special consultative status")
    assert (str(tie.since), tie.until) == ("2011", None)
    assert "International Lesbian and Gay Association" in ilga.aliases


def test_real_votes(real_data: Path) -> None:
    """Votes are for or against an organisation as those who read the papers would say."""
    path = real_data / "ecosoc" / "8_roll_call_votes.xlsx"
    items = read(path)
    names = {item.id: item.name for item in items if isinstance(item, Entity)}
    found = {(tie.start[-2:], names[tie.end], str(tie.since)): tie.kind for tie in ties(items)}

    # The topic stands in the first row of each vote.
    assert held(items)["votes"] == 96 == sum(row[0] is not None for row in real_rows(path))
    urgent = "Urgent Action Fund for Women’s Human Rights"
    assert found["CL", urgent, "2024-06-14"] == "supports"
    assert found["CN", urgent, "2024-06-14"] == "opposes"
    # Against the withdrawal of its status, proposed by the Sudan.
    assert found["US", "Women Research Center", "2021-09-20"] == "supports"
    assert found["SD", "Women Research Center", "2021-09-20"] == "opposes"
    # A motion to take no action.
    assert found["US", "International Foundation for Electoral Systems", "2011-06-16"] == "voted_on"
    # The Committee decided against it: six voted to grant status, eight not to.
    assert found["US", "Coalition gaie et lesbienne du Québec", "2007-02-20"] == "supports"
    assert found["SD", "Coalition gaie et lesbienne du Québec", "2007-02-20"] == "opposes"


def test_real_vote_rows(real_data: Path) -> None:
    """All votes of states but the two that are there twice become one tie each."""
    path = real_data / "ecosoc" / "8_roll_call_votes.xlsx"
    cast = [row for row in real_rows(path) if row[1] and row[2]]
    found = ties(read(path))
    assert len(found) == len(cast) - 2 == 1786
    ways = Counter(str(row[2]).strip() for row in cast)
    roles = Counter(tie.role for tie in found)
    assert roles["was absent"] <= ways["absent"] == 106
    assert roles["voted in favour"] <= ways["in favor"] == 765
    assert len({tie.start for tie in found}) == 58, "64 spellings of 58 states"


def test_real_mergers(real_data: Path) -> None:
    """Organisations that merged precede the one they became; one that goes on does not."""
    items = read(real_data / "ecosoc" / "12_mergers_organizations.xlsx")
    names = {entity.id: entity.name for entity in entities(items).values()}
    pairs = {(names[t.start], names[t.end]) for t in ties(items) if t.kind == "precedes"}
    new = "Hilfswerk der Evangelisch-reformierten Kirche Schweiz (HEKS)"
    assert ("Stiftung Brot für Alle", new) in pairs
    assert ("Hilfswerk der Evangelischen Kirchen Schweiz", new) in pairs
    assert (
        "International Women Judges Federation",
        "International Association of Women Judges",
    ) in pairs
    assert not [old for old, new in pairs if old == new]


def test_real_all_load(real_data: Path, tmp_path: Path) -> None:
    """All twelve load into one store, a source each, and loading again changes nothing."""
    store = SqliteStore(tmp_path / "graph.db")
    paths = sorted((real_data / "ecosoc").glob("*.xlsx"))
    reports = [
        load(store, read_ecosoc(path, Given(label=Label.CLEAR)), file=path.name, form="ecosoc")
        for path in [*paths, *(path for path in paths if "votes" in path.name)]
    ]
    claims = store.claims(Label.CLEAR)
    store.close()
    assert len(reports) == 13
    assert {report.problem for report in reports} == {None}
    assert sum(report.counts.changed + report.counts.withdrawn for report in reports) == 0
    assert reports[-1].counts.created == 0
    _check_names(claims)


def _check_names(claims: Claims) -> None:
    """An organisation is one stakeholder in all papers that have its name, if that tells enough."""
    view = build(claims, date(2026, 11, 1))
    found: dict[str, set[int]] = {}
    for node in range(len(view)):
        for entity in view.entities(node):
            for name in entity.identifiers:
                found.setdefault(name, set()).add(node)
    named = {name: nodes for name, nodes in found.items() if name.startswith("ecosoc:")}
    assert [name for name, nodes in named.items() if len(nodes) > 1 and " " in name] == []
    kinds = Counter(view.stakeholder(node).kind for node in range(len(view)))
    assert (kinds["civil_society"], kinds["un_entity"]) == (8294, 2)
    nodes = [node for node in range(len(view)) if view.stakeholder(node).kind == "civil_society"]
    assert sum(len(view.entities(node)) for node in nodes) == 15652
    unsure = [one for one in claims.judgements if one.verdict == "unsure"]
    assert len(unsure) == 228
    assert {one.reasons[1] for one in unsure} == {"but a name of one word may be another's, too"}


def test_grant(tmp_path: Path) -> None:
    """A grant is a status with the Council from the end of the session on."""
    path = workbook(tmp_path / "status_granted.xlsx", NAMES, ("New Women", JUNE))
    items = read(path)

    source = items[0]
    assert isinstance(source, Source)
    assert (source.id, source.title) == (
        "status_granted",
        "UN Committee on NGOs: consultative status granted",
    )
    (tie,) = ties(items)
    assert (tie.kind, tie.role) == ("affiliated_with", "consultative status")
    assert (str(tie.since), tie.until) == ("2024-06-14", None)
    assert tie.start == entities(items)["New Women"].id
    assert tie.cited is not None
    assert tie.cited.endswith("session that ended on 2024-06-14")


def test_application(tmp_path: Path) -> None:
    """A decision on an application is dated with its session, and keeps what the row adds."""
    rows = [(*NAMES, "info"), ("New Women", JUNE, "put off before")]
    (tie,) = ties(read(workbook(tmp_path / "applications_deferred.xlsx", *rows)))
    assert (tie.kind, tie.role) == ("applied_to", "application deferred")
    assert str(tie.since) == str(tie.until) == "2024-06-14"
    assert tie.extra == (("info", "put off before"),)


def test_withdrawal(tmp_path: Path) -> None:
    """A status that was withdrawn ended then; what stands under no heading is kept."""
    rows = [NAMES, ("New Women", JUNE, "(observer status)")]
    (tie,) = ties(read(workbook(tmp_path / "status_withdrawn.xlsx", *rows)))
    assert (tie.kind, tie.since, str(tie.until)) == ("affiliated_with", None, "2024-06-14")
    assert tie.extra == (("column C", "(observer status)"),)


def test_bodies(tmp_path: Path) -> None:
    """The Committee is part of the Council, which Wikidata knows."""
    items = read(workbook(tmp_path / "declined.xlsx", NAMES, ("New Women", JUNE)))
    bodies = {i.id: i for i in items if isinstance(i, Entity) and i.kind == "un_entity"}
    (tie,) = [item for item in items if isinstance(item, Tie) and item.kind == "part_of"]
    assert "NGO Committee" in bodies[tie.start].aliases
    assert bodies[tie.start].identifiers == ("ecosoc:Committee on NGOs",)
    assert bodies[tie.end].identifiers == ("wikidata:Q170075",)


def test_mention_of_merger(tmp_path: Path) -> None:
    """A merger keeps its other mentions, and that one of those who merged had no status."""
    headings = ("Old_name1", "Old_name2", "New_name", "Session_number", "additional_mention1")
    row = ("A Union (in special consultative status)", "B Union, not in status", "C", JUNE, JUNE)
    items = read(workbook(tmp_path / "mergers.xlsx", headings, row))
    status, first, second = ties(items)
    assert (status.role, status.since) == ("special consultative status", None)
    assert first.extra == (("additional_mention1", "2024-06-14"),)
    assert second.extra[1] == ("status", "not in status")


def test_csv(tmp_path: Path) -> None:
    """The same table is read from CSV."""
    path = tmp_path / "declined.csv"
    path.write_text("NGO_name;Session_number\nNew Women;14.06.2024\n", encoding="utf-8")
    assert fits(Beginning.of(path))
    (tie,) = ties(read(path))
    assert str(tie.since) == "2024-06-14"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param((None, JUNE), "row 3: NGO_name is empty", id="no name"),
        pytest.param(("Us", None), "row 3: Session_number is empty", id="no session"),
        pytest.param(("Us", "soon"), "row 3: 'soon' is no date", id="no date"),
        pytest.param(("Us", "2024-02-30"), "row 3: '2024-02-30' is no day", id="no day"),
        pytest.param(("New Women", JUNE), "row 3: row 2 says the same", id="twice"),
        pytest.param((JUNE, JUNE), "row 3: '2024-06-14' is no name", id="a date for a name"),
        pytest.param(("=1/0", JUNE), "row 3, column 'NGO_name': the cell", id="a formula"),
    ],
)
def test_refused(tmp_path: Path, row: Row, problem: str) -> None:
    """A row that cannot be placed is named with its sheet and number; the others stay."""
    items = read(workbook(tmp_path / "declined.xlsx", NAMES, ("New Women", JUNE), row))
    (said,) = refused(items)
    assert said.startswith("declined.xlsx, sheet 'Tabelle1', ")
    assert problem in said
    assert held(items)["declined"] == 2
    assert len(ties(items)) == 1


def test_blank_rows(tmp_path: Path) -> None:
    """Blank rows within a list are named, together where they stand together."""
    rows: list[Row] = [NAMES, ("A Union", JUNE), (), (), ("B Union", JUNE)]
    items = read(workbook(tmp_path / "declined.xlsx", *rows))
    assert refused(items) == ["declined.xlsx, sheet 'Tabelle1', row 3: rows 3 to 4 are empty"]
    assert held(items)["declined"] == 4


def test_other_sheet(tmp_path: Path) -> None:
    """A sheet without the headings is named, too."""
    path = workbook(tmp_path / "declined.xlsx", NAMES, ("New Women", JUNE))
    book = load_workbook(path)
    book.create_sheet("Notes").append(["By hand"])
    book.save(path)
    (said,) = refused(read(path))
    assert said == "declined.xlsx, sheet 'Notes': the sheet has none of the headings known"


def test_unknown_list(tmp_path: Path) -> None:
    """Names and sessions alone are no list: the file's name has to say what was decided."""
    path = workbook(tmp_path / "list.xlsx", NAMES, ("New Women", JUNE))
    with pytest.raises(ReadError, match=r"row 1: nothing says what the Committee decided"):
        read(path)


def test_no_list(tmp_path: Path) -> None:
    """A workbook without such a sheet is refused, and does not fit."""
    path = workbook(tmp_path / "list.xlsx", ("Name", "Country"), ("New Women", "Mali"))
    assert not fits(Beginning.of(path))
    with pytest.raises(ReadError, match="no sheet begins with the headings"):
        read(path)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"PK\x03\x04broken", id="broken archive"),
        pytest.param(b"\xd0\xcf\x11\xe0", id="old office file"),
        pytest.param(b"<xml/>", id="markup"),
        pytest.param(b'{"a": 1}', id="JSON"),
        pytest.param(b"NGO_name,Session_n\xff\n", id="another encoding"),
        pytest.param(b'NGO_name,"Session_number', id="open quote"),
    ],
)
def test_does_not_fit(tmp_path: Path, content: bytes) -> None:
    """What is no workbook, or a broken one, does not fit; nothing is raised."""
    path = tmp_path / "status_granted"
    path.write_bytes(content)
    assert not fits(Beginning.of(path))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from(
        [
            "NGO_name,Session_number,info",
            "Old_name,New_name,Session_number",
            "Old_name1,Old_name2,New_name,Session_number",
            "Vote_topic,Country,Country_vote,Vote_outcome,Session_number",
        ]
    ),
    st.lists(
        st.lists(
            st.one_of(
                st.text(max_size=30),
                st.sampled_from(["2024-06-14", "2023-02-29", "Cuba", "in favor", "A (special)"]),
            ),
            max_size=6,
        ),
        max_size=8,
    ),
    st.binary(max_size=3),
)
def test_any_table(tmp_path: Path, headings: str, rows: list[list[str]], noise: bytes) -> None:
    """Whatever stands below the headings is read, refused or a located error."""
    lines = [headings, *(",".join(row) for row in rows)]
    path = tmp_path / "declined.csv"
    path.write_bytes("\n".join(lines).encode("utf-8", "replace") + noise)
    try:
        items = read(path)
    except ReadError as error:
        assert error.place.file == "declined.csv"  # noqa: PT017 - a located error is one outcome
    else:
        assert isinstance(items[0], Source)
