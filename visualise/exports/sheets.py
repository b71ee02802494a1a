"""Rows as the cells of a workbook, under headings that the workbook reader knows."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from graph.domain.model import key_of
from graph.domain.vocabulary import vocabulary
from visualise.exports.packing import plain_number
from visualise.exports.rows import NODE_COLUMNS, TIE_COLUMNS, Export, NodeRow, TieRow, Value
from visualise.exports.texts import headed

Cell = str | Decimal | None

_RENAMED = {
    "kind": "Type",
    "url": "URL",
    "tlp": "TLP",
    "gender_marker": "Gender marker",
    "tracktwo_id": "Tracktwo ID",
    "entity_ids": "Entity IDs",
}
#: Contacts have columns by what they are, and one label for all of a row.
_CONTACTS = ("Email", "Phone", "Contact", "Contact TLP")
_LINK = re.compile(r"https?://[^\s/|;]+[^\s|;]*")
_MAIL = re.compile(r"[^@\s|;]+@[^@\s.|;]+(?:\.[^@\s.|;]+)+")
# What parts the values of a cell, which a value cannot hold.
_PARTS = re.compile(r"[|;\n]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9/:-]*")


def heading(column: str) -> str:
    """The heading of a column."""
    return _RENAMED.get(column, column.replace("_", " ").capitalize())


ELEMENTS = (
    *("ID", "Label"),
    *(heading(name) for name in NODE_COLUMNS if name != "contacts"),
    *_CONTACTS,
)
CONNECTIONS = ("ID", "From", "To", "Strength", *(heading(name) for name in TIE_COLUMNS))


def elements(export: Export) -> Iterator[dict[str, Cell]]:
    """The row of cells of each node, by heading."""
    for row in export.nodes():
        yield {
            "ID": sheet_id(row.id),
            "Label": row.name,
            **_cells(_sorted(row.values)),
            "Type": vocabulary().kind(row.kind).label,
            **_contacts(row),
        }


def connections(export: Export) -> Iterator[dict[str, Cell]]:
    """The row of cells of each tie, by heading."""
    for row in export.edges():
        yield _connection(row)


def _connection(row: TieRow) -> dict[str, Cell]:
    return {
        "ID": sheet_id(row.id),
        "From": sheet_id(row.start),
        "To": sheet_id(row.end),
        "Strength": Decimal(repr(row.weight)),
        **_cells(row.values),
        "Type": vocabulary().tie(row.kind).label,
    }


def sheet_id(name: str) -> str:
    """
    The id of a node or a tie in sheets.

    Kumu wants neither points nor underscores in ids, and a bar parts two of them.
    """
    if _SAFE.fullmatch(name):
        return name
    plain = re.sub(r"[^A-Za-z0-9/:-]+", "-", name).strip("-")[:60]
    return f"{plain}-{key_of(name)}".lstrip("-")


def _sorted(values: Mapping[str, Value]) -> dict[str, Value]:
    """The values with what their columns do not take among what else is said."""
    kept = dict(values)
    kept.pop("contacts", None)
    link, names = kept.get("url"), kept.get("identifiers", ())
    more = list[str]()
    if isinstance(link, str) and not _LINK.fullmatch(link):
        more.append(headed("url", str(kept.pop("url"))))
    if isinstance(names, tuple):
        more += [headed("identifier", name) for name in names if _PARTS.search(name)]
        kept["identifiers"] = tuple(name for name in names if not _PARTS.search(name))
    extra = kept.get("extra", ())
    return {**kept, "extra": (*extra, *more) if isinstance(extra, tuple) else extra}


def _cells(values: Mapping[str, Value]) -> dict[str, Cell]:
    return {heading(name): _cell(value) for name, value in values.items()}


def _cell(value: Value) -> Cell:
    if isinstance(value, tuple):
        return "|".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return value
    return Decimal(repr(value)) if isinstance(value, int | float) else value


def _contacts(row: NodeRow) -> dict[str, Cell]:
    """The contacts of a node, all as closed as the most closed of them."""
    found: dict[str, list[str]] = {}
    for contact in row.contacts:
        if contact.kind == "email" and _MAIL.fullmatch(contact.value):
            found.setdefault("Email", []).append(contact.value)
        elif contact.kind in ("phone", "contact"):
            found.setdefault(contact.kind.capitalize(), []).append(contact.value)
        else:
            found.setdefault("Contact", []).append(f"{contact.kind}: {contact.value}")
    cells: dict[str, Cell] = {name: "|".join(texts) for name, texts in found.items()}
    label = max((contact.label for contact in row.contacts), default=None)
    return cells if label is None else {**cells, "Contact TLP": label.text}


def printable(text: str) -> str:
    """A text without the control characters that no sheet can hold: U+FFFD for each."""
    return _CONTROLS.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def digits(number: Decimal) -> str:
    """
    A number as a text that can mean no other number.

    Three digits behind a point might as well be thousands: they get a fourth.
    """
    text = plain_number(number)
    return f"{text}0" if re.fullmatch(r"-?\d+\.\d{3}", text) else text
