"""What flows prove of receivers: clusters by theme, places, plans, and when."""

from datetime import date
from pathlib import Path

import pytest

from graph.answers.need import Need
from graph.answers.partners.partners import partners
from graph.domain.model import Entity, Source, Tie
from ingest.reader import Item
from tests.ingest.fts.test_reader import DONOR, FUND, GRANTEE, flow, read
from tests.ingest.registers.written import entities, held, ties
from tests.networks import shared, view_of

MALI = {"destinationObjects_Location.id": "1", "destinationObjects_Location.name": "Mali"}
PROJECT = {"destinationObjects_Project.id": "8", "destinationObjects_Project.name": "Clinics"}


def on(cluster: str, number: str = "5") -> dict[str, str]:
    """The columns of money for a cluster."""
    return {
        "destinationObjects_GlobalCluster.id": number,
        "destinationObjects_GlobalCluster.name": cluster,
    }


def used(*years: str) -> dict[str, str]:
    """The columns that say for which years money is."""
    return {"destinationObjects_UsageYear.name": "; ".join(years)}


def spans(items: list[Item]) -> dict[tuple[str, str], tuple[str | None, ...]]:
    """When each tie that is no money between organisations holds, by its kind and end."""
    names = {entity.id: entity.name for entity in entities(items).values()}
    return {
        (tie.kind, names.get(tie.end, tie.end)): tuple(
            date.text if date else None for date in (tie.since, tie.until)
        )
        for tie in ties(items)
        if tie.amount is None
    }


def test_themes(tmp_path: Path) -> None:
    """Who receives money for a cluster works on its theme, and the cluster stays beside it."""
    rows = (on("Protection - Gender-Based Violence", "6"), on("GBV", "7"), on("Health"))
    items = read(tmp_path, *(flow(str(n)) | DONOR | GRANTEE | row for n, row in enumerate(rows)))
    works = {tie.end: dict.fromkeys(tie.extra) for tie in ties(items) if tie.kind == "works_on"}
    violence = {("cluster", "Protection - Gender-Based Violence"): None, ("cluster", "GBV"): None}
    assert works == {
        "flows/globalcluster:6": {},
        "flows/globalcluster:7": {},
        "flows/globalcluster:5": {},
        "theme:gender_based_violence": violence,
        "theme:health": {("cluster", "Health"): None},
        "theme:humanitarian_action": {("cluster", "Health"): None},
    }
    assert "clusters that stand for no theme" not in held(items)


def test_no_theme(tmp_path: Path) -> None:
    """A cluster without a meaning of ours stays a sector of the file, and is counted once."""
    rows = (flow(number) | DONOR | GRANTEE | on("Multi-sector") for number in "12")
    items = read(tmp_path, *rows)
    assert held(items)["clusters that stand for no theme"] == 1
    assert [tie.end for tie in ties(items) if tie.kind == "works_on"] == ["flows/globalcluster:5"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([used("2026")], ("2026-01-31", "2026"), id="year of use"),
        pytest.param([used("2026", "2027")], ("2026-01-31", "2027"), id="years of use"),
        pytest.param([{"budgetYear": "2028"}], ("2026-01-31", "2028"), id="year of budget"),
        pytest.param([{}], ("2026-01-31", "2026"), id="its own year"),
        pytest.param([used("2025")], ("2026-01-31", "2026-01-31"), id="paid afterwards"),
        pytest.param([used("2026") | {"date": ""}], ("2026", "2026"), id="no day"),
        pytest.param([{"date": ""}], (None, None), id="undated"),
        pytest.param(
            [used("2026"), {"date": "2019-05-02"}], ("2019-05-02", "2026"), id="several flows"
        ),
    ],
)
def test_dates(
    tmp_path: Path, rows: list[dict[str, str]], expected: tuple[str | None, str | None]
) -> None:
    """Money proves the work that it is for from its day until the year of its use is over."""
    flows = (flow(str(n)) | DONOR | GRANTEE | MALI | row for n, row in enumerate(rows))
    assert spans(read(tmp_path, *flows))["active_in", "country:ML"] == expected


def test_givers(tmp_path: Path) -> None:
    """Who gives money for a project funds it from the first payment to the last."""
    rows = (flow("1") | used("2027"), flow("2", date="2025-03-01"))
    items = read(tmp_path, *(row | DONOR | GRANTEE | PROJECT for row in rows))
    assert spans(items) == {
        ("funds", "Clinics"): ("2025-03-01", "2026-01-31"),
        ("implements", "Clinics"): ("2025-03-01", "2027"),
    }


@pytest.mark.parametrize(
    ("theme", "expected"),
    [
        pytest.param("health", ["Women for Peace"], id="health"),
        pytest.param("gender_based_violence", ["Women's Fund"], id="violence"),
        pytest.param("protection", ["Women's Fund"], id="the whole of it"),
    ],
)
def test_question(tmp_path: Path, theme: str, expected: list[str]) -> None:
    """A question about a theme finds those whose money was for its cluster."""
    violence = on("Protection - Gender-Based Violence", "6")
    rows = (flow("1") | GRANTEE | on("Health"), flow("2") | FUND | violence)
    items = read(tmp_path, *(row | DONOR | MALI for row in rows))
    claims = (item for item in items if isinstance(item, Source | Entity | Tie))
    view = view_of(*shared(), *claims, as_of=date(2026, 6, 1))
    answer = partners(view, Need(themes=(theme,), places=("ML",)))
    assert [partner.name for partner in answer.partners] == expected
