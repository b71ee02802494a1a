"""When each tie was last heard of: the date of the document that says so, or of its source."""

import numpy as np

from graph.domain.dates import day_number, first_number, last_number
from graph.views.claims import Numbers
from graph.views.view import View

_CITED_ON = '"cited_on":"'


def newest(view: View, places: Numbers) -> Numbers:
    """
    For every tie, the day of the newest word on it; 0 where no word is dated.

    A tie that holds was last heard of on the date of the document that is cited, or
    without one on the date of its source; a beginning is word of that day, too. A tie
    that has ended was last heard of at its end, or earlier if the document is older.
    When a text was retrieved says nothing: it only was still there. An end that is
    yet to come is a plan and no word, and what was written after the day of the view
    is not known on that day.

    Args:
        view: The network.

        places: The ties that are looked at; all others get 0.
    """
    found = np.zeros(len(view.starts), np.int64)
    heard, since, until = _written(view, places), view.since[places], view.until[places]
    ended = until < day_number(view.as_of)
    at_its_end = np.where(heard > 0, np.minimum(heard, until), until)
    found[places] = np.maximum(since, np.where(ended, at_its_end, heard))
    return found


def _written(view: View, places: Numbers) -> Numbers:
    """The last day that the date of each tie's document can mean; 0 where it has none."""
    today = day_number(view.as_of)
    published = [_day(s.published.text, today) if s.published else 0 for s in view.sources]
    found = np.array(published, np.int64)[view.tie_sources[places]]
    rests = view.claims.ties.rests
    for at, row in enumerate(view.rows[places].tolist()):
        # To read a whole tie takes fifty times as long. No quoted text can hold these signs.
        _, cited, rest = rests[row].partition(_CITED_ON)
        if cited:
            found[at] = _day(rest[: rest.index('"')], today)
    return found


def _day(text: str, today: int) -> int:
    """The last day up to *today* that a date can mean; 0 for a date that is yet to come."""
    return 0 if first_number(text) > today else min(last_number(text), today)
