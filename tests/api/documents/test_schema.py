"""The schema of documents is current, and says what the reader does."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from api.documents.schema import json_schema
from api.documents.sections import MADE, sections
from api.documents.values import SORTS
from api.schema.questions import input_of

FILE = Path(__file__).parents[3] / "docs" / "ask.schema.json"


def test_current() -> None:
    """docs/ask.schema.json is what the code makes."""
    assert json.loads(FILE.read_text("utf-8")) == json_schema()


@pytest.mark.parametrize("section", MADE)
def test_sections(section: str) -> None:
    """Every section has a key for each field of what it is made into, and no others."""
    told = json_schema()["$defs"][section]

    assert set(told["properties"]) == {field.name for field in fields(MADE[section])}
    assert all(key["description"] for key in told["properties"].values())
    assert told["additionalProperties"] is False


@pytest.mark.parametrize("section", MADE)
def test_inputs(section: str) -> None:
    """GraphQL takes the same keys."""
    given = input_of(MADE[section])
    assert {field.name for field in fields(given)} == set(sections()[section])


def test_references() -> None:
    """Whatever a key takes is there."""
    keys = [key for section in sections().values() for key in section.values()]

    assert {key.takes for key in keys} <= set(SORTS) | set(MADE)
