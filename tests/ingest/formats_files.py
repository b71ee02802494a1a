"""Made files for the commands of docs/formats.md that no real file is there for."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.ingest.pax.written import actor, agreement, signatory, table

ROR = {
    "id": "https://ror.org/05a28rw58",
    "names": [{"lang": "en", "types": ["ror_display"], "value": "Peace Institute"}],
    "types": ["education"],
    "locations": [{"geonames_details": {"country_code": "ML", "country_name": "Mali"}}],
    "relationships": [],
    "external_ids": [],
    "links": [],
    "status": "active",
}
CYTOSCAPE = {
    "elements": {
        "nodes": [{"data": {"id": "a", "label": "Forum A"}}, {"data": {"id": "b", "label": "B"}}],
        "edges": [{"data": {"id": "e", "source": "a", "target": "b", "type": "funds"}}],
    }
}


def _json(*rows: object) -> Callable[[Path], object]:
    return lambda path: path.write_text(json.dumps(rows), encoding="utf-8")


#: What writes each file, by its name on the page.
MADE: Mapping[str, Callable[[Path], object]] = {
    "pax_v9.csv": lambda path: table(path, [agreement(GeWom="1", GCh="2")]),
    "pax_gender_v9.csv": lambda path: table(path, [agreement(WggPar="1")]),
    "paax_actors.csv": lambda path: table(path, [actor()]),
    "UN_agt.json": lambda path: table(path, [signatory()]),
    "network.cyjs": lambda path: path.write_text(json.dumps(CYTOSCAPE), encoding="utf-8"),
    "v1.63-2025-04-03-ror-data.json": _json(ROR),
}
