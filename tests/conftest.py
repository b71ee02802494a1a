"""What tests ask for by name: a Neo4j server, a browser, the real files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from tests.chromium import OPTIONS
from tests.machine import UnavailableError, find_chromium, give_up
from tests.neo4j_server import Neo4jServer, running_neo4j

# How long an example takes says more of the machine than of the code.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")

REAL_DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by what it asks for, so that `-m 'not neo4j'` leaves none out."""
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if "neo4j_server" in asked or item.get_closest_marker("neo4j"):
            item.add_marker("neo4j")
            # One server serves them all, so one worker runs them.
            item.add_marker(pytest.mark.xdist_group("neo4j"))
        if "browser" in asked:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Neo4jServer]:
    """Give the one Neo4j of this run, started when the first test asks; call its `clear` first."""
    running = running_neo4j()
    try:
        server = running.__enter__()
    except UnavailableError as error:
        give_up(str(error))
    yield server
    running.__exit__(None, None, None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """
    Give a headless Chromium.

    One to a module (half a second), since the driver holds an event loop open while it lasts,
    and no other test of the run could start one of its own.
    """
    executable = find_chromium()
    if executable is None:
        give_up("Chromium is not installed (on Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=list(OPTIONS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Give the folder of real files beside the checkout, which the project does not carry."""
    if not REAL_DATA.is_dir():
        pytest.skip("the real files (../shared/data) are not on this machine")
    return REAL_DATA
