"""The times of nodes and edges, as GEXF writes them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
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
) -> "Times":
    """
    The times in the attributes *values* of a node or edge and in those of its *spells*.

    Args:
        values: `start`, `end`, their open kin, and the lists of GEXF 1.3.

        spells: The same, for each time.

        dates: Whether the file counts time in dates; else only years are understood,
            and other times are given back by name.
    """
    found = Times()
    for start, end in (pair for one in (values, *spells) for pair in _pairs(one)):
        since = found.day("start", start.strip(), dates=dates)
        until = found.day("end", end.strip(), dates=dates)
        if since or until:
            found.spans[Span(since=since, until=until)] = None
    return found


@dataclass(frozen=True, slots=True)
class Times:
    """
    The times of a node or an edge, each once.

    `left` are those that are no dates, by name; `problems` say of others that there is
    no such day.
    """

    spans: dict[Span, None] = field(default_factory=dict)
    left: dict[tuple[str, str], None] = field(default_factory=dict)
    problems: dict[str, None] = field(default_factory=dict)

    def day(self, name: str, text: str, *, dates: bool) -> PartialDate | None:
        """The day that *text* is; what is none is noted."""
        try:
            found = _day(text, dates=dates)
        except ClaimError as error:
            self.problems[str(error)] = None
            return None
        if text and found is None and text.casefold() not in _OPEN:
            self.left[name, text] = None
        return found


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
