"""
What FollowTheMoney finds wrong with a file: a line of JSON for each fault, then how many it read.

    python validated.py FILE
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from followthemoney import model
from followthemoney.exc import InvalidData


def faults(data: dict[str, Any]) -> Iterator[str]:
    """What the schema of an entity says against it, and which values do not survive cleaning."""
    try:
        entity = model.get_proxy(data, cleaned=False)
        entity.schema.validate(data)
    except InvalidData as error:
        yield str(error)
        return
    for name, values in data["properties"].items():
        kept = {value.rstrip("/") for value in entity.get(name)}
        yield from (f"{name}: {each!r}" for each in values if each.rstrip("/") not in kept)


def main() -> None:
    """Look at every line."""
    with Path(sys.argv[1]).open("rb") as file:
        lines = [json.loads(line) for line in file]
    for data in lines:
        for fault in faults(data):
            sys.stdout.write(json.dumps([data["id"], fault]) + "\n")
    sys.stdout.write(f"{len(lines)}\n")


if __name__ == "__main__":
    main()
