"""A small true file of every format, with a spot in a text and a spot between its parts."""

import datetime as dt
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from ingest.formats import FORMATS, Format

#: What stands where a test puts something into a text, or between the parts of a record.
TEXT, PARTS = "@text@", "@parts@"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """
    A small file of a format.

    `family` is what the format is written in: xml, json, yaml, csv or xlsx.
    """

    format: str
    family: str
    content: bytes

    def with_(self, *, text: str = "", parts: str = "") -> bytes:
        """The file with something in its spots."""
        raw = self.content.replace(TEXT.encode(), text.encode("utf-8", "surrogatepass"))
        return raw.replace(PARTS.encode(), parts.encode("utf-8", "surrogatepass"))

    @property
    def whole(self) -> bytes:
        """The file as it should be."""
        return self.with_()

    @property
    def form(self) -> Format:
        """The format, with its reader."""
        return next(form for form in FORMATS if form.name == self.format)

    def written(self, folder: Path, content: bytes | None = None) -> Path:
        """Write the file, or in its stead *content*."""
        path = folder / f"{self.format}.file"
        path.write_bytes(self.whole if content is None else content)
        return path


IATI = """<?xml version="1.0"?>
<iati-activities version="2.03">
 <iati-activity default-currency="EUR">
  <iati-identifier>XM-DAC-7-1</iati-identifier>
  <reporting-org ref="XM-DAC-7" type="10"><narrative>Agency @text@</narrative></reporting-org>
  <title><narrative>Talks</narrative></title>
  <description><narrative>Talks of women</narrative></description>
  <participating-org ref="XM-DAC-7" role="1"/>
  <participating-org role="4" type="22"><narrative>Network A</narrative></participating-org>
  <activity-status code="2"/>
  <activity-date type="2" iso-date="2020-01-01"/>
  @parts@
  <recipient-country code="ML"/>
  <transaction><transaction-type code="3"/><transaction-date iso-date="2021-05-06"/>
   <value value-date="2021-05-06">1000</value>
   <receiver-org><narrative>Network A</narrative></receiver-org></transaction>
 </iati-activity>
</iati-activities>
"""

IATI_ORGANISATIONS = """<?xml version="1.0"?>
<iati-organisations version="2.03">
 <iati-organisation default-currency="EUR">
  <organisation-identifier>XM-DAC-7</organisation-identifier>
  <name><narrative>Agency @text@</narrative></name>
  <reporting-org ref="XM-DAC-7" type="10"><narrative>Agency</narrative></reporting-org>
  @parts@
  <recipient-org-budget>
   <recipient-org ref="ML-1-2"><narrative>Network A</narrative></recipient-org>
   <period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>
   <value currency="EUR" value-date="2020-01-01">1000</value>
  </recipient-org-budget>
 </iati-organisation>
</iati-organisations>
"""

SECURITY_COUNCIL = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2025-01-31T00:00:00Z">
 <INDIVIDUALS/>
 <ENTITIES>
  <ENTITY>
   <DATAID>200</DATAID><FIRST_NAME>Front A @text@</FIRST_NAME>
   <UN_LIST_TYPE>DRC</UN_LIST_TYPE><REFERENCE_NUMBER>CDe.900</REFERENCE_NUMBER>
   <LISTED_ON>2005-11-01</LISTED_ON>
   @parts@
   <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>FA</ALIAS_NAME></ENTITY_ALIAS>
  </ENTITY>
 </ENTITIES>
</CONSOLIDATED_LIST>
"""

GEXF = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
 <meta><description>A map</description></meta>
 <graph mode="dynamic" timeformat="date" defaultedgetype="directed">
  <attributes class="node"><attribute id="0" title="type" type="string"/></attributes>
  <nodes>
   <node id="a" label="Network A @text@">@parts@
    <attvalues><attvalue for="0" value="civil_society"/></attvalues></node>
   <node id="b" label="Fund B"/>
  </nodes>
  <edges><edge id="0" source="b" target="a" label="funds" start="2019-01-01" end="2020-01-01"/>
  </edges>
 </graph>
</gexf>
"""

GRAPHML = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
 <key id="d0" for="node" attr.name="label" attr.type="string"/>
 <key id="d1" for="edge" attr.name="type" attr.type="string"/>
 <graph edgedefault="directed">
  <node id="a"><data key="d0">Network A @text@</data>@parts@</node>
  <node id="b"><data key="d0">Fund B</data></node>
  <edge source="b" target="a"><data key="d1">funds</data></edge>
 </graph>
