"""A plan in a real browser: it opens offline, fits screen and paper, and can be read by all."""

from pathlib import Path
from typing import Any

import axe_core_python
import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.visualise.plans.test_page import PAGE

AXE = Path(axe_core_python.__file__).with_name("axe.min.js")
DESKTOP, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)


@pytest.fixture
def address(tmp_path: Path) -> str:
    """Give the address of the page as a file."""
    path = tmp_path / "plan.html"
    path.write_text(PAGE, "utf-8")
    return path.as_uri()


@pytest.mark.parametrize(
    "size", [pytest.param(DESKTOP, id="desktop"), pytest.param(PHONE, id="phone")]
)
def test_opens(browser: Browser, address: str, size: ViewportSize) -> None:
    """Nothing is asked for beyond the page, nothing is refused, and nothing is too wide."""
    page = browser.new_page(viewport=size)
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.goto(address)

    assert asked == [address]
    assert wrong == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert page.locator("svg:visible").count() == 1
    assert page.locator("h1").evaluate("one => getComputedStyle(one).fontSize") != "32px"
    page.close()


@pytest.mark.parametrize(
    "size", [pytest.param(DESKTOP, id="desktop"), pytest.param(PHONE, id="phone")]
)
def test_everybody_can_read_it(browser: Browser, address: str, size: ViewportSize) -> None:
    """Axe finds no fault that is serious."""
    context = browser.new_context(viewport=size, bypass_csp=True)
    page = context.new_page()
    page.goto(address)
    page.add_script_tag(path=AXE)
    found: dict[str, Any] = page.evaluate("axe.run()")
    context.close()

    serious = [one for one in found["violations"] if one["impact"] in ("serious", "critical")]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in serious] == []


def test_prints(browser: Browser, address: str) -> None:
    """On paper the drawing has its names, and nothing is cut off at the side."""
    page = browser.new_page(viewport={"width": 690, "height": 1000})
    page.goto(address)
    page.emulate_media(media="print")

    assert page.locator("svg.wide").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 690
    assert page.locator("section.tlp").is_visible()
    assert page.locator("footer.tlp").is_visible()
    assert len(page.pdf(format="A4")) > 10_000
    page.close()
