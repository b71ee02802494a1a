"""The pages that people see first, in a browser that reaches nothing but this service."""

import threading
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
import uvicorn
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from starlette.testclient import TestClient

from api.http.app import create_app
from api.http.server import bound
from api.settings import Settings
from graph.domain.vocabulary import vocabulary
from graph.stores.sqlite.store import SqliteStore

STATIC = Path(str(files("api.http"))) / "static"


@pytest.fixture(scope="module")
def address(sample_store: SqliteStore) -> Iterator[str]:
    """Give the address of the service, run by a server."""
    with bound("127.0.0.1", 0) as listener:
        config = uvicorn.Config(create_app(Settings(), sample_store), log_level="error")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture
def watched(browser: Browser) -> Iterator[tuple[Page, list[str], list[str]]]:
    """Give a page, the addresses that it asks for, and what it complains of."""
    page = browser.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page, asked, complaints
    page.close()


def test_the_start_page(address: str, watched: tuple[Page, list[str], list[str]]) -> None:
    """The start page names what is here, asks for nothing elsewhere, and shuts nobody out."""
    page, asked, complaints = watched
    page.goto(address)
    faults = Axe().run(page)["violations"]
    assert [fault["id"] for fault in faults] == []
    assert page.locator("option").count() > len(vocabulary().themes) + 240
    links = [link.get_attribute("href") for link in page.get_by_role("link").all()]
    assert {"/map", "/graphql", "/schema.graphql"} <= set(links)
    page.get_by_role("button", name="Draw the map").click()
    page.wait_for_url("**/map?theme=mediation&country=ML")
    assert all(url.startswith((address, "data:", "blob:")) for url in asked)
    assert complaints == []


def test_the_editor(address: str, watched: tuple[Page, list[str], list[str]]) -> None:
    """The editor opens with a query that works, and fetches nothing from elsewhere."""
    page, asked, complaints = watched
    page.goto(f"{address}/graphql")
    page.get_by_role("button", name="Execute query").click()
    page.get_by_text("Réseau des Femmes du Sahel").first.wait_for()
    page.get_by_label("Show Documentation Explorer").click()
    page.get_by_text("Query", exact=True).first.wait_for()
    page.get_by_label("Open settings dialog").click()
    page.get_by_role("dialog").wait_for()
    assert all(url.startswith((address, "data:", "blob:")) for url in asked)
    assert len(asked) < 15
    assert complaints == []


def test_the_editor_takes_a_query(address: str, watched: tuple[Page, list[str], list[str]]) -> None:
    """An address with a query opens the editor with it, so that queries can be sent as links."""
    page, _, complaints = watched
    page.goto(f"{address}/graphql?query={{sources{{title}}}}")
    page.get_by_role("button", name="Execute query").click()
    page.get_by_text("Open register").first.wait_for()
    assert complaints == []


def test_each_editor_has_its_own_nonce(client: TestClient) -> None:
    """The word that lets the editor's own style through is new each time."""
    accept = {"accept": "text/html"}
    answers = [client.get("/graphql", headers=accept) for _ in range(2)]
    nonces = {
        answer.headers["content-security-policy"].partition("nonce-")[2][:22] for answer in answers
    }
    assert len(nonces) == 2
    for answer in answers:
        nonce = answer.headers["content-security-policy"].partition("nonce-")[2].partition("'")[0]
        assert f'nonce="{nonce}"' in answer.text
        assert "$" not in answer.text.partition("<noscript>")[2]


def test_what_we_ship_of_others_is_named() -> None:
    """Every file of the editor that is not ours is named with its licence, and points nowhere."""
    notice = (STATIC / "graphiql" / "LICENCES.txt").read_text("utf-8")
    ours = {"page.html", "page.css", "start.js", "LICENCES.txt"}
    for path in (STATIC / "graphiql").iterdir():
        assert path.name in ours or path.name in notice
        if path.suffix in (".js", ".css"):
            text = path.read_text("utf-8")
            assert "sourceMappingURL" not in text
            assert "url(http" not in text
    for name in ("graphiql 3.9.0 (MIT)", "react 18.3.1 (MIT)", "codemirror 5.65.21 (MIT)"):
        assert name in notice


def test_our_pages_name_no_other_place() -> None:
    """No page or style sheet of ours names an address elsewhere."""
    for path in STATIC.rglob("*"):
        if path.suffix in (".html", ".css") and path.name != "graphiql.css":
            assert "//" not in path.read_text("utf-8").replace("<!doctype", "")
