"""Every format is described, and what the description says of reading it back is so."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from graph.domain.errors import GraphError
from tests.networks import entity, shared, tie, view_of
from tests.visualise.exports.reading_back import read_back, written
from visualise.exports.table import EXPORTS

PAGE = Path(__file__).parents[3] / "docs" / "formats.md"
ROW = re.compile(r"^\| `([a-z-]+)` \| (.+?) \| (.+) \|$", re.MULTILINE)


def told() -> dict[str, str]:
    """What the page says that each format cannot carry."""
    table = PAGE.read_text("utf-8").partition("| What it cannot carry |")[2].partition("\n\n")[0]
    return {name: lost for name, _, lost in ROW.findall(table)}


def network(folder: Path, name: str) -> Path:
    """The file that would be loaded of a network of two."""
    view = view_of(
        *shared(), entity("list/a", "donor"), entity("list/b"), tie("list/a", "funds", "list/b")
    )
    path = written(view, name, folder)
    if name != "csv":
        return path
    with ZipFile(path) as archive:
        archive.extractall(folder)
    return folder / "elements.csv"


def test_described() -> None:
    """The page has a row for each format and for nothing else."""
    assert set(told()) == set(EXPORTS)


@pytest.mark.parametrize("name", EXPORTS)
def test_read_back(name: str, tmp_path: Path) -> None:
    """A format is read back unless the page says that it is not."""
    path = network(tmp_path, name)
    if "not read back" in told()[name]:
        with pytest.raises(GraphError):
            read_back(path)
    else:
        assert read_back(path)
