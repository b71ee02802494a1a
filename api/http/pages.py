"""The pages that people see first: what is here, and the editor for queries."""

from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files
from secrets import token_urlsafe
from string import Template

from starlette.requests import Request
from starlette.responses import HTMLResponse

from graph.domain.places import places
from graph.domain.vocabulary import vocabulary

_CLOSED = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
#: What the start page may load and do: our own style sheet and picture, our own forms.
START_POLICY = _CLOSED + "style-src 'self'; img-src 'self'; form-action 'self'"
#: The editor's scripts are files of ours; a dialog of its own brings a style, signed by nonce.
EDITOR_POLICY = (
    _CLOSED + "script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'none'"
)


def start(_: Request) -> HTMLResponse:
    """What this service holds and where."""
    return HTMLResponse(_start(), headers={"content-security-policy": START_POLICY})


def editor(_: Request) -> HTMLResponse:
    """The editor for queries, which fetches nothing from elsewhere."""
    nonce = token_urlsafe(16)
    page = Template(_text("graphiql/page.html")).substitute(nonce=nonce)
    policy = EDITOR_POLICY.format(nonce=nonce)
    return HTMLResponse(page, headers={"content-security-policy": policy})


@cache
def _start() -> str:
    themes = ((theme.code, theme.label) for theme in vocabulary().themes.values())
    countries = sorted(
        (place.name, place.code) for place in places().values() if place.kind == "country"
    )
    return Template(_text("start.html")).substitute(
        themes=_options(themes, "mediation"),
        countries=_options(((code, name) for name, code in countries), "ML"),
    )


def _options(values: Iterable[tuple[str, str]], chosen: str) -> str:
    marks = {chosen: " selected"}
    return "\n".join(
        f'<option value="{escape(code)}"{marks.get(code, "")}>{escape(name)}</option>'
        for code, name in values
    )


@cache
def _text(name: str) -> str:
    return files("api.http").joinpath("static").joinpath(name).read_text("utf-8")
