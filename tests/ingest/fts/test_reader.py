"""Flows of FTS: whose money, for what, and none of it counted twice."""

import csv
from contextlib import suppress
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.domain.model import Source
from graph.domain.vocabulary import vocabulary
from graph.stores.sqlite.store import SqliteStore
from ingest.errors import ReadError
from ingest.formats import format_of
from ingest.fts.objects import meanings
from ingest.fts.reader import read_fts
from ingest.loading.load import load
from ingest.reader import Given, Item
from tests.ingest.registers.written import entities, held, named_ties, refused, ties

OWN = (
    *("id", "amountUSD", "fullParkedAmountUSD", "budgetYear", "childFlowIds", "parentFlowId"),
    *("contributionType", "date", "decisionDate", "firstReportedDate", "description", "flowType"),
    *("status", "method", "boundary", "newMoney", "originalAmount", "originalCurrency", "refCode"),
)
SORTS = ("Organization", "Location", "UsageYear", "GlobalCluster", "Plan", "Project", "Emergency")
FIELDS = ("id", "name", "behavior", "organizationTypes", "organizationSubTypes")
COLUMNS = (
    *OWN,
    *(
        f"{side}Objects_{s}.{f}"
        for side in ("source", "destination")
        for s in SORTS
        for f in FIELDS
    ),
)
DONOR = {
    "sourceObjects_Organization.id": "10",
    "sourceObjects_Organization.name": "Ruritania, Government of",
    "sourceObjects_Organization.organizationTypes": "Governments",
}
FUND = {
    "destinationObjects_Organization.id": "20",
    "destinationObjects_Organization.name": "Women's Fund",
    "destinationObjects_Organization.organizationTypes": "Pooled Funds",
}
GRANTEE = {
    "destinationObjects_Organization.id": "30",
    "destinationObjects_Organization.name": "Women for Peace",
    "destinationObjects_Organization.organizationTypes": "NGOs",
    "destinationObjects_Organization.organizationSubTypes": "Local/National NGOs",
}
FUND_GIVES = {name.replace("destination", "source"): value for name, value in FUND.items()}


def flow(number: str = "1", **more: str) -> dict[str, str]:
    """A row of a paid contribution; names of columns that have dots come in dictionaries."""
    own = {"id": number, "amountUSD": "100", "flowType": "Standard", "status": "paid"}
    return {**own, "date": "2026-01-31T00:00:00Z", **more}


def table(*rows: dict[str, str]) -> str:
    """The rows as a table with all the headings of the service."""
    file = StringIO()
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def read(folder: Path, *rows: dict[str, str]) -> list[Item]:
    """What is read of a table of *rows*."""
    path = folder / "flows.csv"
    path.write_text(table(*rows), encoding="utf-8")
    return list(read_fts(path, Given()))


def given_in_all(items: list[Item]) -> Decimal:
    """The sum of the amounts of money that is new."""
    roles = ("passed on", "carried over")
    return sum(
        (one.amount or Decimal(0) for one in ties(items) if one.role not in roles), Decimal()
    )


def test_whole(tmp_path: Path) -> None:
    """A flow is a dated tie of money that keeps all else that its row says."""
    row = flow(
        budgetYear="2026",
        method="Traditional aid",
        boundary="incoming",
        originalAmount="90",
        originalCurrency="EUR",
        refCode="R1",
        amountUSD="6571742.5",
    )
    years = {"sourceObjects_UsageYear.name": "2026", "sourceObjects_UsageYear.id": "47"}
    items = read(tmp_path, row | DONOR | FUND | years)
    donor, fund = entities(items).values()
    assert (donor.name, donor.kind) == ("Ruritania, Government of", "government")
    assert (fund.id, fund.kind) == ("flows/organization:20", "fund")
    (tie,) = ties(items)
    assert (tie.start, tie.kind, tie.end) == (donor.id, "funds", fund.id)
    assert (tie.amount, tie.currency) == (Decimal("6571742.5"), "USD")
    assert (str(tie.since), str(tie.until), tie.role) == ("2026-01-31", "2026-01-31", "paid")
    assert tie.cited == "FTS, flow 1"
    assert dict(tie.extra) == {
        "flowType": "Standard",
        "status": "paid",
        "budgetYear": "2026",
        "method": "Traditional aid",
        "boundary": "incoming",
        "originalAmount": "90",
        "originalCurrency": "EUR",
        "refCode": "R1",
        "sourceObjects_UsageYear.id": "47",
        "sourceObjects_UsageYear.name": "2026",
    }
    assert refused(items) == []
    (source,) = [item for item in items if isinstance(item, Source)]
    assert source.title == "Financial Tracking Service: flows"


