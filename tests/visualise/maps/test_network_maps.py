"""Which part of a View a map shows."""

from pathlib import Path

import pytest

from graph.answers.need import Need
from graph.answers.partners.partners import partners
from graph.domain.labels import Label
from graph.views.view import View
from tests.visualise.small import small_view
from visualise.maps.network_maps import network_map, partners_map
from visualise.maps.page import page
from visualise.maps.picture import Picture


@pytest.fixture
def view(tmp_path: Path) -> View:
    """The small network as everybody sees it."""
    return small_view(tmp_path)


def names(picture: Picture) -> list[str]:
    """The names on a map."""
    return [dot.name for dot in picture.dots]


def test_network(view: View) -> None:
    """The whole network is its stakeholders, and the event that two of them took part in."""
    picture = network_map(view)

    assert names(picture) == [
        *("North Network", "South Network", "A Donor", "East Forum"),
        "Talks of 2019",
    ]
    assert picture.title == "The network"


def test_network_of_a_need(view: View) -> None:
    """Only who fits is shown where something is asked for."""
    picture = network_map(view, Need(themes=("mediation",), places=("ML",)))

    assert names(picture) == ["North Network", "South Network"]
    assert picture.title == "mediation in Mali"


def test_network_of_a_kind(view: View) -> None:
    """A kind asked for is the only one shown."""
    assert names(network_map(view, Need(kinds=("donor",)))) == ["A Donor"]


def test_too_many(view: View) -> None:
    """When there are more than a map holds, the best connected stay and the map says so."""
    picture = network_map(view, most=2)

    assert names(picture)[:2] == ["North Network", "East Forum"]
    assert picture.note == "2 less connected stakeholders are left out."


def test_answer(view: View) -> None:
    """An answer's map shows who was found, in rank, who asks, and what joins them."""
    need = Need(themes=("mediation",), places=("ML",), asking="s/east")
    picture = partners_map(view, need, partners(view, need))

    assert {dot.name: dot.rank for dot in picture.dots if dot.rank} == {"South Network": 1}
    assert {dot.name: dot.badge for dot in picture.dots if dot.badge} == {"East Forum": "asking"}
    assert {"mediation", "Mali"} <= set(names(picture))
    assert picture.title == "Partners: mediation in Mali for East Forum"
    assert picture.note == "Left out, by reason: already a partner 1."


def test_reasons_on_the_card(view: View) -> None:
    """Each part of a score stands on the card with its points, reasons and sources."""
    need = Need(themes=("mediation",))
    picture = partners_map(view, need, partners(view, need))
    (best,) = (dot for dot in picture.dots if dot.rank == 1)

    assert best.parts[0].words.startswith("fit to the themes, 40: works on mediation")
    assert best.parts[0].sources == (0,)


def test_hidden_changes_nothing(tmp_path: Path) -> None:
    """The page of a reader who may not see a network is the same without it, to the byte."""
    with_hidden = small_view(tmp_path)
    amber = small_view(tmp_path / "amber", Label.AMBER)

    assert "Hidden" not in page(network_map(with_hidden))
    assert "Hidden" in page(network_map(amber))
