"""The schema of documents is current, and says what the reader does."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from api.documents.reading import MADE
from api.documents.schema import json_schema
from api.documents.sections import sections
from api.documents.values import SORTS
from api.schema.ask_input import (
    AskInput,
    CostInput,
    CoverInput,
    DialogueInput,
    MoneyInput,
    ShareInput,
    WeightsInput,
)

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


@pytest.mark.parametrize(
    ("section", "given"),
    [
        pytest.param("ask", AskInput, id="ask"),
        pytest.param("cover", CoverInput, id="cover"),
        pytest.param("share", ShareInput, id="share"),
        pytest.param("cost", CostInput, id="cost"),
        pytest.param("weights", WeightsInput, id="weights"),
        pytest.param("dialogue", DialogueInput, id="dialogue"),
        pytest.param("money", MoneyInput, id="money"),
    ],
)
def test_inputs(section: str, given: type[Any]) -> None:
    """GraphQL takes the same keys."""
    assert {field.name for field in fields(given)} == set(sections()[section])


def test_references() -> None:
    """Whatever a key takes is there."""
    keys = [key for section in sections().values() for key in section.values()]

    assert {key.takes for key in keys} <= set(SORTS) | set(MADE)