def test_what_it_is_for(tmp_path: Path) -> None:
    """Plans, projects, emergencies, clusters and places are contexts that both have to do with."""
    uses = {
        "destinationObjects_Plan.id": "7",
        "destinationObjects_Plan.name": "Response plan",
        "destinationObjects_Project.id": "8",
        "destinationObjects_Project.name": "Talks",
        "destinationObjects_Emergency.id": "9",
        "destinationObjects_Emergency.name": "Flood",
        "destinationObjects_GlobalCluster.id": "5",
        "destinationObjects_GlobalCluster.name": "Protection",
        "destinationObjects_Location.id": "1;2",
        "destinationObjects_Location.name": "Mali; Atlantis",
    }
    items = read(tmp_path, flow() | DONOR | GRANTEE | uses, flow("2") | DONOR | GRANTEE | uses)
    kinds = {name: one.kind for name, one in entities(items).items()}
    assert kinds == {
        "Ruritania, Government of": "government",
        "Women for Peace": "civil_society",
        "Response plan": "activity",
        "Talks": "activity",
        "Flood": "activity",
        "Protection": "sector",
        "Atlantis": "region",
    }
    donor, taker = next(iter(kinds)), "Women for Peace"
    assert named_ties(items) == {
        (donor, "funds", taker),
        (donor, "funds", "Response plan"),
        (donor, "funds", "Talks"),
        (donor, "funds", "Flood"),
        (taker, "took_part_in", "Response plan"),
        (taker, "implements", "Talks"),
        (taker, "took_part_in", "Flood"),
        (taker, "works_on", "Protection"),
        (taker, "works_on", "theme:protection"),
        (taker, "active_in", "country:ML"),
        (taker, "active_in", "Atlantis"),
    }
    # How they have to do with each other is said once, and adds no money.
    assert len(ties(items)) == 12
    assert given_in_all(items) == 200


PARKED = flow("1", flowType="Parked", amountUSD="40", fullParkedAmountUSD="100", childFlowIds="2")
CHILD = flow("2", amountUSD="60", parentFlowId="1")
PASSED = flow("3", flowType="Pass through", amountUSD="50", parentFlowId="9")
CARRIED = flow("4", flowType="Carryover", amountUSD="30")


@pytest.mark.parametrize(
    ("rows", "sum_"),
    [
        pytest.param([PARKED | DONOR | FUND], 40, id="parked"),
        pytest.param([PARKED | DONOR | FUND, CHILD | DONOR | GRANTEE], 100, id="with its child"),
        pytest.param(
            [CHILD | DONOR | GRANTEE, PARKED | {"amountUSD": "100"} | DONOR | FUND],
            100,
            id="the whole given for the remainder",
        ),
        pytest.param(
            [PARKED | {"amountUSD": "0"} | DONOR | FUND, CHILD | DONOR | GRANTEE],
            60,
            id="all passed on",
        ),
        pytest.param(
            [flow("9", amountUSD="50") | DONOR | FUND, PASSED | FUND_GIVES | GRANTEE],
            50,
            id="passed through",
        ),
        pytest.param([CARRIED | FUND_GIVES | GRANTEE], 0, id="carried over"),
    ],
)
def test_nothing_twice(tmp_path: Path, rows: list[dict[str, str]], sum_: int) -> None:
    """Of parked money the remainder counts; what is passed on was counted when it came in."""
    items = read(tmp_path, *rows)
    assert given_in_all(items) == sum_
    assert held(items)["US dollars given"] == sum_
    assert held(items)["flows"] == len(rows)
    assert refused(items) == []


