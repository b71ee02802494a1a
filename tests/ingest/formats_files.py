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
COUNCIL = """<?xml version="1.0" encoding="utf-8"?>
<CONSOLIDATED_LIST dateGenerated="2025-01-31T00:00:00Z"><INDIVIDUALS/><ENTITIES><ENTITY>
<FIRST_NAME>Front of Peace</FIRST_NAME><UN_LIST_TYPE>DRC</UN_LIST_TYPE>
<REFERENCE_NUMBER>CDe.900</REFERENCE_NUMBER><LISTED_ON>2005-11-01</LISTED_ON>
</ENTITY></ENTITIES></CONSOLIDATED_LIST>
"""
FLOWS = """id,amountUSD,flowType,status,date,sourceObjects_Organization.id,\
sourceObjects_Organization.name,destinationObjects_Organization.id,\
destinationObjects_Organization.name
1,100,Standard,paid,2026-01-31,10,"Ruritania, Government of",30,Women for Peace
"""
EARLIER = """<iati-activities version="1.01"><iati-activity>
<iati-identifier>XX-1</iati-identifier><title>Talks</title>
<reporting-org ref="GB-1" type="10">Ruritania</reporting-org>
<participating-org role="Funding" ref="GB-1">Ruritania</participating-org>
</iati-activity></iati-activities>
"""
REGISTER = """Name,Aliases,Identifiers,Country,Parent
Union of Examples,UE|Union d'exemples,wikidata:Q7159,,
Example Forum,,,Mali,Union of Examples
"""
PUBLISHERS = """Publisher,IATI Organisation Identifier,Organization Type,HQ Country or Region
Example Fund,GB-CHC-1234567,National NGO,Mali
"""


def _text(text: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(text, encoding="utf-8")


def _json(*rows: object) -> Callable[[Path], object]:
    return _text(json.dumps(rows))


#: What writes each file, by its name on the page.
MADE: Mapping[str, Callable[[Path], object]] = {
    "pax_v9.csv": lambda path: table(path, [agreement(GeWom="1", GCh="2")]),
    "pax_gender_v9.csv": lambda path: table(path, [agreement(WggPar="1")]),
    "PADD_Agreement_Level.csv": lambda path: table(path, [{"AgtId": "7", "Del_N": "20"}]),
    "paax_actors.csv": lambda path: table(path, [actor()]),
    "UN_agt.json": lambda path: table(path, [signatory()]),
    "our-register.csv": _text(REGISTER),
    "iati-publishers.csv": _text(PUBLISHERS),
    "dfid-1.01.xml": _text(EARLIER),
    "consolidated.xml": _text(COUNCIL),
    "fts-flows.csv": _text(FLOWS),
    "network.cyjs": _text(json.dumps(CYTOSCAPE)),
    "v1.63-2025-04-03-ror-data.json": _json(ROR),
}
