"""Answers are JSON whatever texts are in them."""

import json

import pytest

from api.cli.plain_values import json_text


def test_json_text() -> None:
    """What is no text, wherever it stands, is shown by a sign for it; the rest stays."""
    found = json.loads(json_text({"a\udce9": ["b\udcff", ("é", 1, None)]}))
    assert found == {"a\ufffd": ["b\ufffd", ["é", 1, None]]}


def test_not_json() -> None:
    """What JSON cannot hold is no text, and is not made one."""
    with pytest.raises(TypeError, match="not JSON serializable"):
        json_text({"a": object()})
