"""What an agreement provides for: the codes on women by theme, and all other codes."""

import re
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress

from graph.domain.errors import ClaimError
from ingest.pax.meanings import meanings
from ingest.pax.tables import Row
from ingest.reader import Refused
from ingest.words import shown

_WEIGHT = re.compile(r"([0-3])(?:\.0)?", re.ASCII)
#: A code of a provision, or of a part of one: GChRhet, PpsGe:St.
_CODE = re.compile(r"[A-Z][A-Za-z]+(?::[A-Za-z]+)?", re.ASCII)
_NOTHING = ("0", "0.0", "na", "nan")


def on_women(row: Row, faults: list[Refused]) -> dict[str, dict[str, str]]:
    """
    The provisions on women in *row*: by theme, each code with what it says.

    What a code says is its meaning in words, or the words of the agreement in files
    that have these in the cells. A cell that is neither goes to *faults*.
    """
    themes: dict[str, dict[str, str]] = defaultdict(dict)
    for code, provision in meanings().women.items():
        text = row.cells.get(code)
        try:
            if text is not None and _is_there(text):
                said = provision.name if _WEIGHT.fullmatch(text) else text
                for theme in provision.themes:
                    themes[theme][code] = said
        except ClaimError as error:
            faults.append(row.refused(str(error), code))
    return themes


def others(cells: Mapping[str, str]) -> dict[str, str]:
    """The weights of all other provisions among *cells*, by code; columns of facts are none."""
    facts = meanings().of_agreement
    found = {name: _WEIGHT.fullmatch(text) for name, text in cells.items() if name not in facts}
    return {name: it[1] for name, it in found.items() if it and _CODE.fullmatch(name)}


def _is_there(text: str) -> bool:
    if text.casefold() in _NOTHING:
        return False
    if not _WEIGHT.fullmatch(text):
        with suppress(ValueError):
            float(text)
            raise ClaimError(f"{shown(text)} is no weight of a provision; PA-X writes 0 to 3")
    return True
