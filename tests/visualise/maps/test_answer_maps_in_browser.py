"""The map of every planning answer opens in a real browser, on a desk and in a hand."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, ViewportSize

from api.cli.main import main

SIZES = (ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844))
ASKED = {
    "introductions": ("--from", "reference/wanep", "--kind", "womens_network", "--country", "ML"),
    "gaps": ("--theme", "mediation", "--country", "TD", "--kind", "womens_network"),
    "bridges": ("--left", "mediation", "--right", "justice"),
    "experts": ("--theme", "mediation", "--country", "ML"),
    "funds": ("--theme", "mediation", "--country", "ML"),
}

TABLE = """
ask: {at_most: 5, convenor: reference/wanep, themes: mediation, places: ML}
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a store with the reference network."""
    address = f"sqlite:{tmp_path_factory.mktemp('maps') / 'network.db'}"
    CliRunner().invoke(main, ["--store", address, "load", "reference"])
    return address


@pytest.fixture(params=SIZES, ids=lambda size: f"{size['width']} wide")
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page of a browser; fail if anything beyond its file is asked for, refused or thrown."""
    context = browser.new_context(viewport=request.param)
    shown, asked, wrong = context.new_page(), list[str](), list[str]()
    shown.on("request", lambda request: asked.append(request.url))
    shown.on("pageerror", lambda error: wrong.append(str(error)))
    shown.on("console", lambda message: wrong.append(message.text))
    yield shown
    context.close()
    assert [url for url in asked if not url.startswith("data:")] == [asked[0]]
    assert asked[0].startswith("file:///")
    assert wrong == []


@pytest.mark.parametrize("name", [*ASKED, "coalition"])
def test_opens(name: str, store: str, page: Page, tmp_path: Path) -> None:
    """It opens from one file; its ranking, camps and dots are there, and nothing sticks out."""
    path, table = tmp_path / "map.html", tmp_path / "table.yaml"
    table.write_text(TABLE)
    words = ASKED.get(name, (os.fspath(table),))
    asked = ["--store", store, name, *words, "--map", os.fspath(path)]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0, result.output
    page.goto(path.as_uri())
    page.wait_for_selector("#map[data-drawn]")

    ranked = page.locator("#ranking .name").all_text_contents()
    assert ranked
    assert all(each in result.output for each in ranked)
    assert int(page.locator("#map").get_attribute("data-names") or 0) > 3
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("button", name="Table").click()
    assert page.locator("#tables tbody tr").count() > 3
