"""What a source said before and a load does not repeat stays, goes, or stops the load."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from graph.domain.dates import PartialDate
from graph.domain.labels import Label
from graph.domain.model import Contact
from graph.domain.vocabulary import UNKNOWN_KIND
from graph.stores.base import Counts, Store
from graph.stores.sqlite.store import SqliteStore
from ingest.errors import Place
from ingest.loading.keeping import completed
from ingest.loading.load import Allowed, load
from ingest.loading.report import FileReport
from ingest.reader import Item, Refused
from tests.networks import entity, source, tie

PLACE = Place(file="list.csv", line=7)
TEN: tuple[Item, ...] = tuple(entity(f"list/{number}") for number in range(10))
FULL = entity(
    "list/1",
    aliases=("One",),
    identifiers=("wikidata:Q1",),
    level="local",
    summary="It is the first.",
    link="https://one.example",
    since="2019",
    until="2020",
    contacts=(Contact(kind="phone", value="1"),),
    label=Label.GREEN,
    cited="p. 1",
    extra=(("Members", "12"), ("Motto", "On")),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty store."""
    opened = SqliteStore(tmp_path / "network.db")
    yield opened
    opened.close()


def read(
    store: Store, *items: Item, origin: str | None = None, allowed: Allowed | None = None
) -> FileReport:
    """Load what a reader yields of a file at the place *origin*."""
    first = replace(source(), origin=origin)
    return load(store, [first, *items], file="list.csv", form="csv", allowed=allowed)


def ids(store: Store) -> list[str]:
    """The keys of what the store holds of the list."""
    claims = store.claims(Label.RED)
    every = (*claims.entities.ids, *claims.ties.ids)
    return [name.removeprefix("list/") for name in every if name.startswith("list/")]


@pytest.mark.parametrize(
    ("first", "then", "gone"),
    [
        pytest.param(TEN, TEN[:5], 5, id="half"),
        pytest.param(TEN[:4], TEN[:1], 3, id="most of a few"),
        pytest.param(TEN[:3], TEN[9:], 3, id="all of a few"),
    ],
)
def test_edition(store: Store, first: tuple[Item, ...], then: tuple[Item, ...], gone: int) -> None:
    """A newer file withdraws up to half of its source, or a few, without being asked."""
    read(store, *first, origin="here")
    report = read(store, *then, origin="here")
    assert (report.problem, report.counts.withdrawn) == (None, gone)


def test_too_much(store: Store) -> None:
    """A load that would withdraw more stops, and says what would go and what would do."""
    read(store, *TEN)
    report = read(store, *TEN[:4])
    assert report.problem == (
        "this would withdraw 6 of the 10 entities of the source 'list' (4, 5, 6, 7, 8, …); if it "
        "is a newer edition, load it with --replace; if it is another list, give it an id of its "
        "own with --source"
    )
    assert (report.counts, len(ids(store))) == (Counts(), 10)
    assert read(store, *TEN[:4], allowed=Allowed(replace=True)).counts.withdrawn == 6


def test_too_many_ties(store: Store) -> None:
    """Ties count by how many fewer there are: one whose words changed is another tie."""
    ties = [tie(f"list/{n}", "partners_with", f"list/{n + 1}") for n in range(5)]
    read(store, *TEN, *ties)
    said = [replace(one, id=f"{one.id} as a friend", role="friend") for one in ties]
    assert read(store, *TEN, *said).problem is None
    assert "5 of the 5 ties" in (read(store, *TEN).problem or "")


def test_another_list_of_the_name(store: Store) -> None:
    """Of another place, a file of the same name must share half of what the first said."""
    read(store, *TEN[:3], origin="mali")
    report = read(store, *TEN[2:5], origin="niger")
    assert "2 of the 3 entities of the source 'list' (0, 1)" in (report.problem or "")
    assert "the file is also at another place than before" in (report.problem or "")
    assert ids(store) == ["0", "1", "2"]
    assert read(store, *TEN[1:3], origin="niger").problem is None
    assert read(store, *TEN[3:5], origin="niger").problem is None


