"""Which activities there are, and what they are called by."""

from datetime import date
from pathlib import Path

import pytest

from graph.domain.labels import Label
from graph.stores.opening import open_store
from graph.views.building import build
from ingest.iati.reader import read_iati
from ingest.loading.load import load
from ingest.reader import Given
from tests.ingest.iati.written import MONEY, activity, document, read_activity, read_text

NO_IDENTIFIER = "the iati-identifier is empty or unusable: the activity goes by its title"


@pytest.mark.parametrize(
    "identifier", ["", " ", "a&#127;b", "x" * 501], ids=["none", "blank", "control", "too long"]
)
def test_without_identifier(tmp_path: Path, identifier: str) -> None:
    """An activity without an identifier goes by its title, and that is reported."""
    read = read_activity(tmp_path, identifier=identifier)
    entity = read.named("Peace huts")
    assert entity.identifiers == ()
    assert entity.id.startswith("s/activity:titled:")
    assert [fault for fault in read.problems() if NO_IDENTIFIER in fault]
    assert read.of("reports_on")[0].cited is None


def test_updated(tmp_path: Path) -> None:
    """What an activity says is of the day on which its account was last brought up to date."""
    said = 'last-updated-datetime="2013-05-06T07:08:09Z" default-currency="EUR" xml:lang="en"'
    place = '<recipient-country code="ML"/>'
    read = read_activity(tmp_path, place, attributes=said)
    dates = (read.named("Peace huts").cited_on, *(tie.cited_on for tie in read.ties))
    assert set(map(str, dates)) == {"2013-05-06"}
    assert {tie.kind for tie in read.ties} == {"reports_on", "accountable_for", "active_in"}


def test_without_identifier_element(tmp_path: Path) -> None:
    """An activity that lacks the element altogether goes by its title too."""
    text = activity().replace("<iati-identifier>XM-DAC-7-A</iati-identifier>", "")
    read = read_text(tmp_path, document(text))
    assert read.problems() == ["3: the activity has no <iati-identifier>"]
    assert read.named("Peace huts").id.startswith("s/activity:titled:")


def test_same_title(tmp_path: Path) -> None:
    """Two activities without identifiers and with one title are two."""
    text = activity(identifier="")
    read = read_text(tmp_path, document(text, text, text))
    assert len([entity for entity in read.entities.values() if entity.kind == "activity"]) == 3


def test_identifier_twice(tmp_path: Path) -> None:
    """A second activity of the same identifier is reported, and nothing is made of it."""
    read = read_text(
        tmp_path, document(activity(), activity(title="Other", identifier=" XM-DAC-7-A "))
    )
    assert read.problems() == ["13: 'XM-DAC-7-A' was already in this file: nothing was made of it"]
    assert read.held["activities"] == 2
    assert "Other" not in {entity.name for entity in read.entities.values()}


def test_unnamed(tmp_path: Path) -> None:
    """An activity with neither identifier nor title cannot be told from others."""
    read = read_activity(tmp_path, identifier="", title="")
    assert "3: the activity has neither identifier nor title: nothing was made of it" in (
        read.problems()
    )
    assert read.entities == {}


def test_empty(tmp_path: Path) -> None:
    """An empty activity is reported and counted."""
    read = read_text(tmp_path, document("<iati-activity/>", activity()))
    assert read.problems() == ["3: the activity is empty: nothing was made of it"]
    assert read.held["activities"] == 2
    assert len(read.of("reports_on")) == 1


def test_joined_in_a_view(tmp_path: Path) -> None:
    """An organisation named with and without its reference is one stakeholder in a View."""
    giver = "<narrative>Foyer</narrative></provider-org>"
    spent = f"<transaction><transaction-type code='1'/>{MONEY}<provider-org>{giver}</transaction>"
    funder = (
        "<participating-org role='1' ref='XX-A-1'><narrative>Foyer</narrative></participating-org>"
    )
    path = tmp_path / "f.xml"
    path.write_text(document(activity(spent, participants=funder)))
    store = open_store(f"sqlite:{tmp_path / 'store.db'}")
    report = load(store, read_iati(path, Given()), file="f.xml", form="IATI")
    view = build(store.claims(Label.RED), date(2026, 1, 1))
    store.close()
    assert (report.problem, report.refused) == (None, ())
    assert view.names.count("Foyer") == 1


def test_loading_twice(tmp_path: Path, real_data: Path) -> None:
    """Loading a publisher's file a second time changes nothing."""
    path = real_data / "iati-real" / "UNHCR-Activities-2023.v2.03.xml"
    store = open_store(f"sqlite:{tmp_path / 'store.db'}")
    first, second = (
        load(store, read_iati(path, Given()), file=path.name, form="IATI") for _ in range(2)
    )
    store.close()
    assert first.held["transactions"] == 2678
    assert first.counts.created == second.counts.unchanged > 9_000
    assert second.counts.moved == 0
