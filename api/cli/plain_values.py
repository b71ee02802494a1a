"""Answers as other programs read them: the same names and values, in plain JSON."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import orjson

from graph.answers.gaps.gaps import Gaps
from graph.domain.labels import Label
from graph.domain.texts import shown


def plain(value: object) -> Any:  # noqa: ANN401 - it is whatever JSON can hold
    """*value* with dataclasses as objects by their fields, labels and dates as texts."""
    if isinstance(value, Label | date):
        return value.text if isinstance(value, Label) else value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if isinstance(value, Gaps):
        return _gaps(value)
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value


def json_text(value: object) -> str:
    """
    *value*, which JSON can hold, as JSON that people can read too.

    What is no text, such as a part of a file name in another encoding, becomes U+FFFD.
    """
    try:
        return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
    except orjson.JSONEncodeError:
        return orjson.dumps(_shown(value), option=orjson.OPT_INDENT_2).decode()


def _shown(value: object) -> object:
    """The same with every text as one that can be shown."""
    if isinstance(value, dict):
        return {_shown(key): _shown(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_shown(each) for each in value]
    return shown(value) if isinstance(value, str) else value


def _gaps(answer: Gaps) -> dict[str, Any]:
    """A table of gaps: its columns one by one, cell by cell."""
    return {
        "counts": answer.counts,
        "themes": plain(answer.themes),
        "places": plain(answer.places),
        "kinds": plain(answer.kinds),
        "gaps": plain(answer.gaps),
        "cells": plain(list(answer.cells())),
        "words": plain(answer.words),
        "label": plain(answer.label),
        "as_of": plain(answer.as_of),
        "revision": answer.revision,
    }
