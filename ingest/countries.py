"""Countries by the names that official papers give them."""

import re

from graph.domain.places import places
from ingest.words import known

# What states put before their short names: the Kingdom of the Netherlands, the Sudan.
_FORMAL = re.compile(
    r"^(?:the )?(?:(?:\w+(?:'s|’s)? )?(?:republic|states|kingdom|state) of )?(?:the )?",
    re.IGNORECASE,
)
_ENDS = ".,;* "


def country_of(text: str) -> str | None:
    """
    The id of the country called *text*; None if it is none, or a region.

    >>> country_of("the Sudan"), country_of("Islamic Republic of Iran"), country_of("Africa")
    ('country:SD', 'country:IR', None)
    """
    name = text.strip(_ENDS)
    # The whole name first: the Democratic People's Republic of Korea is no "Korea".
    # Lists of states turn names round: Micronesia (Federated States of).
    turned = re.sub(r"^(?:the )?(.+ of) (?:the )?(.+)$", r"\2 (\1)", name)
    tried = (known("places", one) for one in (name, _FORMAL.sub("", name), turned))
    found = (places()[code] for code in tried if code)
    return next((place.id for place in found if place.kind == "country"), None)
