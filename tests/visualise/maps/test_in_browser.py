"""A map in a real browser: it opens offline, and everything on it can be done and read."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import axe_core_python
import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from benchmarks.invented import invented
from tests.visualise.pictures import dot, line, picture, two_camps
from visualise.maps.camps import with_camps
from visualise.maps.page import page as rendered
from visualise.maps.page import write
from visualise.maps.picture import Picture

DESKTOP, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)
AXE = Path(axe_core_python.__file__).with_name("axe.min.js")
Opened = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Open a picture's page; fail if anything is asked for beyond it, refused or thrown."""
    asked: list[str] = []
    wrong: list[str] = []
    contexts = []

    def open_page(
        shown: Picture,
        *,
        size: ViewportSize = DESKTOP,
        forced: Literal["active", "none"] = "none",
        bypass_csp: bool = False,
        fragment: str = "",
    ) -> Page:
        path = tmp_path / "map.html"
        write(shown, path)
        context = browser.new_context(viewport=size, forced_colors=forced, bypass_csp=bypass_csp)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text))
        page.goto(path.as_uri() + fragment)
        page.wait_for_selector("#map[data-drawn]")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith(("file:///", "data:"))] == []
    assert sum(url.startswith("file:///") for url in asked) == len(contexts)
    assert wrong == []


@pytest.fixture(scope="module")
def network() -> Picture:
    """Two camps of five, one tie between them, and one that stands alone."""
    return with_camps(two_camps(extra=(dot(10, "Alone for Peace"),)))


@pytest.fixture(scope="module")
def answer(network: Picture) -> Picture:
    """The same network as an answer: three that were asked for, and who asks."""
    ranks = {7: 1, 2: 2, 5: 3}
    dots = [dot(at, rank=ranks.get(at)) for at in range(11)]
    camps = [one.camp for one in network.dots]
    dots = [replace(one, camp=camp) for one, camp in zip(dots, camps, strict=True)]
    dots[0] = replace(dots[0], badge="asking")
    return replace(network, dots=tuple(dots), ranking="Who could be asked")


def place(page: Page, at: int) -> tuple[float, float]:
    """Where on the screen a dot is."""
    x, y = page.evaluate(
        "at => { const p = map.canvasToDOM(map.getPosition(at));"
        " const b = document.getElementById('map').getBoundingClientRect();"
        " return [p.x + b.x, p.y + b.y]; }",
        at,
    )
    return x, y


def focused(page: Page) -> str:
    """What has the focus, in words."""
    words: str = page.evaluate("(document.activeElement.id || document.activeElement.innerText)")
    return words


def shown_count(page: Page) -> str:
    """What the page says of how much its filters show."""
    return page.locator("#shown span").inner_text()


def test_opens_offline(opened: Opened, network: Picture) -> None:
    """The page opens from a file, asks for nothing else and breaks no rule of its policy."""
    page = opened(network)
    assert page.title() == "A map of tests – TLP:GREEN"
    assert page.locator("#map").get_attribute("aria-label") == "Map of 11 dots and 21 ties"
    assert int(page.locator("#map").get_attribute("data-names") or 0) == 11


def test_its_policy_is_in_force(browser: Browser, tmp_path: Path, network: Picture) -> None:
    """A script that somebody adds to the file does not run, and the map still opens."""
    path = tmp_path / "map.html"
    path.write_text(
        rendered(network).replace("<header>", "<script>window.ran = 1</script><header>")
    )
    page = browser.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("#map[data-drawn]")
    assert page.evaluate("window.ran") is None
    page.close()


def test_click_opens_the_card(opened: Opened, network: Picture) -> None:
    """A click on a dot opens its card with ties and sources, and the focus goes there."""
    page = opened(network)
    page.mouse.click(*place(page, 4))
    card = page.locator("#card")
    assert focused(page) == "card-name"
    assert card.get_by_role("heading", level=2).inner_text() == "Body 4"
    assert "Fact 4 [1]" in card.inner_text()
    assert card.locator(".ties li").count() == 5
    assert card.get_by_text("funds").count() == 1
    assert card.get_by_role("link", name="Register 1").get_attribute("href") == (
        "https://example.org/1"
    )


