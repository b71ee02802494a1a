"""Lines of FollowTheMoney made for tests, and what is read of them."""

import json
from pathlib import Path
from typing import Any

from ingest.ftm.reader import read_ftm
from ingest.reader import Given, Item


def thing(name: str, schema: str = "Organization", /, **properties: Any) -> dict[str, Any]:  # noqa: ANN401
    """An entity, called by its id if no name is given; each value may stand alone."""
    said = {"name": name, **properties} if schema[0] != "-" else properties
    values = {key: v if isinstance(v, list) else [v] for key, v in said.items() if v is not None}
    return {"id": name, "schema": schema.removeprefix("-"), "properties": values}


def edge(name: str, schema: str, /, **properties: Any) -> dict[str, Any]:  # noqa: ANN401
    """An edge, which has no name."""
    return thing(name, f"-{schema}", **properties)


def read(folder: Path, *lines: object) -> list[Item]:
    """What is read of *lines*; a text stands as it is, all else as JSON."""
    path = folder / "entities.ftm.json"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(texts), encoding="utf-8")
    return list(read_ftm(path, Given()))