def test_passed_on(tmp_path: Path) -> None:
    """Money that is passed on is told with its amount, apart from what is new."""
    items = read(tmp_path, PASSED | FUND_GIVES | GRANTEE)
    (tie,) = ties(items)
    assert (tie.role, tie.amount) == ("passed on", Decimal(50))
    assert held(items)["US dollars passed on or carried over, not counted again"] == 50


def test_remainder_is_told(tmp_path: Path) -> None:
    """Where a remainder was worked out, what the row says stays beside it."""
    rows = (CHILD | DONOR | GRANTEE, PARKED | {"amountUSD": "100"} | DONOR | FUND)
    (parked,) = [tie for tie in ties(read(tmp_path, *rows)) if tie.role == "parked"]
    assert parked.amount == 40
    assert dict(parked.extra)["amountUSD"] == "100"


def test_several_givers(tmp_path: Path) -> None:
    """Of money between several, nobody knows whose it is: it is told, and counted for none."""
    both = {
        "sourceObjects_Organization.id": "10,11",
        "sourceObjects_Organization.name": "Ruritania,Graustark",
    }
    items = read(tmp_path, flow() | both | GRANTEE)
    assert named_ties(items) == {
        ("Ruritania", "funds", "Women for Peace"),
        ("Graustark", "funds", "Women for Peace"),
    }
    assert [(tie.amount, dict(tie.extra)["amountUSD"]) for tie in ties(items)] == [
        (None, "100"),
        (None, "100"),
    ]
    assert held(items)["US dollars given"] == 100


@pytest.mark.parametrize(
    ("taker", "end"),
    [
        pytest.param({}, "Response plan", id="nobody received it"),
        pytest.param(
            {"destinationObjects_Organization.id": "10"}, "Response plan", id="kept by its giver"
        ),
    ],
)
def test_no_receiver(tmp_path: Path, taker: dict[str, str], end: str) -> None:
    """Money that no other organisation receives goes to what it is for."""
    plan = {"destinationObjects_Plan.id": "7", "destinationObjects_Plan.name": "Response plan"}
    items = read(tmp_path, flow() | DONOR | taker | plan)
    paid = [tie for tie in ties(items) if tie.amount is not None]
    assert [tie.end for tie in paid] == [entities(items)[end].id]


def test_without_numbers(tmp_path: Path) -> None:
    """An organisation without a number is known by its name, one without a name by its number."""
    named = {"sourceObjects_Organization.name": "Graustark"}
    numbered = {"destinationObjects_Organization.id": "30"}
    items = read(tmp_path, flow() | named | numbered, flow("2") | named | GRANTEE)
    assert list(entities(items)) == ["Graustark", "Organization 30 of FTS"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param(flow("") | DONOR | FUND, "'' is no number of a flow", id="no number"),
        pytest.param(flow("0") | DONOR | FUND, "flow 0 is in row 2 already", id="twice"),
        pytest.param(flow() | FUND, "does not say who gives the money", id="no giver"),
        pytest.param(
            flow() | DONOR, "who else receives the money, nor what it is for", id="no end"
        ),
        pytest.param(
            flow() | DONOR | {"destinationObjects_Organization.id": "10"},
            "who else receives the money, nor what it is for",
            id="to itself",
        ),
    ],
)
def test_refused(tmp_path: Path, row: dict[str, str], problem: str) -> None:
    """A flow that cannot be kept is refused at its row, and the others are read."""
    items = read(tmp_path, flow("0") | DONOR | FUND, row, flow("9") | DONOR | GRANTEE)
    (said,) = refused(items)
    assert said.startswith("flows.csv, row 3")
    assert problem in said
    assert held(items)["US dollars given"] == 200


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        pytest.param({"amountUSD": ""}, "'amountUSD': '' is no amount", id="no amount"),
        pytest.param({"amountUSD": "1e9"}, "'amountUSD': '1e9' is no amount", id="exponent"),
        pytest.param({"amountUSD": "NaN"}, "'amountUSD': 'NaN' is no amount", id="NaN"),
        pytest.param({"flowType": "Gift"}, "'flowType': 'Gift' is no type of flow", id="type"),
        pytest.param({"date": "31/01/2026"}, "'date': '31/01/2026' is no date of FTS", id="order"),
        pytest.param({"date": "2026-02-30"}, "'2026-02-30' is no day of the calendar", id="day"),
        pytest.param(
            {"destinationObjects_Plan.id": "x" * 51},
            "'destinationObjects_Plan.id': 'xxx",
            id="a long number",
        ),
    ],
)
def test_refused_alone(tmp_path: Path, more: dict[str, str], problem: str) -> None:
    """A value that cannot be used costs itself: its flow is kept, and counted if it can be."""
    items = read(tmp_path, flow("0") | DONOR | FUND, flow("1") | DONOR | GRANTEE | more)
    (said,) = refused(items)
    assert said.startswith("flows.csv, row 3, column '")
    assert problem in said
    assert [tie.end for tie in ties(items)].count(entities(items)["Women for Peace"].id) == 1
    counted = not {"amountUSD", "flowType"} & more.keys()
    assert held(items)["US dollars given"] == (200 if counted else 100)


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        pytest.param(
            {"destinationObjects_Organization.name": "Another"},
            "'Another' is called \"Women's Fund\" in row 2, which is kept",
            id="another name",
        ),
        pytest.param(
            {
                "destinationObjects_Organization.id": "20;21",
                "destinationObjects_Organization.name": "One and two",
            },
            "2 numbers and another count of names",
            id="names of several",
        ),
    ],
)
def test_names(tmp_path: Path, more: dict[str, str], problem: str) -> None:
    """What is unclear about names is told, and the flow is kept."""
    items = read(tmp_path, flow() | DONOR | FUND, flow("2") | DONOR | FUND | more)
    (said,) = refused(items)
    assert "row 3, column 'destinationObjects_Organization.name'" in said
    assert problem in said
    assert held(items)["flows that are standard"] == 2


