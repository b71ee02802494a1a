"""A part of the world and of the agenda, cut out of a View."""

from datetime import date
from pathlib import Path

import pytest

from graph.domain.dates import PartialDate
from graph.domain.errors import NotHereError
from graph.domain.labels import Label
from graph.domain.model import Claim, Entity, Source, Tie
from graph.measures.scope import scoped
from graph.stores.sqlite.store import SqliteStore
from graph.views.building import build
from graph.views.view import Scope, View


def entity(key: str, kind: str = "civil_society") -> Entity:
    """An entity of the source `s`, named by its key."""
    return Entity(id=f"s/{key}", source="s", kind=kind, name=key)


def tie(kind: str, start: str, end: str, since: str | None = None, until: str | None = None) -> Tie:
    """A tie of the source `s`."""
    ends = [name if ":" in name else f"s/{name}" for name in (start, end)]
    dates = [None if text is None else PartialDate(text) for text in (since, until)]
    return Tie(
        id=f"s/{kind} {start} {end}",
        source="s",
        kind=kind,
        start=ends[0],
        end=ends[1],
        since=dates[0],
        until=dates[1],
    )


CLAIMS: tuple[Claim, ...] = (
    Source(id="s", title="S"),
    *(entity(key) for key in ("malian", "kenyan", "mediator", "implementer")),
    entity("body", "regional_body"),
    entity("project", "activity"),
    tie("active_in", "malian", "country:ML"),
    tie("works_on", "malian", "theme:elections"),
    tie("active_in", "kenyan", "country:KE"),
    tie("works_on", "mediator", "theme:mediation"),
    tie("implements", "implementer", "project"),
    tie("active_in", "project", "country:ML"),
    tie("member_of", "country:ML", "body", "1975", "2025-01-29"),
    tie("partners_with", "malian", "kenyan"),
)


@pytest.fixture
def view(tmp_path: Path) -> View:
    """Stakeholders in Mali, in Kenya and on mediation."""
    store = SqliteStore(tmp_path / "s.db")
    with store.writing() as batch:
        for claim in CLAIMS:
            batch.put(claim)
    found = build(store.claims(Label.RED), date(2026, 1, 1))
    store.close()
    return found


def stakeholders(view: View) -> list[str]:
    """The names of the stakeholders in a View."""
    return [name for name, acting in zip(view.names, view.acting, strict=True) if acting]


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        pytest.param(Scope(places=("country:ML",)), ["malian", "implementer", "body"], id="place"),
        pytest.param(
            Scope(places=("region:011",)), ["malian", "implementer", "body"], id="its region"
        ),
        pytest.param(Scope(places=("s/body",)), ["malian", "implementer", "body"], id="its body"),
        pytest.param(Scope(places=("country:KE",)), ["kenyan"], id="another place"),
        pytest.param(
            Scope(themes=("theme:participation",)), ["malian", "mediator"], id="parts of a theme"
        ),
        pytest.param(
            Scope(places=("country:ML",), themes=("theme:participation",)), ["malian"], id="both"
        ),
    ],
)
def test_scope(view: View, scope: Scope, expected: list[str]) -> None:
    """Only who has to do with the places and themes of a scope is in it."""
    assert stakeholders(scoped(view, scope)) == expected


def test_no_scope(view: View) -> None:
    """A scope that names nothing is the whole View."""
    assert scoped(view, Scope()) is view


def test_ties_within(view: View) -> None:
    """A tie to somebody outside the scope is not in it, and ids still find their nodes."""
    narrow = scoped(view, Scope(places=("country:ML",)))
    ties = [narrow.tie(place).kind for place in narrow.ties_of(narrow.node("s/malian"))]

    assert sorted(ties) == ["active_in", "works_on"]
    assert "s/kenyan" not in narrow
    assert narrow.stakeholder(narrow.node("s/implementer")).name == "implementer"


def test_activities_stay(view: View) -> None:
    """What a stakeholder in scope has a part in stays with it."""
    assert "s/project" in scoped(view, Scope(places=("country:ML",)))


def test_unknown_place(view: View) -> None:
    """A scope that names what is not there is refused."""
    with pytest.raises(NotHereError, match="'s/nowhere' is not in this network"):
        scoped(view, Scope(places=("s/nowhere",)))
