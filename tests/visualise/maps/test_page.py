"""The page is one file that runs only its own scripts and shows data only as text."""

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest

from tests.visualise.pictures import dot, line, picture, two_camps
from visualise.maps.camps import with_camps
from visualise.maps.page import in_script, page, vis_network, write
from visualise.maps.picture import Picture

HOSTILE = [
    pytest.param("</script><script>alert(1)</script>", id="ends the script"),
    pytest.param("<!--<script>", id="opens a comment"),
    pytest.param("</title><img src=x onerror=alert(1)>", id="ends the title"),
    pytest.param('" onload="alert(1)', id="quotes"),
    pytest.param("'\\u003c&amp;lt;", id="looks escaped"),
    pytest.param("line\u2028and\u2029paragraph", id="separators"),
    pytest.param("شبكة النساء", id="right to left"),
    pytest.param("__proto__", id="a key of objects"),
    pytest.param("{{data}} {{style}}", id="a place for words"),
    pytest.param("\x00\x1b\ud800", id="what UTF-8 cannot hold"),
]
FETCHING = {"src", "srcset", "data", "poster", "action", "formaction", "background", "manifest"}


class Reader(HTMLParser):
    """The texts between the tags of a page, and every attribute in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.texts: dict[str, list[str]] = {}
        self.attributes: list[tuple[str, str, str]] = []
        self.inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a text."""
        self.inside = tag
        self.texts.setdefault(tag, []).append("")
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        """Leave out what stands between tags."""
        del tag
        self.inside = ""

    def handle_data(self, data: str) -> None:
        """Add to the text."""
        if self.inside:
            self.texts[self.inside][-1] += data

    def attribute(self, tag: str, name: str) -> list[str]:
        """Return the values of an attribute on all tags of one name."""
        return [value for where, what, value in self.attributes if (where, what) == (tag, name)]


@pytest.fixture(scope="module")
def shown() -> Reader:
    """A page that has something of everything."""
    return Reader(page(with_camps(two_camps())))


def allowed(text: str) -> str:
    """How a policy names a text."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_the_policy_names_what_is_there(shown: Reader) -> None:
    """Each script and style may act by its digest; nothing else may, and nothing is fetched."""
    policy = dict(
        rule.strip().split(" ", 1) for rule in shown.attribute("meta", "content")[0].split(";")
    )
    data, vis, own = shown.texts["script"]
    assert policy == {
        "default-src": "'none'",
        "script-src": f"{allowed(vis)} {allowed(own)}",
        "style-src": allowed(shown.texts["style"][0]),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert json.loads(data)["dots"]["name"][0] == "Body 0"


def test_vis_network_is_what_pyvis_carries(shown: Reader) -> None:
    """The library is inlined unchanged but for line ends, its licence with it."""
    carried = files("pyvis").joinpath("templates/lib/vis-9.1.2/vis-network.min.js").read_bytes()
    assert shown.texts["script"][1].encode() == carried.replace(b"\r\n", b"\n")
    assert "@license" in vis_network()
    assert "</script" not in vis_network().lower()


def test_nothing_is_fetched(shown: Reader) -> None:
    """No attribute names a file, here or elsewhere, to be loaded with the page."""
    assert [one for one in shown.attributes if one[1] in FETCHING] == []
    assert "link" not in shown.texts
    assert not re.search(r"url\(|@import", shown.texts["style"][0])


def test_no_handlers_or_styles_in_attributes(shown: Reader) -> None:
    """The policy forbids them, so that one that is needed would silently fail."""
    assert [one for one in shown.attributes if one[1].startswith("on") or one[1] == "style"] == []


@pytest.mark.parametrize("words", HOSTILE)
def test_data_stays_text(words: str) -> None:
    """Whatever a source says, the page has the same tags as ever and says the same words."""
    plain = Reader(page(poisoned("plain")))
    found = Reader(page(poisoned(words)))
    assert {tag: len(texts) for tag, texts in found.texts.items()} == {
        tag: len(texts) for tag, texts in plain.texts.items()
    }
    readable = words.encode("utf-8", "replace").decode()
    data = json.loads(found.texts["script"][0])
    assert data["dots"]["name"][0] == data["sources"][0][0] == readable
    assert data["lines"]["words"][0] == readable
    assert readable in data["themes"]
    assert found.texts["h1"][0].replace("\ufffd", "\x00") == readable.replace("\ufffd", "\x00")


def poisoned(words: str) -> Picture:
    """A picture that says *words* wherever it can."""
    one = replace(dot(0, words), id=words, summary=words, badge=words, themes=("a", words))
    shown = picture((replace(one, kind_label=words), dot(1)), (line(0, 1, words=words),))
    sources = tuple(replace(source, words=words) for source in shown.sources)
    return replace(
        shown, title=words, subtitle=words, note=words, ranking=words, as_of=words, sources=sources
    )


def test_in_script_can_be_read_back() -> None:
    """Signs that could end a script are written otherwise, and read as they were."""
    value = {"a": "</script><!--&\u2028\u2029'\"", "b": [1, None, True]}
    text = in_script(value)
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text) == value


@pytest.mark.parametrize(
    ("label", "colour"),
    [
        ("TLP:CLEAR", "clear"),
        ("TLP:GREEN", "green"),
        ("TLP:AMBER", "amber"),
        ("TLP:AMBER+STRICT", "amber"),
        ("TLP:RED", "red"),
        pytest.param("Secret", "red", id="what is unknown is treated as the strictest"),
    ],
)
def test_the_label_is_on_its_face(label: str, colour: str) -> None:
    """The label heads the page, ends it, and stands on every sheet of paper."""
    found = Reader(page(replace(two_camps(), label=label)))
    assert found.texts["strong"] == [label, label]
    assert found.attribute("section", "class")[0] == f"tlp {colour}"
    assert found.texts["title"] == [f"A map of tests – {label}"]
    assert found.texts["style"][0].count(f'content: "{label}"') == 2


def test_a_label_cannot_end_its_string() -> None:
    """A label is written into the style so that no sign of it is more than a sign."""
    found = Reader(page(replace(two_camps(), label='"}</style>\\')))
    assert 'content: "\\22 \\7d \\3c \\2f style\\3e \\5c "' in found.texts["style"][0]


def test_date_and_revision_are_shown(shown: Reader) -> None:
    """A map says as of when it holds and what it was made from."""
    assert "As of 2026-11-01, revision 7" in shown.texts["span"][2]


def test_the_same_picture_gives_the_same_page() -> None:
    """Two pages of one picture are equal, byte for byte."""
    assert page(with_camps(two_camps())) == page(with_camps(two_camps()))


def test_write(tmp_path: Path) -> None:
    """A file holds the page as it is, its line ends untouched."""
    write(two_camps(), tmp_path / "map.html")
    assert (tmp_path / "map.html").read_bytes() == page(two_camps()).encode()