def test_what_no_file_is_called(store: Store) -> None:
    """A source with an id of its own may come from anywhere."""
    read(store, *TEN[:3], origin="mali")
    assert read(store, *TEN[2:5]).problem is None


def test_refused_row(store: Store) -> None:
    """A row that cannot be read keeps its entity and ties; what the file left out goes."""
    joined = [tie("list/0", "partners_with", "list/1"), tie("list/0", "partners_with", "list/2")]
    read(store, *TEN[:3], *joined)
    report = read(store, TEN[1], Refused(place=PLACE, problem="no date", keeps=("list/0",)))
    assert (report.counts, report.kept) == (Counts(unchanged=3, withdrawn=2), 2)
    assert ids(store) == ["0", "1", "list/0 partners_with list/1"]
    assert any(
        line.startswith("  kept       2 of before, because 1 could not be read")
        for line in report.in_words()
    )


def test_refused_tie(store: Store) -> None:
    """A refusal may keep a tie by its id, with both of its ends."""
    joined = tie("list/0", "partners_with", "list/1")
    read(store, *TEN[:3], joined)
    report = read(store, TEN[2], Refused(place=PLACE, problem="no sum", keeps=(joined.id,)))
    assert (report.counts, report.kept) == (Counts(unchanged=4), 3)


def test_refused_row_of_nobody_knows_whom(store: Store) -> None:
    """Where nobody can tell of whom a row spoke, all stays that was said before."""
    read(store, *TEN, tie("list/8", "partners_with", "list/9"))
    bad = Refused(place=PLACE, problem="the element has no label")
    report = read(store, TEN[0], bad)
    assert (report.counts, report.kept) == (Counts(unchanged=11), 10)
    report = read(store, TEN[0], bad, allowed=Allowed(replace=True))
    assert (report.counts.withdrawn, report.kept) == (10, 0)


def test_refusal_of_what_was_never_there(store: Store) -> None:
    """A total or a repeated row holds nothing back."""
    read(store, *TEN)
    report = read(store, *TEN[:7], Refused(place=PLACE, problem="a total", keeps=()))
    assert (report.counts.withdrawn, report.kept) == (3, 0)


def test_refused_cell(store: Store) -> None:
    """An entity of which a cell cannot be read keeps what that cell said."""
    read(store, FULL)
    bad = Refused(place=PLACE, problem="no date", keeps=("list/1",))
    revision = store.revision
    report = read(store, replace(FULL, since=None), bad)
    assert (report.counts, report.kept) == (Counts(unchanged=1), 1)
    assert (store.revision, store.claims(Label.RED).entities.ids[-1]) == (revision, "list/1")

    report = read(store, replace(FULL, since=None, name="The one"), bad)
    claims = store.claims(Label.RED)
    assert report.counts == Counts(changed=1)
    assert claims.entity(len(claims.entities.ids) - 1) == replace(FULL, name="The one")


def test_completed() -> None:
    """Every field that says nothing now says what it said before."""
    bare = entity("list/1", UNKNOWN_KIND)
    assert completed(bare, FULL) == replace(FULL, name="1")
    assert completed(FULL, bare) == FULL


def test_completed_tie() -> None:
    """A tie says what it said before where it says nothing now, an amount with its currency."""
    bare = tie("list/1", "funds", "list/2")
    said = replace(bare, since=PartialDate("2019"), role="gift", cited="p. 1")
    full = replace(said, amount=Decimal(5), currency="EUR")
    assert completed(bare, full) == full
    other = replace(bare, amount=Decimal(6), currency="USD")
    assert completed(other, full) == replace(said, amount=Decimal(6), currency="USD")


def test_completed_list() -> None:
    """Lists that say something stay as they are; extras are completed by their headings."""
    now = replace(FULL, aliases=("Uno",), extra=(("Motto", "Off"),))
    assert completed(now, FULL) == replace(
        FULL, aliases=("Uno",), extra=(("Motto", "Off"), ("Members", "12"))
    )


def test_completed_in_vain() -> None:
    """What contradicts the new words is left out."""
    now = entity("list/1", since="2021")
    assert completed(now, FULL) == now
