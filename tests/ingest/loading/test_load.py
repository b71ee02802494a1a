"""A load keeps all that a reader yields or nothing, and says what it did."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.domain.labels import Label
from graph.domain.model import Source
from graph.stores.base import Counts, Store
from graph.stores.sqlite.store import SqliteStore
from ingest.errors import Place, ReadError
from ingest.loading.load import Allowed, load
from ingest.loading.report import MOST_REFUSED, FileReport
from ingest.reader import Held, Item, Refused
from tests.networks import entity, judged, source, tie

BANK, NET, DAY = entity("list/bank", "donor"), entity("list/net"), entity("list/day", "event")
FUNDS = tie("list/bank", "funds", "list/net")
LIST: tuple[Item, ...] = (source(), BANK, NET, FUNDS, tie("list/net", "active_in", "country:ML"))
BAD_ROW = Refused(place=Place(file="list.csv", line=7), problem="no name")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty store."""
    opened = SqliteStore(tmp_path / "network.db")
    yield opened
    opened.close()


def read(
    store: Store, *items: Item, rehearsal: bool = False, allowed: Allowed | None = None
) -> FileReport:
    """Load what a reader yields."""
    return load(
        store, iter(items), file="list.csv", form="csv", rehearsal=rehearsal, allowed=allowed
    )


def ids(store: Store) -> list[str]:
    """What the store holds beyond the shared vocabulary."""
    claims = store.claims(Label.RED)
    return [name for name in (*claims.entities.ids, *claims.ties.ids) if name.startswith("list/")]


def failing(items: Iterable[Item], error: Exception) -> Iterator[Item]:
    """A reader that stops half-way."""
    yield from items
    raise error


def test_report(store: Store) -> None:
    """The report counts what the store kept, what the file held, and what was refused."""
    report = read(store, *LIST, Held(what="rows", count=3), BAD_ROW, Held(what="rows"))
    assert report.source == source()
    assert report.counts == Counts(created=4)
    assert report.tally.of("sources").created == 1
    assert (report.held, report.refused, report.problem) == ({"rows": 4}, (BAD_ROW,), None)
    assert (report.file, report.format, report.rehearsal) == ("list.csv", "csv", False)
    assert len(ids(store)) == 4


def test_twice(store: Store) -> None:
    """Loading the same file twice changes nothing."""
    read(store, *LIST)
    revision = store.revision
    assert read(store, *LIST).counts == Counts(unchanged=4)
    assert store.revision == revision


def test_newer_file(store: Store) -> None:
    """A newer file of a source updates what it says, and withdraws what it no longer says."""
    read(store, *LIST)
    read(store, source("other"), entity("other/1"))
    report = read(store, source(), entity("list/net", name="New name"), BANK, DAY)
    assert report.counts == Counts(created=1, changed=1, unchanged=1, withdrawn=2)
    assert ids(store) == ["list/bank", "list/net", "list/day"]
    assert "other/1" in store.claims(Label.RED).entities.ids


@pytest.mark.parametrize("rehearsal", [False, True])
def test_empty_load(store: Store, *, rehearsal: bool) -> None:
    """A file of which nothing can be kept withdraws nothing of what its source said before."""
    read(store, *LIST)
    revision = store.revision
    report = read(store, source(), Held(what="rows"), BAD_ROW, rehearsal=rehearsal)

    assert (report.outcome, report.refused, report.held) == ("empty", (BAD_ROW,), {"rows": 1})
    assert report.counts == Counts()
    assert (store.revision, len(ids(store))) == (revision, 4)


def test_judgements(store: Store) -> None:
    """Who shares an identifier is judged the same, and no longer when a file takes it back."""
    named = entity("list/1", identifiers=("wikidata:Q1",))
    read(store, source(), named)
    report = read(store, source("more"), entity("more/1", identifiers=("wikidata:Q1",)))
    assert report.tally.of("judgements").created == 1
    assert store.claims(Label.RED).judgements[0].author == "rule:identifiers"
    report = read(store, source("more"), entity("more/1"))
    assert report.tally.of("judgements").withdrawn == 1
    assert store.claims(Label.RED).judgements == ()


def test_judgements_of_people_stay(store: Store) -> None:
    """What a person judged outlives a load that says the same as before."""
    verdict = judged("list/bank", "different", "list/net")
    read(store, *LIST)
    with store.writing() as batch:
        batch.put(verdict)
    read(store, *LIST)
    assert store.claims(Label.RED).judgements == (verdict,)


@pytest.mark.parametrize("author", ["list", "other"])
def test_judgements_of_a_namesake_stay(store: Store, author: str) -> None:
    """A person who is called like a source does not lose her judgements to its next file."""
    verdict = judged("list/bank", "different", "list/net", author=author)
    read(store, *LIST)
    with store.writing() as batch:
        batch.put(verdict)
    read(store, *LIST)
    assert store.claims(Label.RED).judgements == (verdict,)


def test_rehearsal(store: Store) -> None:
    """A rehearsal reports what a load would do, and does not do it."""
    report = read(store, *LIST, rehearsal=True)
    assert (report.counts.created, report.rehearsal, store.revision) == (4, True, 0)
    assert ids(store) == []
    assert read(store, *LIST).counts.created == 4


