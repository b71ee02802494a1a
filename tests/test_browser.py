"""The browser that tests run in is a real one."""

from playwright.sync_api import Browser


def test_opens_a_page(browser: Browser) -> None:
    """A page is laid out and its scripts run."""
    page = browser.new_page()
    page.goto("data:text/html,<h1>Tracktwo</h1><script>document.title = 6 * 7</script>")
    assert (page.title(), page.get_by_role("heading").inner_text()) == ("42", "Tracktwo")
    page.close()