def test_escape_gives_the_focus_back(opened: Opened, network: Picture) -> None:
    """Escape closes the card; the focus returns to where it was."""
    page = opened(network)
    page.locator("#map").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert focused(page) == "card-name"
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()
    assert focused(page) == "map"


def test_arrow_keys_read_out(opened: Opened, network: Picture) -> None:
    """Arrow keys go from dot to dot and say who it is; Escape shows the whole map."""
    page = opened(network)
    page.locator("#map").focus()
    page.keyboard.press("ArrowRight")
    said = page.locator("#said")
    assert said.inner_text() == "Body 4, womens network, 5 ties"
    page.keyboard.press("ArrowLeft")
    first = said.inner_text()
    assert first.startswith("Body ")
    assert first != "Body 4, womens network, 5 ties"
    page.keyboard.press("Escape")
    assert said.inner_text() == "No dot chosen"


def test_a_click_on_a_tie_shows_all_of_the_pair(opened: Opened) -> None:
    """A stroke stands for every tie of a pair, and its card lists them with their direction."""
    lines = (line(0, 1), line(1, 0, kind="funds", words="900 USD"), line(1, 2), line(2, 3))
    page = opened(with_camps(picture(tuple(dot(at) for at in range(4)), lines)))
    (x, y), (a, b) = place(page, 0), place(page, 1)
    page.mouse.click((x + a) / 2, (y + b) / 2)
    assert page.locator("#card-name").inner_text() == "Body 0 and Body 1"
    assert page.locator("#card .ties li").all_inner_texts() == [
        "Body 0 member of Body 1 since 2001 [1]",
        "Body 1 funds Body 0 900 USD [1]",
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        pytest.param("body 7", ["Body 7"], id="case"),
        pytest.param("PEACE alone", ["Alone for Peace"], id="words in any order"),
        pytest.param("lone", ["Alone for Peace"], id="within a word"),
        pytest.param("nobody", [], id="nobody"),
    ],
)
def test_search(opened: Opened, network: Picture, typed: str, found: list[str]) -> None:
    """Names are found as they are typed, and said to be found."""
    page = opened(network)
    page.get_by_role("combobox").fill(typed)
    assert page.locator("#found .name").all_inner_texts() == found
    assert page.locator("#said").inner_text() == (
        f"{len(found)} name found" if found else "No name found"
    )


def test_search_ignores_accents(opened: Opened) -> None:
    """Who types no accents finds names that have them."""
    page = opened(picture((dot(0, "Réseau des Mères de Côte"), dot(1, "Other"))))
    page.get_by_role("combobox").fill("meres cote")
    page.keyboard.press("Enter")
    assert page.locator("#card-name").inner_text() == "Réseau des Mères de Côte"


def test_search_by_keyboard(opened: Opened, network: Picture) -> None:
    """The list of names found is walked with arrow keys; Enter opens who is marked."""
    page = opened(network)
    find = page.get_by_role("combobox")
    find.fill("body")
    assert find.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    marked = page.locator("#found [aria-selected=true]")
    assert find.get_attribute("aria-activedescendant") == marked.get_attribute("id")
    name = marked.locator(".name").inner_text()
    page.keyboard.press("Enter")
    assert (page.locator("#card-name").inner_text(), focused(page)) == (name, "card-name")


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        pytest.param("donor 1", "1 of 11 shown", id="kind"),
        pytest.param("Around Body 5 5", "5 of 11 shown", id="camp"),
        pytest.param("funds 1", "2 of 11 shown", id="tie"),
        pytest.param("early warning 6", "6 of 11 shown", id="theme"),
    ],
)
def test_a_legend_entry_filters(
    opened: Opened, network: Picture, entry: str, expected: str
) -> None:
    """A click on an entry of the legend shows only what it stands for; another undoes it."""
    page = opened(network)
    button = page.locator("#legend").get_by_role("button", name=entry)
    button.click()
    assert (shown_count(page), button.get_attribute("aria-pressed")) == (expected, "true")
    button.click()
    assert page.locator("#shown").is_hidden()


def test_filters_add_up(opened: Opened, network: Picture) -> None:
    """Two entries of a group show either; entries of two groups show what fits both."""
    page = opened(network)
    legend = page.locator("#legend")
    legend.get_by_role("button", name="donor 1").click()
    legend.get_by_role("button", name="womens network 10").click()
    assert shown_count(page) == "11 of 11 shown"
    legend.get_by_role("button", name="Around Body 4 5").click()
    assert shown_count(page) == "5 of 11 shown"
    page.get_by_role("button", name="Show all").click()
    assert legend.locator("[aria-pressed=true]").count() == 0