def test_fits(tmp_path: Path) -> None:
    """The table is told by its headings, with a byte order mark and any delimiter."""
    path = tmp_path / "any.csv"
    path.write_text("\ufeff" + table(flow() | DONOR | FUND).replace(",", ";"), encoding="utf-8")
    assert format_of(path).name == "fts"
    path.write_text("id,amountUSD\n1,2\n", encoding="utf-8")
    assert format_of(path).name == "csv"


def test_meanings() -> None:
    """The table of words names kinds and ties that there are, and that fit each other."""
    kinds = vocabulary().kinds
    assert set(meanings().kinds.values()) <= kinds.keys()
    for use in meanings().objects.values():
        for tie in filter(None, (use.giver, use.receiver)):
            assert vocabulary().misfit(tie, "donor", use.kind) == ""


def test_loads(tmp_path: Path) -> None:
    """A store takes the flows."""
    store = SqliteStore(tmp_path / "network.db")
    rows = (PARKED | DONOR | FUND, CHILD | DONOR | GRANTEE)
    report = load(store, read(tmp_path, *rows), file="flows.csv", form="fts")
    store.close()
    assert (report.problem, report.refused) == (None, ())


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("amountUSD,flowType\n", "the heading 'id' is missing", id="no heading"),
        pytest.param('id,amountUSD,flowType\n"1', "close the cell", id="open quote"),
        pytest.param("id,amountUSD,flowType\n\x00\n", "control|line contains NUL", id="null"),
    ],
)
def test_unreadable(tmp_path: Path, text: str, problem: str) -> None:
    """A broken table is refused with its place, or its row."""
    path = tmp_path / "bad.csv"
    path.write_text(text, encoding="utf-8")
    try:
        said = " ".join(refused(read_fts(path, Given())))
    except ReadError as error:
        said = str(error)
    assert any(part in said for part in problem.split("|"))
    assert said.startswith("bad.csv")


CELLS = st.sampled_from(["", "1", "2", "10", "-5", "Mali", "Parked", "Standard", "2026-01", "a;b"])


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.dictionaries(st.sampled_from(COLUMNS), CELLS | st.text(max_size=4)), max_size=4))
def test_any_rows(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    """Whatever the cells hold, they end in claims, refusals or one located error."""
    with suppress(ReadError, UnicodeEncodeError):
        items = read(tmp_path, *(flow(str(n)) | DONOR | row for n, row in enumerate(rows)))
        store = SqliteStore(tmp_path / "any.db")
        report = load(store, items, file="flows.csv", form="fts", rehearsal=True)
        store.close()
        assert report.problem is None
