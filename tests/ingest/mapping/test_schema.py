"""The schema of mappings is current, and says what the reader does."""

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.mapping.schema import json_schema
from ingest.mapping.sections import sections

FILE = Path(__file__).parents[3] / "docs" / "mapping.schema.json"


def test_current() -> None:
    """docs/mapping.schema.json is what the code makes."""
    assert json.loads(FILE.read_text("utf-8")) == json_schema()


@pytest.mark.parametrize("section", [name for name in sections() if name != "mapping"])
def test_sections(section: str) -> None:
    """Every section has its keys and no others, each with what it means."""
    told = json_schema()["$defs"][section]

    assert set(told["properties"]) == set(sections()[section])
    assert all(key["description"] for key in told["properties"].values())
    assert told["additionalProperties"] is False


def test_references() -> None:
    """Whatever the schema refers to is in it."""
    schema = json_schema()

    def refer(node: Any) -> list[str]:  # noqa: ANN401 - whatever JSON can hold
        if isinstance(node, list):
            return [name for one in node for name in refer(one)]
        if not isinstance(node, dict):
            return []
        own = [node["$ref"]] if "$ref" in node else []
        return own + refer(list(node.values()))

    assert {name.removeprefix("#/$defs/") for name in refer(schema)} <= set(schema["$defs"])
