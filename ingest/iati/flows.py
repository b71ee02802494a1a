"""How long transactions prove what they say: sectors that money is for, countries it goes to."""

from collections.abc import Iterator

from ingest.iati.activity import Activity
from ingest.iati.codelists import meanings
from ingest.iati.quantities import day
from ingest.iati.structure import Children
from ingest.spans import Span


def flows(activity: Activity) -> Iterator[tuple[Children, Span]]:
    """
    The parts of each transaction, and how long these hold.

    Money that moved proves what it was for on its day. Money that was promised is for
    the activity until its end. Without a date a transaction says what the activity says.
    """
    for _, parts in activity.transactions:
        yield parts, _span(activity, parts)


def _span(activity: Activity, parts: Children) -> Span:
    # What is wrong with dates and types is noted where the money is read.
    date = next(
        (day(found.get("iso-date", "")) for found in parts.get("transaction-date", ())), None
    )
    if date is None:
        return Span(activity.since, activity.until)
    promised = any(
        found.get("code") in meanings().promised for found in parts.get("transaction-type", ())
    )
    until = activity.until
    if not promised or (until is not None and until.last < date.first):
        until = date
    return Span(date, until)
