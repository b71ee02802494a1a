"""What a steward says of a source comes before what its file says, and that before its name."""

from dataclasses import replace
from pathlib import Path

import pytest

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.labels import Label
from graph.domain.model import Source
from ingest.reader import Given, source_id


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("List", "list", id="capitals"),
        pytest.param("Women's networks (final) 2024", "women-s-networks-final-2024", id="signs"),
        pytest.param("réseaux_été", "reseaux_ete", id="accents"),
        pytest.param("re\u0301seaux", "reseaux", id="accents apart"),
        pytest.param("data.v2.03", "data.v2.03", id="points"),
        pytest.param("--_x_--", "x", id="hyphens around"),
        pytest.param("…", "file", id="nothing left"),
    ],
)
def test_source_id(name: str, expected: str) -> None:
    """A file's name becomes an id, the same one each time."""
    assert source_id(name) == expected
    assert Source(id=source_id(name), title=name).id == expected


@pytest.mark.parametrize(
    "names", [("قائمة", "شبكات"), ("список 1", "перечень 1"), ("名簿", "名单")]
)
def test_source_ids_of_other_scripts(names: tuple[str, str]) -> None:
    """Two files whose letters do not stay are two sources."""
    one, other = map(source_id, names)
    assert one != other
    assert one == source_id(names[0])
    assert all(Source(id=name, title="x") for name in (one, other))


@pytest.mark.parametrize("name", ["reference", "Reference", "vocabulary"])
def test_source_ids_that_are_taken(name: str) -> None:
    """A file that is called like what ships with the product does not replace it."""
    assert source_id(name).startswith(f"{name.lower()}-")


SAID = Given(
    source="said",
    title="Said",
    publisher="A",
    licence="CC0",
    link="https://a.example",
    retrieved=PartialDate("2024"),
    label=Label.GREEN,
)


def test_source_by_name() -> None:
    """Nothing said at all: the name of the file, closed as files of the steward's own are."""
    found = Given().source_of(Path("folder/My list.csv"), Given())
    bare = Source(id="my-list", title="My list.csv", label=Label.AMBER, origin=found.origin)
    assert found == bare
    public = Given(default_label=Label.CLEAR).source_of(Path("folder/My list.csv"), Given())
    assert public == replace(bare, label=Label.CLEAR)


def test_origin() -> None:
    """Only a file that gives its source no more than a name is known by its place, too."""
    path, other = Path("mali/list.csv"), Path("niger/list.csv")
    place = Given().source_of(path, Given()).origin
    assert place == Given(label=Label.RED).source_of(path.absolute(), Given()).origin
    assert place != Given().source_of(other, Given()).origin
    assert place == Given(origin=str(path.absolute())).source_of(other, Given()).origin
    assert Given(source="list").source_of(path, Given()).origin is None
    assert Given().source_of(path, SAID).origin is None
    assert Given().source_of(path, replace(SAID, by_name=True)).origin == place


def test_source_by_file() -> None:
    """What the file says of itself counts where the steward says nothing."""
    found = Given().source_of(Path("list.csv"), SAID)
    assert (found.id, found.title, found.publisher, found.licence) == ("said", "Said", "A", "CC0")
    assert (found.link, found.retrieved) == ("https://a.example", PartialDate("2024"))
    assert found.label == Label.GREEN
    assert found.stated == ()


def test_source_by_steward() -> None:
    """What the steward says comes first, an open label as well as a closed one."""
    given = Given(source="given", title="Given", label=Label.CLEAR)
    found = given.source_of(Path("list.csv"), SAID)
    assert (found.id, found.title, found.publisher) == ("given", "Given", "A")
    assert found.label == Label.CLEAR
    assert found.stated == ("label", "title")


def test_source_that_cannot_be() -> None:
    """A source id that the steward gives is held to its form."""
    with pytest.raises(ClaimError, match="source id 'My List': use small letters"):
        Given(source="My List").source_of(Path("list.csv"), Given())
