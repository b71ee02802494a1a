"""Answers as other programs read them: the same names and values, in plain JSON."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from graph.answers.gaps import Gaps
from graph.labels import Label


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
