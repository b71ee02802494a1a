"""HTML and SVG put together so that no text can be taken for markup."""

from collections.abc import Iterable
from html import escape
from typing import Union

Inner = Union["Markup", str, Iterable["Inner"]]


class Markup(str):
    """Text that is markup already; all other text is escaped."""

    __slots__ = ()


def tag(name: str, *inner: Inner, **attributes: str | float | None) -> Markup:
    """
    An element; attributes that are None are left out, and `class_` is `class`.

    >>> tag("p", "a < b", class_="quiet")
    '<p class="quiet">a &lt; b</p>'
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_plain(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{said}>{joined(inner)}</{name}>")


def joined(inner: Inner) -> Markup:
    """All of *inner*, one after the other."""
    if isinstance(inner, str):
        return inner if isinstance(inner, Markup) else Markup(escape(inner, quote=False))
    return Markup("".join(joined(each) for each in inner))


def _plain(value: str | float) -> str:
    return value if isinstance(value, str) else f"{round(value, 1):g}"
