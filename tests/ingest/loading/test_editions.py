"""A source that is loaded again keeps what an earlier load said of it."""

from dataclasses import replace
from typing import Any

import pytest

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.labels import Label
from graph.domain.model import Source
from ingest.loading.editions import LASTING, Edition, edition

BARE = Source(id="list", title="list.csv", stated=())
FULL = Source(
    id="list",
    title="Our list",
    publisher="We",
    licence="CC0",
    link="https://a.example",
    published=PartialDate("2024"),
    retrieved=PartialDate("2025"),
    label=Label.AMBER,
    stated=("label", "licence", "link", "published", "publisher", "retrieved", "title"),
)


def test_new() -> None:
    """A source that the store does not hold is what its load says."""
    assert edition(FULL, None) == Edition(source=FULL)


def test_what_a_later_load_omits() -> None:
    """Everything that a steward gave stays when a later load does not give it."""
    found = edition(BARE, FULL)
    assert (found.source, found.before) == (FULL, Label.AMBER)
    assert found.kept == (*LASTING, "label")


@pytest.mark.parametrize("name", LASTING)
def test_what_a_later_load_gives(name: str) -> None:
    """What is given anew takes the place of what was given."""
    new: Any = PartialDate("2026") if name in ("published", "retrieved") else "new"
    found = edition(replace(BARE, **{name: new}, stated=(name,)), FULL)
    assert getattr(found.source, name) == new
    assert name not in found.kept
    assert found.source.stated == FULL.stated


def test_what_a_newer_file_says() -> None:
    """A newer file's own words take the place of an older one's, and not of a steward's."""
    said = replace(BARE, publisher="New", licence="New", retrieved=PartialDate("2026"))
    old = replace(FULL, stated=("publisher",))
    found = edition(said, old).source
    assert (found.publisher, found.licence, found.retrieved) == ("We", "New", PartialDate("2026"))


def test_what_a_newer_file_does_not_say() -> None:
    """What only the older file said stays too."""
    found = edition(BARE, replace(FULL, stated=()))
    assert (found.source.publisher, found.source.link) == ("We", "https://a.example")
    assert found.source.title == "list.csv"


@pytest.mark.parametrize(
    ("stated", "new", "expected"),
    [
        pytest.param(("label",), Label.CLEAR, Label.AMBER, id="given, then omitted"),
        pytest.param((), Label.CLEAR, Label.AMBER, id="never given, never lower"),
        pytest.param((), Label.RED, Label.RED, id="never given, the file says more"),
        pytest.param(("label",), Label.RED, Label.AMBER, id="given, whatever the file says"),
    ],
)
def test_label_that_is_omitted(stated: tuple[str, ...], new: Label, expected: Label) -> None:
    """The label that a steward gave stays; one that nobody gave never falls."""
    found = edition(replace(BARE, label=new), replace(FULL, stated=stated))
    assert found.source.label == expected
    assert ("label" in found.kept) is (expected != new)


def test_label_that_is_raised() -> None:
    """A steward may close a source at any load."""
    found = edition(replace(BARE, label=Label.RED, stated=("label",)), FULL)
    assert (found.source.label, found.before) == (Label.RED, Label.AMBER)


def test_label_that_is_lowered() -> None:
    """A lower label needs to be said twice: as the label, and that it is meant."""
    lower = replace(BARE, label=Label.GREEN, stated=("label",))
    with pytest.raises(ClaimError, match=r"'list' is TLP:AMBER; TLP:GREEN would .* --lower-label"):
        edition(lower, FULL)
    assert edition(lower, FULL, lower_label=True).source.label == Label.GREEN
