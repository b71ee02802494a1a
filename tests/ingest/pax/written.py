"""Small files in the shape of PA-X and PAA-X, with nothing of the real ones in them."""

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from ingest.pax.reader import read_pax
from ingest.reader import Given, Item

Cells = Mapping[str, object]


def agreement(number: str = "7", **more: str) -> dict[str, str]:
    """A row on an agreement between Ruritania and Graustark, about Mali."""
    row = {
        "Con": "Mali",
        "PP": "3",
        "PPName": "Mali: northern process",
        "AgtId": number,
        "Agt": f"Accord {number}",
        "Dat": "2015-06-20",
        "Agtp": "Intra",
        "Stage": "SubPar",
        "Loc1ISO": "MLI",
    }
    return row | more


def signatory(**more: str) -> dict[str, str]:
    """A row on who signed an agreement, as the network of actors has it."""
    row = {
        "AgtId": "7",
        "Agt": "Accord 7",
        "PPName": "Mali: northern process",
        "date": "06/20/2015",
        "stage_label": "Framework-substantive, partial",
        "agt_type": "Intrastate",
        "signatory_type": "party",
        "actor_name": "Northern Front",
        "actor_type": "Armed Organization",
    }
    return row | more


def actor(**more: str) -> dict[str, str]:
    """A row on an actor."""
    row = {
        "id_paax": "ARM_12",
        "actor_type": "Armed Organization",
        "actor_name": "Northern Front",
        "iso3c": "MLI",
    }
    return row | more


def table(path: Path, rows: Sequence[Cells]) -> Path:
    """Write *rows* in the format that the ending of *path* names."""
    headings = list(dict.fromkeys(name for row in rows for name in row))
    if path.suffix == ".json":
        path.write_text(json.dumps(list(rows)), encoding="utf-8")
    elif path.suffix == ".xlsx":
        book = Workbook()
        sheet = book.create_sheet("Data", 0)
        sheet.append(headings)
        for row in rows:
            sheet.append([row.get(name) for name in headings])
        book.save(path)
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, headings)
            writer.writeheader()
            writer.writerows(rows)
    return path


def read(path: Path, *rows: Cells) -> list[Item]:
    """Everything that is read of a file with these rows."""
    return list(read_pax(table(path, rows), Given()))
