"""
How soon a map can be seen, beside plain pyvis: `python -m benchmarks.maps [--limit SECONDS]`.

Both draw the same invented network in the same headless Chromium, from a file. "made" is the
time to write the file, "seen" the time from opening it to the first settled picture. Plain
pyvis is as its own page comes (physics on), with what it fetches from elsewhere refused.
Without a graphics card all drawing is slower than on a desk; compare within a row.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Error, sync_playwright
from pyvis.network import Network

from benchmarks.invented import invented
from tests.chromium import OPTIONS
from tests.machine import find_chromium
from visualise.maps.camps import with_camps
from visualise.maps.page import write
from visualise.maps.picture import Picture

SIZES = (300, 1000, 3000)
OPENED_ONLY = 10_000
LIMIT = 120.0
SETTLED = """network.once('stabilizationIterationsDone', () => network.once('afterDrawing',
    () => requestAnimationFrame(() => performance.mark('first-picture'))));"""
MARK = "(performance.getEntriesByName('first-picture')[0] || {}).startTime"


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """Seconds to make a map and to see it, None where it took longer than the limit."""

    made: float
    seen: float | None
    megabytes: float

    def __str__(self) -> str:
        seen = "not within the limit" if self.seen is None else f"{self.seen:.1f}"
        return f"{self.made:.1f} | {seen} | {self.megabytes:.1f}"


def main() -> None:
    """Print a table of times and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds to wait for a picture")
    limit = parser.parse_args().limit
    # The first camps and the first page pay for what is loaded once.
    measured(None, invented(50), ours, limit)
    print("| stakeholders | ties | made s | seen s | MB | pyvis made s | seen s | MB | sooner by |")
    print("|---|---|---|---|---|---|---|---|---|")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=list(OPTIONS))
        for size in SIZES:
            picture = invented(size)
            mine = measured(chromium, picture, ours, limit)
            plain = measured(chromium, picture, plain_pyvis, limit)
            ratio = sooner(mine, plain, limit)
            print(f"| {size:,} | {len(picture.lines):,} | {mine} | {plain} | {ratio} |", flush=True)
        picture = invented(OPENED_ONLY)
        mine = measured(chromium, picture, ours, limit)
        print(f"| {OPENED_ONLY:,} | {len(picture.lines):,} | {mine} | | | | |")
        chromium.close()


def sooner(mine: Time, plain: Time, limit: float) -> str:
    """How many times sooner a map is seen, making it included."""
    if mine.seen is None:
        return "not at all"
    ratio = (plain.made + (plain.seen or limit)) / (mine.made + mine.seen)
    return f"{'' if plain.seen else 'more than '}{ratio:.1f} times"


def measured(
    chromium: Browser | None, picture: Picture, make: Callable[[Picture, Path], None], limit: float
) -> Time:
    """Make a map and open it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "map.html")
        start = time.perf_counter()
        make(picture, path)
        made = time.perf_counter() - start
        seen = None if chromium is None else first_picture(chromium, path, limit)
        return Time(made=made, seen=seen, megabytes=path.stat().st_size / 1e6)


def first_picture(chromium: Browser, path: Path, limit: float) -> float | None:
    """Seconds until a page shows its first settled picture."""
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.route("http*://**", lambda route: route.abort())
    page.set_default_timeout(1000 * limit)
    try:
        page.goto(path.as_uri(), wait_until="commit")
        until = time.monotonic() + limit
        while time.monotonic() < until:
            mark: float | None = page.evaluate(MARK)
            if mark is not None:
                return mark / 1000
            page.wait_for_timeout(100)
    except Error:
        return None
    finally:
        page.close()
    return None


def ours(picture: Picture, path: Path) -> None:
    """Make our map."""
    write(with_camps(picture), path)


def plain_pyvis(picture: Picture, path: Path) -> None:
    """Make the map that pyvis makes of itself, changed only to tell us when it is seen."""
    network = Network(height="760px", directed=True, cdn_resources="in_line")
    for at, dot in enumerate(picture.dots):
        network.add_node(at, label=dot.name, group=dot.kind, title=dot.summary)
    for line in picture.lines:
        network.add_edge(line.start, line.end, title=line.kind_label)
    page = network.generate_html()
    made = "network = new vis.Network(container, data, options);"
    assert page.count(made) == 1
    path.write_text(page.replace(made, made + SETTLED), "utf-8")


if __name__ == "__main__":
    main()
