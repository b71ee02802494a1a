"""A map as one page that opens offline: our markup, pyvis's network and its vis-network."""

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import Path
from string import ascii_letters, digits
from typing import Any

from graph.domain.labels import Label
from graph.files import replacing
from visualise.maps.drawing import Drawing, drawn
from visualise.maps.picture import Picture

# In the order they run; each may use what those before it define.
SCRIPTS = (
    "data.js",
    "marks.js",
    "paint.js",
    "names.js",
    "titles.js",
    "map.js",
    "steer.js",
    "card.js",
    "panel.js",
    "search.js",
    "table.js",
    "print.js",
)
# What may stand in a string of CSS as it is.
PLAIN = frozenset(ascii_letters + digits + ":+ ")
VIS_NETWORK = "templates/lib/vis-9.1.2/vis-network.min.js"


def page(picture: Picture, earlier: Mapping[str, tuple[float, float]] | None = None) -> str:
    """
    Return *picture* as an HTML page that fetches nothing and runs only its own scripts.

    The same picture gives the same page. *earlier* may hold the places of dots on a map
    the same reader may see; see `visualise.maps.positions.layouts`.
    """
    return render(picture, drawn(picture, earlier))


def write(picture: Picture, path: Path) -> None:
    """Write *picture* as an HTML page to *path*, private if it is above CLEAR."""
    with replacing(path, Label.parse(picture.label)) as file:
        file.write(page(picture).encode())


def render(picture: Picture, drawing: Drawing) -> str:
    """Return the page of a *picture* that is laid out already."""
    vis, script = vis_network(), own_script()
    style = web_file("page.css") + on_each_sheet(picture.label)
    words = {
        "policy": policy(scripts=(vis, script), style=style),
        "title": escape(picture.title),
        "subtitle": escape(picture.subtitle),
        "note": escape(picture.note),
        "ranking": escape(picture.ranking or "In rank"),
        "label": escape(picture.label),
        "label_class": label_class(picture.label),
        "label_meaning": escape(picture.label_meaning),
        "as_of": escape(picture.as_of),
        "revision": escape(picture.revision),
        "count": f"{len(picture.dots):,}",
        "style": style,
        "data": in_script(drawing.data),
        "vis": vis,
        "script": script,
    }
    # One pass: words that look like a place for words are left alone.
    whole = re.sub(r"\{\{(\w+)\}\}", lambda found: words[found[1]], web_file("page.html"))
    # A lone surrogate, which JSON can carry, has no place in UTF-8.
    return whole.encode("utf-8", "replace").decode()


def policy(*, scripts: tuple[str, ...], style: str) -> str:
    """Return the Content-Security-Policy under which just these texts may act."""
    allowed = " ".join(digest(script) for script in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {digest(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def digest(text: str) -> str:
    """Return *text* as a source expression of a Content-Security-Policy."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def in_script(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """Return *value* as JSON that no tag, comment or line separator in it can end early."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def vis_network() -> str:
    """
    Return the vis-network that pyvis carries, its comments and all.

    Its lines end as an HTML parser will have them end, since the policy's digest is
    that of the parsed text.
    """
    return files("pyvis").joinpath(VIS_NETWORK).read_text("utf-8")


def own_script() -> str:
    """Return the page's scripts as one, which leaves one name behind."""
    parts = "\n".join(web_file(name) for name in SCRIPTS)
    return f"'use strict';\n(() => {{\n{parts}}})();\n"


def on_each_sheet(label: str) -> str:
    """Return the rules that put *label* on every sheet, at its head and foot."""
    # The protocol wants it there.
    plain = "".join(sign if sign in PLAIN else f"\\{ord(sign):x} " for sign in label)
    box = f'{{ content: "{plain}"; font: 700 10px sans-serif; color: #FFF; background: #000; }}'
    return f"@media print {{ @page {{ @top-right {box} @bottom-right {box} }} }}\n"


def web_file(name: str) -> str:
    """Return the text of one of the files that pages are made of."""
    return files("visualise.maps").joinpath("web", name).read_bytes().decode()


def label_class(label: str) -> str:
    """Return the name of the colours of *label*."""
    # AMBER+STRICT looks like AMBER, as the protocol has it; what is unknown like RED.
    colour = label.removeprefix("TLP:").split("+")[0].lower()
    return colour if colour in {"clear", "green", "amber", "red"} else "red"
