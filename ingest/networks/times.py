"""The times of nodes and edges, as GEXF writes them."""

import re
from collections.abc import Iterator, Mapping

from graph.domain.dates import PartialDate
from ingest.networks.parts import Span
from ingest.workbook import cells

_OPEN = ("", "infinity", "-infinity", "inf", "-inf", "nan")
_YEAR = re.compile(r"([12]\d{3})(?:\.0+)?")
# Space around the two belongs to them and is taken off later: nothing here can match in two ways.
_INTERVAL = re.compile(r"[\[(<\]]([^,;\[\]()<>]+),([^,;\[\]()<>]+)[\])>\[]")
_STAMP = re.compile(r"[^\s,;\[\]()<>]+")
#: The most times of one node or edge.
MOST = 1_000


def spans_of(
    values: Mapping[str, str], spells: Iterator[Mapping[str, str]], *, dates: bool
) -> tuple[tuple[Span, ...], list[tuple[str, str]]]:
    """
    The times in the attributes *values* of a node or edge and in those of its *spells*.

    Args:
        values: `start`, `end`, their open kin, and the lists of GEXF 1.3.

        spells: The same, for each time.

        dates: Whether the file counts time in dates; else only years are understood,
            and other times are given back by name.

    Raises:
        ClaimError: There is no such day.
    """
    found, left = [], []
    for start, end in (pair for one in (values, *spells) for pair in _pairs(one)):
        texts = {"start": start.strip(), "end": end.strip()}
        days = {name: _day(text, dates=dates) for name, text in texts.items()}
        odd = [(name, text) for name, text in texts.items() if text and days[name] is None]
        left += [(name, text) for name, text in odd if text.casefold() not in _OPEN]
        if any(days.values()):
            found.append(Span(since=days["start"], until=days["end"]))
    return tuple(dict.fromkeys(found)), list(dict.fromkeys(left))


def _pairs(one: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Every beginning and end among the attributes of a node, an edge or a spell."""
    start = one.get("start") or one.get("startopen") or ""
    end = one.get("end") or one.get("endopen") or ""
    if start or end:
        yield start, end
    if stamp := one.get("timestamp"):
        yield stamp, stamp
    for found in _INTERVAL.finditer(one.get("intervals", "")):
        yield found[1], found[2]
    for found in _STAMP.finditer(one.get("timestamps", "")):
        yield found[0], found[0]


def _day(text: str, *, dates: bool) -> PartialDate | None:
    if text.casefold() in _OPEN:
        return None
    if dates:
        return cells.day(text)
    year = _YEAR.fullmatch(text)
    return PartialDate(year[1]) if year else None
