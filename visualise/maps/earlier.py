"""What an earlier map tells a newer one, so that what stayed stays where it was."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from graph.domain.errors import GraphError

_DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """
    Where dots stood on an earlier map, and in which camp each was, by their ids.

    A reader may be given only what comes from a map that the same reader may see.
    """

    places: dict[str, tuple[float, float]] = field(default_factory=dict)
    camps: dict[str, int] = field(default_factory=dict)


def earlier_map(path: Path) -> Earlier:
    """
    What the map in the file at *path* tells.

    Raises:
        GraphError: There is no such file, or it is no map of Tracktwo.
    """
    try:
        found = _DATA.search(path.read_text("utf-8"))
        data = json.loads(found[1]) if found else {}
        ids, nodes = data["dots"]["id"], data["net"]["nodes"]
        spots = [(float(node["x"]), float(node["y"])) for node in nodes]
        camps = [int(camp) for camp in data["dots"]["camp"]]
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise GraphError(f"{path}: this is no map that Tracktwo made") from error
    return Earlier(
        places=dict(zip(ids, spots, strict=False)),
        camps={name: camp for name, camp in zip(ids, camps, strict=False) if camp >= 0},
    )
