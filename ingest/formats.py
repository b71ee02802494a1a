"""Which reader a file is for, by what is in it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from graph.domain.labels import Label
from ingest.decoding.beginning import Beginning
from ingest.ecosoc import reader as ecosoc
from ingest.errors import Place, ReadError
from ingest.ftm import reader as ftm
from ingest.fts import reader as fts
from ingest.iati.reader import read_iati
from ingest.networks import cytoscape, gexf, graphml, kumu
from ingest.openness import closed
from ingest.pax import tables as pax
from ingest.pax.reader import read_pax
from ingest.popolo import reader as popolo
from ingest.reader import Given, Item, Reader
from ingest.registers import codelists, ror, security_council, supraverden
from ingest.workbook.reader import read_csv, read_xlsx


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """
    A format: its short name, how a file of it is told by its beginning, what reads it.

    `is_public` says that files of it are publications, made to be read by anyone. All
    other files are taken for the steward's own, and are closed unless somebody opens them.
    """

    name: str
    title: str
    fits: Callable[[Beginning], bool]
    reader: Reader
    is_public: bool = False

    @property
    def default_label(self) -> Label:
        """The label of a file of which neither its steward nor the file itself says one."""
        return Label.CLEAR if self.is_public else Label.AMBER

    def read(self, path: Path, given: Given) -> Iterator[Item]:
        """What the reader yields of the file at *path*; of the steward's own, much is closed."""
        items = self.reader(path, replace(given, default_label=self.default_label))
        return items if self.is_public else closed(items)


def _is_iati(beginning: Beginning) -> bool:
    return beginning.is_markup and re.search("<iati-(activit|organis)", beginning.text) is not None


def _is_workbook(beginning: Beginning) -> bool:
    return beginning.is_archive


def _is_table(beginning: Beginning) -> bool:
    return beginning.is_table


#: Every format, the more particular before the more general.
FORMATS = (
    Format(name="iati", title="IATI", fits=_is_iati, reader=read_iati, is_public=True),
    Format(
        name="iati-codelist",
        title="codelist of organisations of IATI (XML)",
        fits=codelists.fits,
        reader=codelists.read_codelist,
        is_public=True,
    ),
    Format(
        name="security-council",
        title="Consolidated List of the UN Security Council (XML)",
        fits=security_council.fits,
        reader=security_council.read_security_council,
        is_public=True,
    ),
    Format(
        name="ecosoc",
        title="workbook of the UN Committee on NGOs",
        fits=ecosoc.fits,
        reader=ecosoc.read_ecosoc,
        is_public=True,
    ),
    Format(
        name="pax",
        title="peace agreements, actors or signatories of PA-X (CSV, XLSX, JSON)",
        fits=pax.fits,
        reader=read_pax,
        is_public=True,
    ),
    Format(
        name="supraverden",
        title="Supraverden register (YAML)",
        fits=supraverden.fits,
        reader=supraverden.read_supraverden,
        is_public=True,
    ),
    Format(
        name="ror", title="ROR records (JSON)", fits=ror.fits, reader=ror.read_ror, is_public=True
    ),
    Format(name="ftm", title="FollowTheMoney entities (JSON)", fits=ftm.fits, reader=ftm.read_ftm),
    Format(name="popolo", title="Popolo (JSON)", fits=popolo.fits, reader=popolo.read_popolo),
    Format(name="gexf", title="GEXF", fits=gexf.fits, reader=gexf.read_gexf),
    Format(name="graphml", title="GraphML", fits=graphml.fits, reader=graphml.read_graphml),
    Format(
        name="cytoscape",
        title="Cytoscape.js (JSON)",
        fits=cytoscape.fits,
        reader=cytoscape.read_cytoscape,
    ),
    Format(name="kumu", title="Kumu (JSON)", fits=kumu.fits, reader=kumu.read_kumu),
    Format(
        name="fts",
        title="flows of OCHA's FTS (CSV)",
        fits=fts.fits,
        reader=fts.read_fts,
        is_public=True,
    ),
    Format(name="xlsx", title="workbook (XLSX)", fits=_is_workbook, reader=read_xlsx),
    Format(name="csv", title="workbook (CSV)", fits=_is_table, reader=read_csv),
)


def format_of(path: Path) -> Format:
    """
    The format of the file at *path*.

    Raises:
        ReadError: Its beginning is that of none.
    """
    beginning = Beginning.of(path)
    for form in FORMATS:
        if form.fits(beginning):
            return form
    known = ", ".join(form.title for form in FORMATS)
    what = "of none of the formats that can be read" if beginning.head else "empty"
    hint = "tracktwo inspect says what is in it; a mapping can say which column is what"
    raise ReadError(f"this file is {what}; tried: {known}; {hint}", Place(file=path.name))
