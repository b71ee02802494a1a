"""Small tables to choose: who is chosen, by the last letters of ids."""

from graph.answers.coalition.answer import Coalition
from graph.answers.coalition.ask import Ask
from graph.answers.coalition.coalition import coalition
from graph.domain.model import Claim
from graph.views.view import View
from tests.networks import entity, shared, tie, view_of

#: The year of the newest word on each, so that a has more points than b, and so on.
NEWEST = {"a": "2025", "b": "2021", "c": "2017", "d": "2013", "e": "2009", "f": "2005"}


def ranked(letters: str, **kinds: str) -> list[Claim]:
    """Stakeholders who all work on mediation, each better than the next; *kinds* as said."""
    found: list[Claim] = []
    for letter in letters:
        found.append(entity(f"l/{letter}", kinds.get(letter, "civil_society")))
        found.append(tie(f"l/{letter}", "works_on", "theme:mediation", since=NEWEST[letter]))
    return found


def seen(*claims: Claim) -> View:
    """The View of *claims* and the shared themes and places."""
    return view_of(*shared(), *claims)


def asked(*claims: Claim, **values: object) -> Coalition:
    """The coalition of two at most, on mediation, or as *values* say."""
    ask = {"at_most": 2, "themes": ("mediation",), "alternatives": 0, "seconds": 3_600.0}
    return coalition(seen(*claims), Ask(**{**ask, **values}))  # type: ignore[arg-type]


def chosen(*claims: Claim, **values: object) -> str:
    """The letters of the members that were asked for."""
    return "".join(sorted(member.id[-1] for member in asked(*claims, **values).members))


def contradicting(*claims: Claim, **values: object) -> list[str]:
    """The demands that contradict each other, in words."""
    found = asked(*claims, **values).contradiction
    return [] if found is None else [each.words for each in found.demands]
