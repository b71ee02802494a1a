"""A network in which every claim may be closed in turn, to see what an answer rests on."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache

from graph.domain.errors import GraphError
from graph.domain.labels import Label
from graph.domain.model import Claim
from graph.views.view import View
from tests.networks import entity, judged, shared, source, tie, view_of

#: Fields that say how closed something is, which edition it is from, or what is not there.
_ABOUT = frozenset({"label", "label_meaning", "revision", "instead"})
#: What stands in words for the clearance and the edition, and numbers.
_COUNTED = re.compile(r"TLP:[A-Z]+|revision \w+|\d[\d.]*")
SHARED = shared(
    *("theme:mediation", "theme:justice", "theme:protection", "theme:transitional_justice"),
    *("country:ML", "country:NE", "region:011"),
    *("vocabulary/theme:transitional_justice", "vocabulary/country:ML", "vocabulary/country:NE"),
)


@cache
def network() -> tuple[Claim, ...]:
    """Who is at home in Mali and Niger, works on mediation and justice, knows, pays, opposes."""
    return (
        source(),
        source("more"),
        entity("list/net", "womens_network", level="national", extra=(("Languages", "French"),)),
        entity("list/peer", "womens_network"),
        entity("list/far", "civil_society"),
        entity("list/bank", "fund"),
        entity("list/donor", "donor"),
        entity("list/body", "regional_body"),
        entity("list/army", "armed_actor"),
        entity("list/talks", "event", since="2024"),
        entity("list/work", "activity", since="2023", until="2027"),
        entity("list/asker", "civil_society"),
        entity("list/pat", "person", label=Label.CLEAR, extra=(("Consent", "yes"),)),
        entity("more/net", "womens_network"),
        entity("more/listed", "listed", name="Army", label=Label.CLEAR),
        entity("more/sanctions", "instrument"),
        judged("list/net", "same", "more/net"),
        judged("list/army", "unsure", "more/listed"),
        tie("list/net", "works_on", "theme:mediation", since="2024"),
        tie("more/net", "works_on", "theme:justice", since="2023"),
        tie("list/net", "active_in", "country:ML"),
        tie("list/peer", "works_on", "theme:transitional_justice", since="2022"),
        tie("list/peer", "based_in", "country:ML"),
        tie("list/far", "works_on", "theme:mediation", since="2015"),
        tie("list/far", "active_in", "country:NE"),
        tie("list/pat", "works_on", "theme:mediation", since="2024"),
        tie("list/pat", "active_in", "country:ML"),
        tie("list/peer", "knows", "list/pat"),
        tie("list/body", "convened", "list/talks", since="2024"),
        tie("list/talks", "works_on", "theme:mediation"),
        tie("list/talks", "active_in", "country:ML"),
        tie("country:ML", "member_of", "list/body", since="2000"),
        tie("list/army", "active_in", "country:ML"),
        tie("list/army", "works_on", "theme:mediation"),
        tie("list/army", "opposes", "list/peer"),
        tie("list/bank", "funds", "list/net", since="2024-03-01", until="2024-03-01"),
        tie("list/donor", "funds", "list/work", since="2024"),
        tie("list/peer", "implements", "list/work"),
        tie("list/work", "works_on", "theme:justice"),
        tie("list/work", "active_in", "country:ML"),
        tie("list/asker", "partners_with", "list/peer", since="2024"),
        tie("list/peer", "knows", "list/net"),
        tie("list/asker", "member_of", "list/body"),
        tie("list/far", "member_of", "list/body"),
        tie("list/body", "partners_with", "list/donor"),
        tie("list/asker", "partners_with", "list/bank"),
        tie("more/listed", "listed_by", "more/sanctions", since="2020"),
        tie("more/net", "supports", "more/sanctions", since="2020"),
    )


def named(claim: Claim) -> str:
    """A name for a claim in a report of tests."""
    return claim.id


def closed(claim: Claim) -> list[Claim]:
    """The network with one claim AMBER; a judgement is closed by itself."""
    return [replace(one, label=Label.AMBER) if one is claim else one for one in network()]


def seen(claims: Sequence[Claim], clearance: Label = Label.AMBER) -> View:
    """The View of *claims* and of the shared ones that they need."""
    return view_of(*SHARED, *claims, as_of=date(2025, 6, 1), clearance=clearance)


def told(question: Callable[[View], object], view: View) -> object:
    """What an answer says, or why there is none."""
    try:
        return content(question(view))
    except GraphError as error:
        return str(error)


def content(answer: object) -> object:
    """
    What an answer says in words, names and order.

    Labels and revision are about it. Numbers rest on everybody who is counted, and so
    does what would help where there is no chain; words on clearance are of the reader.
    """
    if is_dataclass(answer):
        names = [field.name for field in fields(answer) if field.name not in _ABOUT]
        return {name: _in_order(name, content(getattr(answer, name))) for name in names}
    if isinstance(answer, Mapping):
        return {key: content(value) for key, value in answer.items()}
    if isinstance(answer, tuple | list):
        return [content(each) for each in answer]
    return _COUNTED.sub("", answer) if isinstance(answer, str) else None


def _in_order(name: str, value: object) -> object:
    """Who is left out in an order of its own: that of the answer rests on everybody's ties."""
    return sorted(value, key=str) if name == "left_out" and isinstance(value, list) else value
