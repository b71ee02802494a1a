"""What flows prove of those they are between: their plans, clusters and places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from graph.domain.dates import PartialDate
from graph.domain.model import Tie, key_of
from ingest.decoding.headed_rows import HeadedRow
from ingest.fts.flows import Ends
from ingest.fts.objects import Objects, meanings
from ingest.sectors import sector_themes
from ingest.spans import Span

_YEAR = re.compile(r"\b(?:19|20)\d\d\b", re.ASCII)
#: Columns that say for which years money is, the more telling first.
_YEARS = ("destinationObjects_UsageYear.name", "budgetYear", "date")
_CLUSTER = "GlobalCluster"

_Key = tuple[str, str, str]


@dataclass(slots=True)
class _Join:
    """A tie while it is gathered: how long it is proven, and by which clusters, if by some."""

    span: Span
    clusters: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Joins:
    """
    The ties of one file that its money proves, each told once for all of its flows.

    It grows with the number of ties, and not with that of flows. `unthemed` are the
    names of clusters that stand for no theme of ours.
    """

    source: str
    unthemed: set[str] = field(default_factory=set)
    _known: dict[_Key, _Join] = field(default_factory=dict)

    def add(self, row: HeadedRow, day: PartialDate | None, ends: Ends, objects: Objects) -> None:
        """Take in what one flow proves, whose money was paid on that *day*."""
        paid, used = _spans(row, day)
        for sort, use in meanings().objects.items():
            sides = [(use.receiver, ends.receivers, used)]
            if use.giver:
                sides.append((use.giver, ends.givers, paid))
            for end, (kind, starts, span) in product(ends.uses[sort], sides):
                for start in starts:
                    self._join((kind, start, end), span)
        for end in ends.uses[_CLUSTER]:
            self._on_themes(objects.name_of(end), ends, used)

    def _on_themes(self, cluster: str, ends: Ends, span: Span) -> None:
        themes = sector_themes("fts", cluster, [cluster])
        if not themes:
            self.unthemed.add(cluster)
        for theme in themes:
            for start in ends.receivers:
                join = self._join(("works_on", start, f"theme:{theme}"), span)
                join.clusters[cluster] = None

    def _join(self, key: _Key, span: Span) -> _Join:
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = _Join(span)
        known.span = known.span.joined(span)
        return known

    def ties(self) -> Iterator[Tie]:
        """All ties that were gathered."""
        for (kind, start, end), join in self._known.items():
            yield Tie(
                id=f"{self.source}/{kind}:{key_of(kind, start, end)}",
                source=self.source,
                kind=kind,
                start=start,
                end=end,
                since=join.span.since,
                until=join.span.until,
                extra=tuple(("cluster", name) for name in join.clusters),
            )


def _spans(row: HeadedRow, day: PartialDate | None) -> tuple[Span, Span]:
    """When the money is paid, and from then until when it is for use."""
    texts = (row.cells.get(name, "") for name in _YEARS)
    years = sorted(next((found for text in texts if (found := _YEAR.findall(text))), []))
    since = day or (PartialDate(years[0]) if years else None)
    until = PartialDate(years[-1]) if years else None
    if day and until and until.last < day.last:
        until = day
    return Span(day, day), Span(since, until)
