"""What an earlier map tells a newer one."""

from pathlib import Path

import pytest

from graph.domain.errors import GraphError
from tests.visualise.small import small_view
from visualise.maps.camps import with_camps
from visualise.maps.drawing import drawn
from visualise.maps.earlier import earlier_map
from visualise.maps.network_maps import network_map
from visualise.maps.page import page, write


def test_places_and_camps(tmp_path: Path) -> None:
    """Every dot of a map is found where it was drawn, and in its camp."""
    picture = network_map(small_view(tmp_path))
    write(picture, tmp_path / "map.html")
    found = earlier_map(tmp_path / "map.html")

    assert found.places == drawn(picture).places
    camps = {dot.id: dot.camp for dot in picture.dots if dot.camp is not None}
    assert found.camps.keys() == camps.keys()


def test_same_again(tmp_path: Path) -> None:
    """A map that is drawn like itself keeps its camps together."""
    picture = network_map(small_view(tmp_path))
    write(picture, tmp_path / "map.html")
    before = earlier_map(tmp_path / "map.html")
    again = with_camps(picture, before.camps)

    assert [dot.camp is None for dot in again.dots] == [dot.camp is None for dot in picture.dots]
    assert "North Network" in page(again, before.places)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<html></html>", id="another page"),
        pytest.param('<script type="application/json" id="data">{"dots"</script>', id="cut off"),
        pytest.param('<script type="application/json" id="data">[1]</script>', id="other data"),
    ],
)
def test_no_map(tmp_path: Path, text: str) -> None:
    """A file that is no map of ours is refused by name."""
    path = tmp_path / "page.html"
    path.write_text(text, "utf-8")

    with pytest.raises(GraphError, match=r"page\.html: this is no map that Tracktwo made"):
        earlier_map(path)


def test_no_file(tmp_path: Path) -> None:
    """So is a file that is not there."""
    with pytest.raises(GraphError, match=r"nowhere\.html"):
        earlier_map(tmp_path / "nowhere.html")
