"""What a network file says of itself, by the names that our exports use and others share."""

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.labels import Label
from ingest.decoding.json_document import text_of
from ingest.errors import Place, ReadError
from ingest.networks.parts import Said
from ingest.reader import Given

SOURCES = "sources that the file names"

_TLP = re.compile(r"\bTLP:([A-Z]+(?:\+[A-Z]+)?)")
_OWN = re.compile(r"Tracktwo network as of (\d{4}-\d{2}-\d{2})")


def said_of(header: Mapping[str, Any], path: Path, counted: Counter[str] | None = None) -> Said:
    """
    What *header* says of the file at *path*.

    Args:
        header: Names and values: `title` or `name`, `publisher`, `licence`, `link`,
            `as_of`, `tlp`, and `sources`, which are counted.

        path: The file.

        counted: Where other things that the file holds are counted.

    Raises:
        ReadError: The file has an unknown label, and must not be more open than it.
    """
    held = Counter[str]() if counted is None else counted
    sources = header.get("sources")
    held[SOURCES] += len(sources) if isinstance(sources, list | tuple) else 0
    return Said(
        source=Given(
            title=text_of(header.get("title")) or text_of(header.get("name")),
            publisher=text_of(header.get("publisher")),
            licence=text_of(header.get("licence")),
            link=text_of(header.get("link")),
            retrieved=_date(text_of(header.get("as_of"))),
        ),
        label=_label(text_of(header.get("tlp")), path),
        counted=held,
    )


def said_in(about: str, path: Path, counted: Counter[str] | None = None) -> Said:
    """
    What the text *about* says of the file at *path*, as our exports write it.

    Of other files only the label is understood, wherever it stands in the text.

    Raises:
        ReadError: The label is none.
    """
    title, *lines = about.strip().splitlines() or [""]
    label = _TLP.search(about)
    header: dict[str, Any] = {"tlp": label[1] if label else None}
    if own := _OWN.fullmatch(title):
        header |= {"title": title, "as_of": own[1]}
        header["sources"] = [line for line in lines if line.startswith("Source ")]
    return said_of(header, path, counted)


def _date(text: str | None) -> PartialDate | None:
    try:
        return PartialDate(text) if text else None
    except ClaimError:
        return None


def _label(text: str | None, path: Path) -> Label | None:
    try:
        return Label.parse(text) if text else None
    except ClaimError as error:
        raise ReadError(str(error), Place(file=path.name, column="tlp")) from error
