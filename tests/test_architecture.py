"""The page that explains the code names only what is there, and every room."""

import re
from pathlib import Path

import pytest

from tests.test_layers import FORMATS, ROOMS

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "docs" / "architecture.md", ROOT / "CONTRIBUTING.md")
TOPS = ("graph", "ingest", "visualise", "api", "tests", "docs", "benchmarks")


def named_paths(page: Path) -> list[str]:
    """The paths of this project that a page names, but for those with a word to fill in."""
    names = re.findall(rf"`((?:{'|'.join(TOPS)})/[\w./]+)`", page.read_text("utf-8"))
    return [name for name in names if name.upper() != name and not re.search(r"[A-Z]{3}", name)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_is_there(page: Path) -> None:
    """A file that moves takes its name on the page along."""
    names = named_paths(page)
    assert names
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_every_room_is_explained() -> None:
    """Each folder of the four packages stands in the table of rooms."""
    text = PAGES[0].read_text("utf-8")
    rooms = [name.replace(".", "/") for name in ROOMS if (ROOT / name.replace(".", "/")).is_dir()]
    assert [room for room in rooms if f"| `{room}` |" not in text] == []


def test_every_package_says_what_belongs_there() -> None:
    """The first line of each package is a sentence."""
    folders = [ROOT / name.replace(".", "/") for name in ROOMS]
    folders += [ROOT / "ingest" / name for name in FORMATS]
    inits = [folder / "__init__.py" for folder in folders if folder.is_dir()]
    assert [path for path in inits if not re.match(r'"""\w.+', path.read_text("utf-8"))] == []