def test_filters_reach_the_table(opened: Opened, network: Picture) -> None:
    """The table lists what the filters show, dots and ties."""
    page = opened(network)
    page.locator("#legend").get_by_role("button", name="funds 1").click()
    page.get_by_role("button", name="Table").click()
    assert page.locator("caption").all_inner_texts() == ["Stakeholders (2)", "Ties (1)"]


def test_the_table_sorts(opened: Opened, network: Picture) -> None:
    """A column's heading sorts by it, once up and once down, numbers as numbers."""
    page = opened(network)
    page.get_by_role("button", name="Table").click()
    table = page.locator("table").first
    heading = table.locator("thead").get_by_role("button", name="Name")
    heading.click()
    names = table.locator("tbody th")
    assert names.all_inner_texts() == ["Alone for Peace", *(f"Body {at}" for at in range(10))]
    assert table.locator("th[aria-sort=ascending]").inner_text().startswith("Name")
    heading.click()
    assert names.first.inner_text() == "Body 9"
    assert table.locator("th[aria-sort=descending]").count() == 1


def test_the_table_has_all_the_map_has(opened: Opened, network: Picture) -> None:
    """Every dot and every tie is in the table, with kind, camp, themes and sources."""
    page = opened(network)
    page.get_by_role("button", name="Table").click()
    dots, ties = page.locator("table").all()
    assert (dots.locator("tbody tr").count(), ties.locator("tbody tr").count()) == (11, 21)
    first = dots.locator("tbody tr", has_text="Body 4").first.locator("th, td").all_inner_texts()
    assert first[:4] == ["Body 4", "womens network", "Around Body 4", "5"]
    assert first[4:] == ["mediation, early warning", "Summary 4", "TLP:CLEAR"]
    last = ties.locator("tbody tr", has_text="9,000 USD").locator("td").all_inner_texts()
    assert last == ["Body 4", "funds", "Body 5", "9,000 USD", "TLP:CLEAR", "Register 1"]


def test_long_tables_have_pages(opened: Opened) -> None:
    """Of 450 dots the table shows 200 at a time."""
    page = opened(picture(tuple(dot(at) for at in range(450))))
    page.get_by_role("button", name="Table").click()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    assert page.locator(".range").inner_text() == "401 to 450 of 450"
    assert page.locator("tbody tr").count() == 50
    assert page.get_by_role("button", name="Next").is_disabled()


def test_the_table_leads_to_the_map(opened: Opened, network: Picture) -> None:
    """A name in the table opens its dot on the map."""
    page = opened(network)
    page.get_by_role("button", name="Table").click()
    page.locator("tbody").first.get_by_role("button", name="Body 5").click()
    assert page.locator("#stage").is_visible()
    assert page.locator("#card-name").inner_text() == "Body 5"


def test_an_answer_is_in_rank(opened: Opened, answer: Picture) -> None:
    """Who was asked for is listed in rank, leads the table, and its card says why."""
    page = opened(answer)
    ranking = page.locator("#ranking")
    assert ranking.get_by_role("heading").inner_text() == "Who could be asked"
    assert ranking.locator(".name").all_inner_texts() == ["Body 7", "Body 2", "Body 5"]
    ranking.get_by_role("button", name="Body 2").click()
    assert "Rank 2 · 0.2" in page.locator("#card").inner_text()
    assert "Reason 2" in page.locator("#card").inner_text()
    page.get_by_role("button", name="Table").click()
    assert page.locator("tbody tr").first.inner_text().startswith("1\tBody 7")


def test_who_asks_is_marked(opened: Opened, answer: Picture) -> None:
    """A badge sets a dot apart on its card."""
    page = opened(answer, fragment="#dot%3A000")
    assert page.locator("#card .badge").inner_text() == "asking"