</graphml>
"""

KUMU = """{
 "name": "A map",
 "elements": [
  {@parts@"id": "a", "label": "Network A @text@", "type": "civil_society", "tags": ["x"]},
  {"id": "b", "label": "Fund B"}
 ],
 "connections": [
  {"from": "b", "to": "a", "type": "funds", "direction": "directed"}
 ]
}
"""

CYTOSCAPE = """{
 "elements": {
  "nodes": [
   {"data": {@parts@"id": "a", "label": "Network A @text@"}},
   {"data": {"id": "b", "label": "Fund B"}}
  ],
  "edges": [{"data": {"id": "e", "source": "b", "target": "a", "interaction": "funds"}}]
 }
}
"""

POPOLO = """{
 "persons": [{"id": "p", "name": "Ada Example", "birth_date": "1970-01"}],
 "organizations": [
  {@parts@"id": "o", "name": "Network A @text@", "founding_date": "1990", "other_names": []}
 ],
 "memberships": [{"person_id": "p", "organization_id": "o", "role": "chair", "start_date": "2019"}]
}
"""

ROR = """[
 {@parts@"id": "https://ror.org/05a28rw58", "status": "active", "established": 1966,
  "names": [{"lang": "en", "types": ["label", "ror_display"], "value": "Institute A @text@"}],
  "types": ["other"], "links": [], "locations": [], "external_ids": [], "relationships": [],
  "admin": {"created": {"date": "2018-11-14", "schema_version": "1.0"}}, "domains": []},
 {"id": "https://ror.org/02mhbdp94", "status": "active", "established": null,
  "names": [{"lang": "en", "types": ["label", "ror_display"], "value": "Institute B"}],
  "types": ["other"], "links": [], "locations": [], "external_ids": [], "relationships": [],
  "admin": {"created": {"date": "2018-11-14", "schema_version": "1.0"}}, "domains": []}
]
"""

FTM = """{@parts@"id": "a", "schema": "Organization", "properties": {"name": ["Network A @text@"]}}
{"id": "b", "schema": "Organization", "properties": {"name": ["Fund B"], "country": ["ml"]}}
{"id": "c", "schema": "Payment", "properties": {"payer": ["b"], "beneficiary": ["a"],
 "amount": ["10"], "currency": ["EUR"], "date": ["2019-07"]}}
"""

SUPRAVERDEN = """Body A:
  SPRVD_id: SPRVD1
  Name_en: Body A @text@
  Entity_type: Agency
  Year_established: 1990
  Website: https://a.example
Body B:
  SPRVD_id: SPRVD2
  Name_en: Body B
@parts@"""

CSV = """Label,Type,Countries,Since,Email
Network A @text@,civil society,Mali,2019-07,info@example.org
Fund B,fund,,2001,
@parts@"""

CODELIST = """<?xml version="1.0" encoding="UTF-8"?>
<codelist name="IATIOrganisationIdentifier" xml:lang="en">
 <codelist-items>
  <codelist-item>
   <code>XI-IATI-1</code>
   <name><narrative>Network A @text@</narrative></name>@parts@
  </codelist-item>
  <codelist-item>
   <code>XI-IATI-2</code>
   <name><narrative>Fund B</narrative></name>
  </codelist-item>
 </codelist-items>
</codelist>
"""

PEACE = """AgtId,Agt,Dat,PPName,Loc1ISO,WggPar
7,Accord A @text@,2015-06-20,Process A,MLI,1
8,Accord B,2016-06-20,Process A,MLI,0
"""

SIGNATORIES = """[
 {"AgtId": 7, "Agt": "Accord A @text@", "date": "06/20/2015", "PPName": "Process A",
  @parts@"signatory_type": "party", "actor_name": "Front A", "actor_type": "Armed Organization"},
 {"AgtId": 7, "signatory_type": "third party", "actor_name": "Network A", "actor_type": "NGO"}
]
"""


def _flows() -> str:
    """A row of the service that tracks flows of money."""
    row = {
        "id": "1",
        "amountUSD": "100",
        "flowType": "Standard",
        "status": "paid",
        "date": "2026-01-31T00:00:00Z",
        "description": "grant @text@",
        "boundary": "incoming",
        "sourceObjects_Organization.id": "10",
        "sourceObjects_Organization.name": "Fund B",
        "sourceObjects_Organization.organizationTypes": "Governments",
        "destinationObjects_Organization.id": "30",
        "destinationObjects_Organization.name": "Network A",
        "destinationObjects_Organization.organizationTypes": "NGOs",
    }
    return f"{','.join(row)}\n{','.join(row.values())}\n{PARTS}"


def book(*rows: tuple[object, ...], sheet: str = "Sheet") -> bytes:
    """A workbook of one sheet."""
    made, file = Workbook(), BytesIO()
    made.worksheets[0].title = sheet
    for row in rows:
        made.worksheets[0].append(list(row))
    made.save(file)
    return file.getvalue()


def _sample(format_: str, family: str, text: str) -> Sample:
    return Sample(format=format_, family=family, content=text.encode())


SAMPLES = {
    "iati": _sample("iati", "xml", IATI),
    "iati organisations": _sample("iati", "xml", IATI_ORGANISATIONS),
    "iati-codelist": _sample("iati-codelist", "xml", CODELIST),
    "security-council": _sample("security-council", "xml", SECURITY_COUNCIL),
    "gexf": _sample("gexf", "xml", GEXF),
    "graphml": _sample("graphml", "xml", GRAPHML),
    "kumu": _sample("kumu", "json", KUMU),
    "cytoscape": _sample("cytoscape", "json", CYTOSCAPE),
    "popolo": _sample("popolo", "json", POPOLO),
    "ror": _sample("ror", "json", ROR),
    "ftm": _sample("ftm", "json", FTM),
    "pax": _sample("pax", "csv", PEACE),
    "pax signatories": _sample("pax", "json", SIGNATORIES),
    "supraverden": _sample("supraverden", "yaml", SUPRAVERDEN),
    "csv": _sample("csv", "csv", CSV),
    "fts": _sample("fts", "csv", _flows()),
    "xlsx": Sample(
        format="xlsx",
        family="xlsx",
        content=book(
            ("Label", "Type", "Since"), ("Network A", "NGO", 2019), ("Fund B", "fund", "")
        ),
    ),
    "ecosoc": Sample(
        format="ecosoc",
        family="xlsx",
        content=book(
            ("NGO_name", "Session_number"),
            ("Network A", dt.datetime(2019, 6, 14)),  # noqa: DTZ001 - as spreadsheets have them
            ("Network B", dt.datetime(2020, 6, 14)),  # noqa: DTZ001
            sheet="granted",
        ),
    ),
}
