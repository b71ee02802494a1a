"""What every export holds, and what it says of itself."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest

from graph.domain.labels import Label
from graph.domain.model import Claim, Contact, Source
from graph.views.view import View
from tests.networks import entity, judged, shared, source, tie, view_of
from visualise.exports.about import about
from visualise.exports.rows import Export
from visualise.exports.spiral import spiral
from visualise.exports.table import EXPORTS

NETWORK: tuple[Claim, ...] = (
    source("list"),
    source("other", Label.GREEN),
    entity("list/a", name="Réseau", since="2011-05", summary="Joins", cited="row 1"),
    entity("other/a", name="Network", since="2012", level="local", cited="page 2", cited_on="2013"),
    entity("list/b", "event", label=Label.AMBER),
    tie("list/a", "took_part_in", "list/b"),
    tie("list/a", "active_in", "country:ML"),
    judged("list/a", "same", "other/a"),
)


def small(clearance: Label = Label.RED) -> View:
    """Two sources that know one network, one of which knows what it took part in."""
    return view_of(*shared(), *NETWORK, clearance=clearance)


def test_nodes() -> None:
    """A node is the union of what its sources say, each value once."""
    (one,) = [row for row in Export(small()).nodes() if row.id == "list/a"]

    assert one.values["aliases"] == ("Network",)
    assert one.values["claimed_by"] == ("list", "other")
    assert one.values["entity_ids"] == ("list/a", "other/a")
    assert (one.values["since"], one.values["level"]) == ("2011-05", "local")


def test_what_others_say() -> None:
    """What sources say otherwise is in words beside it, with those who say it."""
    (one,) = [row for row in Export(small()).nodes() if row.id == "list/a"]

    assert one.values["also_said"] == ("since 2012 [other]", "cited page 2 (2013) [other]")


def test_shared_contexts() -> None:
    """Of the shared countries, regions and themes only those are there that somebody is tied to."""
    named = [row.id for row in Export(small()).nodes()]

    assert named == ["country:ML", "list/a", "list/b"]


def test_ties_among_shared_contexts() -> None:
    """What is part of what is told where both are there."""
    view = view_of(
        *shared(),
        entity("list/a"),
        tie("list/a", "active_in", "country:ML"),
        tie("list/a", "active_in", "region:011"),
    )

    told = [(row.kind, row.start, row.end) for row in Export(view).edges()]
    assert ("part_of", "country:ML", "region:011") in told


@pytest.mark.parametrize(
    ("clearance", "label"),
    [
        pytest.param(Label.CLEAR, Label.CLEAR, id="public"),
        pytest.param(Label.GREEN, Label.GREEN, id="a-source"),
        pytest.param(Label.RED, Label.AMBER, id="an-entity"),
    ],
)
def test_label(clearance: Label, label: Label) -> None:
    """An export is as closed as the most closed thing in it, not as its reader's clearance."""
    assert Export(small(clearance)).label == label


def test_label_of_contacts() -> None:
    """A contact closes the export that holds it."""
    view = view_of(entity("list/a", contacts=(Contact(kind="email", value="a@b.c"),)))

    assert Export(view).label == Label.AMBER


def test_sources() -> None:
    """Only the sources of what is there are named."""
    assert [one.id for one in Export(small()).sources] == ["vocabulary", "list", "other"]
    assert [one.id for one in Export(view_of(entity("a/1"))).sources] == ["a"]


def test_about() -> None:
    """An export says in words what it is, how far it may travel and where it comes from."""
    view = view_of(
        Source(id="a", title="A\nlist", publisher="P", licence="CC0", link="https://example.org"),
        entity("a/1"),
    )

    assert list(about(Export(view))) == [
        "Tracktwo network as of 2025-06-01",
        "TLP:CLEAR",
        f"Revision {view.revision}",
        "Source a: A list (P; CC0; https://example.org), TLP:CLEAR",
    ]


def test_turns() -> None:
    """Ties of one kind between the same two are counted, whichever way an undirected one runs."""
    ties = (
        tie("a/1", "knows", "a/2", id="a/k1"),
        tie("a/2", "knows", "a/1", id="a/k2"),
        tie("a/1", "funds", "a/2", id="a/f1"),
        tie("a/2", "funds", "a/1", id="a/f2"),
        tie("a/1", "funds", "a/2", id="a/f3"),
    )
    view = view_of(entity("a/1"), entity("a/2"), *ties)

    turns = {row.id: row.turn for row in Export(view).edges()}
    assert turns == {"a/k1": 1, "a/k2": 2, "a/f1": 1, "a/f2": 1, "a/f3": 2}


def test_spiral() -> None:
    """Places are so many, the first in the middle, and no two near each other."""
    places = list(spiral(200))
    apart = min(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a in places for b in places if a != b)

    assert places[0] == (0.0, 0.0)
    assert apart > 60


@pytest.mark.parametrize("name", [name for name in EXPORTS if name != "xlsx"])
def test_same_bytes(name: str) -> None:
    """The same network is the same file every time; a workbook says when it was written."""
    files = [BytesIO(), BytesIO()]
    for file in files:
        EXPORTS[name].write(small(), file)

    assert files[0].getvalue() == files[1].getvalue()


@pytest.mark.parametrize("name", [name for name in EXPORTS if name != "xlsx"])
def test_nothing_above_the_clearance(name: str) -> None:
    """A file is the same whether or not there is more that its reader may not see."""
    hidden = ("list/b", "list/list/a took_part_in list/b")
    seen = [claim for claim in NETWORK if claim.id not in hidden]
    files = [BytesIO(), BytesIO()]
    for file, claims in zip(files, (NETWORK, seen), strict=True):
        EXPORTS[name].write(view_of(*shared(), *claims, clearance=Label.GREEN), file)

    assert len(seen) == len(NETWORK) - 2
    assert files[0].getvalue() == files[1].getvalue()


@pytest.mark.parametrize("name", EXPORTS)
def test_watch_lists(name: str, tmp_path: Path) -> None:
    """Watch lists are in no file: neither whom they name, nor the lists, nor their sources."""
    view = view_of(
        *NETWORK,
        *shared(),
        source("council"),
        entity("council/1", "listed", name="Qorvax Front"),
        entity("council/sanctions", "instrument", name="Qorvax sanctions"),
        tie("council/1", "listed_by", "council/sanctions"),
        judged("council/1", "same", "list/a"),
    )
    path = tmp_path / "export"
    with path.open("wb") as file:
        EXPORTS[name].write(view, file)
    texts = [path.read_bytes()]
    if is_zipfile(path):
        with ZipFile(path) as archive:
            texts = [archive.read(member) for member in archive.namelist()]

    assert any(b"Network" in text for text in texts) or name == "oligrapher"
    assert not any(word in text for text in texts for word in (b"Qorvax", b"council"))


@pytest.mark.parametrize("name", EXPORTS)
def test_empty_network(name: str) -> None:
    """A network of nothing is a file like any other."""
    file = BytesIO()
    EXPORTS[name].write(view_of(*shared()), file)

    assert file.getvalue()
