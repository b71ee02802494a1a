"""How long something is so, as far as several dated statements prove it."""

from typing import NamedTuple

from graph.domain.dates import PartialDate


class Span(NamedTuple):
    """From when until when something is so; None where that is not known."""

    since: PartialDate | None
    until: PartialDate | None

    def joined(self, other: "Span") -> "Span":
        """
        From the earlier beginning to the later end of the two; unknown if one of them is.

        >>> early = Span(PartialDate("2019-05"), PartialDate("2019"))
        >>> early.joined(Span(PartialDate("2021"), None))
        Span(since=PartialDate(text='2019-05'), until=None)
        """
        begins = [span.since for span in (self, other)]
        ends = [span.until for span in (self, other)]
        return Span(
            None if None in begins else min(filter(None, begins), key=lambda date: date.first),
            None if None in ends else max(filter(None, ends), key=lambda date: date.last),
        )