def test_a_phone(opened: Opened, answer: Picture) -> None:
    """On a phone nothing is cut off, and legend and card are sheets from below."""
    page = opened(answer, size=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert page.locator("#side").is_hidden()
    page.get_by_role("button", name="Ranking and legend").click()
    assert page.locator("#side").is_visible()
    page.locator("#ranking").get_by_role("button", name="Body 7").click()
    assert page.locator("#side").is_hidden()
    card = page.locator("#card").bounding_box()
    assert card is not None
    assert (card["x"], card["width"]) == (0, PHONE["width"])
    assert 0 < place(page, 7)[1] < card["y"] + 1


def test_turning_a_phone(opened: Opened, network: Picture) -> None:
    """A screen that is turned has the map laid out anew for its shape."""
    page = opened(network, size=PHONE)
    tall = page.evaluate("map.getPosition(3)")
    page.set_viewport_size({"width": 844, "height": 390})
    page.wait_for_timeout(300)
    assert page.evaluate("map.getPosition(3)") != tall


def test_high_contrast(opened: Opened, network: Picture) -> None:
    """With forced colours the map is drawn in the colours the reader chose."""
    page = opened(network, forced="active")
    colours: list[str] = page.evaluate(
        "[getComputedStyle(document.getElementById('map')).color, "
        "getComputedStyle(document.body).color]"
    )
    assert colours[0] == colours[1]


def test_names_run_their_own_way(opened: Opened) -> None:
    """A name in Arabic is set from right to left, whatever stands around it."""
    page = opened(
        with_camps(picture((dot(0, "شبكة النساء"), dot(1), dot(2)), (line(0, 1), line(1, 2))))
    )
    page.get_by_role("combobox").fill("شبكة")
    page.keyboard.press("Enter")
    direction = "getComputedStyle(document.getElementById('card-name')).direction"
    assert page.evaluate(direction) == "rtl"


@pytest.mark.parametrize(
    "words", ["</script><script>window.ran = 1</script>", "<img src=x onerror='window.ran=1'>"]
)
def test_nothing_from_data_runs(opened: Opened, words: str) -> None:
    """What a source says is shown, never run, on the map, the card and in the table."""
    one = replace(dot(0, words), summary=words, badge=words, kind_label=words)
    page = opened(picture((one, dot(1)), (line(0, 1, words=words),)))
    page.get_by_role("combobox").fill("window")
    page.keyboard.press("Enter")
    assert page.locator("#card-name").inner_text() == words
    page.get_by_role("button", name="Table").click()
    assert page.locator("tbody th").first.inner_text() == words
    assert page.evaluate("window.ran") is None
    assert page.locator("main img").count() == 0


def test_print(opened: Opened, answer: Picture) -> None:
    """On paper are banner, title, the whole map, the legend and both tables."""
    page = opened(answer)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    for part in ("#banner", "h1", "#printed", "#ranking", "#legend", "#tables", "footer"):
        assert page.locator(part).is_visible()
    assert page.locator("#printed").evaluate("image => image.naturalWidth") == 2120
    assert page.locator("tbody tr").count() == 11 + 21
    assert page.locator("#stage").is_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.locator("#printed").is_hidden()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("view", ["Map", "Table"])
def test_axe_finds_no_fault(opened: Opened, answer: Picture, view: str, size: ViewportSize) -> None:
    """The rules of WCAG 2.2 AA that a machine can check hold, card open and closed."""
    page = opened(answer, size=size, bypass_csp=True, fragment="#dot%3A007")
    page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = {}
    for _ in range(2):
        found |= page.evaluate("axe.run()")
        assert [
            (fault["id"], fault["impact"], [node["html"][:90] for node in fault["nodes"]])
            for fault in found["violations"]
        ] == []
        if page.locator("#card").is_visible():
            page.locator("#card .close").click()
        page.get_by_role("button", name=view, exact=True).click()


@pytest.mark.parametrize("count", [300, 3000])
def test_invented_networks_open(opened: Opened, count: int) -> None:
    """Large networks open, name dozens at once, and find a dot under the pointer."""
    page = opened(with_camps(invented(count)))
    names = int(page.locator("#map").get_attribute("data-names") or 0)
    assert names >= (50 if count == 300 else 8)
    at = count - 1
    page.evaluate("at => map.moveTo({position: map.getPosition(at), scale: 4})", at)
    page.mouse.click(*place(page, at))
    assert page.locator("#card-name").inner_text() == invented(count).dots[at].name
