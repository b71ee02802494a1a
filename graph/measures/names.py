"""The nodes and codes that people mean by the words they write for themes, places and kinds."""

from collections.abc import Iterable
from functools import cache

from graph.domain.errors import NeedError
from graph.domain.places import place_codes
from graph.domain.vocabulary import Term, vocabulary
from graph.views.view import View


def theme_node(view: View, text: str) -> int:
    """The node of the theme that *text* names, by code, id or label."""
    return view.node(f"theme:{_code('theme', text.removeprefix('theme:'))}")


def place_node(view: View, text: str) -> int:
    """The node of the country, region or regional body that *text* names."""
    plain = text.removeprefix("country:").removeprefix("region:").strip()
    code = place_codes().get(plain.casefold())
    if code is not None:
        return view.node(f"region:{code}" if code.isdigit() else f"country:{code}")
    if text in view:
        return view.node(text)
    raise NeedError(
        f"{text!r} is no country, region or stakeholder here; write ML, MLI, Mali, 011 or an id"
    )


def kind_codes(texts: Iterable[str]) -> tuple[str, ...]:
    """The codes of kinds of stakeholder given by code or label."""
    return tuple(_code("kind of stakeholder", text) for text in texts)


def level_codes(texts: Iterable[str]) -> tuple[str, ...]:
    """The codes of levels given by code or label."""
    return tuple(_code("level", text) for text in texts)


def _code(what: str, text: str) -> str:
    """The code of the term that *text* names, however it is written."""
    names = _names(what)
    wanted = text.strip().casefold()
    for name in (wanted, wanted.replace("-", "_").replace(" ", "_")):
        if name in names:
            return names[name]
    known = ", ".join(dict.fromkeys(names.values()))
    raise NeedError(f"{text!r} is no {what}; known are {known}")


@cache
def _names(what: str) -> dict[str, str]:
    """Everything that people write for the terms of one sort, with their codes."""
    words = vocabulary()
    acting = [kind for kind in words.kinds.values() if kind.role == "stakeholder"]
    terms: dict[str, Iterable[Term]] = {
        "theme": words.themes.values(),
        "kind of stakeholder": acting,
        "level": words.levels.values(),
    }
    return {name.casefold(): term.code for term in terms[what] for name in (term.label, term.code)}