@pytest.mark.parametrize(
    ("items", "problem"),
    [
        pytest.param(
            failing((*LIST, BAD_ROW), ReadError("not UTF-8", Place(file="list.csv", line=9))),
            "list.csv:9: not UTF-8",
            id="stops half-way",
        ),
        pytest.param((), "the reader named no source", id="nothing"),
        pytest.param((BANK, source()), "named no source, or not before its claims", id="late"),
        pytest.param((source("vocabulary"),), "'vocabulary' is the shared vocab", id="vocabulary"),
        pytest.param(
            (source(), source("more")), "named two sources: 'list', 'more'", id="two sources"
        ),
        pytest.param(
            (source(), entity("reference/un")),
            "'reference/un' is not of the source that is read, 'list'",
            id="another's entity",
        ),
        pytest.param(
            (source(), BANK, NET, tie("reference/a", "funds", "reference/b")),
            "'reference/reference/a funds reference/b' is not of the source",
            id="another's tie",
        ),
        pytest.param(
            (source(), BANK, entity("list/bank", "fund")),
            "'list/bank' is said twice in one load, and differently",
            id="said twice",
        ),
    ],
)
def test_nothing_is_kept(store: Store, items: Iterable[Item], problem: str) -> None:
    """A file that cannot be read to its end leaves the store as it was, and says why."""
    report = load(store, items, file="list.csv", form="csv")
    assert report.problem is not None
    assert problem in report.problem
    assert (report.counts, store.revision, ids(store)) == (Counts(), 0, [])


def test_refusals_of_a_file_that_stops(store: Store) -> None:
    """What was refused before the file stopped is told too."""
    items = failing((*LIST, BAD_ROW), ReadError("broken", Place(file="list.csv")))
    report = load(store, items, file="list.csv", form="csv")
    assert (report.refused, report.source) == ((BAD_ROW,), source())


def test_other_errors_are_raised(store: Store) -> None:
    """A fault of the program is no fault of the file; nothing is kept either way."""
    with pytest.raises(ZeroDivisionError, match="oops"):
        load(store, failing(LIST, ZeroDivisionError("oops")), file="list.csv", form="csv")
    assert (store.revision, ids(store)) == (0, [])


@pytest.mark.parametrize(
    ("claims", "problem"),
    [
        pytest.param(
            (BANK, DAY, tie("list/bank", "partners_with", "list/day")),
            "partners_with does not end at event",
            id="entities first",
        ),
        pytest.param(
            (tie("list/bank", "partners_with", "list/day"), BANK, DAY),
            "partners_with does not end at event",
            id="tie first",
        ),
        pytest.param(
            (BANK, DAY, tie("list/bank", "funds", "list/nobody")),
            "has an end that nobody describes: 'list/nobody'",
            id="nobody at an end",
        ),
        pytest.param(
            (BANK, DAY, tie("list/bank", "active_in", "country:XX")),
            "has an end that nobody describes: 'country:XX'",
            id="no such country",
        ),
    ],
)
def test_ends_that_do_not_fit(store: Store, claims: tuple[Item, ...], problem: str) -> None:
    """A tie that cannot be is refused alone; all else of the file is kept."""
    report = read(store, source(), *claims)
    assert (report.counts, report.problem) == (Counts(created=2), None)
    assert [problem in refusal.problem for refusal in report.refused] == [True]
    assert report.refused[0].place == Place(file="list.csv")


def test_ties_before_their_ends(store: Store) -> None:
    """Claims may come in any order, the source first."""
    report = read(store, source(), FUNDS, *reversed(LIST[1:3]), LIST[4])
    assert (report.counts, report.refused) == (Counts(created=4), ())
    assert set(ids(store)) == {one.id for one in LIST[1:] if not isinstance(one, Held | Refused)}


def test_many_refusals(store: Store) -> None:
    """Refusals beyond a bound are counted and not kept, so that memory stays bounded."""
    report = read(store, *LIST, *[BAD_ROW] * (MOST_REFUSED + 5))
    assert (len(report.refused), report.unlisted) == (MOST_REFUSED, 5)
    assert report.refused_count == MOST_REFUSED + 5


def test_source_that_changes(store: Store) -> None:
    """A source read again under another label is that source, changed."""
    read(store, *LIST)
    report = read(store, Source(id="list", title="The list", label=Label.AMBER), *LIST[1:])
    assert report.tally.of("sources") == Counts(changed=1)
    assert store.sources(Label.GREEN) == []


def test_label_persists(store: Store) -> None:
    """A source that was closed stays closed when a later load says nothing of its label."""
    closed = Source(id="list", title="The list", label=Label.AMBER, stated=("label",))
    read(store, closed, *LIST[1:])
    revision = store.revision
    report = read(store, *LIST)

    assert (report.source, report.kept_fields) == (closed, ("label",))
    assert (report.label_before, store.revision) == (Label.AMBER, revision)
    assert store.sources(Label.GREEN) == []


def test_label_is_lowered_only_if_meant(store: Store) -> None:
    """A lower label stops a load, unless the steward says that it is meant."""
    closed = Source(id="list", title="The list", label=Label.AMBER, stated=("label",))
    opened = replace(closed, label=Label.CLEAR)
    read(store, closed, *LIST[1:])
    report = read(store, opened, *LIST[1:])
    assert "load it with --lower-label" in (report.problem or "")
    assert (report.source, store.sources(Label.GREEN)) == (None, [])

    report = read(store, opened, *LIST[1:], allowed=Allowed(lower_label=True))
    assert report.is_lowered
    assert store.sources(Label.CLEAR) == [opened]
