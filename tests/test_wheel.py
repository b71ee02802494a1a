"""What is installed is what is in the checkout."""

from pathlib import Path
from zipfile import ZipFile

from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[1]
PACKAGES = ("api", "graph", "ingest", "visualise")


def test_wheel_carries_every_file(tmp_path: Path) -> None:
    """Data files ship beside the code, tests and caches do not."""
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path))
    carried = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*")]
    expected = {
        str(path.relative_to(ROOT))
        for path in files
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "graph/domain/vocabulary.yaml" in expected
    assert carried == expected
